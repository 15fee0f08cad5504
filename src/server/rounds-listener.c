/* rounds-listener.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "server/rounds-server.h"

#include <errno.h>
#include <gio/gunixsocketaddress.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "model/rounds-problem.h"
#include "server/rounds-server-private.h"

/* Where the server listens: a host and port, with TLS or without, or a Unix socket that only its owner can open. */

/* Whoever is at the other end of a private socket must be its owner, whatever the file's mode says. */
static gboolean
is_owner (GSocketConnection *connection)
{
  g_autoptr(GCredentials) credentials = g_socket_get_credentials (g_socket_connection_get_socket (connection), NULL);

  return credentials != NULL && g_credentials_get_unix_user (credentials, NULL) == geteuid ();
}

static gboolean
on_incoming (GSocketService    *service,
             GSocketConnection *connection,
             GObject           *source,
             RoundsServer      *self)
{
  g_autoptr(GSocketAddress) local = g_socket_connection_get_local_address (connection, NULL);
  g_autoptr(GSocketAddress) remote = g_socket_connection_get_remote_address (connection, NULL);
  g_autoptr(GIOStream) stream = g_object_ref (G_IO_STREAM (connection));
  g_autoptr(GError) error = NULL;

  if (self->is_private && !is_owner (connection))
    {
      g_message ("Somebody else’s connection to the private socket was refused");
      g_io_stream_close (stream, NULL, NULL);
      return TRUE;
    }

  if (G_IS_TCP_CONNECTION (connection))
    g_tcp_connection_set_graceful_disconnect (G_TCP_CONNECTION (connection), FALSE);

  if (self->certificate != NULL)
    {
      GIOStream *secure = g_tls_server_connection_new (stream, self->certificate, &error);

      if (secure == NULL)
        {
          g_warning ("A connection could not be secured: %s", error->message);
          return TRUE;
        }
      g_set_object (&stream, secure);
      g_object_unref (secure);
    }

  if (!soup_server_accept_iostream (self->soup, stream, local, remote, &error))
    g_warning ("A connection could not be taken: %s", error->message);

  return TRUE;
}

static gboolean
start (RoundsServer    *self,
       GSocketAddress  *address,
       GSocketAddress **effective,
       GError         **error)
{
  g_return_val_if_fail (self->service == NULL, FALSE);

  self->service = g_socket_service_new ();
  g_socket_listener_set_backlog (G_SOCKET_LISTENER (self->service), 128);
  if (!g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), address, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_DEFAULT,
                                      NULL, effective, error))
    return FALSE;

  g_signal_connect (self->service, "incoming", G_CALLBACK (on_incoming), self);
  g_socket_service_start (self->service);
  return TRUE;
}

static gboolean
refuse_address (const char  *address,
                const char  *reason,
                GError     **error)
{
  rounds_problem_set (error, ROUNDS_PROBLEM_FAILED, "CANNOT_LISTEN", _("The server cannot listen on “%s”: %s"), address, reason);

  return FALSE;
}

/* Names are not looked up: where one listens is an address. */
static GSocketAddress *
parse_address (const char  *host_and_port,
               GError     **error)
{
  g_autoptr(GSocketConnectable) parsed = g_network_address_parse (host_and_port, 0, NULL);
  GSocketAddress *address = NULL;

  if (parsed != NULL)
    {
      GNetworkAddress *network = G_NETWORK_ADDRESS (parsed);
      const char *host = g_network_address_get_hostname (network);

      if (g_str_equal (host, "localhost"))
        host = "127.0.0.1";
      address = g_inet_socket_address_new_from_string (host, g_network_address_get_port (network));
    }

  if (address == NULL)
    refuse_address (host_and_port, _("write it as ADDRESS:PORT, such as 127.0.0.1:8080"), error);
  return address;
}

/**
 * rounds_server_listen_inet:
 * @host_and_port: such as `127.0.0.1:8080` or `[::1]:0`; with port 0 the system chooses one
 * @certificate: (nullable) (transfer none): for TLS
 * @error: %ROUNDS_PROBLEM_FAILED
 */
gboolean
rounds_server_listen_inet (RoundsServer     *self,
                           const char       *host_and_port,
                           GTlsCertificate  *certificate,
                           GError          **error)
{
  g_autoptr(GSocketAddress) address = parse_address (host_and_port, error);
  g_autoptr(GSocketAddress) effective = NULL;
  g_autoptr(GError) local = NULL;
  g_autofree char *name = NULL;

  if (address == NULL)
    return FALSE;
  if (!start (self, address, &effective, &local))
    return refuse_address (host_and_port, local->message, error);

  g_set_object (&self->certificate, certificate);
  name = g_socket_connectable_to_string (G_SOCKET_CONNECTABLE (effective));
  self->address = g_strdup_printf ("%s://%s", certificate != NULL ? "https" : "http", name);
  return TRUE;
}

/* A socket that nobody listens on is left over from a server that was killed. */
static gboolean
remove_left_over (const char  *path,
                  GError     **error)
{
  g_autoptr(GSocketAddress) address = g_unix_socket_address_new (path);
  g_autoptr(GSocketClient) client = g_socket_client_new ();
  g_autoptr(GSocketConnection) connection = NULL;
  struct stat status;

  if (lstat (path, &status) != 0)
    return TRUE;
  if (!S_ISSOCK (status.st_mode))
    return refuse_address (path, _("there is a file of this name that is no socket"), error);

  connection = g_socket_client_connect (client, G_SOCKET_CONNECTABLE (address), NULL, NULL);
  if (connection != NULL)
    return refuse_address (path, _("another server listens there"), error);
  if (g_unlink (path) != 0)
    return refuse_address (path, g_strerror (errno), error);

  return TRUE;
}

/**
 * rounds_server_listen_unix:
 * @path: of the socket, made with mode 0600
 * @is_private: whether only the owner may connect, who then signs in without a password
 * @error: %ROUNDS_PROBLEM_FAILED
 */
gboolean
rounds_server_listen_unix (RoundsServer  *self,
                           const char    *path,
                           gboolean       is_private,
                           GError       **error)
{
  g_autoptr(GSocketAddress) address = NULL;
  g_autoptr(GError) local = NULL;
  mode_t mask;
  gboolean started;

  if (!remove_left_over (path, error))
    return FALSE;

  self->is_private = is_private;
  address = g_unix_socket_address_new (path);
  /* From its first moment on the socket is the owner's alone. */
  mask = umask (0177);
  started = start (self, address, NULL, &local);
  umask (mask);
  if (!started)
    return refuse_address (path, local->message, error);

  self->socket_path = g_strdup (path);
  self->address = g_strconcat ("unix:", path, NULL);
  return TRUE;
}
