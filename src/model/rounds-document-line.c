/* rounds-document-line.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/rounds-document-line.h"

/* How a discount is given. */
const RoundsChoice rounds_discount_choices[] = {
  { "percentage", N_("Percentage") },
  { "fixed_amount", N_("Amount") },
  { NULL, NULL },
};
