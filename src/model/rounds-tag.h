/* rounds-tag.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-entity.h"

G_BEGIN_DECLS

#define ROUNDS_TYPE_TAG (rounds_tag_get_type ())
ROUNDS_DECLARE_RECORD (RoundsTag, rounds_tag, ROUNDS, TAG)

G_END_DECLS
