/* rounds-settings.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-json-writer.h"
#include "store/rounds-database.h"

G_BEGIN_DECLS

/* What the workspace has set up, each a record of kind `setting` whose value is JSON. */

#define ROUNDS_SETTING_NUMBERING_QUOTE "numbering.quote"             /* pattern, see rules/rounds-numbering.h */
#define ROUNDS_SETTING_NUMBERING_INVOICE "numbering.invoice"
#define ROUNDS_SETTING_NUMBERING_CREDIT_NOTE "numbering.creditNote"
#define ROUNDS_SETTING_PAYMENT_TERM "paymentTerms.default"           /* days */
#define ROUNDS_SETTING_PAYMENT_TERM_PUBLIC "paymentTerms.public"
#define ROUNDS_SETTING_QUOTE_VALIDITY "quotes.validityDays"
#define ROUNDS_SETTING_ATTACHMENT_MAXIMUM "attachments.maximumMegabytes"
#define ROUNDS_SETTING_SECURITY_RETENTION "security.retentionDays"   /* days */
#define ROUNDS_SETTING_WORKSPACE_NAME "workspace.name"               /* text */
#define ROUNDS_SETTING_TIME_ZONE "workspace.timeZone"                /* such as Europe/Paris; read when a server starts */
#define ROUNDS_SETTING_WON_REASONS "deals.wonReasons"                /* list of texts, to choose from when a deal is won */

char     *rounds_settings_dup_text    (RoundsDatabase  *database,
                                       const char      *key,
                                       GError         **error);
char    **rounds_settings_dup_list    (RoundsDatabase  *database,
                                       const char      *key,
                                       GError         **error);
gboolean  rounds_settings_get_integer (RoundsDatabase  *database,
                                       const char      *key,
                                       gint64          *value,
                                       GError         **error);
GTimeZone *rounds_settings_dup_zone   (RoundsDatabase  *database,
                                       GTimeZone       *otherwise,
                                       GError         **error);
gboolean  rounds_settings_find_id     (RoundsDatabase  *database,
                                       const char      *key,
                                       char           **id,
                                       GError         **error);
gboolean  rounds_settings_write_public (RoundsDatabase    *database,
                                       RoundsJsonWriter  *writer,
                                       GError           **error);
gboolean  rounds_settings_check       (RoundsDatabase  *database,
                                       const char      *key,
                                       const char      *value,
                                       GError         **error);

G_END_DECLS
