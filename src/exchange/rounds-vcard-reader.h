/* rounds-vcard-reader.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "exchange/rounds-vcard.h"

G_BEGIN_DECLS

/**
 * RoundsVcardReader:
 *
 * Reads the cards of a file one after the other: vCard 4.0 (RFC 6350), 3.0 (RFC 2426) and 2.1, with what Outlook, Google and telephones make
 * of them. Texts that are not UTF-8 are in the character set that they name, or in Windows-1252. Pictures, sounds and notes are read over.
 */
typedef struct _RoundsVcardReader RoundsVcardReader;

RoundsVcardReader *rounds_vcard_reader_new  (GInputStream       *stream);
void               rounds_vcard_reader_free (RoundsVcardReader  *self);
gboolean           rounds_vcard_reader_next (RoundsVcardReader  *self,
                                             RoundsVcard       **card,
                                             GCancellable       *cancellable,
                                             GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RoundsVcardReader, rounds_vcard_reader_free)

G_END_DECLS
