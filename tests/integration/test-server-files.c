/* test-server-files.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "rounds-test-server.h"

/* Records as files, out and in again. */

#define COLUMNS "id,name,type,finess,mainPhone,tags,address.city,medicalProfile.bedCapacity,medicalProfile.lastAuditDate," \
                "medicalProfile.complianceNotes,custom.budget,custom.vip"

static RoundsTestServer *server;
static char *admin;
static char *user;
static char *user_id;

static char *
get (const char *token,
     const char *path)
{
  g_autoptr(RoundsTestAnswer) answer = rounds_test_server_send (server, token, "GET", path, NULL);

  g_assert_cmpuint (answer->status, ==, 200);
  return g_strdup (answer->text);
}

static void
fill (void)
{
  g_autofree char *budget = rounds_test_create (server, admin, "custom-fields",
                                                "{\"kind\":\"institution\",\"key\":\"budget\",\"label\":\"Budget annuel\",\"type\":\"money\"}");
  g_autofree char *vip = rounds_test_create (server, admin, "custom-fields",
                                             "{\"kind\":\"institution\",\"key\":\"vip\",\"label\":\"VIP\",\"type\":\"boolean\"}");
  g_autofree char *a = rounds_test_create (server, user, "institutions",
                                           "{\"name\":\"Clinique \\\"Les Ormes\\\", Nantes\",\"type\":\"clinic\",\"finess\":\"440000271\",\"mainPhone\":\"+33 2 40 08 33 33\","
                                           "\"tags\":[\"a,b\",\"vip\"],\"address\":{\"city\":\"Nantes\"},\"custom\":{\"budget\":1234.5,\"vip\":true},"
                                           "\"medicalProfile\":{\"bedCapacity\":120,\"lastAuditDate\":\"2026-01-31\",\"complianceNotes\":\"un\\ndeux; trois\"}}");
  g_autofree char *b = rounds_test_create (server, user, "institutions", "{\"name\":\"=HYPERLINK(1)\",\"address\":{\"city\":\"Évreux\"},\"tags\":[\"x\",\"y\"]}");
  g_autofree char *c = rounds_test_create (server, user, "institutions", "{\"name\":\"'=already\",\"custom\":{\"vip\":false}}");
  g_autofree char *contact_body = g_strdup_printf ("{\"institutionId\":\"%s\",\"firstName\":\"Ann\",\"lastName\":\"Roy\",\"email\":\"Ann.Roy@example.com\"}", a);
  g_autofree char *contact = rounds_test_create (server, user, "contacts", contact_body);
}

static void
test_csv (void)
{
  g_autoptr(RoundsTestAnswer) answer =
    rounds_test_server_send (server, user, "GET", "/api/institutions/export?format=csv&fields=name,custom.budget,openDeals,tags&sortBy=createdAt", NULL);
  g_autofree char *french = get (user, "/api/institutions/export?format=csv&separator=%3B&bom=true&header=label&fields=name,custom.budget"
                                       "&finess=440000271");
  g_autofree char *filtered = get (user, "/api/institutions/export?format=csv&fields=name&filter=%7B%22field%22%3A%22custom.vip%22%2C%22op%22%3A%22eq%22%2C%22value%22%3Afalse%7D");
  g_autofree char *searched = get (user, "/api/institutions/export?format=csv&fields=name&search=evreux");
  g_autofree char *all = get (user, "/api/institutions/export?format=csv");

  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_true (g_str_has_prefix (answer->type, "text/csv"));
  g_assert_nonnull (strstr (soup_message_headers_get_one (answer->headers, "Content-Disposition"), "institutions-"));
  g_assert_cmpstr (answer->text, ==,
                   "name,custom.budget,openDeals,tags\r\n"
                   "\"Clinique \"\"Les Ormes\"\", Nantes\",1234.5,0,\"[\"\"a,b\"\",\"\"vip\"\"]\"\r\n"
                   "'=HYPERLINK(1),,0,\"x, y\"\r\n"
                   "''=already,,0,\r\n");
  g_assert_cmpstr (french, ==, "\xef\xbb\xbfName;Budget annuel\r\n\"Clinique \"\"Les Ormes\"\", Nantes\";1234,5\r\n");
  g_assert_cmpstr (filtered, ==, "name\r\n''=already\r\n");
  g_assert_cmpstr (searched, ==, "name\r\n'=HYPERLINK(1)\r\n");
  g_assert_nonnull (strstr (all, "custom.budget,custom.vip\r\n"));
}

static void
test_json (void)
{
  g_autofree char *chosen = get (user, "/api/institutions/export?format=json&fields=name,address.city,custom.vip&finess=440000271");
  g_autofree char *whole = get (user, "/api/institutions/export?format=json");
  g_autofree char *none = get (user, "/api/institutions/export?format=json&name=nobody");
  g_autoptr(JsonNode) node = json_from_string (whole, NULL);

  g_assert_cmpstr (chosen, ==, "[\n{\"name\":\"Clinique \\\"Les Ormes\\\", Nantes\",\"address\":{\"city\":\"Nantes\"},\"custom\":{\"vip\":true}}\n]\n");
  g_assert_cmpuint (json_array_get_length (json_node_get_array (node)), ==, 3);
  g_assert_cmpstr (none, ==, "[]\n");
}

static void
test_export_refusals (void)
{
  g_autoptr(RoundsTestAnswer) field = rounds_test_server_send (server, user, "GET", "/api/institutions/export?fields=name,nothing", NULL);
  g_autoptr(RoundsTestAnswer) format = rounds_test_server_send (server, user, "GET", "/api/institutions/export?format=xls", NULL);
  g_autoptr(RoundsTestAnswer) nobody = rounds_test_server_send (server, NULL, "GET", "/api/institutions/export", NULL);
  g_autofree char *others = NULL;
  g_autofree char *events = get (admin, "/api/security-events?action=data.export");

  rounds_test_answer_assert_problem (field, 400, "INVALID_PARAMETER");
  rounds_test_answer_assert_problem (format, 400, "INVALID_PARAMETER");
  rounds_test_answer_assert_problem (nobody, 401, "NOT_SIGNED_IN");
  /* Who took what is known. */
  g_assert_nonnull (strstr (events, user_id));
}

static char *
write_file (const char *name,
            const char *text,
            gssize      length)
{
  char *path = g_build_filename (server->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, length, NULL));
  return path;
}

static char *
export_columns (const char *uri)
{
  char *text = NULL;

  g_assert_cmpint (rounds_test_server_run (server, &text, NULL, "export", "institutions", "--format", "csv", "--fields", COLUMNS,
                                           "--database", uri, NULL), ==, 0);
  return text;
}

/* What goes out comes in again as it was, into the same workspace and into another. */
static void
test_round_trip (void)
{
  g_autofree char *first = export_columns (server->uri);
  g_autofree char *path = write_file ("institutions.csv", first, -1);
  g_autofree char *all = NULL;
  g_autofree char *all_path = NULL;
  g_autofree char *output = NULL;
  g_autofree char *all_output = NULL;
  g_autofree char *errors = NULL;
  g_autofree char *second = NULL;

  g_assert_cmpint (rounds_test_server_run (server, &output, NULL, "import", "csv", "institutions", path, "--database", server->uri, NULL), ==, 0);
  g_assert_cmpstr (output, ==, "0 created, 0 updated, 3 unchanged, 0 refused\n");

  /* With everything that a record holds; what Rounds sets by itself is passed over. */
  g_assert_cmpint (rounds_test_server_run (server, &all, NULL, "export", "institutions", "--format", "csv", "--database", server->uri, NULL), ==, 0);
  all_path = write_file ("all.csv", all, -1);
  g_assert_cmpint (rounds_test_server_run (server, &all_output, &errors, "import", "csv", "institution", all_path, "--database", server->uri, NULL), ==, 0);
  g_assert_cmpstr (all_output, ==, "0 created, 0 updated, 3 unchanged, 0 refused\n");
  g_assert_nonnull (strstr (errors, "createdAt"));

  second = export_columns (server->uri);
  g_assert_cmpstr (second, ==, first);
}

static void
import_text (const char  *kind,
             const char  *text,
             gssize       length,
             const char  *expected,
             char       **errors)
{
  g_autofree char *path = write_file ("import.csv", text, length);
  g_autofree char *output = NULL;
  g_autofree char *unused = NULL;

  g_assert_cmpint (rounds_test_server_run (server, &output, errors != NULL ? errors : &unused, "import", "csv", kind, path, "--database",
                                           server->uri, NULL), ==, 0);
  g_assert_cmpstr (output, ==, expected);
}

/* As it comes out of a spreadsheet: semicolons, labels, Windows-1252, commas in numbers, and a FINESS number where an id would stand. */
static void
test_as_people_write (void)
{
  static const char deals[] = "Name;Institution;Value;Expected close;Stage\n"
                              "Scanner \xe0 louer;440000271;1 234,50;31/12/2027;Proposal\n";
  static const char contacts[] = "E-mail,First name,Last name,Institution,Primary contact\n"
                                 "ann.roy@EXAMPLE.com,Anne,Roy,440000271,yes\n"
                                 "new@example.com,New,Person,440000271,no\n"
                                 ",No,Mail,440000271,no\n";
  g_autofree char *found = NULL;

  import_text ("opportunities", deals, sizeof deals - 1, "1 created, 0 updated, 0 unchanged, 0 refused\n", NULL);
  import_text ("opportunities", deals, sizeof deals - 1, "0 created, 0 updated, 1 unchanged, 0 refused\n", NULL);
  found = get (admin, "/api/opportunities/export?format=csv&fields=name,value,stage");
  g_assert_cmpstr (found, ==, "name,value,stage\r\nScanner à louer,1234.5,proposal\r\n");

  import_text ("contacts", contacts, sizeof contacts - 1, "2 created, 1 updated, 0 unchanged, 0 refused\n", NULL);
  import_text ("contacts", contacts, sizeof contacts - 1, "0 created, 0 updated, 3 unchanged, 0 refused\n", NULL);
}

static void
test_refused_lines (void)
{
  static const char lines[] = "FINESS number,Name,Beds,Type,Nonsense\n"
                              "440000289,Good,12,hospital,x\n"
                              "440000297,Bad,many,shop,x\n"
                              "12,Short,1,clinic,x\n"
                              "440000289,Twice,1,clinic,x\n"
                              "440000305,Too,many,cells,x,y\n";
  g_autofree char *errors = NULL;
  g_autofree char *found = NULL;

  import_text ("institutions", lines, sizeof lines - 1, "1 created, 0 updated, 0 unchanged, 4 refused\n", &errors);
  g_assert_nonnull (strstr (errors, "import.csv:3: column “Beds”"));
  g_assert_nonnull (strstr (errors, "column “Type”"));
  g_assert_nonnull (strstr (errors, "import.csv:4: column “FINESS number”"));
  g_assert_nonnull (strstr (errors, "import.csv:5:"));
  g_assert_nonnull (strstr (errors, "import.csv:6:"));
  g_assert_nonnull (strstr (errors, "“Nonsense”"));
  found = get (admin, "/api/institutions/export?format=csv&fields=name&finess=440000289");
  g_assert_cmpstr (found, ==, "name\r\nGood\r\n");
}

static void
test_bad_files (void)
{
  g_autofree char *path = write_file ("bad.csv", "nothing,known\n1,2\n", -1);
  g_autofree char *errors = NULL;
  g_autofree char *usage = NULL;

  g_assert_cmpint (rounds_test_server_run (server, NULL, &errors, "import", "csv", "institutions", path, "--database", server->uri, NULL), ==, 1);
  g_assert_nonnull (strstr (errors, "bad.csv"));
  g_assert_cmpint (rounds_test_server_run (server, NULL, &usage, "import", "csv", "people", path, "--database", server->uri, NULL), ==, 2);
}

static char *
wait_for_import (RoundsTestAnswer *begun)
{
  const gint64 deadline = g_get_monotonic_time () + ROUNDS_TEST_SECONDS * G_USEC_PER_SEC;
  g_autofree char *path = NULL;
  g_autoptr(RoundsTestAnswer) status = NULL;

  g_assert_cmpuint (begun->status, ==, 202);
  path = g_strconcat ("/api/imports/", rounds_test_answer_get (begun, "id"), NULL);
  do
    {
      g_clear_pointer (&status, rounds_test_answer_free);
      status = rounds_test_expect (server, admin, "GET", path, NULL, 200);
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
    }
  while (g_str_equal (rounds_test_answer_get (status, "state"), "running"));
  g_assert_cmpstr (rounds_test_answer_get (status, "state"), ==, "done");

  return g_strdup (status->text);
}

/* What an empty cell does is said; a field that must be there is not cleared, and nothing is where a record begins. */
static void
test_empty_cells (void)
{
  static const char full[] = "finess,name,address.city,mainPhone,medicalProfile.bedCapacity,tags,custom.budget\n"
                             "440000339,Pleine,Nantes,02 40 00 00 00,12,\"a,b\",5\n";
  static const char empty[] = "finess,name,address.city,mainPhone,medicalProfile.bedCapacity,tags,custom.budget\n"
                              "440000339,Pleine,,  ,,,\n"
                              "440000347,Neuve,,,,,\n";
  static const char nameless[] = "finess,name\n440000339,\n";
  static const char *show = "/api/institutions/export?format=csv&fields=name,address.city,mainPhone,medicalProfile.bedCapacity,tags,"
                            "custom.budget&finess=440000339";
  static const char cleared[] = "name,address.city,mainPhone,medicalProfile.bedCapacity,tags,custom.budget\r\nPleine,,,,,\r\n";
  g_autofree char *path = NULL;
  g_autofree char *output = NULL;
  g_autofree char *again = NULL;
  g_autofree char *errors = NULL;
  g_autofree char *refused = NULL;
  g_autofree char *usage = NULL;
  g_autofree char *before = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *after = NULL;
  g_autofree char *by_network = NULL;
  g_autofree char *status = NULL;
  g_autoptr(GBytes) body = g_bytes_new_static (empty, sizeof empty - 1);
  g_autoptr(RoundsTestAnswer) begun = NULL;
  g_autoptr(RoundsTestAnswer) wrong = NULL;
  g_autoptr(RoundsTestAnswer) other = NULL;

  import_text ("institutions", full, sizeof full - 1, "1 created, 0 updated, 0 unchanged, 0 refused\n", NULL);
  before = get (admin, show);
  import_text ("institutions", empty, sizeof empty - 1, "1 created, 0 updated, 1 unchanged, 0 refused\n", NULL);
  kept = get (admin, show);
  g_assert_cmpstr (kept, ==, before);
  g_assert_cmpstr (before, !=, cleared);

  path = write_file ("empty.csv", empty, sizeof empty - 1);
  g_assert_cmpint (rounds_test_server_run (server, &output, &errors, "import", "csv", "institutions", path, "--empty", "clears",
                                           "--database", server->uri, NULL), ==, 0);
  g_assert_cmpstr (output, ==, "0 created, 1 updated, 1 unchanged, 0 refused\n");
  after = get (admin, show);
  g_assert_cmpstr (after, ==, cleared);
  g_clear_pointer (&errors, g_free);
  g_assert_cmpint (rounds_test_server_run (server, &again, &errors, "import", "csv", "institutions", path, "--empty", "clears",
                                           "--database", server->uri, NULL), ==, 0);
  g_assert_cmpstr (again, ==, "0 created, 0 updated, 2 unchanged, 0 refused\n");

  g_free (path);
  path = write_file ("nameless.csv", nameless, sizeof nameless - 1);
  g_clear_pointer (&errors, g_free);
  g_assert_cmpint (rounds_test_server_run (server, &refused, &errors, "import", "csv", "institutions", path, "--empty", "clears",
                                           "--database", server->uri, NULL), ==, 0);
  g_assert_cmpstr (refused, ==, "0 created, 0 updated, 0 unchanged, 1 refused\n");
  g_assert_nonnull (strstr (errors, "nameless.csv:2: column “name”"));
  g_assert_cmpint (rounds_test_server_run (server, NULL, &usage, "import", "csv", "institutions", path, "--empty", "maybe",
                                           "--database", server->uri, NULL), ==, 2);
  g_assert_nonnull (strstr (usage, "--empty"));

  import_text ("institutions", full, sizeof full - 1, "0 created, 1 updated, 0 unchanged, 0 refused\n", NULL);
  begun = rounds_test_server_send_bytes (server, admin, "POST", "/api/imports?register=csv&kind=institutions&empty=clears", "text/csv", body,
                                         NULL);
  status = wait_for_import (begun);
  g_assert_nonnull (strstr (status, "\"created\":0,\"updated\":1,\"unchanged\":1"));
  by_network = get (admin, show);
  g_assert_cmpstr (by_network, ==, cleared);
  wrong = rounds_test_server_send_bytes (server, admin, "POST", "/api/imports?register=csv&kind=institutions&empty=yes", "text/csv", body, NULL);
  rounds_test_answer_assert_problem (wrong, 400, "INVALID_PARAMETER");
  other = rounds_test_server_send_bytes (server, admin, "POST", "/api/imports?register=sae&empty=clears", "text/csv", body, NULL);
  rounds_test_answer_assert_problem (other, 400, "INVALID_PARAMETER");
}

/* Over the network it is a job, with the person's own rights. */
static void
test_over_the_network (void)
{
  static const char text[] = "finess,name,address.city\n440000271,Clinique des Ormes,Nantes\n440000313,Neuve,Brest\n";
  g_autoptr(GBytes) body = g_bytes_new_static (text, sizeof text - 1);
  g_autoptr(RoundsTestAnswer) begun =
    rounds_test_server_send_bytes (server, admin, "POST", "/api/imports?register=csv&kind=institutions", "text/csv", body, NULL);
  g_autoptr(RoundsTestAnswer) no_kind = rounds_test_server_send_bytes (server, admin, "POST", "/api/imports?register=csv", "text/csv", body, NULL);
  g_autofree char *status = wait_for_import (begun);

  rounds_test_answer_assert_problem (no_kind, 400, "INVALID_PARAMETER");
  g_assert_nonnull (strstr (status, "\"created\":1,\"updated\":1,\"unchanged\":0"));
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(RoundsTestAnswer) me = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  server = rounds_test_server_new ();
  rounds_test_server_init (server);
  rounds_test_server_add_user (server, "user@example.com", "user", "North");
  rounds_test_server_start (server, "--listen", "127.0.0.1:0", NULL);
  admin = rounds_test_server_sign_in (server, "admin@example.com");
  user = rounds_test_server_sign_in (server, "user@example.com");
  me = rounds_test_expect (server, user, "GET", "/api/auth/me", NULL, 200);
  user_id = g_strdup (rounds_test_answer_get (me, "id"));
  fill ();

  g_test_add_func ("/server/files/csv", test_csv);
  g_test_add_func ("/server/files/json", test_json);
  g_test_add_func ("/server/files/export-refusals", test_export_refusals);
  g_test_add_func ("/server/files/round-trip", test_round_trip);
  g_test_add_func ("/server/files/as-people-write", test_as_people_write);
  g_test_add_func ("/server/files/refused-lines", test_refused_lines);
  g_test_add_func ("/server/files/bad-files", test_bad_files);
  g_test_add_func ("/server/files/empty-cells", test_empty_cells);
  g_test_add_func ("/server/files/over-the-network", test_over_the_network);
  status = g_test_run ();

  g_free (admin);
  g_free (user);
  g_free (user_id);
  g_assert_cmpint (rounds_test_server_stop (server, 15), ==, 0);
  rounds_test_server_free (server);
  return status;
}
