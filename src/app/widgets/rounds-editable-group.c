/* rounds-editable-group.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/widgets/rounds-editable-group.h"

#include "app/rounds-looks.h"

struct _RoundsEditableGroup
{
  AdwPreferencesGroup parent_instance;

  GPtrArray *rows; /* RoundsEditableRow, borrowed */
  gboolean editable;
};

G_DEFINE_FINAL_TYPE (RoundsEditableGroup, rounds_editable_group, ADW_TYPE_PREFERENCES_GROUP)

static void
rounds_editable_group_dispose (GObject *object)
{
  g_clear_pointer (&ROUNDS_EDITABLE_GROUP (object)->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (rounds_editable_group_parent_class)->dispose (object);
}

static void
rounds_editable_group_class_init (RoundsEditableGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rounds_editable_group_dispose;
}

static void
rounds_editable_group_init (RoundsEditableGroup *self)
{
  self->rows = g_ptr_array_new ();
  self->editable = TRUE;
}

/**
 * rounds_editable_group_new:
 *
 * Returns: (transfer floating): an empty group
 */
GtkWidget *
rounds_editable_group_new (void)
{
  return g_object_new (ROUNDS_TYPE_EDITABLE_GROUP, NULL);
}

/**
 * rounds_editable_group_takes:
 *
 * Returns: whether a person reads and changes @field in a row: lists of texts are shown as chips, see #RoundsChipsGroup
 */
gboolean
rounds_editable_group_takes (const RoundsField *field)
{
  const RoundsFieldFlags never = ROUNDS_FIELD_HIDDEN | ROUNDS_FIELD_SYSTEM | ROUNDS_FIELD_SECRET | ROUNDS_FIELD_CODE;

  return (field->flags & never) == 0 && rounds_field_is_asked (field) && field->type != ROUNDS_FIELD_TEXT_LIST;
}

/**
 * rounds_editable_group_add_field:
 * @workspace: where the record is
 * @field: what stands at the end of the group
 */
void
rounds_editable_group_add_field (RoundsEditableGroup *self,
                                 RoundsWorkspace     *workspace,
                                 const RoundsField   *field)
{
  GtkWidget *row;

  g_return_if_fail (ROUNDS_IS_EDITABLE_GROUP (self));

  row = rounds_editable_row_new (workspace, field);
  rounds_editable_row_set_editable (ROUNDS_EDITABLE_ROW (row), self->editable);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
}

/**
 * rounds_editable_group_add_section:
 * @workspace: where the record is
 * @info: its kind
 * @section: (nullable): of rounds_field_get_section()
 *
 * Adds the fields of the kind that rounds_editable_group_takes() under this heading. The group is called as the section is, unless it has
 * a title.
 */
void
rounds_editable_group_add_section (RoundsEditableGroup    *self,
                                   RoundsWorkspace        *workspace,
                                   const RoundsEntityInfo *info,
                                   const char             *section)
{
  const char *title = adw_preferences_group_get_title (ADW_PREFERENCES_GROUP (self));

  g_return_if_fail (ROUNDS_IS_EDITABLE_GROUP (self));

  if (title == NULL || title[0] == '\0')
    adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), rounds_looks_section_title (section));

  for (guint i = 0; i < info->n_fields; i++)
    if (g_strcmp0 (rounds_field_get_section (&info->fields[i]), section) == 0 && rounds_editable_group_takes (&info->fields[i]))
      rounds_editable_group_add_field (self, workspace, &info->fields[i]);
}

/**
 * rounds_editable_group_get_n_fields:
 *
 * Returns: how many fields the group shows
 */
guint
rounds_editable_group_get_n_fields (RoundsEditableGroup *self)
{
  g_return_val_if_fail (ROUNDS_IS_EDITABLE_GROUP (self), 0);

  return self->rows->len;
}

/**
 * rounds_editable_group_set_entity:
 * @entity: the record as it is now; only what has changed is shown anew
 */
void
rounds_editable_group_set_entity (RoundsEditableGroup *self,
                                  RoundsEntity        *entity)
{
  g_return_if_fail (ROUNDS_IS_EDITABLE_GROUP (self));

  for (guint i = 0; i < self->rows->len; i++)
    rounds_editable_row_set_entity (g_ptr_array_index (self->rows, i), entity);
}

/**
 * rounds_editable_group_set_editable:
 * @editable: whether the person may change the record; at first, yes
 */
void
rounds_editable_group_set_editable (RoundsEditableGroup *self,
                                    gboolean             editable)
{
  g_return_if_fail (ROUNDS_IS_EDITABLE_GROUP (self));

  self->editable = editable;
  for (guint i = 0; i < self->rows->len; i++)
    rounds_editable_row_set_editable (g_ptr_array_index (self->rows, i), editable);
}
