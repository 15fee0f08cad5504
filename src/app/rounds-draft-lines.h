/* rounds-draft-lines.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "app/rounds-draft-line.h"

G_BEGIN_DECLS

/**
 * RoundsDraftLines:
 *
 * The lines of a document that is being entered: a list model of #RoundsDraftLine, and what they come to.
 *
 * Signal `changed ()`: what they say, or how many there are, is another.
 */
#define ROUNDS_TYPE_DRAFT_LINES (rounds_draft_lines_get_type ())
G_DECLARE_FINAL_TYPE (RoundsDraftLines, rounds_draft_lines, ROUNDS, DRAFT_LINES, GObject)

RoundsDraftLines *rounds_draft_lines_new         (const RoundsEntityInfo *info);
void              rounds_draft_lines_load        (RoundsDraftLines       *self,
                                                  GPtrArray              *records);
RoundsDraftLine  *rounds_draft_lines_add         (RoundsDraftLines       *self);
void              rounds_draft_lines_remove      (RoundsDraftLines       *self,
                                                  guint                   position);
void              rounds_draft_lines_put_back    (RoundsDraftLines       *self,
                                                  RoundsDraftLine        *line,
                                                  guint                   position);
void              rounds_draft_lines_move        (RoundsDraftLines       *self,
                                                  guint                   from,
                                                  guint                   to);
gboolean          rounds_draft_lines_find        (RoundsDraftLines       *self,
                                                  RoundsDraftLine        *line,
                                                  guint                  *position);
gboolean          rounds_draft_lines_compute     (RoundsDraftLines       *self,
                                                  RoundsDocumentTotals   *totals);
GPtrArray        *rounds_draft_lines_read        (RoundsDraftLines       *self);
RoundsDraftLine  *rounds_draft_lines_set_problem (RoundsDraftLines       *self,
                                                  const char             *path,
                                                  const char             *problem);

G_END_DECLS
