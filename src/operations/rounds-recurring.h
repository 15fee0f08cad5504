/* rounds-recurring.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "operations/rounds-record-hooks.h"

G_BEGIN_DECLS

/* What repeats: when one is done, the next one is made; when it is not done after all, the next one goes again. */

gboolean rounds_recurring_prepare   (RoundsRecordChange      *change,
                                     const char              *date_field,
                                     GError                 **error);
gboolean rounds_recurring_continue  (RoundsOperationContext  *context,
                                     RoundsEntity            *done,
                                     const char              *date_field,
                                     gint64                   earliest,
                                     GError                 **error);
gboolean rounds_recurring_take_back (RoundsOperationContext  *context,
                                     RoundsEntity            *reopened,
                                     GError                 **error);
gboolean rounds_recurring_read_time (RoundsOperationContext  *context,
                                     JsonObject              *arguments,
                                     const char              *member,
                                     gint64                  *instant,
                                     GError                 **error);

G_END_DECLS
