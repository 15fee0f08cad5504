/* rounds-journal.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "operations/rounds-operation.h"

G_BEGIN_DECLS

/**
 * RoundsJournal:
 *
 * What the server keeps an account of when operations write: the audit entries, the security events among them, and who comes to see
 * what. For one run at a time.
 */
typedef struct _RoundsJournal RoundsJournal;

RoundsJournal *rounds_journal_new    (void);
void           rounds_journal_free   (RoundsJournal           *self);
void           rounds_journal_set_origin (RoundsJournal       *self,
                                      const char              *peer,
                                      const char              *agent);
void           rounds_journal_attach (RoundsJournal           *self,
                                      RoundsOperationContext  *context);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RoundsJournal, rounds_journal_free)

G_END_DECLS
