/* rounds-sign-in-limit.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store/rounds-database.h"

G_BEGIN_DECLS

/* Wrong passwords that are borne in a quarter of an hour, for one e-mail and for one peer. */
#define ROUNDS_SIGN_IN_FAILURES 10
#define ROUNDS_SIGN_IN_WINDOW ((gint64) 15 * 60 * G_USEC_PER_SEC)

gboolean rounds_sign_in_limit_check   (RoundsDatabase  *database,
                                       const char      *email,
                                       const char      *peer,
                                       gint64           now,
                                       guint           *retry_after,
                                       GError         **error);
gboolean rounds_sign_in_limit_count   (RoundsDatabase  *database,
                                       const char      *email,
                                       const char      *peer,
                                       gint64           now,
                                       GError         **error);
gboolean rounds_sign_in_limit_forgive (RoundsDatabase  *database,
                                       const char      *email,
                                       GError         **error);

G_END_DECLS
