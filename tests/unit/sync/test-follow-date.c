/* test-follow-date.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>

#include "model/rounds-registry.h"
#include "model/rounds-time.h"
#include "store/rounds-repository.h"
#include "sync/rounds-cache.h"
#include "sync/rounds-pull.h"

/* What the date says is so in the cache too, with no server to say it. */

#define INSTITUTION "0190a000-0000-7000-8000-00000000000a"
#define QUOTE "0190a000-0000-7000-8000-00000000000b"
#define OTHER_QUOTE "0190a000-0000-7000-8000-00000000000c"
#define SETTING "0190a000-0000-7000-8000-00000000000e"
#define INVOICE "0190a000-0000-7000-8000-00000000000d"

typedef struct
{
  char *folder;
  RoundsStore *store;
  RoundsActor *actor;
  GTimeZone *zone;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autofree char *notice = NULL;
  GError *error = NULL;

  self->folder = g_dir_make_tmp ("rounds-follow-date-XXXXXX", NULL);
  self->actor = rounds_actor_new ("0190a000-0000-7000-8000-000000000001", NULL, "super_admin");
  self->zone = g_time_zone_new_utc ();
  self->store = rounds_cache_open (self->folder, &notice, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  static const char * const names[] = { "cache.db", "cache.db-wal", "cache.db-shm" };

  rounds_store_close (self->store);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (self->store);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (self->folder, names[i], NULL);
      g_unlink (path);
    }
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_free (self->folder);
  rounds_actor_free (self->actor);
  g_time_zone_unref (self->zone);
}

static RoundsEntity *
make (const char *kind,
      const char *id,
      gint64      revision)
{
  RoundsEntity *entity = rounds_entity_new (rounds_registry_find (kind));

  rounds_entity_set_text (entity, "id", id);
  rounds_entity_set_integer (entity, "revision", revision);
  rounds_entity_set_integer (entity, "created-at", 1000);
  rounds_entity_set_integer (entity, "updated-at", 1000);
  if (g_str_equal (kind, "institution"))
    {
      rounds_entity_set_text (entity, "name", "Nantes");
      return entity;
    }

  rounds_entity_set_text (entity, "institution-id", INSTITUTION);
  rounds_entity_set_text (entity, "title", "Lit");
  rounds_entity_set_text (entity, "status", "sent");
  return entity;
}

static RoundsEntity *
make_quote (const char *id,
            const char *valid_until,
            gint64      revision)
{
  RoundsEntity *quote = make ("quote", id, revision);

  rounds_entity_set_text (quote, "quote-number", id);
  rounds_entity_set_text (quote, "valid-until", valid_until);
  return quote;
}

static RoundsEntity *
make_invoice (const char *due_date,
              gint64      revision)
{
  RoundsEntity *invoice = make ("invoice", INVOICE, revision);

  rounds_entity_set_text (invoice, "invoice-number", "F1");
  rounds_entity_set_text (invoice, "issue-date", "2020-01-01");
  rounds_entity_set_text (invoice, "due-date", due_date);
  rounds_entity_set_integer (invoice, "total", 100);
  rounds_entity_set_integer (invoice, "remaining-amount", 100);
  return invoice;
}

/* Takes @entities, which end with NULL. */
static void
pull (Fixture      *self,
      gint64        since,
      gboolean      more,
      RoundsEntity *first,
      ...)
{
  RoundsSyncChanges *page = rounds_sync_changes_new ();
  g_autoptr(RoundsPull) data = NULL;
  GError *error = NULL;
  va_list entities;

  va_start (entities, first);
  for (RoundsEntity *entity = first; entity != NULL; entity = va_arg (entities, RoundsEntity *))
    {
      page->next = rounds_entity_get_revision (entity);
      g_ptr_array_add (page->records, entity);
    }
  va_end (entities);
  page->more = more;
  page->head = page->next + (more ? 1 : 0);
  data = rounds_pull_new (page, since, NULL, self->actor, self->zone);
  rounds_store_write (self->store, rounds_pull_run, data, &error);
  g_assert_no_error (error);
}

typedef struct
{
  const char *kind;
  const char *id;
} Wanted;

static gpointer
get_status (RoundsDatabase  *database,
            RoundsChanges   *changes,
            gpointer         user_data,
            GCancellable    *cancellable,
            GError         **error)
{
  const Wanted *wanted = user_data;
  g_autoptr(RoundsEntity) entity = rounds_repository_get (database, rounds_registry_find (wanted->kind), wanted->id, error);

  return entity != NULL ? g_strdup (rounds_entity_get_text (entity, "status")) : NULL;
}

static void
assert_status (Fixture    *self,
               const char *kind,
               const char *id,
               const char *status)
{
  Wanted wanted = { kind, id };
  GError *error = NULL;
  g_autofree char *found = rounds_store_read (self->store, get_status, &wanted, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (found, ==, status);
}

/* As of a cache that was last used the day before. */
static gpointer
turn_back (RoundsDatabase  *database,
           RoundsChanges   *changes,
           gpointer         user_data,
           GCancellable    *cancellable,
           GError         **error)
{
  return rounds_database_execute (database, error, "UPDATE quotes SET valid_until = '2020-01-31' WHERE id = $1", "s", QUOTE)
           ? rounds_store_done () : NULL;
}

static void
follow (Fixture *self)
{
  GError *error = NULL;

  rounds_store_write (self->store, rounds_pull_follow_date, self->zone, &error);
  g_assert_no_error (error);
}

static void
test_day_begins (Fixture       *self,
                 gconstpointer  data)
{
  GError *error = NULL;

  pull (self, 0, FALSE, make ("institution", INSTITUTION, 1), make_quote (QUOTE, "2999-01-31", 2), make_quote (OTHER_QUOTE, "2999-01-31", 3),
        NULL);
  follow (self);
  assert_status (self, "quote", QUOTE, "sent");

  rounds_store_write (self->store, turn_back, NULL, &error);
  g_assert_no_error (error);
  follow (self);
  assert_status (self, "quote", QUOTE, "expired");
  assert_status (self, "quote", OTHER_QUOTE, "sent");
}

static RoundsEntity *
make_zone (const char *value,
           gint64      revision)
{
  RoundsEntity *setting = rounds_entity_new (rounds_registry_find ("setting"));

  rounds_entity_set_text (setting, "id", SETTING);
  rounds_entity_set_integer (setting, "revision", revision);
  rounds_entity_set_integer (setting, "created-at", 1000);
  rounds_entity_set_integer (setting, "updated-at", 1000);
  rounds_entity_set_text (setting, "key", "workspace.timeZone");
  rounds_entity_set_text (setting, "value", value);
  return setting;
}

/* The machine is in Samoa, the workspace on Kiritimati, where it is never the same day. */
static void
test_zone (Fixture       *self,
           gconstpointer  data)
{
  g_autofree char *today = NULL;

  g_time_zone_unref (self->zone);
  self->zone = g_time_zone_new_identifier ("Pacific/Pago_Pago");
  today = rounds_instant_to_date (g_get_real_time () + 60 * G_USEC_PER_SEC, self->zone);

  pull (self, 0, FALSE, make ("institution", INSTITUTION, 1), make_quote (QUOTE, today, 2), NULL);
  assert_status (self, "quote", QUOTE, "sent");
  pull (self, 2, FALSE, make_zone ("\"Pacific/Kiritimati\"", 3), NULL);
  assert_status (self, "quote", QUOTE, "expired");
}

/* The server has not noticed yet; then it says something else, and that counts. */
static void
test_pulled (Fixture       *self,
             gconstpointer  data)
{
  pull (self, 0, TRUE, make ("institution", INSTITUTION, 1), make_quote (QUOTE, "2020-01-31", 2), NULL);
  pull (self, 2, FALSE, make_invoice ("2020-01-31", 3), NULL);
  assert_status (self, "quote", QUOTE, "expired");
  assert_status (self, "invoice", INVOICE, "overdue");

  /* Other rows do not bring back what was. */
  pull (self, 3, FALSE, make_quote (OTHER_QUOTE, "2999-01-31", 4), NULL);
  assert_status (self, "quote", QUOTE, "expired");
  pull (self, 4, FALSE, make_quote (QUOTE, "2999-01-31", 5), make_invoice ("2999-01-31", 6), NULL);
  assert_status (self, "quote", QUOTE, "sent");
  assert_status (self, "invoice", INVOICE, "sent");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/sync/follow-date/day-begins", Fixture, NULL, set_up, test_day_begins, tear_down);
  g_test_add ("/sync/follow-date/zone", Fixture, NULL, set_up, test_zone, tear_down);
  g_test_add ("/sync/follow-date/pulled", Fixture, NULL, set_up, test_pulled, tear_down);

  return g_test_run ();
}
