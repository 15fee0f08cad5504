/* rounds-id.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Ids are UUIDv7 (RFC 9562, section 5.7) in the canonical text form, lower case, 36 characters. */

#define ROUNDS_ID_LENGTH 36
#define ROUNDS_ID_BYTES 16

char     *rounds_id_new        (void);
char     *rounds_id_derive     (const char *name);
gboolean  rounds_id_is_valid   (const char *id);
gboolean  rounds_id_to_bytes   (const char *id,
                                guint8      bytes[ROUNDS_ID_BYTES]);
void      rounds_id_from_bytes (const guint8 bytes[ROUNDS_ID_BYTES],
                                char        id[ROUNDS_ID_LENGTH + 1]);

G_END_DECLS
