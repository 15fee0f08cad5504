/* rounds-drop-down-search.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/widgets/rounds-drop-down-search.h"

#include "app/rounds-option.h"
#include "model/rounds-fold.h"

#define WIDTH_CHARS 22

/* Returns: (transfer none) (nullable): the first widget of @type within @widget */
static GtkWidget *
find_within (GtkWidget *widget,
             GType      type)
{
  GtkWidget *found = g_type_is_a (G_OBJECT_TYPE (widget), type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_within (child, type);

  return found;
}

static char *
dup_label (GtkDropDown *list,
           guint        position)
{
  GtkExpression *expression = gtk_drop_down_get_expression (list);
  g_autoptr(GObject) item = g_list_model_get_item (gtk_drop_down_get_model (list), position);
  g_auto(GValue) value = G_VALUE_INIT;

  if (expression == NULL || !gtk_expression_evaluate (expression, item, &value) || !G_VALUE_HOLDS_STRING (&value))
    return g_strdup ("");
  return g_value_dup_string (&value);
}

/* What is called so, else what begins so, else what has it within. */
static guint
find_best (GtkDropDown *list,
           const char  *words)
{
  guint n_items = g_list_model_get_n_items (gtk_drop_down_get_model (list));
  guint best = GTK_INVALID_LIST_POSITION;
  guint best_rank = ROUNDS_OPTION_N_RANKS;

  for (guint i = 0; i < n_items && best_rank > 0; i++)
    {
      g_autofree char *label = dup_label (list, i);
      guint rank = rounds_option_rank (label, words);

      if (rank >= best_rank)
        continue;
      best_rank = rank;
      best = i;
    }

  return best;
}

static void
on_activated (GtkDropDown *list,
              GtkEditable *entry)
{
  g_autofree char *typed = g_strstrip (g_strdup (gtk_editable_get_text (entry)));
  g_autofree char *words = rounds_fold (typed);
  guint position = words[0] != '\0' ? find_best (list, words) : GTK_INVALID_LIST_POSITION;

  if (position == GTK_INVALID_LIST_POSITION)
    return;

  gtk_drop_down_set_selected (list, position);
  gtk_popover_popdown (GTK_POPOVER (gtk_widget_get_ancestor (GTK_WIDGET (entry), GTK_TYPE_POPOVER)));
  gtk_widget_grab_focus (GTK_WIDGET (list));
}

/**
 * rounds_drop_down_search_set_up:
 * @list: one with a search and an expression for its labels
 *
 * Return chooses what fits best of what was typed, without a way through the list; and there is room to see what was typed.
 */
void
rounds_drop_down_search_set_up (GtkDropDown *list)
{
  GtkWidget *entry;

  g_return_if_fail (GTK_IS_DROP_DOWN (list));

  /* The list's own entry: GtkDropDown has no property for it. */
  entry = find_within (GTK_WIDGET (list), GTK_TYPE_SEARCH_ENTRY);
  if (entry == NULL)
    return;

  gtk_editable_set_width_chars (GTK_EDITABLE (entry), WIDTH_CHARS);
  g_signal_connect_object (entry, "activate", G_CALLBACK (on_activated), list, G_CONNECT_SWAPPED);
}
