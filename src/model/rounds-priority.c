/* rounds-priority.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/rounds-priority.h"

#include <glib/gi18n-lib.h>

/* How much something presses. */
const RoundsChoice rounds_priority_choices[] = {
  { "low", N_("Low") },
  { "medium", N_("Medium") },
  { "high", N_("High") },
  { "urgent", N_("Urgent") },
  { NULL, NULL },
};
