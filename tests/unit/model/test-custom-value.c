/* test-custom-value.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "model/rounds-custom-field.h"
#include "model/rounds-custom-value.h"
#include "model/rounds-json.h"
#include "model/rounds-problem.h"
#include "model/rounds-registry.h"

static const RoundsField *
define (const char *key,
        const char *type,
        const char *more)
{
  g_autoptr(RoundsEntity) definition = rounds_entity_new (rounds_registry_get (ROUNDS_TYPE_CUSTOM_FIELD));
  g_autofree char *text = g_strdup_printf ("{\"kind\":\"institution\",\"key\":\"%s\",\"label\":\"The %s\",\"type\":\"%s\"%s}", key, key,
                                           type, more);
  g_autoptr(JsonObject) object = rounds_json_parse_object (text, -1, NULL);
  g_autoptr(GError) error = NULL;

  rounds_json_apply (definition, object, ROUNDS_JSON_NEW, &error);
  g_assert_no_error (error);

  return rounds_custom_field_get_field (definition);
}

static GPtrArray *
define_all (void)
{
  GPtrArray *fields = g_ptr_array_new ();

  g_ptr_array_add (fields, (gpointer) define ("budget", "money", ""));
  g_ptr_array_add (fields, (gpointer) define ("code", "text", ",\"required\":true"));
  g_ptr_array_add (fields, (gpointer) define ("rate", "decimal", ""));
  g_ptr_array_add (fields, (gpointer) define ("since", "date", ""));
  g_ptr_array_add (fields, (gpointer) define ("vip", "boolean", ""));
  g_ptr_array_add (fields, (gpointer) define ("tier", "choice", ",\"choices\":[\"gold\",\"silver\"]"));
  g_ptr_array_add (fields, (gpointer) define ("needs", "choices", ",\"choices\":[\"MRI\",\"CT\"]"));
  g_ptr_array_add (fields, (gpointer) define ("site", "url", ""));

  return fields;
}

static void
apply (RoundsEntity    *entity,
       const char      *json,
       RoundsJsonFlags  flags)
{
  g_autoptr(JsonObject) object = rounds_json_parse_object (json, -1, NULL);
  g_autoptr(GError) error = NULL;

  rounds_json_apply (entity, object, flags, &error);
  g_assert_no_error (error);
}

static const char *
get_text (RoundsEntity *entity)
{
  return rounds_entity_get_text (entity, ROUNDS_CUSTOM_FIELD_NAME);
}

/* What is given changes what it names; null takes out; the text is always the same one. */
static void
test_merge (void)
{
  g_autoptr(RoundsEntity) entity = rounds_entity_new (rounds_registry_find ("institution"));
  g_autoptr(RoundsEntity) copy = NULL;
  g_autoptr(JsonObject) difference = NULL;
  g_autofree char *json = NULL;

  apply (entity, "{\"custom\":{\"b\":1,\"a\":\"x\"}}", ROUNDS_JSON_DEFAULT);
  g_assert_cmpstr (get_text (entity), ==, "{\"a\":\"x\",\"b\":1}");
  copy = rounds_entity_copy (entity);
  apply (entity, "{\"custom\":{\"c\":[\"u\",\"v\"],\"a\":null,\"d\":12.5,\"e\":\"\"}}", ROUNDS_JSON_DEFAULT);
  g_assert_cmpstr (get_text (entity), ==, "{\"b\":1,\"c\":[\"u\",\"v\"],\"d\":12.5}");

  json = rounds_json_from_entity (entity);
  g_assert_nonnull (strstr (json, "\"custom\":{\"b\":1,\"c\":[\"u\",\"v\"],\"d\":12.5}"));

  /* The server's word is the whole of it. */
  difference = rounds_json_diff (copy, entity);
  rounds_json_apply (copy, difference, ROUNDS_JSON_TRUSTED, NULL);
  g_assert_cmpstr (get_text (copy), ==, get_text (entity));

  apply (entity, "{\"custom\":null}", ROUNDS_JSON_DEFAULT);
  g_assert_null (get_text (entity));
  g_free (json);
  json = rounds_json_from_entity (entity);
  g_assert_nonnull (strstr (json, "\"custom\":{}"));
}

static void
test_diff (void)
{
  g_autoptr(JsonNode) difference = rounds_json_object_diff ("{\"a\":1,\"b\":2,\"c\":3}", "{\"b\":2,\"c\":4,\"d\":5}");
  g_autofree char *text = rounds_json_object_sort (json_node_get_object (difference));

  g_assert_cmpstr (text, ==, "{\"a\":null,\"c\":4,\"d\":5}");
}

static void
assert_refused (const char *json,
                const char *field,
                const char *code)
{
  g_autoptr(RoundsEntity) entity = rounds_entity_new (rounds_registry_find ("institution"));
  g_autoptr(GPtrArray) fields = define_all ();
  g_autoptr(JsonObject) object = rounds_json_parse_object (json, -1, NULL);
  g_autoptr(GError) error = NULL;

  if (rounds_json_apply (entity, object, ROUNDS_JSON_DEFAULT, &error))
    rounds_custom_values_check (fields, NULL, entity, TRUE, &error);
  g_assert_error (error, ROUNDS_PROBLEM, ROUNDS_PROBLEM_INVALID);
  g_assert_cmpuint (rounds_problem_get_fields (error)->len, ==, 1);
  g_assert_cmpstr (((RoundsFieldProblem *) g_ptr_array_index (rounds_problem_get_fields (error), 0))->field, ==, field);
  g_assert_cmpstr (((RoundsFieldProblem *) g_ptr_array_index (rounds_problem_get_fields (error), 0))->code, ==, code);
}

static void
test_refuses (void)
{
  assert_refused ("{\"custom\":{\"code\":\"x\",\"budget\":\"much\"}}", "custom.budget", "WRONG_TYPE");
  assert_refused ("{\"custom\":{\"code\":\"x\",\"budget\":1.005}}", "custom.budget", "TOO_PRECISE");
  assert_refused ("{\"custom\":{\"code\":\"x\",\"budget\":1e14}}", "custom.budget", "TOO_LARGE");
  assert_refused ("{\"custom\":{\"code\":\"x\",\"since\":\"2026-02-30\"}}", "custom.since", "BAD_DATE");
  assert_refused ("{\"custom\":{\"code\":\"x\",\"vip\":1}}", "custom.vip", "WRONG_TYPE");
  assert_refused ("{\"custom\":{\"code\":\"x\",\"tier\":\"iron\"}}", "custom.tier", "UNKNOWN_CHOICE");
  assert_refused ("{\"custom\":{\"code\":\"x\",\"needs\":[\"CT\",\"PET\"]}}", "custom.needs", "UNKNOWN_CHOICE");
  assert_refused ("{\"custom\":{\"code\":\"x\",\"site\":\"ftp://x\"}}", "custom.site", "BAD_URL");
  assert_refused ("{\"custom\":{\"code\":\"x\",\"nobody\":1}}", "custom.nobody", "UNKNOWN_FIELD");
  assert_refused ("{\"custom\":{\"code\":\"x\",\"vip\":{}}}", "custom.vip", "WRONG_TYPE");
  assert_refused ("{\"custom\":[]}", "custom", "WRONG_TYPE");
  assert_refused ("{\"custom\":{\"vip\":true}}", "custom.code", "REQUIRED");
  assert_refused ("{}", "custom.code", "REQUIRED");
}

static void
test_accepts (void)
{
  g_autoptr(RoundsEntity) entity = rounds_entity_new (rounds_registry_find ("institution"));
  g_autoptr(RoundsEntity) before = NULL;
  g_autoptr(GPtrArray) fields = define_all ();
  g_auto(RoundsValue) value = ROUNDS_VALUE_INIT;
  g_autoptr(GError) error = NULL;

  apply (entity, "{\"custom\":{\"code\":\"x\",\"budget\":\"1234.50\",\"rate\":0.1234,\"vip\":false,\"needs\":[\"CT\"]}}",
         ROUNDS_JSON_DEFAULT);
  rounds_custom_values_check (fields, NULL, entity, TRUE, &error);
  g_assert_no_error (error);
  /* Written as its type is written. */
  g_assert_cmpstr (get_text (entity), ==, "{\"budget\":1234.5,\"code\":\"x\",\"needs\":[\"CT\"],\"rate\":0.1234,\"vip\":false}");

  rounds_custom_value_get (entity, rounds_custom_fields_find (fields, "custom.budget"), &value);
  g_assert_cmpint (value.integer, ==, 123450);
  rounds_custom_value_get (entity, rounds_custom_fields_find (fields, "custom.rate"), &value);
  g_assert_cmpint (value.integer, ==, 1234);
  rounds_custom_value_get (entity, rounds_custom_fields_find (fields, "custom.needs"), &value);
  g_assert_cmpstr (value.text, ==, "[\"CT\"]");
  rounds_custom_value_get (entity, rounds_custom_fields_find (fields, "custom.since"), &value);
  g_assert_cmpint (value.type, ==, ROUNDS_VALUE_NULL);

  rounds_value_set_integer (&value, 1);
  rounds_custom_value_set (entity, rounds_custom_fields_find (fields, "custom.vip"), &value);
  g_assert_nonnull (strstr (get_text (entity), "\"vip\":true"));

  /* A definition that is gone leaves its value, and cannot be written any more. */
  before = rounds_entity_copy (entity);
  g_ptr_array_remove_index (fields, 0);
  apply (entity, "{\"custom\":{\"vip\":false}}", ROUNDS_JSON_DEFAULT);
  rounds_custom_values_check (fields, before, entity, TRUE, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (get_text (entity), "\"budget\":1234.5"));
  apply (entity, "{\"custom\":{\"budget\":1}}", ROUNDS_JSON_DEFAULT);
  g_assert_false (rounds_custom_values_check (fields, before, entity, TRUE, NULL));
  g_assert_true (rounds_custom_values_check (fields, before, entity, FALSE, NULL));
}

/* The same definition is the same field, for a filter to hold on to. */
static void
test_same_field (void)
{
  const RoundsField *field = define ("budget", "money", "");

  g_assert_true (field == define ("budget", "money", ""));
  g_assert_true (field != define ("budget", "money", ",\"required\":true"));
  g_assert_cmpstr (rounds_field_get_label (field), ==, "The budget");
  g_assert_false (rounds_field_has_column (field));
  g_assert_true (rounds_custom_key_is_valid ("a1_B"));
  g_assert_false (rounds_custom_key_is_valid ("A"));
  g_assert_false (rounds_custom_key_is_valid ("a'b"));
  g_assert_false (rounds_custom_key_is_valid (""));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/custom-value/merge", test_merge);
  g_test_add_func ("/custom-value/diff", test_diff);
  g_test_add_func ("/custom-value/refuses", test_refuses);
  g_test_add_func ("/custom-value/accepts", test_accepts);
  g_test_add_func ("/custom-value/same-field", test_same_field);

  return g_test_run ();
}
