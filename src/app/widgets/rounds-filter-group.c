/* rounds-filter-group.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/widgets/rounds-filter-group.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "insight/rounds-filter-sentence.h"

/* Deeper ones are shown, not made. */
#define MAX_DEPTH 4

struct _RoundsFilterGroup
{
  GtkBox parent_instance;

  /* Template widgets */
  GtkDropDown *match_list;
  GtkWidget *remove_button;
  GtkBox *rows;
  GtkWidget *group_button;

  /* Borrowed references */
  const RoundsFilterLines *lines;

  /* Owned references */
  RoundsFilterDraft *draft;
  guint depth;
};

enum
{
  CHANGED,
  REMOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RoundsFilterGroup, rounds_filter_group, GTK_TYPE_BOX)

static const RoundsFilterDraftKind kinds[] = { ROUNDS_DRAFT_ALL, ROUNDS_DRAFT_ANY, ROUNDS_DRAFT_NONE };

static RoundsFilterDraft *
draft_of (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), "rounds-draft");
}

static void
tell_changed (RoundsFilterGroup *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_row_removed (RoundsFilterGroup *self,
                GtkWidget         *row)
{
  GtkWidget *next = gtk_widget_get_next_sibling (row) != NULL ? gtk_widget_get_next_sibling (row) : gtk_widget_get_prev_sibling (row);

  g_ptr_array_remove (self->draft->children, draft_of (row));
  /* The focus goes where the eye is. */
  if (next == NULL || !gtk_widget_grab_focus (next))
    gtk_widget_grab_focus (GTK_WIDGET (self->match_list));
  gtk_box_remove (self->rows, row);
  tell_changed (self);
}

static void
on_other_removed (RoundsFilterGroup *self,
                  GtkWidget         *button)
{
  on_row_removed (self, gtk_widget_get_parent (button));
}

/* What cannot be changed here is kept, or taken away. */
static GtkWidget *
create_other (RoundsFilterGroup *self,
              RoundsFilterDraft *draft)
{
  g_autofree char *text = rounds_filter_sentence_compute (NULL, draft);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "wrap", TRUE, "hexpand", TRUE, NULL);
  GtkWidget *button = g_object_new (GTK_TYPE_BUTTON, "icon-name", "window-close-symbolic", "tooltip-text", _("Remove Condition"), NULL);

  gtk_widget_add_css_class (label, "dimmed");
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_other_removed), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (row), button);

  return row;
}

static GtkWidget *
add_row (RoundsFilterGroup *self,
         RoundsFilterDraft *draft)
{
  GtkWidget *row;

  if (draft->kind == ROUNDS_DRAFT_OTHER)
    row = create_other (self, draft);
  else
    {
      row = draft->kind == ROUNDS_DRAFT_CONDITION ? rounds_filter_line_new (self->lines, draft)
                                                  : rounds_filter_group_new (self->lines, draft, self->depth + 1);
      g_signal_connect_object (row, "changed", G_CALLBACK (tell_changed), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (row, "removed", G_CALLBACK (on_row_removed), self, G_CONNECT_SWAPPED);
    }

  g_object_set_data (G_OBJECT (row), "rounds-draft", draft);
  gtk_box_append (self->rows, row);
  return row;
}

static void
on_add_condition (RoundsFilterGroup *self)
{
  RoundsFilterDraft *draft = rounds_filter_draft_new_condition (self->lines->first);

  g_ptr_array_add (self->draft->children, draft);
  gtk_widget_grab_focus (add_row (self, draft));
  tell_changed (self);
}

static void
on_add_group (RoundsFilterGroup *self)
{
  RoundsFilterDraft *draft = rounds_filter_draft_new (self->draft->kind == ROUNDS_DRAFT_ALL ? ROUNDS_DRAFT_ANY : ROUNDS_DRAFT_ALL);

  g_ptr_array_add (draft->children, rounds_filter_draft_new_condition (self->lines->first));
  g_ptr_array_add (self->draft->children, draft);
  gtk_widget_grab_focus (add_row (self, draft));
  tell_changed (self);
}

static void
on_match_selected (RoundsFilterGroup *self)
{
  guint selected = gtk_drop_down_get_selected (self->match_list);

  if (self->draft == NULL || selected >= G_N_ELEMENTS (kinds) || self->draft->kind == kinds[selected])
    return;

  self->draft->kind = kinds[selected];
  tell_changed (self);
}

static void
on_remove_clicked (RoundsFilterGroup *self)
{
  g_signal_emit (self, signals[REMOVED], 0);
}

static gboolean
rounds_filter_group_grab_focus (GtkWidget *widget)
{
  RoundsFilterGroup *self = ROUNDS_FILTER_GROUP (widget);
  GtkWidget *first = gtk_widget_get_first_child (GTK_WIDGET (self->rows));

  return gtk_widget_grab_focus (first != NULL ? first : GTK_WIDGET (self->match_list));
}

static void
rounds_filter_group_dispose (GObject *object)
{
  RoundsFilterGroup *self = ROUNDS_FILTER_GROUP (object);

  g_clear_pointer (&self->draft, rounds_filter_draft_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), ROUNDS_TYPE_FILTER_GROUP);

  G_OBJECT_CLASS (rounds_filter_group_parent_class)->dispose (object);
}

static void
rounds_filter_group_class_init (RoundsFilterGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rounds_filter_group_dispose;
  widget_class->grab_focus = rounds_filter_group_grab_focus;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[REMOVED] = g_signal_new ("removed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-filter-group.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsFilterGroup, match_list);
  gtk_widget_class_bind_template_child (widget_class, RoundsFilterGroup, remove_button);
  gtk_widget_class_bind_template_child (widget_class, RoundsFilterGroup, rows);
  gtk_widget_class_bind_template_child (widget_class, RoundsFilterGroup, group_button);
  gtk_widget_class_bind_template_callback (widget_class, on_match_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_remove_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_add_condition);
  gtk_widget_class_bind_template_callback (widget_class, on_add_group);
}

static void
rounds_filter_group_init (RoundsFilterGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rounds_filter_group_new:
 * @lines: what the lines of the filter share
 * @draft: (transfer none): a group, which the widget changes
 * @depth: 0 for the outermost, which cannot be removed
 *
 * Returns: (transfer floating): a group
 */
GtkWidget *
rounds_filter_group_new (const RoundsFilterLines *lines,
                         RoundsFilterDraft       *draft,
                         guint                    depth)
{
  RoundsFilterGroup *self = g_object_new (ROUNDS_TYPE_FILTER_GROUP, NULL);

  self->lines = lines;
  self->depth = depth;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i] == draft->kind)
      gtk_drop_down_set_selected (self->match_list, i);
  self->draft = rounds_filter_draft_ref (draft);

  gtk_widget_set_visible (self->remove_button, depth > 0);
  gtk_widget_set_visible (self->group_button, depth + 1 < MAX_DEPTH);
  if (depth > 0)
    gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Group of conditions"), -1);
  for (guint i = 0; i < draft->children->len; i++)
    add_row (self, g_ptr_array_index (draft->children, i));

  return GTK_WIDGET (self);
}

/**
 * rounds_filter_group_check:
 *
 * Says beneath each line what is missing; the first of them gets the focus.
 *
 * Returns: whether nothing is
 */
gboolean
rounds_filter_group_check (RoundsFilterGroup *self)
{
  g_return_val_if_fail (ROUNDS_IS_FILTER_GROUP (self), FALSE);

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->rows)); row != NULL; row = gtk_widget_get_next_sibling (row))
    if ((ROUNDS_IS_FILTER_LINE (row) && !rounds_filter_line_check (ROUNDS_FILTER_LINE (row))) ||
        (ROUNDS_IS_FILTER_GROUP (row) && !rounds_filter_group_check (ROUNDS_FILTER_GROUP (row))))
      return FALSE;

  return TRUE;
}

/**
 * rounds_filter_group_blame:
 * @place: where in the filter a problem is, such as `filter.and[1].value`
 * @text: what it is
 *
 * Returns: whether one of the lines has it
 */
gboolean
rounds_filter_group_blame (RoundsFilterGroup *self,
                           const char        *place,
                           const char        *text)
{
  g_return_val_if_fail (ROUNDS_IS_FILTER_GROUP (self), FALSE);

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->rows)); row != NULL; row = gtk_widget_get_next_sibling (row))
    {
      const char *start = draft_of (row)->place;

      if (ROUNDS_IS_FILTER_GROUP (row) && rounds_filter_group_blame (ROUNDS_FILTER_GROUP (row), place, text))
        return TRUE;
      if (!ROUNDS_IS_FILTER_LINE (row) || start == NULL || !g_str_has_prefix (place, start) || g_ascii_isdigit (place[strlen (start)]))
        continue;
      rounds_filter_line_set_problem (ROUNDS_FILTER_LINE (row), text);
      return TRUE;
    }

  return FALSE;
}
