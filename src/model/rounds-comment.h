/* rounds-comment.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-entity.h"

G_BEGIN_DECLS

#define ROUNDS_TYPE_COMMENT (rounds_comment_get_type ())
ROUNDS_DECLARE_RECORD (RoundsComment, rounds_comment, ROUNDS, COMMENT)

G_END_DECLS
