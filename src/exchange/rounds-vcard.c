/* rounds-vcard.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "exchange/rounds-vcard.h"

void
rounds_vcard_free (RoundsVcard *self)
{
  if (self == NULL)
    return;

  g_free (self->uid);
  g_free (self->first_name);
  g_free (self->last_name);
  g_free (self->organization);
  g_free (self->department);
  g_free (self->title);
  g_free (self->email);
  g_free (self->phone);
  g_free (self->mobile_phone);
  g_free (self);
}
