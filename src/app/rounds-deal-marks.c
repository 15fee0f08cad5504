/* rounds-deal-marks.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/rounds-deal-marks.h"

#include <glib/gi18n-lib.h>

#include "app/rounds-looks.h"
#include "insight/rounds-deal-attention.h"
#include "model/rounds-opportunity.h"
#include "model/rounds-registry.h"

/* Days begin, and deals begin to rot, while nothing changes: all that are in use are read again, in seconds. */
#define REFRESH_TIME 300

struct _RoundsDealMark
{
  GObject parent_instance;

  RoundsDealMarks *marks; /* owned: the table forgets a mark when it is finalized */
  char *id;
  gboolean known; /* whether the deal is open and has been looked at */
  RoundsPlanned planned;
  char *planned_kind;
  gint64 rots_since;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RoundsDealMark, rounds_deal_mark, G_TYPE_OBJECT)

struct _RoundsDealMarks
{
  GObject parent_instance;

  RoundsStore *store; /* borrowed: the store owns this */
  GHashTable *by_id;  /* id -> RoundsDealMark, borrowed */
  GHashTable *wanted; /* ids */
  guint idle_id;
  guint refresh_id;
};

G_DEFINE_FINAL_TYPE (RoundsDealMarks, rounds_deal_marks, G_TYPE_OBJECT)

/* A question on its way. */
typedef struct
{
  RoundsDealMarks *marks; /* owned */
  GStrv ids;              /* owned */
} Asking;

static void
asking_free (Asking *asking)
{
  g_object_unref (asking->marks);
  g_strfreev (asking->ids);
  g_free (asking);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asking, asking_free)

/* What a mark depends on. */
static const char * const kinds[] = {
  "opportunity", "task", "reminder", "meeting", "call", "note", "email-message", "pipeline",
};

static void
rounds_deal_mark_finalize (GObject *object)
{
  RoundsDealMark *self = ROUNDS_DEAL_MARK (object);

  if (self->marks != NULL)
    g_hash_table_remove (self->marks->by_id, self->id);
  g_clear_object (&self->marks);
  g_free (self->id);
  g_free (self->planned_kind);

  G_OBJECT_CLASS (rounds_deal_mark_parent_class)->finalize (object);
}

static void
rounds_deal_mark_class_init (RoundsDealMarkClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rounds_deal_mark_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rounds_deal_mark_init (RoundsDealMark *self)
{
}

/* @attention: %NULL of a deal that is closed, or gone. */
static void
set_mark (RoundsDealMark            *self,
          const RoundsDealAttention *attention)
{
  const gboolean known = attention != NULL;
  const RoundsPlanned planned = known ? attention->planned : ROUNDS_PLANNED_NONE;
  const gint64 rots_since = known ? attention->rots_since : 0;
  gboolean changed = self->known != known || self->planned != planned || self->rots_since != rots_since;

  self->known = known;
  self->planned = planned;
  self->rots_since = rots_since;
  changed |= g_set_str (&self->planned_kind, known ? attention->planned_kind : NULL);
  if (changed)
    g_signal_emit (self, signals[CHANGED], 0);
}

static gpointer
read_marks (RoundsDatabase  *database,
            RoundsChanges   *changes,
            gpointer         user_data,
            GCancellable    *cancellable,
            GError         **error)
{
  const RoundsField *id = rounds_entity_info_find (rounds_registry_get (ROUNDS_TYPE_OPPORTUNITY), "id");
  g_autoptr(RoundsFilter) filter = rounds_filter_new_in (id, user_data);
  g_autoptr(GTimeZone) zone = g_time_zone_new_local ();

  return rounds_deal_attention_compute (database, NULL, filter, g_get_real_time (), zone, error);
}

static void
on_marks_read (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(Asking) asking = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) deals = rounds_store_finish (ROUNDS_STORE (source), result, &error);
  g_autoptr(GHashTable) found = NULL;

  if (deals == NULL)
    {
      g_debug ("What deals need could not be read: %s", error->message);
      return;
    }

  found = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < deals->len; i++)
    g_hash_table_insert (found, ((RoundsDealAttention *) g_ptr_array_index (deals, i))->id, g_ptr_array_index (deals, i));
  for (guint i = 0; asking->ids[i] != NULL; i++)
    {
      RoundsDealMark *known = g_hash_table_lookup (asking->marks->by_id, asking->ids[i]);
      g_autoptr(RoundsDealMark) mark = known != NULL ? g_object_ref (known) : NULL;

      if (mark != NULL)
        set_mark (mark, g_hash_table_lookup (found, asking->ids[i]));
    }
}

static gboolean
on_idle (gpointer user_data)
{
  RoundsDealMarks *self = user_data;
  Asking *asking = g_new0 (Asking, 1);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  GHashTableIter iter;
  gpointer id;

  self->idle_id = 0;

  g_hash_table_iter_init (&iter, self->wanted);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_strv_builder_add (builder, id);
  g_hash_table_remove_all (self->wanted);

  asking->marks = g_object_ref (self);
  asking->ids = g_strv_builder_end (builder);
  rounds_store_read_async (self->store, read_marks, g_strdupv (asking->ids), (GDestroyNotify) g_strfreev,
                           (GDestroyNotify) g_ptr_array_unref, NULL, on_marks_read, asking);

  return G_SOURCE_REMOVE;
}

static void
want (RoundsDealMarks *self,
      const char      *id)
{
  g_hash_table_add (self->wanted, g_strdup (id));
  if (self->idle_id == 0)
    self->idle_id = g_idle_add_full (G_PRIORITY_DEFAULT, on_idle, self, NULL);
}

static void
want_all (RoundsDealMarks *self)
{
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, self->by_id);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    want (self, id);
}

static gboolean
on_refresh (gpointer user_data)
{
  want_all (user_data);
  return G_SOURCE_CONTINUE;
}

/* What is planned does not say whose it was before it was changed: all that are in use are read, which are as many as cards are seen. */
static void
on_store_changed (RoundsDealMarks *self,
                  RoundsChanges   *changes,
                  RoundsStore     *store)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      GHashTable *ids = rounds_changes_get_ids (changes, rounds_registry_find (kinds[i]));

      if (ids != NULL && g_hash_table_size (ids) > 0)
        {
          want_all (self);
          return;
        }
    }
}

static void
rounds_deal_marks_finalize (GObject *object)
{
  RoundsDealMarks *self = ROUNDS_DEAL_MARKS (object);

  g_clear_handle_id (&self->idle_id, g_source_remove);
  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_clear_pointer (&self->by_id, g_hash_table_unref);
  g_clear_pointer (&self->wanted, g_hash_table_unref);

  G_OBJECT_CLASS (rounds_deal_marks_parent_class)->finalize (object);
}

static void
rounds_deal_marks_class_init (RoundsDealMarksClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rounds_deal_marks_finalize;
}

static void
rounds_deal_marks_init (RoundsDealMarks *self)
{
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->wanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * rounds_deal_marks_get:
 *
 * Returns: (transfer none): the marks of the deals of @store; there is one for each store
 */
RoundsDealMarks *
rounds_deal_marks_get (RoundsStore *store)
{
  RoundsDealMarks *self = g_object_get_data (G_OBJECT (store), "rounds-deal-marks");

  if (self == NULL)
    {
      self = g_object_new (ROUNDS_TYPE_DEAL_MARKS, NULL);
      self->store = store;
      self->refresh_id = g_timeout_add_seconds (REFRESH_TIME, on_refresh, self);
      g_signal_connect_object (store, "changed", G_CALLBACK (on_store_changed), self, G_CONNECT_SWAPPED);
      g_object_set_data_full (G_OBJECT (store), "rounds-deal-marks", self, g_object_unref);
    }

  return self;
}

/**
 * rounds_deal_marks_lookup:
 * @id: a deal's id
 *
 * Returns: (transfer full): its mark, which may still have to come
 */
RoundsDealMark *
rounds_deal_marks_lookup (RoundsDealMarks *self,
                          const char      *id)
{
  RoundsDealMark *mark;

  g_return_val_if_fail (ROUNDS_IS_DEAL_MARKS (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  mark = g_hash_table_lookup (self->by_id, id);
  if (mark != NULL)
    return g_object_ref (mark);

  mark = g_object_new (ROUNDS_TYPE_DEAL_MARK, NULL);
  mark->marks = g_object_ref (self);
  mark->id = g_strdup (id);
  g_hash_table_insert (self->by_id, mark->id, mark);
  want (self, id);

  return mark;
}

/**
 * rounds_deal_mark_is_known:
 *
 * Returns: whether the deal is open and what it needs is known
 */
gboolean
rounds_deal_mark_is_known (RoundsDealMark *self)
{
  g_return_val_if_fail (ROUNDS_IS_DEAL_MARK (self), FALSE);

  return self->known;
}

RoundsPlanned
rounds_deal_mark_get_planned (RoundsDealMark *self)
{
  g_return_val_if_fail (ROUNDS_IS_DEAL_MARK (self), ROUNDS_PLANNED_NONE);

  return self->planned;
}

/**
 * rounds_deal_mark_get_icon:
 *
 * Returns: (transfer none) (nullable): the symbolic icon of what comes next; %NULL when nothing is planned
 */
const char *
rounds_deal_mark_get_icon (RoundsDealMark *self)
{
  g_return_val_if_fail (ROUNDS_IS_DEAL_MARK (self), NULL);

  return self->planned_kind != NULL ? rounds_looks_kind_icon (self->planned_kind) : NULL;
}

/**
 * rounds_deal_mark_dup_planned:
 *
 * Returns: (transfer full) (nullable): what comes next and how it stands, in words; %NULL when it is not known
 */
char *
rounds_deal_mark_dup_planned (RoundsDealMark *self)
{
  const char *kind;

  g_return_val_if_fail (ROUNDS_IS_DEAL_MARK (self), NULL);

  if (!self->known)
    return NULL;
  if (self->planned_kind == NULL)
    return g_strdup (_("Nothing planned"));

  kind = _(rounds_registry_find (self->planned_kind)->label);
  switch (self->planned)
    {
    case ROUNDS_PLANNED_OVERDUE:
      /* Translators: what comes next about a deal, such as "Task" */
      return g_strdup_printf (_("%s overdue"), kind);
    case ROUNDS_PLANNED_TODAY:
      /* Translators: what comes next about a deal, such as "Task" */
      return g_strdup_printf (_("%s today"), kind);
    case ROUNDS_PLANNED_LATER:
    case ROUNDS_PLANNED_NONE:
    default:
      /* Translators: what comes next about a deal, such as "Task" */
      return g_strdup_printf (_("%s planned"), kind);
    }
}

/**
 * rounds_deal_mark_dup_rotting:
 *
 * Returns: (transfer full) (nullable): since when nothing has happened that should have, in words; %NULL when that is not so
 */
char *
rounds_deal_mark_dup_rotting (RoundsDealMark *self)
{
  int days;

  g_return_val_if_fail (ROUNDS_IS_DEAL_MARK (self), NULL);

  if (self->rots_since == 0)
    return NULL;

  days = (g_get_real_time () - self->rots_since) / G_TIME_SPAN_DAY;
  if (days < 1)
    return g_strdup (_("Stale since today"));

  /* Translators: for how many days a deal has been left alone longer than its stage allows */
  return g_strdup_printf (ngettext ("Stale for %d day", "Stale for %d days", days), days);
}
