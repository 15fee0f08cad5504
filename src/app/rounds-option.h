/* rounds-option.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* One that does not have the words at all */
#define ROUNDS_OPTION_N_RANKS 3

/**
 * RoundsOption:
 *
 * One entry of a drop-down list: what it stands for and how it reads. Properties `value` (nullable) and `label`.
 */
#define ROUNDS_TYPE_OPTION (rounds_option_get_type ())
G_DECLARE_FINAL_TYPE (RoundsOption, rounds_option, ROUNDS, OPTION, GObject)

RoundsOption *rounds_option_new       (const char   *value,
                                       const char   *label);
const char   *rounds_option_get_value (RoundsOption *self);
const char   *rounds_option_get_label (RoundsOption *self);
guint         rounds_option_rank      (const char   *label,
                                       const char   *words);

G_END_DECLS
