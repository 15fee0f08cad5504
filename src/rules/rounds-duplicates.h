/* rounds-duplicates.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ROUNDS_DUPLICATE_SIMILARITY 0.8

typedef enum
{
  ROUNDS_DUPLICATE_POSSIBLE,
  ROUNDS_DUPLICATE_LIKELY,
  ROUNDS_DUPLICATE_CERTAIN,
} RoundsCertainty;

/**
 * RoundsInstitutionIdentity:
 *
 * What two records of one institution have in common. All but @name may be %NULL or empty.
 */
typedef struct
{
  const char *name;
  const char *finess;
  const char *siret;
  const char *zip_code;
  const char *city;
} RoundsInstitutionIdentity;

/**
 * RoundsContactIdentity:
 *
 * What two records of one person have in common. All may be %NULL or empty.
 */
typedef struct
{
  const char *institution_id;
  const char *first_name;
  const char *last_name;
  const char *email;
} RoundsContactIdentity;

/**
 * RoundsDuplicate:
 * @first: index of one record
 * @second: index of the other, greater
 * @reason: what makes them alike: `finess`, `siret`, `name`, `similarName`, `email`
 * @similarity: of the names, 0..1; 1 where these were not compared
 */
typedef struct
{
  guint first;
  guint second;
  RoundsCertainty certainty;
  const char *reason;
  double similarity;
} RoundsDuplicate;

char       *rounds_institution_normalize_name (const char                      *name);
GArray     *rounds_duplicates_institutions    (const RoundsInstitutionIdentity *records,
                                               guint                            n_records);
GArray     *rounds_duplicates_contacts        (const RoundsContactIdentity     *records,
                                               guint                            n_records);
const char *rounds_certainty_to_text          (RoundsCertainty                  certainty);

G_END_DECLS
