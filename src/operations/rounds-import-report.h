/* rounds-import-report.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef enum
{
  ROUNDS_IMPORT_CREATED,
  ROUNDS_IMPORT_UPDATED,
  ROUNDS_IMPORT_UNCHANGED,
} RoundsImportOutcome;

typedef struct _RoundsImportReport RoundsImportReport;

RoundsImportReport *rounds_import_report_new    (void);
void                rounds_import_report_free   (RoundsImportReport  *self);
void                rounds_import_report_count  (RoundsImportReport  *self,
                                                 RoundsImportOutcome  outcome);
void                rounds_import_report_refuse (RoundsImportReport  *self,
                                                 guint                line,
                                                 const char          *reason);
void                rounds_import_report_remark (RoundsImportReport  *self,
                                                 guint                line,
                                                 const char          *reason);
JsonNode           *rounds_import_report_finish (RoundsImportReport  *self,
                                                 guint                n_remarks);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RoundsImportReport, rounds_import_report_free)

G_END_DECLS
