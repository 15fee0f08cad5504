/* fuzz-register.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "exchange/rounds-csv-reader.h"
#include "exchange/rounds-register-reader.h"
#include "model/rounds-problem.h"
#include "rounds-fuzz.h"

#define FIRST "finess;etalab;2;2026-05-12\n"
#define ROW "structureet;010000024;010780054;CH DE FLEYRIAT;CENTRE HOSPITALIER;;;900;RTE;DE PARIS;;;451;01;AIN;01440 VIRIAT;0474454647;;355;" \
            "Centre Hospitalier (C.H.);1102;Centres Hospitaliers;26010004500012;8610Z;03;ARS \xc3\xa9tablissements;1;Public;1979-02-13;;2020-02-04;\n"
#define QUOTED "structureet;980501506;980501498;\"LIEU DE VIE \"\"MAVOUNA\"\"\";\"LIEU\nDE VIE\";;;12;R;ANCIEN;;;606;9F;MAYOTTE;97620 CHIRONGUI;" \
               "0269666815;;462;Lieux;4605;Etab;82967998400015;;08;Pr\xe9sident;;;2019-04-01;2019-03-18;2025-05-07;\r\n"
#define PLACE "geolocalisation;010000024;870215.7;6571590.5;1,ATLASANTE,100,IGN,BD_ADRESSE,V2.1,LAMBERT_93;2026-05-12\n"

static const char * const finess_samples[] = {
  FIRST ROW,
  FIRST ROW QUOTED PLACE,
  "\xef\xbb\xbf" FIRST QUOTED ROW,
  FIRST,
  "",
  NULL,
};

static const char * const finess_words[] = {
  ";", "\"", "\"\"", "\n", "\r\n", "\";\"", "structureet", "geolocalisation", "finess", "2A", "9B", "97", " CEDEX", " CEDEX 2", "\xef\xbb\xbf",
  "\xe9", "\xc3\xa9", "\x81", "\xff\xfe", ";;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;", ROW, NULL,
};

static const char * const sae_samples[] = {
  "BOR;AN;FI;RS;LIT_MCO\nMCO;2023;010000024;CH;354\nMCO;2023;2A0000014;CH D'AJACCIO;\n",
  "BOR;AN;FI;RS;SALTOT\r\nBLOCS;2023;010000024;H\xf4pital;11\r\n",
  "FI;SALTOT\n010000024;0",
  NULL,
};

static const char * const sae_words[] = {
  ";", "\"", "\n", "FI", "LIT_MCO", "SALTOT", "99999999999999999999", "-1", "1,5", "\xa0", "1e9", NULL,
};

/* A stream that gives its bytes a few at a time, so that rows end everywhere in a chunk. */
static GInputStream *
make_stream (const char *data,
             gsize       length)
{
  g_autoptr(GInputStream) memory = g_memory_input_stream_new ();
  gsize step = 1 + length % 97;

  for (gsize at = 0; at < length; at += step)
    {
      gsize part = MIN (step, length - at);
      g_autoptr(GBytes) bytes = g_bytes_new (data + at, part);

      g_memory_input_stream_add_bytes (G_MEMORY_INPUT_STREAM (memory), bytes);
    }

  return g_steal_pointer (&memory);
}

static void
read_register (const char *register_name,
               const char *data,
               gsize       length)
{
  g_autoptr(GInputStream) stream = make_stream (data, length);
  g_autoptr(GError) error = NULL;
  g_autoptr(RoundsRegisterReader) reader = rounds_register_reader_new (register_name, stream, (goffset) length, "fuzz.csv", &error);
  RoundsEntity *institution;
  char *problem;
  guint line, n_rows = 0;

  if (reader == NULL)
    {
      g_assert_true (error != NULL && error->domain == ROUNDS_PROBLEM);
      return;
    }

  while (rounds_register_reader_next (reader, &institution, &problem, &line, NULL, &error))
    {
      g_assert_no_error (error);
      g_assert_true ((institution == NULL) != (problem == NULL));
      g_assert_cmpuint (line, >=, 2);
      g_assert_true (problem == NULL || g_utf8_validate (problem, -1, NULL));
      if (institution != NULL)
        {
          const char * const *fields = rounds_register_reader_get_fields (reader);

          /* What the register does not decide may be missing, what it decides is sound. */
          for (guint i = 0; fields[i] != NULL; i++)
            {
              const RoundsField *field = rounds_entity_info_find (rounds_entity_get_info (institution), fields[i]);
              g_autoptr(GError) invalid = NULL;

              g_assert_true (rounds_field_validate (field, rounds_entity_get_value (institution, field), &invalid));
              if (rounds_entity_get_value (institution, field)->type == ROUNDS_VALUE_TEXT)
                g_assert_true (g_utf8_validate (rounds_entity_get_text (institution, fields[i]), -1, NULL));
            }
          g_assert_true (rounds_finess_is_valid (rounds_entity_get_text (institution, "finess")));
          g_object_unref (institution);
        }
      g_free (problem);
      n_rows++;
    }
  g_assert_true (error == NULL || (error->domain == ROUNDS_PROBLEM && g_utf8_validate (error->message, -1, NULL)));
  g_assert_true (error != NULL || n_rows > 0);
}

static void
read_finess (const char *data,
             gsize       length)
{
  read_register ("finess", data, length);
}

static void
read_sae (const char *data,
          gsize       length)
{
  read_register ("sae", data, length);
}

/* However the stream is cut into pieces, the rows are the same. */
static char *
read_rows (GInputStream *stream)
{
  g_autoptr(RoundsCsvReader) reader = rounds_csv_reader_new (stream, "fuzz.csv", ';');
  GString *rows = g_string_new (NULL);
  RoundsCsvRow row;

  while (rounds_csv_reader_next (reader, &row, NULL, NULL))
    {
      g_string_append_printf (rows, "%u %d %d", row.line, row.is_cut, row.problem);
      for (guint i = 0; i < row.n_cells; i++)
        {
          g_assert_true (g_utf8_validate (row.cells[i], -1, NULL));
          g_string_append_printf (rows, "[%s]", row.cells[i]);
        }
      g_string_append_c (rows, '\n');
    }

  return g_string_free_and_steal (rows);
}

static void
read_csv (const char *data,
          gsize       length)
{
  g_autoptr(GInputStream) whole = g_memory_input_stream_new_from_data (data, (gssize) length, NULL);
  g_autoptr(GInputStream) pieces = make_stream (data, length);
  g_autofree char *first = read_rows (whole);
  g_autofree char *second = read_rows (pieces);

  g_assert_cmpstr (first, ==, second);
}

static const RoundsFuzz finess = { "/fuzz/register/finess", finess_samples, finess_words, read_finess };
static const RoundsFuzz sae = { "/fuzz/register/sae", sae_samples, sae_words, read_sae };
static const RoundsFuzz csv = { "/fuzz/register/csv", finess_samples, finess_words, read_csv };

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  rounds_fuzz_add (&finess);
  rounds_fuzz_add (&sae);
  rounds_fuzz_add (&csv);

  return g_test_run ();
}
