/* rounds-test-database.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "rounds-test-database.h"

#include <unistd.h>

#ifdef HAVE_POSTGRESQL
#include "store/rounds-postgresql-database.h"
#endif

/**
 * rounds_test_database_is_postgresql:
 *
 * Returns: whether the test is run on PostgreSQL; see build-aux/postgresql
 */
gboolean
rounds_test_database_is_postgresql (void)
{
  return g_getenv ("ROUNDS_TEST_POSTGRESQL") != NULL;
}

/**
 * rounds_test_database_get_uri:
 * @folder: of the test; where a file may be
 *
 * Returns: (transfer full): a server's database that is not there yet: a file, or a schema of its own
 */
char *
rounds_test_database_get_uri (const char *folder)
{
  static int last;

  if (!rounds_test_database_is_postgresql ())
    return g_strconcat ("sqlite:", folder, G_DIR_SEPARATOR_S "rounds.db", NULL);

#ifdef HAVE_POSTGRESQL
  if (last == 0)
    rounds_postgresql_add_driver ();
#endif

  return g_strdup_printf ("%s&options=-csearch_path%%3Drounds_%d_%d", g_getenv ("ROUNDS_TEST_POSTGRESQL"), (int) getpid (),
                          g_atomic_int_add (&last, 1));
}
