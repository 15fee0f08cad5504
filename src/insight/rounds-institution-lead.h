/* rounds-institution-lead.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-json-writer.h"
#include "rules/rounds-lead-score.h"
#include "rules/rounds-lifecycle.h"
#include "store/rounds-database.h"
#include "store/rounds-filter.h"

G_BEGIN_DECLS

/**
 * RoundsInstitutionLead:
 * @id: of the institution
 * @city: (nullable): where it is
 * @assigned_user_id: (nullable): whose it is
 * @phone: (nullable): where to call
 * @n_offered: specialties that the team offers; 0 when none are set up
 * @facts: what was found
 * @lead: what follows from it
 *
 * How promising an institution is.
 */
typedef struct
{
  char *id;
  char *name;
  char *type;
  char *city;
  char *assigned_user_id;
  char *phone;
  guint n_offered;
  RoundsLeadFacts facts;
  RoundsLeadScore lead;
} RoundsInstitutionLead;

GPtrArray       *rounds_institution_leads_compute     (RoundsDatabase         *database,
                                                       const char             *institution_id,
                                                       RoundsFilter           *filter,
                                                       int                     minimum,
                                                       guint                   limit,
                                                       const char             *today,
                                                       GTimeZone              *zone,
                                                       GError                **error);
gboolean         rounds_institution_lifecycle_compute (RoundsDatabase         *database,
                                                       const char             *institution_id,
                                                       gint64                  now,
                                                       GTimeZone              *zone,
                                                       RoundsLifecycle        *lifecycle,
                                                       GError                **error);
void             rounds_institution_lead_write        (RoundsInstitutionLead  *self,
                                                       RoundsLifecycle         lifecycle,
                                                       RoundsJsonWriter       *writer);
void             rounds_institution_leads_write       (GPtrArray              *leads,
                                                       RoundsJsonWriter       *writer);

G_END_DECLS
