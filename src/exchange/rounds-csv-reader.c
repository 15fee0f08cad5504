/* rounds-csv-reader.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "exchange/rounds-csv-reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/rounds-problem.h"

#define CHUNK_SIZE (64 * 1024)
/* A row longer than this is a quotation mark that nobody closed. */
#define ROW_MAXIMUM (256 * 1024)

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

/* Where the next byte falls. */
typedef enum
{
  STATE_START,   /* before a cell's first byte */
  STATE_PLAIN,   /* in a cell without quotation marks */
  STATE_QUOTED,  /* between quotation marks */
  STATE_QUOTE,   /* after a mark that closes the cell or is the first of two */
} State;

struct _RoundsCsvReader
{
  GInputStream *stream;
  char *file_name;
  char separator;

  guint8 chunk[CHUNK_SIZE];
  gsize chunk_length;
  gsize chunk_at;
  goffset position;
  gboolean at_end;

  State state;
  guint line;         /* of the next byte */
  guint row_line;
  gboolean row_begun;
  gboolean bad_quotes;
  gboolean has_high;  /* bytes beyond ASCII in the row */
  gboolean has_mark;  /* the file began with a byte order mark */

  GByteArray *bytes;  /* the row's cells, each ended by NUL */
  GByteArray *decoded;
  GArray *starts;
  GPtrArray *cells;
};

/* Windows-1252, 0x80 to 0x9f; 0 where it has no character. https://encoding.spec.whatwg.org/index-windows-1252.txt */
static const guint16 windows_1252[32] = {
  0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
  0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017d, 0,
  0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
  0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178,
};

static void
add_byte (RoundsCsvReader *self,
          guint8           byte)
{
  g_byte_array_append (self->bytes, &byte, 1);
}

static void
begin_cell (RoundsCsvReader *self)
{
  guint start = self->bytes->len;

  g_array_append_val (self->starts, start);
  self->state = STATE_START;
}

static void
end_cell (RoundsCsvReader *self)
{
  add_byte (self, '\0');
}

static void
begin_row (RoundsCsvReader *self)
{
  g_byte_array_set_size (self->bytes, 0);
  g_array_set_size (self->starts, 0);
  self->row_line = self->line;
  self->row_begun = FALSE;
  self->bad_quotes = FALSE;
  self->has_high = FALSE;
  begin_cell (self);
}

/* The carriage return of a CRLF belongs to the line's end. */
static void
drop_carriage_return (RoundsCsvReader *self)
{
  guint start = g_array_index (self->starts, guint, self->starts->len - 1);

  if (self->state == STATE_PLAIN && self->bytes->len > start && self->bytes->data[self->bytes->len - 1] == '\r')
    g_byte_array_set_size (self->bytes, self->bytes->len - 1);
}

static gboolean
refuse_binary (RoundsCsvReader  *self,
               GError          **error)
{
  rounds_problem_set (error, ROUNDS_PROBLEM_MALFORMED, "FILE_BINARY",
                      _("%s, line %u: this is not a text file. Unpack it if it is an archive, and choose the .csv file; nothing was "
                        "imported."),
                      self->file_name, self->line);
  return FALSE;
}

static gboolean
refuse_long (RoundsCsvReader  *self,
             GError          **error)
{
  rounds_problem_set (error, ROUNDS_PROBLEM_MALFORMED, "FILE_QUOTES",
                      _("%s, line %u: a quotation mark is opened here and never closed. Download the file again; nothing was "
                        "imported."),
                      self->file_name, self->row_line);
  return FALSE;
}

/* The bytes from here that need no decision: neither ends a cell, nor a quotation mark, nor a control character. */
static gsize
plain_run (RoundsCsvReader *self,
           const guint8    *bytes,
           gsize            length)
{
  guint8 high = 0;
  gsize n;

  for (n = 0; n < length; n++)
    {
      guint8 byte = bytes[n];

      if (byte < ' ' || byte == '"' || byte == (guint8) self->separator || byte == 0x7f)
        break;
      high |= byte;
    }

  self->has_high |= high >= 0x80;
  return n;
}

/* Takes one byte; TRUE when it ends the row. */
static gboolean
take_byte (RoundsCsvReader *self,
           guint8           byte)
{
  if (byte == '\n')
    self->line++;

  switch (self->state)
    {
    case STATE_START:
    case STATE_PLAIN:
      if (byte == '\n')
        {
          drop_carriage_return (self);
          end_cell (self);
          return TRUE;
        }
      if (byte == (guint8) self->separator)
        {
          end_cell (self);
          begin_cell (self);
        }
      else if (byte == '"' && self->state == STATE_START)
        self->state = STATE_QUOTED;
      else
        {
          add_byte (self, byte);
          self->state = STATE_PLAIN;
        }
      return FALSE;

    case STATE_QUOTED:
      if (byte == '"')
        self->state = STATE_QUOTE;
      else
        add_byte (self, byte);
      return FALSE;

    case STATE_QUOTE:
    default:
      if (byte == '\n')
        {
          end_cell (self);
          return TRUE;
        }
      if (byte == (guint8) self->separator)
        {
          end_cell (self);
          begin_cell (self);
        }
      else if (byte == '"')
        {
          add_byte (self, byte);
          self->state = STATE_QUOTED;
        }
      else if (byte != '\r')
        self->bad_quotes = TRUE;
      return FALSE;
    }
}

static gboolean
fill_chunk (RoundsCsvReader  *self,
            GCancellable     *cancellable,
            GError          **error)
{
  g_autoptr(GError) problem = NULL;
  gssize length = g_input_stream_read (self->stream, self->chunk, sizeof self->chunk, cancellable, &problem);

  if (length < 0)
    {
      if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_propagate_error (error, g_steal_pointer (&problem));
      else
        rounds_problem_set (error, ROUNDS_PROBLEM_FAILED, "FILE_UNREADABLE", _("%s cannot be read: %s"),
                            self->file_name, problem->message);
      return FALSE;
    }

  self->chunk_length = (gsize) length;
  self->chunk_at = 0;
  self->at_end = length == 0;

  if (self->position == 0 && length >= 3 && memcmp (self->chunk, BYTE_ORDER_MARK, 3) == 0)
    {
      self->has_mark = TRUE;
      self->chunk_at = 3;
    }
  self->position += length;

  return TRUE;
}

/* Reads to the end of a row or of the file; FALSE with an error. */
static gboolean
fill_row (RoundsCsvReader  *self,
          gboolean         *is_cut,
          GCancellable     *cancellable,
          GError          **error)
{
  *is_cut = FALSE;

  while (!self->at_end)
    {
      while (self->chunk_at < self->chunk_length)
        {
          const guint8 *from = self->chunk + self->chunk_at;
          gsize run = 0;
          guint8 byte;

          self->row_begun = TRUE;
          if (self->state == STATE_PLAIN || self->state == STATE_QUOTED)
            run = plain_run (self, from, self->chunk_length - self->chunk_at);
          if (run > 0)
            {
              g_byte_array_append (self->bytes, from, run);
              self->chunk_at += run;
              if (self->bytes->len > ROW_MAXIMUM)
                return refuse_long (self, error);
              continue;
            }

          byte = *from;
          if ((byte < ' ' && byte != '\n' && byte != '\r' && byte != '\t') || byte == 0x7f)
            return refuse_binary (self, error);

          self->chunk_at++;
          self->has_high |= byte >= 0x80;
          if (take_byte (self, byte))
            return TRUE;
          if (self->bytes->len > ROW_MAXIMUM)
            return refuse_long (self, error);
        }

      if (!fill_chunk (self, cancellable, error))
        return FALSE;
    }

  *is_cut = self->row_begun;
  drop_carriage_return (self);
  end_cell (self);
  return TRUE;
}

static gboolean
is_utf8 (RoundsCsvReader *self)
{
  for (guint i = 0; i < self->starts->len; i++)
    {
      guint start = g_array_index (self->starts, guint, i);

      if (!g_utf8_validate ((const char *) self->bytes->data + start, -1, NULL))
        return FALSE;
    }

  return TRUE;
}

/* The row as UTF-8, in `decoded`; FALSE for bytes that are no Windows-1252 either. */
static gboolean
decode_row (RoundsCsvReader *self)
{
  guint cell = 0;

  g_byte_array_set_size (self->decoded, 0);

  for (guint i = 0; i < self->bytes->len; i++)
    {
      gunichar character = self->bytes->data[i];
      char text[6];
      int length;

      if (cell < self->starts->len && g_array_index (self->starts, guint, cell) == i)
        g_array_index (self->starts, guint, cell++) = self->decoded->len;

      if (character >= 0x80 && character < 0xa0)
        {
          character = windows_1252[character - 0x80];
          if (character == 0)
            return FALSE;
        }
      length = g_unichar_to_utf8 (character, text);
      g_byte_array_append (self->decoded, (const guint8 *) text, (guint) length);
    }

  return TRUE;
}

static gboolean
finish_row (RoundsCsvReader  *self,
            RoundsCsvRow     *row,
            gboolean          is_cut,
            GError          **error)
{
  GByteArray *bytes = self->bytes;

  row->problem = self->bad_quotes ? ROUNDS_CSV_BAD_QUOTES : ROUNDS_CSV_FINE;
  if (is_cut && self->state == STATE_QUOTED)
    row->problem = ROUNDS_CSV_OPEN_QUOTES;
  if (self->has_high && !is_utf8 (self))
    {
      if (self->has_mark)
        row->problem = ROUNDS_CSV_BAD_ENCODING;

      /* Also with a mark: what is handed on is always UTF-8. */
      bytes = self->decoded;
      if (!decode_row (self))
        {
          self->line = self->row_line;
          return refuse_binary (self, error);
        }
    }

  g_ptr_array_set_size (self->cells, 0);
  for (guint i = 0; i < self->starts->len; i++)
    g_ptr_array_add (self->cells, bytes->data + g_array_index (self->starts, guint, i));

  row->cells = (const char **) self->cells->pdata;
  row->n_cells = self->cells->len;
  row->line = self->row_line;
  row->is_cut = is_cut;
  return TRUE;
}

/**
 * rounds_csv_reader_next:
 * @row: (out): the row
 * @cancellable: (nullable): stops reading
 * @error: %ROUNDS_PROBLEM with `FILE_BINARY` for control characters and undefined bytes, `FILE_QUOTES` for a row without end,
 *   `FILE_UNREADABLE`; %G_IO_ERROR_CANCELLED
 *
 * Returns: %FALSE at the end of the file, and on errors
 */
gboolean
rounds_csv_reader_next (RoundsCsvReader  *self,
                        RoundsCsvRow     *row,
                        GCancellable     *cancellable,
                        GError          **error)
{
  gboolean is_cut;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (row != NULL, FALSE);

  for (;;)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;

      begin_row (self);
      if (!fill_row (self, &is_cut, cancellable, error))
        return FALSE;
      if (self->at_end && !self->row_begun)
        return FALSE;

      /* An empty line: one cell with nothing but its end. */
      if (self->bytes->len > 1 || is_cut)
        return finish_row (self, row, is_cut, error);
    }
}

/**
 * rounds_csv_reader_get_position:
 *
 * Returns: how many bytes of the stream stand before the next row
 */
goffset
rounds_csv_reader_get_position (RoundsCsvReader *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->position - (goffset) (self->chunk_length - self->chunk_at);
}

/**
 * rounds_csv_reader_new:
 * @stream: what to read; a reference is kept
 * @file_name: what the file is called in messages
 * @separator: an ASCII character between cells
 *
 * Returns: (transfer full): a reader before the first row
 */
RoundsCsvReader *
rounds_csv_reader_new (GInputStream *stream,
                       const char   *file_name,
                       char          separator)
{
  RoundsCsvReader *self;

  g_return_val_if_fail (G_IS_INPUT_STREAM (stream), NULL);
  g_return_val_if_fail (file_name != NULL, NULL);

  self = g_new0 (RoundsCsvReader, 1);
  self->stream = g_object_ref (stream);
  self->file_name = g_strdup (file_name);
  self->separator = separator;
  self->line = 1;
  self->bytes = g_byte_array_new ();
  self->decoded = g_byte_array_new ();
  self->starts = g_array_new (FALSE, FALSE, sizeof (guint));
  self->cells = g_ptr_array_new ();

  return self;
}

void
rounds_csv_reader_free (RoundsCsvReader *self)
{
  if (self == NULL)
    return;

  g_object_unref (self->stream);
  g_free (self->file_name);
  g_byte_array_unref (self->bytes);
  g_byte_array_unref (self->decoded);
  g_array_unref (self->starts);
  g_ptr_array_unref (self->cells);
  g_free (self);
}
