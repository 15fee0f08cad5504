/* rounds-vcard-lines.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Octets that are kept of a content line: no name, address or number is longer. */
#define ROUNDS_VCARD_LINE_MAXIMUM 16384

/**
 * RoundsVcardLines:
 *
 * The content lines of a vCard file, unfolded as RFC 6350, RFC 2426 and vCard 2.1 (with its soft line breaks of quoted-printable) fold them,
 * a chunk at a time: of a line that is longer than %ROUNDS_VCARD_LINE_MAXIMUM, such as a picture, the rest is read and forgotten. Lines end
 * with CRLF, LF or CR; a file in UTF-16 says so in its first octets.
 */
typedef struct _RoundsVcardLines RoundsVcardLines;

RoundsVcardLines *rounds_vcard_lines_new     (GInputStream      *stream);
void              rounds_vcard_lines_free    (RoundsVcardLines  *self);
gboolean          rounds_vcard_lines_next    (RoundsVcardLines  *self,
                                              gboolean           keeps_space,
                                              const char       **line,
                                              guint             *number,
                                              gboolean          *is_cut,
                                              GCancellable      *cancellable,
                                              GError           **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RoundsVcardLines, rounds_vcard_lines_free)

G_END_DECLS
