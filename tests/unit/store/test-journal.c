/* test-journal.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>

#include "store/rounds-database-private.h"
#include "support.h"

/* Bytes that the log may have while nobody reads for long. */
#define LONGEST_LOG ((goffset) 64 * 1024 * 1024)

/* Bytes of a row that is written, and how many of them are far more than that. */
#define ROW (400 * 1024)
#define N_ROWS 400
#define N_WRITES 500

typedef struct
{
  const char *uri;
  int is_over; /* atomic */
  guint n_read;
} Audience;

static void
make_rows (Room *room)
{
  assert_ok (rounds_database_run_script (room->database,
                                         "CREATE TABLE long_texts (id integer PRIMARY KEY, text text);"
                                         "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 1000)"
                                         "INSERT INTO long_texts SELECT i, '' FROM n",
                                         &local_error));
}

/* A transaction each. */
static void
write_row (Room  *room,
           guint  i)
{
  g_autofree char *text = g_strnfill (ROW, (char) ('a' + i % 26));

  assert_ok (rounds_database_execute (room->database, &local_error, "UPDATE long_texts SET text = $1 WHERE id = $2", "si", text,
                                      (gint64) (i % N_ROWS)));
}

static goffset
get_log (Room *room)
{
  g_autofree char *path = g_strconcat (room->path, "-wal", NULL);
  GStatBuf status;

  g_assert_cmpint (g_stat (path, &status), ==, 0);
  return status.st_size;
}

static RoundsDatabase *
open_reader (const char *uri)
{
  g_autoptr(GError) error = NULL;
  RoundsDatabase *reader = rounds_database_open (uri, ROUNDS_DATABASE_READ_ONLY, &error);

  g_assert_no_error (error);
  return reader;
}

static void
begin_reading (RoundsDatabase *reader)
{
  gint64 n_rows;

  assert_ok (rounds_database_begin_reading (reader, &local_error));
  assert_ok (rounds_database_query_integer (reader, &n_rows, &local_error, "SELECT count(*) FROM long_texts", NULL));
  g_assert_cmpint (n_rows, ==, 1001);
}

/* One reads at any time: each begins before the other one ends. */
static gpointer
read_on (gpointer data)
{
  Audience *audience = data;
  RoundsDatabase *readers[2] = { open_reader (audience->uri), open_reader (audience->uri) };

  begin_reading (readers[0]);
  for (guint i = 1; !g_atomic_int_get (&audience->is_over); i++)
    {
      begin_reading (readers[i % 2]);
      audience->n_read++;
      g_usleep (10000);
      rounds_database_rollback (readers[1 - i % 2]);
    }

  for (guint i = 0; i < G_N_ELEMENTS (readers); i++)
    {
      rounds_database_rollback (readers[i]);
      g_object_unref (readers[i]);
    }
  return NULL;
}

static void
check_rows (Room  *room,
            guint  n_written)
{
  g_autoptr(RoundsDatabase) reader = open_reader (room->uri);
  g_autofree char *text = g_strnfill (ROW, (char) ('a' + (n_written - 1) % 26));
  gint64 n_right;

  assert_ok (rounds_database_query_integer (reader, &n_right, &local_error, "SELECT count(*) FROM long_texts WHERE id = $1 AND text = $2", "is",
                                            (gint64) ((n_written - 1) % N_ROWS), text));
  g_assert_cmpint (n_right, ==, 1);
  assert_ok (rounds_database_check (room->database, &local_error));
}

/* As during the first pull of a workspace whose window is open: changes follow each other, and somebody always reads. */
static void
test_always_read (Room          *room,
                  gconstpointer  data)
{
  Audience audience = { room->uri, FALSE, 0 };
  g_autoptr(GThread) thread = NULL;
  goffset longest = 0;

  make_rows (room);
  thread = g_thread_new ("readers", read_on, &audience);
  for (guint i = 0; i < N_WRITES; i++)
    {
      write_row (room, i);
      longest = MAX (longest, get_log (room));
    }
  g_atomic_int_set (&audience.is_over, TRUE);
  g_thread_join (g_steal_pointer (&thread));

  g_assert_cmpint (audience.n_read, >, 10);
  g_assert_cmpint (longest, <, LONGEST_LOG);
  check_rows (room, N_WRITES);
}

/* Who reads one state for long keeps the log, and who writes does not wait for that; afterwards it is short again. */
static void
test_held (Room          *room,
           gconstpointer  data)
{
  g_autoptr(RoundsDatabase) reader = NULL;
  gint64 n_empty;
  guint i;

  make_rows (room);
  reader = open_reader (room->uri);
  begin_reading (reader);
  for (i = 0; i < N_WRITES; i++)
    write_row (room, i);
  g_assert_cmpint (get_log (room), >, LONGEST_LOG);

  assert_ok (rounds_database_query_integer (reader, &n_empty, &local_error, "SELECT count(*) FROM long_texts WHERE text = ''", NULL));
  g_assert_cmpint (n_empty, ==, 1001);
  rounds_database_rollback (reader);

  for (; i < 3 * N_WRITES && get_log (room) > LONGEST_LOG; i++)
    write_row (room, i);
  g_assert_cmpint (get_log (room), <=, LONGEST_LOG);
  check_rows (room, i);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  room_add ("/journal/always-read", ROOM_SERVER, test_always_read);
  room_add ("/journal/held", ROOM_SERVER, test_held);

  return g_test_run ();
}
