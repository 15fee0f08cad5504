/* rounds-private-server.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sync/rounds-private-server.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/un.h>
#include <unistd.h>

#include "model/rounds-problem.h"

/* The longest path that sockaddr_un takes, with its final NUL. */
#define SOCKET_PATH_SIZE sizeof (((struct sockaddr_un *) NULL)->sun_path)

/* Milliseconds between two looks at a folder that another server is about to leave, and how many of them. */
#define LOCK_INTERVAL 50
#define LOCK_ATTEMPTS 200

/* Seconds after which a server that was asked to stop is made to. */
#define STOP_PATIENCE 10

/* Microseconds that a server has to have lived for, to be started again once more. */
#define LIFE_BEFORE_RESTART (60 * G_USEC_PER_SEC)

struct _RoundsPrivateServer
{
  GObject parent_instance;

  char *folder;
  char *socket;
  guint demo;

  GSubprocess *process;
  GDataInputStream *output;
  GDataInputStream *errors;  /* NULL when it has closed it */
  char *last_error;          /* the last of what it said there to a person */
  gboolean exited;
  GCancellable *cancellable; /* of what is read from this process */
  int lock;                  /* one server a folder: the descriptor is inherited by it, so the lock lives as long as it does */
  guint lock_attempts;
  guint lock_source;
  guint stop_source;
  gint64 started_at;
  guint restarts;
  gboolean ready;
  GTask *stopping;
};

enum
{
  READY,
  LOST,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RoundsPrivateServer, rounds_private_server, G_TYPE_OBJECT)

static void launch (RoundsPrivateServer *self);

static void
report_lost (RoundsPrivateServer *self,
             const char          *code,
             const char          *detail)
{
  g_autoptr(GError) error = NULL;

  error = rounds_problem_new (ROUNDS_PROBLEM_UNAVAILABLE, code, "%s", detail);
  g_signal_emit (self, signals[LOST], 0, error);
}

static void
release_lock (RoundsPrivateServer *self)
{
  if (self->lock >= 0)
    close (self->lock);
  self->lock = -1;
}

/* Between fork and exec: only what is safe there. */
static void
child_setup (gpointer user_data)
{
  pid_t parent = GPOINTER_TO_INT (user_data);

  /* The server does not outlive the program that it serves, whatever that one died of. */
  prctl (PR_SET_PDEATHSIG, SIGTERM);
  if (getppid () != parent)
    _exit (1);
}

static void
line_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(RoundsPrivateServer) self = user_data;
  g_autofree char *line = NULL;
  g_autoptr(GError) error = NULL;

  line = g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (object), result, NULL, &error);
  if (line == NULL)
    return;
  if (self->output != G_DATA_INPUT_STREAM (object))
    return;

  if (!self->ready && strstr (line, "listening on") != NULL)
    {
      self->ready = TRUE;
      g_signal_emit (self, signals[READY], 0);
    }

  /* What it says later is read on, so that it never waits for a reader. */
  if (self->output != NULL)
    g_data_input_stream_read_line_async (self->output, G_PRIORITY_DEFAULT, self->cancellable, line_cb, g_object_ref (self));
}

/* It has gone, and all that it said is read. */
static void
ended (RoundsPrivateServer *self)
{
  g_autoptr(GTask) stopping = NULL;
  g_autofree char *detail = NULL;
  gboolean was_ready = self->ready;

  self->ready = FALSE;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->output);
  g_clear_object (&self->process);
  g_clear_handle_id (&self->stop_source, g_source_remove);

  stopping = g_steal_pointer (&self->stopping);
  if (stopping != NULL)
    {
      release_lock (self);
      g_task_return_boolean (stopping, TRUE);
      return;
    }

  if (g_get_monotonic_time () - self->started_at > LIFE_BEFORE_RESTART)
    self->restarts = 0;
  if (was_ready && self->restarts == 0)
    {
      self->restarts++;
      g_info ("The private server ended and is started again");
      launch (self);
      return;
    }

  release_lock (self);
  if (self->last_error != NULL)
    detail = g_strdup_printf (_("The server on this computer has ended: %s"), self->last_error);
  else
    detail = g_strdup (_("The server on this computer has ended"));
  report_lost (self, "SERVER_ENDED", detail);
}

static void
error_line_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(RoundsPrivateServer) self = user_data;
  g_autofree char *line = NULL;

  line = g_data_input_stream_read_line_finish_utf8 (G_DATA_INPUT_STREAM (object), result, NULL, NULL);
  if (self->errors != G_DATA_INPUT_STREAM (object))
    return;

  if (line == NULL)
    {
      g_clear_object (&self->errors);
      if (self->exited)
        ended (self);
      return;
    }

  g_printerr ("%s\n", line);
  /* What it says to a person, not what it logs. */
  if (g_str_has_prefix (line, "rounds-server: "))
    g_set_str (&self->last_error, line + strlen ("rounds-server: "));
  g_data_input_stream_read_line_async (self->errors, G_PRIORITY_DEFAULT, self->cancellable, error_line_cb, g_object_ref (self));
}

static void
exited_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(RoundsPrivateServer) self = user_data;

  g_subprocess_wait_finish (G_SUBPROCESS (object), result, NULL);
  if (self->process != G_SUBPROCESS (object))
    return;

  self->exited = TRUE;
  if (self->errors == NULL)
    ended (self);
}

static void
launch (RoundsPrivateServer *self)
{
  g_autoptr(GSubprocessLauncher) launcher = NULL;
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *program = rounds_private_server_find_program ();
  g_autofree char *database = g_strconcat ("sqlite:", self->folder, G_DIR_SEPARATOR_S "server.db", NULL);
  g_auto(GStrv) arguments = NULL;
  g_autoptr(GError) error = NULL;

  g_strv_builder_add_many (builder, program, "serve", "--private", "--database", database, "--socket", self->socket, NULL);
  if (self->demo > 0)
    {
      g_strv_builder_add (builder, "--demo");
      g_strv_builder_take (builder, g_strdup_printf ("%u", self->demo));
    }
  arguments = g_strv_builder_end (builder);

  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_subprocess_launcher_set_child_setup (launcher, child_setup, GINT_TO_POINTER (getpid ()), NULL);
  if (self->lock >= 0)
    g_subprocess_launcher_take_fd (launcher, fcntl (self->lock, F_DUPFD_CLOEXEC, 3), 3);
  self->process = g_subprocess_launcher_spawnv (launcher, (const char * const *) arguments, &error);
  if (self->process == NULL)
    {
      g_autofree char *detail = g_strdup_printf (_("The server on this computer could not be started: %s"), error->message);

      release_lock (self);
      report_lost (self, "SERVER_MISSING", detail);
      return;
    }

  self->started_at = g_get_monotonic_time ();
  self->exited = FALSE;
  g_clear_pointer (&self->last_error, g_free);
  self->cancellable = g_cancellable_new ();
  self->output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  g_data_input_stream_read_line_async (self->output, G_PRIORITY_DEFAULT, self->cancellable, line_cb, g_object_ref (self));
  self->errors = g_data_input_stream_new (g_subprocess_get_stderr_pipe (self->process));
  g_data_input_stream_read_line_async (self->errors, G_PRIORITY_DEFAULT, self->cancellable, error_line_cb, g_object_ref (self));
  g_subprocess_wait_async (self->process, NULL, exited_cb, g_object_ref (self));
}

/* Returns: G_SOURCE_CONTINUE while another server has the folder */
static gboolean
try_lock (gpointer user_data)
{
  RoundsPrivateServer *self = user_data;
  g_autofree char *path = g_build_filename (self->folder, "server.lock", NULL);

  if (self->lock < 0)
    self->lock = open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

  if (self->lock >= 0 && flock (self->lock, LOCK_EX | LOCK_NB) != 0)
    {
      if (errno == EWOULDBLOCK && ++self->lock_attempts < LOCK_ATTEMPTS)
        return G_SOURCE_CONTINUE;
      if (errno == EWOULDBLOCK)
        {
          self->lock_source = 0;
          release_lock (self);
          report_lost (self, "SERVER_IN_USE", _("Another Rounds works in this folder; close it first"));
          return G_SOURCE_REMOVE;
        }

      /* A file system without locks. */
      release_lock (self);
    }

  self->lock_source = 0;
  launch (self);
  return G_SOURCE_REMOVE;
}

static gboolean
kill_cb (gpointer user_data)
{
  RoundsPrivateServer *self = user_data;

  self->stop_source = 0;
  if (self->process != NULL)
    g_subprocess_force_exit (self->process);

  return G_SOURCE_REMOVE;
}

static char *
choose_socket (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "server.sock", NULL);
  g_autofree char *hash = NULL;
  g_autofree char *name = NULL;

  if (strlen (path) < SOCKET_PATH_SIZE)
    return g_steal_pointer (&path);

  hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, folder, -1);
  hash[16] = '\0';
  name = g_strdup_printf ("rounds-%s.sock", hash);
  return g_build_filename (g_get_user_runtime_dir (), name, NULL);
}

static void
rounds_private_server_finalize (GObject *object)
{
  RoundsPrivateServer *self = ROUNDS_PRIVATE_SERVER (object);

  g_clear_handle_id (&self->lock_source, g_source_remove);
  g_clear_handle_id (&self->stop_source, g_source_remove);
  release_lock (self);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->output);
  g_clear_object (&self->errors);
  g_clear_object (&self->process);
  g_clear_pointer (&self->last_error, g_free);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->socket, g_free);

  G_OBJECT_CLASS (rounds_private_server_parent_class)->finalize (object);
}

static void
rounds_private_server_class_init (RoundsPrivateServerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rounds_private_server_finalize;

  signals[READY] = g_signal_new ("ready", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
  signals[LOST] = g_signal_new ("lost", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
rounds_private_server_init (RoundsPrivateServer *self)
{
  self->lock = -1;
}

/**
 * rounds_private_server_new:
 * @folder: where its database, its lock and, when the path is not too long for one, its socket live
 *
 * Returns: (transfer full): a server that is not started yet
 */
RoundsPrivateServer *
rounds_private_server_new (const char *folder)
{
  RoundsPrivateServer *self = g_object_new (ROUNDS_TYPE_PRIVATE_SERVER, NULL);

  self->folder = g_canonicalize_filename (folder, NULL);
  self->socket = choose_socket (self->folder);

  return self;
}

/**
 * rounds_private_server_set_demo:
 * @scale: how much invented data a new database gets; 0 for none
 */
void
rounds_private_server_set_demo (RoundsPrivateServer *self,
                                guint                scale)
{
  self->demo = scale;
}

const char *
rounds_private_server_get_socket (RoundsPrivateServer *self)
{
  return self->socket;
}

gboolean
rounds_private_server_is_ready (RoundsPrivateServer *self)
{
  return self->ready;
}

/**
 * rounds_private_server_start:
 *
 * Starts it when it does not run; `ready` or `lost` follows.
 */
void
rounds_private_server_start (RoundsPrivateServer *self)
{
  if (self->process != NULL || self->lock_source != 0 || self->stopping != NULL)
    return;

  self->restarts = 0;
  self->lock_attempts = 0;
  if (try_lock (self) == G_SOURCE_CONTINUE)
    self->lock_source = g_timeout_add (LOCK_INTERVAL, try_lock, self);
}

/**
 * rounds_private_server_stop_async:
 *
 * Asks it to stop and waits until it has.
 */
void
rounds_private_server_stop_async (RoundsPrivateServer *self,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, rounds_private_server_stop_async);
  g_clear_handle_id (&self->lock_source, g_source_remove);
  if (self->process == NULL || self->stopping != NULL)
    {
      if (self->process == NULL)
        release_lock (self);
      g_task_return_boolean (task, TRUE);
      return;
    }

  self->stopping = g_steal_pointer (&task);
  self->stop_source = g_timeout_add_seconds (STOP_PATIENCE, kill_cb, self);
  g_subprocess_send_signal (self->process, SIGTERM);
}

gboolean
rounds_private_server_stop_finish (RoundsPrivateServer  *self,
                                   GAsyncResult         *result,
                                   GError              **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * rounds_private_server_find_program:
 *
 * Returns: (transfer full): the path of `rounds-server`: what `ROUNDS_SERVER` says, else the one built beside this program, else the
 *   installed one
 */
char *
rounds_private_server_find_program (void)
{
  const char *given = g_getenv ("ROUNDS_SERVER");
  g_autofree char *self = NULL;

  if (given != NULL && *given != '\0')
    return g_strdup (given);

  self = g_file_read_link ("/proc/self/exe", NULL);
  if (self != NULL)
    {
      g_autofree char *folder = g_path_get_dirname (self);
      g_autofree char *beside = g_build_filename (folder, "rounds-server", NULL);
      g_autofree char *built = g_build_filename (folder, "..", "server", "rounds-server", NULL);

      if (g_file_test (beside, G_FILE_TEST_IS_EXECUTABLE))
        return g_steal_pointer (&beside);
      if (g_file_test (built, G_FILE_TEST_IS_EXECUTABLE))
        return g_canonicalize_filename (built, NULL);
    }

  return g_strdup (ROUNDS_SERVER_PATH);
}
