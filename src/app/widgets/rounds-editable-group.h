/* rounds-editable-group.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/widgets/rounds-editable-row.h"

G_BEGIN_DECLS

/**
 * RoundsEditableGroup:
 *
 * The fields of a record that stand under one heading, read from its table, each changed where it stands.
 */
#define ROUNDS_TYPE_EDITABLE_GROUP (rounds_editable_group_get_type ())
G_DECLARE_FINAL_TYPE (RoundsEditableGroup, rounds_editable_group, ROUNDS, EDITABLE_GROUP, AdwPreferencesGroup)

GtkWidget *rounds_editable_group_new          (void);
gboolean   rounds_editable_group_takes        (const RoundsField      *field);
void       rounds_editable_group_add_field    (RoundsEditableGroup    *self,
                                               RoundsWorkspace        *workspace,
                                               const RoundsField      *field);
void       rounds_editable_group_add_section  (RoundsEditableGroup    *self,
                                               RoundsWorkspace        *workspace,
                                               const RoundsEntityInfo *info,
                                               const char             *section);
guint      rounds_editable_group_get_n_fields (RoundsEditableGroup    *self);
void       rounds_editable_group_set_entity   (RoundsEditableGroup    *self,
                                               RoundsEntity           *entity);
void       rounds_editable_group_set_editable (RoundsEditableGroup    *self,
                                               gboolean                editable);

G_END_DECLS
