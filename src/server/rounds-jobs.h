/* rounds-jobs.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "operations/rounds-operation.h"
#include "server/rounds-call.h"
#include "server/rounds-server.h"
#include "wire/rounds-import-status.h"

G_BEGIN_DECLS

/**
 * RoundsJobs:
 *
 * Long work, imports and changes of many records, one after the other on a thread of its own, and how the last ones went. Thread-safe.
 */

RoundsJobs         *rounds_jobs_new             (RoundsStore        *store,
                                                 GTimeZone          *zone);
void                rounds_jobs_free            (RoundsJobs         *self);
char               *rounds_jobs_begin_import    (RoundsJobs         *self,
                                                 const char         *register_name,
                                                 const char         *kind,
                                                 gboolean            empty_clears,
                                                 char               *path,
                                                 const RoundsActor  *actor);
char               *rounds_jobs_begin_operation (RoundsJobs         *self,
                                                 const char         *operation,
                                                 JsonObject         *arguments,
                                                 RoundsCall         *call);
RoundsImportStatus *rounds_jobs_wait            (RoundsJobs         *self,
                                                 const char         *id,
                                                 const RoundsActor  *actor,
                                                 gint64              patience,
                                                 GError            **error);
RoundsImportStatus *rounds_jobs_get_status      (RoundsJobs         *self,
                                                 const char         *id,
                                                 const RoundsActor  *actor,
                                                 GError            **error);
gboolean            rounds_jobs_cancel          (RoundsJobs         *self,
                                                 const char         *id,
                                                 const RoundsActor  *actor,
                                                 GError            **error);
void                rounds_jobs_cancel_all      (RoundsJobs         *self);

G_END_DECLS
