/* test-tag-counts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations-fixture.h"

#include "insight/rounds-tag-counts.h"

#define ID "01900000-0000-7000-8000-%012u"

static char *
ask (Fixture       *fixture,
     RoundsFilter *(*scope) (const RoundsEntityInfo *info, gpointer user_data))
{
  g_autoptr(GError) error = NULL;
  guint64 before = rounds_database_get_n_statements (fixture->database);
  g_autoptr(GPtrArray) counts = rounds_tag_counts_compute (fixture->database, scope, NULL, &error);
  g_autoptr(RoundsJsonWriter) writer = rounds_json_writer_new ();

  g_assert_no_error (error);
  g_assert_cmpuint (rounds_database_get_n_statements (fixture->database) - before, ==, 1);
  rounds_tag_counts_write (counts, writer);
  return rounds_json_writer_end (writer, NULL);
}

/* Of institutions the clinic, nothing else. */
static RoundsFilter *
only_the_clinic (const RoundsEntityInfo *info,
                 gpointer                user_data)
{
  return rounds_filter_new_text (rounds_entity_info_find (info, "id"), ROUNDS_FILTER_EQUAL, CLINIC_ID);
}

static void
test_counts (gconstpointer data)
{
  Fixture fixture;
  g_autofree char *nothing = NULL;
  g_autofree char *all = NULL;
  g_autofree char *some = NULL;

  fixture_open (&fixture, GPOINTER_TO_INT (data));
  nothing = ask (&fixture, NULL);
  g_assert_cmpstr (nothing, ==, "[]");

  fixture_insert (&fixture, "tag", "{'id':'" ID "','name':'West','color':'teal'}", 1u);
  fixture_insert (&fixture, "tag", "{'id':'" ID "','name':'Empty'}", 2u);
  fixture_insert (&fixture, "tag", "{'id':'" ID "','name':'Gone'}", 3u);
  g_assert_true (rounds_database_execute (fixture.database, NULL, "UPDATE tags SET deleted_at = 1 WHERE name = 'Gone'", NULL));
  json_object_unref (fixture_run (&fixture, "record.update", "{'kind':'institution','id':'%s','values':{'tags':['West','VIP']}}", HOSPITAL_ID));
  json_object_unref (fixture_run (&fixture, "record.update", "{'kind':'institution','id':'%s','values':{'tags':['West']}}", CLINIC_ID));
  json_object_unref (fixture_run (&fixture, "record.update", "{'kind':'contact','id':'%s','values':{'tags':['West']}}", CONTACT_ID));
  json_object_unref (fixture_run (&fixture, "record.update", "{'kind':'contact','id':'%s','values':{'tags':['Lost']}}", OTHER_CONTACT_ID));
  json_object_unref (fixture_run (&fixture, "record.delete", "{'kind':'contact','id':'%s'}", OTHER_CONTACT_ID));

  all = ask (&fixture, NULL);
  g_assert_cmpstr (all, ==,
                   "[{\"id\":\"01900000-0000-7000-8000-000000000002\",\"name\":\"Empty\",\"color\":\"blue\",\"count\":0,\"counts\":{}},"
                   "{\"id\":null,\"name\":\"VIP\",\"color\":null,\"count\":1,\"counts\":{\"institution\":1}},"
                   "{\"id\":\"01900000-0000-7000-8000-000000000001\",\"name\":\"West\",\"color\":\"teal\",\"count\":3,"
                   "\"counts\":{\"institution\":2,\"contact\":1}}]");
  some = ask (&fixture, only_the_clinic);
  g_assert_cmpstr (some, ==,
                   "[{\"id\":\"01900000-0000-7000-8000-000000000002\",\"name\":\"Empty\",\"color\":\"blue\",\"count\":0,\"counts\":{}},"
                   "{\"id\":\"01900000-0000-7000-8000-000000000001\",\"name\":\"West\",\"color\":\"teal\",\"count\":1,"
                   "\"counts\":{\"institution\":1}}]");
  fixture_close (&fixture);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/insight/tag-counts/server", GINT_TO_POINTER (ROUNDS_SCHEMA_SERVER), test_counts);
  g_test_add_data_func ("/insight/tag-counts/cache", GINT_TO_POINTER (ROUNDS_SCHEMA_CACHE), test_counts);

  return g_test_run ();
}
