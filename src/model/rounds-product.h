/* rounds-product.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-entity.h"

G_BEGIN_DECLS

#define ROUNDS_TYPE_PRODUCT (rounds_product_get_type ())
ROUNDS_DECLARE_RECORD (RoundsProduct, rounds_product, ROUNDS, PRODUCT)

G_END_DECLS
