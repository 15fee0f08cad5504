/* rounds-accounts.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "operations/rounds-operation.h"
#include "store/rounds-database.h"

G_BEGIN_DECLS

#define ROUNDS_PASSWORD_MINIMUM 10

gboolean      rounds_accounts_init              (GError                 **error);
gboolean      rounds_accounts_check_password    (const char              *password,
                                                 GError                 **error);
char         *rounds_accounts_hash              (const char              *password,
                                                 GError                 **error);
gboolean      rounds_accounts_verify            (const char              *hash,
                                                 const char              *password,
                                                 gboolean                *needs_rehash);
gboolean      rounds_accounts_set_hash          (RoundsDatabase          *database,
                                                 const char              *user_id,
                                                 const char              *hash,
                                                 GError                 **error);
gboolean      rounds_accounts_find              (RoundsDatabase          *database,
                                                 const char              *email,
                                                 char                   **user_id,
                                                 char                   **hash,
                                                 GError                 **error);
char         *rounds_accounts_find_owner        (RoundsDatabase          *database,
                                                 GError                 **error);
char         *rounds_accounts_ensure_team       (RoundsOperationContext  *context,
                                                 const char              *name,
                                                 GError                 **error);
char         *rounds_accounts_create            (RoundsOperationContext  *context,
                                                 const char              *email,
                                                 const char              *first_name,
                                                 const char              *last_name,
                                                 const char              *role,
                                                 const char              *team_id,
                                                 const char              *password,
                                                 GError                 **error);

G_END_DECLS
