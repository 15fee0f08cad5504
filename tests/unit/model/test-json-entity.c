/* test-json-entity.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "model/rounds-id.h"
#include "model/rounds-institution.h"
#include "model/rounds-invoice.h"
#include "model/rounds-json.h"
#include "model/rounds-money.h"
#include "model/rounds-opportunity.h"
#include "model/rounds-problem.h"
#include "model/rounds-registry.h"

#define INSTANT G_GINT64_CONSTANT (1794393000123456) /* 2026-11-11T09:50:00.123456Z */

static RoundsEntity *
create (const char *kind)
{
  const RoundsEntityInfo *info = rounds_registry_find (kind);

  g_assert_nonnull (info);
  return rounds_entity_new (info);
}

static JsonObject *
parse (const char *text)
{
  g_autoptr(GError) error = NULL;
  JsonObject *object = rounds_json_parse_object (text, -1, &error);

  g_assert_no_error (error);
  return object;
}

static GError *
apply (RoundsEntity    *entity,
       const char      *text,
       RoundsJsonFlags  flags)
{
  g_autoptr(JsonObject) object = parse (text);
  GError *error = NULL;

  g_assert_true (rounds_json_apply (entity, object, flags, &error) == (error == NULL));
  return error;
}

static void
assert_applied (RoundsEntity    *entity,
                const char      *text,
                RoundsJsonFlags  flags)
{
  g_autoptr(GError) error = apply (entity, text, flags);

  g_assert_no_error (error);
}

/* That @text is refused for exactly these pairs of path and code, ending with NULL, and changes nothing. */
static void
assert_refused (RoundsEntity       *entity,
                const char         *text,
                RoundsJsonFlags     flags,
                const char * const *expected)
{
  g_autofree char *before = rounds_json_from_entity (entity);
  g_autoptr(GError) error = apply (entity, text, flags);
  g_autofree char *after = rounds_json_from_entity (entity);
  GPtrArray *fields;
  guint n_expected = g_strv_length ((GStrv) expected) / 2;

  g_test_message ("%s", text);
  g_assert_error (error, ROUNDS_PROBLEM, ROUNDS_PROBLEM_INVALID);
  g_assert_cmpstr (rounds_problem_get_code (error), ==, "VALIDATION_ERROR");
  g_assert_cmpstr (before, ==, after);

  fields = rounds_problem_get_fields (error);
  for (guint i = 0; i < fields->len; i++)
    {
      const RoundsFieldProblem *problem = g_ptr_array_index (fields, i);

      g_test_message ("%s: %s: %s", problem->field, problem->code, problem->detail);
      g_assert_cmpuint (i, <, n_expected);
      g_assert_cmpstr (problem->field, ==, expected[i * 2]);
      g_assert_cmpstr (problem->code, ==, expected[i * 2 + 1]);
    }
  g_assert_cmpuint (fields->len, ==, n_expected);
}

#define REFUSED(entity, text, flags, ...) \
  assert_refused ((entity), (text), (flags), (const char * const[]) { __VA_ARGS__, NULL })

static void
fill_value (const RoundsField *field,
            guint              salt,
            RoundsValue       *value)
{
  static const char * const list[] = { "cardiology", "a \"quoted\" one", NULL };

  switch (field->type)
    {
    case ROUNDS_FIELD_INTEGER:
    case ROUNDS_FIELD_DECIMAL:
    case ROUNDS_FIELD_MONEY:
      rounds_value_set_integer (value, field->maximum > 0 ? field->maximum - salt % 7 : 123456 + salt);
      break;
    case ROUNDS_FIELD_BOOLEAN:
      rounds_value_set_integer (value, 1);
      break;
    case ROUNDS_FIELD_INSTANT:
      rounds_value_set_integer (value, INSTANT + salt);
      break;
    case ROUNDS_FIELD_DATE:
      rounds_value_set_text (value, "2028-02-29");
      break;
    case ROUNDS_FIELD_CHOICE:
      rounds_value_set_text (value, field->choices[salt % 2].value);
      break;
    case ROUNDS_FIELD_REFERENCE:
      rounds_value_take_text (value, rounds_id_derive (field->name));
      break;
    case ROUNDS_FIELD_TEXT_LIST:
      rounds_value_take_text (value, rounds_json_list_to_text (list));
      break;
    case ROUNDS_FIELD_JSON:
      rounds_value_set_text (value, "{\"z\":[1,{\"a\":null}],\"é\":\"\\n\"}");
      break;
    case ROUNDS_FIELD_OBJECT:
      rounds_value_take_text (value, g_strdup_printf ("{\"amount\":%u.5,\"list\":[\"é\"],\"vip\":true}", salt));
      break;
    case ROUNDS_FIELD_TEXT:
    case ROUNDS_FIELD_LONG_TEXT:
    case ROUNDS_FIELD_RECORDS:
    default:
      rounds_value_take_text (value, g_strdup_printf ("%s “%u” \\ \n é", field->name, salt));
    }
}

static RoundsEntity *
create_filled (const RoundsEntityInfo *info,
               guint                   salt)
{
  RoundsEntity *entity = rounds_entity_new (info);

  for (guint i = 0; i < info->n_fields; i++)
    {
      const RoundsField *field = &info->fields[i];
      g_auto(RoundsValue) value = ROUNDS_VALUE_INIT;

      if (field->type == ROUNDS_FIELD_RECORDS)
        {
          g_autoptr(GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);

          g_ptr_array_add (records, create_filled (rounds_registry_find (field->reference), salt + 1));
          g_ptr_array_add (records, create_filled (rounds_registry_find (field->reference), salt + 2));
          rounds_entity_set_records (entity, field->name, records);
          continue;
        }

      /* A secret is given, never written. */
      if (field->flags & ROUNDS_FIELD_SECRET)
        continue;

      if (g_str_equal (field->name, "id"))
        rounds_value_take_text (&value, rounds_id_new ());
      else
        fill_value (field, salt + i, &value);
      rounds_entity_take_value (entity, field, &value);
    }

  return entity;
}

static void
assert_equal (RoundsEntity *one,
              RoundsEntity *other)
{
  const RoundsEntityInfo *info = rounds_entity_get_info (one);

  g_assert_true (info == rounds_entity_get_info (other));

  for (guint i = 0; i < info->n_fields; i++)
    {
      const RoundsField *field = &info->fields[i];
      GPtrArray *records;
      GPtrArray *others;

      if (field->type != ROUNDS_FIELD_RECORDS)
        {
          if (!rounds_value_equal (rounds_entity_get_value (one, field), rounds_entity_get_value (other, field)))
            g_error ("%s.%s differs", info->kind, field->name);
          continue;
        }

      records = rounds_entity_get_records (one, field->name);
      others = rounds_entity_get_records (other, field->name);
      g_assert_true ((records == NULL) == (others == NULL));
      g_assert_cmpuint (records != NULL ? records->len : 0, ==, others != NULL ? others->len : 0);
      for (guint j = 0; records != NULL && j < records->len; j++)
        assert_equal (g_ptr_array_index (records, j), g_ptr_array_index (others, j));
    }
}

static void
test_round_trip (void)
{
  guint n_kinds;
  const RoundsEntityInfo * const *kinds = rounds_registry_get_kinds (&n_kinds);

  g_assert_cmpuint (n_kinds, >, 0);

  for (guint i = 0; i < n_kinds; i++)
    {
      g_autoptr(RoundsEntity) full = create_filled (kinds[i], i);
      g_autoptr(RoundsEntity) empty = rounds_entity_new (kinds[i]);
      g_autoptr(RoundsEntity) again = rounds_entity_new (kinds[i]);
      g_autofree char *full_text = rounds_json_from_entity (full);
      g_autofree char *empty_text = rounds_json_from_entity (empty);

      g_test_message ("%s", full_text);
      assert_applied (again, full_text, ROUNDS_JSON_TRUSTED);
      assert_equal (full, again);

      /* Back to what a new record is; a tombstone comes alive only when that is said. */
      assert_applied (again, empty_text, ROUNDS_JSON_TRUSTED);
      assert_applied (again, "{\"deletedAt\":null}", ROUNDS_JSON_TRUSTED);
      for (guint j = 0; j < kinds[i]->n_fields; j++)
        if (kinds[i]->fields[j].type == ROUNDS_FIELD_RECORDS)
          rounds_entity_set_records (again, kinds[i]->fields[j].name, NULL);
      assert_equal (empty, again);
    }
}

static void
test_diff (void)
{
  guint n_kinds;
  const RoundsEntityInfo * const *kinds = rounds_registry_get_kinds (&n_kinds);

  for (guint i = 0; i < n_kinds; i++)
    {
      g_autoptr(RoundsEntity) before = create_filled (kinds[i], i);
      g_autoptr(RoundsEntity) after = create_filled (kinds[i], i + 1);
      g_autoptr(RoundsEntity) same = rounds_entity_copy (before);
      g_autoptr(RoundsEntity) born = rounds_entity_new (kinds[i]);
      g_autoptr(JsonObject) changes = rounds_json_diff (before, after);
      g_autoptr(JsonObject) nothing = rounds_json_diff (before, same);
      g_autoptr(JsonObject) all = rounds_json_diff (NULL, after);
      g_autofree char *text = rounds_json_object_to_text (changes);
      g_autofree char *all_text = rounds_json_object_to_text (all);

      g_assert_cmpuint (json_object_get_size (nothing), ==, 0);
      g_assert_true (json_object_has_member (changes, "id"));

      assert_applied (same, text, ROUNDS_JSON_TRUSTED);
      assert_equal (same, after);
      assert_applied (born, all_text, ROUNDS_JSON_TRUSTED);
      assert_equal (born, after);
    }
}

static void
test_diff_shape (void)
{
  g_autoptr(RoundsEntity) before = create ("institution");
  g_autoptr(RoundsEntity) after = NULL;
  g_autoptr(JsonObject) changes = NULL;
  g_autofree char *text = NULL;

  rounds_entity_set_text (before, "name", "CHU");
  after = rounds_entity_copy (before);
  rounds_entity_set_text (after, "city", "Nantes");
  rounds_entity_set_text (after, "country", NULL);
  rounds_entity_set_integer (after, "bed-capacity", 12);

  changes = rounds_json_diff (before, after);
  text = rounds_json_object_to_text (changes);
  g_assert_cmpstr (text, ==, "{\"address\":{\"city\":\"Nantes\",\"country\":null},\"medicalProfile\":{\"bedCapacity\":12}}");
}

static void
test_written (void)
{
  g_autoptr(RoundsEntity) deal = create ("opportunity");
  g_autofree char *text = NULL;

  rounds_entity_set_integer (deal, "value", 123456);
  rounds_entity_set_integer (deal, "created-at", G_GINT64_CONSTANT (1000000000500000));
  text = rounds_json_from_entity (deal);

  g_assert_true (g_str_has_prefix (text, "{\"id\":null,\"revision\":"));
  g_assert_nonnull (strstr (text, "\"value\":1234.56,"));
  g_assert_nonnull (strstr (text, "\"createdAt\":\"2001-09-09T01:46:40.500Z\""));
  g_assert_nonnull (strstr (text, "\"probabilityOverridden\":false"));
  g_assert_nonnull (strstr (text, "\"rank\":null"));
  g_assert_nonnull (strstr (text, "\"tags\":null"));
  g_assert_null (strstr (text, "deletedAt"));

  rounds_entity_set_integer (deal, "deleted-at", 0);
  g_free (text);
  text = rounds_json_from_entity (deal);
  g_assert_nonnull (strstr (text, "\"deletedAt\":\"1970-01-01T00:00:00Z\""));
}

static void
test_wrong_types (void)
{
  g_autoptr(RoundsEntity) institution = create ("institution");
  g_autoptr(RoundsEntity) meeting = create ("meeting");
  g_autoptr(RoundsEntity) deal = create ("opportunity");

  REFUSED (institution, "{\"name\":1}", 0, "name", "WRONG_TYPE");
  REFUSED (institution, "{\"name\":{}}", 0, "name", "WRONG_TYPE");
  REFUSED (institution, "{\"name\":true}", 0, "name", "WRONG_TYPE");
  REFUSED (institution, "{\"type\":[]}", 0, "type", "WRONG_TYPE");
  REFUSED (institution, "{\"type\":\"castle\"}", 0, "type", "UNKNOWN_CHOICE");
  REFUSED (institution, "{\"tags\":\"a\"}", 0, "tags", "WRONG_TYPE");
  REFUSED (institution, "{\"tags\":[1]}", 0, "tags", "WRONG_TYPE");
  REFUSED (institution, "{\"address\":\"x\"}", 0, "address", "WRONG_TYPE");
  REFUSED (institution, "{\"address\":{\"city\":1}}", 0, "address.city", "WRONG_TYPE");
  REFUSED (institution, "{\"assignedUserId\":1}", 0, "assignedUserId", "WRONG_TYPE");
  REFUSED (institution, "{\"paymentTermDays\":1.5}", 0, "paymentTermDays", "WRONG_TYPE");
  REFUSED (institution, "{\"paymentTermDays\":\"12\"}", 0, "paymentTermDays", "WRONG_TYPE");
  REFUSED (institution, "{\"paymentTermDays\":1e30}", 0, "paymentTermDays", "TOO_LARGE");
  REFUSED (institution, "{\"medicalProfile\":{\"lastAuditDate\":20260101}}", 0, "medicalProfile.lastAuditDate", "WRONG_TYPE");
  REFUSED (institution, "{\"medicalProfile\":{\"lastAuditDate\":\"2026-02-30\"}}", 0, "medicalProfile.lastAuditDate", "BAD_DATE");
  REFUSED (meeting, "{\"startDate\":\"tomorrow\"}", 0, "startDate", "BAD_INSTANT");
  REFUSED (meeting, "{\"startDate\":\"2026-01-01T00:00:00\"}", 0, "startDate", "BAD_INSTANT");
  REFUSED (meeting, "{\"startDate\":5}", 0, "startDate", "WRONG_TYPE");
  REFUSED (meeting, "{\"participants\":{}}", 0, "participants", "WRONG_TYPE");
  REFUSED (meeting, "{\"participants\":[1]}", 0, "participants", "WRONG_TYPE");
  REFUSED (deal, "{\"value\":12.345}", 0, "value", "TOO_PRECISE");
  REFUSED (deal, "{\"value\":\"12.345\"}", 0, "value", "TOO_PRECISE");
  REFUSED (deal, "{\"value\":\"much\"}", 0, "value", "WRONG_TYPE");
  REFUSED (deal, "{\"value\":true}", 0, "value", "WRONG_TYPE");
  REFUSED (deal, "{\"value\":1e400}", 0, "value", "TOO_LARGE");
  REFUSED (deal, "{\"value\":999999999999999999}", 0, "value", "TOO_LARGE");
  REFUSED (deal, "{\"probabilityOverridden\":1}", ROUNDS_JSON_TRUSTED, "probabilityOverridden", "WRONG_TYPE");
}

static void
test_values (void)
{
  g_autoptr(RoundsEntity) deal = create ("opportunity");
  g_autoptr(RoundsEntity) institution = create ("institution");
  g_auto(GStrv) tags = NULL;
  const char * const expected[] = { "a", "b", NULL };

  assert_applied (deal, "{\"value\":\"12.50\",\"probability\":30.0,\"tags\":[\"a\",\"b\"],\"source\":\"fair\"}", 0);
  g_assert_cmpint (rounds_entity_get_integer (deal, "value"), ==, 1250);
  g_assert_cmpint (rounds_entity_get_integer (deal, "probability"), ==, 30);
  tags = rounds_entity_dup_list (deal, "tags");
  g_assert_cmpstrv (tags, expected);

  assert_applied (deal, "{\"value\":1234.56,\"tags\":[],\"source\":\"\"}", 0);
  g_assert_cmpint (rounds_entity_get_integer (deal, "value"), ==, 123456);
  g_assert_true (rounds_entity_is_null (deal, "tags"));
  g_assert_true (rounds_entity_is_null (deal, "source"));

  assert_applied (institution, "{\"address\":{\"city\":\"Nantes\",\"street\":\"Rue A\"}}", 0);
  assert_applied (institution, "{\"address\":{\"city\":null}}", 0);
  g_assert_true (rounds_entity_is_null (institution, "city"));
  g_assert_cmpstr (rounds_entity_get_text (institution, "street"), ==, "Rue A");
  assert_applied (institution, "{\"address\":null}", 0);
  g_assert_true (rounds_entity_is_null (institution, "street"));
  g_assert_true (rounds_entity_is_null (institution, "country"));
}

static void
test_refused (void)
{
  g_autoptr(RoundsEntity) institution = create ("institution");
  g_autoptr(RoundsEntity) deal = create ("opportunity");
  g_autoptr(RoundsEntity) fresh = create ("opportunity");

  REFUSED (institution, "{\"colour\":1}", 0, "colour", "UNKNOWN_FIELD");
  REFUSED (institution, "{\"city\":\"Nantes\"}", 0, "city", "UNKNOWN_FIELD");
  REFUSED (institution, "{\"address.city\":\"Nantes\"}", 0, "address.city", "UNKNOWN_FIELD");
  REFUSED (institution, "{\"address\":{\"moon\":1}}", 0, "address.moon", "UNKNOWN_FIELD");
  REFUSED (deal, "{\"currency\":null}", 0, "currency", "REQUIRED");
  REFUSED (institution, "{\"siret\":\"123\"}", 0, "siret", "BAD_SIRET");

  REFUSED (deal, "{\"rank\":\"V\"}", 0, "rank", "READ_ONLY");
  REFUSED (deal, "{\"deletedAt\":\"2026-01-01T00:00:00Z\"}", 0, "deletedAt", "READ_ONLY");
  REFUSED (deal, "{\"stage\":\"proposal\"}", 0, "stage", "FIXED_FIELD");
  REFUSED (fresh, "{\"id\":\"7\"}", ROUNDS_JSON_NEW, "id", "BAD_ID");
  REFUSED (fresh, "{\"rank\":\"V\"}", ROUNDS_JSON_NEW, "rank", "READ_ONLY");

  /* All at once, in the order given, and what is right among it is not set either. */
  REFUSED (institution,
           "{\"name\":\"Good\",\"type\":\"castle\",\"colour\":1,\"mainPhone\":\"no number\",\"address\":{\"city\":5,\"zipCode\":\"44000\"},"
           "\"paymentTermDays\":1000}", 0,
           "type", "UNKNOWN_CHOICE", "colour", "UNKNOWN_FIELD", "mainPhone", "BAD_PHONE", "address.city", "WRONG_TYPE",
           "paymentTermDays", "TOO_LARGE");
  g_assert_true (rounds_entity_is_null (institution, "name"));
  g_assert_true (rounds_entity_is_null (institution, "zip-code"));
}

static void
test_trust (void)
{
  g_autoptr(RoundsEntity) deal = create ("opportunity");
  g_autoptr(RoundsEntity) fresh = create ("opportunity");
  g_autofree char *text = NULL;

  /* What the server sends is taken, also what a newer one has more. */
  assert_applied (deal, "{\"id\":\"0191d4c0-5f3a-7c10-8a55-0123456789ab\",\"revision\":7,\"rank\":\"V\",\"stage\":\"proposal\","
                  "\"name\":\"Beds\",\"expectedCloseDate\":\"2026-12-31\",\"newer\":{\"x\":1},"
                  "\"institutionId\":\"0191d4c0-5f3a-7c10-8a55-0123456789ac\"}", ROUNDS_JSON_TRUSTED);
  g_assert_cmpint (rounds_entity_get_revision (deal), ==, 7);
  g_assert_cmpstr (rounds_entity_get_text (deal, "rank"), ==, "V");
  assert_applied (deal, "{\"stage\":\"moonshot\"}", ROUNDS_JSON_TRUSTED);
  g_assert_cmpstr (rounds_entity_get_text (deal, "stage"), ==, "moonshot");
  assert_applied (deal, "{\"stage\":\"proposal\"}", ROUNDS_JSON_TRUSTED);

  /* A client puts a whole record back: what it may not set is unchanged, what every record has is passed over. */
  text = rounds_json_from_entity (deal);
  assert_applied (deal, text, 0);
  assert_applied (deal, "{\"id\":\"x\",\"revision\":99,\"createdAt\":1,\"updatedAt\":[],\"createdBy\":\"me\",\"name\":\"New\"}", 0);
  g_assert_cmpint (rounds_entity_get_revision (deal), ==, 7);
  g_assert_cmpstr (rounds_entity_get_id (deal), ==, "0191d4c0-5f3a-7c10-8a55-0123456789ab");
  g_assert_cmpstr (rounds_entity_get_text (deal, "name"), ==, "New");

  assert_applied (fresh, "{\"id\":\"0191d4c0-5f3a-7c10-8a55-0123456789ad\",\"stage\":\"proposal\",\"name\":\"Beds\"}", ROUNDS_JSON_NEW);
  g_assert_cmpstr (rounds_entity_get_id (fresh), ==, "0191d4c0-5f3a-7c10-8a55-0123456789ad");
  g_assert_cmpstr (rounds_entity_get_text (fresh, "stage"), ==, "proposal");
}

static void
test_records (void)
{
  g_autoptr(RoundsEntity) invoice = create ("invoice");
  g_autofree char *text = NULL;
  GPtrArray *lines;
  RoundsEntity *line;

#define LINE_1 "0191d4c0-5f3a-7c10-8a55-000000000001"
#define LINE_2 "0191d4c0-5f3a-7c10-8a55-000000000002"

  assert_applied (invoice, "{\"title\":\"Beds\",\"lines\":["
                  "{\"id\":\"" LINE_1 "\",\"description\":\"Bed\",\"quantity\":1.5,\"unitPrice\":0.33},"
                  "{\"id\":\"" LINE_2 "\",\"description\":\"Lamp\",\"invoiceId\":\"" LINE_1 "\"}]}", ROUNDS_JSON_NEW);
  lines = rounds_entity_get_records (invoice, "lines");
  g_assert_cmpuint (lines->len, ==, 2);
  line = g_ptr_array_index (lines, 0);
  g_assert_cmpstr (rounds_entity_get_id (line), ==, LINE_1);
  g_assert_cmpint (rounds_entity_get_integer (line, "quantity"), ==, 1500);
  g_assert_cmpint (rounds_entity_get_integer (line, "unit-price"), ==, 33);
  g_assert_true (rounds_entity_is_null (g_ptr_array_index (lines, 1), "invoice-id"));

  /* Problems say which line; none of it is set. */
  REFUSED (invoice, "{\"title\":\"Other\",\"lines\":[{\"description\":\"ok\"},{\"quantity\":\"x\",\"tint\":1},"
           "{\"totalAfterDiscount\":5}]}", 0,
           "lines[1].quantity", "WRONG_TYPE", "lines[1].tint", "UNKNOWN_FIELD", "lines[2].totalAfterDiscount", "READ_ONLY");
  REFUSED (invoice, "{\"lines\":[{\"id\":\"" LINE_1 "\"},{\"id\":\"" LINE_1 "\"}]}", 0, "lines[1].id", "DUPLICATE_ID");
  REFUSED (invoice, "{\"lines\":[{\"id\":\"one\"}]}", 0, "lines[0].id", "BAD_ID");

  /* A line of a known id keeps what is not given, system fields with it; the order is the array's. */
  rounds_entity_set_integer (line, "total-after-discount", 50);
  assert_applied (invoice, "{\"lines\":[{\"id\":\"" LINE_2 "\"},{\"id\":\"" LINE_1 "\",\"quantity\":2},{\"description\":\"New\"}]}", 0);
  lines = rounds_entity_get_records (invoice, "lines");
  g_assert_cmpuint (lines->len, ==, 3);
  line = g_ptr_array_index (lines, 1);
  g_assert_cmpstr (rounds_entity_get_text (line, "description"), ==, "Bed");
  g_assert_cmpint (rounds_entity_get_integer (line, "quantity"), ==, 2000);
  g_assert_cmpint (rounds_entity_get_integer (line, "total-after-discount"), ==, 50);
  g_assert_null (rounds_entity_get_id (g_ptr_array_index (lines, 2)));

  /* The whole record put back. */
  text = rounds_json_from_entity (invoice);
  assert_applied (invoice, text, 0);

  assert_applied (invoice, "{\"lines\":null}", 0);
  g_assert_cmpuint (rounds_entity_get_records (invoice, "lines")->len, ==, 0);
}

static void
count_notify (guint *count)
{
  (*count)++;
}

static void
test_notify (void)
{
  RoundsEntity *deal = create ("opportunity");
  guint n_name = 0;
  guint n_all = 0;

  g_signal_connect_swapped (deal, "notify::name", G_CALLBACK (count_notify), &n_name);
  g_signal_connect_swapped (deal, "notify", G_CALLBACK (count_notify), &n_all);

  assert_applied (deal, "{\"name\":\"Beds\",\"value\":0}", 0);
  g_assert_cmpuint (n_name, ==, 1);
  g_assert_cmpuint (n_all, ==, 1);
  assert_applied (deal, "{\"name\":\"Beds\"}", 0);
  g_assert_cmpuint (n_all, ==, 1);

  g_assert_finalize_object (deal);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/json-entity/round-trip", test_round_trip);
  g_test_add_func ("/model/json-entity/diff", test_diff);
  g_test_add_func ("/model/json-entity/diff-shape", test_diff_shape);
  g_test_add_func ("/model/json-entity/written", test_written);
  g_test_add_func ("/model/json-entity/wrong-types", test_wrong_types);
  g_test_add_func ("/model/json-entity/values", test_values);
  g_test_add_func ("/model/json-entity/refused", test_refused);
  g_test_add_func ("/model/json-entity/trust", test_trust);
  g_test_add_func ("/model/json-entity/records", test_records);
  g_test_add_func ("/model/json-entity/notify", test_notify);

  return g_test_run ();
}
