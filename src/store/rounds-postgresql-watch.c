/* rounds-postgresql-watch.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/rounds-postgresql-private.h"

/*
 * Waits for a NOTIFY of the workspace's channel, which a transaction sends that gives revisions; the server delivers it when
 * the rows can be seen.
 */

/*
 * Takes what has come in. Returns whether there was a notice among it
 */
static gboolean
take_notices (RoundsPostgresqlDatabase *self)
{
  gboolean any = FALSE;
  PGnotify *notice;

  while ((notice = PQnotifies (self->connection)) != NULL)
    {
      any = TRUE;
      PQfreemem (notice);
    }

  return any;
}

static gboolean
wait_for_data (RoundsPostgresqlDatabase  *self,
               GCancellable              *cancellable,
               GError                   **error)
{
  GPollFD poll_fds[2] = { { .fd = PQsocket (self->connection), .events = G_IO_IN } };

  /* Without a file for it, who cancels is heard a second later. */
  if (g_cancellable_make_pollfd (cancellable, &poll_fds[1]))
    {
      g_poll (poll_fds, 2, -1);
      g_cancellable_release_fd (cancellable);
    }
  else
    g_poll (poll_fds, 1, 1000);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (PQconsumeInput (self->connection) && PQstatus (self->connection) == CONNECTION_OK)
    return TRUE;

  rounds_postgresql_set_error (self, NULL, error);
  return FALSE;
}

gboolean
rounds_postgresql_watch (RoundsDatabase  *database,
                         GCancellable    *cancellable,
                         GError         **error)
{
  RoundsPostgresqlDatabase *self = ROUNDS_POSTGRESQL_DATABASE (database);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;

  if (!self->is_listening)
    {
      g_autofree char *sql = g_strdup_printf ("LISTEN rounds_%" G_GINT64_FORMAT, self->lock);

      self->is_listening = rounds_postgresql_run (self, sql, error);
      return self->is_listening;
    }

  while (!take_notices (self))
    if (!wait_for_data (self, cancellable, error))
      return FALSE;

  return TRUE;
}
