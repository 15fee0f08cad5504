/* test-merge-operations.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/rounds-id.h"
#include "model/rounds-json.h"
#include "model/rounds-registry.h"
#include "operations-fixture.h"
#include "store/rounds-repository.h"

/* The last record made of each kind: what the next ones refer to. */
typedef struct
{
  Fixture *fixture;
  const char *institution_id;
  const char *contact_id;
  GHashTable *made;  /* kind -> id */
} Filler;

static const char *
get_target (Filler            *filler,
            const RoundsField *field)
{
  if (g_str_equal (field->reference, "institution"))
    return filler->institution_id;
  if (g_str_equal (field->reference, "contact"))
    return filler->contact_id;
  if (g_str_equal (field->reference, "user"))
    return USER_ID;
  if (g_str_equal (field->reference, "team"))
    return TEAM_ID;

  return g_hash_table_lookup (filler->made, field->reference);
}

/* Something that the field can hold; every reference leads to what the filler fills for. */
static void
fill_field (Filler            *filler,
            RoundsEntity      *entity,
            const RoundsField *field)
{
  g_autofree char *text = NULL;

  if (g_str_equal (field->name, "record-kind"))
    rounds_entity_set_text (entity, field->name, "institution");
  else if (g_str_equal (field->name, "record-id"))
    rounds_entity_set_text (entity, field->name, filler->institution_id);
  else if (field->type == ROUNDS_FIELD_REFERENCE)
    rounds_entity_set_text (entity, field->name, get_target (filler, field));
  else if (!rounds_entity_is_null (entity, field->name) || !(field->flags & ROUNDS_FIELD_REQUIRED))
    return;
  else if (field->type == ROUNDS_FIELD_DATE)
    rounds_entity_set_text (entity, field->name, "2026-02-03");
  else if (field->type == ROUNDS_FIELD_TEXT_LIST)
    rounds_entity_set_list (entity, field->name, (const char * const[]) { "x", NULL });
  else if (field->type == ROUNDS_FIELD_CHOICE)
    rounds_entity_set_text (entity, field->name, field->choices[0].value);
  else if (field->type == ROUNDS_FIELD_TEXT || field->type == ROUNDS_FIELD_LONG_TEXT)
    {
      text = g_strdup_printf ("x %s", rounds_entity_get_id (entity));
      rounds_entity_set_text (entity, field->name, text);
    }
  else if (rounds_field_has_column (field))
    rounds_entity_set_integer (entity, field->name, 1);
}

static void
add_record (Filler                 *filler,
            const RoundsEntityInfo *info)
{
  g_autoptr(RoundsEntity) entity = rounds_entity_new (info);
  g_autofree char *id = rounds_id_new ();
  g_autoptr(GError) error = NULL;

  rounds_entity_set_text (entity, "id", id);
  for (guint i = 0; i < info->n_own_fields; i++)
    fill_field (filler, entity, rounds_entity_info_find (info, info->own_fields[i].name));
  rounds_repository_insert (filler->fixture->database, entity, NULL, &error);
  g_assert_no_error (error);
  g_hash_table_insert (filler->made, (gpointer) info->kind, g_strdup (id));
}

/* A record of every kind that has to do with an institution or a contact, straight or through another one. */
static void
fill (Fixture    *fixture,
      const char *institution_id,
      const char *contact_id)
{
  const RoundsEntityInfo * const *kinds = rounds_registry_get_kinds (NULL);
  g_autoptr(GHashTable) made = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  Filler filler = { fixture, institution_id, contact_id, made };
  static const char * const left_out[] = { "team", "user", "institution", "contact", "custom-field", NULL };

  g_assert_true (rounds_database_begin (fixture->database, NULL));
  for (guint i = 0; kinds[i] != NULL; i++)
    if (!(kinds[i]->flags & ROUNDS_ENTITY_SERVER_ONLY) && !g_strv_contains (left_out, kinds[i]->kind))
      add_record (&filler, kinds[i]);
  g_assert_true (rounds_database_commit (fixture->database, NULL));
}

/* How many living records refer to it, asked of every table. */
static guint
count_references (Fixture    *fixture,
                  const char *kind,
                  const char *id)
{
  const RoundsEntityInfo * const *kinds = rounds_registry_get_kinds (NULL);
  guint n_references = 0;

  for (guint i = 0; kinds[i] != NULL; i++)
    for (guint j = 0; j < kinds[i]->n_own_fields; j++)
      {
        const RoundsField *field = rounds_entity_info_find (kinds[i], kinds[i]->own_fields[j].name);
        g_autofree char *sql = NULL;

        if (!(field->type == ROUNDS_FIELD_REFERENCE && g_str_equal (field->reference, kind)) && !g_str_equal (field->name, "record-id"))
          continue;
        sql = g_strdup_printf ("SELECT count(*) FROM %s WHERE %s = '%s' AND deleted_at IS NULL", kinds[i]->table, field->column, id);
        n_references += (guint) fixture_count (fixture, sql);
      }

  return n_references;
}

static void
test_institution (gconstpointer data)
{
  const RoundsSchema *schema = data;
  Fixture fixture;
  g_autofree char *before = NULL;
  g_autofree char *merged = NULL;
  g_autoptr(JsonObject) answer = NULL;
  g_autoptr(JsonObject) stored = NULL;
  g_autoptr(JsonObject) contact = NULL;
  guint n_references;

  fixture_open (&fixture, *schema);
  json_object_unref (fixture_run (&fixture, "record.update",
                                  "{'kind':'institution','id':'%s','values':{'siret':'26440013600018','website':'https://example.com',"
                                  "'tags':['bloc','client'],'commercialStatus':'client'}}", CLINIC_ID));
  json_object_unref (fixture_run (&fixture, "record.update",
                                  "{'kind':'institution','id':'%s','values':{'tags':['client','nord']}}", HOSPITAL_ID));
  json_object_unref (fixture_run (&fixture, "record.update",
                                  "{'kind':'contact','id':'%s','values':{'isPrimary':true}}", OTHER_CONTACT_ID));
  fill (&fixture, CLINIC_ID, OTHER_CONTACT_ID);
  n_references = count_references (&fixture, "institution", CLINIC_ID);
  g_assert_cmpuint (n_references, >=, 14);
  before = fixture_dump (&fixture);

  answer = fixture_run (&fixture, "institution.merge", "{'id':'%s','fromId':'%s'}", HOSPITAL_ID, CLINIC_ID);
  fixture_assert_text (answer, "id", HOSPITAL_ID);
  fixture_assert_text (answer, "finess", "530000001");      /* its own */
  fixture_assert_text (answer, "siret", "26440013600018");   /* was empty */
  fixture_assert_text (answer, "website", "https://example.com");
  fixture_assert_text (answer, "commercialStatus", "client");
  fixture_assert_int (answer, "paymentTermDays", 45);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (answer, "tags")), ==, 3);
  g_assert_cmpuint (count_references (&fixture, "institution", CLINIC_ID), ==, 0);
  stored = fixture_get (&fixture, "institution", CLINIC_ID);
  g_assert_true (json_object_has_member (stored, "deletedAt"));

  /* Two had a primary contact; the one that stays keeps its own. */
  contact = fixture_get (&fixture, "contact", OTHER_CONTACT_ID);
  fixture_assert_text (contact, "institutionId", HOSPITAL_ID);
  g_assert_false (json_object_get_boolean_member (contact, "isPrimary"));
  merged = fixture_dump (&fixture);

  fixture_assert_undone (&fixture, before);
  g_assert_cmpuint (count_references (&fixture, "institution", CLINIC_ID), ==, n_references);

  /* Undone, and done once more. */
  fixture_assert_undone (&fixture, merged);
  fixture_close (&fixture);
}

/* What somebody has written since stays written, and what was pointed elsewhere stays there. */
static void
test_changed_meanwhile (void)
{
  Fixture fixture;
  g_autoptr(JsonObject) merge = NULL;
  g_autoptr(JsonObject) inverse = NULL;
  g_autoptr(JsonObject) institution = NULL;
  g_autoptr(JsonObject) contact = NULL;
  g_autofree char *third = rounds_id_new ();

  fixture_open (&fixture, ROUNDS_SCHEMA_SERVER);
  json_object_unref (fixture_run (&fixture, "record.create", "{'kind':'institution','id':'%s','values':{'name':'Third'}}", third));
  json_object_unref (fixture_run (&fixture, "record.update",
                                  "{'kind':'institution','id':'%s','values':{'mainPhone':'02 40 00 00 00','website':'https://example.com'}}",
                                  CLINIC_ID));
  merge = fixture_run (&fixture, "institution.merge", "{'id':'%s','fromId':'%s'}", HOSPITAL_ID, CLINIC_ID);
  inverse = g_steal_pointer (&fixture.context.inverse);
  json_object_unref (fixture_run (&fixture, "record.update", "{'kind':'institution','id':'%s','values':{'mainPhone':'02 41 11 11 11'}}",
                                  HOSPITAL_ID));
  json_object_unref (fixture_run (&fixture, "record.update", "{'kind':'contact','id':'%s','values':{'institutionId':'%s'}}",
                                  OTHER_CONTACT_ID, third));

  json_object_unref (fixture_run (&fixture, "institution.split", "{'id':'%s','fromId':'%s','mergeId':'%s'}", HOSPITAL_ID, CLINIC_ID,
                                  json_object_get_string_member (merge, "mergeId")));
  institution = fixture_get (&fixture, "institution", HOSPITAL_ID);
  contact = fixture_get (&fixture, "contact", OTHER_CONTACT_ID);
  fixture_assert_text (institution, "mainPhone", "02 41 11 11 11");
  fixture_assert_text (institution, "website", NULL);
  fixture_assert_text (contact, "institutionId", third);
  fixture_close (&fixture);
}

static void
test_contact (gconstpointer data)
{
  const RoundsSchema *schema = data;
  Fixture fixture;
  g_autofree char *twin = rounds_id_new ();
  g_autofree char *deal = rounds_id_new ();
  g_autofree char *before = NULL;
  g_autoptr(JsonObject) answer = NULL;

  fixture_open (&fixture, *schema);
  json_object_unref (fixture_run (&fixture, "record.create",
                                  "{'kind':'contact','id':'%s','values':{'institutionId':'%s','firstName':'Anne','lastName':'Durand',"
                                  "'email':'anne@example.com','reportsToId':'%s'}}", twin, HOSPITAL_ID, CONTACT_ID));
  json_object_unref (fixture_run (&fixture, "record.create",
                                  "{'kind':'opportunity','id':'%s','values':{'name':'Bloc','institutionId':'%s','value':10,"
                                  "'expectedCloseDate':'2026-12-01','contacts':[{'contactPersonId':'%s','role':'buyer'},"
                                  "{'contactPersonId':'%s','role':'user'}]}}", deal, HOSPITAL_ID, CONTACT_ID, twin));
  fill (&fixture, HOSPITAL_ID, twin);
  before = fixture_dump (&fixture);

  answer = fixture_run (&fixture, "contact.merge", "{'id':'%s','fromId':'%s'}", twin, CONTACT_ID);
  g_assert_true (json_object_get_boolean_member (answer, "isPrimary"));
  fixture_assert_text (answer, "email", "anne@example.com");
  fixture_assert_text (answer, "reportsToId", NULL); /* who reported to the other does not report to himself */
  g_assert_cmpuint (count_references (&fixture, "contact", CONTACT_ID), ==, 0);
  {
    g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM opportunity_contacts WHERE opportunity_id = '%s' AND deleted_at IS NULL",
                                            deal);
    g_assert_cmpint (fixture_count (&fixture, sql), ==, 1);
  }

  fixture_assert_undone (&fixture, before);
  fixture_close (&fixture);
}

static void
test_refusals (void)
{
  Fixture fixture;

  fixture_open (&fixture, ROUNDS_SCHEMA_SERVER);
  fixture_refuse (&fixture, "SAME_RECORD", "institution.merge", "{'id':'%s','fromId':'%s'}", CLINIC_ID, CLINIC_ID);
  fixture_refuse (&fixture, "NOT_FOUND", "institution.merge", "{'id':'%s','fromId':'%s'}", CLINIC_ID, USER_ID);
  fixture_refuse (&fixture, "OTHER_INSTITUTION", "contact.merge", "{'id':'%s','fromId':'%s'}", CONTACT_ID, OTHER_CONTACT_ID);
  fixture_refuse (&fixture, "VALIDATION_ERROR", "institution.merge", "{'id':'%s'}", CLINIC_ID);

  /* The server believes nobody who says what was merged. */
  fixture_refuse (&fixture, "UNKNOWN_MERGE", "institution.split",
                  "{'id':'%s','fromId':'%s','moved':[{'kind':'user','field':'role','ids':['%s']}]}", HOSPITAL_ID, CLINIC_ID, USER_ID);
  fixture_close (&fixture);
}

/* A merge that was taken back may be done again under its id; another pair has an id of its own. */
static void
test_id_again (void)
{
  Fixture fixture;
  g_autofree char *merge = rounds_id_new ();
  g_autofree char *third = rounds_id_new ();
  g_autoptr(JsonObject) again = NULL;
  g_autoptr(JsonObject) back = NULL;

  fixture_open (&fixture, ROUNDS_SCHEMA_SERVER);
  json_object_unref (fixture_run (&fixture, "record.create", "{'kind':'institution','id':'%s','values':{'name':'Third'}}", third));
  json_object_unref (fixture_run (&fixture, "institution.merge", "{'id':'%s','fromId':'%s','mergeId':'%s'}", HOSPITAL_ID, CLINIC_ID, merge));
  json_object_unref (fixture_run (&fixture, "institution.split", "{'id':'%s','fromId':'%s','mergeId':'%s'}", HOSPITAL_ID, CLINIC_ID, merge));
  fixture_refuse (&fixture, "NOT_MERGED", "institution.split", "{'id':'%s','fromId':'%s','mergeId':'%s'}", HOSPITAL_ID, CLINIC_ID, merge);
  fixture_refuse (&fixture, "MERGE_ID_TAKEN", "institution.merge", "{'id':'%s','fromId':'%s','mergeId':'%s'}", HOSPITAL_ID, third, merge);
  fixture_refuse (&fixture, "MERGE_ID_TAKEN", "institution.merge", "{'id':'%s','fromId':'%s','mergeId':'%s'}", CLINIC_ID, HOSPITAL_ID, merge);

  json_object_unref (fixture_run (&fixture, "record.update", "{'kind':'institution','id':'%s','values':{'website':'https://example.com'}}",
                                  CLINIC_ID));
  again = fixture_run (&fixture, "institution.merge", "{'id':'%s','fromId':'%s','mergeId':'%s'}", HOSPITAL_ID, CLINIC_ID, merge);
  fixture_assert_text (again, "website", "https://example.com");
  json_object_unref (fixture_run (&fixture, "institution.split", "{'id':'%s','fromId':'%s','mergeId':'%s'}", HOSPITAL_ID, CLINIC_ID, merge));
  back = fixture_get (&fixture, "institution", HOSPITAL_ID);
  fixture_assert_text (back, "website", NULL);
  fixture_close (&fixture);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  fixture_add_tests ("/operations/merge/institution", test_institution);
  g_test_add_func ("/operations/merge/changed-meanwhile", test_changed_meanwhile);
  fixture_add_tests ("/operations/merge/contact", test_contact);
  g_test_add_func ("/operations/merge/refusals", test_refusals);

  g_test_add_func ("/operations/merge/id-again", test_id_again);

  return g_test_run ();
}
