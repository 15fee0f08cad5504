/* rounds-institution-view.h
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
 * RoundsInstitutionView:
 *
 * One view of an institution's page: it is made when it is first shown, asks its own questions and follows the answers; the record itself
 * comes from the page. Properties, both for construction only: `workspace` and `id`, of the institution.
 */
#define ROUNDS_TYPE_INSTITUTION_VIEW (rounds_institution_view_get_type ())
G_DECLARE_DERIVABLE_TYPE (RoundsInstitutionView, rounds_institution_view, ROUNDS, INSTITUTION_VIEW, AdwBin)

/**
 * RoundsInstitutionViewClass:
 * @show: (nullable): shows what the institution is, at first and whenever it has changed
 */
struct _RoundsInstitutionViewClass
{
  AdwBinClass parent_class;

  void (*show) (RoundsInstitutionView *self,
                RoundsEntity          *institution);
};

RoundsWorkspace *rounds_institution_view_get_workspace (RoundsInstitutionView *self);
RoundsStore     *rounds_institution_view_get_store     (RoundsInstitutionView *self);
const char      *rounds_institution_view_get_id        (RoundsInstitutionView *self);

void             rounds_institution_view_show          (RoundsInstitutionView *self,
                                                        RoundsEntity          *institution);
void             rounds_institution_view_bind_section  (RoundsInstitutionView *self,
                                                        RoundsRecordSection   *section,
                                                        const char            *kind,
                                                        const char            *sort,
                                                        gboolean               descending,
                                                        RoundsRecordRowFunc    create_row);

G_END_DECLS
