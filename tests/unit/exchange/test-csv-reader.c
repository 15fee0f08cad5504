/* test-csv-reader.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "exchange/rounds-csv-reader.h"

#include <string.h>

#include "model/rounds-problem.h"

/* Rows as text: cells between brackets, the line before them, marks after them. */
static char *
read_all (const char  *text,
          gssize       length,
          GError     **error)
{
  g_autoptr(GInputStream) stream = g_memory_input_stream_new_from_data (text, length, NULL);
  g_autoptr(RoundsCsvReader) reader = rounds_csv_reader_new (stream, "test.csv", ';');
  GString *rows = g_string_new (NULL);
  RoundsCsvRow row;

  while (rounds_csv_reader_next (reader, &row, NULL, error))
    {
      g_string_append_printf (rows, "%u:", row.line);
      for (guint i = 0; i < row.n_cells; i++)
        {
          g_assert_true (g_utf8_validate (row.cells[i], -1, NULL));
          g_string_append_printf (rows, "[%s]", row.cells[i]);
        }
      if (row.is_cut)
        g_string_append (rows, " cut");
      if (row.problem != ROUNDS_CSV_FINE)
        g_string_append_printf (rows, " problem %d", row.problem);
      g_string_append_c (rows, '\n');
    }

  return g_string_free_and_steal (rows);
}

static void
assert_rows (const char *text,
             const char *expected)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *rows = read_all (text, -1, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (rows, ==, expected);
}

static void
test_cells (void)
{
  assert_rows ("", "");
  assert_rows ("\n\n", "");
  assert_rows ("a;b\nc;d\n", "1:[a][b]\n2:[c][d]\n");
  assert_rows (";\n", "1:[][]\n");
  assert_rows ("a;b\n\nc;d\n", "1:[a][b]\n3:[c][d]\n");
  assert_rows ("a\tb;c d\n", "1:[a\tb][c d]\n");
}

static void
test_line_ends (void)
{
  assert_rows ("a;b\r\nc;\r\n", "1:[a][b]\n2:[c][]\n");
  assert_rows ("\"a\";\"b\"\r\nc\r\n", "1:[a][b]\n2:[c]\n");
  assert_rows ("a\rb;c\n", "1:[a\rb][c]\n");
}

/* RFC 4180, section 2, rules 5 to 7. */
static void
test_quotes (void)
{
  assert_rows ("\"a;b\";c\n", "1:[a;b][c]\n");
  assert_rows ("\"LIEU DE VIE \"\"MAVOUNA\"\"\";x\n", "1:[LIEU DE VIE \"MAVOUNA\"][x]\n");
  assert_rows ("\"\";\"\"\"\"\n", "1:[][\"]\n");
  assert_rows ("\"one\ntwo\r\nthree\";x\nnext\n", "1:[one\ntwo\r\nthree][x]\n4:[next]\n");
  /* A mark within an unquoted cell is a character. */
  assert_rows ("LE \"BON\" LIEU;x\n", "1:[LE \"BON\" LIEU][x]\n");
  assert_rows ("\"a\" b;c\nd\n", "1:[a][c] problem 1\n2:[d]\n");
}

static void
test_cut (void)
{
  assert_rows ("a;b\nc;d", "1:[a][b]\n2:[c][d] cut\n");
  assert_rows ("a;b\nc;d\r", "1:[a][b]\n2:[c][d] cut\n");
  assert_rows ("a;\"b", "1:[a][b] cut problem 2\n");
  assert_rows ("a;", "1:[a][] cut\n");
}

static void
test_encoding (void)
{
  /* UTF-8, Windows-1252 and ASCII rows, each on its own. */
  assert_rows ("h\xc3\xa9;\xc5\x93\nh\xe9;\x9c\x80\x92\nx\n", "1:[hé][œ]\n2:[hé][œ€’]\n3:[x]\n");
  /* One bad cell and the row is Windows-1252, not half of it. */
  assert_rows ("\xc3\xa9;\xe9\n", "1:[Ã©][é]\n");
  assert_rows ("\xef\xbb\xbf" "a;\xc3\xa9\n", "1:[a][é]\n");
  assert_rows ("\xef\xbb\xbf" "a\n\xe9\n", "1:[a]\n2:[é] problem 3\n");
}

static void
assert_refused (const char *text,
                gssize      length,
                const char *code,
                const char *words)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *rows = read_all (text, length, &error);

  g_assert_nonnull (error);
  g_assert_cmpstr (rounds_problem_get_code (error), ==, code);
  g_assert_nonnull (strstr (error->message, "test.csv"));
  g_assert_nonnull (strstr (error->message, words));
}

static void
test_binary (void)
{
  g_autofree char *endless = g_malloc0 (400 * 1024);

  assert_refused ("a;b\nc;\0;d\n", 10, "FILE_BINARY", "line 2");
  assert_refused ("PK\x03\x04zip", -1, "FILE_BINARY", "line 1");
  assert_refused ("a\n\xff\xfe;\x81\n", -1, "FILE_BINARY", "line 2");
  assert_refused ("a;\"b\n\x1b", -1, "FILE_BINARY", "line 2");

  memset (endless, 'x', 400 * 1024 - 1);
  memcpy (endless, "a\n\"", 3);
  assert_refused (endless, -1, "FILE_QUOTES", "line 2");
}

/* Rows longer and shorter than a chunk: where chunks end changes nothing. */
static void
test_chunks (void)
{
  for (guint width = 65530; width < 65542; width++)
    {
      g_autoptr(GString) text = g_string_new (NULL);
      g_autoptr(GString) expected = g_string_new ("1:[");
      g_autofree char *cell = g_strnfill (width, 'x');

      g_string_append_printf (text, "%s\"\";\xc3\xa9;\"\"\"\"\r\n\"\xe9\"\r\n", cell);
      g_string_append_printf (expected, "%s\"\"][é][\"]\n2:[é]\n", cell);
      assert_rows (text->str, expected->str);
    }
}

static void
test_position (void)
{
  const char *text = "a;b\nc;d\n";
  g_autoptr(GInputStream) stream = g_memory_input_stream_new_from_data (text, -1, NULL);
  g_autoptr(RoundsCsvReader) reader = rounds_csv_reader_new (stream, "test.csv", ';');
  RoundsCsvRow row;

  g_assert_cmpint (rounds_csv_reader_get_position (reader), ==, 0);
  g_assert_true (rounds_csv_reader_next (reader, &row, NULL, NULL));
  g_assert_cmpint (rounds_csv_reader_get_position (reader), ==, 4);
  g_assert_true (rounds_csv_reader_next (reader, &row, NULL, NULL));
  g_assert_cmpint (rounds_csv_reader_get_position (reader), ==, 8);
  g_assert_false (rounds_csv_reader_next (reader, &row, NULL, NULL));
}

static void
test_cancel (void)
{
  g_autoptr(GInputStream) stream = g_memory_input_stream_new_from_data ("a\nb\n", -1, NULL);
  g_autoptr(RoundsCsvReader) reader = rounds_csv_reader_new (stream, "test.csv", ';');
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  RoundsCsvRow row;

  g_assert_true (rounds_csv_reader_next (reader, &row, cancellable, &error));
  g_cancellable_cancel (cancellable);
  g_assert_false (rounds_csv_reader_next (reader, &row, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/exchange/csv-reader/cells", test_cells);
  g_test_add_func ("/exchange/csv-reader/line-ends", test_line_ends);
  g_test_add_func ("/exchange/csv-reader/quotes", test_quotes);
  g_test_add_func ("/exchange/csv-reader/cut", test_cut);
  g_test_add_func ("/exchange/csv-reader/encoding", test_encoding);
  g_test_add_func ("/exchange/csv-reader/binary", test_binary);
  g_test_add_func ("/exchange/csv-reader/chunks", test_chunks);
  g_test_add_func ("/exchange/csv-reader/position", test_position);
  g_test_add_func ("/exchange/csv-reader/cancel", test_cancel);

  return g_test_run ();
}
