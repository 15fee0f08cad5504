/* rounds-duplicate-records.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-json-writer.h"
#include "rules/rounds-duplicates.h"
#include "store/rounds-database.h"
#include "store/rounds-filter.h"

G_BEGIN_DECLS

/**
 * RoundsDuplicateRecords:
 * @pairs: (element-type RoundsDuplicate): certain ones first; the indexes are of @records
 * @records: (element-type RoundsDuplicateRecord): what was compared
 * @texts: holds the texts of the records
 *
 * Records that may be of one institution, or of one person.
 */
typedef struct
{
  GArray *pairs;
  GArray *records;
  GStringChunk *texts;
} RoundsDuplicateRecords;

/**
 * RoundsDuplicateRecord:
 * @name: of a person the whole name
 * @detail: (nullable): the town, or the e-mail address
 * @institution_id: (nullable): of a contact
 */
typedef struct
{
  const char *id;
  const char *name;
  const char *detail;
  const char *institution_id;
} RoundsDuplicateRecord;

RoundsDuplicateRecords *rounds_duplicate_institutions_find (RoundsDatabase          *database,
                                                            RoundsFilter            *filter,
                                                            GError                 **error);
RoundsDuplicateRecords *rounds_duplicate_contacts_find     (RoundsDatabase          *database,
                                                            RoundsFilter            *filter,
                                                            GError                 **error);
void                    rounds_duplicate_records_write     (RoundsDuplicateRecords  *self,
                                                            guint                    offset,
                                                            guint                    limit,
                                                            RoundsJsonWriter        *writer);
void                    rounds_duplicate_records_free      (RoundsDuplicateRecords  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RoundsDuplicateRecords, rounds_duplicate_records_free)

G_END_DECLS
