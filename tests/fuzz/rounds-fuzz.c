/* rounds-fuzz.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "rounds-fuzz.h"

#include <stdlib.h>
#include <string.h>

#define ROUNDS 20000
#define ROUNDS_LONG 1000000
#define LENGTH_MAXIMUM 8192
#define SEED 20260512u

/* The same bytes on every run: a finding is found again. ROUNDS_TEST_SEED takes another way. */
guint32
rounds_fuzz_get_seed (void)
{
  const char *text = g_getenv ("ROUNDS_TEST_SEED");

  return text != NULL ? (guint32) strtoul (text, NULL, 10) : SEED;
}

/* How many inputs. */
guint
rounds_fuzz_count (void)
{
  return g_getenv ("ROUNDS_TEST_LONG") != NULL ? ROUNDS_LONG : ROUNDS;
}

gsize
rounds_fuzz_place (GRand *random,
                   gsize  end)
{
  return end > 0 ? (gsize) g_rand_int_range (random, 0, (gint32) end) : 0;
}

const char *
rounds_fuzz_piece (GRand              *random,
                   const char * const *pieces)
{
  return pieces[rounds_fuzz_place (random, g_strv_length ((char **) pieces))];
}

static void
change_byte (GString *data,
             GRand   *random)
{
  static const guint8 telling[] = { 0, 1, '\t', '\n', '\r', ' ', '"', '\\', ';', ',', '0', '9', '-', 0x7f, 0x80, 0xc3, 0xe9, 0xef, 0xff };

  if (data->len == 0)
    return;

  data->str[rounds_fuzz_place (random, data->len)] = g_rand_boolean (random)
    ? (char) telling[rounds_fuzz_place (random, G_N_ELEMENTS (telling))]
    : (char) g_rand_int_range (random, 0, 256);
}

/* One change of the bytes. */
void
rounds_fuzz_mutate (GString          *data,
                    GRand            *random,
                    const RoundsFuzz *fuzz)
{
  gsize at = rounds_fuzz_place (random, data->len + 1);
  gsize length = rounds_fuzz_place (random, MIN (data->len - at, 64) + 1);

  switch (g_rand_int_range (random, 0, 8))
    {
    case 0:
      g_string_erase (data, (gssize) at, (gssize) length);
      break;
    case 1:
      g_string_truncate (data, at);
      break;
    case 2:
      g_string_insert (data, (gssize) at, rounds_fuzz_piece (random, fuzz->words));
      break;
    case 3:
      {
        /* Again, and perhaps often. */
        g_autofree char *copy = g_strndup (data->str + at, length);
        int n_times = g_rand_int_range (random, 1, 5);

        for (int i = 0; i < n_times; i++)
          g_string_insert_len (data, (gssize) at, copy, (gssize) strlen (copy));
      }
      break;
    case 4:
      {
        /* The end of another sample. */
        const char *other = rounds_fuzz_piece (random, fuzz->samples);

        g_string_truncate (data, at);
        g_string_append (data, other + rounds_fuzz_place (random, strlen (other) + 1));
      }
      break;
    default:
      change_byte (data, random);
      break;
    }

  if (data->len > LENGTH_MAXIMUM)
    g_string_truncate (data, LENGTH_MAXIMUM);
}

static void
run (gconstpointer user_data)
{
  const RoundsFuzz *fuzz = user_data;
  guint n_rounds = rounds_fuzz_count ();
  guint32 seed = rounds_fuzz_get_seed ();
  g_autoptr(GRand) random = g_rand_new_with_seed (seed);

  g_test_message ("%u inputs from seed %u", n_rounds, seed);
  for (guint i = 0; fuzz->samples[i] != NULL; i++)
    fuzz->parse (fuzz->samples[i], strlen (fuzz->samples[i]));

  for (guint i = 0; i < n_rounds; i++)
    {
      g_autoptr(GString) data = g_string_new (rounds_fuzz_piece (random, fuzz->samples));
      int n_mutations = g_rand_int_range (random, 1, 7);
      /* A copy of just this size: the sanitizer sees a read beyond it. */
      g_autofree char *copy = NULL;

      for (int j = 0; j < n_mutations; j++)
        rounds_fuzz_mutate (data, random, fuzz);
      copy = g_malloc (data->len + 1);
      memcpy (copy, data->str, data->len + 1);
      fuzz->parse (copy, data->len);
    }
}

/**
 * rounds_fuzz_add:
 * @fuzz: (transfer none): must stay
 *
 * Adds a test that changes the samples in thousands of ways, a million with ROUNDS_TEST_LONG set, and has each parsed.
 */
void
rounds_fuzz_add (const RoundsFuzz *fuzz)
{
  g_test_add_data_func (fuzz->path, fuzz, run);
}
