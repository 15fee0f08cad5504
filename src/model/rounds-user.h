/* rounds-user.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-entity.h"

G_BEGIN_DECLS

#define ROUNDS_TYPE_USER (rounds_user_get_type ())
ROUNDS_DECLARE_RECORD (RoundsUser, rounds_user, ROUNDS, USER)

extern const RoundsChoice rounds_role_choices[];

G_END_DECLS
