/* rounds-collaboration.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "insight/rounds-collaboration.h"

#include "insight/rounds-insight-private.h"
#include "model/rounds-json.h"
#include "model/rounds-registry.h"
#include "store/rounds-query.h"
#include "store/rounds-repository.h"

/* Which records of a kind. */
typedef enum
{
  ALL,
  UPCOMING,  /* meetings that are to come and not cancelled */
  PENDING,   /* reminders that are not done */
  OPEN_TASK, /* neither done nor cancelled */
  OPEN_DEAL, /* neither won nor lost */
} Choice;

static const struct
{
  const char *name;
  const char *kind;
  Choice choice;
} counts[] = {
  { "totalNotes", "note", ALL },
  { "totalMeetings", "meeting", ALL },
  { "totalCalls", "call", ALL },
  { "totalReminders", "reminder", ALL },
  { "totalTasks", "task", ALL },
  { "totalEmails", "email-message", ALL },
  { "totalDocuments", "attachment", ALL },
  { "totalQuotes", "quote", ALL },
  { "totalInvoices", "invoice", ALL },
  { "totalOpportunities", "opportunity", ALL },
  { "upcomingMeetings", "meeting", UPCOMING },
  { "pendingReminders", "reminder", PENDING },
  { "openTasks", "task", OPEN_TASK },
  { "openOpportunities", "opportunity", OPEN_DEAL },
};

static const struct
{
  const char *name;
  const char *kind;
  Choice choice;
  const char *sort;
  gboolean is_descending;
  guint limit;
} lists[] = {
  { "recentNotes", "note", ALL, "created-at", TRUE, 5 },
  { "upcomingMeetings", "meeting", UPCOMING, "start-date", FALSE, 5 },
  { "recentCalls", "call", ALL, "call-date", TRUE, 5 },
  { "pendingReminders", "reminder", PENDING, "reminder-date", FALSE, 5 },
  { "openTasks", "task", OPEN_TASK, "due-date", FALSE, 10 },
  { "recentQuotes", "quote", ALL, "created-at", TRUE, 5 },
  { "recentInvoices", "invoice", ALL, "created-at", TRUE, 5 },
  { "openOpportunities", "opportunity", OPEN_DEAL, "expected-close-date", FALSE, 5 },
};

typedef struct
{
  RoundsDatabase *database;
  const char *institution_id;
  gint64 now;
  RoundsFilter *(*scope) (const RoundsEntityInfo *info, gpointer user_data);
  gpointer scope_data;
} Asked;

static RoundsFilter *
is_not_in (const RoundsEntityInfo *info,
           const char             *name,
           const char * const     *values)
{
  g_autoptr(RoundsFilter) in = rounds_filter_new_in (rounds_entity_info_find (info, name), values);

  return rounds_filter_new_not (in);
}

static RoundsFilter *
create_choice (const RoundsEntityInfo *info,
               Choice                  choice,
               gint64                  now)
{
  g_autoptr(RoundsFilter) first = NULL;
  g_autoptr(RoundsFilter) second = NULL;

  switch (choice)
    {
    case UPCOMING:
      first = rounds_filter_new_integer (rounds_entity_info_find (info, "start-date"), ROUNDS_FILTER_GREATER_OR_EQUAL, now);
      second = is_not_in (info, "status", (const char *[]) { "cancelled", NULL });
      return rounds_filter_new_and (first, second);
    case PENDING:
      return rounds_filter_new_integer (rounds_entity_info_find (info, "is-completed"), ROUNDS_FILTER_EQUAL, 0);
    case OPEN_TASK:
      return is_not_in (info, "status", (const char *[]) { "completed", "cancelled", NULL });
    case OPEN_DEAL:
      return is_not_in (info, "stage", (const char *[]) { "closed_won", "closed_lost", NULL });
    case ALL:
    default:
      return rounds_filter_new_all ();
    }
}

static RoundsQuery *
create_query (const Asked *asked,
              const char  *kind,
              Choice       choice)
{
  const RoundsEntityInfo *info = rounds_registry_find (kind);
  RoundsQuery *query = rounds_query_new (info);
  g_autoptr(GPtrArray) conditions = g_ptr_array_new_with_free_func ((GDestroyNotify) rounds_filter_unref);
  g_autoptr(RoundsFilter) filter = NULL;

  g_ptr_array_add (conditions, rounds_filter_new_text (rounds_entity_info_find (info, "institution-id"), ROUNDS_FILTER_EQUAL,
                                                       asked->institution_id));
  g_ptr_array_add (conditions, create_choice (info, choice, asked->now));
  if (asked->scope != NULL)
    g_ptr_array_add (conditions, asked->scope (info, asked->scope_data));

  filter = rounds_filter_new_group (ROUNDS_FILTER_AND, conditions);
  rounds_query_set_filter (query, filter);
  return query;
}

static RoundsQuery *
create_list_query (const Asked *asked,
                   guint        list)
{
  RoundsQuery *query = create_query (asked, lists[list].kind, lists[list].choice);

  rounds_query_add_sort (query, rounds_entity_info_find (rounds_registry_find (lists[list].kind), lists[list].sort),
                         lists[list].is_descending);
  return query;
}

/* All counts in one statement. */
static gboolean
read_counts (RoundsCollaboration  *self,
             const Asked          *asked,
             GError              **error)
{
  g_autoptr(GString) sql = g_string_new ("SELECT ");
  g_autoptr(GPtrArray) parameters = rounds_parameters_new ();
  g_autoptr(RoundsStatement) statement = NULL;
  gboolean row;

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      g_autoptr(RoundsQuery) query = create_query (asked, counts[i].kind, counts[i].choice);
      g_autofree char *part = rounds_query_to_sql (query, asked->database, ROUNDS_QUERY_COUNT, parameters);

      g_string_append_printf (sql, "%s(%s)", i > 0 ? ", " : "", part);
    }

  statement = rounds_database_prepare (asked->database, sql->str, error);
  if (statement == NULL)
    return FALSE;
  rounds_statement_bind_all (statement, parameters);
  if (!rounds_statement_step (statement, &row, error))
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      gint64 count = rounds_statement_get_integer (statement, i);
      g_array_append_val (self->counts, count);
    }

  return TRUE;
}

static gboolean
read_lists (RoundsCollaboration  *self,
            const Asked          *asked,
            GError              **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autoptr(RoundsQuery) query = create_list_query (asked, i);
      GPtrArray *records;

      rounds_query_set_range (query, 0, lists[i].limit);
      records = rounds_repository_list (asked->database, query, error);
      if (records == NULL)
        return FALSE;
      g_ptr_array_add (self->lists, records);
    }

  return TRUE;
}

/**
 * rounds_collaboration_get_counts:
 *
 * Returns: (transfer none) (array zero-terminated=1): the names of the counts
 */
const char * const *
rounds_collaboration_get_counts (void)
{
  static const char *names[G_N_ELEMENTS (counts) + 1];
  static gsize ready;

  if (g_once_init_enter (&ready))
    {
      for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
        names[i] = counts[i].name;
      g_once_init_leave (&ready, 1);
    }

  return names;
}

/**
 * rounds_collaboration_get_lists:
 *
 * Returns: (transfer none) (array zero-terminated=1): the names of the lists
 */
const char * const *
rounds_collaboration_get_lists (void)
{
  static const char *names[G_N_ELEMENTS (lists) + 1];
  static gsize ready;

  if (g_once_init_enter (&ready))
    {
      for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
        names[i] = lists[i].name;
      g_once_init_leave (&ready, 1);
    }

  return names;
}

/**
 * rounds_collaboration_get_kinds:
 *
 * Returns: (transfer none) (array zero-terminated=1): the kinds of record that a summary is made of
 */
const char * const *
rounds_collaboration_get_kinds (void)
{
  static GPtrArray *kinds;
  static gsize ready;

  if (g_once_init_enter (&ready))
    {
      kinds = g_ptr_array_new ();
      for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
        if (!g_ptr_array_find_with_equal_func (kinds, counts[i].kind, g_str_equal, NULL))
          g_ptr_array_add (kinds, (gpointer) counts[i].kind);
      g_ptr_array_add (kinds, NULL);
      g_once_init_leave (&ready, 1);
    }

  return (const char * const *) kinds->pdata;
}

/**
 * rounds_collaboration_create_query:
 * @institution_id: of which institution
 * @name: one of rounds_collaboration_get_lists()
 * @now: instant
 *
 * Returns: (transfer full): what finds all the records of that list, in its order
 */
RoundsQuery *
rounds_collaboration_create_query (const char *institution_id,
                                   const char *name,
                                   gint64      now)
{
  const Asked asked = { .institution_id = institution_id, .now = now };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    if (g_str_equal (lists[i].name, name))
      return create_list_query (&asked, i);

  g_return_val_if_reached (NULL);
}

/**
 * rounds_collaboration_compute:
 * @institution_id: of which institution
 * @now: instant
 * @scope: (nullable): gives the condition on what the asker may see of a kind (transfer full); %NULL for everything
 * @error: what the database said
 *
 * One statement for the counts and one for each list, whatever there is.
 *
 * Returns: (transfer full): the summary; %NULL with @error set
 */
RoundsCollaboration *
rounds_collaboration_compute (RoundsDatabase  *database,
                              const char      *institution_id,
                              gint64           now,
                              RoundsFilter    *(*scope) (const RoundsEntityInfo *info, gpointer user_data),
                              gpointer         scope_data,
                              GError         **error)
{
  g_autoptr(RoundsCollaboration) self = g_new0 (RoundsCollaboration, 1);
  const Asked asked = { database, institution_id, now, scope, scope_data };

  self->counts = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->lists = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  if (!read_counts (self, &asked, error) || !read_lists (self, &asked, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * rounds_collaboration_get_count:
 * @name: one of rounds_collaboration_get_counts()
 */
gint64
rounds_collaboration_get_count (RoundsCollaboration *self,
                                const char          *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    if (g_str_equal (counts[i].name, name))
      return g_array_index (self->counts, gint64, i);

  g_return_val_if_reached (0);
}

/**
 * rounds_collaboration_get_list:
 * @name: one of rounds_collaboration_get_lists()
 *
 * Returns: (transfer none) (element-type RoundsEntity): the records
 */
GPtrArray *
rounds_collaboration_get_list (RoundsCollaboration *self,
                               const char          *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    if (g_str_equal (lists[i].name, name))
      return g_ptr_array_index (self->lists, i);

  g_return_val_if_reached (NULL);
}

/**
 * rounds_collaboration_write:
 *
 * Writes `{stats:{totalNotes,...},recentNotes:[...],...}`, as the audit has it.
 */
void
rounds_collaboration_write (RoundsCollaboration *self,
                            RoundsJsonWriter    *writer)
{
  rounds_json_writer_begin_object (writer);
  rounds_json_writer_key (writer, "stats");
  rounds_json_writer_begin_object (writer);
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    rounds_insight_write_count (writer, counts[i].name, g_array_index (self->counts, gint64, i));
  rounds_json_writer_end_object (writer);

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      GPtrArray *records = g_ptr_array_index (self->lists, i);

      rounds_json_writer_key (writer, lists[i].name);
      rounds_json_writer_begin_array (writer);
      for (guint j = 0; j < records->len; j++)
        rounds_json_write_entity (writer, g_ptr_array_index (records, j));
      rounds_json_writer_end_array (writer);
    }
  rounds_json_writer_end_object (writer);
}

void
rounds_collaboration_free (RoundsCollaboration *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->counts, g_array_unref);
  g_clear_pointer (&self->lists, g_ptr_array_unref);
  g_free (self);
}
