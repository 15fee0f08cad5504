/* rounds-timeline.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "insight/rounds-timeline.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "insight/rounds-insight-private.h"
#include "insight/rounds-timeline-private.h"
#include "model/rounds-id.h"
#include "model/rounds-problem.h"
#include "model/rounds-registry.h"
#include "model/rounds-time.h"

/*
 * One statement: each source gives the newest items that come after the cursor, from an index on place and time, and the page is the
 * newest of those. No source is read further than a page needs, so a page costs the same at the start of a history and ten years down.
 *
 * Names are looked up for the page only, in whatever order that comes to: putting 50 items in order again is cheaper here than there.
 */

/* About as long as the statement gets. */
#define SQL_LENGTH 8192

/* What a page ends with: items are ordered by time, then type, then id. */
typedef struct
{
  gint64 at;
  char *type;
  char *id;
} Cursor;

static void
cursor_clear (Cursor *self)
{
  g_free (self->type);
  g_free (self->id);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Cursor, cursor_clear)

static gboolean
refuse_cursor (GError **error)
{
  GError *problem = rounds_problem_new (ROUNDS_PROBLEM_MALFORMED, "BAD_CURSOR",
                                        _("This page is not known: start again without “cursor”"));

  rounds_problem_add_field (&problem, "cursor", "BAD_CURSOR", "%s", problem->message);
  g_propagate_error (error, problem);
  return FALSE;
}

static gboolean
parse_cursor (const char  *text,
              Cursor      *cursor,
              GError     **error)
{
  g_auto(GStrv) parts = g_strsplit (text, "~", 4);

  if (g_strv_length (parts) != 3 || !g_ascii_string_to_signed (parts[0], 10, G_MININT64, G_MAXINT64, &cursor->at, NULL) ||
      !rounds_timeline_is_type (parts[1]) || !rounds_id_is_valid (parts[2]))
    return refuse_cursor (error);

  cursor->type = g_strdup (parts[1]);
  cursor->id = g_strdup (parts[2]);
  return TRUE;
}

static gboolean
is_of_group (const char *type,
             const char *group)
{
  gsize length = strlen (group);

  return strncmp (type, group, length) == 0 && (type[length] == '\0' || type[length] == '_');
}

static gboolean
is_wanted (const RoundsTimelineRequest *request,
           const char                  *type)
{
  if (request->types == NULL || request->types[0] == NULL)
    return TRUE;

  for (guint i = 0; request->types[i] != NULL; i++)
    if (is_of_group (type, request->types[i]))
      return TRUE;

  return FALSE;
}

/* What comes after the cursor: the type is the same for all items of a source, so it is compared here. */
static void
append_cursor (const RoundsTimelineSource *source,
               const Cursor               *cursor,
               GString                    *sql,
               GPtrArray                  *parameters)
{
  guint at = rounds_parameters_add_integer (parameters, cursor->at);
  int order = strcmp (source->type, cursor->type);

  if (order == 0)
    g_string_append_printf (sql, " AND %s <= $%u AND (%s < $%u OR t.id < $%u)", source->at, at, source->at, at,
                            rounds_parameters_add_text (parameters, cursor->id));
  else
    g_string_append_printf (sql, " AND %s %s $%u", source->at, order < 0 ? "<=" : "<", at);
}

static void
append_scope (const RoundsTimelineSource  *source,
              const RoundsTimelineRequest *request,
              GString                     *sql,
              GPtrArray                   *parameters)
{
  const char *kind = source->scope_kind != NULL ? source->scope_kind : source->kind;
  g_autoptr(RoundsFilter) filter = request->scope != NULL ? request->scope (rounds_registry_find (kind), request->scope_data) : NULL;

  rounds_insight_add_filter (sql, filter, source->scope_alias != NULL ? source->scope_alias : "t", parameters);
}

/* @condition: (nullable): with `%s` for the id; %NULL where the record is in @column */
static void
append_record (const char *column,
               const char *condition,
               const char *id,
               GString    *sql,
               GPtrArray  *parameters)
{
  g_autofree char *parameter = NULL;
  g_auto(GStrv) parts = NULL;

  if (id == NULL)
    return;

  parameter = g_strdup_printf ("$%u", rounds_parameters_add_text (parameters, id));
  if (condition == NULL)
    {
      g_string_append_printf (sql, " AND %s = %s", column, parameter);
      return;
    }
  parts = g_strsplit (condition, "%s", 2);
  g_string_append_printf (sql, " AND %s%s%s", parts[0], parameter, parts[1]);
}

static void
append_place (const RoundsTimelineSource  *source,
              const RoundsTimelineRequest *request,
              GString                     *sql,
              GPtrArray                   *parameters)
{
  append_record (source->institution, NULL, request->institution_id, sql, parameters);
  append_record (source->contact, source->of_contact, request->contact_id, sql, parameters);
  append_record (source->opportunity, source->of_deal, request->deal_id, sql, parameters);
}

/* A column, or a null of the same type: PostgreSQL wants to know in every branch of a union. */
static void
append_column (GString    *sql,
               const char *expression,
               const char *type,
               const char *name)
{
  if (expression != NULL)
    g_string_append_printf (sql, ", %s AS %s", expression, name);
  else
    g_string_append_printf (sql, ", CAST(NULL AS %s) AS %s", type, name);
}

static char *
write_columns (const RoundsTimelineSource *source)
{
  g_autoptr(GString) sql = g_string_new (NULL);

  g_string_append_printf (sql, "SELECT %u AS source, '%s' AS type, t.id AS id, %s AS at, %s AS institution_id",
                          (guint) (source - rounds_timeline_sources), source->type,
                          source->at, source->institution);
  append_column (sql, source->contact, "TEXT", "contact_id");
  append_column (sql, source->user, "TEXT", "user_id");
  append_column (sql, source->opportunity, "TEXT", "opportunity_id");
  append_column (sql, source->title, "TEXT", "title");
  append_column (sql, source->text, "TEXT", "text");
  append_column (sql, source->status, "TEXT", "status");
  append_column (sql, source->from_status, "TEXT", "from_status");
  append_column (sql, source->amount, "BIGINT", "amount");
  append_column (sql, source->currency, "TEXT", "currency");

  return g_string_free_and_steal (g_steal_pointer (&sql));
}

/* The same for every request: written once. */
static const char *
get_columns (guint index)
{
  static char **columns;
  static gsize ready;

  if (g_once_init_enter (&ready))
    {
      columns = g_new0 (char *, rounds_timeline_n_sources + 1);
      for (guint i = 0; i < rounds_timeline_n_sources; i++)
        columns[i] = write_columns (&rounds_timeline_sources[i]);
      g_once_init_leave (&ready, 1);
    }

  return columns[index];
}

static void
append_source (guint                        index,
               const RoundsTimelineRequest *request,
               const Cursor                *cursor,
               GString                     *sql,
               GPtrArray                   *parameters)
{
  const RoundsTimelineSource *source = &rounds_timeline_sources[index];

  g_string_append (sql, get_columns (index));
  g_string_append_printf (sql, " FROM %s WHERE t.deleted_at IS NULL", source->tables);
  if (source->condition != NULL)
    g_string_append_printf (sql, " AND %s", source->condition);

  append_place (source, request, sql, parameters);
  append_scope (source, request, sql, parameters);
  if (request->user_id != NULL)
    g_string_append_printf (sql, " AND %s = $%u", source->user, rounds_parameters_add_text (parameters, request->user_id));
  if (request->from > G_MININT64)
    g_string_append_printf (sql, " AND %s >= $%u", source->at, rounds_parameters_add_integer (parameters, request->from));
  if (request->before < G_MAXINT64)
    g_string_append_printf (sql, " AND %s < $%u", source->at, rounds_parameters_add_integer (parameters, request->before));
  if (cursor != NULL)
    append_cursor (source, cursor, sql, parameters);
}

/* No more of a source than a page has. */
static void
append_limited_source (guint                        index,
                       const RoundsTimelineRequest *request,
                       const Cursor                *cursor,
                       GString                     *sql,
                       GPtrArray                   *parameters)
{
  g_string_append (sql, "SELECT * FROM (");
  append_source (index, request, cursor, sql, parameters);
  g_string_append_printf (sql, " ORDER BY %s DESC, t.id DESC LIMIT $%u) AS s%u", rounds_timeline_sources[index].at,
                          rounds_parameters_add_integer (parameters, request->limit + 1), index);
}

static gboolean
append_sources (const RoundsTimelineRequest *request,
                const Cursor                *cursor,
                gboolean                     in_order,
                GString                     *sql,
                GPtrArray                   *parameters)
{
  gboolean any = FALSE;

  for (guint i = 0; i < rounds_timeline_n_sources; i++)
    {
      if (!is_wanted (request, rounds_timeline_sources[i].type))
        continue;
      if (any)
        g_string_append (sql, " UNION ALL ");
      (in_order ? append_source : append_limited_source) (i, request, cursor, sql, parameters);
      any = TRUE;
    }

  return any;
}

static char *
write_sql (const RoundsTimelineRequest *request,
           const Cursor                *cursor,
           gboolean                     in_order,
           GPtrArray                   *parameters)
{
  g_autoptr(GString) sql = g_string_sized_new (SQL_LENGTH);

  g_string_append (sql, "WITH page AS (");
  if (!append_sources (request, cursor, in_order, sql, parameters))
    return NULL;

  g_string_append_printf (sql,
                          " ORDER BY at DESC, type DESC, id DESC LIMIT $%u)"
                          " SELECT page.source, page.id, page.at, page.title, page.text, page.status, page.from_status, page.amount,"
                          " page.currency, page.user_id, u.first_name, u.last_name, page.contact_id, c.first_name, c.last_name,"
                          " page.institution_id, page.opportunity_id, o.name"
                          " FROM page LEFT JOIN users u ON u.id = page.user_id LEFT JOIN contacts c ON c.id = page.contact_id"
                          " LEFT JOIN opportunities o ON o.id = page.opportunity_id",
                          rounds_parameters_add_integer (parameters, request->limit + 1));

  return g_string_free_and_steal (g_steal_pointer (&sql));
}

static char *
dup_column (RoundsStatement *statement,
            guint            column)
{
  return g_strdup (rounds_statement_get_text (statement, column));
}

static char *
dup_name (RoundsStatement *statement,
          guint            first)
{
  const char *first_name = rounds_statement_get_text (statement, first);
  const char *last_name = rounds_statement_get_text (statement, first + 1);

  return last_name != NULL ? g_strconcat (first_name, " ", last_name, NULL) : NULL;
}

static RoundsTimelineItem *
read_item (RoundsStatement *statement)
{
  const RoundsTimelineSource *source = &rounds_timeline_sources[rounds_statement_get_integer (statement, 0)];
  RoundsTimelineItem *item = g_new0 (RoundsTimelineItem, 1);

  item->type = source->type;
  item->kind = source->kind;
  item->record_id = dup_column (statement, 1);
  item->at = rounds_statement_get_integer (statement, 2);
  item->title = dup_column (statement, 3);
  item->text = dup_column (statement, 4);
  item->status = dup_column (statement, 5);
  item->from_status = dup_column (statement, 6);
  item->has_amount = !rounds_statement_is_null (statement, 7);
  item->amount = item->has_amount ? rounds_statement_get_integer (statement, 7) : 0;
  item->currency = dup_column (statement, 8);
  item->user_id = dup_column (statement, 9);
  item->user_name = dup_name (statement, 10);
  item->contact_id = dup_column (statement, 12);
  item->contact_name = dup_name (statement, 13);
  item->institution_id = dup_column (statement, 15);
  item->opportunity_id = dup_column (statement, 16);
  item->opportunity_name = dup_column (statement, 17);

  return item;
}

static int
compare_items (gconstpointer a,
               gconstpointer b)
{
  return rounds_timeline_item_compare (*(RoundsTimelineItem * const *) a, *(RoundsTimelineItem * const *) b);
}

/**
 * rounds_timeline_is_type:
 * @type: such as `call`, `quote_sent`, or `quote` for all that happens to quotes
 *
 * Returns: whether items can be of this type
 */
gboolean
rounds_timeline_is_type (const char *type)
{
  for (guint i = 0; i < rounds_timeline_n_sources; i++)
    if (is_of_group (rounds_timeline_sources[i].type, type))
      return TRUE;

  return FALSE;
}

/**
 * rounds_timeline_ask:
 * @error: %ROUNDS_PROBLEM_MALFORMED `BAD_CURSOR`, or what the database said
 *
 * Asks for a page of what happened, the newest first, meetings that are still to come included. One statement, whatever there is; where
 * an answer takes a wait, it comes along with what is asked next. It must be read, or freed, before the transaction ends.
 *
 * Returns: (transfer full): the page, of which nothing is there before rounds_timeline_read(); %NULL with @error set
 */
RoundsTimeline *
rounds_timeline_ask (RoundsDatabase               *database,
                     const RoundsTimelineRequest  *request,
                     GError                      **error)
{
  g_autoptr(RoundsTimeline) self = g_new0 (RoundsTimeline, 1);
  g_autoptr(GPtrArray) parameters = rounds_parameters_new ();
  g_autofree char *sql = NULL;
  g_auto(Cursor) cursor = { 0, NULL, NULL };

  g_return_val_if_fail (request->limit > 0, NULL);

  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) rounds_timeline_item_free);
  self->limit = request->limit;
  if (request->cursor != NULL && !parse_cursor (request->cursor, &cursor, error))
    return NULL;

  sql = write_sql (request, request->cursor != NULL ? &cursor : NULL, rounds_database_reads_unions_in_order (database), parameters);
  if (sql == NULL)
    return g_steal_pointer (&self);

  self->question = rounds_database_prepare (database, sql, error);
  if (self->question == NULL)
    return NULL;
  rounds_statement_bind_all (self->question, parameters);
  rounds_statement_ask (self->question);

  return g_steal_pointer (&self);
}

/**
 * rounds_timeline_read:
 * @self: what rounds_timeline_ask() gave
 *
 * Waits for the answer.
 *
 * Returns: whether the page is there
 */
gboolean
rounds_timeline_read (RoundsTimeline  *self,
                      GError         **error)
{
  g_autoptr(RoundsStatement) question = g_steal_pointer (&self->question);
  gboolean row = question != NULL;

  while (row)
    {
      if (!rounds_statement_step (question, &row, error))
        return FALSE;
      if (row)
        g_ptr_array_add (self->items, read_item (question));
    }

  g_ptr_array_sort (self->items, compare_items);
  if (self->items->len > self->limit)
    {
      self->next = rounds_timeline_item_dup_cursor (g_ptr_array_index (self->items, self->limit - 1));
      g_ptr_array_set_size (self->items, (int) self->limit);
    }

  return TRUE;
}

/**
 * rounds_timeline_compute:
 *
 * As rounds_timeline_ask() and rounds_timeline_read() in one.
 *
 * Returns: (transfer full): the page; %NULL with @error set
 */
RoundsTimeline *
rounds_timeline_compute (RoundsDatabase               *database,
                         const RoundsTimelineRequest  *request,
                         GError                      **error)
{
  g_autoptr(RoundsTimeline) self = rounds_timeline_ask (database, request, error);

  return self != NULL && rounds_timeline_read (self, error) ? g_steal_pointer (&self) : NULL;
}

/* A person or a record by its id and name, or null. */
static void
write_named (RoundsJsonWriter *writer,
             const char       *key,
             const char       *id,
             const char       *name)
{
  rounds_json_writer_key (writer, key);
  if (id == NULL)
    {
      rounds_json_writer_null (writer);
      return;
    }

  rounds_json_writer_begin_object (writer);
  rounds_insight_write_text (writer, "id", id);
  rounds_insight_write_text (writer, "name", name);
  rounds_json_writer_end_object (writer);
}

static void
write_item (RoundsTimelineItem *item,
            RoundsJsonWriter   *writer)
{
  g_autofree char *id = g_strconcat (item->type, ":", item->record_id, NULL);
  g_autofree char *date = rounds_instant_to_text (item->at);
  gboolean is_stage = g_str_equal (item->type, "stage_change");

  rounds_json_writer_begin_object (writer);
  rounds_insight_write_text (writer, "id", id);
  rounds_insight_write_text (writer, "type", item->type);
  rounds_insight_write_text (writer, "date", date);
  rounds_insight_write_text (writer, "title", item->title);
  rounds_insight_write_text (writer, "description", item->text);
  rounds_insight_write_text (writer, "status", item->status);
  if (is_stage)
    rounds_insight_write_text (writer, "fromStatus", item->from_status);
  if (item->has_amount)
    {
      rounds_insight_write_money (writer, "amount", item->amount);
      rounds_insight_write_text (writer, "currency", item->currency);
    }
  write_named (writer, "actor", item->user_id, item->user_name);
  write_named (writer, "contact", item->contact_id, item->contact_name);
  write_named (writer, "opportunity", item->opportunity_id, item->opportunity_name);
  rounds_json_writer_key (writer, "related");
  rounds_json_writer_begin_object (writer);
  rounds_insight_write_text (writer, "type", item->kind);
  rounds_insight_write_text (writer, "id", rounds_timeline_item_get_related_id (item));
  rounds_json_writer_end_object (writer);
  rounds_json_writer_end_object (writer);
}

/**
 * rounds_timeline_write:
 *
 * Writes `{items:[{id,type,date,title,description,status,actor,contact,opportunity,related}],next}`.
 */
void
rounds_timeline_write (RoundsTimeline   *self,
                       RoundsJsonWriter *writer)
{
  rounds_json_writer_begin_object (writer);
  rounds_json_writer_key (writer, "items");
  rounds_json_writer_begin_array (writer);
  for (guint i = 0; i < self->items->len; i++)
    write_item (g_ptr_array_index (self->items, i), writer);
  rounds_json_writer_end_array (writer);
  rounds_insight_write_text (writer, "next", self->next);
  rounds_json_writer_end_object (writer);
}

void
rounds_timeline_free (RoundsTimeline *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->question, rounds_statement_release);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_free (self->next);
  g_free (self);
}
