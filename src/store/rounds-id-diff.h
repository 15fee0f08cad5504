/* rounds-id-diff.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RoundsIdHunk:
 * @position: where, in the list before
 * @removed: rows that go, from there
 * @added: rows that come in their place
 * @source: where the rows that come stand in the list after
 *
 * Hunks are in the order of the list before and do not touch; apply them from the last to the first.
 */
typedef struct
{
  guint position;
  guint removed;
  guint added;
  guint source;
} RoundsIdHunk;

GArray *rounds_id_diff (GByteArray *before,
                        GByteArray *after,
                        gboolean    exact);

G_END_DECLS
