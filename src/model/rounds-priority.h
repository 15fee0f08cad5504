/* rounds-priority.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-field.h"

G_BEGIN_DECLS

extern const RoundsChoice rounds_priority_choices[];

G_END_DECLS
