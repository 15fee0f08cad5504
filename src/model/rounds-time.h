/* rounds-time.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Instants are microseconds since the Unix epoch, UTC; dates are YYYY-MM-DD text with no zone. */

char      *rounds_instant_to_text  (gint64       instant);
gboolean   rounds_instant_parse    (const char  *text,
                                    gint64      *instant);
char      *rounds_instant_to_date  (gint64       instant,
                                    GTimeZone   *zone);
gint64     rounds_instant_from_date (const char *date,
                                    GTimeZone   *zone);
gboolean   rounds_date_is_valid    (const char  *date);
gboolean   rounds_date_parse       (const char  *date,
                                    GDate       *result);
char      *rounds_date_to_text     (const GDate *date);
char      *rounds_date_add_days    (const char  *date,
                                    int          days);
char      *rounds_date_add_months  (const char  *date,
                                    int          months);
int        rounds_date_difference  (const char  *from,
                                    const char  *to);
gboolean   rounds_date_parse_local (const char  *text,
                                    const char  *today,
                                    char       **date);
char      *rounds_date_format      (const char  *date);
char      *rounds_date_format_near (const char  *date,
                                    const char  *today);
char      *rounds_instant_format   (gint64       instant,
                                    GTimeZone   *zone);
char      *rounds_month_format     (const char  *month,
                                    gboolean     abbreviated);

G_END_DECLS
