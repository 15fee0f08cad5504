/* rounds-fuzz.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RoundsFuzzFunc:
 * @data: (array length=length): bytes, with a NUL behind them that does not count
 *
 * Gives bytes to a parser and checks what must hold of any answer. A crash, a leak or a failed assertion is a finding.
 */
typedef void (*RoundsFuzzFunc) (const char *data,
                                gsize       length);

/**
 * RoundsFuzz:
 * @samples: (array zero-terminated=1): valid input to start from
 * @words: (array zero-terminated=1): pieces that mean something to the parser
 */
typedef struct
{
  const char *path;
  const char * const *samples;
  const char * const *words;
  RoundsFuzzFunc parse;
} RoundsFuzz;

void         rounds_fuzz_add      (const RoundsFuzz    *fuzz);

/* For a fuzzer that makes its own input. */
guint32      rounds_fuzz_get_seed (void);
guint        rounds_fuzz_count    (void);
gsize        rounds_fuzz_place    (GRand               *random,
                                   gsize                end);
const char  *rounds_fuzz_piece    (GRand               *random,
                                   const char * const  *pieces);
void         rounds_fuzz_mutate   (GString             *data,
                                   GRand               *random,
                                   const RoundsFuzz    *fuzz);

G_END_DECLS
