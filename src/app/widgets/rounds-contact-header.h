/* rounds-contact-header.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "model/rounds-entity.h"
#include "sync/rounds-workspace.h"

G_BEGIN_DECLS

/**
 * RoundsContactHeader:
 *
 * Which contact a page is about: the name, what the person does and where, the role in the decision and who stands above, with buttons to
 * write, to call and to note what came of it (`page.new-record`). Property `compact`: for narrow windows.
 */
#define ROUNDS_TYPE_CONTACT_HEADER (rounds_contact_header_get_type ())
G_DECLARE_FINAL_TYPE (RoundsContactHeader, rounds_contact_header, ROUNDS, CONTACT_HEADER, AdwBin)

void rounds_contact_header_show (RoundsContactHeader *self,
                                 RoundsWorkspace     *workspace,
                                 RoundsEntity        *contact);

G_END_DECLS
