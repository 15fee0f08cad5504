/* test-register-import.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations-fixture.h"

#include "model/rounds-json.h"
#include "model/rounds-problem.h"
#include "model/rounds-registry.h"

/* A register in memory: rows of finess, name and town; a row without a finess is one that cannot be read. */
typedef struct
{
  RoundsImportSource source;
  const char * const *rows;
  guint next;
  guint n_rows;
  guint fail_at;
  GCancellable *cancel;
  guint cancel_at;
} Register;

static gboolean
register_next (RoundsImportSource  *source,
               RoundsEntity       **entity,
               char               **problem,
               guint               *line,
               GError             **error)
{
  Register *self = (Register *) source;
  const char * const *row = &self->rows[self->next * 3];

  if (self->next == self->fail_at)
    {
      rounds_problem_set (error, ROUNDS_PROBLEM_MALFORMED, "CUT", "The file is cut");
      return FALSE;
    }
  if (self->next == self->n_rows)
    return FALSE;
  if (self->next == self->cancel_at)
    g_cancellable_cancel (self->cancel);

  *line = ++self->next + 1;
  if (row[0] == NULL)
    {
      *problem = g_strdup ("Nonsense");
      return TRUE;
    }

  *entity = rounds_entity_new (rounds_registry_find ("institution"));
  rounds_entity_set_text (*entity, "finess", row[0]);
  rounds_entity_set_text (*entity, "name", row[1]);
  rounds_entity_set_text (*entity, "city", row[2]);
  return TRUE;
}

static double
register_fraction (RoundsImportSource *source)
{
  Register *self = (Register *) source;

  return (double) self->next / self->n_rows;
}

static guint
register_count_remarks (RoundsImportSource *source)
{
  return 1001;
}

static const char *
register_remark (RoundsImportSource *source,
                 guint               index,
                 guint              *line)
{
  *line = index + 2;
  return index < 2 ? "Left out" : NULL;
}

static const char * const fields[] = { "finess", "name", "city", NULL };

static Register
register_new (const char * const *rows,
              guint               n_rows)
{
  return (Register) {
    .source = {
      .next = register_next, .fraction = register_fraction, .fields = fields, .key = "finess", .kind = "institution",
      .count_remarks = register_count_remarks, .remark = register_remark,
    },
    .rows = rows,
    .n_rows = n_rows,
    .fail_at = G_MAXUINT,
    .cancel_at = G_MAXUINT,
  };
}

static JsonObject *
import (Fixture  *fixture,
        Register *self,
        GError  **error)
{
  g_autoptr(JsonNode) answer = NULL;
  g_autoptr(JsonObject) arguments = json_object_new ();

  fixture->context.source = &self->source;
  answer = fixture_run_node (fixture, "register.import", arguments, error);
  fixture->context.source = NULL;

  return answer != NULL ? json_node_dup_object (answer) : NULL;
}

static void
assert_report (JsonObject *report,
               gint64      created,
               gint64      updated,
               gint64      unchanged,
               gint64      refused)
{
  fixture_assert_int (report, "created", created);
  fixture_assert_int (report, "updated", updated);
  fixture_assert_int (report, "unchanged", unchanged);
  fixture_assert_int (report, "refusedCount", refused);
}

static const char * const rows[] = {
  "530000001", "CENTRE HOSPITALIER", "LAVAL",
  "440000271", "HOPITAL GUILLAUME ET RENE LAENNEC", "ST HERBLAIN",
  NULL, NULL, NULL,
  "2A0000014", "CENTRE HOSPITALIER", "AJACCIO",
  "440000271", "DEUX FOIS", "NANTES",
  "12", "COURT", "NANTES",
  "440000289", NULL, "NANTES",
};

static void
test_import (void)
{
  Fixture fixture;
  Register first = register_new (rows, 7);
  Register second = register_new (rows, 7);
  g_autoptr(JsonObject) report = NULL;
  g_autoptr(JsonObject) again = NULL;
  g_autoptr(JsonObject) hospital = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr(GError) error = NULL;
  JsonArray *refused;
  JsonArray *remarks;
  gint64 revisions;

  fixture_open (&fixture, ROUNDS_SCHEMA_SERVER);
  report = import (&fixture, &first, &error);
  g_assert_no_error (error);
  assert_report (report, 2, 1, 0, 4);
  g_assert_null (fixture.context.inverse);

  refused = json_object_get_array_member (report, "refused");
  fixture_assert_int (json_array_get_object_element (refused, 0), "line", 4);
  fixture_assert_text (json_array_get_object_element (refused, 0), "reason", "Nonsense");
  fixture_assert_int (json_array_get_object_element (refused, 1), "line", 6);
  fixture_assert_text (json_array_get_object_element (refused, 1), "reason", "FINESS number 440000271 stands in line 3 already");
  fixture_assert_int (json_array_get_object_element (refused, 2), "line", 7);
  fixture_assert_int (json_array_get_object_element (refused, 3), "line", 8);

  remarks = json_object_get_array_member (report, "remarks");
  g_assert_cmpuint (json_array_get_length (remarks), ==, 2);
  fixture_assert_int (json_array_get_object_element (remarks, 1), "line", 3);
  fixture_assert_text (json_array_get_object_element (remarks, 1), "reason", "Left out");
  fixture_assert_int (report, "remarksCount", 1001);

  /* What the register does not say stays. */
  hospital = fixture_get (&fixture, "institution", HOSPITAL_ID);
  fixture_assert_text (hospital, "name", "CENTRE HOSPITALIER");
  fixture_assert_text (hospital, "legalStatus", "public");

  before = fixture_dump (&fixture);
  revisions = fixture_count (&fixture, "SELECT MAX(revision) FROM institutions");
  again = import (&fixture, &second, &error);
  g_assert_no_error (error);
  assert_report (again, 0, 0, 3, 4);
  after = fixture_dump (&fixture);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpint (fixture_count (&fixture, "SELECT MAX(revision) FROM institutions"), ==, revisions);
  fixture_close (&fixture);
}

static void
test_only_update (void)
{
  Fixture fixture;
  Register source = register_new (rows, 2);
  g_autoptr(JsonObject) report = NULL;
  g_autoptr(GError) error = NULL;

  fixture_open (&fixture, ROUNDS_SCHEMA_SERVER);
  source.source.only_update = TRUE;
  report = import (&fixture, &source, &error);
  g_assert_no_error (error);
  assert_report (report, 0, 1, 0, 1);
  fixture_close (&fixture);
}

/* What a person has deleted does not come back by itself. */
static void
test_deleted (void)
{
  Fixture fixture;
  Register source = register_new (rows, 1);
  g_autoptr(JsonObject) report = NULL;
  g_autoptr(GError) error = NULL;

  fixture_open (&fixture, ROUNDS_SCHEMA_SERVER);
  json_object_unref (fixture_run (&fixture, "record.delete", "{'kind':'institution','id':'%s'}", HOSPITAL_ID));
  report = import (&fixture, &source, &error);
  g_assert_no_error (error);
  assert_report (report, 0, 0, 0, 1);
  fixture_close (&fixture);
}

/* A file that turns out to be broken, or a person who thinks better of it, leaves nothing. */
static void
test_nothing_half_done (void)
{
  Fixture fixture;
  Register broken = register_new (rows, 7);
  Register cancelled = register_new (rows, 7);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr(GError) error = NULL;

  fixture_open (&fixture, ROUNDS_SCHEMA_SERVER);
  before = fixture_dump (&fixture);

  broken.fail_at = 5;
  g_assert_null (import (&fixture, &broken, &error));
  g_assert_error (error, ROUNDS_PROBLEM, ROUNDS_PROBLEM_MALFORMED);
  g_clear_error (&error);

  cancelled.cancel = cancellable;
  cancelled.cancel_at = 3;
  fixture.context.cancellable = cancellable;
  g_assert_null (import (&fixture, &cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  fixture.context.cancellable = NULL;

  after = fixture_dump (&fixture);
  g_assert_cmpstr (before, ==, after);
  fixture_refuse (&fixture, "NO_SOURCE", "register.import", "{}");
  fixture_close (&fixture);
}

static void
note_progress (double      fraction,
               const char *text,
               gpointer    user_data)
{
  GArray *fractions = user_data;

  g_array_append_val (fractions, fraction);
}

/* Many rows: in batches, told about, and as many refusals as are kept. */
static void
test_many (void)
{
  const guint n_rows = 2500;
  Fixture fixture;
  g_autoptr(GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GArray) fractions = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < n_rows; i++)
    {
      g_ptr_array_add (cells, g_strdup_printf ("44%07u", i));
      g_ptr_array_add (cells, i % 2 == 0 ? g_strdup_printf ("Hôpital %u", i) : NULL);
      g_ptr_array_add (cells, g_strdup ("NANTES"));
    }

  fixture_open (&fixture, ROUNDS_SCHEMA_SERVER);
  fixture.context.progress = note_progress;
  fixture.context.progress_data = fractions;
  for (guint i = 0; i < 2; i++)
    {
      Register source = register_new ((const char * const *) cells->pdata, n_rows);
      g_autoptr(JsonObject) report = import (&fixture, &source, &error);

      g_assert_no_error (error);
      assert_report (report, i == 0 ? n_rows / 2 : 0, 0, i == 0 ? 0 : n_rows / 2, n_rows / 2);
      g_assert_cmpuint (json_array_get_length (json_object_get_array_member (report, "refused")), ==, 1000);
    }

  g_assert_cmpuint (fractions->len, ==, 2 * (n_rows / 200 + 1));
  g_assert_cmpfloat (g_array_index (fractions, double, 0), ==, 0.08);
  g_assert_cmpfloat (g_array_index (fractions, double, fractions->len - 1), ==, 1.0);
  fixture_close (&fixture);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/operations/register/import", test_import);
  g_test_add_func ("/operations/register/only-update", test_only_update);
  g_test_add_func ("/operations/register/deleted", test_deleted);
  g_test_add_func ("/operations/register/nothing-half-done", test_nothing_half_done);
  g_test_add_func ("/operations/register/many", test_many);

  return g_test_run ();
}
