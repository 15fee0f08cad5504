/* rounds-lines-table.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/widgets/rounds-lines-table.h"

#include <glib/gi18n-lib.h>

#include "app/rounds-looks.h"
#include "model/rounds-money.h"
#include "operations/rounds-document-amounts.h"

typedef enum
{
  COLUMN_QUANTITY,
  COLUMN_UNIT_PRICE,
  COLUMN_DISCOUNT,
  COLUMN_TAX_RATE,
  COLUMN_NET,
} Column;

#define N_COLUMNS 5

struct _RoundsLinesTable
{
  AdwBin parent_instance;

  /* Borrowed references */
  GtkListBox *list;

  /* Owned references */
  GtkSizeGroup *widths[N_COLUMNS];
  RoundsEntity *document;
  char *name;
  gboolean compact;
};

enum
{
  PROP_0,
  PROP_COMPACT,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static const char * const titles[N_COLUMNS] = { N_("Quantity"), N_("Unit price"), N_("Discount"), N_("VAT rate"), N_("Net") };

G_DEFINE_FINAL_TYPE (RoundsLinesTable, rounds_lines_table, ADW_TYPE_BIN)

static char *
format_discount (const RoundsDocumentLine *line,
                 const char               *currency)
{
  if (line->discount == 0)
    return g_strdup ("");
  if (line->discount_type == ROUNDS_DISCOUNT_AMOUNT)
    return rounds_money_format (line->discount, currency, ROUNDS_MONEY_EXACT);
  return rounds_looks_percent (line->discount, 2);
}

static char *
format_rate (const RoundsDocumentLine *line)
{
  return rounds_looks_percent (line->tax_rate, 2);
}

static GtkWidget *
create_label (const char *text,
              gboolean    is_header)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  if (is_header)
    gtk_widget_set_css_classes (label, (const char *[]) { "caption-heading", "dimmed", NULL });
  else
    gtk_widget_add_css_class (label, "numeric");
  return label;
}

static GtkWidget *
create_row (GtkWidget *box)
{
  return g_object_new (GTK_TYPE_LIST_BOX_ROW,
                       "activatable", FALSE,
                       "selectable", FALSE,
                       "child", box,
                       "css-classes", (const char *[]) { "lines-table-row", NULL },
                       NULL);
}

static GtkWidget *
create_box (GtkWidget *first)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);

  gtk_widget_set_hexpand (first, TRUE);
  gtk_box_append (GTK_BOX (box), first);
  return box;
}

static void
append_column (RoundsLinesTable *self,
               GtkWidget        *box,
               Column            column,
               GtkWidget        *label)
{
  gtk_size_group_add_widget (self->widths[column], label);
  gtk_box_append (GTK_BOX (box), label);
}

static void
add_header (RoundsLinesTable *self)
{
  GtkWidget *description = create_label (_("Description"), TRUE);
  GtkWidget *box = create_box (description);
  GtkWidget *row = create_row (box);

  gtk_label_set_xalign (GTK_LABEL (description), 0);
  for (guint i = 0; i < N_COLUMNS; i++)
    append_column (self, box, (Column) i, create_label (_(titles[i]), TRUE));
  gtk_widget_set_focusable (row, FALSE);
  gtk_list_box_append (self->list, row);
}

/* The figures of a narrow table, such as "2 × €617.28 − 10 % · VAT 20 %". */
static GtkWidget *
create_details (const RoundsDocumentLine *line,
                char * const             *texts)
{
  g_autofree char *details = NULL;
  GtkWidget *label;

  if (line->discount != 0)
    /* Translators: quantity × price − discount, then the VAT rate */
    details = g_strdup_printf (_("%s × %s − %s · VAT %s"), texts[COLUMN_QUANTITY], texts[COLUMN_UNIT_PRICE], texts[COLUMN_DISCOUNT],
                               texts[COLUMN_TAX_RATE]);
  else
    /* Translators: quantity × price, then the VAT rate */
    details = g_strdup_printf (_("%s × %s · VAT %s"), texts[COLUMN_QUANTITY], texts[COLUMN_UNIT_PRICE], texts[COLUMN_TAX_RATE]);

  label = gtk_label_new (details);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_css_classes (label, (const char *[]) { "caption", "dimmed", "numeric", NULL });
  return label;
}

static GtkWidget *
create_description (RoundsEntity *line)
{
  g_auto(GStrv) parts = g_strsplit (rounds_entity_get_text (line, "description"), "\n", 2);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      GtkWidget *label = gtk_label_new (parts[i]);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
      gtk_label_set_selectable (GTK_LABEL (label), TRUE);
      gtk_widget_set_focusable (label, FALSE);
      if (i > 0)
        gtk_widget_set_css_classes (label, (const char *[]) { "caption", "dimmed", NULL });
      gtk_box_append (GTK_BOX (box), label);
    }

  return box;
}

static void
add_line (RoundsLinesTable *self,
          RoundsEntity     *entity,
          const char       *currency)
{
  const RoundsDocumentLine line = rounds_document_read_line (entity);
  char *texts[N_COLUMNS + 1] = {
    rounds_number_format (line.quantity, 3, 0),
    rounds_money_format (line.unit_price, currency, ROUNDS_MONEY_EXACT),
    format_discount (&line, currency),
    format_rate (&line),
    rounds_money_format (rounds_entity_get_integer (entity, "total-after-discount"), currency, ROUNDS_MONEY_EXACT),
    NULL,
  };
  GtkWidget *description = create_description (entity);
  GtkWidget *box = create_box (description);

  if (self->compact)
    gtk_box_append (GTK_BOX (description), create_details (&line, texts));
  for (guint i = self->compact ? COLUMN_NET : 0; i < N_COLUMNS; i++)
    append_column (self, box, (Column) i, create_label (texts[i], FALSE));
  gtk_list_box_append (self->list, create_row (box));

  for (guint i = 0; i < N_COLUMNS; i++)
    g_free (texts[i]);
}

static void
fill (RoundsLinesTable *self)
{
  GPtrArray *lines = self->document != NULL ? rounds_entity_get_records (self->document, self->name) : NULL;

  gtk_list_box_remove_all (self->list);
  if (lines == NULL || lines->len == 0)
    {
      GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW,
                                     "title", _("No lines yet"),
                                     "css-classes", (const char *[]) { "dimmed", NULL },
                                     NULL);

      gtk_list_box_append (self->list, row);
      return;
    }

  if (!self->compact)
    add_header (self);
  for (guint i = 0; i < lines->len; i++)
    add_line (self, g_ptr_array_index (lines, i), rounds_entity_get_text (self->document, "currency"));
}

static void
rounds_lines_table_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_COMPACT:
      g_value_set_boolean (value, ROUNDS_LINES_TABLE (object)->compact);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rounds_lines_table_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  RoundsLinesTable *self = ROUNDS_LINES_TABLE (object);

  switch (prop_id)
    {
    case PROP_COMPACT:
      if (self->compact != g_value_get_boolean (value))
        {
          self->compact = g_value_get_boolean (value);
          fill (self);
          g_object_notify_by_pspec (object, pspec);
        }
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rounds_lines_table_dispose (GObject *object)
{
  RoundsLinesTable *self = ROUNDS_LINES_TABLE (object);

  for (guint i = 0; i < N_COLUMNS; i++)
    g_clear_object (&self->widths[i]);
  g_clear_object (&self->document);
  g_clear_pointer (&self->name, g_free);

  G_OBJECT_CLASS (rounds_lines_table_parent_class)->dispose (object);
}

static void
rounds_lines_table_class_init (RoundsLinesTableClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = rounds_lines_table_get_property;
  object_class->set_property = rounds_lines_table_set_property;
  object_class->dispose = rounds_lines_table_dispose;

  props[PROP_COMPACT] = g_param_spec_boolean ("compact", NULL, NULL, FALSE,
                                              G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
rounds_lines_table_init (RoundsLinesTable *self)
{
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Lines"), -1);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->list));
  for (guint i = 0; i < N_COLUMNS; i++)
    self->widths[i] = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
}

/**
 * rounds_lines_table_show:
 * @document: a deal, a quote or an invoice, with its lines
 * @list: the field that holds them
 */
void
rounds_lines_table_show (RoundsLinesTable *self,
                         RoundsEntity     *document,
                         const char       *list)
{
  g_return_if_fail (ROUNDS_IS_LINES_TABLE (self));

  g_set_object (&self->document, document);
  g_set_str (&self->name, list);
  fill (self);
}
