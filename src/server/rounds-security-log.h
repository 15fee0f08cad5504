/* rounds-security-log.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "operations/rounds-operation.h"

G_BEGIN_DECLS

/**
 * RoundsSecurityEvent:
 * @action: such as `auth.login`
 * @user_id: (nullable): who did it, or whose account it is about
 * @resource: a kind of record, or what else it is about
 * @resource_id: (nullable): an id
 * @peer: (nullable): the address at the other end
 * @agent: (nullable): the program at the other end
 * @is_failure: whether it was not let happen
 * @severity: `low`, `medium`, `high` or `critical`
 * @details: (nullable): JSON; ids and codes, no names, addresses of people or secrets
 *
 * What an administrator looks at when something is wrong.
 */
typedef struct
{
  const char *action;
  const char *user_id;
  const char *resource;
  const char *resource_id;
  const char *peer;
  const char *agent;
  gboolean is_failure;
  const char *severity;
  const char *details;
} RoundsSecurityEvent;

gboolean rounds_security_log_add       (RoundsDatabase             *database,
                                        const RoundsSecurityEvent  *event,
                                        GError                    **error);
gboolean rounds_security_log_add_refusal (RoundsDatabase           *database,
                                        const RoundsSecurityEvent  *event,
                                        GError                    **error);
gboolean rounds_security_log_trim      (RoundsDatabase             *database,
                                        gint64                      now,
                                        GError                    **error);

G_END_DECLS
