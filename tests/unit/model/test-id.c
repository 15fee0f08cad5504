/* test-id.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "model/rounds-id.h"

#define N_THREADS 8
#define N_IDS 20000

static gpointer
make_ids (gpointer data)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < N_IDS; i++)
    g_ptr_array_add (ids, rounds_id_new ());

  return ids;
}

static void
test_new (void)
{
  gint64 before = g_get_real_time () / 1000;
  g_autofree char *id = rounds_id_new ();
  gint64 after = g_get_real_time () / 1000;
  guint8 bytes[ROUNDS_ID_BYTES];
  char text[ROUNDS_ID_LENGTH + 1];
  gint64 time = 0;

  g_assert_true (rounds_id_is_valid (id));
  g_assert_true (rounds_id_to_bytes (id, bytes));
  g_assert_cmpint (bytes[6] >> 4, ==, 7);
  g_assert_cmpint (bytes[8] >> 6, ==, 2);

  for (guint i = 0; i < 6; i++)
    time = (time << 8) | bytes[i];
  g_assert_cmpint (time, >=, before);
  g_assert_cmpint (time, <=, after);

  rounds_id_from_bytes (bytes, text);
  g_assert_cmpstr (text, ==, id);
}

static void
test_threads (void)
{
  GThread *threads[N_THREADS];
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < N_THREADS; i++)
    threads[i] = g_thread_new ("ids", make_ids, NULL);

  for (guint i = 0; i < N_THREADS; i++)
    {
      g_autoptr(GPtrArray) ids = g_thread_join (threads[i]);

      for (guint j = 0; j < ids->len; j++)
        {
          const char *id = g_ptr_array_index (ids, j);

          if (j > 0)
            g_assert_cmpstr (g_ptr_array_index (ids, j - 1), <, id);
          g_assert_true (g_hash_table_add (seen, g_strdup (id)));
        }
    }

  g_assert_cmpuint (g_hash_table_size (seen), ==, N_THREADS * N_IDS);
}

static void
test_derive (void)
{
  g_autofree char *one = rounds_id_derive ("abc");
  g_autofree char *same = rounds_id_derive ("abc");
  g_autofree char *other = rounds_id_derive ("abd");

  /* SHA-256 of "abc" is ba7816bf 8f01cfea 414140de 5dae2223 ..., with version 8 and the variant put in. */
  g_assert_cmpstr (one, ==, "ba7816bf-8f01-8fea-8141-40de5dae2223");
  g_assert_cmpstr (one, ==, same);
  g_assert_cmpstr (one, !=, other);
  g_assert_true (rounds_id_is_valid (one));
}

static void
test_valid (void)
{
  g_assert_true (rounds_id_is_valid ("0191d4c0-5f3a-7c10-8a55-0123456789ab"));
  g_assert_false (rounds_id_is_valid ("0191D4C0-5F3A-7C10-8A55-0123456789AB"));
  g_assert_false (rounds_id_is_valid ("0191d4c0-5f3a-7c10-8a55-0123456789a"));
  g_assert_false (rounds_id_is_valid ("0191d4c0-5f3a-7c10-8a55-0123456789abc"));
  g_assert_false (rounds_id_is_valid ("0191d4c05f3a7c108a550123456789ab"));
  g_assert_false (rounds_id_is_valid ("0191d4c0-5f3a-7c10-8a55-0123456789ag"));
  g_assert_false (rounds_id_is_valid ("0191d4c0-5f3a-7c10-ca55-0123456789ab"));
  g_assert_false (rounds_id_is_valid ("00000000-0000-0000-0000-000000000000"));
  g_assert_false (rounds_id_is_valid (""));
  g_assert_false (rounds_id_is_valid (NULL));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/id/new", test_new);
  g_test_add_func ("/model/id/threads", test_threads);
  g_test_add_func ("/model/id/derive", test_derive);
  g_test_add_func ("/model/id/valid", test_valid);

  return g_test_run ();
}
