/* test-meeting-import.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations-fixture.h"

#define MEETING "01900000-0000-7000-8000-00000000d001"
#define OTHER "01900000-0000-7000-8000-00000000d002"
#define VALUES "'startDate':'2026-03-12T08:00:00Z','endDate':'2026-03-12T09:00:00Z','timeZone':'Europe/Paris'"

static void
import (Fixture    *fixture,
        int         created,
        int         updated,
        int         skipped,
        const char *meetings)
{
  g_autoptr(JsonObject) answer = fixture_run (fixture, "meeting.import", "{'meetings':[%s]}", meetings);

  fixture_assert_int (answer, "created", created);
  fixture_assert_int (answer, "updated", updated);
  fixture_assert_int (answer, "skipped", skipped);
}

static void
assert_meeting (Fixture    *fixture,
                const char *title,
                const char *status,
                int         sequence)
{
  g_autoptr(JsonObject) meeting = fixture_get (fixture, "meeting", MEETING);

  fixture_assert_text (meeting, "title", title);
  fixture_assert_text (meeting, "status", status);
  fixture_assert_int (meeting, "sequence", sequence);
}

static void
test_versions (gconstpointer data)
{
  Fixture fixture;
  g_autofree char *empty = NULL;
  g_autofree char *first = NULL;

  fixture_open (&fixture, *(const RoundsSchema *) data);
  import (&fixture, 1, 0, 0, "{'id':'" MEETING "','sequence':3,'values':{'title':'Un'," VALUES "}}");
  assert_meeting (&fixture, "Un", "scheduled", 3);
  first = fixture_dump (&fixture);

  /* Older: it stays as it is. */
  import (&fixture, 0, 0, 1, "{'id':'" MEETING "','sequence':2,'values':{'title':'Zéro'}}");
  assert_meeting (&fixture, "Un", "scheduled", 3);
  g_assert_null (fixture.context.inverse);

  /* The number is the file's, and that of before comes back with the rest, so that the same file can be taken again. */
  import (&fixture, 0, 1, 0, "{'id':'" MEETING "','sequence':4,'values':{'title':'Deux'}}");
  assert_meeting (&fixture, "Deux", "scheduled", 4);
  fixture_assert_undone (&fixture, first);
  import (&fixture, 0, 1, 0, "{'id':'" MEETING "','sequence':4,'values':{'title':'Deux'}}");
  assert_meeting (&fixture, "Deux", "scheduled", 4);
  fixture_close (&fixture);
}

static void
test_cancelled (gconstpointer data)
{
  Fixture fixture;
  g_autofree char *before = NULL;

  fixture_open (&fixture, *(const RoundsSchema *) data);
  import (&fixture, 0, 0, 1, "{'id':'" MEETING "','sequence':1,'isCancelled':true}");
  import (&fixture, 1, 0, 0, "{'id':'" MEETING "','sequence':1,'values':{'title':'Un'," VALUES "}}");
  before = fixture_dump (&fixture);
  import (&fixture, 0, 0, 1, "{'id':'" MEETING "','sequence':0,'isCancelled':true}");
  import (&fixture, 0, 1, 0, "{'id':'" MEETING "','sequence':2,'isCancelled':true}");
  assert_meeting (&fixture, "Un", "cancelled", 2);
  fixture_assert_undone (&fixture, before);
  assert_meeting (&fixture, "Un", "scheduled", 1);
  fixture_close (&fixture);
}

/* Several are one change, and a meeting that was deleted comes back. */
static void
test_several (gconstpointer data)
{
  Fixture fixture;

  fixture_open (&fixture, *(const RoundsSchema *) data);
  import (&fixture, 2, 0, 0, "{'id':'" MEETING "','sequence':0,'values':{'title':'Un'," VALUES "}},"
                             "{'id':'" OTHER "','sequence':5,'values':{'title':'Deux'," VALUES "}}");
  g_assert_cmpint (fixture_count (&fixture, "SELECT COUNT(*) FROM meetings WHERE deleted_at IS NULL"), ==, 2);
  fixture_undo (&fixture);
  g_assert_cmpint (fixture_count (&fixture, "SELECT COUNT(*) FROM meetings WHERE deleted_at IS NULL"), ==, 0);
  import (&fixture, 0, 1, 0, "{'id':'" MEETING "','sequence':1,'values':{'title':'Trois'}}");
  assert_meeting (&fixture, "Trois", "scheduled", 1);
  fixture_undo (&fixture);
  g_assert_cmpint (fixture_count (&fixture, "SELECT COUNT(*) FROM meetings WHERE deleted_at IS NULL"), ==, 0);
  fixture_close (&fixture);
}

static void
test_refused (gconstpointer data)
{
  Fixture fixture;

  fixture_open (&fixture, *(const RoundsSchema *) data);
  fixture_refuse (&fixture, "WRONG_TYPE", "meeting.import", "{}");
  fixture_refuse (&fixture, "WRONG_TYPE", "meeting.import", "{'meetings':[3]}");
  /* One that is wrong takes all with it. */
  fixture_refuse (&fixture, "VALIDATION_ERROR", "meeting.import",
                  "{'meetings':[{'id':'" MEETING "','values':{'title':'Un'," VALUES "}},"
                  "{'id':'" OTHER "','values':{'title':'Deux','startDate':'2026-03-12T08:00:00Z','endDate':'2026-03-12T07:00:00Z'}}]}");
  g_assert_cmpint (fixture_count (&fixture, "SELECT COUNT(*) FROM meetings"), ==, 0);
  fixture_close (&fixture);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  fixture_add_tests ("/meeting-import/versions", test_versions);
  fixture_add_tests ("/meeting-import/cancelled", test_cancelled);
  fixture_add_tests ("/meeting-import/several", test_several);
  fixture_add_tests ("/meeting-import/refused", test_refused);

  return g_test_run ();
}
