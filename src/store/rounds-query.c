/* rounds-query.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/rounds-query.h"

#include "model/rounds-registry.h"
#include "store/rounds-database-private.h"
#include "store/rounds-field-sql.h"
#include "store/rounds-filter-private.h"
#include "store/rounds-record-sql.h"

typedef struct
{
  const RoundsField *field;
  gboolean descending;
} Sort;

struct _RoundsQuery
{
  const RoundsEntityInfo *info;
  RoundsFilter *filter;
  char *search;
  GArray *sorts;
  gboolean include_deleted;
  RoundsMoment *moment; /* nullable: of derived fields */
  GPtrArray *derived;   /* fields that records come with, nullable */
  gint64 offset;
  gint64 limit; /* negative: no limit */
};

/**
 * rounds_query_new:
 * @info: the kind
 *
 * Returns: (transfer full): all records of the kind, by title
 */
RoundsQuery *
rounds_query_new (const RoundsEntityInfo *info)
{
  RoundsQuery *self = g_atomic_rc_box_new0 (RoundsQuery);

  self->info = info;
  self->sorts = g_array_new (FALSE, FALSE, sizeof (Sort));
  self->limit = -1;

  return self;
}

/**
 * rounds_query_copy:
 *
 * Returns: (transfer full): one that can be changed without changing this one
 */
RoundsQuery *
rounds_query_copy (RoundsQuery *self)
{
  RoundsQuery *copy = rounds_query_new (self->info);

  copy->filter = self->filter != NULL ? rounds_filter_ref (self->filter) : NULL;
  copy->search = g_strdup (self->search);
  g_array_append_vals (copy->sorts, self->sorts->data, self->sorts->len);
  copy->derived = self->derived != NULL ? g_ptr_array_copy (self->derived, NULL, NULL) : NULL;
  copy->moment = self->moment != NULL ? rounds_moment_ref (self->moment) : NULL;
  copy->include_deleted = self->include_deleted;
  copy->offset = self->offset;
  copy->limit = self->limit;

  return copy;
}

RoundsQuery *
rounds_query_ref (RoundsQuery *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
rounds_query_clear (gpointer data)
{
  RoundsQuery *self = data;

  g_clear_pointer (&self->filter, rounds_filter_unref);
  g_clear_pointer (&self->search, g_free);
  g_clear_pointer (&self->moment, rounds_moment_unref);
  g_clear_pointer (&self->derived, g_ptr_array_unref);
  g_clear_pointer (&self->sorts, g_array_unref);
}

void
rounds_query_unref (RoundsQuery *self)
{
  g_atomic_rc_box_release_full (self, rounds_query_clear);
}

const RoundsEntityInfo *
rounds_query_get_info (RoundsQuery *self)
{
  return self->info;
}

/**
 * rounds_query_set_filter:
 * @filter: (nullable) (transfer none): the condition; %NULL for none
 */
void
rounds_query_set_filter (RoundsQuery  *self,
                         RoundsFilter *filter)
{
  if (filter != NULL)
    rounds_filter_ref (filter);
  g_clear_pointer (&self->filter, rounds_filter_unref);
  self->filter = filter;
}

/**
 * rounds_query_get_filter:
 *
 * Returns: (nullable) (transfer none): the condition
 */
RoundsFilter *
rounds_query_get_filter (RoundsQuery *self)
{
  return self->filter;
}

/**
 * rounds_query_set_search:
 * @words: (nullable): what a person typed: each word must be the start of a word of the record; case and accents are set aside
 */
void
rounds_query_set_search (RoundsQuery *self,
                         const char  *words)
{
  g_set_str (&self->search, words);
}

/**
 * rounds_query_get_search:
 *
 * Returns: (nullable) (transfer none): the words
 */
const char *
rounds_query_get_search (RoundsQuery *self)
{
  return self->search;
}

/**
 * rounds_query_add_sort:
 * @field: a field of the kind, also a custom one, or a derived one after rounds_query_set_moment(); of a reference, the title of the record referred to counts
 *
 * Sorts by @field where the fields added before are equal. Records without a value come last, either way.
 */
void
rounds_query_add_sort (RoundsQuery       *self,
                       const RoundsField *field,
                       gboolean           descending)
{
  const Sort sort = { field, descending };

  g_return_if_fail (field != NULL && field->type != ROUNDS_FIELD_RECORDS);
  g_return_if_fail (self->moment != NULL || !(field->flags & ROUNDS_FIELD_DERIVED));

  g_array_append_val (self->sorts, sort);
}

/**
 * rounds_query_set_moment:
 * @moment: (nullable) (transfer none): when derived fields are asked
 */
void
rounds_query_set_moment (RoundsQuery  *self,
                         RoundsMoment *moment)
{
  if (moment != NULL)
    rounds_moment_ref (moment);
  g_clear_pointer (&self->moment, rounds_moment_unref);
  self->moment = moment;
}

/**
 * rounds_query_get_moment:
 *
 * Returns: (nullable) (transfer none): when derived fields are asked
 */
RoundsMoment *
rounds_query_get_moment (RoundsQuery *self)
{
  return self->moment;
}

/**
 * rounds_query_add_derived:
 * @field: a derived field of the kind, after rounds_query_set_moment()
 *
 * Has the rows of records end with a column of @field.
 */
void
rounds_query_add_derived (RoundsQuery       *self,
                          const RoundsField *field)
{
  g_return_if_fail (self->moment != NULL);

  if (self->derived == NULL)
    self->derived = g_ptr_array_new ();
  g_ptr_array_add (self->derived, (gpointer) field);
}

void
rounds_query_clear_sort (RoundsQuery *self)
{
  g_array_set_size (self->sorts, 0);
}

void
rounds_query_set_include_deleted (RoundsQuery *self,
                                  gboolean     include)
{
  self->include_deleted = include;
}

/**
 * rounds_query_set_range:
 * @offset: how many to pass over
 * @limit: how many at most; negative for all
 */
void
rounds_query_set_range (RoundsQuery *self,
                        gint64       offset,
                        gint64       limit)
{
  self->offset = MAX (offset, 0);
  self->limit = limit;
}

/*
 * The order that a person expects of a choice is the one it is listed in. What an administrator has written does not get into
 * the statement.
 */
static void
append_choice (GString           *sql,
               const RoundsField *field,
               const char        *expression,
               GPtrArray         *parameters)
{
  g_string_append_printf (sql, "CASE %s", expression);
  for (guint i = 0; field->choices[i].value != NULL; i++)
    if (field->flags & ROUNDS_FIELD_CUSTOM)
      g_string_append_printf (sql, " WHEN $%u THEN %u", rounds_parameters_add_text (parameters, field->choices[i].value), i);
    else
      g_string_append_printf (sql, " WHEN '%s' THEN %u", field->choices[i].value, i);
  g_string_append (sql, " END");
}

static void
append_sort (RoundsQuery *self,
             GString     *sql,
             const Sort  *sort,
             GPtrArray   *parameters)
{
  const RoundsField *field = sort->field;
  const RoundsEntityInfo *related = NULL;
  g_autofree char *expression = rounds_field_to_sql (field, self->moment, "t", parameters);
  gboolean nullable = TRUE;

  if (field->type == ROUNDS_FIELD_REFERENCE)
    related = rounds_registry_find (field->reference);

  if (g_str_equal (field->name, self->info->title_field) && rounds_record_sql_has_sort_key (self->info))
    {
      g_string_append (sql, "t.sort_key");
      nullable = FALSE;
    }
  else if (related != NULL && rounds_record_sql_has_sort_key (related))
    g_string_append_printf (sql, "(SELECT r.sort_key FROM %s r WHERE r.id = %s)", related->table, expression);
  else if (field->type == ROUNDS_FIELD_CHOICE && field->choices[0].value != NULL)
    append_choice (sql, field, expression, parameters);
  else if (rounds_field_is_folded (field))
    g_string_append_printf (sql, "rounds_fold (%s)", expression);
  else
    {
      g_string_append (sql, expression);
      nullable = !(field->flags & ROUNDS_FIELD_REQUIRED) || !rounds_field_has_column (field);
    }

  g_string_append_printf (sql, "%s%s, ", sort->descending ? " DESC" : "", nullable ? " NULLS LAST" : "");
}

static void
append_order (RoundsQuery *self,
              GString     *sql,
              GPtrArray   *parameters)
{
  gboolean descending = FALSE;

  g_string_append (sql, " ORDER BY ");

  if (self->sorts->len == 0)
    g_string_append (sql, rounds_record_sql_has_sort_key (self->info) ? "t.sort_key, " : "t.created_at NULLS LAST, ");
  else
    descending = g_array_index (self->sorts, Sort, 0).descending;

  for (guint i = 0; i < self->sorts->len; i++)
    append_sort (self, sql, &g_array_index (self->sorts, Sort, i), parameters);

  /* In the direction of the first, so that an index can be read backwards. */
  g_string_append (sql, descending ? "t.id DESC" : "t.id");
}

static void
append_conditions (RoundsQuery        *self,
                   RoundsDatabase     *database,
                   RoundsQueryColumns  columns,
                   GString            *sql,
                   GPtrArray          *parameters)
{
  const gboolean is_limited = columns != ROUNDS_QUERY_COUNT && self->limit >= 0;
  const char *and = " WHERE ";

  if (!self->include_deleted)
    {
      g_string_append_printf (sql, "%st.deleted_at IS NULL", and);
      and = " AND ";
    }

  if (self->filter != NULL)
    {
      g_string_append (sql, and);
      rounds_filter_to_sql (self->filter, "t", sql, parameters);
      and = " AND ";
    }

  if (self->search != NULL)
    {
      g_autofree char *condition = rounds_database_search_filter (database, self->info->table, "t", self->search, is_limited,
                                                                  parameters);

      if (condition != NULL)
        g_string_append_printf (sql, "%s%s", and, condition);
    }
}

static void
append_range (RoundsQuery *self,
              GString     *sql,
              GPtrArray   *parameters)
{
  if (self->limit >= 0)
    g_string_append_printf (sql, " LIMIT $%u", rounds_parameters_add_integer (parameters, self->limit));
  else if (self->offset > 0)
    g_string_append_printf (sql, " LIMIT $%u", rounds_parameters_add_integer (parameters, G_MAXINT64));
  if (self->offset > 0)
    g_string_append_printf (sql, " OFFSET $%u", rounds_parameters_add_integer (parameters, self->offset));
}

static void
append_columns (RoundsQuery        *self,
                RoundsQueryColumns  columns,
                GString            *sql,
                GPtrArray          *parameters)
{
  if (columns == ROUNDS_QUERY_IDS)
    g_string_append (sql, "t.id");
  else if (columns == ROUNDS_QUERY_RECORDS)
    g_string_append (sql, rounds_record_sql_get (self->info)->columns);
  else
    g_string_append (sql, "count(*)");

  for (guint i = 0; columns == ROUNDS_QUERY_RECORDS && self->derived != NULL && i < self->derived->len; i++)
    {
      g_autofree char *expression = rounds_field_to_sql (g_ptr_array_index (self->derived, i), self->moment, "t", parameters);

      g_string_append_printf (sql, ", %s", expression);
    }

  g_string_append_printf (sql, " FROM %s t", self->info->table);
}

/*
 * Whether many rows are passed over before those that are wanted. Then the ids of these are found first, which an index alone can
 * tell, and no other record is read.
 */
static gboolean
has_detour (RoundsQuery        *self,
            RoundsQueryColumns  columns)
{
  return columns == ROUNDS_QUERY_RECORDS && self->limit >= 0 && (self->offset > 0 || self->search != NULL);
}

/**
 * rounds_query_to_sql:
 * @database: the connection that will execute the statement, next
 * @columns: what the rows are: the id, the whole record, or how many there are
 * @parameters: (element-type RoundsValue): from rounds_parameters_new()
 *
 * Returns: (transfer full): the statement; its table is called `t`
 */
char *
rounds_query_to_sql (RoundsQuery        *self,
                     RoundsDatabase     *database,
                     RoundsQueryColumns  columns,
                     GPtrArray          *parameters)
{
  g_autoptr(GString) sql = g_string_new ("SELECT ");
  const gboolean has_inner = has_detour (self, columns);

  append_columns (self, columns, sql, parameters);
  if (has_inner)
    {
      g_string_append (sql, " WHERE t.id IN (SELECT ");
      append_columns (self, ROUNDS_QUERY_IDS, sql, parameters);
    }

  append_conditions (self, database, columns, sql, parameters);
  if (columns == ROUNDS_QUERY_COUNT)
    return g_strdup (sql->str);

  append_order (self, sql, parameters);
  append_range (self, sql, parameters);
  if (has_inner)
    {
      g_string_append_c (sql, ')');
      append_order (self, sql, parameters);
    }

  return g_strdup (sql->str);
}
