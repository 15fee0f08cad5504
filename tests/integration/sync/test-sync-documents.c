/* test-sync-documents.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sync-harness.h"

/* Deals, quotes and invoices that are worked on without a network: what the client has made of them is what the server makes of them. */

static char *
get_private_database (SyncClient *client)
{
  return g_strdup_printf ("sqlite:%s/server.db", client->folder);
}

static void
go_online (SyncClient *client,
           const char *database)
{
  g_autoptr(GHashTable) expected = NULL;
  g_autoptr(GHashTable) found = NULL;

  rounds_workspace_start (client->workspace);
  sync_client_settle (client);
  g_assert_cmpuint (client->refused, ==, 0);
  expected = sync_rows_of_database (database);
  found = sync_rows_of_store (rounds_workspace_get_store (client->workspace));
  sync_assert_same_rows (expected, found);
}

static void
assert_number (SyncClient *client,
               const char *sql,
               const char *expected)
{
  g_autofree char *found = sync_client_get_text (client, sql);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_offline (void)
{
  SyncClient *client = sync_client_new_private (NULL);
  g_autofree char *database = get_private_database (client);
  g_autofree char *institution = NULL;
  g_autofree char *product = NULL;
  g_autofree char *deal = NULL;
  g_autofree char *quote = NULL;
  g_autofree char *sent = NULL;
  g_autofree char *accepted = NULL;
  g_autofree char *line = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  rounds_workspace_start (client->workspace);
  sync_client_wait_state (client, ROUNDS_SYNC_IN_SYNC);
  sync_client_reopen (client);

  institution = sync_client_do (client, "record.create", "{\"kind\":\"institution\",\"values\":{\"name\":\"CH de Nantes\"}}");
  product = sync_client_do (client, "record.create",
                            "{\"kind\":\"product\",\"values\":{\"name\":\"Lit\",\"unitPrice\":1250.5,\"taxRate\":5.5}}");
  deal = sync_client_do (client, "record.create",
                         "{\"kind\":\"opportunity\",\"values\":{\"institutionId\":\"%s\",\"name\":\"Chambres\",\"expectedCloseDate\":"
                         "\"2099-06-30\",\"products\":[{\"productId\":\"%s\",\"quantity\":2}]}}", institution, product);
  assert_number (client, "SELECT CAST(value AS TEXT) FROM opportunities", "250100");
  quote = sync_client_do (client, "record.create",
                          "{\"kind\":\"quote\",\"values\":{\"institutionId\":\"%s\",\"opportunityId\":\"%s\",\"title\":\"Lits\",\"lines\":["
                          "{\"productId\":\"%s\",\"quantity\":3,\"discountValue\":7.5}]}}", institution, deal, product);
  go_online (client, database);

  /* The number comes from the server; the answer, and what follows from it, does not. */
  sent = sync_client_do (client, "quote.send", "{\"id\":\"%s\"}", quote);
  sync_client_settle (client);
  sync_client_reopen (client);
  assert_number (client, "SELECT status FROM quotes", "sent");
  accepted = sync_client_do (client, "quote.accept", "{\"id\":\"%s\",\"clientComments\":\"Bon pour accord\"}", quote);
  /* 3 x 1250.50 - 7.5 % = 3470.1375 */
  assert_number (client, "SELECT CAST(value AS TEXT) FROM opportunities", "347014");

  line = sync_client_get_text (client, "SELECT id FROM quote_lines");
  first = sync_client_do (client, "quote.convert-to-invoice", "{\"id\":\"%s\",\"lines\":[{\"lineId\":\"%s\",\"quantity\":1}]}", quote, line);
  second = sync_client_do (client, "quote.convert-to-invoice", "{\"id\":\"%s\"}", quote);
  assert_number (client, "SELECT CAST(SUM(subtotal) AS TEXT) FROM invoices", "347014");
  assert_number (client, "SELECT CAST(invoiced_quantity AS TEXT) FROM quote_lines", "3000");
  g_assert_true (sync_client_undo (client, client->undo_id, NULL));
  assert_number (client, "SELECT CAST(invoiced_quantity AS TEXT) FROM quote_lines", "1000");
  go_online (client, database);

  g_assert_cmpint (sync_query_database (database, "SELECT value FROM opportunities"), ==, 347014);
  g_assert_cmpint (sync_query_database (database, "SELECT invoiced_quantity FROM quote_lines"), ==, 1000);
  g_assert_cmpint (sync_query_database (database, "SELECT COUNT(*) FROM invoices WHERE deleted_at IS NULL"), ==, 1);
  sync_client_free (client);
}

int
main (int    argc,
      char **argv)
{
  /* No keyring of the person who runs the tests. */
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sync/documents/offline", test_offline);

  return g_test_run ();
}
