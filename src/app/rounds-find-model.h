/* rounds-find-model.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/rounds-find-item.h"

G_BEGIN_DECLS

/**
 * RoundsFindModel:
 *
 * What Ctrl+K shows: a #GtkSectionModel of #RoundsFindItem. New results change only the lines that are others.
 */
#define ROUNDS_TYPE_FIND_MODEL (rounds_find_model_get_type ())
G_DECLARE_FINAL_TYPE (RoundsFindModel, rounds_find_model, ROUNDS, FIND_MODEL, GObject)

RoundsFindModel *rounds_find_model_new (void);
void             rounds_find_model_set (RoundsFindModel *self,
                                        GPtrArray       *items);

G_END_DECLS
