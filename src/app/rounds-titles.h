/* rounds-titles.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store/rounds-store.h"

G_BEGIN_DECLS

/**
 * RoundsTitle:
 *
 * How the record behind an id is called. Property `title` (nullable text) comes a moment after it was asked for and follows when the
 * record is renamed.
 */
#define ROUNDS_TYPE_TITLE (rounds_title_get_type ())
G_DECLARE_FINAL_TYPE (RoundsTitle, rounds_title, ROUNDS, TITLE, GObject)

/**
 * RoundsTitles:
 *
 * Turns references into names for rows and cards: what is asked for in one turn of the main loop is fetched in one question a kind.
 */
#define ROUNDS_TYPE_TITLES (rounds_titles_get_type ())
G_DECLARE_FINAL_TYPE (RoundsTitles, rounds_titles, ROUNDS, TITLES, GObject)

RoundsTitles *rounds_titles_get      (RoundsStore  *store);
RoundsTitle  *rounds_titles_lookup   (RoundsTitles *self,
                                      const char   *kind,
                                      const char   *id);
const char   *rounds_title_get_title (RoundsTitle  *self);

G_END_DECLS
