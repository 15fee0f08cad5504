/* rounds-test-database.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean  rounds_test_database_is_postgresql (void);
char     *rounds_test_database_get_uri       (const char *folder);

G_END_DECLS
