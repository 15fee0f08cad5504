/* rounds-record-sql.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-entity.h"
#include "store/rounds-database.h"

G_BEGIN_DECLS

/**
 * RoundsRecordSql:
 * @columns: `t.id, t.revision, ...`, of the table under the name `t`
 * @insert: with a parameter for each column, the sort key last
 * @upsert: the same, replacing a row that is there
 *
 * The statements that come from an entity's table, written once.
 */
typedef struct
{
  char *columns;
  char *insert;
  char *upsert;
} RoundsRecordSql;

const RoundsRecordSql *rounds_record_sql_get          (const RoundsEntityInfo *info);
gboolean               rounds_record_sql_has_sort_key (const RoundsEntityInfo *info);
gboolean               rounds_record_sql_is_searchable (const RoundsEntityInfo *info);
char                  *rounds_record_sql_write_key    (RoundsEntity           *entity);
char                  *rounds_record_sql_write_words  (RoundsDatabase         *database,
                                                       RoundsEntity           *entity);
RoundsEntity          *rounds_record_sql_read         (RoundsStatement        *statement,
                                                       const RoundsEntityInfo *info);
void                   rounds_set_already_exists      (const RoundsField      *field,
                                                       GError                **error);

G_END_DECLS
