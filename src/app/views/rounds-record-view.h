/* rounds-record-view.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "app/widgets/rounds-record-section.h"
#include "model/rounds-entity.h"
#include "sync/rounds-workspace.h"

G_BEGIN_DECLS

/**
 * RoundsRecordView:
 *
 * One view of a record's page: it is made when it is first shown, asks its own questions and follows the answers; the record itself
 * comes from the page. Properties, all for construction only: `workspace`, `kind` and `id` of the record.
 */
#define ROUNDS_TYPE_RECORD_VIEW (rounds_record_view_get_type ())
G_DECLARE_DERIVABLE_TYPE (RoundsRecordView, rounds_record_view, ROUNDS, RECORD_VIEW, AdwBin)

/**
 * RoundsRecordViewClass:
 * @show: (nullable): shows what the record is, at first and whenever it has changed
 */
struct _RoundsRecordViewClass
{
  AdwBinClass parent_class;

  void (*show) (RoundsRecordView *self,
                RoundsEntity     *record);
};

RoundsWorkspace *rounds_record_view_get_workspace (RoundsRecordView    *self);
RoundsStore     *rounds_record_view_get_store     (RoundsRecordView    *self);
const char      *rounds_record_view_get_kind      (RoundsRecordView    *self);
const char      *rounds_record_view_get_id        (RoundsRecordView    *self);
void             rounds_record_view_show          (RoundsRecordView    *self,
                                                   RoundsEntity        *record);
void             rounds_record_view_bind_section  (RoundsRecordView    *self,
                                                   RoundsRecordSection *section,
                                                   const char          *kind,
                                                   const char          *sort,
                                                   gboolean             descending,
                                                   RoundsRecordRowFunc  create_row);

G_END_DECLS
