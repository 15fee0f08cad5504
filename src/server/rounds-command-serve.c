/* rounds-command-serve.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "server/rounds-command.h"

#include <errno.h>
#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>
#include <sys/stat.h>

#include "model/rounds-problem.h"
#include "operations/rounds-demo.h"
#include "operations/rounds-settings.h"
#include "server/rounds-accounts.h"
#include "server/rounds-server.h"
#include "server/rounds-upkeep.h"
#include "server/rounds-webhook-sender.h"

#define N_READERS 3

typedef struct
{
  char *database;
  char *listen;
  char *socket;
  char *files;
  gboolean is_private;
  gboolean is_quiet;
  gboolean allow_private_webhooks;
  int demo;
  char *certificate;
  char *key;
} Options;

static void
options_clear (Options *self)
{
  g_free (self->database);
  g_free (self->listen);
  g_free (self->socket);
  g_free (self->files);
  g_free (self->certificate);
  g_free (self->key);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

typedef struct
{
  GMainLoop *loop;
  RoundsServer *server;
  gboolean is_stopping;
} Serving;

static gboolean
check_options (Options *options)
{
  if (options->database == NULL)
    rounds_command_misused (_("Say which database: --database sqlite:PATH or postgresql://HOST/NAME"));
  else if ((options->listen == NULL) == (options->socket == NULL))
    rounds_command_misused (_("Say where to listen: either --listen ADDRESS:PORT or --socket PATH"));
  else if (options->is_private && options->socket == NULL)
    rounds_command_misused (_("A private workspace listens on a socket: --private --socket PATH"));
  else if (options->demo > 0 && !options->is_private)
    rounds_command_misused (_("--demo is for a private workspace; “rounds-server demo” fills another"));
  else if (options->demo < 0)
    rounds_command_misused (_("--demo takes a number from 1"));
  else if ((options->certificate == NULL) != (options->key == NULL))
    rounds_command_misused (_("--tls-cert and --tls-key belong together"));
  else if (options->certificate != NULL && options->listen == NULL)
    rounds_command_misused (_("--tls-cert is for --listen"));
  else
    return TRUE;

  return FALSE;
}

/* Nobody writes to it; it tells people apart if the workspace is ever shared. */
static char *
get_owner_email (void)
{
  g_autofree char *email = g_strdup_printf ("%s@localhost.localdomain", g_get_user_name ());

  return rounds_email_is_valid (email) ? g_steal_pointer (&email) : g_strdup ("owner@localhost.localdomain");
}

/* The person who is signed in on this machine owns the private workspace. */
static char *
create_owner (RoundsWorkbench  *bench,
              GError          **error)
{
  g_autofree char *email = get_owner_email ();
  g_autofree char *team_id = rounds_accounts_ensure_team (&bench->context, _("My team"), error);
  const char *real_name = g_get_real_name ();
  g_auto(GStrv) names = g_strsplit (real_name != NULL && !g_str_equal (real_name, "Unknown") ? real_name : g_get_user_name (), " ", 2);
  const char *first = names[0] != NULL && *names[0] != '\0' ? names[0] : g_get_user_name ();
  const char *last = names[0] != NULL && names[1] != NULL && *names[1] != '\0' ? names[1] : g_get_user_name ();

  if (team_id == NULL)
    return NULL;

  return rounds_accounts_create (&bench->context, email, first, last, "super_admin", team_id, NULL, error);
}

/* Makes the database of a private workspace when it is not there, with its owner and, when wanted, something to look at. */
static gboolean
prepare_private (const char  *uri,
                 int          demo,
                 GError     **error)
{
  g_auto(RoundsWorkbench) bench = { 0 };
  g_autofree char *owner = NULL;
  g_autofree char *path = rounds_command_get_database_path (uri);
  g_autofree char *folder = path != NULL ? g_path_get_dirname (path) : NULL;
  g_autoptr(GError) local = NULL;

  if (folder != NULL)
    g_mkdir_with_parents (folder, 0700);
  if (!rounds_workbench_open (&bench, uri, ROUNDS_DATABASE_CREATE, error))
    return FALSE;

  owner = rounds_accounts_find_owner (bench.database, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (owner != NULL)
    return TRUE;

  if (!rounds_workbench_begin (&bench, error))
    return FALSE;
  owner = create_owner (&bench, error);
  if (owner == NULL)
    return FALSE;

  /* What is invented is the owner's. */
  if (demo > 0)
    {
      g_autofree char *team_id = NULL;
      g_autoptr(RoundsActor) actor = NULL;

      if (!rounds_database_query_text (bench.database, &team_id, error, "SELECT team_id FROM users WHERE id = $1", "s", owner))
        return FALSE;
      actor = rounds_actor_new (owner, team_id, "super_admin");
      bench.context.actor = actor;
      if (!rounds_demo_generate (&bench.context, (guint) demo, error))
        return FALSE;
    }

  return rounds_workbench_commit (&bench, error);
}

/* Files that were being sent when a server was killed. */
static void
remove_left_overs (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  gint64 yesterday = g_get_real_time () / G_USEC_PER_SEC - 24 * 60 * 60;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      GStatBuf status;

      if (g_str_has_prefix (name, ROUNDS_SERVER_UPLOAD_PREFIX) && g_lstat (path, &status) == 0 && S_ISREG (status.st_mode) &&
          status.st_mtime < yesterday)
        g_unlink (path);
    }
}

/* A team's database is made on purpose, with `init`: a path that is spelled wrong is no new workspace. */
static gboolean
prepare_team (const char  *uri,
              GError     **error)
{
  g_auto(RoundsWorkbench) bench = { 0 };

  return rounds_workbench_open (&bench, uri, ROUNDS_DATABASE_DEFAULT, error);
}

static void
on_stopped (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Serving *serving = user_data;

  rounds_server_stop_finish (ROUNDS_SERVER (source), result, NULL);
  g_main_loop_quit (serving->loop);
}

static gboolean
on_signal (gpointer data)
{
  Serving *serving = data;

  if (!serving->is_stopping)
    {
      serving->is_stopping = TRUE;
      rounds_server_stop_async (serving->server, on_stopped, serving);
    }

  return G_SOURCE_CONTINUE;
}

static gboolean
listen_as_told (RoundsServer  *server,
                Options       *options,
                GError       **error)
{
  g_autoptr(GTlsCertificate) certificate = NULL;
  g_autoptr(GError) local = NULL;

  if (options->socket != NULL)
    return rounds_server_listen_unix (server, options->socket, options->is_private, error);

  if (options->certificate != NULL)
    {
      certificate = g_tls_certificate_new_from_files (options->certificate, options->key, &local);
      if (certificate == NULL)
        {
          rounds_problem_set (error, ROUNDS_PROBLEM_FAILED, "BAD_CERTIFICATE", _("The certificate or its key cannot be read: %s"),
                              local->message);
          return FALSE;
        }
    }

  return rounds_server_listen_inet (server, options->listen, certificate, error);
}

static void
run_loop (RoundsServer *server)
{
  Serving serving = { g_main_loop_new (NULL, FALSE), server, FALSE };
  guint terminate_id = g_unix_signal_add (SIGTERM, on_signal, &serving);
  guint interrupt_id = g_unix_signal_add (SIGINT, on_signal, &serving);

  /* Not translated: programs wait for this line. */
  printf ("listening on %s\n", rounds_server_get_address (server));
  fflush (stdout);
  g_main_loop_run (serving.loop);

  g_source_remove (terminate_id);
  g_source_remove (interrupt_id);
  g_main_loop_unref (serving.loop);
}

/* Which day it is where the workspace is. */
static gpointer
read_zone (RoundsDatabase  *database,
           RoundsChanges   *changes,
           gpointer         user_data,
           GCancellable    *cancellable,
           GError         **error)
{
  return rounds_settings_dup_zone (database, NULL, error);
}

static gboolean
serve (Options  *options,
       GError  **error)
{
  g_autofree char *path = rounds_command_get_database_path (options->database);
  g_autofree char *files = rounds_command_get_files (options->database, options->files);
  g_autofree char *folder = options->files != NULL ? g_strdup (files)
                            : path != NULL ? g_path_get_dirname (path) : g_strdup (g_get_tmp_dir ());
  g_autoptr(GTimeZone) zone = NULL;
  g_autoptr(RoundsStore) store = NULL;
  g_autoptr(RoundsServer) server = NULL;
  RoundsUpkeep *upkeep;
  RoundsWebhookSender *sender;

  if (!(options->is_private ? prepare_private (options->database, options->demo, error) : prepare_team (options->database, error)))
    return FALSE;

  if (options->files != NULL && g_mkdir_with_parents (files, 0700) != 0)
    {
      rounds_problem_set (error, ROUNDS_PROBLEM_FAILED, "DISK_FAILED", _("The folder “%s” cannot be made: %s"), files,
                          g_strerror (errno));
      return FALSE;
    }

  remove_left_overs (folder);
  store = rounds_store_new (options->database, ROUNDS_SCHEMA_SERVER, N_READERS, error);
  zone = store != NULL ? rounds_store_read (store, read_zone, NULL, error) : NULL;
  if (zone == NULL)
    return FALSE;

  server = rounds_server_new (store, folder, zone);
  rounds_server_set_files (server, files);
  if (!listen_as_told (server, options, error))
    return FALSE;

  upkeep = rounds_upkeep_new (store, zone, files);
  sender = rounds_webhook_sender_new (store, options->allow_private_webhooks);
  run_loop (server);
  rounds_webhook_sender_free (sender);
  rounds_upkeep_free (upkeep);
  g_object_run_dispose (G_OBJECT (server));
  rounds_store_close (store);

  return TRUE;
}

/* Standard output is for the one line that says where the server listens. */
static void
set_up_log (gboolean is_quiet)
{
  static const char * const domains[] = { G_LOG_DOMAIN, NULL };

  g_log_writer_default_set_use_stderr (TRUE);
  if (!is_quiet)
    g_log_writer_default_set_debug_domains (domains);
}

RoundsExit
rounds_command_serve (int    argc,
                      char **argv)
{
  g_auto(Options) options = { 0 };
  g_autoptr(GError) error = NULL;
  const GOptionEntry entries[] = {
    { "database", 0, 0, G_OPTION_ARG_STRING, &options.database, N_("The workspace’s database"), "URI" },
    { "listen", 0, 0, G_OPTION_ARG_STRING, &options.listen, N_("Listen on an address; port 0 chooses one"), "ADDRESS:PORT" },
    { "socket", 0, 0, G_OPTION_ARG_FILENAME, &options.socket, N_("Listen on a Unix socket of mode 0600"), "PATH" },
    { "files", 0, 0, G_OPTION_ARG_FILENAME, &options.files,
      N_("Where documents are kept; beside a SQLite database when it is not said"), "FOLDER" },
    { "private", 0, 0, G_OPTION_ARG_NONE, &options.is_private,
      N_("A workspace of one’s own: made when it is not there, no password on its socket"), NULL },
    { "demo", 0, 0, G_OPTION_ARG_INT, &options.demo, N_("Fill a new private workspace with invented records"), "N" },
    { "quiet", 0, 0, G_OPTION_ARG_NONE, &options.is_quiet, N_("Log what is refused or fails, not every request"), NULL },
    { "tls-cert", 0, 0, G_OPTION_ARG_FILENAME, &options.certificate, N_("Certificate chain, PEM"), "FILE" },
    { "tls-key", 0, 0, G_OPTION_ARG_FILENAME, &options.key, N_("Its key, PEM"), "FILE" },
    { "allow-private-webhooks", 0, 0, G_OPTION_ARG_NONE, &options.allow_private_webhooks,
      N_("Let webhooks reach this machine and its network"), NULL },
    G_OPTION_ENTRY_NULL
  };

  if (!rounds_command_parse ("serve", entries, &argc, &argv, 0) || !check_options (&options))
    return ROUNDS_EXIT_USAGE;

  set_up_log (options.is_quiet || options.is_private);
  /* A client that goes away is no reason to die. */
  signal (SIGPIPE, SIG_IGN);
  if (!serve (&options, &error))
    return rounds_command_failed (error);

  return ROUNDS_EXIT_DONE;
}
