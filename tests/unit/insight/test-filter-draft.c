/* test-filter-draft.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <libintl.h>
#include <locale.h>

#include "operations-fixture.h"

#include "insight/rounds-filter-sentence.h"
#include "model/rounds-json.h"
#include "model/rounds-registry.h"
#include "store/rounds-filter.h"

/* What a filter reads like in both languages; written with ' for ". */
static const struct
{
  const char *kind;
  const char *filter;
  const char *english;
  const char *french;
} sentences[] = {
  { "institution", "{'field':'address.state','op':'in','value':['44','49']}", "Department is 44 or 49", "Département\u00a0: 44 ou 49" },
  { "institution", "{'field':'address.state','op':'eq','value':'44'}", "Department is 44", "Département\u00a0: 44" },
  { "institution", "{'field':'address.state','op':'notIn','value':['44','49','85']}", "Department is not 44, 49 or 85",
    "Département\u00a0: pas 44, 49 ou 85" },
  { "institution", "{'field':'name','op':'contains','value':'CHU'}", "Name contains “CHU”", "Nom contient «\u00a0CHU\u00a0»" },
  { "institution", "{'field':'medicalProfile.bedCapacity','op':'gt','value':1100}", "Beds: more than 1,100",
    "Lits\u00a0: plus de 1\u202f100" },
  { "institution", "{'field':'medicalProfile.bedCapacity','op':'between','value':[50,100]}", "Beds: 50 to 100", "Lits\u00a0: de 50 à 100" },
  { "institution", "{'field':'type','op':'in','value':['clinic','care_home']}", "Type is Clinic or Care home", "Type\u00a0: Clinique ou Maison de retraite" },
  { "institution", "{'field':'isActive','op':'eq','value':true}", "Active: yes", "Actif\u00a0: oui" },
  { "institution", "{'field':'website','op':'isEmpty'}", "Website is empty", "Site web\u00a0: vide" },
  { "institution", "{'field':'tags','op':'hasAll','value':['VIP','West']}", "Tags: VIP and West", "Étiquettes : VIP et West" },
  { "institution", "{'field':'assignedUserId','op':'in','value':[{'me':true}]}", "Assigned to is me", "Responsable\u00a0: moi" },
  { "institution", "{'field':'lastInteraction','op':'lt','value':{'daysAgo':90}}", "Last interaction is more than 90 days ago",
    "Dernière interaction\u00a0: il y a plus de 90 jours" },
  { "institution", "{'field':'createdAt','op':'between','value':[{'daysAgo':30},{'daysAgo':0}]}", "Created is in the last 30 days",
    "Création\u00a0: au cours des 30 derniers jours" },
  { "institution", "{'field':'createdAt','op':'between','value':[{'startOf':'month'},{'endOf':'month'}]}", "Created is this month",
    "Création\u00a0: ce mois-ci" },
  { "institution", "{'field':'paidInPeriod','op':'gte','value':50000,'period':{'months':12}}",
    "Paid in the period: at least €50,000 (in the last 12 months)",
    "Payé sur la période\u00a0: au moins 50\u202f000\u00a0€ (au cours des 12 derniers mois)" },
  { "task", "{'field':'dueDate','op':'lt','value':'2026-12-31'}", "Due is before 31 Dec 2026", "Échéance\u00a0: avant le 31 déc. 2026" },
  { "task", "{'field':'institution.address.city','op':'in','value':['Nantes']}", "Institution: Town is Nantes",
    "Établissement\u00a0: Ville\u00a0: Nantes" },
  { "institution",
    "{'and':[{'field':'address.state','op':'in','value':['44']},"
    "{'or':[{'field':'medicalProfile.bedCapacity','op':'gt','value':100},{'field':'type','op':'in','value':['clinic']}]}]}",
    "Department is 44 and (Beds: more than 100 or Type is Clinic)", "Département\u00a0: 44 et (Lits\u00a0: plus de 100 ou Type\u00a0: Clinique)" },
  { "institution", "{'not':{'or':[{'field':'address.state','op':'in','value':['44']},{'field':'isActive','op':'eq','value':false}]}}",
    "not (Department is 44 or Active: no)", "sauf (Département\u00a0: 44 ou Actif\u00a0: non)" },
};

static JsonNode *
parse (const char *text)
{
  g_autofree char *json = g_strdelimit (g_strdup (text), "'", '"');
  g_autoptr(GError) error = NULL;
  JsonNode *node = rounds_json_parse (json, -1, &error);

  g_assert_no_error (error);
  return node;
}

static GPtrArray *
list_fields (Fixture    *fixture,
             const char *kind)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *fields = rounds_filter_fields_compute (fixture->database, rounds_registry_find (kind), &error);

  g_assert_no_error (error);
  return fields;
}

static void
assert_sentences (gboolean french)
{
  Fixture fixture;

  fixture_open (&fixture, ROUNDS_SCHEMA_CACHE);
  for (guint i = 0; i < G_N_ELEMENTS (sentences); i++)
    {
      g_autoptr(GPtrArray) fields = list_fields (&fixture, sentences[i].kind);
      g_autoptr(JsonNode) node = parse (sentences[i].filter);
      g_autoptr(RoundsFilterDraft) draft = rounds_filter_draft_from_json (node, fields);
      g_autofree char *sentence = rounds_filter_sentence_compute (fixture.database, draft);

      g_test_message ("%s", sentences[i].filter);
      g_assert_cmpstr (sentence, ==, french ? sentences[i].french : sentences[i].english);
    }
  fixture_close (&fixture);
}

static gboolean
use_language (const char *locale,
              const char *language)
{
  if (setlocale (LC_ALL, locale) == NULL)
    {
      g_test_skip ("the locale is not installed");
      return FALSE;
    }

  g_setenv ("LANGUAGE", language, TRUE);
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("ROUNDS_LOCALEDIR"));
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  return TRUE;
}

static void
test_english (void)
{
  if (use_language ("en_US.UTF-8", "en"))
    assert_sentences (FALSE);
  setlocale (LC_ALL, "C");
}

static void
test_french (void)
{
  if (use_language ("fr_FR.UTF-8", "fr"))
    assert_sentences (TRUE);
  setlocale (LC_ALL, "C");
}

/* Whom a record belongs to is said by name; one that is gone, in words. */
static void
test_names (void)
{
  Fixture fixture;
  g_autoptr(GPtrArray) fields = NULL;
  g_autoptr(JsonNode) node = NULL;
  g_autoptr(RoundsFilterDraft) draft = NULL;
  g_autofree char *sentence = NULL;

  fixture_open (&fixture, ROUNDS_SCHEMA_CACHE);
  fields = list_fields (&fixture, "contact");
  node = parse ("{'field':'institutionId','op':'in','value':['" HOSPITAL_ID "','01900000-0000-7000-8000-0000000000ff']}");
  draft = rounds_filter_draft_from_json (node, fields);
  sentence = rounds_filter_sentence_compute (fixture.database, draft);
  {
    g_autoptr(JsonObject) hospital = fixture_get (&fixture, "institution", HOSPITAL_ID);
    g_autofree char *expected = g_strdup_printf ("Institution is %s or a record that is gone",
                                                 json_object_get_string_member (hospital, "name"));

    g_assert_cmpstr (sentence, ==, expected);
  }
  fixture_close (&fixture);
}

static void
assert_round_trip (GPtrArray  *fields,
                   const char *from,
                   const char *to)
{
  g_autoptr(JsonNode) node = parse (from);
  g_autoptr(JsonNode) expected = parse (to);
  g_autoptr(RoundsFilterDraft) draft = rounds_filter_draft_from_json (node, fields);
  g_autoptr(JsonNode) written = rounds_filter_draft_to_json (draft);
  g_autofree char *text = written != NULL ? rounds_json_to_text (written) : NULL;

  g_test_message ("%s -> %s", from, text);
  g_assert_nonnull (written);
  g_assert_true (json_node_equal (written, expected));
}

/* Every comparison there is comes back as it was written, and the store can ask it. */
static void
test_round_trip (void)
{
  static const char * const kept[] = {
    ("{'and':[{'field':'address.state','op':'in','value':['44']},{'or':[{'field':'type','op':'notIn','value':['clinic']},"
     "{'not':{'or':[{'field':'name','op':'startsWith','value':'C'},{'and':[{'field':'website','op':'isNotEmpty'}]}]}}]}]}"),
    "{'or':[{'field':'createdAt','op':'between','value':[{'startOf':'quarter','monthsAgo':3},{'endOf':'quarter','monthsAgo':3}]}]}",
    "{'and':[{'field':'createdAt','op':'between','value':[{'startOf':'week','daysAhead':7},{'endOf':'week','daysAhead':7}]}]}",
    "{'and':[{'field':'createdAt','op':'between','value':[{'daysAgo':0},{'daysAhead':7}]}]}",
    "{'and':[{'field':'createdAt','op':'gte','value':{'daysAgo':0}},{'field':'createdAt','op':'lt','value':{'daysAgo':0}}]}",
    "{'and':[{'field':'createdAt','op':'between','value':['2026-01-01','2026-06-30']}]}",
    "{'and':[{'field':'paidInPeriod','op':'gt','value':1000,'period':{'days':90}}]}",
    /* What no row says is kept as it is. */
    "{'and':[{'related':'contacts','where':{'field':'isActive','op':'eq','value':true}}]}",
    "{'and':[{'field':'createdAt','op':'gt','value':{'startOf':'year'}}]}",
  };
  Fixture fixture;
  g_autoptr(GPtrArray) fields = NULL;
  g_autoptr(GTimeZone) zone = g_time_zone_new_utc ();

  fixture_open (&fixture, ROUNDS_SCHEMA_CACHE);
  fields = list_fields (&fixture, "institution");
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    {
      const RoundsFilterContext context = { .database = fixture.database, .now = G_USEC_PER_SEC, .zone = zone };
      g_autoptr(JsonNode) node = parse (kept[i]);
      g_autoptr(GError) error = NULL;
      g_autoptr(RoundsFilter) filter = rounds_filter_read (rounds_registry_find ("institution"), node, &context, &error);

      g_assert_no_error (error);
      g_assert_nonnull (filter);
      assert_round_trip (fields, kept[i], kept[i]);
    }

  /* A single condition stands in a group; other ways to write the same become one. */
  assert_round_trip (fields, "{'field':'address.state','op':'eq','value':'44'}", "{'and':[{'field':'address.state','op':'in','value':['44']}]}");
  assert_round_trip (fields, "{'not':{'field':'website','op':'empty','value':true}}", "{'not':{'or':[{'field':'website','op':'isEmpty'}]}}");
  assert_round_trip (fields, "{'field':'website','op':'empty','value':false}", "{'and':[{'field':'website','op':'isNotEmpty'}]}");
  assert_round_trip (fields, "{'field':'tags','op':'contains','value':'VIP'}", "{'and':[{'field':'tags','op':'hasAny','value':['VIP']}]}");
  fixture_close (&fixture);
}

/* What is still being written is left out, and does not move the places of the rest. */
static void
test_incomplete (void)
{
  Fixture fixture;
  g_autoptr(GPtrArray) fields = NULL;
  g_autoptr(RoundsFilterDraft) draft = rounds_filter_draft_new (ROUNDS_DRAFT_ALL);
  g_autoptr(JsonNode) nothing = NULL;
  g_autoptr(JsonNode) written = NULL;
  g_autofree char *text = NULL;
  RoundsFilterDraft *empty, *beds;

  fixture_open (&fixture, ROUNDS_SCHEMA_CACHE);
  fields = list_fields (&fixture, "institution");
  empty = rounds_filter_draft_new_condition (rounds_filter_fields_find (fields, "address.state"));
  g_ptr_array_add (draft->children, empty);
  nothing = rounds_filter_draft_to_json (draft);
  g_assert_null (nothing);

  beds = rounds_filter_draft_new_condition (rounds_filter_fields_find (fields, "medicalProfile.bedCapacity"));
  g_ptr_array_add (beds->parts, json_node_init_int (json_node_alloc (), 100));
  g_ptr_array_add (draft->children, beds);
  written = rounds_filter_draft_to_json (draft);
  text = rounds_json_to_text (written);
  g_assert_cmpstr (text, ==, "{\"and\":[{\"field\":\"medicalProfile.bedCapacity\",\"op\":\"gt\",\"value\":100}]}");
  g_assert_null (empty->place);
  g_assert_cmpstr (beds->place, ==, "filter.and[0]");

  /* Another field begins anew; another comparison keeps what it can. */
  rounds_filter_draft_set_comparison (beds, rounds_comparisons_find (beds->field->field, "less"));
  g_assert_cmpuint (beds->parts->len, ==, 1);
  rounds_filter_draft_set_comparison (beds, rounds_comparisons_find (beds->field->field, "between"));
  g_assert_cmpuint (beds->parts->len, ==, 0);
  rounds_filter_draft_set_field (beds, rounds_filter_fields_find (fields, "paidInPeriod"));
  g_assert_cmpstr (beds->comparison->name, ==, "between");
  g_assert_nonnull (beds->period);
  g_assert_false (rounds_filter_draft_is_complete (beds));
  fixture_close (&fixture);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/insight/filter-draft/english", test_english);
  g_test_add_func ("/insight/filter-draft/french", test_french);
  g_test_add_func ("/insight/filter-draft/names", test_names);
  g_test_add_func ("/insight/filter-draft/round-trip", test_round_trip);
  g_test_add_func ("/insight/filter-draft/incomplete", test_incomplete);

  return g_test_run ();
}
