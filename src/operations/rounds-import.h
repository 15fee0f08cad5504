/* rounds-import.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-entity.h"

G_BEGIN_DECLS

/**
 * RoundsImportSource:
 * @next: gives the next row of a file: sets @entity to a record that holds what the file says (transfer full), or @problem to why the
 *   line is refused (transfer full); `*line` is the line it starts on, from 1. Returns %FALSE at the end (no error) or when the file
 *   as a whole cannot be read (error set), which undoes the whole import.
 * @fraction: how far, 0..1
 * @fields: (array zero-terminated=1): the properties that the file decides; others are left as they are
 * @key: the property that finds an existing record, such as `finess`
 * @only_update: whether rows without an existing record are refused instead of created
 * @count_remarks: (nullable): how often something was left out of a row that was read all the same
 * @remark: (nullable): one of them, from 0, with its line (out); %NULL after the last that is kept
 *
 * Where exchange/ hands rows to `register.import` without either knowing the other.
 */
typedef struct _RoundsImportSource RoundsImportSource;
struct _RoundsImportSource
{
  gboolean (*next)     (RoundsImportSource  *self,
                        RoundsEntity       **entity,
                        char               **problem,
                        guint               *line,
                        GError             **error);
  double   (*fraction) (RoundsImportSource  *self);
  const char * const *fields;
  const char *key;
  const char *kind;
  gboolean only_update;
  guint       (*count_remarks) (RoundsImportSource  *self);
  const char *(*remark)        (RoundsImportSource  *self,
                                guint                index,
                                guint               *line);
};

/*
 * `register.import {}` answers {"created","updated","unchanged","refused":[{"line","reason"}...(first 1,000)],"refusedCount",
 * "remarks":[{"line","reason"}...],"remarksCount"}.
 */

G_END_DECLS
