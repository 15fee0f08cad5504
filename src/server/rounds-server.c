/* rounds-server.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "server/rounds-server.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "model/rounds-problem.h"
#include "server/rounds-jobs.h"
#include "server/rounds-policy.h"
#include "server/rounds-server-private.h"
#include "wire/rounds-problem-json.h"

/* The main thread's part: requests come in, bodies are collected or put on disk, answers go out, and who waits for a change waits. */

#define CALL_KEY "rounds-call"
#define PARKED_MAXIMUM 1000
#define STOP_SECONDS 10

G_DEFINE_FINAL_TYPE (RoundsServer, rounds_server, G_TYPE_OBJECT)

static void
finish_stopping (RoundsServer *self)
{
  g_autoptr(GTask) task = g_steal_pointer (&self->stopping);

  g_clear_handle_id (&self->stop_timeout, g_source_remove);
  soup_server_disconnect (self->soup);
  g_task_return_boolean (task, TRUE);
}

static void
forget_call (RoundsServer *self,
             RoundsCall   *call)
{
  g_hash_table_remove (self->calls, call);

  if (self->stopping != NULL && g_hash_table_size (self->calls) == 0)
    finish_stopping (self);
}

static void
on_finished (SoupServerMessage *message,
             RoundsCall        *call)
{
  RoundsServer *self = call->server;

  g_object_set_data (G_OBJECT (message), CALL_KEY, NULL);
  g_signal_handlers_disconnect_by_data (message, call);
  call->message = NULL;

  /* A worker has it still: it comes to rounds_server_finish_call(). */
  if (!call->is_dispatched)
    forget_call (self, call);
}

/* Answers while the body has not been read: what is left of it is thrown away. */
static void
answer_early (RoundsCall *call)
{
  soup_message_body_set_accumulate (soup_server_message_get_request_body (call->message), FALSE);
  rounds_server_log_call (call);
  rounds_call_send (call);
}

static void
refuse_early (RoundsCall   *call,
              const GError *error)
{
  rounds_call_answer_error (call, error);
  answer_early (call);
}

static void
refuse_size (RoundsCall *call,
             goffset     limit)
{
  g_autoptr(GError) error = rounds_problem_new (ROUNDS_PROBLEM_TOO_LARGE, "BODY_TOO_LARGE",
                                                _("The request is too large: at most %d MB are taken"),
                                                (int) (limit / (1024 * 1024)));

  refuse_early (call, error);
}

static void
refuse_disk (RoundsCall *call,
             int         code)
{
  g_autoptr(GError) error = rounds_problem_new (ROUNDS_PROBLEM_FAILED, "DISK_FAILED", _("The server cannot keep the file: %s"),
                                                g_strerror (code));

  g_warning ("The file of an import cannot be kept: %s", g_strerror (code));
  refuse_early (call, error);
}

static gboolean
write_all (int         fd,
           const char *data,
           gsize       length)
{
  while (length > 0)
    {
      gssize written = write (fd, data, length);

      if (written < 0 && errno == EINTR)
        continue;
      if (written < 0)
        return FALSE;
      data += written;
      length -= (gsize) written;
    }

  return TRUE;
}

static void
on_chunk (SoupServerMessage *message,
          GBytes            *chunk,
          RoundsCall        *call)
{
  goffset limit = call->route != NULL ? call->body_maximum : ROUNDS_WIRE_BODY_MAXIMUM;
  gsize length;
  const char *data = g_bytes_get_data (chunk, &length);

  call->received += (goffset) length;

  /* Whoever goes on sending after the answer is not listened to for ever. */
  if (call->received > limit + ROUNDS_WIRE_BODY_MAXIMUM)
    {
      GSocket *socket = soup_server_message_get_socket (message);

      if (socket != NULL)
        g_socket_shutdown (socket, TRUE, TRUE, NULL);
      return;
    }

  if (soup_server_message_get_status (message) != 0)
    return;

  if (call->received > limit)
    refuse_size (call, limit);
  else if (call->upload_fd >= 0 && !write_all (call->upload_fd, data, length))
    refuse_disk (call, errno);
  else if (call->upload_hash != NULL)
    g_checksum_update (call->upload_hash, (const guchar *) data, (gssize) length);
}

/* How long the body is, as far as its head says. */
static goffset
get_announced (RoundsCall *call)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (call->message);

  return soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH
         ? soup_message_headers_get_content_length (headers) : 0;
}

static gboolean
on_authorized (gpointer data)
{
  RoundsCall *call = data;
  RoundsServer *self = call->server;

  call->is_dispatched = FALSE;
  if (call->message == NULL)
    {
      forget_call (self, call);
      return G_SOURCE_REMOVE;
    }

  if (call->status != 0)
    {
      answer_early (call);
    }
  else if (get_announced (call) > call->body_maximum)
    {
      refuse_size (call, call->body_maximum);
    }
  else
    {
      call->upload_path = g_build_filename (self->folder, ROUNDS_SERVER_UPLOAD_PREFIX "XXXXXX", NULL);
      call->upload_fd = g_mkstemp_full (call->upload_path, O_RDWR | O_CLOEXEC, 0600);
      if (call->upload_fd < 0)
        {
          int code = errno;

          g_clear_pointer (&call->upload_path, g_free);
          refuse_disk (call, code);
        }
    }

  soup_server_message_unpause (call->message);
  return G_SOURCE_REMOVE;
}

static void
on_head (SoupServer        *soup,
         SoupServerMessage *message,
         const char        *path,
         GHashTable        *query,
         gpointer           user_data)
{
  RoundsServer *self = user_data;
  RoundsCall *call = rounds_call_new (self, message, path);
  g_autoptr(GError) error = NULL;

  g_hash_table_add (self->calls, call);
  g_object_set_data (G_OBJECT (message), CALL_KEY, call);
  g_signal_connect (message, "got-chunk", G_CALLBACK (on_chunk), call);
  g_signal_connect (message, "finished", G_CALLBACK (on_finished), call);

  call->peer = g_strdup (soup_server_message_get_remote_host (message));
  call->is_private = self->is_private;
  /* The library would cut a piece out of any answer; a piece of JSON is none. */
  soup_message_headers_remove (soup_server_message_get_request_headers (message), "Range");

  if (self->is_private && !rounds_server_is_owner (soup_server_message_get_socket (message)))
    error = rounds_problem_new (ROUNDS_PROBLEM_FORBIDDEN, "NOT_THE_OWNER", _("This workspace is somebody else’s"));
  else if (self->stopping != NULL)
    error = rounds_problem_new (ROUNDS_PROBLEM_UNAVAILABLE, "STOPPING", _("The server is stopping. Try again later."));
  else
    rounds_call_read_request (call, &error);

  if (error != NULL)
    {
      if (rounds_problem_get_status (error) == 403)
        rounds_server_log_refusal (self, call, error);
      refuse_early (call, error);
      return;
    }

  if (call->route->body == ROUNDS_ROUTE_BODY_FILE)
    {
      soup_message_body_set_accumulate (soup_server_message_get_request_body (message), FALSE);
      soup_server_message_pause (message);
      rounds_server_authorize (self, call, on_authorized);
    }
  else if (call->route->body == ROUNDS_ROUTE_BODY_NONE)
    {
      soup_message_body_set_accumulate (soup_server_message_get_request_body (message), FALSE);
    }
}

/* An address that leads out of the house or has a NUL in it: the library has refused it, without a word. */
static void
on_read (SoupServer        *soup,
         SoupServerMessage *message,
         gpointer           user_data)
{
  g_autoptr(GError) error = NULL;
  gsize length;
  char *text;

  if (soup_server_message_get_status (message) != SOUP_STATUS_BAD_REQUEST || g_object_get_data (G_OBJECT (message), CALL_KEY) != NULL)
    return;

  error = rounds_problem_new (ROUNDS_PROBLEM_MALFORMED, "MALFORMED_ADDRESS", _("The address of the request cannot be read"));
  text = rounds_problem_json_from_error (error, NULL, &length);
  soup_server_message_set_response (message, ROUNDS_PROBLEM_CONTENT_TYPE, SOUP_MEMORY_TAKE, text, length);
}

static void
on_request (SoupServer        *soup,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  RoundsServer *self = user_data;
  RoundsCall *call = g_object_get_data (G_OBJECT (message), CALL_KEY);

  g_return_if_fail (call != NULL && call->route != NULL);

  if (call->route->body != ROUNDS_ROUTE_BODY_FILE && call->route->body != ROUNDS_ROUTE_BODY_NONE)
    call->content = soup_message_body_flatten (soup_server_message_get_request_body (message));

  soup_server_message_pause (message);
  rounds_server_dispatch (self, call);
}

static void
answer (RoundsCall *call)
{
  g_clear_handle_id (&call->timeout, g_source_remove);
  rounds_server_log_call (call);
  rounds_call_send (call);
  soup_server_message_unpause (call->message);
}

static void
dispatch_again (RoundsServer *self,
                RoundsCall   *call)
{
  g_clear_handle_id (&call->timeout, g_source_remove);
  rounds_call_clear_answer (call);
  call->now = g_get_real_time ();
  rounds_server_dispatch (self, call);
}

static gboolean
on_parked_long_enough (gpointer data)
{
  RoundsCall *call = data;

  call->timeout = 0;
  g_queue_remove (&call->server->parked, call);
  call->is_dispatched = FALSE;
  if (call->message != NULL)
    answer (call);
  else
    forget_call (call->server, call);

  return G_SOURCE_REMOVE;
}

/* The call has an answer, but would rather have one with something in it. */
static void
park (RoundsServer *self,
      RoundsCall   *call)
{
  gint64 left;

  if (call->deadline == 0)
    call->deadline = call->started + (gint64) call->park_seconds * G_USEC_PER_SEC;
  left = (call->deadline - g_get_monotonic_time ()) / 1000;

  if (left <= 0 || self->stopping != NULL || self->parked.length >= PARKED_MAXIMUM)
    {
      answer (call);
      return;
    }
  if (self->generation != call->generation)
    {
      dispatch_again (self, call);
      return;
    }

  call->is_dispatched = TRUE;
  call->timeout = g_timeout_add ((guint) left, on_parked_long_enough, call);
  g_queue_push_tail (&self->parked, call);
}

/**
 * rounds_server_finish_call:
 *
 * Main thread. What comes after a handler: the answer goes out, or waits for a change.
 */
gboolean
rounds_server_finish_call (gpointer data)
{
  RoundsCall *call = data;
  RoundsServer *self = call->server;

  call->is_dispatched = FALSE;
  if (call->message == NULL)
    forget_call (self, call);
  else if (call->park_seconds > 0)
    park (self, call);
  else
    answer (call);

  return G_SOURCE_REMOVE;
}

/* Who waits for a change asks again. */
static void
wake (RoundsServer *self)
{
  RoundsCall *call;

  self->generation++;
  while ((call = g_queue_pop_head (&self->parked)) != NULL)
    dispatch_again (self, call);
}

static void
on_changed (RoundsStore   *store,
            RoundsChanges *changes,
            RoundsServer  *self)
{
  wake (self);
}

static void
on_changed_elsewhere (RoundsStore  *store,
                      RoundsServer *self)
{
  wake (self);
}

static void
rounds_server_dispose (GObject *object)
{
  RoundsServer *self = ROUNDS_SERVER (object);

  g_clear_signal_handler (&self->changed_id, self->store);
  g_clear_signal_handler (&self->changed_elsewhere_id, self->store);
  g_clear_handle_id (&self->stop_timeout, g_source_remove);
  if (self->soup != NULL)
    soup_server_disconnect (self->soup);
  if (self->readers != NULL)
    rounds_server_free_pools (self);
  if (self->jobs != NULL)
    rounds_jobs_free (g_steal_pointer (&self->jobs));
  g_clear_pointer (&self->counts, rounds_count_cache_free);
  if (self->socket_path != NULL)
    g_unlink (self->socket_path);

  g_clear_object (&self->soup);
  g_clear_object (&self->store);
  g_clear_pointer (&self->calls, g_hash_table_unref);
  g_clear_pointer (&self->socket_path, g_free);

  G_OBJECT_CLASS (rounds_server_parent_class)->dispose (object);
}

static void
rounds_server_finalize (GObject *object)
{
  RoundsServer *self = ROUNDS_SERVER (object);

  g_queue_clear (&self->parked);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_free (self->folder);
  g_free (self->files);
  g_free (self->address);

  G_OBJECT_CLASS (rounds_server_parent_class)->finalize (object);
}

static void
rounds_server_class_init (RoundsServerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = rounds_server_dispose;
  object_class->finalize = rounds_server_finalize;
}

static void
rounds_server_init (RoundsServer *self)
{
  self->context = g_main_context_ref_thread_default ();
  self->calls = g_hash_table_new_full (NULL, NULL, (GDestroyNotify) rounds_call_free, NULL);
  self->soup = soup_server_new ("server-header", "rounds", NULL);
  soup_server_add_early_handler (self->soup, NULL, on_head, self, NULL);
  soup_server_add_handler (self->soup, NULL, on_request, self, NULL);
  g_signal_connect (self->soup, "request-read", G_CALLBACK (on_read), self);
  g_queue_init (&self->parked);
  rounds_server_make_pools (self);
}

/**
 * rounds_server_new:
 * @store: (transfer none): the workspace's database
 * @folder: where files that are sent are kept while they are read
 * @zone: (transfer none): the workspace's time zone
 *
 * Returns: (transfer full): a server that listens nowhere yet
 */
RoundsServer *
rounds_server_new (RoundsStore *store,
                   const char  *folder,
                   GTimeZone   *zone)
{
  RoundsServer *self = g_object_new (ROUNDS_TYPE_SERVER, NULL);

  self->store = g_object_ref (store);
  self->folder = g_strdup (folder);
  self->zone = g_time_zone_ref (zone);
  self->jobs = rounds_jobs_new (store, zone);
  self->counts = rounds_count_cache_new ();
  self->changed_id = g_signal_connect (store, "changed", G_CALLBACK (on_changed), self);
  self->changed_elsewhere_id = g_signal_connect (store, "changed-elsewhere", G_CALLBACK (on_changed_elsewhere), self);

  return self;
}

static gboolean
on_stop_timeout (gpointer data)
{
  RoundsServer *self = data;

  g_warning ("%u requests were not finished in time", g_hash_table_size (self->calls));
  self->stop_timeout = 0;
  finish_stopping (self);

  return G_SOURCE_REMOVE;
}

/**
 * rounds_server_stop_async:
 *
 * Takes no more requests, cancels jobs, and waits up to ten seconds for the requests that run.
 */
void
rounds_server_stop_async (RoundsServer        *self,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  RoundsCall *call;

  g_return_if_fail (self->stopping == NULL);

  self->stopping = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (self->stopping, rounds_server_stop_async);

  rounds_jobs_cancel_all (self->jobs);

  while ((call = g_queue_pop_head (&self->parked)) != NULL)
    {
      call->is_dispatched = FALSE;
      if (call->message != NULL)
        answer (call);
      else
        g_hash_table_remove (self->calls, call);
    }

  if (g_hash_table_size (self->calls) == 0)
    finish_stopping (self);
  else
    self->stop_timeout = g_timeout_add_seconds (STOP_SECONDS, on_stop_timeout, self);
}

gboolean
rounds_server_stop_finish (RoundsServer  *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * rounds_server_get_address:
 *
 * Returns: (nullable): where it listens, such as `http://127.0.0.1:8080` or `unix:/run/user/1000/rounds.sock`
 */
const char *
rounds_server_get_address (RoundsServer *self)
{
  return self->address;
}

RoundsStore *
rounds_server_get_store (RoundsServer *self)
{
  return self->store;
}

RoundsJobs *
rounds_server_get_jobs (RoundsServer *self)
{
  return self->jobs;
}

/**
 * rounds_server_get_counts:
 *
 * Returns: (transfer none): how long lists are; any thread
 */
RoundsCountCache *
rounds_server_get_counts (RoundsServer *self)
{
  return self->counts;
}

const char *
rounds_server_get_folder (RoundsServer *self)
{
  return self->folder;
}

/**
 * rounds_server_set_files:
 * @folder: (nullable): where the contents of documents are kept; on the same disk as the folder for files that are sent
 */
void
rounds_server_set_files (RoundsServer *self,
                         const char   *folder)
{
  g_set_str (&self->files, folder);
}

const char *
rounds_server_get_files (RoundsServer *self)
{
  return self->files;
}

GTimeZone *
rounds_server_get_zone (RoundsServer *self)
{
  return self->zone;
}
