/* bench-store.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* bench-store FILE [ROWS]: makes a cache of invented institutions (when FILE is not there) and says what the store takes for it. */

#include "config.h"

#include <sqlite3.h>
#include <string.h>

#include "model/rounds-id.h"
#include "model/rounds-institution.h"
#include "model/rounds-registry.h"
#include "store/rounds-migrations.h"
#include "store/rounds-repository.h"

#define RUNS 7

static const char * const kinds[] = {
  "Centre hospitalier universitaire", "Centre hospitalier", "CHU", "Clinique", "EHPAD résidence", "Hôpital privé", "Polyclinique",
  "Laboratoire", "Pharmacie", "Maison de santé", "Centre de soins", "Institut médico-éducatif", "CH",
};
static const char * const names[] = {
  "Saint-Joseph", "des Lilas", "du Parc", "Sainte-Anne", "La Roseraie", "Notre-Dame", "Jeanne-d'Arc", "Les Oliviers", "Bellevue",
};
static const char * const towns[] = {
  "Nantes", "Lyon", "Paris", "Angers", "Rennes", "Brest", "Lille", "Metz", "Nancy", "Dijon", "Tours", "Caen", "Rouen", "Nîmes",
};
static const char * const typed[] = {
  "c", "ch", "chu", "chu n", "chu na", "chu nantes", "s", "sa", "sai", "0", "02", "clinique saint j", "la ros", "zz", "hopi", "é",
};

#define PICK(random, list) (list)[g_rand_int_range ((random), 0, G_N_ELEMENTS (list))]

static void
report (const char *name,
        double      ours,
        double      theirs,
        gint64      rows)
{
  g_print ("{\"name\": \"%s\", \"ms\": %.2f, \"raw_ms\": %.2f, \"rows\": %" G_GINT64_FORMAT "}\n", name, ours, theirs, rows);
}

static double
since (gint64 start)
{
  return (g_get_monotonic_time () - start) / 1000.0;
}

static RoundsEntity *
invent (GRand *random,
        guint  number)
{
  RoundsEntity *entity = rounds_entity_new (rounds_registry_get (ROUNDS_TYPE_INSTITUTION));
  const gboolean is_town = g_rand_double (random) < 0.3;
  g_autofree char *village = g_strdup_printf ("%c%c%c%c%cville", g_rand_int_range (random, 'A', 'Z'),
                                              "aeiou"[g_rand_int_range (random, 0, 5)], g_rand_int_range (random, 'a', 'z'),
                                              "aeiou"[g_rand_int_range (random, 0, 5)], g_rand_int_range (random, 'a', 'z'));
  const char *town = is_town ? PICK (random, towns) : village;
  g_autofree char *name = g_strdup_printf ("%s %s de %s", PICK (random, kinds), PICK (random, names), town);
  g_autofree char *finess = g_strdup_printf ("%09u", number);
  g_autofree char *siret = g_strdup_printf ("%014u", (guint) g_rand_int (random));
  g_autofree char *phone = g_strdup_printf ("02 %02d %02d %02d %02d", g_rand_int_range (random, 0, 100), g_rand_int_range (random, 0, 100),
                                            g_rand_int_range (random, 0, 100), g_rand_int_range (random, 0, 100));
  g_autofree char *postcode = g_strdup_printf ("%05d", g_rand_int_range (random, 1000, 98000));

  rounds_entity_set_text (entity, "name", name);
  rounds_entity_set_text (entity, "finess", finess);
  rounds_entity_set_text (entity, "siret", siret);
  rounds_entity_set_text (entity, "main-phone", phone);
  rounds_entity_set_text (entity, "zip-code", postcode);
  rounds_entity_set_text (entity, "city", town);
  rounds_entity_set_text (entity, "street", "12 rue de la Paix");
  rounds_entity_set_text (entity, "category", "Centre Hospitalier (C.H.)");
  rounds_entity_set_integer (entity, "bed-capacity", g_rand_int_range (random, 0, 900));
  rounds_entity_set_integer (entity, "revision", number + 1);

  return entity;
}

static void
fill (RoundsDatabase *database,
      guint           rows)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (1);
  g_autoptr(GError) error = NULL;
  gint64 start = g_get_monotonic_time ();

  if (!rounds_database_begin (database, &error))
    g_error ("%s", error->message);
  for (guint i = 0; i < rows; i++)
    {
      g_autoptr(RoundsEntity) entity = invent (random, i);
      g_autofree char *id = rounds_id_new ();

      rounds_entity_set_text (entity, "id", id);
      if (!rounds_repository_apply (database, entity, NULL, &error))
        g_error ("%s", error->message);
    }
  if (!rounds_database_commit (database, &error))
    g_error ("%s", error->message);

  report ("apply", since (start), 0, rows);
}

static double
list (RoundsDatabase *database,
      RoundsQuery    *query,
      gint64         *rows)
{
  double best = G_MAXDOUBLE;

  for (guint i = 0; i < RUNS; i++)
    {
      g_autoptr(GError) error = NULL;
      gint64 start = g_get_monotonic_time ();
      g_autoptr(GByteArray) ids = rounds_repository_list_ids (database, query, &error);

      best = MIN (best, since (start));
      if (ids == NULL)
        g_error ("%s", error->message);
      *rows = ids->len / ROUNDS_ID_BYTES;
    }

  return best;
}

static double
list_raw (sqlite3    *raw,
          const char *sql)
{
  double best = G_MAXDOUBLE;

  for (guint i = 0; i < RUNS; i++)
    {
      gint64 start = g_get_monotonic_time ();
      sqlite3_stmt *statement = NULL;

      if (sqlite3_prepare_v2 (raw, sql, -1, &statement, NULL) != SQLITE_OK)
        g_error ("%s", sqlite3_errmsg (raw));
      while (sqlite3_step (statement) == SQLITE_ROW)
        sqlite3_column_text (statement, 0);
      sqlite3_finalize (statement);
      best = MIN (best, since (start));
    }

  return best;
}

static void
measure_lists (RoundsDatabase *database,
               sqlite3        *raw)
{
  static const char * const sorts[] = { NULL, "name", "city", "bed-capacity", "type", "assigned-user-id" };
  const RoundsEntityInfo *info = rounds_registry_get (ROUNDS_TYPE_INSTITUTION);
  const double plain = list_raw (raw, "SELECT id FROM institutions WHERE deleted_at IS NULL ORDER BY sort_key, id");
  gint64 rows;

  for (guint i = 0; i < G_N_ELEMENTS (sorts); i++)
    {
      g_autoptr(RoundsQuery) query = rounds_query_new (info);
      g_autofree char *name = g_strdup_printf ("list by %s", sorts[i] != NULL ? sorts[i] : "title");
      double time;

      if (sorts[i] != NULL)
        rounds_query_add_sort (query, rounds_entity_info_find (info, sorts[i]), i == 1);
      time = list (database, query, &rows);
      report (name, time, plain, rows);
    }
}

static void
measure_search (RoundsDatabase *database)
{
  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      g_autoptr(RoundsQuery) query = rounds_query_new (rounds_registry_get (ROUNDS_TYPE_INSTITUTION));
      g_autofree char *first_name = g_strdup_printf ("first 128 of “%s”", typed[i]);
      g_autofree char *name = g_strdup_printf ("all of “%s”", typed[i]);
      gint64 rows;
      double time;

      rounds_query_set_search (query, typed[i]);
      time = list (database, query, &rows);
      report (name, time, 0, rows);
      rounds_query_set_range (query, 0, 128);
      time = list (database, query, &rows);
      report (first_name, time, 0, rows);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GError) error = NULL;
  g_autoptr(RoundsDatabase) database = NULL;
  g_autofree char *uri = NULL;
  guint rows = argc > 2 ? (guint) g_ascii_strtoull (argv[2], NULL, 10) : 100000;
  gboolean is_new;
  sqlite3 *raw;

  if (argc < 2)
    {
      g_printerr ("usage: bench-store FILE [ROWS]\n");
      return 2;
    }

  is_new = !g_file_test (argv[1], G_FILE_TEST_EXISTS);
  uri = g_strconcat ("sqlite:", argv[1], NULL);
  database = rounds_database_open (uri, ROUNDS_DATABASE_CREATE | ROUNDS_DATABASE_CACHE, &error);
  if (database == NULL || !rounds_migrations_run (database, ROUNDS_SCHEMA_CACHE, &error))
    g_error ("%s", error->message);
  if (is_new)
    fill (database, rows);

  g_clear_object (&database);
  database = rounds_database_open (uri, ROUNDS_DATABASE_CACHE | ROUNDS_DATABASE_READ_ONLY, &error);
  if (sqlite3_open_v2 (argv[1], &raw, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK)
    g_error ("%s", sqlite3_errmsg (raw));
  measure_lists (database, raw);
  measure_search (database);
  sqlite3_close (raw);

  return 0;
}
