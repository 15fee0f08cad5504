/* rounds-facts-group.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/widgets/rounds-facts-group.h"

#include <glib/gi18n-lib.h>

#include "app/rounds-looks.h"
#include "app/rounds-titles.h"

typedef struct
{
  const RoundsField *field;
  AdwActionRow *row; /* borrowed */
  RoundsTitle *title;
  char *id; /* of what a link leads to */
} Fact;

struct _RoundsFactsGroup
{
  AdwPreferencesGroup parent_instance;

  RoundsStore *store;
  GArray *facts; /* Fact */
  AdwActionRow *empty_row; /* borrowed */
  guint left_out; /* a bit for each type of field */
};

G_DEFINE_FINAL_TYPE (RoundsFactsGroup, rounds_facts_group, ADW_TYPE_PREFERENCES_GROUP)

static void
on_title_changed (AdwActionRow *row,
                  GParamSpec   *pspec,
                  RoundsTitle  *title)
{
  const char *text = rounds_title_get_title (title);

  adw_action_row_set_subtitle (row, text != NULL ? text : "");
}

static void
clear_fact (gpointer data)
{
  g_clear_object (&((Fact *) data)->title);
  g_clear_pointer (&((Fact *) data)->id, g_free);
}

static void
show_reference (RoundsFactsGroup  *self,
                Fact              *fact,
                const RoundsValue *value)
{
  g_autoptr(RoundsTitle) title = NULL;

  g_set_str (&fact->id, value->text);
  title = rounds_titles_lookup (rounds_titles_get (self->store), fact->field->reference, value->text);
  if (title == fact->title)
    return;

  if (fact->title != NULL)
    g_signal_handlers_disconnect_by_func (fact->title, on_title_changed, fact->row);
  g_set_object (&fact->title, title);
  g_signal_connect_object (title, "notify::title", G_CALLBACK (on_title_changed), fact->row, G_CONNECT_SWAPPED);
  on_title_changed (fact->row, NULL, title);
}

static void
show_fact (RoundsFactsGroup  *self,
           Fact              *fact,
           const RoundsValue *value)
{
  g_autofree char *text = rounds_field_format (fact->field, value);

  if (fact->field->type == ROUNDS_FIELD_REFERENCE)
    {
      show_reference (self, fact, value);
    }
  else if (fact->field->unit != NULL && !g_str_equal (fact->field->unit, "%"))
    {
      /* Translators: a number and its unit, such as "420 beds" */
      g_autofree char *with_unit = g_strdup_printf (_("%s %s"), text, _(fact->field->unit));

      adw_action_row_set_subtitle (fact->row, with_unit);
    }
  else
    {
      adw_action_row_set_subtitle (fact->row, text);
    }
}

static void
rounds_facts_group_dispose (GObject *object)
{
  RoundsFactsGroup *self = ROUNDS_FACTS_GROUP (object);

  g_clear_pointer (&self->facts, g_array_unref);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (rounds_facts_group_parent_class)->dispose (object);
}

static void
rounds_facts_group_class_init (RoundsFactsGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rounds_facts_group_dispose;
}

static void
rounds_facts_group_init (RoundsFactsGroup *self)
{
  self->facts = g_array_new (FALSE, TRUE, sizeof (Fact));
  g_array_set_clear_func (self->facts, clear_fact);
}

static gboolean
is_shown (RoundsFactsGroup       *self,
          const RoundsEntityInfo *info,
          const RoundsField      *field,
          const char             *group)
{
  return (self->left_out & 1u << field->type) == 0 && g_strcmp0 (rounds_field_get_section (field), group) == 0 && !g_str_equal (field->name, info->title_field) &&
         (field->flags & (ROUNDS_FIELD_HIDDEN | ROUNDS_FIELD_SYSTEM | ROUNDS_FIELD_SECRET | ROUNDS_FIELD_CODE)) == 0 && rounds_field_is_asked (field);
}

/**
 * rounds_facts_group_leave_out:
 * @type: of fields that are shown elsewhere
 *
 * Called before rounds_facts_group_set_up().
 */
void
rounds_facts_group_leave_out (RoundsFactsGroup *self,
                              RoundsFieldType   type)
{
  g_return_if_fail (ROUNDS_IS_FACTS_GROUP (self));

  self->left_out |= 1u << type;
}

static AdwActionRow *
add_fact (RoundsFactsGroup  *self,
          const RoundsField *field)
{
  Fact fact = { .field = field };

  fact.row = g_object_new (ADW_TYPE_ACTION_ROW,
                           "title", rounds_field_get_label (field),
                           "use-markup", FALSE,
                           "subtitle-selectable", TRUE,
                           "visible", FALSE,
                           "css-classes", (const char *[]) { "property", NULL },
                           NULL);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (fact.row));
  g_array_append_val (self->facts, fact);
  return fact.row;
}

static void
add_empty_row (RoundsFactsGroup *self)
{
  self->empty_row = g_object_new (ADW_TYPE_ACTION_ROW,
                                  "title", _("Nothing noted yet"),
                                  "visible", FALSE,
                                  "css-classes", (const char *[]) { "dimmed", NULL },
                                  NULL);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->empty_row));
}

/**
 * rounds_facts_group_set_up:
 * @store: where references are looked up
 * @info: the kind of record
 * @group: (nullable): which fields: a group of the table, or those outside any
 *
 * Makes the rows. Called once.
 */
void
rounds_facts_group_set_up (RoundsFactsGroup       *self,
                           RoundsStore            *store,
                           const RoundsEntityInfo *info,
                           const char             *group)
{
  g_return_if_fail (ROUNDS_IS_FACTS_GROUP (self));

  g_set_object (&self->store, store);

  for (guint i = 0; i < info->n_fields; i++)
    if (is_shown (self, info, &info->fields[i], group))
      add_fact (self, &info->fields[i]);

  add_empty_row (self);
}

static void
on_link_activated (AdwActionRow *row)
{
  RoundsFactsGroup *self = ROUNDS_FACTS_GROUP (gtk_widget_get_ancestor (GTK_WIDGET (row), ROUNDS_TYPE_FACTS_GROUP));

  for (guint i = 0; i < self->facts->len; i++)
    {
      Fact *fact = &g_array_index (self->facts, Fact, i);

      if (fact->row == row && fact->id != NULL)
        gtk_widget_activate_action (GTK_WIDGET (row), "win.open-record", "(ss)", fact->field->reference, fact->id);
    }
}

/**
 * rounds_facts_group_set_up_fields:
 * @store: where references are looked up
 * @info: the kind of record
 * @names: (array zero-terminated=1): which fields, in this order
 *
 * Makes the rows, instead of rounds_facts_group_set_up(). Those of records that have a page or an editor lead there.
 */
void
rounds_facts_group_set_up_fields (RoundsFactsGroup       *self,
                                  RoundsStore            *store,
                                  const RoundsEntityInfo *info,
                                  const char * const     *names)
{
  g_return_if_fail (ROUNDS_IS_FACTS_GROUP (self));

  g_set_object (&self->store, store);

  for (; *names != NULL; names++)
    {
      const RoundsField *field = rounds_entity_info_find (info, *names);
      AdwActionRow *row = add_fact (self, field);

      if (field->type != ROUNDS_FIELD_REFERENCE || g_str_equal (field->reference, "user"))
        continue;

      adw_action_row_set_subtitle_selectable (row, FALSE);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      adw_action_row_add_suffix (row, gtk_image_new_from_icon_name ("go-next-symbolic"));
      g_signal_connect (row, "activated", G_CALLBACK (on_link_activated), NULL);
    }

  add_empty_row (self);
}

/**
 * rounds_facts_group_set_entity:
 * @entity: the record as it is now; only what has changed is shown anew
 */
void
rounds_facts_group_set_entity (RoundsFactsGroup *self,
                               RoundsEntity     *entity)
{
  gboolean empty = TRUE;

  g_return_if_fail (ROUNDS_IS_FACTS_GROUP (self));

  for (guint i = 0; i < self->facts->len; i++)
    {
      Fact *fact = &g_array_index (self->facts, Fact, i);
      const RoundsValue *value = rounds_entity_get_value (entity, fact->field);
      gboolean known = value->type != ROUNDS_VALUE_NULL;

      gtk_widget_set_visible (GTK_WIDGET (fact->row), known);
      empty = empty && !known;
      if (known)
        show_fact (self, fact, value);
    }

  gtk_widget_set_visible (GTK_WIDGET (self->empty_row), empty);
}
