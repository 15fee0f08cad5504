/* rounds-record-section.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "store/rounds-query-model.h"

G_BEGIN_DECLS

/**
 * RoundsRecordSection:
 *
 * The records of one kind that belong to the one a page shows: a titled list with a button to add one, and a sentence when there is
 * none. Properties: `add-action` and `add-tooltip` for the button, `empty-text`.
 */
#define ROUNDS_TYPE_RECORD_SECTION (rounds_record_section_get_type ())
G_DECLARE_FINAL_TYPE (RoundsRecordSection, rounds_record_section, ROUNDS, RECORD_SECTION, AdwPreferencesGroup)

typedef GtkWidget *(*RoundsRecordRowFunc) (RoundsRow *row);
typedef GtkWidget *(*RoundsRecordRowFullFunc) (RoundsRow *row,
                                               gpointer   user_data);

void rounds_record_section_bind      (RoundsRecordSection     *self,
                                      RoundsQueryModel        *model,
                                      RoundsRecordRowFunc      create_row);
void rounds_record_section_bind_full (RoundsRecordSection     *self,
                                      RoundsQueryModel        *model,
                                      RoundsRecordRowFullFunc  create_row,
                                      gpointer                 user_data);

G_END_DECLS
