/* rounds-record-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "store/rounds-query-model.h"

G_BEGIN_DECLS

/**
 * RoundsRecordRow:
 *
 * A record in a list of a page; it follows its record. Activating it opens the page of the record or, for a kind without one, edits it; its menu
 * holds what else can be done with it: `page.edit-record (kind, id)`, `page.delete-record (kind, id, title)`.
 */
#define ROUNDS_TYPE_RECORD_ROW (rounds_record_row_get_type ())
G_DECLARE_DERIVABLE_TYPE (RoundsRecordRow, rounds_record_row, ROUNDS, RECORD_ROW, AdwActionRow)

/**
 * RoundsRecordRowClass:
 * @show: shows the record; called again whenever it has changed
 * @extend_menu: (nullable): adds what only this kind can do
 */
struct _RoundsRecordRowClass
{
  AdwActionRowClass parent_class;

  void (*show)        (RoundsRecordRow *self,
                       RoundsEntity    *entity);
  void (*extend_menu) (RoundsRecordRow *self,
                       GMenu           *section,
                       const char      *id);
};

void        rounds_record_row_set_row      (RoundsRecordRow *self,
                                            const char      *kind,
                                            RoundsRow       *row);
void        rounds_record_row_set_editable (RoundsRecordRow *self,
                                            gboolean         editable);
const char *rounds_record_row_get_id       (RoundsRecordRow *self);

G_END_DECLS
