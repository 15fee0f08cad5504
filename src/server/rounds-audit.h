/* rounds-audit.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "operations/rounds-operation.h"

G_BEGIN_DECLS

/**
 * RoundsAudit:
 *
 * The account of what an operation has changed, until it is written.
 */
typedef struct _RoundsAudit RoundsAudit;

RoundsAudit *rounds_audit_new     (void);
void         rounds_audit_free    (RoundsAudit             *self);
gboolean     rounds_audit_add     (RoundsAudit             *self,
                                   RoundsOperationContext  *context,
                                   RoundsEntity            *before,
                                   RoundsEntity            *after,
                                   GError                 **error);
gboolean     rounds_audit_add_summary (RoundsAudit         *self,
                                   RoundsOperationContext  *context,
                                   const char              *kind,
                                   guint                    n_created,
                                   guint                    n_updated,
                                   GError                 **error);
gboolean     rounds_audit_flush   (RoundsAudit             *self,
                                   RoundsDatabase          *database,
                                   GError                 **error);
void         rounds_audit_clear   (RoundsAudit             *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RoundsAudit, rounds_audit_free)

G_END_DECLS
