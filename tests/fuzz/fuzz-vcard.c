/* fuzz-vcard.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "exchange/rounds-vcard-reader.h"
#include "exchange/rounds-vcard-writer.h"
#include "model/rounds-contact-person.h"
#include "model/rounds-problem.h"
#include "model/rounds-registry.h"
#include "rounds-fuzz.h"

#define OLD "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=Windows-1252;ENCODING=QUOTED-PRINTABLE:L=E9v=EAque;Ana=\r\n=EFs\r\n" \
            "TEL;WORK;VOICE:03 85 27 53 03\r\nPHOTO;ENCODING=BASE64:\r\n /9j/4AAQ\r\n\r\nEND:VCARD\r\n"
#define USUAL "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Claire Petit\r\nN:Petit;Claire;;;\r\nitem1.EMAIL;type=WORK;type=pref:claire@clini\r\n" \
              " que.example\r\nORG:Clinique\\, Nord;Bloc\r\nTITLE:Cadre\r\nEND:VCARD\r\n"
#define NEWEST "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Yann Le Goff\r\nTEL;VALUE=uri;TYPE=\"cell,voice\":tel:+33-6-98-76-54-32;ext=1\r\n" \
               "EMAIL;PREF=1:y@chu.example\r\nORG;SORT-AS=\"C;H:U\":CHU\r\nEND:VCARD\r\n"
#define NESTED "BEGIN:VCARD\nVERSION:2.1\nN:A;B\nAGENT:\nBEGIN:VCARD\nN:C;D\nEND:VCARD\nTEL:1\nEND:VCARD\n"

static const char * const samples[] = { OLD, USUAL, NEWEST, NESTED, OLD USUAL NEWEST, "\xef\xbb\xbf" USUAL, "", NULL };

static const char * const words[] = {
  "BEGIN:VCARD\r\n", "END:VCARD\r\n", "VERSION:2.1\n", "VERSION:4.0\n", "N:", "FN:", "ORG:", "AGENT:\n", ";", ":", "\"", "\\", "\\;", "\\n", "=",
  "=\r\n", "=00", "=E9", "\r\n ", "\n\t", "\r", "ENCODING=QUOTED-PRINTABLE", "ENCODING=b", "CHARSET=UTF-16", "CHARSET=UTF-7", "CHARSET=EBCDIC-FR",
  "TYPE=", "PREF=99999999999", "VALUE=uri", "tel:", "mailto:", "item1.", "\xff\xfe", "\xfe\xff", "\xef\xbb\xbf", "\xe9", "\xed\xa0\x80", NULL,
};

/* A stream that gives its bytes a few at a time, so that lines end everywhere in a chunk. */
static GInputStream *
make_stream (const char *data,
             gsize       length)
{
  GInputStream *memory = g_memory_input_stream_new ();
  gsize step = 1 + length % 7;

  for (gsize at = 0; at < length; at += step)
    {
      g_autoptr(GBytes) bytes = g_bytes_new (data + at, MIN (step, length - at));

      g_memory_input_stream_add_bytes (G_MEMORY_INPUT_STREAM (memory), bytes);
    }

  return memory;
}

static void
add_text (GString    *all,
          const char *text)
{
  g_assert_true (text == NULL || g_utf8_validate (text, -1, NULL));
  g_assert_true (text == NULL || strpbrk (text, "\r\n\t") == NULL);
  g_string_append_printf (all, "[%s]", text != NULL ? text : "-");
}

static void
add_card (GString     *all,
          RoundsVcard *card)
{
  g_assert_cmpstr (card->first_name, !=, NULL);
  g_assert_cmpstr (card->last_name, !=, NULL);
  g_assert_cmpuint (card->line, >, 0);
  g_string_append_printf (all, "%u ", card->line);
  add_text (all, card->first_name);
  add_text (all, card->last_name);
  add_text (all, card->organization);
  add_text (all, card->department);
  add_text (all, card->title);
  add_text (all, card->email);
  add_text (all, card->phone);
  add_text (all, card->mobile_phone);
}

/* What is read can be written, and what is written can be read. */
static void
write_again (RoundsVcard *card)
{
  g_autoptr(RoundsEntity) contact = rounds_entity_new (rounds_registry_get (ROUNDS_TYPE_CONTACT_PERSON));
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(GInputStream) stream = NULL;
  g_autoptr(RoundsVcardReader) reader = NULL;
  g_autoptr(RoundsVcard) again = NULL;
  g_autoptr(GError) error = NULL;

  if (strlen (card->first_name) > 200 || strlen (card->last_name) > 200 || card->first_name[0] == '\0' || card->last_name[0] == '\0')
    return;

  rounds_entity_set_text (contact, "id", "01900000-0000-7000-8000-000000000001");
  rounds_entity_set_text (contact, "first-name", card->first_name);
  rounds_entity_set_text (contact, "last-name", card->last_name);
  rounds_entity_set_text (contact, "phone", card->phone);
  rounds_vcard_writer_append (text, contact, NULL);

  stream = g_memory_input_stream_new_from_data (text->str, (gssize) text->len, NULL);
  reader = rounds_vcard_reader_new (stream);
  g_assert_true (rounds_vcard_reader_next (reader, &again, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (again->first_name, ==, card->first_name);
  g_assert_cmpstr (again->last_name, ==, card->last_name);
}

static char *
read_cards (GInputStream *stream,
            gsize         length)
{
  g_autoptr(RoundsVcardReader) reader = rounds_vcard_reader_new (stream);
  GString *all = g_string_new (NULL);
  gsize n_answers = 0;

  for (;;)
    {
      g_autoptr(RoundsVcard) card = NULL;
      g_autoptr(GError) error = NULL;

      /* Each answer has read something. */
      g_assert_cmpuint (n_answers++, <=, length + 1);
      if (!rounds_vcard_reader_next (reader, &card, NULL, &error))
        {
          g_assert_nonnull (error);
          g_assert_true (g_utf8_validate (error->message, -1, NULL));
          g_string_append_printf (all, "%s\n", error->message);
          if (error->domain != ROUNDS_PROBLEM)
            break;
          continue;
        }
      if (card == NULL)
        break;
      add_card (all, card);
      write_again (card);
    }

  return g_string_free_and_steal (all);
}

static void
read_vcard (const char *data,
            gsize       length)
{
  g_autoptr(GInputStream) whole = g_memory_input_stream_new_from_data (data, (gssize) length, NULL);
  g_autoptr(GInputStream) pieces = make_stream (data, length);
  g_autofree char *first = read_cards (whole, length);
  g_autofree char *second = read_cards (pieces, length);

  g_assert_cmpstr (first, ==, second);
}

static const RoundsFuzz vcard = { "/fuzz/vcard", samples, words, read_vcard };

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  rounds_fuzz_add (&vcard);

  return g_test_run ();
}
