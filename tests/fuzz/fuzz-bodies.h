/* fuzz-bodies.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-entity.h"

G_BEGIN_DECLS

/* Of each kind so many records have an id that requests know. `@0`, `@1` and `@2` in a text stand for the people who have signed in. */
#define FUZZ_IDS 10

gboolean  fuzz_chance    (GRand                  *random,
                          guint                   percent);
char     *fuzz_id        (GRand                  *random,
                          const RoundsEntityInfo *info);
char     *fuzz_text      (GRand                  *random);
char     *fuzz_value     (GRand                  *random,
                          const RoundsField      *field);
char     *fuzz_record    (GRand                  *random,
                          const RoundsEntityInfo *info,
                          gboolean                is_new,
                          guint                   wildness);
char     *fuzz_filter    (GRand                  *random,
                          const RoundsEntityInfo *info);
char     *fuzz_arguments (GRand                  *random,
                          const char             *names,
                          const RoundsEntityInfo *info,
                          gboolean                has_id,
                          guint                   wildness);
char     *fuzz_batch     (GRand                  *random,
                          guint                   wildness);

G_END_DECLS
