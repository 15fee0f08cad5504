/* rounds-vcard-writer.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-entity.h"

G_BEGIN_DECLS

void  rounds_vcard_writer_append    (GString      *text,
                                     RoundsEntity *contact,
                                     RoundsEntity *institution);
char *rounds_vcard_writer_file_name (RoundsEntity *contact);

G_END_DECLS
