/* test-custom-fields.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations-fixture.h"

#define create_field(fixture, rest) \
  fixture_run (fixture, "record.create", "{'kind':'custom-field','values':{'kind':'institution'," rest "}}")

static void
test_definitions (void)
{
  Fixture fixture;
  g_autoptr(JsonObject) field = NULL;

  fixture_open (&fixture, ROUNDS_SCHEMA_SERVER);
  field = create_field (&fixture, "'key':'budget','label':'Budget','type':'money'");
  fixture_assert_text (field, "key", "budget");

  fixture_refuse (&fixture, "VALIDATION_ERROR", "record.create",
                  "{'kind':'custom-field','values':{'kind':'institution','key':'budget','label':'Again','type':'text'}}");
  fixture_refuse (&fixture, "VALIDATION_ERROR", "record.create",
                  "{'kind':'custom-field','values':{'kind':'institution','key':'Bad key','label':'x','type':'text'}}");
  fixture_refuse (&fixture, "VALIDATION_ERROR", "record.create",
                  "{'kind':'custom-field','values':{'kind':'institution','key':'tier','label':'x','type':'choice'}}");
  fixture_refuse (&fixture, "VALIDATION_ERROR", "record.create",
                  "{'kind':'custom-field','values':{'kind':'institution','key':'t','label':'x','type':'choice','choices':['a','a']}}");
  fixture_refuse (&fixture, "VALIDATION_ERROR", "record.create",
                  "{'kind':'custom-field','values':{'kind':'institution','key':'t','label':'x','type':'text','choices':['a']}}");
  /* The key and the type are what the data hang on. */
  fixture_refuse (&fixture, "VALIDATION_ERROR", "record.update", "{'kind':'custom-field','id':'%s','values':{'key':'other'}}",
                  json_object_get_string_member (field, "id"));
  fixture_refuse (&fixture, "VALIDATION_ERROR", "record.update", "{'kind':'custom-field','id':'%s','values':{'type':'text'}}",
                  json_object_get_string_member (field, "id"));
  /* The same key of another kind is another field. */
  json_object_unref (fixture_run (&fixture, "record.create",
                                  "{'kind':'custom-field','values':{'kind':'contact','key':'budget','label':'B','type':'text'}}"));

  fixture_close (&fixture);
}

static void
assert_custom (Fixture    *fixture,
               const char *expected)
{
  g_autoptr(JsonObject) record = fixture_get (fixture, "institution", CLINIC_ID);
  JsonNode *node = json_object_get_member (record, "custom");
  g_autofree char *text = json_to_string (node, FALSE);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_values (void)
{
  Fixture fixture;
  g_autoptr(JsonObject) budget = NULL;
  g_autoptr(JsonObject) code = NULL;

  fixture_open (&fixture, ROUNDS_SCHEMA_SERVER);
  budget = create_field (&fixture, "'key':'budget','label':'Budget','type':'money'");
  code = create_field (&fixture, "'key':'code','label':'Code','type':'text'");

  json_object_unref (fixture_run (&fixture, "record.update",
                                  "{'kind':'institution','id':'" CLINIC_ID "','values':{'custom':{'budget':'12.50'}}}"));
  assert_custom (&fixture, "{\"budget\":12.5}");
  json_object_unref (fixture_run (&fixture, "record.update",
                                  "{'kind':'institution','id':'" CLINIC_ID "','values':{'custom':{'code':'X'}}}"));
  assert_custom (&fixture, "{\"budget\":12.5,\"code\":\"X\"}");
  /* The inverse takes out what came in, and leaves the rest. */
  fixture_undo (&fixture);
  assert_custom (&fixture, "{\"budget\":12.5}");

  fixture_refuse (&fixture, "VALIDATION_ERROR", "record.update",
                  "{'kind':'institution','id':'" CLINIC_ID "','values':{'custom':{'nothing':'X'}}}");
  fixture_refuse (&fixture, "VALIDATION_ERROR", "record.update",
                  "{'kind':'institution','id':'" CLINIC_ID "','values':{'custom':{'budget':true}}}");

  /* The data outlive the definition. */
  json_object_unref (fixture_run (&fixture, "record.delete", "{'kind':'custom-field','id':'%s'}",
                                  json_object_get_string_member (budget, "id")));
  json_object_unref (fixture_run (&fixture, "record.update",
                                  "{'kind':'institution','id':'" CLINIC_ID "','values':{'custom':{'code':'Y'}}}"));
  assert_custom (&fixture, "{\"budget\":12.5,\"code\":\"Y\"}");
  fixture_refuse (&fixture, "VALIDATION_ERROR", "record.update",
                  "{'kind':'institution','id':'" CLINIC_ID "','values':{'custom':{'budget':1}}}");

  fixture_close (&fixture);
}

static void
test_required (void)
{
  Fixture fixture;

  fixture_open (&fixture, ROUNDS_SCHEMA_SERVER);
  json_object_unref (create_field (&fixture, "'key':'code','label':'Code','type':'text','required':true"));

  fixture_refuse (&fixture, "VALIDATION_ERROR", "record.create", "{'kind':'institution','values':{'name':'New'}}");
  json_object_unref (fixture_run (&fixture, "record.create",
                                  "{'kind':'institution','values':{'name':'New','custom':{'code':'a'}}}"));
  /* What was there before is not held up. */
  json_object_unref (fixture_run (&fixture, "record.update",
                                  "{'kind':'institution','id':'" CLINIC_ID "','values':{'name':'Renamed'}}"));
  json_object_unref (fixture_run (&fixture, "record.update",
                                  "{'kind':'institution','id':'" CLINIC_ID "','values':{'custom':{'code':'a'}}}"));
  fixture_refuse (&fixture, "VALIDATION_ERROR", "record.update",
                  "{'kind':'institution','id':'" CLINIC_ID "','values':{'custom':{'code':null}}}");

  fixture_close (&fixture);
}

/* A client may not know a definition yet that the server has. */
static void
test_client (void)
{
  Fixture fixture;

  fixture_open (&fixture, ROUNDS_SCHEMA_CACHE);
  fixture.context.is_server = FALSE;
  json_object_unref (fixture_run (&fixture, "record.update",
                                  "{'kind':'institution','id':'" CLINIC_ID "','values':{'custom':{'unknown':'a'}}}"));
  assert_custom (&fixture, "{\"unknown\":\"a\"}");
  fixture_close (&fixture);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/custom-fields/definitions", test_definitions);
  g_test_add_func ("/custom-fields/values", test_values);
  g_test_add_func ("/custom-fields/required", test_required);
  g_test_add_func ("/custom-fields/client", test_client);

  return g_test_run ();
}
