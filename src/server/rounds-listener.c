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

#define BACKLOG 128

/* Where the server listens: a host and port, with TLS or without, or a Unix socket that only its owner can open. */

/**
 * rounds_server_is_owner:
 * @socket: (nullable): a connection's
 *
 * Whoever is at the other end of a private socket must be its owner, whatever the file's mode says.
 */
gboolean
rounds_server_is_owner (GSocket *socket)
{
  g_autoptr(GCredentials) credentials = socket != NULL ? g_socket_get_credentials (socket, NULL) : NULL;

  return credentials != NULL && g_credentials_get_unix_user (credentials, NULL) == geteuid ();
}

static gboolean
start (RoundsServer    *self,
       GSocketAddress  *address,
       gboolean         is_secure,
       GSocketAddress **effective,
       GError         **error)
{
  g_autoptr(GSocket) socket = g_socket_new (g_socket_address_get_family (address), G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_DEFAULT,
                                            error);

  if (socket == NULL)
    return FALSE;

  g_socket_set_listen_backlog (socket, BACKLOG);
  if (!g_socket_bind (socket, address, TRUE, error) || !g_socket_listen (socket, error) ||
      !soup_server_listen_socket (self->soup, socket, is_secure ? SOUP_SERVER_LISTEN_HTTPS : 0, error))
    return FALSE;

  *effective = g_socket_get_local_address (socket, error);
  return *effective != NULL;
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
  if (certificate != NULL)
    soup_server_set_tls_certificate (self->soup, certificate);
  if (!start (self, address, certificate != NULL, &effective, &local))
    return refuse_address (host_and_port, local->message, error);

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
  g_autoptr(GSocketAddress) effective = NULL;
  g_autoptr(GError) local = NULL;
  mode_t mask;
  gboolean started;

  if (!remove_left_over (path, error))
    return FALSE;

  self->is_private = is_private;
  address = g_unix_socket_address_new (path);
  /* From its first moment on the socket is the owner's alone. */
  mask = umask (0177);
  started = start (self, address, FALSE, &effective, &local);
  umask (mask);
  if (!started)
    return refuse_address (path, local->message, error);

  self->socket_path = g_strdup (path);
  self->address = g_strconcat ("unix:", path, NULL);
  return TRUE;
}
