/* test-demo.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations-fixture.h"

#include "model/rounds-problem.h"
#include "model/rounds-registry.h"
#include "operations/rounds-demo.h"
#include "store/rounds-repository.h"

/* An empty server's database: what the fixture puts there is in the demo's way. */
static void
open_empty (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;

  fixture_open (fixture, ROUNDS_SCHEMA_SERVER);
  g_assert_true (rounds_database_run_script (fixture->database, "DELETE FROM contacts; DELETE FROM institutions;", &error));
}

static gboolean
generate (Fixture  *fixture,
          GError  **error)
{
  g_autoptr(GError) local = NULL;
  gboolean done;

  g_assert_true (rounds_database_begin (fixture->database, &local));
  done = rounds_demo_generate (&fixture->context, 1, error);
  g_assert_true (rounds_database_commit (fixture->database, &local));

  return done;
}

static void
assert_valid (Fixture *fixture)
{
  const RoundsEntityInfo * const *kinds = rounds_registry_get_kinds (NULL);
  g_autoptr(GError) error = NULL;

  for (guint i = 0; kinds[i] != NULL; i++)
    {
      g_autoptr(RoundsQuery) query = rounds_query_new (kinds[i]);
      g_autoptr(GPtrArray) records = rounds_repository_list (fixture->database, query, &error);

      g_assert_no_error (error);
      for (guint j = 0; j < records->len; j++)
        {
          rounds_entity_validate (g_ptr_array_index (records, j), &error);
          g_assert_no_error (error);
        }
    }
}

static void
test_demo (void)
{
  static const char * const nothing_wrong[] = {
    "SELECT COUNT(*) FROM invoices WHERE type = 'invoice' AND (total_paid > total OR "
    "remaining_amount <> CASE WHEN total > total_credited + total_paid THEN total - total_credited - total_paid ELSE 0 END)",
    "SELECT COUNT(*) FROM invoices i WHERE type = 'invoice' AND total_credited <> "
    "(SELECT COALESCE(SUM(total), 0) FROM invoices WHERE credited_invoice_id = i.id)",
    "SELECT COUNT(*) FROM invoices n JOIN invoices i ON i.id = n.credited_invoice_id WHERE i.type <> 'invoice' OR n.total > i.total OR "
    "n.institution_id <> i.institution_id OR n.issue_date <= i.issue_date OR n.description IS NULL OR "
    "n.remaining_amount <> CASE WHEN i.total_paid + i.total_credited > i.total THEN i.total_paid + i.total_credited - i.total ELSE 0 END",
    "SELECT COUNT(*) FROM invoices WHERE (type = 'credit_note') <> (credited_invoice_id IS NOT NULL)",
    "SELECT COUNT(*) FROM invoices a JOIN invoices b ON b.type = a.type AND b.invoice_number > a.invoice_number AND b.issue_date < a.issue_date "
    "AND substr(b.invoice_number, 1, 5) = substr(a.invoice_number, 1, 5)",
    "SELECT COUNT(*) FROM payments p JOIN invoices n ON n.credited_invoice_id = p.invoice_id WHERE p.payment_date > n.issue_date",
    "SELECT COUNT(*) FROM invoices WHERE type = 'invoice' AND due_date < '2026-03-10' AND status IN ('sent', 'partially_paid')",
    "SELECT COUNT(*) FROM invoices i WHERE total_paid <> (SELECT COALESCE(SUM(amount), 0) FROM payments WHERE invoice_id = i.id)",
    "SELECT COUNT(*) FROM invoices WHERE (status = 'draft') <> (invoice_number IS NULL)",
    "SELECT COUNT(*) FROM invoices WHERE issue_date > '2026-03-10' OR last_payment_date > '2026-03-10'",
    "SELECT COUNT(*) FROM opportunities o JOIN contacts c ON c.id = o.contact_person_id WHERE c.institution_id <> o.institution_id",
    "SELECT COUNT(*) FROM opportunities WHERE (stage LIKE 'closed%') <> (actual_close_date IS NOT NULL)",
    "SELECT COUNT(*) FROM opportunities o WHERE stage <> (SELECT to_stage FROM stage_changes WHERE opportunity_id = o.id ORDER BY changed_at DESC, id DESC LIMIT 1)",
    "SELECT COUNT(*) FROM (SELECT stage FROM opportunities GROUP BY stage, rank HAVING COUNT(*) > 1)",
    "SELECT COUNT(*) FROM opportunities o WHERE (SELECT SUM(total_after_discount) FROM opportunity_lines WHERE opportunity_id = o.id) <> value",
    "SELECT COUNT(*) FROM opportunity_contacts p JOIN opportunities o ON o.id = p.opportunity_id JOIN contacts c ON c.id = p.contact_person_id "
    "WHERE c.institution_id <> o.institution_id",
    "SELECT COUNT(*) FROM contacts c JOIN contacts m ON m.id = c.reports_to_id WHERE c.institution_id <> m.institution_id OR c.id = m.id",
    "SELECT COUNT(*) FROM quotes WHERE (status = 'draft') <> (quote_number IS NULL) OR (status = 'accepted') <> (accepted_at IS NOT NULL)",
    "SELECT COUNT(*) FROM quotes WHERE sent_at < created_at OR accepted_at < sent_at OR rejected_at < sent_at",
    "SELECT COUNT(*) FROM quotes q WHERE subtotal <> (SELECT SUM(total_after_discount) FROM quote_lines WHERE quote_id = q.id)",
    "SELECT COUNT(*) FROM quotes a JOIN quotes b ON b.quote_number > a.quote_number AND b.sent_at < a.sent_at - 86400000000 "
    "AND substr(b.quote_number, 1, 5) = substr(a.quote_number, 1, 5)",
    "SELECT COUNT(*) FROM invoices i JOIN quotes q ON q.id = i.quote_id WHERE q.status <> 'accepted' OR i.type = 'invoice' AND q.total <> i.total OR "
    "q.institution_id <> i.institution_id OR i.created_at < q.accepted_at",
    "SELECT COUNT(*) FROM (SELECT quote_id FROM invoices WHERE quote_id IS NOT NULL AND type = 'invoice' GROUP BY quote_id HAVING COUNT(*) > 1)",
    "SELECT COUNT(*) FROM quote_lines l WHERE invoiced_quantity <> "
    "COALESCE((SELECT SUM(CASE i.type WHEN 'credit_note' THEN -n.quantity ELSE n.quantity END) FROM invoice_lines n "
    "JOIN invoices i ON i.id = n.invoice_id WHERE n.quote_line_id = l.id), 0)",
    "SELECT COUNT(*) FROM tasks WHERE (status = 'completed') <> (completed_at IS NOT NULL) OR completed_at < created_at",
    "SELECT COUNT(*) FROM calls c JOIN contacts p ON p.id = c.contact_person_id WHERE p.institution_id <> c.institution_id",
    "SELECT COUNT(*) FROM calls WHERE (call_type = 'missed') <> (duration IS NULL)",
    "SELECT COUNT(*) FROM email_messages WHERE opened_at < sent_at",
    "SELECT COUNT(*) FROM meetings WHERE end_date <= start_date",
    "SELECT COUNT(*) FROM (SELECT institution_id FROM contacts WHERE is_primary = 1 GROUP BY institution_id HAVING COUNT(*) <> 1)",
  };
  Fixture fixture;
  g_autoptr(GError) error = NULL;

  open_empty (&fixture);
  g_assert_true (generate (&fixture, &error));
  g_assert_no_error (error);

  g_assert_cmpint (fixture_count (&fixture, "SELECT COUNT(*) FROM institutions"), ==, 200);
  g_assert_cmpint (fixture_count (&fixture, "SELECT COUNT(*) FROM users WHERE role = 'user'"), >=, 6);
  g_assert_cmpint (fixture_count (&fixture, "SELECT COUNT(*) FROM contacts"), >, 300);
  g_assert_cmpint (fixture_count (&fixture, "SELECT COUNT(*) FROM opportunities"), ==, 330);
  g_assert_cmpint (fixture_count (&fixture, "SELECT COUNT(DISTINCT stage) FROM opportunities"), ==, 6);
  g_assert_cmpint (fixture_count (&fixture, "SELECT COUNT(*) FROM meetings"), ==, 400);
  g_assert_cmpint (fixture_count (&fixture, "SELECT COUNT(*) FROM quotes"), ==, 300);
  g_assert_cmpint (fixture_count (&fixture, "SELECT COUNT(DISTINCT status) FROM quotes"), ==, 6);
  g_assert_cmpint (fixture_count (&fixture, "SELECT COUNT(*) FROM invoices WHERE quote_id IS NOT NULL"), >, 80);
  g_assert_cmpint (fixture_count (&fixture, "SELECT (SELECT COUNT(*) FROM calls) + (SELECT COUNT(*) FROM email_messages) + "
                                            "(SELECT COUNT(*) FROM notes) + (SELECT COUNT(*) FROM tasks) + "
                                            "(SELECT COUNT(*) FROM reminders) + (SELECT COUNT(*) FROM meetings)"), >=, 10000);

  /* A year has its seasons: half as much in August as in a month of spring. */
  g_assert_cmpint (fixture_count (&fixture, "SELECT COUNT(*) FROM invoices WHERE issue_date LIKE '2025-08-%'") * 2, <,
                   fixture_count (&fixture, "SELECT COUNT(*) FROM invoices WHERE issue_date LIKE '2025-10-%'"));
  g_assert_cmpint (fixture_count (&fixture, "SELECT COUNT(*) FROM invoices WHERE type = 'invoice'"), ==, 250);
  g_assert_cmpint (fixture_count (&fixture, "SELECT COUNT(*) FROM invoices WHERE type = 'credit_note'"), ==, 5);
  g_assert_cmpint (fixture_count (&fixture, "SELECT COUNT(*) FROM invoices n JOIN invoices i ON i.id = n.credited_invoice_id WHERE n.total = i.total"),
                   ==, 3);
  g_assert_cmpint (fixture_count (&fixture, "SELECT COUNT(*) FROM invoices WHERE status = 'paid'"), >, 150);
  g_assert_cmpint (fixture_count (&fixture, "SELECT COUNT(*) FROM invoices WHERE status = 'overdue'"), >, 3);
  g_assert_cmpint (fixture_count (&fixture, "SELECT COUNT(*) FROM invoices WHERE status = 'draft'"), >, 0);
  for (guint i = 0; i < G_N_ELEMENTS (nothing_wrong); i++)
    if (fixture_count (&fixture, nothing_wrong[i]) != 0)
      g_error ("%s", nothing_wrong[i]);

  /* No number is missing. */
  g_assert_cmpint (fixture_count (&fixture, "SELECT SUM(last_number) FROM number_series WHERE series = 'invoice'"), ==,
                   fixture_count (&fixture, "SELECT COUNT(*) FROM invoices WHERE invoice_number IS NOT NULL AND type = 'invoice'"));
  g_assert_cmpint (fixture_count (&fixture, "SELECT SUM(last_number) FROM number_series WHERE series = 'credit_note'"), ==,
                   fixture_count (&fixture, "SELECT COUNT(*) FROM invoices WHERE type = 'credit_note'"));
  g_assert_cmpint (fixture_count (&fixture, "SELECT SUM(last_number) FROM number_series WHERE series = 'quote'"), ==,
                   fixture_count (&fixture, "SELECT COUNT(*) FROM quotes WHERE quote_number IS NOT NULL"));
  assert_valid (&fixture);

  /* Who asked for it has a day to look at. */
  g_assert_cmpint (fixture_count (&fixture, "SELECT COUNT(*) FROM institutions WHERE assigned_user_id = '" USER_ID "'"), >, 15);
  g_assert_cmpint (fixture_count (&fixture, "SELECT COUNT(*) FROM opportunities WHERE assigned_user_id = '" USER_ID "'"), >, 15);
  g_assert_cmpint (fixture_count (&fixture, "SELECT COUNT(*) FROM tasks WHERE assignee_id = '" USER_ID "' "
                                            "AND status <> 'completed'"), >, 0);

  g_assert_false (generate (&fixture, &error));
  g_assert_error (error, ROUNDS_PROBLEM, ROUNDS_PROBLEM_CONFLICT);
  g_assert_cmpint (fixture_count (&fixture, "SELECT COUNT(*) FROM institutions"), ==, 200);
  fixture_close (&fixture);
}

static void
test_same_again (void)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  for (guint i = 0; i < 2; i++)
    {
      Fixture fixture;
      g_autoptr(GError) error = NULL;

      open_empty (&fixture);
      g_assert_true (generate (&fixture, &error));
      *(i == 0 ? &first : &second) = fixture_dump (&fixture);
      fixture_close (&fixture);
    }

  g_assert_cmpstr (first, ==, second);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/operations/demo/believable", test_demo);
  g_test_add_func ("/operations/demo/same-again", test_same_again);

  return g_test_run ();
}
