/* test-query.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "model/rounds-fold.h"
#include "model/rounds-json.h"
#include "model/rounds-problem.h"
#include "support.h"

static const RoundsEntityInfo *
info (void)
{
  return rounds_registry_find ("institution");
}

static const RoundsField *
field (const char *name)
{
  const RoundsField *found = rounds_entity_info_find (info (), name);

  g_assert_nonnull (found);
  return found;
}

static void
fill (Room *room)
{
  g_autoptr(RoundsEntity) team = room_insert (room, "team", "name", "West", NULL);
  g_autoptr(RoundsEntity) user = room_insert (room, "user", "last-name", "Zola", "team-id", rounds_entity_get_id (team), NULL);
  g_autoptr(RoundsEntity) other = room_insert (room, "user", "last-name", "Aron", NULL);
  const char *u = rounds_entity_get_id (user);
  g_autoptr(RoundsEntity) a = room_insert (room, "institution", "name", "Clinique Sainte-Œdile", "city", "Nantes", "zip-code", "44000",
                                           "bed-capacity", "120", "tags", "vip, 50%", "assigned-user-id", u,
                                           "last-audit-date", "2026-01-31", "main-phone", "02 40 08 33 33", NULL);
  g_autoptr(RoundsEntity) b = room_insert (room, "institution", "name", "centre hospitalier d'Angers", "city", "Angers", "zip-code", "49100",
                                           "bed-capacity", "900", "type", "clinic", "finess", "490000031", NULL);
  g_autoptr(RoundsEntity) c = room_insert (room, "institution", "name", "Hôpital Élisée", "city", "nantes", "tags", "new", "legal-status",
                                           "public", "assigned-user-id", rounds_entity_get_id (other), NULL);
  g_autoptr(RoundsEntity) d = room_insert (room, "institution", "name", "EHPAD 100% bien_être", "bed-capacity", "9", "city", "Évreux",
                                           "specialties", "Cardiologie, Médecine d'urgence", NULL);
  g_autoptr(RoundsEntity) gone = room_insert (room, "institution", "name", "Clinique fermée", "city", "Nantes", "deleted-at",
                                              "2026-01-01T00:00:00Z", NULL);
  g_assert_true (a && b && c && d && gone);
}

/* The database and the filter itself must say the same, and the count too; takes @filter. */
static void
assert_filter (Room         *room,
               RoundsFilter *filter,
               const char   *expected)
{
  g_autoptr(RoundsFilter) owned = filter;
  g_autoptr(RoundsQuery) query = rounds_query_new (info ());
  g_autoptr(RoundsQuery) all = rounds_query_new (info ());
  g_autoptr(GPtrArray) records = rounds_repository_list (room->database, all, NULL);
  g_autoptr(GString) met = g_string_new (NULL);
  g_autofree char *titles = NULL;
  gint64 n_met = 0;

  rounds_query_set_filter (query, filter);
  titles = room_titles (room, query);
  g_assert_cmpstr (titles, ==, expected);

  for (guint i = 0; i < records->len; i++)
    if (rounds_filter_matches (filter, g_ptr_array_index (records, i)))
      g_string_append_printf (met, "%s%s", n_met++ > 0 ? "|" : "", rounds_entity_get_text (g_ptr_array_index (records, i), "name"));
  g_assert_cmpstr (met->str, ==, expected);
  g_assert_cmpint (rounds_repository_count (room->database, query, NULL), ==, n_met);
}

#define ANGERS "centre hospitalier d'Angers"
#define OEDILE "Clinique Sainte-Œdile"
#define EHPAD "EHPAD 100% bien_être"
#define ELISEE "Hôpital Élisée"

static void
test_operators (Room          *room,
                gconstpointer  data)
{
  g_autoptr(RoundsFilter) nantes = rounds_filter_new_text (field ("city"), ROUNDS_FILTER_EQUAL, "Nantes");
  g_autoptr(RoundsFilter) large = rounds_filter_new_integer (field ("bed-capacity"), ROUNDS_FILTER_GREATER, 100);

  fill (room);

  assert_filter (room, rounds_filter_new_all (), ANGERS "|" OEDILE "|" EHPAD "|" ELISEE);
  assert_filter (room, rounds_filter_ref (nantes), OEDILE);
  assert_filter (room, rounds_filter_new_text (field ("city"), ROUNDS_FILTER_DIFFERENT, "Nantes"), ANGERS "|" EHPAD "|" ELISEE);
  assert_filter (room, rounds_filter_new_text (field ("legal-status"), ROUNDS_FILTER_DIFFERENT, "public"),
                 ANGERS "|" OEDILE "|" EHPAD);
  assert_filter (room, rounds_filter_ref (large), ANGERS "|" OEDILE);
  assert_filter (room, rounds_filter_new_integer (field ("bed-capacity"), ROUNDS_FILTER_GREATER_OR_EQUAL, 120), ANGERS "|" OEDILE);
  assert_filter (room, rounds_filter_new_integer (field ("bed-capacity"), ROUNDS_FILTER_LESS, 120), EHPAD);
  assert_filter (room, rounds_filter_new_integer (field ("bed-capacity"), ROUNDS_FILTER_LESS_OR_EQUAL, 120), OEDILE "|" EHPAD);
  assert_filter (room, rounds_filter_new_text (field ("last-audit-date"), ROUNDS_FILTER_LESS, "2026-02-01"), OEDILE);
  assert_filter (room, rounds_filter_new_text (field ("city"), ROUNDS_FILTER_GREATER_OR_EQUAL, "evreux"),
                 OEDILE "|" EHPAD "|" ELISEE);
  assert_filter (room, rounds_filter_new_text (field ("name"), ROUNDS_FILTER_CONTAINS, "HOPITAL el"), ELISEE);
  assert_filter (room, rounds_filter_new_text (field ("name"), ROUNDS_FILTER_CONTAINS, "oed"), OEDILE);
  assert_filter (room, rounds_filter_new_text (field ("name"), ROUNDS_FILTER_CONTAINS, "%"), EHPAD);
  assert_filter (room, rounds_filter_new_text (field ("name"), ROUNDS_FILTER_CONTAINS, "_"), EHPAD);
  assert_filter (room, rounds_filter_new_text (field ("name"), ROUNDS_FILTER_CONTAINS, "\\"), "");
  assert_filter (room, rounds_filter_new_text (field ("name"), ROUNDS_FILTER_STARTS_WITH, "c"), ANGERS "|" OEDILE);
  assert_filter (room, rounds_filter_new_text (field ("tags"), ROUNDS_FILTER_CONTAINS, "50%"), OEDILE);
  assert_filter (room, rounds_filter_new_text (field ("tags"), ROUNDS_FILTER_CONTAINS, "50"), "");
  assert_filter (room, rounds_filter_new_text (field ("specialties"), ROUNDS_FILTER_CONTAINS, "Médecine d'urgence"), EHPAD);
  assert_filter (room, rounds_filter_new_in (field ("city"), (const char *[]) { "Nantes", "Angers", "x", NULL }), ANGERS "|" OEDILE);
  assert_filter (room, rounds_filter_new_in (field ("bed-capacity"), (const char *[]) { "9", "900", NULL }), ANGERS "|" EHPAD);
  assert_filter (room, rounds_filter_new_in (field ("tags"), (const char *[]) { "vip", "new", NULL }), OEDILE "|" ELISEE);
  assert_filter (room, rounds_filter_new_in (field ("city"), (const char *[]) { NULL }), "");
  assert_filter (room, rounds_filter_new_empty (field ("assigned-user-id")), ANGERS "|" EHPAD);
  assert_filter (room, rounds_filter_new_and (nantes, large), OEDILE);
  assert_filter (room, rounds_filter_new_and (NULL, large), ANGERS "|" OEDILE);
  assert_filter (room, rounds_filter_new_or (nantes, large), ANGERS "|" OEDILE);
  /* What is not known is not met, and not is met by it. */
  assert_filter (room, rounds_filter_new_not (large), EHPAD "|" ELISEE);
  {
    g_autoptr(RoundsFilter) none = NULL;
    g_autoptr(GPtrArray) nothing = g_ptr_array_new ();

    none = rounds_filter_new_group (ROUNDS_FILTER_OR, nothing);
    assert_filter (room, rounds_filter_ref (none), "");
    assert_filter (room, rounds_filter_new_not (none), ANGERS "|" OEDILE "|" EHPAD "|" ELISEE);
  }
}

static void
assert_listed (Room         *room,
               RoundsFilter *filter,
               const char   *expected)
{
  g_autoptr(RoundsQuery) query = rounds_query_new (info ());
  g_autofree char *titles = NULL;

  rounds_query_set_filter (query, filter);
  titles = room_titles (room, query);
  g_assert_cmpstr (titles, ==, expected);
}

static void
test_related (Room          *room,
              gconstpointer  data)
{
  const RoundsEntityInfo *users = rounds_registry_find ("user");
  const RoundsEntityInfo *teams = rounds_registry_find ("team");
  g_autoptr(RoundsFilter) west = NULL;
  g_autoptr(RoundsFilter) in_west = NULL;
  g_autoptr(RoundsFilter) related = NULL;
  g_autoptr(RoundsFilter) team = NULL;
  g_autoptr(RoundsFilter) not_team = NULL;
  g_autofree char *id = NULL;

  fill (room);
  west = rounds_filter_new_text (rounds_entity_info_find (teams, "name"), ROUNDS_FILTER_EQUAL, "West");
  in_west = rounds_filter_new_related (rounds_entity_info_find (users, "team-id"), west);
  related = rounds_filter_new_related (field ("assigned-user-id"), in_west);
  assert_listed (room, related, OEDILE);

  assert_ok (rounds_database_query_text (room->database, &id, &local_error, "SELECT id FROM teams", NULL));
  team = rounds_filter_new_text (field ("assigned-user-id"), ROUNDS_FILTER_TEAM, id);
  assert_listed (room, team, OEDILE);
  not_team = rounds_filter_new_not (team);
  assert_listed (room, not_team, ANGERS "|" EHPAD "|" ELISEE);
}

static void
assert_sorted (Room       *room,
               const char *first,
               gboolean    descending,
               const char *second,
               const char *expected)
{
  g_autoptr(RoundsQuery) query = rounds_query_new (info ());
  g_autofree char *titles = NULL;

  rounds_query_add_sort (query, field (first), descending);
  if (second != NULL)
    rounds_query_add_sort (query, field (second), FALSE);
  titles = room_titles (room, query);
  g_assert_cmpstr (titles, ==, expected);
}

static void
test_sort (Room          *room,
           gconstpointer  data)
{
  g_autoptr(RoundsQuery) query = rounds_query_new (info ());
  g_autoptr(RoundsQuery) copy = NULL;
  g_autofree char *page = NULL;
  g_autofree char *rest = NULL;
  g_autofree char *all = NULL;

  fill (room);
  assert_sorted (room, "name", FALSE, NULL, ANGERS "|" OEDILE "|" EHPAD "|" ELISEE);
  assert_sorted (room, "name", TRUE, NULL, ELISEE "|" EHPAD "|" OEDILE "|" ANGERS);
  assert_sorted (room, "bed-capacity", FALSE, NULL, EHPAD "|" OEDILE "|" ANGERS "|" ELISEE);
  assert_sorted (room, "bed-capacity", TRUE, NULL, ANGERS "|" OEDILE "|" EHPAD "|" ELISEE);
  assert_sorted (room, "city", FALSE, "name", ANGERS "|" EHPAD "|" OEDILE "|" ELISEE);
  assert_sorted (room, "type", FALSE, "name", OEDILE "|" EHPAD "|" ELISEE "|" ANGERS);
  assert_sorted (room, "assigned-user-id", FALSE, "name", ELISEE "|" OEDILE "|" ANGERS "|" EHPAD);

  rounds_query_set_range (query, 1, 2);
  copy = rounds_query_copy (query);
  rounds_query_set_range (copy, 3, -1);
  page = room_titles (room, query);
  rest = room_titles (room, copy);
  g_assert_cmpstr (page, ==, OEDILE "|" EHPAD);
  g_assert_cmpstr (rest, ==, ELISEE);
  g_assert_cmpint (rounds_repository_count (room->database, query, NULL), ==, 4);

  rounds_query_set_range (query, 0, -1);
  rounds_query_set_include_deleted (query, TRUE);
  all = room_titles (room, query);
  g_assert_cmpstr (all, ==, ANGERS "|Clinique fermée|" OEDILE "|" EHPAD "|" ELISEE);
}

static void
assert_found (Room       *room,
              const char *words,
              const char *expected)
{
  g_autoptr(RoundsQuery) query = rounds_query_new (info ());
  g_autofree char *titles = NULL;
  gint64 count = expected[0] != '\0';

  rounds_query_set_search (query, words);
  titles = room_titles (room, query);
  g_assert_cmpstr (titles, ==, expected);
  for (const char *p = expected; *p != '\0'; p++)
    count += *p == '|';
  g_assert_cmpint (rounds_repository_count (room->database, query, NULL), ==, count);
}

static void
test_search (Room          *room,
             gconstpointer  data)
{
  static const char * const harmless[] = {
    "\"", "'", "\" OR \"", "*", "c* OR x", "NEAR(a b)", "words:c zz", "-c zz", "^zz", "(", ")", "{zz}", "zz; DROP TABLE institutions",
    "zz' OR 1=1 --", "$1zz", "?zz", "%zz", "\xf0\x9f\x8f\xa5zz", "zz\\", "\xff\xfezz",
  };
  g_autoptr(GString) many = g_string_new (NULL);
  g_autoptr(RoundsEntity) before = NULL;
  g_autoptr(RoundsEntity) after = NULL;

  fill (room);
  assert_found (room, NULL, ANGERS "|" OEDILE "|" EHPAD "|" ELISEE);
  assert_found (room, "  ", ANGERS "|" OEDILE "|" EHPAD "|" ELISEE);
  assert_found (room, "c", ANGERS "|" OEDILE "|" EHPAD);
  assert_found (room, "cl", OEDILE);
  assert_found (room, "CLIN", OEDILE);
  assert_found (room, "elisee", ELISEE);
  assert_found (room, "ÉLISÉE", ELISEE);
  assert_found (room, "hopital eli", ELISEE);
  assert_found (room, "eli hopital", ELISEE);
  assert_found (room, "œdile", OEDILE);
  assert_found (room, "oed", OEDILE);
  assert_found (room, "sainte-oe", OEDILE);
  assert_found (room, "opital", "");
  assert_found (room, "angers 49", ANGERS);
  assert_found (room, "4900000", ANGERS);
  assert_found (room, "d'angers", ANGERS);
  assert_found (room, "0240083333", OEDILE);
  assert_found (room, "02 40 08", OEDILE);
  assert_found (room, "vip", OEDILE);
  assert_found (room, "urgence", EHPAD);
  assert_found (room, "fermee", "");
  assert_found (room, "nantes", OEDILE "|" ELISEE);

  for (guint i = 0; i < G_N_ELEMENTS (harmless); i++)
    {
      g_autoptr(RoundsQuery) query = rounds_query_new (info ());
      g_autoptr(GError) error = NULL;

      rounds_query_set_search (query, harmless[i]);
      g_assert_cmpint (rounds_repository_count (room->database, query, &error), >=, 0);
      g_assert_no_error (error);
    }
  for (guint i = 0; i < 2000; i++)
    g_string_append (many, "c ");
  assert_found (room, many->str, ANGERS "|" OEDILE "|" EHPAD);

  /* The index follows what is written: also for words that have just been asked for. */
  before = room_insert (room, "institution", "name", "Maternité", NULL);
  assert_found (room, "mater", "Maternité");
  after = rounds_entity_copy (before);
  rounds_entity_set_text (after, "name", "Polyclinique");
  assert_ok (rounds_database_begin (room->database, &local_error));
  assert_ok (rounds_repository_update (room->database, before, after, NULL, &local_error));
  assert_found (room, "mater", "");
  assert_found (room, "poly", "Polyclinique");
  rounds_database_rollback (room->database);
  assert_found (room, "mater", "Maternité");
  assert_found (room, "poly", "");
}

/* The pages of a list, put together, are the list. */
static void
assert_pages (Room        *room,
              RoundsQuery *query,
              guint        length)
{
  g_autoptr(RoundsQuery) page = rounds_query_copy (query);
  g_autofree char *all = room_titles (room, query);
  g_autoptr(GString) joined = g_string_new (NULL);
  gint64 count = rounds_repository_count (room->database, query, NULL);

  for (gint64 offset = 0; offset < count; offset += length)
    {
      g_autofree char *titles = NULL;

      rounds_query_set_range (page, offset, length);
      titles = room_titles (room, page);
      g_string_append_printf (joined, "%s%s", offset > 0 ? "|" : "", titles);
    }
  g_assert_cmpstr (joined->str, ==, all);
}

static void
test_pages (Room          *room,
            gconstpointer  data)
{
  static const char * const sorts[] = { "name", "city", "bed-capacity", "type", "tags", "assigned-user-id", "created-at" };

  fill (room);
  for (guint i = 0; i < G_N_ELEMENTS (sorts); i++)
    for (guint length = 1; length <= 4; length++)
      {
        g_autoptr(RoundsQuery) query = rounds_query_new (info ());
        g_autoptr(RoundsFilter) filter = rounds_filter_new_empty (field ("deleted-at"));

        rounds_query_add_sort (query, field (sorts[i]), length % 2 == 0);
        assert_pages (room, query, length);
        rounds_query_set_include_deleted (query, TRUE);
        assert_pages (room, query, length);
        rounds_query_set_filter (query, filter);
        assert_pages (room, query, length);
        rounds_query_set_search (query, "c");
        assert_pages (room, query, length);
      }
}

/*
 * What an engine knows of how many rows there are decides on the way in which it looks for the first of them.
 */
static void
pretend_size (Room *room,
              guint factor)
{
  g_autofree char *sql = g_strdup_printf ("ANALYZE institutions; ANALYZE search_institutions;"
                                          "UPDATE pg_class SET reltuples = reltuples * %u WHERE relname = 'search_institutions'", factor);

  if (room_is_postgresql (room))
    assert_ok (rounds_database_run_script (room->database, sql, &local_error));
}

/* Few and many are found in several ways, which must agree, with a filter too. */
static void
test_search_many (Room          *room,
                  gconstpointer  data)
{
  g_autoptr(RoundsFilter) filter = rounds_filter_new_integer (field ("bed-capacity"), ROUNDS_FILTER_LESS, 10);

  assert_ok (rounds_database_begin (room->database, &local_error));
  for (guint i = 0; i < 2000; i++)
    {
      g_autoptr(RoundsEntity) entity = make_record ("institution");
      g_autofree char *name = g_strdup_printf ("%s n%u %s", i % 2 ? "Clinique" : "Centre", i, i % 100 == 0 ? "rare" : "common");

      rounds_entity_set_text (entity, "name", name);
      rounds_entity_set_integer (entity, "bed-capacity", i % 20);
      assert_ok (rounds_repository_insert (room->database, entity, NULL, &local_error));
    }
  assert_ok (rounds_database_commit (room->database, &local_error));

  {
    static const struct
    {
      const char *words;
      gint64 count;
      gint64 filtered;
    } cases[] = {
      { "c", 2000, 1000 }, { "cl", 1000, 500 }, { "rare", 20, 20 }, { "clin rare", 0, 0 }, { "c n1", 1111, 551 },
      { "cent com n10", 54, 28 }, { "n1999", 1, 0 },
    };

    for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
      {
        g_autoptr(RoundsQuery) query = rounds_query_new (info ());
        g_autofree char *titles = NULL;

        rounds_query_set_search (query, cases[i].words);
        g_assert_cmpint (rounds_repository_count (room->database, query, NULL), ==, cases[i].count);
        titles = room_titles (room, query);
        g_assert_cmpint (titles[0] != '\0', ==, cases[i].count > 0);
        for (guint factor = 1; factor <= 1000; factor *= 1000)
          {
            pretend_size (room, factor);
            assert_pages (room, query, 150);
          }
        rounds_query_set_filter (query, filter);
        g_assert_cmpint (rounds_repository_count (room->database, query, NULL), ==, cases[i].filtered);
        assert_pages (room, query, 150);
      }
  }
}

static void
test_json (void)
{
  static const char * const good[] = {
    "{\"field\":\"address.city\",\"op\":\"eq\",\"value\":\"Nantes\"}",
    "{\"and\":[{\"field\":\"name\",\"op\":\"contains\",\"value\":\"x\"},{\"not\":{\"field\":\"tags\",\"op\":\"contains\",\"value\":\"y\"}}]}",
    "{\"or\":[]}",
    "{\"field\":\"medicalProfile.bedCapacity\",\"op\":\"gte\",\"value\":100}",
    "{\"field\":\"type\",\"op\":\"in\",\"value\":[\"hospital\",\"clinic\"]}",
    "{\"field\":\"assignedUserId\",\"op\":\"empty\"}",
    "{\"field\":\"assignedUserId\",\"op\":\"team\",\"value\":\"0190b5a0-0000-7000-8000-000000000001\"}",
    "{\"field\":\"medicalProfile.lastAuditDate\",\"op\":\"lt\",\"value\":\"2026-01-01\"}",
    "{\"field\":\"createdAt\",\"op\":\"gt\",\"value\":\"2026-01-01T00:00:00Z\"}",
    "{\"field\":\"name\",\"op\":\"startsWith\",\"value\":\"') OR 1=1 --\"}",
  };
  static const char * const bad[] = {
    "{}", "[]", "\"x\"", "null", "1",
    "{\"field\":\"nothing\",\"op\":\"eq\",\"value\":1}",
    "{\"field\":\"name\",\"op\":\"like\",\"value\":\"x\"}",
    "{\"field\":\"name\",\"op\":\"related\",\"value\":{\"and\":[]}}",
    "{\"field\":\"name\",\"op\":\"eq\"}",
    "{\"field\":\"name\",\"op\":\"eq\",\"value\":null}",
    "{\"field\":\"name\",\"op\":\"eq\",\"value\":1}",
    "{\"field\":\"name\",\"op\":\"eq\",\"value\":{}}",
    "{\"field\":\"name\",\"op\":\"eq\",\"value\":\"x\",\"more\":1}",
    "{\"field\":\"name\",\"op\":1,\"value\":\"x\"}",
    "{\"field\":\"bedCapacity\",\"op\":\"eq\",\"value\":\"many\"}",
    "{\"field\":\"bedCapacity\",\"op\":\"contains\",\"value\":\"1\"}",
    "{\"field\":\"type\",\"op\":\"in\",\"value\":\"hospital\"}",
    "{\"field\":\"tags\",\"op\":\"eq\",\"value\":\"x\"}",
    "{\"field\":\"tags\",\"op\":\"contains\",\"value\":[\"x\"]}",
    "{\"field\":\"name\",\"op\":\"team\",\"value\":\"x\"}",
    "{\"field\":\"name; DROP TABLE x\",\"op\":\"eq\",\"value\":\"x\"}",
    "{\"field\":\"assignedUserId\",\"op\":\"empty\",\"value\":\"yes\"}",
    "{\"and\":{}}", "{\"or\":1}", "{\"not\":[]}", "{\"and\":[1]}",
    "{\"and\":[],\"or\":[]}",
  };
  g_autoptr(GString) deep = g_string_new (NULL);
  g_autoptr(GString) wide = g_string_new ("{\"and\":[");

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(JsonNode) node = rounds_json_parse (good[i], -1, NULL);
      g_autoptr(RoundsFilter) filter = rounds_filter_from_json (info (), node, &error);
      g_autoptr(JsonNode) again = NULL;
      g_autofree char *text = NULL;

      g_assert_no_error (error);
      again = rounds_filter_to_json (filter);
      text = rounds_json_to_text (again);
      g_assert_cmpstr (text, ==, good[i]);
    }

  for (guint i = 0; i < 40; i++)
    g_string_append (deep, "{\"not\":");
  g_string_append (deep, good[0]);
  for (guint i = 0; i < 40; i++)
    g_string_append_c (deep, '}');
  for (guint i = 0; i < 300; i++)
    g_string_append_printf (wide, "%s%s", i > 0 ? "," : "", good[0]);
  g_string_append (wide, "]}");

  for (guint i = 0; i < G_N_ELEMENTS (bad) + 2; i++)
    {
      const char *text = i < G_N_ELEMENTS (bad) ? bad[i] : i == G_N_ELEMENTS (bad) ? deep->str : wide->str;
      g_autoptr(GError) error = NULL;
      g_autoptr(JsonNode) node = rounds_json_parse (text, -1, NULL);
      g_autoptr(RoundsFilter) filter = NULL;

      if (node == NULL)
        continue;
      filter = rounds_filter_from_json (info (), node, &error);
      if (filter != NULL)
        g_test_message ("taken: %s", text);
      g_assert_null (filter);
      g_assert_error (error, ROUNDS_PROBLEM, ROUNDS_PROBLEM_INVALID);
    }
}

/* Whatever a person writes is compared and never read as SQL. */
static void
test_injection (Room          *room,
                gconstpointer  data)
{
  static const char * const texts[] = {
    "x' OR '1'='1", "x\" OR \"\"=\"", "'; DROP TABLE institutions; --", "$1", "?1", "%", "_", "\\", "x') UNION SELECT password_hash FROM credentials --",
    "\x01", "é'", "NULL",
  };
  static const RoundsFilterOperator operators[] = { ROUNDS_FILTER_EQUAL, ROUNDS_FILTER_LESS, ROUNDS_FILTER_CONTAINS, ROUNDS_FILTER_STARTS_WITH };
  g_autofree char *all = NULL;
  g_autoptr(RoundsQuery) query = rounds_query_new (info ());

  fill (room);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(RoundsEntity) entity = room_insert (room, "institution", "name", texts[i], NULL);
      g_autoptr(RoundsFilter) equal = rounds_filter_new_text (field ("name"), ROUNDS_FILTER_EQUAL, texts[i]);
      g_autoptr(RoundsFilter) list = rounds_filter_new_in (field ("name"), (const char *[]) { texts[i], texts[i], NULL });
      g_autoptr(RoundsFilter) entry = rounds_filter_new_text (field ("tags"), ROUNDS_FILTER_CONTAINS, texts[i]);

      assert_listed (room, equal, texts[i]);
      assert_listed (room, list, texts[i]);
      assert_listed (room, entry, "");
      for (guint j = 0; j < G_N_ELEMENTS (operators); j++)
        {
          g_autoptr(RoundsFilter) other = rounds_filter_new_text (field ("name"), operators[j], texts[i]);
          g_autoptr(GError) error = NULL;

          rounds_query_set_filter (query, other);
          g_assert_cmpint (rounds_repository_count (room->database, query, &error), >=, 0);
          g_assert_no_error (error);
        }
    }
  room_count (room, "institutions", 5 + G_N_ELEMENTS (texts));
}

static void
test_fold (void)
{
  static const struct
  {
    const char *text;
    const char *folded;
    const char *words;
  } cases[] = {
    { "", "", "" },
    { "ABC déf", "abc def", "abc def " },
    { "Œuvre Ærø Straße", "oeuvre aero strasse", "oeuvre aero strasse " },
    { "L’Haÿ-les-Roses", "l'hay-les-roses", "l hay les roses " },
    { "e\xcc\x81tat", "etat", "etat " },
    { "ﬁn №5", "fin no5", "fin no5 " },
    { "  a,,b  ", "  a,,b  ", "a b " },
    { "Łódź Đà Nẵng", "lodz da nang", "lodz da nang " },
    { "ΑΘΉΝΑ 東京", "αθηνα 東京", "αθηνα 東京 " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *folded = rounds_fold (cases[i].text);
      g_autofree char *words = rounds_fold_words (cases[i].text);

      g_assert_cmpstr (folded, ==, cases[i].folded);
      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/query/fold", test_fold);
  g_test_add_func ("/query/json", test_json);
  room_add ("/query/operators", ROOM_SERVER, test_operators);
  room_add ("/query/related", ROOM_SERVER, test_related);
  room_add ("/query/sort", ROOM_SERVER, test_sort);
  room_add ("/query/search", ROOM_SERVER, test_search);
  room_add ("/query/pages", ROOM_SERVER, test_pages);
  room_add ("/query/search-many", ROOM_SERVER, test_search_many);
  room_add ("/query/injection", ROOM_SERVER, test_injection);

  return g_test_run ();
}
