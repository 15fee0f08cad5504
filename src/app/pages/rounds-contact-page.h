/* rounds-contact-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/pages/rounds-record-page.h"

G_BEGIN_DECLS

/**
 * RoundsContactPage:
 *
 * All there is about one contact.
 */
#define ROUNDS_TYPE_CONTACT_PAGE (rounds_contact_page_get_type ())
G_DECLARE_FINAL_TYPE (RoundsContactPage, rounds_contact_page, ROUNDS, CONTACT_PAGE, RoundsRecordPage)

GtkWidget *rounds_contact_page_new (RoundsWorkspace *workspace,
                                    const char      *id);

G_END_DECLS
