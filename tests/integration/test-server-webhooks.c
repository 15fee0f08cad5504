/* test-server-webhooks.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "rounds-test-server.h"

/* Webhooks as another system has them: a real receiver, told by a real server. */

#define SECRET "what only the two of us know"

/**
 * Receiver:
 * @status: what it answers
 * @received: (element-type Letter): what has come
 */
typedef struct
{
  SoupServer *soup;
  char *address;
  guint status;
  GPtrArray *received;
} Receiver;

typedef struct
{
  char *body;
  char *event;
  char *delivery;
  char *timestamp;
  char *signature;
} Letter;

static RoundsTestServer *server;
static char *token;

static void
letter_free (Letter *self)
{
  g_free (self->body);
  g_free (self->event);
  g_free (self->delivery);
  g_free (self->timestamp);
  g_free (self->signature);
  g_free (self);
}

static void
on_letter (SoupServer        *soup,
           SoupServerMessage *message,
           const char        *path,
           GHashTable        *query,
           gpointer           user_data)
{
  Receiver *self = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  g_autoptr(GBytes) bytes = soup_message_body_flatten (soup_server_message_get_request_body (message));
  Letter *letter = g_new0 (Letter, 1);

  letter->body = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  letter->event = g_strdup (soup_message_headers_get_one (headers, "X-Rounds-Event"));
  letter->delivery = g_strdup (soup_message_headers_get_one (headers, "X-Rounds-Delivery"));
  letter->timestamp = g_strdup (soup_message_headers_get_one (headers, "X-Rounds-Timestamp"));
  letter->signature = g_strdup (soup_message_headers_get_one (headers, "X-Rounds-Signature"));
  g_ptr_array_add (self->received, letter);

  soup_server_message_set_status (message, self->status, NULL);
  if (self->status == 302)
    soup_message_headers_replace (soup_server_message_get_response_headers (message), "Location", "/elsewhere");
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_STATIC, "{\"ok\":true}", strlen ("{\"ok\":true}"));
}

static void
receiver_open (Receiver *self)
{
  g_autoptr(GError) error = NULL;
  GSList *uris;

  *self = (Receiver) { .status = 200 };
  self->received = g_ptr_array_new_with_free_func ((GDestroyNotify) letter_free);
  self->soup = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->soup, NULL, on_letter, self, NULL);
  g_assert_true (soup_server_listen_local (self->soup, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error));
  uris = soup_server_get_uris (self->soup);
  self->address = g_uri_to_string (uris->data);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
}

static void
receiver_close (Receiver *self)
{
  soup_server_disconnect (self->soup);
  g_object_unref (self->soup);
  g_ptr_array_unref (self->received);
  g_free (self->address);
}

static gboolean
on_too_late (gpointer data)
{
  g_error ("%s took more than %d seconds", (const char *) data, ROUNDS_TEST_SECONDS);

  return G_SOURCE_REMOVE;
}

static void
wait_received (Receiver   *self,
               guint       wanted,
               const char *what)
{
  guint timeout = g_timeout_add_seconds (ROUNDS_TEST_SECONDS, on_too_late, (gpointer) what);

  while (self->received->len < wanted)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timeout);
}

static char *
create (const char *collection,
        const char *body)
{
  g_autofree char *path = g_strconcat ("/api/", collection, NULL);
  g_autoptr(RoundsTestAnswer) answer = rounds_test_expect (server, token, "POST", path, body, 201);

  g_assert_null (strstr (answer->text, SECRET));
  return g_strdup (rounds_test_answer_get (answer, "id"));
}

static char *
create_webhook (Receiver   *receiver,
                const char *events,
                const char *more)
{
  g_autofree char *body = g_strdup_printf ("{\"name\":\"ERP\",\"url\":\"%s\",\"events\":[%s],\"secret\":\"" SECRET "\"%s}", receiver->address,
                                           events, more);

  return create ("webhooks", body);
}

/* Asks until the newest delivery of the webhook has come so far. */
static JsonObject *
wait_status (const char *webhook,
             const char *status)
{
  g_autofree char *path = g_strdup_printf ("/api/webhooks/%s/deliveries?sortBy=createdAt&sortOrder=desc", webhook);
  gint64 end = g_get_monotonic_time () + ROUNDS_TEST_SECONDS * G_USEC_PER_SEC;

  while (g_get_monotonic_time () < end)
    {
      g_autoptr(RoundsTestAnswer) answer = rounds_test_expect (server, token, "GET", path, NULL, 200);
      JsonArray *deliveries = json_node_get_array (answer->data);
      JsonObject *last = json_array_get_length (deliveries) > 0 ? json_array_get_object_element (deliveries, 0) : NULL;

      g_assert_null (strstr (answer->text, SECRET));
      if (last != NULL && g_str_equal (json_object_get_string_member (last, "status"), status))
        return json_object_ref (last);
      /* Whoever is told is on this thread too. */
      while (g_main_context_iteration (NULL, FALSE))
        ;
    }

  g_error ("no delivery became “%s”", status);
  return NULL;
}

static void
stop_webhook (const char *id)
{
  g_autofree char *path = g_strconcat ("/api/webhooks/", id, NULL);
  g_autoptr(RoundsTestAnswer) answer = rounds_test_expect (server, token, "DELETE", path, NULL, 200);
}

static void
test_delivered_once (void)
{
  Receiver receiver;
  g_autofree char *webhook = NULL;
  g_autofree char *institution = NULL;
  g_autofree char *signed_text = NULL;
  g_autofree char *digest = NULL;
  g_autofree char *signature = NULL;
  g_autoptr(JsonNode) node = NULL;
  g_autoptr(JsonObject) delivery = NULL;
  JsonObject *body;
  Letter *letter;

  receiver_open (&receiver);
  webhook = create_webhook (&receiver, "\"institution.created\"", "");
  institution = create ("institutions", "{\"name\":\"Clinique qui se sait\"}");
  wait_received (&receiver, 1, "The delivery");

  letter = g_ptr_array_index (receiver.received, 0);
  g_assert_cmpstr (letter->event, ==, "institution.created");
  signed_text = g_strconcat (letter->timestamp, ".", letter->body, NULL);
  digest = g_compute_hmac_for_string (G_CHECKSUM_SHA256, (const guint8 *) SECRET, strlen (SECRET), signed_text, -1);
  signature = g_strconcat ("sha256=", digest, NULL);
  g_assert_cmpstr (letter->signature, ==, signature);
  node = json_from_string (letter->body, NULL);
  body = json_node_get_object (node);
  g_assert_cmpstr (json_object_get_string_member (body, "event"), ==, "institution.created");
  g_assert_cmpstr (json_object_get_string_member (body, "id"), ==, letter->delivery);
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (body, "data"), "id"), ==, institution);

  delivery = wait_status (webhook, "success");
  g_assert_cmpstr (json_object_get_string_member (delivery, "id"), ==, letter->delivery);
  g_assert_cmpint (json_object_get_int_member (delivery, "httpStatus"), ==, 200);
  g_assert_cmpint (json_object_get_int_member (delivery, "attemptCount"), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (delivery, "responseBody"), ==, "{\"ok\":true}");
  g_assert_cmpuint (receiver.received->len, ==, 1);
  stop_webhook (webhook);
  receiver_close (&receiver);
}

static void
test_retried (void)
{
  Receiver receiver;
  g_autofree char *webhook = NULL;
  g_autofree char *institution = NULL;
  g_autoptr(JsonObject) delivery = NULL;
  Letter *first;
  Letter *second;

  receiver_open (&receiver);
  receiver.status = 500;
  webhook = create_webhook (&receiver, "\"institution.created\"", ",\"retryDelay\":1000");
  institution = create ("institutions", "{\"name\":\"Clinique qui insiste\"}");
  wait_received (&receiver, 1, "The first try");
  receiver.status = 204;
  wait_received (&receiver, 2, "The second try");

  first = g_ptr_array_index (receiver.received, 0);
  second = g_ptr_array_index (receiver.received, 1);
  g_assert_cmpstr (first->delivery, ==, second->delivery);
  g_assert_cmpstr (first->body, ==, second->body);
  delivery = wait_status (webhook, "success");
  g_assert_cmpint (json_object_get_int_member (delivery, "attemptCount"), ==, 2);
  stop_webhook (webhook);
  receiver_close (&receiver);
}

/* Where one is sent on to is not followed: it is not where the administrator said. */
static void
test_redirect (void)
{
  Receiver receiver;
  g_autofree char *webhook = NULL;
  g_autofree char *path = NULL;
  g_autoptr(RoundsTestAnswer) test = NULL;
  g_autoptr(JsonObject) delivery = NULL;

  receiver_open (&receiver);
  receiver.status = 302;
  webhook = create_webhook (&receiver, "\"user.created\"", ",\"maxRetries\":0");
  path = g_strdup_printf ("/api/webhooks/%s/test", webhook);
  test = rounds_test_expect (server, token, "POST", path, NULL, 202);
  g_assert_cmpstr (rounds_test_answer_get (test, "event"), ==, "webhook.test");
  g_assert_null (strstr (test->text, SECRET));
  delivery = wait_status (webhook, "failed");
  g_assert_cmpint (json_object_get_int_member (delivery, "httpStatus"), ==, 302);
  g_assert_cmpuint (receiver.received->len, ==, 1);
  stop_webhook (webhook);
  receiver_close (&receiver);
}

static void
test_late (void)
{
  g_autoptr(GSocketListener) listener = g_socket_listener_new ();
  g_autoptr(GError) error = NULL;
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, &error);
  Receiver nobody = { .address = g_strdup_printf ("http://127.0.0.1:%u/", port) };
  g_autofree char *webhook = create_webhook (&nobody, "\"user.created\"", ",\"maxRetries\":0,\"timeout\":1000");
  g_autofree char *path = g_strdup_printf ("/api/webhooks/%s/test", webhook);
  g_autoptr(RoundsTestAnswer) test = rounds_test_expect (server, token, "POST", path, NULL, 202);
  g_autoptr(JsonObject) delivery = wait_status (webhook, "failed");

  g_assert_cmpstr (json_object_get_string_member (delivery, "errorMessage"), ==, "No answer in time");
  stop_webhook (webhook);
  g_free (nobody.address);
}

static void
test_only_administrators (void)
{
  static const char * const paths[] = { "/api/webhooks", "/api/webhooks/events", "/api/webhook-deliveries" };
  g_autofree char *user = rounds_test_server_sign_in (server, "user@example.com");
  g_autoptr(RoundsTestAnswer) created = NULL;
  g_autoptr(RoundsTestAnswer) events = rounds_test_expect (server, token, "GET", "/api/webhooks/events", NULL, 200);

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr(RoundsTestAnswer) answer = rounds_test_server_send (server, user, "GET", paths[i], NULL);
      g_assert_cmpuint (answer->status, ==, 403);
    }
  created = rounds_test_server_send (server, user, "POST", "/api/webhooks",
                                     "{\"name\":\"x\",\"url\":\"https://a.example/\",\"events\":[\"user.created\"],\"secret\":\"" SECRET "\"}");
  g_assert_cmpuint (created->status, ==, 403);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (events->data)), >=, 16);
}

/* A secret can be given, and changed, and never be read: not in an answer, a filter, an order or the audit. */
static void
test_secret (void)
{
  static const char * const refused[] = {
    "/api/webhooks?secret=x", "/api/webhooks?sortBy=secret",
    "/api/webhooks?filter=%7B%22field%22%3A%22secret%22%2C%22op%22%3A%22startsWith%22%2C%22value%22%3A%22w%22%7D",
  };
  static const char * const read[] = { "/api/webhooks", "/api/audit-entries?limit=200", "/api/sync/changes?limit=5000" };
  Receiver nobody = { .address = (char *) "https://a.example/" };
  g_autofree char *webhook = create_webhook (&nobody, "\"user.created\"", "");
  g_autofree char *path = g_strconcat ("/api/webhooks/", webhook, NULL);
  g_autoptr(RoundsTestAnswer) changed = rounds_test_expect (server, token, "PATCH", path, "{\"secret\":\"" SECRET " and more\"}", 200);

  g_assert_null (strstr (changed->text, SECRET));
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr(RoundsTestAnswer) answer = rounds_test_server_send (server, token, "GET", refused[i], NULL);
      if (answer->status != 400 && answer->status != 422)
        g_error ("%s answers %u", refused[i], answer->status);
    }
  for (guint i = 0; i < G_N_ELEMENTS (read); i++)
    {
      g_autoptr(RoundsTestAnswer) answer = rounds_test_expect (server, token, "GET", read[i], NULL, 200);
      g_assert_null (strstr (answer->text, SECRET));
    }
  stop_webhook (webhook);
}

/* Without the option the server does not talk to its own machine, whatever the name. */
static void
test_private_refused (void)
{
  static const char * const hosts[] = { "127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0" };
  Receiver receiver;
  g_autoptr(GUri) uri = NULL;

  g_assert_cmpint (rounds_test_server_stop (server, 15), ==, 0);
  g_clear_pointer (&token, g_free);
  rounds_test_server_start (server, "--listen", "127.0.0.1:0", NULL);
  token = rounds_test_server_sign_in (server, "admin@example.com");

  receiver_open (&receiver);
  uri = g_uri_parse (receiver.address, G_URI_FLAGS_NONE, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (hosts); i++)
    {
      Receiver place = { .address = g_strdup_printf ("http://%s:%d/", hosts[i], g_uri_get_port (uri)) };
      g_autofree char *webhook = create_webhook (&place, "\"user.created\"", ",\"maxRetries\":0");
      g_autofree char *path = g_strdup_printf ("/api/webhooks/%s/test", webhook);
      g_autoptr(RoundsTestAnswer) test = rounds_test_expect (server, token, "POST", path, NULL, 202);
      g_autoptr(JsonObject) delivery = wait_status (webhook, "failed");

      g_assert_cmpstr (json_object_get_string_member (delivery, "errorMessage"), ==, "The address is not on the public internet");
      stop_webhook (webhook);
      g_free (place.address);
    }
  g_assert_cmpuint (receiver.received->len, ==, 0);
  receiver_close (&receiver);
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);

  server = rounds_test_server_new ();
  rounds_test_server_init (server);
  rounds_test_server_add_user (server, "user@example.com", "user", "North");
  rounds_test_server_start (server, "--listen", "127.0.0.1:0", "--allow-private-webhooks", NULL);
  token = rounds_test_server_sign_in (server, "admin@example.com");

  g_test_add_func ("/server/webhooks/delivered-once", test_delivered_once);
  g_test_add_func ("/server/webhooks/retried", test_retried);
  g_test_add_func ("/server/webhooks/redirect", test_redirect);
  g_test_add_func ("/server/webhooks/late", test_late);
  g_test_add_func ("/server/webhooks/only-administrators", test_only_administrators);
  g_test_add_func ("/server/webhooks/secret", test_secret);
  g_test_add_func ("/server/webhooks/private-refused", test_private_refused);

  status = g_test_run ();

  g_free (token);
  g_assert_cmpint (rounds_test_server_stop (server, 15), ==, 0);
  rounds_test_server_free (server);
  return status;
}
