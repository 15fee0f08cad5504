/* rounds-institution-health.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-json-writer.h"
#include "rules/rounds-health.h"
#include "store/rounds-database.h"

G_BEGIN_DECLS

/**
 * RoundsInstitutionHealth:
 * @facts: what was found
 * @last_interaction_at: an instant; 0 when there is none
 * @health: what follows from it
 */
typedef struct
{
  RoundsHealthFacts facts;
  gint64 last_interaction_at;
  RoundsHealth health;
} RoundsInstitutionHealth;

gboolean rounds_institution_health_compute (RoundsDatabase           *database,
                                            const char               *institution_id,
                                            gint64                    now,
                                            GTimeZone                *zone,
                                            RoundsInstitutionHealth  *result,
                                            GError                  **error);
void     rounds_institution_health_write   (const RoundsInstitutionHealth *self,
                                            RoundsJsonWriter         *writer);

G_END_DECLS
