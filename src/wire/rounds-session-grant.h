/* rounds-session-grant.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-json.h"

G_BEGIN_DECLS

/**
 * RoundsSessionGrant:
 * @access_token: for `Authorization: Bearer`; a secret
 * @expires_in: seconds; each use begins the time anew
 * @user: who has signed in
 *
 * The answer of `POST /api/auth/login {email,password}`; on the socket of a private workspace `{}` will do.
 */
typedef struct
{
  char *access_token;
  gint64 expires_in;
  RoundsEntity *user;
} RoundsSessionGrant;

RoundsSessionGrant *rounds_session_grant_new       (const char          *access_token,
                                                    gint64               expires_in,
                                                    RoundsEntity        *user);
void                rounds_session_grant_free      (RoundsSessionGrant  *self);
void                rounds_session_grant_write     (RoundsSessionGrant  *self,
                                                    RoundsJsonWriter    *writer);
RoundsSessionGrant *rounds_session_grant_from_json (JsonNode            *data,
                                                    GError             **error);
char               *rounds_session_request_to_json (const char          *email,
                                                    const char          *password);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RoundsSessionGrant, rounds_session_grant_free)

G_END_DECLS
