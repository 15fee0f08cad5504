/* rounds-vcard-lines.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "exchange/rounds-vcard-lines.h"

#include <string.h>

struct _RoundsVcardLines
{
  GBufferedInputStream *stream;
  GString *line;    /* the content line that was given */
  guint number;     /* of the physical line that is read next, from 1 */
  gboolean has_begun;
};

/* Octets that stand in the buffer at least when there are as many. */
#define AHEAD 4

/* Returns: (transfer full): @stream as UTF-8, when it is UTF-16 and says so */
static GBufferedInputStream *
decode (GBufferedInputStream *stream,
        const guchar         *start,
        gsize                 size)
{
  g_autoptr(GCharsetConverter) converter = NULL;
  g_autoptr(GInputStream) decoded = NULL;

  if (size < 2 || !((start[0] == 0xfe && start[1] == 0xff) || (start[0] == 0xff && start[1] == 0xfe)))
    return g_object_ref (stream);

  converter = g_charset_converter_new ("UTF-8", "UTF-16", NULL);
  if (converter == NULL)
    return g_object_ref (stream);

  /* Half a character is read as a question mark: the line says what is wrong with it. */
  g_charset_converter_set_use_fallback (converter, TRUE);
  decoded = g_converter_input_stream_new (G_INPUT_STREAM (stream), G_CONVERTER (converter));
  return G_BUFFERED_INPUT_STREAM (g_buffered_input_stream_new (decoded));
}

/* Reads on until there are octets to look at, fewer at the end alone. */
static gboolean
fill (RoundsVcardLines  *self,
      GCancellable      *cancellable,
      GError           **error)
{
  while (g_buffered_input_stream_get_available (self->stream) < AHEAD)
    {
      gssize read = g_buffered_input_stream_fill (self->stream, -1, cancellable, error);

      if (read < 0)
        return FALSE;
      if (read == 0)
        return TRUE;
    }

  return TRUE;
}

static gboolean
begin (RoundsVcardLines  *self,
       GCancellable      *cancellable,
       GError           **error)
{
  const guchar *start;
  gsize size;

  self->has_begun = TRUE;
  if (!fill (self, cancellable, error))
    return FALSE;

  start = g_buffered_input_stream_peek_buffer (self->stream, &size);
  if (size >= 2)
    {
      GBufferedInputStream *decoded = decode (self->stream, start, size);

      g_object_unref (self->stream);
      self->stream = decoded;
      if (!fill (self, cancellable, error))
        return FALSE;
    }

  /* A byte order mark. */
  start = g_buffered_input_stream_peek_buffer (self->stream, &size);
  if (size >= 3 && memcmp (start, "\xef\xbb\xbf", 3) == 0)
    return g_input_stream_skip (G_INPUT_STREAM (self->stream), 3, cancellable, error) == 3;
  return TRUE;
}

static void
skip (RoundsVcardLines *self,
      gsize             n)
{
  /* It stands in the buffer. */
  g_input_stream_skip (G_INPUT_STREAM (self->stream), n, NULL, NULL);
}

/* Takes the octets up to the end of the line, which is read too. @at_end: there was nothing any more. */
static gboolean
read_physical (RoundsVcardLines  *self,
               gboolean          *is_cut,
               gboolean          *at_end,
               GCancellable      *cancellable,
               GError           **error)
{
  gboolean any = FALSE;

  for (;;)
    {
      const char *buffer;
      gsize size, n = 0;

      if (!fill (self, cancellable, error))
        return FALSE;
      buffer = g_buffered_input_stream_peek_buffer (self->stream, &size);
      if (size == 0)
        {
          *at_end = !any;
          self->number++;
          return TRUE;
        }

      any = TRUE;
      while (n < size && buffer[n] != '\n' && buffer[n] != '\r')
        n++;
      if (self->line->len + n > ROUNDS_VCARD_LINE_MAXIMUM)
        *is_cut = TRUE;
      g_string_append_len (self->line, buffer, (gssize) MIN (n, ROUNDS_VCARD_LINE_MAXIMUM - MIN (self->line->len,
                                                                                                ROUNDS_VCARD_LINE_MAXIMUM)));
      if (n < size)
        {
          gboolean is_return = buffer[n] == '\r';

          skip (self, n + 1);
          if (is_return)
            {
              if (!fill (self, cancellable, error))
                return FALSE;
              buffer = g_buffered_input_stream_peek_buffer (self->stream, &size);
              if (size > 0 && buffer[0] == '\n')
                skip (self, 1);
            }
          self->number++;
          *at_end = FALSE;
          return TRUE;
        }
      skip (self, n);
    }
}

/* Whether the line that follows goes on with this one: it begins with white space. */
static gboolean
is_folded (RoundsVcardLines  *self,
           gboolean          *folded,
           GCancellable      *cancellable,
           GError           **error)
{
  const char *buffer;
  gsize size;

  if (!fill (self, cancellable, error))
    return FALSE;

  buffer = g_buffered_input_stream_peek_buffer (self->stream, &size);
  *folded = size > 0 && (buffer[0] == ' ' || buffer[0] == '\t');
  return TRUE;
}

/* vCard 2.1: `NOTE;ENCODING=QUOTED-PRINTABLE:caf=`, the rest of the text is on the next line. */
static gboolean
has_soft_break (const GString *line)
{
  const char *colon = memchr (line->str, ':', line->len);
  g_autofree char *names = NULL;

  if (colon == NULL || line->str[line->len - 1] != '=')
    return FALSE;

  names = g_ascii_strup (line->str, colon - line->str);
  return strstr (names, "QUOTED-PRINTABLE") != NULL;
}

/**
 * rounds_vcard_lines_new:
 * @stream: the file
 *
 * Returns: (transfer full): its lines
 */
RoundsVcardLines *
rounds_vcard_lines_new (GInputStream *stream)
{
  RoundsVcardLines *self = g_new0 (RoundsVcardLines, 1);

  g_return_val_if_fail (G_IS_INPUT_STREAM (stream), NULL);

  self->stream = G_BUFFERED_INPUT_STREAM (g_buffered_input_stream_new (stream));
  self->line = g_string_new (NULL);
  self->number = 1;

  return self;
}

void
rounds_vcard_lines_free (RoundsVcardLines *self)
{
  if (self == NULL)
    return;

  g_object_unref (self->stream);
  g_string_free (self->line, TRUE);
  g_free (self);
}

/**
 * rounds_vcard_lines_next:
 * @keeps_space: whether the white space at the start of a folded line is a part of the text, as in vCard 2.1
 * @line: (out) (nullable) (transfer none): the next content line, valid until the one after it is read, in whatever encoding the file has;
 *   %NULL at the end
 * @number: (out): of its first line in the file, from 1
 * @is_cut: (out): whether it was longer than what is kept
 * @error: what the stream said
 *
 * Returns: whether the file could be read
 */
gboolean
rounds_vcard_lines_next (RoundsVcardLines  *self,
                         gboolean           keeps_space,
                         const char       **line,
                         guint             *number,
                         gboolean          *is_cut,
                         GCancellable      *cancellable,
                         GError           **error)
{
  gboolean at_end = FALSE, folded = TRUE;

  if (!self->has_begun && !begin (self, cancellable, error))
    return FALSE;

  g_string_truncate (self->line, 0);
  *is_cut = FALSE;
  *number = self->number;
  *line = NULL;
  if (!read_physical (self, is_cut, &at_end, cancellable, error))
    return FALSE;
  if (at_end)
    return TRUE;

  for (;;)
    {
      if (!*is_cut && self->line->len > 0 && has_soft_break (self->line))
        {
          g_string_truncate (self->line, self->line->len - 1);
        }
      else
        {
          if (!is_folded (self, &folded, cancellable, error))
            return FALSE;
          if (!folded)
            break;
          if (!keeps_space)
            skip (self, 1);
        }
      if (!read_physical (self, is_cut, &at_end, cancellable, error))
        return FALSE;
      if (at_end)
        break;
    }

  *line = self->line->str;
  return TRUE;
}
