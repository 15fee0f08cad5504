/* test-filter.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "model/rounds-json.h"
#include "model/rounds-problem.h"
#include "model/rounds-time.h"
#include "support.h"

/* Trees as people and clients send them: every operator, days that move, other records, and what is refused and where. */

/* A Tuesday; in Paris it is eleven in the morning. */
#define NOW "2026-11-24T10:00:00Z"

#define ME "01900000-0000-7000-8000-0000000000aa"
#define OTHER "01900000-0000-7000-8000-0000000000bb"

static RoundsFilter *
get_scope (const RoundsEntityInfo *info,
           gpointer                user_data)
{
  const char *hidden = user_data;
  g_autoptr(RoundsFilter) named = NULL;

  if (hidden == NULL || !g_str_equal (info->kind, "institution"))
    return rounds_filter_new_all ();

  named = rounds_filter_new_text (rounds_entity_info_find (info, "name"), ROUNDS_FILTER_EQUAL, hidden);
  return rounds_filter_new_not (named);
}

static RoundsFilter *
read_filter (Room        *room,
             const char  *kind,
             const char  *json,
             const char  *hidden,
             GError     **error)
{
  g_autofree char *text = g_strdelimit (g_strdup (json), "'", '"');
  g_autoptr(JsonNode) node = rounds_json_parse (text, -1, NULL);
  g_autoptr(GTimeZone) zone = g_time_zone_new_identifier ("Europe/Paris");
  RoundsFilterContext context = { room->database, 0, zone, ME, get_scope, (gpointer) hidden, NULL };
  RoundsFilter *filter;

  g_assert_nonnull (node);
  rounds_instant_parse (NOW, &context.now);
  filter = rounds_filter_read (rounds_registry_find (kind), node, &context, error);

  /* What was read is written as it was. */
  if (filter != NULL)
    {
      g_autoptr(JsonNode) again = rounds_filter_to_json (filter);
      g_autofree char *written = rounds_json_to_text (again);

      g_assert_cmpstr (written, ==, text);
    }

  return filter;
}

static void
assert_finds (Room       *room,
              const char *kind,
              const char *json,
              const char *hidden,
              const char *expected)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(RoundsFilter) filter = read_filter (room, kind, json, hidden, &error);
  g_autoptr(RoundsQuery) query = rounds_query_new (rounds_registry_find (kind));
  g_autofree char *titles = NULL;

  g_assert_no_error (error);
  rounds_query_set_filter (query, filter);
  titles = room_titles (room, query);
  if (g_strcmp0 (titles, expected) != 0)
    g_test_message ("%s", json);
  g_assert_cmpstr (titles, ==, expected);
}

static void
insert_user (Room       *room,
             const char *id,
             const char *email,
             const char *team_id)
{
  g_autoptr(RoundsEntity) user = room_insert (room, "user", "id", id, "email", email, "team-id", team_id, NULL);
}

static void
fill (Room *room)
{
  g_autoptr(RoundsEntity) team = room_insert (room, "team", "name", "Nord", NULL);
  const char *team_id = rounds_entity_get_id (team);

  insert_user (room, ME, "me@example.com", team_id);
  insert_user (room, OTHER, "other@example.com", "");
  {
    g_autoptr(RoundsEntity) a = room_insert (room, "institution", "name", "A", "city", "Nantes", "tags", "vip, new", "bed-capacity", "120",
                                             "last-audit-date", "2026-11-01", "assigned-user-id", ME,
                                             "created-at", "2026-11-23T23:30:00Z", NULL);
    g_autoptr(RoundsEntity) b = room_insert (room, "institution", "name", "B", "city", "Angers", "tags", "new", "bed-capacity", "40",
                                             "last-audit-date", "2026-10-31", "assigned-user-id", OTHER,
                                             "created-at", "2026-11-23T22:30:00Z", NULL);
    g_autoptr(RoundsEntity) c = room_insert (room, "institution", "name", "C", "city", "", NULL);
    g_autoptr(RoundsEntity) x = room_insert (room, "contact", "last-name", "X", "title", "Pharmacien", "institution-id",
                                             rounds_entity_get_id (a), NULL);
    g_autoptr(RoundsEntity) y = room_insert (room, "contact", "last-name", "Y", "title", "Acheteur", "institution-id",
                                             rounds_entity_get_id (b), NULL);
    g_autoptr(RoundsEntity) gone = room_insert (room, "contact", "last-name", "Z", "title", "Acheteur", "institution-id",
                                                rounds_entity_get_id (c), "deleted-at", NOW, NULL);
  }
}

static void
test_operators (Room          *room,
                gconstpointer  data)
{
  fill (room);

  assert_finds (room, "institution", "{'field':'bedCapacity','op':'between','value':[40,119]}", NULL, "B");
  assert_finds (room, "institution", "{'field':'address.city','op':'notIn','value':['Nantes']}", NULL, "B|C");
  assert_finds (room, "institution", "{'field':'tags','op':'hasAny','value':['vip','none']}", NULL, "A");
  assert_finds (room, "institution", "{'field':'tags','op':'hasAll','value':['new','vip']}", NULL, "A");
  assert_finds (room, "institution", "{'field':'tags','op':'hasAll','value':[]}", NULL, "A|B|C");
  assert_finds (room, "institution", "{'field':'tags','op':'hasNone','value':['vip']}", NULL, "B|C");
  assert_finds (room, "institution", "{'field':'tags','op':'isEmpty'}", NULL, "C");
  assert_finds (room, "institution", "{'field':'tags','op':'isNotEmpty'}", NULL, "A|B");
  assert_finds (room, "institution", "{'field':'tags','op':'empty','value':false}", NULL, "A|B");
  assert_finds (room, "institution", "{'field':'assignedUserId','op':'eq','value':{'me':true}}", NULL, "A");
  assert_finds (room, "institution", "{'or':[{'field':'address.city','op':'eq','value':'Angers'},"
                                     "{'and':[{'field':'name','op':'eq','value':'C'},{'not':{'field':'tags','op':'isNotEmpty'}}]}]}",
                NULL, "B|C");
}

static void
test_days (Room          *room,
           gconstpointer  data)
{
  fill (room);

  assert_finds (room, "institution", "{'field':'medicalProfile.lastAuditDate','op':'gte','value':{'startOf':'month'}}", NULL, "A");
  assert_finds (room, "institution", "{'field':'medicalProfile.lastAuditDate','op':'lte','value':{'endOf':'month','monthsAgo':1}}", NULL, "B");
  assert_finds (room, "institution", "{'field':'medicalProfile.lastAuditDate','op':'between','value':[{'startOf':'quarter'},{'endOf':'year'}]}",
                NULL, "A|B");
  assert_finds (room, "institution", "{'field':'medicalProfile.lastAuditDate','op':'eq','value':{'daysAgo':23}}", NULL, "A");
  assert_finds (room, "institution", "{'field':'medicalProfile.lastAuditDate','op':'lt','value':{'monthsAgo':1,'daysAhead':7}}", NULL, "");
  assert_finds (room, "institution", "{'field':'medicalProfile.lastAuditDate','op':'lt','value':{'monthsAgo':1,'daysAhead':8}}", NULL, "B");

  /* Half past midnight in Paris is today, half an hour before midnight is yesterday; both are the 23rd in Greenwich. */
  assert_finds (room, "institution", "{'field':'createdAt','op':'eq','value':'2026-11-24'}", NULL, "A");
  assert_finds (room, "institution", "{'field':'createdAt','op':'eq','value':{'daysAgo':1}}", NULL, "B");
  assert_finds (room, "institution", "{'field':'createdAt','op':'ne','value':{'daysAgo':1}}", NULL, "A|C");
  assert_finds (room, "institution", "{'field':'createdAt','op':'gt','value':{'daysAgo':1}}", NULL, "A");
  assert_finds (room, "institution", "{'field':'createdAt','op':'gte','value':{'daysAgo':1}}", NULL, "A|B");
  assert_finds (room, "institution", "{'field':'createdAt','op':'lt','value':{'daysAgo':0}}", NULL, "B");
  assert_finds (room, "institution", "{'field':'createdAt','op':'lte','value':{'daysAgo':0}}", NULL, "A|B");
  assert_finds (room, "institution", "{'field':'createdAt','op':'between','value':[{'startOf':'week'},{'endOf':'week'}]}", NULL, "A|B");
  assert_finds (room, "institution", "{'field':'createdAt','op':'gte','value':'2026-11-23T23:00:00Z'}", NULL, "A");
}

static void
test_other_records (Room          *room,
                    gconstpointer  data)
{
  fill (room);

  assert_finds (room, "contact", "{'field':'institution.address.city','op':'eq','value':'Nantes'}", NULL, "X");
  assert_finds (room, "contact", "{'field':'institution.assignedUser.team.name','op':'eq','value':'Nord'}", NULL, "X");
  assert_finds (room, "contact", "{'field':'institution.openDeals','op':'eq','value':0}", NULL, "X|Y");
  assert_finds (room, "institution", "{'related':'contacts','where':{'field':'title','op':'contains','value':'achet'}}", NULL, "B");
  assert_finds (room, "institution", "{'not':{'related':'contacts'}}", NULL, "C");
  assert_finds (room, "institution", "{'related':'contacts','by':'institutionId'}", NULL, "A|B");
  assert_finds (room, "institution",
                "{'related':'contacts','where':{'field':'institution.name','op':'eq','value':'A'}}", NULL, "A");

  /* Of what may not be known nothing can be found out. */
  assert_finds (room, "contact", "{'field':'institution.address.city','op':'isNotEmpty'}", "A", "Y");
  assert_finds (room, "institution",
                "{'related':'contacts','where':{'field':'institution.name','op':'eq','value':'A'}}", "A", "");
}

static void
test_refusals (Room          *room,
               gconstpointer  data)
{
  static const struct
  {
    const char *json;
    const char *place;
  } cases[] = {
    { "[]", "filter" },
    { "{'and':1}", "filter.and" },
    { "{'and':[{'field':'name','op':'eq','value':'x'},{'not':{'field':'nobody','op':'eq','value':1}}]}", "filter.and[1].not.field" },
    { "{'or':[{'field':'name','op':'like','value':'x'}]}", "filter.or[0].op" },
    { "{'field':'bedCapacity','op':'eq','value':'many'}", "filter.value" },
    { "{'field':'bedCapacity','op':'hasAny','value':[1]}", "filter.op" },
    { "{'field':'tags','op':'between','value':['a','b']}", "filter.op" },
    { "{'field':'bedCapacity','op':'between','value':[1]}", "filter.value" },
    { "{'field':'createdAt','op':'gte','value':{'daysAgo':-1}}", "filter.value" },
    { "{'field':'createdAt','op':'gte','value':{'daysAgo':1e9}}", "filter.value" },
    { "{'field':'createdAt','op':'gte','value':{'startOf':'decade'}}", "filter.value" },
    { "{'field':'createdAt','op':'gte','value':{}}", "filter.value" },
    { "{'field':'assignedUserId','op':'eq','value':{'me':false}}", "filter.value" },
    { "{'field':'name','op':'eq','value':'x','period':{'months':1}}", "filter.period" },
    { "{'field':'paidInPeriod','op':'gt','value':1,'period':{'months':0}}", "filter.period" },
    { "{'field':'institution.name','op':'eq','value':'x'}", "filter.field" },
    { "{'field':'assignedUser.team.nothing','op':'eq','value':'x'}", "filter.field" },
    { "{'related':'people'}", "filter.related" },
    { "{'related':'audit-entries'}", "filter.related" },
    { "{'related':'contacts','by':'reportsToId'}", "filter.by" },
    { "{'related':'contacts','where':{'field':'title','op':'lt','value':1}}", "filter.where.value" },
    { "{'field':'name','op':'eq','value':'x','related':'contacts'}", "filter" },
    { "{'field':'health','op':'contains','value':'5'}", "filter.op" },
    { "{'field':'lifecycle','op':'eq','value':'dead'}", "filter.value" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      GPtrArray *fields;

      g_test_message ("%s", cases[i].json);
      g_assert_null (read_filter (room, "institution", cases[i].json, NULL, &error));
      assert_problem (error, ROUNDS_PROBLEM_INVALID, "BAD_FILTER");
      fields = rounds_problem_get_fields (error);
      g_assert_cmpuint (fields->len, ==, 1);
      g_assert_cmpstr (((RoundsFieldProblem *) g_ptr_array_index (fields, 0))->field, ==, cases[i].place);
    }
}

/* However much is asked, it stays one statement that the database takes, or it is refused. */
static void
test_size (Room          *room,
           gconstpointer  data)
{
  g_autoptr(GString) heavy = g_string_new ("{'and':[");
  g_autoptr(GString) wide = g_string_new ("{'or':[");
  g_autoptr(GString) values = g_string_new (NULL);
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < 41; i++)
    g_string_append_printf (heavy, "%s{'field':'health','op':'gt','value':%u}", i > 0 ? "," : "", i);
  g_string_append (heavy, "]}");
  g_assert_null (read_filter (room, "institution", heavy->str, NULL, &error));
  assert_problem (error, ROUNDS_PROBLEM_INVALID, "BAD_FILTER");
  g_clear_error (&error);

  for (guint i = 0; i < 400; i++)
    g_string_append_printf (values, "%s'%u'", i > 0 ? "," : "", i);
  for (guint i = 0; i < 12; i++)
    g_string_append_printf (wide, "%s{'field':'name','op':'in','value':[%s]}", i > 0 ? "," : "", values->str);
  g_string_append (wide, "]}");
  assert_finds (room, "institution", wide->str, NULL, "");
  g_string_truncate (wide, wide->len - 2);
  g_string_append_printf (wide, ",{'field':'name','op':'in','value':[%s]}]}", values->str);
  g_assert_null (read_filter (room, "institution", wide->str, NULL, &error));
  assert_problem (error, ROUNDS_PROBLEM_INVALID, "BAD_FILTER");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  room_add ("/filter/operators", ROOM_SERVER, test_operators);
  room_add ("/filter/days", ROOM_SERVER, test_days);
  room_add ("/filter/other-records", ROOM_SERVER, test_other_records);
  room_add ("/filter/refusals", ROOM_SERVER, test_refusals);
  room_add ("/filter/size", ROOM_SERVER, test_size);

  return g_test_run ();
}
