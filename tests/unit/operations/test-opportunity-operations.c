/* test-opportunity-operations.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations-fixture.h"

#include "model/rounds-json.h"

/* A deal whose id ends in @number. */
static char *
deal_id (guint number)
{
  return g_strdup_printf ("01900000-0000-7000-8000-00000000a%03x", number);
}

static char *
make_deal (Fixture    *fixture,
           guint       number,
           const char *more)
{
  char *id = deal_id (number);

  json_object_unref (fixture_run (fixture, "record.create",
                                  "{'kind':'opportunity','id':'%s','values':{'institutionId':'%s','name':'Deal %u','value':1000,"
                                  "'expectedCloseDate':'2026-06-30'%s}}", id, HOSPITAL_ID, number, more));
  return id;
}

static JsonObject *
move (Fixture    *fixture,
      const char *id,
      const char *stage,
      const char *more)
{
  return fixture_run (fixture, "opportunity.move", "{'id':'%s','stage':'%s'%s}", id, stage, more);
}

/* The numbers of the deals of a column, in order. */
static char *
read_column (Fixture    *fixture,
             const char *stage)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(RoundsStatement) statement =
    rounds_database_prepare (fixture->database,
                             "SELECT SUBSTR(name, 6) FROM opportunities WHERE stage = $1 AND deleted_at IS NULL ORDER BY rank, id",
                             &error);
  GString *order = g_string_new (NULL);
  gboolean row;

  g_assert_no_error (error);
  rounds_statement_bind_text (statement, 1, stage);
  while (rounds_statement_step (statement, &row, &error) && row)
    g_string_append_printf (order, "%s%s", order->len > 0 ? "," : "", rounds_statement_get_text (statement, 0));
  g_assert_no_error (error);

  return g_string_free_and_steal (order);
}

static void
assert_column (Fixture    *fixture,
               const char *stage,
               const char *expected)
{
  g_autofree char *order = read_column (fixture, stage);

  g_assert_cmpstr (order, ==, expected);
}

static void
test_create (void)
{
  Fixture fixture;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *won = NULL;
  g_autofree char *by_default = NULL;
  g_autoptr(JsonObject) record = NULL;
  g_autoptr(JsonObject) overridden = NULL;
  g_autoptr(JsonObject) closed = NULL;
  g_autoptr(JsonObject) plain = NULL;

  fixture_open (&fixture, ROUNDS_SCHEMA_SERVER);
  first = make_deal (&fixture, 1, "");
  record = fixture_get (&fixture, "opportunity", first);
  fixture_assert_text (record, "stage", "prospecting");
  fixture_assert_int (record, "probability", 10);
  g_assert_false (json_object_get_boolean_member (record, "probabilityOverridden"));
  fixture_assert_text (record, "assignedUserId", USER_ID);
  fixture_assert_text (record, "stageChangedAt", "2026-03-10T09:00:00Z");
  g_assert_cmpint (fixture_count (&fixture, "SELECT COUNT(*) FROM stage_changes WHERE from_stage IS NULL "
                                  "AND to_stage = 'prospecting' AND value = 100000 AND probability = 10"), ==, 1);

  second = make_deal (&fixture, 2, ",'stage':'proposal','probability':65");
  overridden = fixture_get (&fixture, "opportunity", second);
  fixture_assert_int (overridden, "probability", 65);
  g_assert_true (json_object_get_boolean_member (overridden, "probabilityOverridden"));
  by_default = make_deal (&fixture, 3, ",'stage':'proposal','probability':50");
  plain = fixture_get (&fixture, "opportunity", by_default);
  g_assert_false (json_object_get_boolean_member (plain, "probabilityOverridden"));

  won = make_deal (&fixture, 4, ",'stage':'closed_won','wonReason':'Prix'");
  closed = fixture_get (&fixture, "opportunity", won);
  fixture_assert_int (closed, "probability", 100);
  fixture_assert_text (closed, "actualCloseDate", "2026-03-10");
  fixture_assert_text (closed, "wonReason", "Prix");

  fixture_refuse (&fixture, "STAGE_NEEDS_REASON", "record.create",
                  "{'kind':'opportunity','values':{'institutionId':'%s','name':'Deal 5','stage':'closed_lost',"
                  "'expectedCloseDate':'2026-06-30'}}", HOSPITAL_ID);
  fixture_refuse (&fixture, "CONTACT_OF_ANOTHER_INSTITUTION", "record.create",
                  "{'kind':'opportunity','values':{'institutionId':'%s','contactPersonId':'%s','name':'Deal 5',"
                  "'expectedCloseDate':'2026-06-30'}}", HOSPITAL_ID, OTHER_CONTACT_ID);
  fixture_refuse (&fixture, "BAD_DATE", "record.create",
                  "{'kind':'opportunity','values':{'institutionId':'%s','name':'Deal 5','expectedCloseDate':'2027-02-29'}}",
                  HOSPITAL_ID);
  fixture_close (&fixture);
}

static void
test_create_undone (gconstpointer data)
{
  const RoundsSchema *schema = data;
  Fixture fixture;
  g_autofree char *before = NULL;
  g_autofree char *id = NULL;

  fixture_open (&fixture, *schema);
  before = fixture_dump (&fixture);
  id = make_deal (&fixture, 1, "");
  fixture_assert_undone (&fixture, before);
  fixture_close (&fixture);
}

static void
test_edit (void)
{
  Fixture fixture;
  g_autofree char *id = NULL;
  g_autofree char *won = NULL;
  g_autofree char *before = NULL;
  g_autoptr(JsonObject) edited = NULL;
  g_autoptr(JsonObject) back = NULL;

  fixture_open (&fixture, ROUNDS_SCHEMA_SERVER);
  id = make_deal (&fixture, 1, "");
  before = fixture_dump (&fixture);
  edited = fixture_run (&fixture, "record.update",
                        "{'kind':'opportunity','id':'%s','values':{'probability':35,'value':1234.56,'tags':['bloc']}}", id);
  fixture_assert_int (edited, "probability", 35);
  g_assert_true (json_object_get_boolean_member (edited, "probabilityOverridden"));
  fixture_assert_undone (&fixture, before);

  json_object_unref (fixture_run (&fixture, "record.update", "{'kind':'opportunity','id':'%s','values':{'probability':35}}", id));
  back = fixture_run (&fixture, "record.update", "{'kind':'opportunity','id':'%s','values':{'probability':10}}", id);
  g_assert_false (json_object_get_boolean_member (back, "probabilityOverridden"));

  fixture_refuse (&fixture, "FIXED_FIELD", "record.update", "{'kind':'opportunity','id':'%s','values':{'stage':'proposal'}}", id);
  fixture_refuse (&fixture, "READ_ONLY", "record.update", "{'kind':'opportunity','id':'%s','values':{'rank':'A'}}", id);
  fixture_refuse (&fixture, "CONTACT_OF_ANOTHER_INSTITUTION", "record.update",
                  "{'kind':'opportunity','id':'%s','values':{'contactPersonId':'%s'}}", id, OTHER_CONTACT_ID);
  won = make_deal (&fixture, 2, ",'stage':'closed_won'");
  fixture_refuse (&fixture, "DEAL_IS_CLOSED", "record.update", "{'kind':'opportunity','id':'%s','values':{'probability':50}}", won);
  fixture_close (&fixture);
}

static void
test_move (gconstpointer data)
{
  const RoundsSchema *schema = data;
  Fixture fixture;
  g_autofree char *id = NULL;
  g_autofree char *before = NULL;
  g_autofree char *moved_dump = NULL;
  g_autoptr(JsonObject) moved = NULL;

  fixture_open (&fixture, *schema);
  id = make_deal (&fixture, 1, "");
  before = fixture_dump (&fixture);
  fixture_set_now (&fixture, "2026-03-12T10:00:00Z");
  moved = move (&fixture, id, "proposal", "");
  fixture_assert_text (moved, "stage", "proposal");
  fixture_assert_int (moved, "probability", 50);
  fixture_assert_text (moved, "stageChangedAt", "2026-03-12T10:00:00Z");
  g_assert_cmpint (fixture_count (&fixture, "SELECT COUNT(*) FROM stage_changes WHERE from_stage = 'prospecting' "
                                  "AND to_stage = 'proposal' AND probability = 50 AND deleted_at IS NULL"), ==, 1);
  moved_dump = fixture_dump (&fixture);
  fixture_assert_undone (&fixture, before);
  g_assert_cmpint (fixture_count (&fixture, "SELECT COUNT(*) FROM stage_changes WHERE deleted_at IS NULL"), ==, 1);

  /* And forward again. */
  fixture_undo (&fixture);
  g_assert_cmpint (fixture_count (&fixture, "SELECT COUNT(*) FROM stage_changes WHERE deleted_at IS NULL"), ==, 2);
  assert_column (&fixture, "proposal", "1");
  fixture_close (&fixture);
}

/* Lost, reopened elsewhere, won: dates and probabilities by hand. */
static void
test_close_and_reopen (gconstpointer data)
{
  const RoundsSchema *schema = data;
  Fixture fixture;
  g_autofree char *id = NULL;
  g_autofree char *before = NULL;
  g_autofree char *lost_dump = NULL;
  g_autoptr(JsonObject) lost = NULL;
  g_autoptr(JsonObject) reopened = NULL;
  g_autoptr(JsonObject) won = NULL;

  fixture_open (&fixture, *schema);
  fixture_set_now (&fixture, "2026-01-31T09:00:00Z");
  id = make_deal (&fixture, 1, ",'stage':'negotiation','probability':70");
  before = fixture_dump (&fixture);

  fixture_refuse (&fixture, "STAGE_NEEDS_REASON", "opportunity.move", "{'id':'%s','stage':'closed_lost'}", id);
  fixture_refuse (&fixture, "STAGE_NEEDS_REASON", "opportunity.move", "{'id':'%s','stage':'closed_lost','lostReason':'  '}", id);

  /* 23:30 in London is the next day in Paris. */
  fixture_set_now (&fixture, "2026-02-28T23:30:00Z");
  lost = move (&fixture, id, "closed_lost", ",'lostReason':'Prix'");
  fixture_assert_int (lost, "probability", 0);
  fixture_assert_text (lost, "actualCloseDate", "2026-03-01");
  fixture_assert_text (lost, "lostReason", "Prix");
  fixture_assert_text (lost, "stageBeforeClosing", "negotiation");
  lost_dump = fixture_dump (&fixture);

  fixture_set_now (&fixture, "2026-04-30T12:00:00Z");
  reopened = move (&fixture, id, "proposal", "");
  fixture_assert_int (reopened, "probability", 70);
  fixture_assert_text (reopened, "actualCloseDate", NULL);
  fixture_assert_text (reopened, "lostReason", NULL);
  fixture_assert_undone (&fixture, lost_dump);

  fixture_set_now (&fixture, "2028-02-29T12:00:00Z");
  won = move (&fixture, id, "closed_won", ",'wonReason':'Service'");
  fixture_assert_int (won, "probability", 100);
  fixture_assert_text (won, "actualCloseDate", "2028-02-29");
  fixture_assert_text (won, "stageBeforeClosing", "negotiation");
  fixture_assert_text (won, "lostReason", NULL);
  fixture_assert_undone (&fixture, lost_dump);
  fixture_close (&fixture);
}

static void
test_undo_too_late (void)
{
  Fixture fixture;
  g_autofree char *id = NULL;
  g_autofree char *text = NULL;
  g_autoptr(JsonObject) inverse = NULL;
  g_autoptr(JsonObject) plain = NULL;

  fixture_open (&fixture, ROUNDS_SCHEMA_SERVER);
  id = make_deal (&fixture, 1, "");
  json_object_unref (move (&fixture, id, "proposal", ""));
  inverse = json_object_ref (json_object_get_object_member (fixture.context.inverse, "arguments"));
  fixture_set_now (&fixture, "2026-03-12T10:00:00Z");
  json_object_unref (move (&fixture, id, "negotiation", ""));

  text = rounds_json_object_to_text (inverse);
  fixture_refuse (&fixture, "MOVED_SINCE", "opportunity.undo-move", "%s", g_strdelimit (text, "\"", '\''));
  fixture_refuse (&fixture, "MOVED_SINCE", "opportunity.undo-move",
                  "{'id':'%s','changeId':'%s','values':{'stage':'prospecting'}}", id,
                  json_object_get_string_member (inverse, "changeId"));
  fixture_close (&fixture);
}

static void
test_places (gconstpointer data)
{
  const RoundsSchema *schema = data;
  Fixture fixture;
  g_autofree char *more = NULL;
  g_autofree char *before = NULL;
  char *ids[6];

  fixture_open (&fixture, *schema);
  for (guint i = 0; i < 5; i++)
    ids[i] = make_deal (&fixture, i + 1, "");
  ids[5] = deal_id (99);
  assert_column (&fixture, "prospecting", "1,2,3,4,5");

  /* An empty column, its end, its top, a place, a neighbour above, one below. */
  json_object_unref (move (&fixture, ids[0], "proposal", ",'position':7"));
  assert_column (&fixture, "proposal", "1");
  json_object_unref (move (&fixture, ids[1], "proposal", ""));
  json_object_unref (move (&fixture, ids[2], "proposal", ",'position':0"));
  assert_column (&fixture, "proposal", "3,1,2");
  json_object_unref (move (&fixture, ids[3], "proposal", ",'position':1"));
  assert_column (&fixture, "proposal", "3,4,1,2");
  more = g_strdup_printf (",'afterId':'%s'", ids[2]);
  json_object_unref (move (&fixture, ids[4], "proposal", more));
  assert_column (&fixture, "proposal", "3,5,4,1,2");
  assert_column (&fixture, "prospecting", "");

  before = fixture_dump (&fixture);
  g_free (more);
  more = g_strdup_printf (",'beforeId':'%s'", ids[2]);
  json_object_unref (move (&fixture, ids[1], "proposal", more));
  assert_column (&fixture, "proposal", "2,3,5,4,1");
  /* Within a column a move writes the rank only. */
  g_assert_cmpint (fixture_count (&fixture, "SELECT COUNT(*) FROM stage_changes"), ==, 10);
  fixture_assert_undone (&fixture, before);
  assert_column (&fixture, "proposal", "3,5,4,1,2");

  /* A neighbour that has gone: the end; and no place given in the column it is in: nothing. */
  g_free (more);
  more = g_strdup_printf (",'afterId':'%s'", ids[5]);
  json_object_unref (move (&fixture, ids[2], "proposal", more));
  assert_column (&fixture, "proposal", "5,4,1,2,3");
  json_object_unref (move (&fixture, ids[4], "proposal", ""));
  assert_column (&fixture, "proposal", "5,4,1,2,3");
  g_assert_null (fixture.context.inverse);

  fixture_refuse (&fixture, "TOO_SMALL", "opportunity.move", "{'id':'%s','stage':'proposal','position':-1}", ids[0]);
  fixture_refuse (&fixture, "WRONG_TYPE", "opportunity.move", "{'id':'%s','stage':'proposal','position':'first'}", ids[0]);
  fixture_refuse (&fixture, "UNKNOWN_STAGE", "opportunity.move", "{'id':'%s','stage':'dreaming'}", ids[0]);
  fixture_refuse (&fixture, "NOT_FOUND", "opportunity.move", "{'id':'%s','stage':'proposal'}", ids[5]);

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    g_free (ids[i]);
  fixture_close (&fixture);
}

/* Always into the same gap, which is what uses ranks up, and against a plain list. */
static void
test_many_moves (void)
{
  Fixture fixture;
  g_autoptr(GPtrArray) order = g_ptr_array_new ();
  g_autoptr(GRand) random = g_rand_new_with_seed (7);
  g_autofree char *expected = NULL;
  g_autoptr(GString) joined = g_string_new (NULL);
  char *ids[12];

  fixture_open (&fixture, ROUNDS_SCHEMA_CACHE);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      ids[i] = make_deal (&fixture, i, "");
      g_ptr_array_add (order, GUINT_TO_POINTER (i));
    }

  for (guint n = 0; n < 500; n++)
    {
      guint from = n < 250 ? G_N_ELEMENTS (ids) - 1 : (guint) g_rand_int_range (random, 0, G_N_ELEMENTS (ids));
      guint to = n < 250 ? 1 : (guint) g_rand_int_range (random, 0, G_N_ELEMENTS (ids));
      gpointer card = g_ptr_array_steal_index (order, from);
      g_autofree char *more = g_strdup_printf (",'position':%u", to);

      g_ptr_array_insert (order, (int) to, card);
      json_object_unref (move (&fixture, ids[GPOINTER_TO_UINT (card)], "prospecting", more));
    }

  for (guint i = 0; i < order->len; i++)
    g_string_append_printf (joined, "%s%u", i > 0 ? "," : "", GPOINTER_TO_UINT (g_ptr_array_index (order, i)));
  assert_column (&fixture, "prospecting", joined->str);
  g_assert_cmpint (fixture_count (&fixture, "SELECT MAX(LENGTH(rank)) FROM opportunities"), <=, 48);

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    g_free (ids[i]);
  fixture_close (&fixture);
}

/* Two people have put a card in one place at once. */
static void
test_equal_ranks (void)
{
  Fixture fixture;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;
  g_autofree char *more = NULL;
  g_autoptr(GError) error = NULL;

  fixture_open (&fixture, ROUNDS_SCHEMA_SERVER);
  first = make_deal (&fixture, 1, "");
  second = make_deal (&fixture, 2, "");
  third = make_deal (&fixture, 3, "");
  g_assert_true (rounds_database_execute (fixture.database, &error, "UPDATE opportunities SET rank = 'V'", NULL));
  more = g_strdup_printf (",'position':1");
  json_object_unref (move (&fixture, third, "prospecting", more));
  assert_column (&fixture, "prospecting", "1,3,2");
  fixture_close (&fixture);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/operations/opportunity/create", test_create);
  fixture_add_tests ("/operations/opportunity/create-undone", test_create_undone);
  g_test_add_func ("/operations/opportunity/edit", test_edit);
  fixture_add_tests ("/operations/opportunity/move", test_move);
  fixture_add_tests ("/operations/opportunity/close-and-reopen", test_close_and_reopen);
  g_test_add_func ("/operations/opportunity/undo-too-late", test_undo_too_late);
  fixture_add_tests ("/operations/opportunity/places", test_places);
  g_test_add_func ("/operations/opportunity/many-moves", test_many_moves);
  g_test_add_func ("/operations/opportunity/equal-ranks", test_equal_ranks);

  return g_test_run ();
}
