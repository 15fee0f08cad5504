/* rounds-visibility.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/rounds-visibility.h"

#include <glib/gi18n-lib.h>

/* Who sees what somebody has made for others to use. */
const RoundsChoice rounds_visibility_choices[] = {
  { "private", N_("Only me") },
  { "team", N_("My team") },
  { "public", N_("Everybody") },
  { NULL, NULL },
};
