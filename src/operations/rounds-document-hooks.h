/* rounds-document-hooks.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "operations/rounds-record-hooks.h"

G_BEGIN_DECLS

/* What is particular to quotes, invoices, payments and settings, for the table in rounds-record-hooks.c. */

gboolean rounds_quote_prepare             (RoundsRecordChange *change, GError **error);
gboolean rounds_quote_prepare_deletion    (RoundsRecordChange *change, GError **error);
gboolean rounds_invoice_prepare           (RoundsRecordChange *change, GError **error);
gboolean rounds_invoice_prepare_deletion  (RoundsRecordChange *change, GError **error);
gboolean rounds_invoice_finish            (RoundsRecordChange *change, GError **error);
gboolean rounds_payment_prepare           (RoundsRecordChange *change, GError **error);
gboolean rounds_payment_finish            (RoundsRecordChange *change, GError **error);
gboolean rounds_setting_prepare           (RoundsRecordChange *change, GError **error);

G_END_DECLS
