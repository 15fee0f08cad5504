/* rounds-email-message.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-entity.h"

G_BEGIN_DECLS

#define ROUNDS_TYPE_EMAIL_MESSAGE (rounds_email_message_get_type ())
ROUNDS_DECLARE_RECORD (RoundsEmailMessage, rounds_email_message, ROUNDS, EMAIL_MESSAGE)

G_END_DECLS
