/* rounds-vcard.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RoundsVcard:
 * @line: the line that the card begins on, from 1
 * @uid: (nullable): what names the card, without `urn:uuid:`
 * @first_name: as all that follow, UTF-8 in one line, nullable
 * @last_name: the family name
 * @organization: where the person works
 * @department: in which part of it
 * @title: what the person does there
 * @email: the address that is preferred, or the one at work
 * @phone: the number that is preferred, or the one at work; no fax
 * @mobile_phone: the number of the mobile telephone
 *
 * What a contact takes from a vCard.
 */
typedef struct
{
  guint line;
  char *uid;
  char *first_name;
  char *last_name;
  char *organization;
  char *department;
  char *title;
  char *email;
  char *phone;
  char *mobile_phone;
} RoundsVcard;

void rounds_vcard_free (RoundsVcard *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RoundsVcard, rounds_vcard_free)

G_END_DECLS
