/* rounds-attachment.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-entity.h"

G_BEGIN_DECLS

#define ROUNDS_TYPE_ATTACHMENT (rounds_attachment_get_type ())
ROUNDS_DECLARE_RECORD (RoundsAttachment, rounds_attachment, ROUNDS, ATTACHMENT)

G_END_DECLS
