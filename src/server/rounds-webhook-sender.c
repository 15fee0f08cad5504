/* rounds-webhook-sender.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "server/rounds-webhook-sender.h"

#include <libsoup/soup.h>
#include <string.h>

#include "model/rounds-registry.h"
#include "model/rounds-webhook-delivery.h"
#include "server/rounds-webhook-claims.h"
#include "server/rounds-webhook-target.h"

/* How long at most until it looks again, milliseconds: another process may have left something. */
#define LOOK_MAXIMUM 30000
#define LOOK_MINIMUM 20

/* What is kept of an answer; the rest is not read. */
#define ANSWER_MAXIMUM 8000

struct _RoundsWebhookSender
{
  RoundsStore *store;
  gboolean allow_private;
  gulong changed_id;
  GThread *thread;
  GMainContext *context;
  GMainLoop *loop;
  GCancellable *cancellable;

  /*< the thread's >*/
  SoupSession *session;
  GSource *timer;
  guint n_sending;
};

/**
 * Sending:
 * @cancellable: of this try alone
 * @is_refused: whether the address was one that may not be reached
 *
 * One try.
 */
typedef struct
{
  RoundsWebhookSender *sender;
  RoundsWebhookClaim *claim;
  SoupMessage *message;
  GCancellable *cancellable;
  gulong stop_id;
  GSource *timeout;
  gboolean is_refused;
  gboolean is_late;
} Sending;

/* What the writing thread is given. */
typedef struct
{
  const char *delivery_id;
  const RoundsWebhookAnswer *answer;
  gint64 next;
} Job;

static void look (RoundsWebhookSender *self);

static void
destroy_source (GSource **source)
{
  if (*source == NULL)
    return;

  g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static GSource *
start_timer (GMainContext *context,
             gint64        milliseconds,
             GSourceFunc   func,
             gpointer      data)
{
  GSource *source = g_timeout_source_new ((guint) milliseconds);

  g_source_set_callback (source, func, data, NULL);
  g_source_attach (source, context);

  return source;
}

static gpointer
take_claims (RoundsDatabase  *database,
             RoundsChanges   *changes,
             gpointer         user_data,
             GCancellable    *cancellable,
             GError         **error)
{
  Job *job = user_data;
  g_autoptr(GPtrArray) claims = rounds_webhook_claims_take (database, changes, g_get_real_time (), error);

  if (claims == NULL || !rounds_webhook_claims_next (database, &job->next, error))
    return NULL;

  return g_steal_pointer (&claims);
}

static gpointer
find_next (RoundsDatabase  *database,
           RoundsChanges   *changes,
           gpointer         user_data,
           GCancellable    *cancellable,
           GError         **error)
{
  Job *job = user_data;

  return rounds_webhook_claims_next (database, &job->next, error) ? rounds_store_done () : NULL;
}

static gpointer
write_answer (RoundsDatabase  *database,
              RoundsChanges   *changes,
              gpointer         user_data,
              GCancellable    *cancellable,
              GError         **error)
{
  Job *job = user_data;

  return rounds_webhook_claims_finish (database, changes, job->delivery_id, job->answer, g_get_real_time (), error) ? rounds_store_done ()
                                                                                                                   : NULL;
}

static void
sending_free (Sending *self)
{
  destroy_source (&self->timeout);
  g_cancellable_disconnect (self->sender->cancellable, self->stop_id);
  g_object_unref (self->cancellable);
  g_clear_object (&self->message);
  rounds_webhook_claim_free (self->claim);
  g_free (self);
}

static void
finish (Sending    *self,
        const char *body,
        const char *problem)
{
  RoundsWebhookSender *sender = self->sender;
  guint status = self->message != NULL && problem == NULL ? soup_message_get_status (self->message) : 0;
  RoundsWebhookAnswer answer = { status, (char *) body, (char *) problem };
  Job job = { rounds_entity_get_id (self->claim->delivery), &answer, 0 };
  g_autoptr(GError) error = NULL;

  /* A server that stops says nothing of what it has not finished: it is tried again when the time that it took is over. */
  if (!g_cancellable_is_cancelled (sender->cancellable) && rounds_store_write (sender->store, write_answer, &job, &error) == NULL)
    g_warning ("What became of a webhook’s delivery could not be written down: %s", error->message);

  sending_free (self);
  sender->n_sending--;
  if (sender->n_sending == 0 && !g_cancellable_is_cancelled (sender->cancellable))
    look (sender);
}

static void
fail (Sending      *self,
      const GError *error)
{
  if (self->is_refused)
    finish (self, NULL, "The address is not on the public internet");
  else if (self->is_late)
    finish (self, NULL, "No answer in time");
  else
    finish (self, NULL, error->message);
}

static void
on_body (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Sending *self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);
  g_autofree char *body = bytes != NULL ? g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)) : NULL;

  /* It has answered; that the rest is missing is no failure. */
  g_input_stream_close (G_INPUT_STREAM (source), NULL, NULL);
  finish (self, body, NULL);
}

static void
on_answer (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Sending *self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GInputStream) stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);

  if (stream == NULL)
    fail (self, error);
  else
    g_input_stream_read_bytes_async (stream, ANSWER_MAXIMUM, G_PRIORITY_DEFAULT, self->cancellable, on_body, self);
}

/* The address is looked at when it is about to be used, so that a name which means something else by now does not help. */
static void
on_network_event (SoupMessage       *message,
                  GSocketClientEvent event,
                  GIOStream         *connection,
                  Sending           *self)
{
  g_autoptr(GSocketAddress) address = NULL;

  if ((event != G_SOCKET_CLIENT_CONNECTING && event != G_SOCKET_CLIENT_CONNECTED) || !G_IS_SOCKET_CONNECTION (connection) ||
      self->sender->allow_private)
    return;

  address = g_socket_connection_get_remote_address (G_SOCKET_CONNECTION (connection), NULL);
  if (address != NULL && G_IS_INET_SOCKET_ADDRESS (address) &&
      rounds_webhook_target_is_public (g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (address))))
    return;

  self->is_refused = TRUE;
  g_cancellable_cancel (self->cancellable);
}

static gboolean
on_late (gpointer data)
{
  Sending *self = data;

  self->is_late = TRUE;
  g_cancellable_cancel (self->cancellable);
  return G_SOURCE_REMOVE;
}

static void
on_stop (GCancellable *cancellable,
         GCancellable *own)
{
  g_cancellable_cancel (own);
}

static void
add_headers (Sending    *self,
             const char *body)
{
  SoupMessageHeaders *headers = soup_message_get_request_headers (self->message);
  g_autofree char *timestamp = g_strdup_printf ("%" G_GINT64_FORMAT, g_get_real_time () / G_USEC_PER_SEC);

  soup_message_headers_replace (headers, "X-Rounds-Event", rounds_entity_get_text (self->claim->delivery, "event"));
  soup_message_headers_replace (headers, "X-Rounds-Delivery", rounds_entity_get_id (self->claim->delivery));
  soup_message_headers_replace (headers, "X-Rounds-Timestamp", timestamp);
  if (self->claim->secret != NULL)
    {
      g_autofree char *signature = rounds_webhook_sign (self->claim->secret, timestamp, body);
      soup_message_headers_replace (headers, "X-Rounds-Signature", signature);
    }
}

static void
send_claim (RoundsWebhookSender *self,
            RoundsWebhookClaim  *claim)
{
  Sending *sending = g_new0 (Sending, 1);
  const char *body = rounds_entity_get_text (claim->delivery, "payload");
  g_autoptr(GBytes) bytes = g_bytes_new (body, strlen (body));

  sending->sender = self;
  sending->claim = claim;
  sending->cancellable = g_cancellable_new ();
  sending->stop_id = g_cancellable_connect (self->cancellable, G_CALLBACK (on_stop), g_object_ref (sending->cancellable), g_object_unref);
  sending->message = soup_message_new ("POST", rounds_entity_get_text (claim->webhook, "url"));
  self->n_sending++;
  if (sending->message == NULL)
    {
      finish (sending, NULL, "The address cannot be read");
      return;
    }

  /* Where it leads is for the one who set it up to say. */
  soup_message_add_flags (sending->message, SOUP_MESSAGE_NO_REDIRECT);
  soup_message_set_request_body_from_bytes (sending->message, "application/json", bytes);
  add_headers (sending, body);
  g_signal_connect (sending->message, "network-event", G_CALLBACK (on_network_event), sending);
  sending->timeout = start_timer (self->context, rounds_entity_get_integer (claim->webhook, "timeout"), on_late, sending);

  soup_session_send_async (self->session, sending->message, G_PRIORITY_DEFAULT, sending->cancellable, on_answer, sending);
}

static gboolean
on_time (gpointer data)
{
  RoundsWebhookSender *self = data;

  g_clear_pointer (&self->timer, g_source_unref);
  look (self);

  return G_SOURCE_REMOVE;
}

static void
wait_until (RoundsWebhookSender *self,
            gint64               next)
{
  gint64 now = g_get_real_time ();
  gint64 milliseconds = next > now ? MIN ((next - now) / 1000 + 1, LOOK_MAXIMUM) : LOOK_MINIMUM;

  destroy_source (&self->timer);
  self->timer = start_timer (self->context, milliseconds, on_time, self);
}

/* Takes what is due and sends it; when there is nothing, waits until there may be. One round is finished before the next. */
static void
look (RoundsWebhookSender *self)
{
  Job job = { .next = G_MAXINT64 };
  g_autoptr(GPtrArray) claims = NULL;
  g_autoptr(GError) error = NULL;

  /* It looks again when the last of them has come back. */
  if (self->n_sending > 0)
    return;

  destroy_source (&self->timer);
  if (rounds_store_read (self->store, find_next, &job, &error) != NULL && job.next <= g_get_real_time ())
    claims = rounds_store_write (self->store, take_claims, &job, &error);
  if (error != NULL)
    {
      g_warning ("The webhooks wait: %s", error->message);
      job.next = G_MAXINT64;
    }

  if (claims == NULL || claims->len == 0)
    {
      wait_until (self, job.next);
      return;
    }

  /* Held, so that one that fails at once does not begin the next round. */
  self->n_sending++;
  for (guint i = 0; i < claims->len; i++)
    send_claim (self, g_ptr_array_index (claims, i));
  g_ptr_array_set_free_func (claims, NULL);
  self->n_sending--;
  if (self->n_sending == 0)
    wait_until (self, 0);
}

static gboolean
on_begin (gpointer data)
{
  look (data);

  return G_SOURCE_REMOVE;
}

static gpointer
run (gpointer data)
{
  RoundsWebhookSender *self = data;

  g_main_context_push_thread_default (self->context);
  /* No proxy: what the address is would be the proxy's to find out. */
  self->session = soup_session_new_with_options ("user-agent", "Rounds/" VERSION, "max-conns-per-host", 4, "proxy-resolver", NULL, NULL);
  g_main_context_invoke (self->context, on_begin, self);
  g_main_loop_run (self->loop);

  /* Tries that are under way end with the cancellable. */
  while (self->n_sending > 0)
    g_main_context_iteration (self->context, TRUE);
  destroy_source (&self->timer);
  soup_session_abort (self->session);
  g_clear_object (&self->session);
  g_main_context_pop_thread_default (self->context);

  return NULL;
}

static void
on_changed (RoundsStore         *store,
            RoundsChanges       *changes,
            RoundsWebhookSender *self)
{
  GHashTable *ids = rounds_changes_get_ids (changes, rounds_registry_get (ROUNDS_TYPE_WEBHOOK_DELIVERY));

  if (ids != NULL && g_hash_table_size (ids) > 0)
    g_main_context_invoke (self->context, on_begin, self);
}

static gboolean
on_end (gpointer data)
{
  RoundsWebhookSender *self = data;

  g_main_loop_quit (self->loop);
  return G_SOURCE_REMOVE;
}

/*
 * What a session is made of becomes known to the type system here: while the thread made the class of it, holding one lock of the type
 * system and wanting another, a first request on the main thread could hold the other and want the one. Neither went on.
 */
static void
prepare_classes (void)
{
  g_object_unref (soup_session_new ());
}

/**
 * rounds_webhook_sender_new:
 * @store: (transfer none): the workspace's database
 * @allow_private: whether machines that are not on the public internet may be told
 *
 * Returns: (transfer full): what has begun, and goes on until it is freed
 */
RoundsWebhookSender *
rounds_webhook_sender_new (RoundsStore *store,
                           gboolean     allow_private)
{
  RoundsWebhookSender *self = g_new0 (RoundsWebhookSender, 1);

  self->store = g_object_ref (store);
  self->allow_private = allow_private;
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  self->cancellable = g_cancellable_new ();
  self->changed_id = g_signal_connect (store, "changed", G_CALLBACK (on_changed), self);
  prepare_classes ();
  self->thread = g_thread_new ("webhooks", run, self);

  return self;
}

/**
 * rounds_webhook_sender_free:
 *
 * Breaks off what is being sent; it is sent again later, by whoever is there.
 */
void
rounds_webhook_sender_free (RoundsWebhookSender *self)
{
  g_autoptr(GSource) end = g_idle_source_new ();

  g_signal_handler_disconnect (self->store, self->changed_id);
  g_cancellable_cancel (self->cancellable);
  g_source_set_callback (end, on_end, self, NULL);
  g_source_attach (end, self->context);
  g_thread_join (self->thread);

  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_object_unref (self->cancellable);
  g_object_unref (self->store);
  g_free (self);
}

/**
 * rounds_webhook_sign:
 * @secret: what both sides know
 * @timestamp: seconds since the epoch, as in `X-Rounds-Timestamp`
 * @body: what is sent
 *
 * Returns: (transfer full): `sha256=` and the HMAC (RFC 2104) of `TIMESTAMP.BODY` in hexadecimal
 */
char *
rounds_webhook_sign (const char *secret,
                     const char *timestamp,
                     const char *body)
{
  g_autofree char *signed_text = g_strconcat (timestamp, ".", body, NULL);
  g_autofree char *digest = g_compute_hmac_for_string (G_CHECKSUM_SHA256, (const guint8 *) secret, strlen (secret), signed_text, -1);

  return g_strconcat ("sha256=", digest, NULL);
}
