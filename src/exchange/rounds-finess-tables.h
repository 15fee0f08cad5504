/* rounds-finess-tables.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the codes of the FINESS register mean for an institution. */
const char *rounds_finess_get_type         (const char *category,
                                            const char *aggregate);
const char *rounds_finess_get_legal_status (const char *service_code);
const char *rounds_finess_get_department   (const char *code,
                                            const char *finess);

G_END_DECLS
