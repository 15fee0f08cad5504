/* rounds-chips-group.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/widgets/rounds-chips-group.h"

#include <glib/gi18n-lib.h>

#include "app/rounds-window.h"
#include "app/widgets/rounds-chip-adder.h"
#include "app/widgets/rounds-chip.h"
#include "model/rounds-json.h"

struct _RoundsChipsGroup
{
  AdwPreferencesGroup parent_instance;

  /* Borrowed references */
  const RoundsField *field;
  AdwWrapBox *box;
  RoundsChipAdder *adder; /* the last in the box */

  /* Owned references */
  RoundsWorkspace *workspace;
  RoundsEntity *entity;
  gboolean editable;
};

G_DEFINE_FINAL_TYPE (RoundsChipsGroup, rounds_chips_group, ADW_TYPE_PREFERENCES_GROUP)

/* Tags have an operation that leaves alone what somebody else has added meanwhile; of other lists the whole is said. */
static const char *
fill_arguments (RoundsChipsGroup *self,
                const char       *text,
                gboolean          adding,
                JsonObject       *arguments)
{
  g_auto(GStrv) before = NULL;
  g_autoptr(GStrvBuilder) builder = NULL;
  g_autoptr(RoundsEntity) after = NULL;
  g_auto(GStrv) list = NULL;

  if (g_str_equal (self->field->name, "tags"))
    {
      JsonArray *ids = json_array_new ();
      JsonArray *tags = json_array_new ();

      json_array_add_string_element (ids, rounds_entity_get_id (self->entity));
      json_array_add_string_element (tags, text);
      json_object_set_array_member (arguments, "ids", ids);
      json_object_set_array_member (arguments, adding ? "addTags" : "removeTags", tags);
      return "record.bulk-update";
    }

  before = rounds_entity_dup_list (self->entity, self->field->name);
  builder = g_strv_builder_new ();
  for (guint i = 0; before != NULL && before[i] != NULL; i++)
    if (!g_str_equal (before[i], text))
      g_strv_builder_add (builder, before[i]);
  if (adding)
    g_strv_builder_add (builder, text);
  list = g_strv_builder_end (builder);

  after = rounds_entity_copy (self->entity);
  rounds_entity_set_list (after, self->field->name, (const char * const *) list);
  json_object_set_string_member (arguments, "id", rounds_entity_get_id (self->entity));
  json_object_set_object_member (arguments, "values", rounds_json_diff (self->entity, after));
  return "record.update";
}

static void
change (RoundsChipsGroup *self,
        const char       *text,
        gboolean          adding)
{
  RoundsWindow *window = rounds_window_of (GTK_WIDGET (self));
  g_autoptr(JsonObject) arguments = json_object_new ();
  g_autofree char *title = NULL;
  g_autofree char *done = NULL;
  const char *operation;

  if (self->entity == NULL || window == NULL)
    return;

  json_object_set_string_member (arguments, "kind", rounds_entity_get_kind (self->entity));
  operation = fill_arguments (self, text, adding, arguments);
  title = rounds_entity_dup_title (self->entity);
  /* Translators: the name of a record, and a tag or another word of a list of it */
  done = g_strdup_printf (adding ? _("“%s”: “%s” added") : _("“%s”: “%s” removed"), title, text);
  rounds_window_run (window, operation, arguments, done);
}

static void
on_chosen (RoundsChipsGroup *self,
           const char       *text,
           RoundsChipAdder  *adder)
{
  change (self, text, TRUE);
}

static void
on_removed (RoundsChipsGroup *self,
            RoundsChip       *chip)
{
  change (self, rounds_chip_get_text (chip), FALSE);
}

static RoundsChip *
create_chip (RoundsChipsGroup *self)
{
  GtkWidget *chip = rounds_chip_new ();
  GtkWidget *last = gtk_widget_get_prev_sibling (GTK_WIDGET (self->adder));

  rounds_chip_set_removable (ROUNDS_CHIP (chip), self->editable);
  g_signal_connect_object (chip, "removed", G_CALLBACK (on_removed), self, G_CONNECT_SWAPPED);
  adw_wrap_box_insert_child_after (self->box, chip, last);
  return ROUNDS_CHIP (chip);
}

/* The focus goes to a neighbour. */
static void
remove_chip (RoundsChipsGroup *self,
             GtkWidget        *chip)
{
  GtkWidget *neighbour = gtk_widget_get_prev_sibling (chip);

  if (gtk_widget_has_focus (chip))
    gtk_widget_grab_focus (neighbour != NULL ? neighbour : GTK_WIDGET (self->adder));
  adw_wrap_box_remove (self->box, chip);
}

static void
update_state (RoundsChipsGroup *self,
              gboolean          any)
{
  gtk_widget_set_visible (GTK_WIDGET (self->adder), self->editable);
  gtk_widget_set_visible (GTK_WIDGET (self), self->editable || any);
}

static void
rounds_chips_group_dispose (GObject *object)
{
  RoundsChipsGroup *self = ROUNDS_CHIPS_GROUP (object);

  g_clear_object (&self->entity);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (rounds_chips_group_parent_class)->dispose (object);
}

static void
rounds_chips_group_class_init (RoundsChipsGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rounds_chips_group_dispose;
}

static void
rounds_chips_group_init (RoundsChipsGroup *self)
{
  self->editable = TRUE;
}

/**
 * rounds_chips_group_new:
 * @workspace: where the record is
 * @info: a kind of record
 * @field: a list of texts of its table
 *
 * Returns: (transfer floating): a group that is called as the field is
 */
GtkWidget *
rounds_chips_group_new (RoundsWorkspace        *workspace,
                        const RoundsEntityInfo *info,
                        const RoundsField      *field)
{
  RoundsChipsGroup *self = g_object_new (ROUNDS_TYPE_CHIPS_GROUP, "title", rounds_field_get_label (field), NULL);

  self->workspace = g_object_ref (workspace);
  self->field = field;
  self->box = g_object_new (ADW_TYPE_WRAP_BOX, "child-spacing", 6, "line-spacing", 6, "accessible-role", GTK_ACCESSIBLE_ROLE_LIST, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->box), GTK_ACCESSIBLE_PROPERTY_LABEL, rounds_field_get_label (field), -1);
  self->adder = ROUNDS_CHIP_ADDER (rounds_chip_adder_new (rounds_workspace_get_store (workspace), info, field));
  g_signal_connect_object (self->adder, "chosen", G_CALLBACK (on_chosen), self, G_CONNECT_SWAPPED);
  adw_wrap_box_append (self->box, GTK_WIDGET (self->adder));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->box));

  return GTK_WIDGET (self);
}

/**
 * rounds_chips_group_set_entity:
 * @entity: the record as it is now; chips that are there are used again
 */
void
rounds_chips_group_set_entity (RoundsChipsGroup *self,
                               RoundsEntity     *entity)
{
  g_auto(GStrv) texts = NULL;
  GtkWidget *chip;

  g_return_if_fail (ROUNDS_IS_CHIPS_GROUP (self));

  g_set_object (&self->entity, entity);
  texts = rounds_entity_dup_list (entity, self->field->name);
  chip = gtk_widget_get_first_child (GTK_WIDGET (self->box));
  for (guint i = 0; texts != NULL && texts[i] != NULL; i++)
    {
      if (chip == GTK_WIDGET (self->adder))
        {
          rounds_chip_set_text (create_chip (self), texts[i]);
          continue;
        }
      rounds_chip_set_text (ROUNDS_CHIP (chip), texts[i]);
      chip = gtk_widget_get_next_sibling (chip);
    }

  while (chip != GTK_WIDGET (self->adder))
    {
      GtkWidget *next = gtk_widget_get_next_sibling (chip);

      remove_chip (self, chip);
      chip = next;
    }

  rounds_chip_adder_set_held (self->adder, (const char * const *) texts);
  update_state (self, texts != NULL && texts[0] != NULL);
}

/**
 * rounds_chips_group_set_editable:
 * @editable: whether the person may change the record; at first, yes
 */
void
rounds_chips_group_set_editable (RoundsChipsGroup *self,
                                 gboolean          editable)
{
  GtkWidget *first;

  g_return_if_fail (ROUNDS_IS_CHIPS_GROUP (self));

  self->editable = editable;
  first = gtk_widget_get_first_child (GTK_WIDGET (self->box));
  for (GtkWidget *chip = first; chip != GTK_WIDGET (self->adder); chip = gtk_widget_get_next_sibling (chip))
    rounds_chip_set_removable (ROUNDS_CHIP (chip), editable);
  update_state (self, first != GTK_WIDGET (self->adder));
}
