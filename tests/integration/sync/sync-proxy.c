/* sync-proxy.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sync-proxy.h"

#include <string.h>

struct _SyncProxy
{
  GSocketService *service;
  GSocketClient *connector;
  char *upstream;
  char *url;
  GPtrArray *links;  /* Link */
  gboolean open;
  GRand *random;     /* borrowed */
  guint bytes;       /* that a connection lives for, at most; 0: no end */
  char *swallow;
  guint n_swallowed;
  guint n_cut;
};

/* A connection and its other half; lives as long as something is on its way in it. */
typedef struct
{
  gatomicrefcount references;
  SyncProxy *proxy;  /* NULL when the proxy has let go of it */
  GIOStream *client;
  GIOStream *server;
  GCancellable *cancellable;
  gint64 budget;
  gboolean limited;
  gboolean armed;    /* the request that must not be answered has passed */
} Link;

typedef struct
{
  Link *link;
  gboolean upward;
  gsize length;
  char buffer[16384];
} Pump;

static Link *
link_ref (Link *link)
{
  g_atomic_ref_count_inc (&link->references);
  return link;
}

static void
link_unref (Link *link)
{
  if (!g_atomic_ref_count_dec (&link->references))
    return;

  g_clear_object (&link->client);
  g_clear_object (&link->server);
  g_clear_object (&link->cancellable);
  g_free (link);
}

static void
link_cut (Link *link)
{
  SyncProxy *proxy = g_steal_pointer (&link->proxy);

  g_cancellable_cancel (link->cancellable);
  g_io_stream_close (link->client, NULL, NULL);
  if (link->server != NULL)
    g_io_stream_close (link->server, NULL, NULL);
  if (proxy != NULL)
    g_ptr_array_remove_fast (proxy->links, link);
}

static void pump_read (Pump *pump);

static void
pump_free (Pump *pump)
{
  link_unref (pump->link);
  g_free (pump);
}

static void
pump_end (Pump *pump)
{
  if (pump->link->proxy != NULL)
    link_cut (pump->link);
  pump_free (pump);
}

static void
written_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  Pump *pump = user_data;
  Link *link = pump->link;

  if (!g_output_stream_write_all_finish (G_OUTPUT_STREAM (object), result, NULL, NULL) || link->proxy == NULL)
    {
      pump_end (pump);
      return;
    }
  if (link->limited && link->budget <= 0)
    {
      link->proxy->n_cut++;
      pump_end (pump);
      return;
    }

  pump_read (pump);
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  Pump *pump = user_data;
  Link *link = pump->link;
  gssize length = g_input_stream_read_finish (G_INPUT_STREAM (object), result, NULL);

  if (length <= 0 || link->proxy == NULL)
    {
      pump_end (pump);
      return;
    }

  if (pump->upward && link->proxy->swallow != NULL &&
      g_strstr_len (pump->buffer, length, link->proxy->swallow) != NULL)
    {
      g_clear_pointer (&link->proxy->swallow, g_free);
      link->armed = TRUE;
    }
  if (!pump->upward && link->armed)
    {
      link->proxy->n_swallowed++;
      pump_end (pump);
      return;
    }

  if (link->limited)
    {
      length = (gssize) MIN (length, MAX (link->budget, 0));
      link->budget -= length;
    }
  pump->length = (gsize) length;
  g_output_stream_write_all_async (g_io_stream_get_output_stream (pump->upward ? link->server : link->client), pump->buffer,
                                   pump->length, G_PRIORITY_DEFAULT, link->cancellable, written_cb, pump);
}

static void
pump_read (Pump *pump)
{
  Link *link = pump->link;

  g_input_stream_read_async (g_io_stream_get_input_stream (pump->upward ? link->client : link->server), pump->buffer,
                             sizeof pump->buffer, G_PRIORITY_DEFAULT, link->cancellable, read_cb, pump);
}

static void
start_pump (Link     *link,
            gboolean  upward)
{
  Pump *pump = g_new0 (Pump, 1);

  pump->link = link_ref (link);
  pump->upward = upward;
  pump_read (pump);
}

static void
connected_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  Link *link = user_data;
  GSocketConnection *server = g_socket_client_connect_to_host_finish (G_SOCKET_CLIENT (object), result, NULL);

  if (server == NULL || link->proxy == NULL)
    {
      g_clear_object (&server);
      if (link->proxy != NULL)
        link_cut (link);
    }
  else
    {
      link->server = G_IO_STREAM (server);
      start_pump (link, TRUE);
      start_pump (link, FALSE);
    }
  link_unref (link);
}

static gboolean
incoming_cb (GSocketService    *service,
             GSocketConnection *connection,
             GObject           *source,
             gpointer           user_data)
{
  SyncProxy *self = user_data;
  Link *link;

  if (!self->open)
    {
      g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);
      return TRUE;
    }

  link = g_new0 (Link, 1);
  g_atomic_ref_count_init (&link->references);
  link->proxy = self;
  link->client = g_object_ref (G_IO_STREAM (connection));
  link->cancellable = g_cancellable_new ();
  link->limited = self->bytes > 0;
  link->budget = self->bytes > 0 ? g_rand_int_range (self->random, 1, (gint32) self->bytes) : 0;
  g_ptr_array_add (self->links, link);
  g_socket_client_connect_to_host_async (self->connector, self->upstream, 80, link->cancellable, connected_cb, link_ref (link));

  return TRUE;
}

/**
 * sync_proxy_new:
 * @upstream: `http://127.0.0.1:PORT`
 *
 * Returns: (transfer full): an open way to it
 */
SyncProxy *
sync_proxy_new (const char *upstream)
{
  SyncProxy *self = g_new0 (SyncProxy, 1);
  g_autoptr(GError) error = NULL;
  guint16 port;

  g_assert_true (g_str_has_prefix (upstream, "http://"));
  self->upstream = g_strdup (upstream + strlen ("http://"));
  self->connector = g_socket_client_new ();
  self->links = g_ptr_array_new_with_free_func ((GDestroyNotify) link_unref);
  self->open = TRUE;
  self->service = g_socket_service_new ();
  {
    g_autoptr(GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
    g_autoptr(GSocketAddress) address = g_inet_socket_address_new (loopback, 0);
    g_autoptr(GSocketAddress) effective = NULL;

    g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), address, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL,
                                   &effective, &error);
    g_assert_no_error (error);
    port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (effective));
  }
  self->url = g_strdup_printf ("http://127.0.0.1:%u", port);
  g_signal_connect (self->service, "incoming", G_CALLBACK (incoming_cb), self);
  g_socket_service_start (self->service);

  return self;
}

static void
cut_all (SyncProxy *self)
{
  while (self->links->len > 0)
    link_cut (g_ptr_array_index (self->links, 0));
}

void
sync_proxy_free (SyncProxy *self)
{
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  cut_all (self);
  g_clear_object (&self->service);
  g_clear_object (&self->connector);
  g_ptr_array_unref (self->links);
  g_free (self->upstream);
  g_free (self->url);
  g_free (self->swallow);
  g_free (self);
}

const char *
sync_proxy_get_url (SyncProxy *self)
{
  return self->url;
}

/**
 * sync_proxy_set_open:
 * @open: %FALSE cuts what is connected and lets nobody in
 */
void
sync_proxy_set_open (SyncProxy *self,
                     gboolean   open)
{
  self->open = open;
  if (!open)
    cut_all (self);
}

/**
 * sync_proxy_set_cutting:
 * @random: (nullable): outlives the proxy or the cutting
 * @bytes: a new connection is cut after a random number of bytes up to this, in both directions together; 0 ends it
 */
void
sync_proxy_set_cutting (SyncProxy *self,
                        GRand     *random,
                        guint      bytes)
{
  self->random = random;
  self->bytes = bytes;
  if (bytes == 0)
    cut_all (self);
}

/**
 * sync_proxy_swallow_answer:
 * @request: part of a request, such as `POST /api/sync/operations`
 *
 * Lets the next such request through, and cuts the connection when its answer comes: the server has done it, the client does not know.
 */
void
sync_proxy_swallow_answer (SyncProxy  *self,
                           const char *request)
{
  g_set_str (&self->swallow, request);
}

guint
sync_proxy_get_n_swallowed (SyncProxy *self)
{
  return self->n_swallowed;
}

guint
sync_proxy_get_n_cut (SyncProxy *self)
{
  return self->n_cut;
}
