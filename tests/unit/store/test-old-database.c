/* test-old-database.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "model/rounds-problem.h"
#include "store/rounds-database-private.h"
#include "store/rounds-query.h"
#include "support.h"

/* A database that the first version has worked in, and what becomes of it. Its rows are written as that version wrote them. */

#define TEAM "01900000-0000-7000-8000-000000000001"
#define USER "01900000-0000-7000-8000-000000000002"
#define HOSPITAL "01900000-0000-7000-8000-000000000003"
#define CONTACT "01900000-0000-7000-8000-000000000004"
#define DEAL "01900000-0000-7000-8000-000000000005"
#define MEETING "01900000-0000-7000-8000-000000000006"
#define INVOICE "01900000-0000-7000-8000-000000000007"

static const char first_rows[] =
  "INSERT INTO teams (id, revision, sort_key, name, is_active) VALUES ('" TEAM "', 1, 'nord', 'Nord', 1);"
  "INSERT INTO users (id, revision, sort_key, email, first_name, last_name, role, team_id, is_active) VALUES "
  "('" USER "', 2, 'martin paul', 'paul@example.com', 'Paul', 'Martin', 'user', '" TEAM "', 1);"
  "INSERT INTO institutions (id, revision, sort_key, created_at, updated_at, created_by, name, type, finess, commercial_status, "
  "assigned_user_id, tags, city, bed_capacity, specialties, compliance_notes) VALUES "
  "('" HOSPITAL "', 3, 'hopital de l''oeuvre', 1700000000000000, 1700000000000001, '" USER "', 'Hôpital de l''Œuvre', 'hospital', "
  "'440000271', 'client', '" USER "', '[\"a \\\"b\\\"\",\"é\"]', 'Nantes', 412, '[\"Urologie\"]', 'Une ligne\nune autre');"
  "INSERT INTO contacts (id, revision, sort_key, institution_id, first_name, last_name, email, is_primary) VALUES "
  "('" CONTACT "', 4, 'le goff anne', '" HOSPITAL "', 'Anne', 'Le Goff', 'anne@example.com', 1);"
  "INSERT INTO opportunities (id, revision, sort_key, institution_id, contact_person_id, assigned_user_id, name, stage, value, currency, "
  "probability, expected_close_date, rank) VALUES "
  "('" DEAL "', 5, 'bloc 4', '" HOSPITAL "', '" CONTACT "', '" USER "', 'Bloc 4', 'proposal', 1234567, 'EUR', 50, '2026-12-31', 'm');"
  "INSERT INTO stage_changes (id, revision, opportunity_id, to_stage, changed_at, value, probability) VALUES "
  "('01900000-0000-7000-8000-000000000008', 6, '" DEAL "', 'proposal', 1700000000000000, 1234567, 50);"
  "INSERT INTO meetings (id, revision, sort_key, title, institution_id, organizer_id, start_date, end_date, status) VALUES "
  "('" MEETING "', 7, 'visite', 'Visite', '" HOSPITAL "', '" USER "', 1700000000000000, 1700003600000000, 'scheduled');"
  "INSERT INTO meeting_participants (id, revision, meeting_id, contact_person_id, status) VALUES "
  "('01900000-0000-7000-8000-000000000009', 8, '" MEETING "', '" CONTACT "', 'accepted');"
  "INSERT INTO invoices (id, revision, sort_key, institution_id, assigned_user_id, invoice_number, title, status, currency, issue_date, "
  "due_date, subtotal, total_discount_amount, total_tax_amount, total, total_paid, remaining_amount) VALUES "
  "('" INVOICE "', 9, 'moniteurs', '" HOSPITAL "', '" USER "', 'F2026-00001', 'Moniteurs', 'partially_paid', 'EUR', '2026-01-31', "
  "'2026-03-22', 100000, 0, 20000, 120000, 20000, 100000);"
  "INSERT INTO invoice_lines (id, revision, invoice_id, order_index, description, quantity, unit_price, discount_type, discount_value, "
  "tax_rate, discount_amount, total_after_discount) VALUES "
  "('01900000-0000-7000-8000-00000000000a', 10, '" INVOICE "', 1, 'Moniteur', 2000, 50000, 'percentage', 0, 2000, 0, 100000);"
  "INSERT INTO payments (id, revision, invoice_id, amount, payment_date, payment_method, status) VALUES "
  "('01900000-0000-7000-8000-00000000000b', 11, '" INVOICE "', 20000, '2026-02-10', 'check', 'confirmed');"
  "INSERT INTO workspace_settings (key, value) VALUES ('time-zone', 'Europe/Paris');";

static const char first_server_rows[] =
  "UPDATE revision_counter SET value = 11 WHERE id = 1;"
  "INSERT INTO number_series (series, year, last_number) VALUES ('invoice', 2026, 1);"
  "INSERT INTO credentials (user_id, password_hash) VALUES ('" USER "', 'not a hash');";

static const char first_cache_rows[] =
  "INSERT INTO queue (position, id, name, arguments, created_at) VALUES "
  "(1, '01900000-0000-7000-8000-00000000000c', 'record.update', '{\"kind\":\"institution\"}', 1700000000000000);"
  "INSERT INTO sync_state (key, value) VALUES ('cursor', '11');";

static void
fill (Room          *room,
      gconstpointer  data)
{
  assert_ok (rounds_database_begin (room->database, &local_error));
  assert_ok (rounds_database_run_script (room->database, first_rows, &local_error));
  assert_ok (rounds_database_run_script (room->database, data == ROOM_FIRST_CACHE ? first_cache_rows : first_server_rows, &local_error));
  assert_ok (rounds_database_index_text (room->database, "institutions", HOSPITAL, "hopital de l'oeuvre nantes", &local_error));
  assert_ok (rounds_database_commit (room->database, &local_error));
}

static RoundsEntity *
get (Room       *room,
     const char *kind,
     const char *id)
{
  g_autoptr(GError) error = NULL;
  RoundsEntity *entity = rounds_repository_get (room->database, rounds_registry_find (kind), id, &error);

  g_assert_no_error (error);
  g_assert_nonnull (entity);
  return entity;
}

static void
assert_kept (Room *room)
{
  g_autoptr(RoundsEntity) hospital = get (room, "institution", HOSPITAL);
  g_autoptr(RoundsEntity) deal = get (room, "opportunity", DEAL);
  g_autoptr(RoundsEntity) invoice = get (room, "invoice", INVOICE);
  g_autoptr(RoundsEntity) contact = get (room, "contact", CONTACT);
  g_autoptr(GPtrArray) invoices = g_ptr_array_new ();
  g_auto(GStrv) tags = rounds_entity_dup_list (hospital, "tags");
  RoundsEntity *line;

  g_assert_cmpstr (rounds_entity_get_text (hospital, "name"), ==, "Hôpital de l'Œuvre");
  g_assert_cmpstr (rounds_entity_get_text (hospital, "compliance-notes"), ==, "Une ligne\nune autre");
  g_assert_cmpint (rounds_entity_get_integer (hospital, "bed-capacity"), ==, 412);
  g_assert_cmpint (rounds_entity_get_integer (hospital, "created-at"), ==, 1700000000000000);
  g_assert_cmpint (rounds_entity_get_revision (hospital), ==, 3);
  g_assert_cmpstrv (tags, ((const char *[]) { "a \"b\"", "é", NULL }));
  g_assert_cmpint (rounds_entity_get_integer (deal, "value"), ==, 1234567);
  g_assert_cmpstr (rounds_entity_get_text (deal, "rank"), ==, "m");

  g_ptr_array_add (invoices, invoice);
  assert_ok (rounds_repository_load_records (room->database, invoices, &local_error));
  g_assert_cmpuint (rounds_entity_get_records (invoice, "lines")->len, ==, 1);
  line = g_ptr_array_index (rounds_entity_get_records (invoice, "lines"), 0);
  g_assert_cmpint (rounds_entity_get_integer (line, "total-after-discount"), ==, 100000);
  g_assert_cmpint (rounds_entity_get_integer (invoice, "remaining-amount"), ==, 100000);

  /* What the first version did not know is as in a new record. */
  g_assert_true (rounds_entity_get_boolean (hospital, "is-active"));
  g_assert_true (rounds_entity_get_boolean (contact, "is-active"));
  g_assert_cmpstr (rounds_entity_get_text (invoice, "type"), ==, "invoice");
  g_assert_cmpint (rounds_entity_get_integer (invoice, "total-credited"), ==, 0);
  g_assert_true (rounds_entity_is_null (invoice, "quote-id"));
  assert_ok (rounds_entity_validate (hospital, &local_error));
  assert_ok (rounds_entity_validate (contact, &local_error));
  assert_ok (rounds_entity_validate (deal, &local_error));
  assert_ok (rounds_entity_validate (invoice, &local_error));
}

static void
assert_found (Room       *room,
              const char *words,
              const char *titles)
{
  g_autoptr(RoundsQuery) query = rounds_query_new (rounds_registry_find ("institution"));
  g_autofree char *found = NULL;

  rounds_query_set_search (query, words);
  found = room_titles (room, query);
  g_assert_cmpstr (found, ==, titles);
}

static void
test_upgrade (Room          *room,
              gconstpointer  data)
{
  const RoundsSchema schema = data == ROOM_FIRST_CACHE ? ROUNDS_SCHEMA_CACHE : ROUNDS_SCHEMA_SERVER;

  g_assert_cmpint (rounds_migrations_get_version (room->database, NULL), ==, 1);
  fill (room, data);

  assert_ok (rounds_migrations_run (room->database, schema, &local_error));
  g_assert_cmpint (rounds_migrations_get_version (room->database, NULL), ==, rounds_migrations_get_latest (schema));
  assert_ok (rounds_database_check (room->database, &local_error));
  assert_kept (room);
  assert_found (room, "oeuv", "Hôpital de l'Œuvre");
  room_count (room, "stage_changes", 1);
  room_count (room, "payments", 1);
  room_count (room, "workspace_settings", 1);
  room_count (room, schema == ROUNDS_SCHEMA_CACHE ? "queue" : "number_series", 1);

  /* And it is worked in as any other. */
  if (schema == ROUNDS_SCHEMA_SERVER)
    {
      g_autoptr(RoundsEntity) quote = room_insert (room, "quote", "institution-id", HOSPITAL, "title", "Moniteurs", "valid-until",
                                                   "2026-12-31", NULL);
      g_autoptr(RoundsEntity) clinic = room_insert (room, "institution", "name", "Clinique neuve", NULL);

      g_assert_cmpint (rounds_entity_get_revision (quote), ==, 12);
      g_assert_cmpint (rounds_entity_get_revision (clinic), ==, 13);
      assert_found (room, "clin", "Clinique neuve");
    }
}

/* What goes wrong half-way leaves everything as it was. */
static void
test_interrupted (Room          *room,
                  gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  fill (room, data);
  assert_ok (rounds_database_run_script (room->database, "CREATE TABLE security_events (id TEXT PRIMARY KEY)", &local_error));
  g_assert_false (rounds_migrations_run (room->database, ROUNDS_SCHEMA_SERVER, &error));
  g_assert_nonnull (error);
  g_assert_false (rounds_database_is_in_transaction (room->database));
  g_assert_cmpint (rounds_migrations_get_version (room->database, NULL), ==, 1);
  room_count (room, "institutions", 1);

  assert_ok (rounds_database_run_script (room->database, "DROP TABLE security_events", &local_error));
  assert_ok (rounds_migrations_run (room->database, ROUNDS_SCHEMA_SERVER, &local_error));
  assert_kept (room);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  room_add ("/old-database/upgrade/server", ROOM_FIRST_SERVER, test_upgrade);
  room_add ("/old-database/upgrade/cache", ROOM_FIRST_CACHE, test_upgrade);
  room_add ("/old-database/interrupted", ROOM_FIRST_SERVER, test_interrupted);

  return g_test_run ();
}
