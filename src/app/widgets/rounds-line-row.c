/* rounds-line-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/widgets/rounds-line-row.h"

#include <glib/gi18n-lib.h>

#include "app/widgets/rounds-product-popover.h"
#include "model/rounds-money.h"

struct _RoundsLineRow
{
  GtkListBoxRow parent_instance;

  /* Template widgets */
  GtkWidget *handle;
  GtkTextView *description;
  GtkTextBuffer *buffer;
  GtkLabel *placeholder;
  GtkWidget *description_frame;
  GtkEditable *quantity;
  GtkEditable *unit_price;
  GtkEditable *discount;
  GtkEditable *tax_rate;
  GtkButton *discount_type;
  GtkLabel *total;
  GtkLabel *problem;

  /* Borrowed references */
  GtkWidget *popover; /* nullable: made when something is typed */

  /* Owned references */
  RoundsStore *store;
  RoundsDraftLine *line;
  char *currency;
  gboolean showing;
};

enum
{
  NEXT,
  MOVE,
  REMOVE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RoundsLineRow, rounds_line_row, GTK_TYPE_LIST_BOX_ROW)

/* Nullable: the description is no entry. */
static GtkEditable *
get_entry (RoundsLineRow  *self,
           RoundsLineCell  cell)
{
  switch (cell)
    {
    case ROUNDS_LINE_QUANTITY:
      return self->quantity;
    case ROUNDS_LINE_UNIT_PRICE:
      return self->unit_price;
    case ROUNDS_LINE_DISCOUNT:
      return self->discount;
    case ROUNDS_LINE_TAX_RATE:
      return self->tax_rate;
    case ROUNDS_LINE_DESCRIPTION:
    default:
      return NULL;
    }
}

static GtkWidget *
get_cell (RoundsLineRow  *self,
          RoundsLineCell  cell)
{
  return cell == ROUNDS_LINE_DESCRIPTION ? GTK_WIDGET (self->description) : GTK_WIDGET (get_entry (self, cell));
}

static gboolean
find_cell (RoundsLineRow  *self,
           GtkWidget      *widget,
           RoundsLineCell *cell)
{
  for (guint i = 0; i < ROUNDS_N_LINE_CELLS; i++)
    if (get_cell (self, (RoundsLineCell) i) == widget)
      {
        *cell = (RoundsLineCell) i;
        return TRUE;
      }

  return FALSE;
}

static void
show_total (RoundsLineRow *self)
{
  RoundsLineAmounts amounts;
  g_autofree char *text = NULL;

  if (rounds_draft_line_compute (self->line, &amounts))
    text = rounds_money_format (amounts.net, self->currency, ROUNDS_MONEY_EXACT);
  gtk_label_set_label (self->total, text != NULL ? text : "–");
}

static void
show_discount_type (RoundsLineRow *self)
{
  gboolean is_amount = rounds_draft_line_get_discount_type (self->line) == ROUNDS_DISCOUNT_AMOUNT;
  const char *text = is_amount ? _("The discount is an amount: make it a percentage")
                               : _("The discount is a percentage: make it an amount");

  gtk_button_set_label (self->discount_type, is_amount ? "€" : "%");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->discount_type), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->discount_type), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
show_cells (RoundsLineRow *self)
{
  const char *description = rounds_draft_line_get_text (self->line, ROUNDS_LINE_DESCRIPTION);
  g_autofree char *shown = NULL;

  self->showing = TRUE;
  g_object_get (self->buffer, "text", &shown, NULL);
  if (!g_str_equal (shown, description))
    gtk_text_buffer_set_text (self->buffer, description, -1);
  for (guint i = ROUNDS_LINE_QUANTITY; i < ROUNDS_N_LINE_CELLS; i++)
    {
      GtkEditable *entry = get_entry (self, (RoundsLineCell) i);
      const char *text = rounds_draft_line_get_text (self->line, (RoundsLineCell) i);

      if (!g_str_equal (gtk_editable_get_text (entry), text))
        gtk_editable_set_text (entry, text);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->placeholder), description[0] == '\0');
  show_discount_type (self);
  show_total (self);
  self->showing = FALSE;
}

static void
show_problem_at (RoundsLineRow  *self,
                 RoundsLineCell  cell,
                 GString        *problems)
{
  const char *problem = rounds_draft_line_get_problem (self->line, cell);
  GtkWidget *widget = get_cell (self, cell);
  GtkWidget *framed = cell == ROUNDS_LINE_DESCRIPTION ? self->description_frame : widget;

  if (problem == NULL)
    {
      gtk_widget_remove_css_class (framed, "error");
      gtk_accessible_reset_state (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_STATE_INVALID);
      gtk_accessible_reset_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE);
      return;
    }

  g_string_append_printf (problems, "%s%s", problems->len > 0 ? "\n" : "", problem);
  gtk_widget_add_css_class (framed, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE, -1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE, self->problem, NULL, -1);
}

static void
show_problems (RoundsLineRow *self)
{
  g_autoptr(GString) problems = g_string_new (NULL);

  for (guint i = 0; i < ROUNDS_N_LINE_CELLS; i++)
    show_problem_at (self, (RoundsLineCell) i, problems);
  gtk_label_set_label (self->problem, problems->str);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), problems->len > 0);
}

static void
on_chosen (RoundsLineRow        *self,
           RoundsEntity         *product,
           RoundsProductPopover *popover)
{
  rounds_draft_line_choose_product (self->line, product);
  rounds_line_row_focus (self, ROUNDS_LINE_QUANTITY);
}

static RoundsProductPopover *
get_popover (RoundsLineRow *self)
{
  if (self->popover == NULL)
    {
      self->popover = rounds_product_popover_new (self->store);
      gtk_widget_set_parent (self->popover, self->description_frame);
      g_signal_connect_object (self->popover, "chosen", G_CALLBACK (on_chosen), self, G_CONNECT_SWAPPED);
    }

  return ROUNDS_PRODUCT_POPOVER (self->popover);
}

static void
look_for_products (RoundsLineRow *self)
{
  g_autofree char *words = g_strdup (rounds_draft_line_get_text (self->line, ROUNDS_LINE_DESCRIPTION));

  g_strstrip (words);
  /* What goes on below the name is no name any more. */
  if (strchr (words, '\n') == NULL)
    rounds_product_popover_look (get_popover (self), words);
}

static void
on_description_changed (RoundsLineRow *self)
{
  g_autofree char *text = NULL;

  if (self->showing)
    return;

  g_object_get (self->buffer, "text", &text, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->placeholder), text[0] == '\0');
  rounds_draft_line_set_text (self->line, ROUNDS_LINE_DESCRIPTION, text);
  if (text[0] != '\0')
    look_for_products (self);
  else if (self->popover != NULL)
    rounds_product_popover_hide (ROUNDS_PRODUCT_POPOVER (self->popover));
}

/* Return ends the description, as it does in the other cells; with Shift it begins a new line of it. */
static gboolean
on_description_key (RoundsLineRow         *self,
                    guint                  keyval,
                    guint                  keycode,
                    GdkModifierType        modifiers,
                    GtkEventControllerKey *controller)
{
  gboolean is_return = keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter;

  modifiers &= gtk_accelerator_get_default_mod_mask ();
  if (modifiers == 0 && self->popover != NULL &&
      rounds_product_popover_press (ROUNDS_PRODUCT_POPOVER (self->popover), keyval))
    return GDK_EVENT_STOP;
  if (is_return && modifiers == 0)
    {
      rounds_line_row_focus (self, ROUNDS_LINE_QUANTITY);
      return GDK_EVENT_STOP;
    }
  /* A text view would take it for a new line. */
  if (is_return && modifiers == GDK_CONTROL_MASK)
    return gtk_widget_activate_action (GTK_WIDGET (self), "editor.save", NULL);
  if (keyval == GDK_KEY_Down && modifiers == 0 &&
      rounds_draft_line_get_text (self->line, ROUNDS_LINE_DESCRIPTION)[0] == '\0')
    {
      look_for_products (self);
      return GDK_EVENT_STOP;
    }

  return GDK_EVENT_PROPAGATE;
}

static void
on_description_left (RoundsLineRow           *self,
                     GtkEventControllerFocus *controller)
{
  if (self->popover != NULL)
    rounds_product_popover_hide (ROUNDS_PRODUCT_POPOVER (self->popover));
}

static void
on_entry_changed (RoundsLineRow *self,
                  GtkEditable   *entry)
{
  RoundsLineCell cell;

  if (!self->showing && self->line != NULL && find_cell (self, GTK_WIDGET (entry), &cell))
    rounds_draft_line_set_text (self->line, cell, gtk_editable_get_text (entry));
}

static void
on_entry_left (RoundsLineRow           *self,
               GtkEventControllerFocus *controller)
{
  RoundsLineCell cell;

  if (self->line != NULL && find_cell (self, gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller)), &cell))
    rounds_draft_line_settle (self->line, cell);
}

static void
on_entry_activated (RoundsLineRow *self,
                    GtkEntry      *entry)
{
  g_signal_emit (self, signals[NEXT], 0);
}

static void
on_discount_type_clicked (RoundsLineRow *self)
{
  gboolean is_amount = rounds_draft_line_get_discount_type (self->line) == ROUNDS_DISCOUNT_AMOUNT;

  rounds_draft_line_set_discount_type (self->line, is_amount ? ROUNDS_DISCOUNT_PERCENTAGE : ROUNDS_DISCOUNT_AMOUNT);
}

static void
on_remove_clicked (RoundsLineRow *self)
{
  g_signal_emit (self, signals[REMOVE], 0);
}

static gboolean
move_up (GtkWidget *widget,
         GVariant  *arguments,
         gpointer   user_data)
{
  g_signal_emit (widget, signals[MOVE], 0, -1);
  return GDK_EVENT_STOP;
}

static gboolean
move_down (GtkWidget *widget,
           GVariant  *arguments,
           gpointer   user_data)
{
  g_signal_emit (widget, signals[MOVE], 0, 1);
  return GDK_EVENT_STOP;
}

static gboolean
remove_line (GtkWidget *widget,
             GVariant  *arguments,
             gpointer   user_data)
{
  g_signal_emit (widget, signals[REMOVE], 0);
  return GDK_EVENT_STOP;
}

static GdkContentProvider *
on_drag_prepare (RoundsLineRow *self,
                 double         x,
                 double         y,
                 GtkDragSource *source)
{
  g_autoptr(GdkPaintable) picture = gtk_widget_paintable_new (GTK_WIDGET (self));
  graphene_point_t at;

  if (gtk_widget_compute_point (self->handle, GTK_WIDGET (self), &GRAPHENE_POINT_INIT ((float) x, (float) y), &at))
    gtk_drag_source_set_icon (source, picture, (int) at.x, (int) at.y);
  return gdk_content_provider_new_typed (ROUNDS_TYPE_DRAFT_LINE, self->line);
}

static void
on_drag_begin (RoundsLineRow *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "dragging");
}

static void
on_drag_end (RoundsLineRow *self)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self), "dragging");
}

static void
rounds_line_row_dispose (GObject *object)
{
  RoundsLineRow *self = ROUNDS_LINE_ROW (object);

  g_clear_pointer (&self->popover, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (self), ROUNDS_TYPE_LINE_ROW);
  g_clear_object (&self->line);
  g_clear_object (&self->store);
  g_clear_pointer (&self->currency, g_free);

  G_OBJECT_CLASS (rounds_line_row_parent_class)->dispose (object);
}

static void
rounds_line_row_class_init (RoundsLineRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rounds_line_row_dispose;

  signals[NEXT] = g_signal_new ("next", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[MOVE] = g_signal_new ("move", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  signals[REMOVE] = g_signal_new ("remove", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-line-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsLineRow, handle);
  gtk_widget_class_bind_template_child (widget_class, RoundsLineRow, description);
  gtk_widget_class_bind_template_child (widget_class, RoundsLineRow, buffer);
  gtk_widget_class_bind_template_child (widget_class, RoundsLineRow, placeholder);
  gtk_widget_class_bind_template_child (widget_class, RoundsLineRow, description_frame);
  gtk_widget_class_bind_template_child (widget_class, RoundsLineRow, quantity);
  gtk_widget_class_bind_template_child (widget_class, RoundsLineRow, unit_price);
  gtk_widget_class_bind_template_child (widget_class, RoundsLineRow, discount);
  gtk_widget_class_bind_template_child (widget_class, RoundsLineRow, tax_rate);
  gtk_widget_class_bind_template_child (widget_class, RoundsLineRow, discount_type);
  gtk_widget_class_bind_template_child (widget_class, RoundsLineRow, total);
  gtk_widget_class_bind_template_child (widget_class, RoundsLineRow, problem);
  gtk_widget_class_bind_template_callback (widget_class, on_description_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_description_key);
  gtk_widget_class_bind_template_callback (widget_class, on_description_left);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_left);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_discount_type_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_remove_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_drag_prepare);
  gtk_widget_class_bind_template_callback (widget_class, on_drag_begin);
  gtk_widget_class_bind_template_callback (widget_class, on_drag_end);

  gtk_widget_class_add_binding (widget_class, GDK_KEY_Up, GDK_ALT_MASK, move_up, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Down, GDK_ALT_MASK, move_down, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Delete, GDK_CONTROL_MASK | GDK_SHIFT_MASK, remove_line, NULL);
}

static void
rounds_line_row_init (RoundsLineRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rounds_line_row_new:
 * @store: where the catalogue is
 * @line: what is entered
 * @currency: ISO 4217
 *
 * Returns: (transfer floating): a row for it
 */
GtkWidget *
rounds_line_row_new (RoundsStore     *store,
                     RoundsDraftLine *line,
                     const char      *currency)
{
  RoundsLineRow *self = g_object_new (ROUNDS_TYPE_LINE_ROW, NULL);

  self->store = g_object_ref (store);
  self->line = g_object_ref (line);
  self->currency = g_strdup (currency);
  g_signal_connect_object (line, "changed", G_CALLBACK (show_total), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (line, "changed", G_CALLBACK (show_discount_type), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (line, "refilled", G_CALLBACK (show_cells), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (line, "judged", G_CALLBACK (show_problems), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->buffer, "changed", G_CALLBACK (on_description_changed), self, G_CONNECT_SWAPPED);
  show_cells (self);
  show_problems (self);

  return GTK_WIDGET (self);
}

RoundsDraftLine *
rounds_line_row_get_line (RoundsLineRow *self)
{
  g_return_val_if_fail (ROUNDS_IS_LINE_ROW (self), NULL);

  return self->line;
}

/* A row that has just been made has its place after the next layout. */
static gboolean
on_tick (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  GtkWidget *viewport = gtk_widget_get_ancestor (widget, GTK_TYPE_VIEWPORT);

  if (gtk_widget_get_height (widget) == 0)
    return G_SOURCE_CONTINUE;

  if (viewport != NULL)
    gtk_viewport_scroll_to (GTK_VIEWPORT (viewport), widget, NULL);
  return G_SOURCE_REMOVE;
}

/**
 * rounds_line_row_focus:
 *
 * Leads the person to a cell, and shows the whole line.
 */
void
rounds_line_row_focus (RoundsLineRow  *self,
                       RoundsLineCell  cell)
{
  g_return_if_fail (ROUNDS_IS_LINE_ROW (self));

  gtk_widget_grab_focus (get_cell (self, cell));
  gtk_widget_add_tick_callback (GTK_WIDGET (self), on_tick, NULL, NULL);
}

/**
 * rounds_line_row_focus_problem:
 *
 * Leads the person to the first cell with which something is wrong.
 *
 * Returns: whether there is one
 */
gboolean
rounds_line_row_focus_problem (RoundsLineRow *self)
{
  g_return_val_if_fail (ROUNDS_IS_LINE_ROW (self), FALSE);

  for (guint i = 0; i < ROUNDS_N_LINE_CELLS; i++)
    if (rounds_draft_line_get_problem (self->line, (RoundsLineCell) i) != NULL)
      {
        rounds_line_row_focus (self, (RoundsLineCell) i);
        return TRUE;
      }

  return FALSE;
}
