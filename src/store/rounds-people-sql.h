/* rounds-people-sql.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store/rounds-database.h"

G_BEGIN_DECLS

/* The digits of a telephone number; the indexes are on exactly this. The last two are no-break spaces, wide and narrow. */
#define ROUNDS_PHONE_DIGITS_SQL(column)                                                                        \
  "replace(replace(replace(replace(replace(replace(replace(replace(replace(" column ", ' ', ''), '.', ''), "   \
  "'-', ''), '(', ''), ')', ''), '/', ''), '+', ''), '\302\240', ''), '\342\200\257', '')"

/**
 * RoundsPerson:
 * @contact_id: (nullable): the contact; %NULL when there is none, or several
 * @institution_id: (nullable): where the contact is, or where all of several are, or the institution itself
 *
 * Whom a telephone number or an address stands for.
 */
typedef struct
{
  char *contact_id;
  char *institution_id;
} RoundsPerson;

void     rounds_person_clear           (RoundsPerson         *self);
gboolean rounds_people_find_by_phone   (RoundsDatabase       *database,
                                        const char * const   *digits,
                                        const char           *institution_id,
                                        RoundsPerson         *person,
                                        GError              **error);
gboolean rounds_people_find_by_email   (RoundsDatabase       *database,
                                        const char * const   *addresses,
                                        const char           *institution_id,
                                        RoundsPerson         *person,
                                        GError              **error);
GStrv    rounds_people_list_calls      (RoundsDatabase       *database,
                                        const char * const   *digits,
                                        guint                 limit,
                                        GError              **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RoundsPerson, rounds_person_clear)

G_END_DECLS
