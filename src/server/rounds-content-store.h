/* rounds-content-store.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The contents of documents: files that are named by their SHA-256, so the same content is there once, and never changes. */

#define ROUNDS_CONTENT_HASH_LENGTH 64

/* Days that a content stays when no document has it any more. */
#define ROUNDS_CONTENT_DAYS 30

gboolean  rounds_content_hash_is_valid  (const char    *hash);
gboolean  rounds_content_store_add      (const char    *folder,
                                         const char    *temporary,
                                         const char    *hash,
                                         GError       **error);
GBytes   *rounds_content_store_open     (const char    *folder,
                                         const char    *hash,
                                         GError       **error);
char     *rounds_content_guess_type     (const char    *file_name,
                                         const char    *path,
                                         GError       **error);
gboolean  rounds_content_store_verify   (const char    *folder,
                                         const char    *hash,
                                         GError       **error);
gboolean  rounds_content_store_copy     (const char    *from,
                                         const char    *to,
                                         const char    *hash,
                                         GError       **error);
GStrv     rounds_content_store_list_old (const char    *folder,
                                         gint64         before);
void      rounds_content_store_remove   (const char    *folder,
                                         const char    *hash);

G_END_DECLS
