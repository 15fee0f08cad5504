/* rounds-vcard-property.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Of what is preferred least. */
#define ROUNDS_VCARD_PREFERENCE_MAXIMUM 100

/**
 * RoundsVcardProperty:
 * @name: in capitals, without its group
 * @types: in capitals, between commas: `,WORK,VOICE,`
 * @preference: 1 for what is preferred most, up to %ROUNDS_VCARD_PREFERENCE_MAXIMUM; 0 when nothing is said
 * @is_uri: whether the value is an address such as `tel:+33240083333`
 * @encoding: (nullable): in capitals, such as `QUOTED-PRINTABLE`
 * @charset: (nullable): as the line has it
 * @value: as the line has it
 *
 * A content line of a vCard, taken apart.
 */
typedef struct
{
  char *name;
  char *types;
  guint preference;
  gboolean is_uri;
  char *encoding;
  char *charset;
  char *value;
} RoundsVcardProperty;

gboolean rounds_vcard_property_parse      (const char                *line,
                                           RoundsVcardProperty       *property);
gboolean rounds_vcard_property_has_type   (const RoundsVcardProperty *self,
                                           const char                *type);
char    *rounds_vcard_property_dup_text   (const RoundsVcardProperty *self);
GStrv    rounds_vcard_property_split      (const RoundsVcardProperty *self);
void     rounds_vcard_property_clear      (RoundsVcardProperty       *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RoundsVcardProperty, rounds_vcard_property_clear)

G_END_DECLS
