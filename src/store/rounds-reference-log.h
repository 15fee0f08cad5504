/* rounds-reference-log.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-entity.h"
#include "store/rounds-database.h"

G_BEGIN_DECLS

/**
 * RoundsReferenceLog:
 *
 * The references a transaction has written. The database looks at them when all is there, at the end, and then says only that
 * one is wrong; this says which.
 */
typedef struct _RoundsReferenceLog RoundsReferenceLog;

RoundsReferenceLog *rounds_reference_log_new     (void);
void                rounds_reference_log_free    (RoundsReferenceLog  *self);
void                rounds_reference_log_clear   (RoundsReferenceLog  *self);
void                rounds_reference_log_add     (RoundsReferenceLog  *self,
                                                  const RoundsField   *field,
                                                  const char          *id);
void                rounds_reference_log_explain (RoundsReferenceLog  *self,
                                                  RoundsDatabase      *database,
                                                  GError             **error);

G_END_DECLS
