/* rounds-payment.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-entity.h"

G_BEGIN_DECLS

#define ROUNDS_TYPE_PAYMENT (rounds_payment_get_type ())
ROUNDS_DECLARE_RECORD (RoundsPayment, rounds_payment, ROUNDS, PAYMENT)

G_END_DECLS
