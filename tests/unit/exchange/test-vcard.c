/* test-vcard.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "exchange/rounds-vcard-reader.h"
#include "exchange/rounds-vcard-writer.h"
#include "model/rounds-contact-person.h"
#include "model/rounds-institution.h"
#include "model/rounds-problem.h"
#include "model/rounds-registry.h"
#include "model/rounds-time.h"

/* As Outlook writes it: 2.1, Windows-1252 in quoted-printable, a picture that ends with an empty line. */
#define OUTLOOK \
  "BEGIN:VCARD\r\n" \
  "VERSION:2.1\r\n" \
  "X-MS-SIGNATURE:YES\r\n" \
  "N;LANGUAGE=fr;CHARSET=Windows-1252;ENCODING=QUOTED-PRINTABLE:L=E9v=EAque;Ana=EFs;;Dr\r\n" \
  "FN;CHARSET=Windows-1252;ENCODING=QUOTED-PRINTABLE:Dr Ana=EFs L=E9v=EAque\r\n" \
  "ORG;CHARSET=Windows-1252;ENCODING=QUOTED-PRINTABLE:Centre Hospitalier de M=E2con;Service de=\r\n" \
  " r=E9animation\r\n" \
  "TITLE:Cadre de sant\xe9\r\n" \
  "NOTE;ENCODING=QUOTED-PRINTABLE:Pr=E9f=E8re =\r\n" \
  "le matin=0D=0A=\r\n" \
  "\r\n" \
  "TEL;WORK;FAX:+33 (3) 85 27 53 04\r\n" \
  "TEL;HOME;VOICE:03 85 00 00 00\r\n" \
  "TEL;WORK;VOICE:+33 (3) 85 27 53 03\r\n" \
  "TEL;CELL;VOICE:06 12 34 56 78\r\n" \
  "ADR;WORK;PREF;CHARSET=Windows-1252:;;Boulevard Louis Escande;M\xe2" "con;;71018;France\r\n" \
  "EMAIL;PREF;INTERNET:anais.leveque@ch-macon.example\r\n" \
  "PHOTO;TYPE=JPEG;ENCODING=BASE64:\r\n" \
  " /9j/4AAQSkZJRgABAQEAYABgAAD/2wBDAAgGBgcGBQgHBwcJCQgKDBQNDAsLDBkSEw8U\r\n" \
  " HRofHh0aHBwgJC4nICIsIxwcKDcpLDAxNDQ0Hyc5PTgyPC4zNDL/2wBDAQkJCQwLDBgN\r\n" \
  "\r\n" \
  "X-MS-OL-DEFAULT-POSTAL-ADDRESS:2\r\n" \
  "REV:20260312T101500Z\r\n" \
  "END:VCARD\r\n"

/* As an iPhone shares it: 3.0, groups, a label of its own. */
#define IPHONE \
  "BEGIN:VCARD\n" \
  "VERSION:3.0\n" \
  "PRODID:-//Apple Inc.//iPhone OS 18.5//EN\n" \
  "N:Le Goff;Yann;;;\n" \
  "FN:Yann Le Goff\n" \
  "ORG:CHU de Nantes\\, H\xc3\xb4tel-Dieu;Bloc op\xc3\xa9ratoire;Salle 4;\n" \
  "TITLE:Ing\xc3\xa9nieur biom\xc3\xa9" "dical\n" \
  "EMAIL;type=INTERNET;type=HOME:yann@maison.example\n" \
  "item1.EMAIL;type=INTERNET;type=WORK;type=pref:yann.legoff@chu-nantes.example\n" \
  "item1.X-ABLabel:Bureau\n" \
  "TEL;type=IPHONE;type=CELL;type=VOICE;type=pref:06 98 76 54 32\n" \
  "TEL;type=WORK;type=VOICE:02 40 08 33 33\n" \
  "item2.ADR;type=WORK:;;5 all\xc3\xa9" "e de l'\xc3\x8ele Gloriette;Nantes;;44000;France\n" \
  "item2.X-ABADR:fr\n" \
  "PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRgABAQAASABIAAD/4QBM\n" \
  " RXhpZgAATU0AKgAAAAgAAYdpAAQAAAABAAAAGgAAAAAAA6ABAAMAAAABAAEAAKACAAQ\n" \
  "END:VCARD\n"

/* As Google Contacts exports it: 3.0, folded in the middle of a word, no last line end. */
#define GOOGLE \
  "BEGIN:VCARD\r\n" \
  "VERSION:3.0\r\n" \
  "FN:Claire Petit\r\n" \
  "N:Petit;Claire;;;\r\n" \
  "EMAIL;TYPE=INTERNET;TYPE=WORK:claire.petit@clinique-saint-aug\r\n" \
  " ustin.example\r\n" \
  "TEL;TYPE=WORK:+33 2 99 00 11 22\r\n" \
  "TEL;TYPE=WORKFAX,FAX:+33 2 99 00 11 23\r\n" \
  "ORG:Clinique Saint-Augustin\r\n" \
  "TITLE:Directrice des achats\\; adjointe\r\n" \
  "NOTE:Appelle\\nle lundi\r\n" \
  "CATEGORIES:myContacts\r\n" \
  "END:VCARD"

#define NEWEST \
  "BEGIN:VCARD\r\n" \
  "VERSION:4.0\r\n" \
  "UID:urn:uuid:4fbe8971-0bc3-424c-9c26-36c3e1eff6b1\r\n" \
  "FN:Marc-Antoine Nguyen\r\n" \
  "N:Nguyen;Marc-Antoine;Van,H\xe1\xbb\xafu;Pr;\r\n" \
  "ORG;SORT-AS=\"CHU:de; Rennes\":CHU de Rennes\r\n" \
  "ROLE:Chef de service\r\n" \
  "EMAIL;TYPE=work;PREF=20:second@chu-rennes.example\r\n" \
  "EMAIL;TYPE=home;PREF=1:premier@chu-rennes.example\r\n" \
  "TEL;VALUE=uri;TYPE=\"voice,work\":tel:+33-2-99-28-43-21;ext=12\r\n" \
  "TEL;VALUE=uri;TYPE=\"cell\":tel:+33687654321\r\n" \
  "END:VCARD\r\n"

static RoundsVcardReader *
open_text (const char *text)
{
  g_autoptr(GInputStream) stream = g_memory_input_stream_new_from_data (text, (gssize) strlen (text), NULL);

  return rounds_vcard_reader_new (stream);
}

static RoundsVcard *
read_one (RoundsVcardReader *reader)
{
  RoundsVcard *card;
  g_autoptr(GError) error = NULL;

  rounds_vcard_reader_next (reader, &card, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (card);
  return card;
}

static void
assert_end (RoundsVcardReader *reader)
{
  RoundsVcard *card;
  g_autoptr(GError) error = NULL;

  g_assert_true (rounds_vcard_reader_next (reader, &card, NULL, &error));
  g_assert_no_error (error);
  g_assert_null (card);
}

static void
assert_refused (RoundsVcardReader *reader,
                const char        *code,
                const char        *message)
{
  RoundsVcard *card;
  g_autoptr(GError) error = NULL;

  g_assert_false (rounds_vcard_reader_next (reader, &card, NULL, &error));
  g_assert_error (error, ROUNDS_PROBLEM, ROUNDS_PROBLEM_INVALID);
  g_assert_cmpstr (rounds_problem_get_code (error), ==, code);
  g_assert_cmpstr (error->message, ==, message);
  g_assert_null (card);
}

static void
test_outlook (void)
{
  g_autoptr(RoundsVcardReader) reader = open_text (OUTLOOK);
  g_autoptr(RoundsVcard) card = read_one (reader);

  g_assert_cmpuint (card->line, ==, 1);
  g_assert_cmpstr (card->first_name, ==, "Anaïs");
  g_assert_cmpstr (card->last_name, ==, "Lévêque");
  g_assert_cmpstr (card->organization, ==, "Centre Hospitalier de Mâcon");
  g_assert_cmpstr (card->department, ==, "Service de réanimation");
  g_assert_cmpstr (card->title, ==, "Cadre de santé");
  g_assert_cmpstr (card->email, ==, "anais.leveque@ch-macon.example");
  g_assert_cmpstr (card->phone, ==, "+33 (3) 85 27 53 03");
  g_assert_cmpstr (card->mobile_phone, ==, "06 12 34 56 78");
  assert_end (reader);
}

static void
test_iphone (void)
{
  g_autoptr(RoundsVcardReader) reader = open_text (IPHONE);
  g_autoptr(RoundsVcard) card = read_one (reader);

  g_assert_cmpstr (card->first_name, ==, "Yann");
  g_assert_cmpstr (card->last_name, ==, "Le Goff");
  g_assert_cmpstr (card->organization, ==, "CHU de Nantes, Hôtel-Dieu");
  g_assert_cmpstr (card->department, ==, "Bloc opératoire, Salle 4");
  g_assert_cmpstr (card->title, ==, "Ingénieur biomédical");
  g_assert_cmpstr (card->email, ==, "yann.legoff@chu-nantes.example");
  g_assert_cmpstr (card->phone, ==, "02 40 08 33 33");
  g_assert_cmpstr (card->mobile_phone, ==, "06 98 76 54 32");
  assert_end (reader);
}

static void
test_google (void)
{
  g_autoptr(RoundsVcardReader) reader = open_text (GOOGLE);
  g_autoptr(RoundsVcard) card = read_one (reader);

  g_assert_cmpstr (card->first_name, ==, "Claire");
  g_assert_cmpstr (card->last_name, ==, "Petit");
  g_assert_cmpstr (card->organization, ==, "Clinique Saint-Augustin");
  g_assert_cmpstr (card->department, ==, NULL);
  g_assert_cmpstr (card->title, ==, "Directrice des achats; adjointe");
  g_assert_cmpstr (card->email, ==, "claire.petit@clinique-saint-augustin.example");
  g_assert_cmpstr (card->phone, ==, "+33 2 99 00 11 22");
  g_assert_cmpstr (card->mobile_phone, ==, NULL);
  assert_end (reader);
}

static void
test_newest (void)
{
  g_autoptr(RoundsVcardReader) reader = open_text (NEWEST);
  g_autoptr(RoundsVcard) card = read_one (reader);

  g_assert_cmpstr (card->uid, ==, "4fbe8971-0bc3-424c-9c26-36c3e1eff6b1");
  g_assert_cmpstr (card->first_name, ==, "Marc-Antoine");
  g_assert_cmpstr (card->last_name, ==, "Nguyen");
  g_assert_cmpstr (card->organization, ==, "CHU de Rennes");
  g_assert_cmpstr (card->title, ==, "Chef de service");
  g_assert_cmpstr (card->email, ==, "premier@chu-rennes.example");
  g_assert_cmpstr (card->phone, ==, "+33 2 99 28 43 21");
  g_assert_cmpstr (card->mobile_phone, ==, "+33687654321");
  assert_end (reader);
}

/* All in one file, as an address book is exported; a UTF-16 one too. */
static void
test_several (void)
{
  g_autoptr(RoundsVcardReader) reader = open_text ("\xef\xbb\xbf" OUTLOOK "\r\n\r\n" IPHONE NEWEST GOOGLE "\r\n");
  static const struct { const char *name; guint line; } people[] = {
    { "Lévêque", 1 }, { "Le Goff", 27 }, { "Nguyen", 44 }, { "Petit", 56 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    {
      g_autoptr(RoundsVcard) card = read_one (reader);

      g_assert_cmpstr (card->last_name, ==, people[i].name);
      g_assert_cmpuint (card->line, ==, people[i].line);
    }
  assert_end (reader);
}

static void
test_utf16 (void)
{
  gsize size;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = g_convert (IPHONE, -1, "UTF-16", "UTF-8", NULL, &size, &error);
  g_autoptr(GInputStream) stream = g_memory_input_stream_new_from_data (text, (gssize) size, NULL);
  g_autoptr(RoundsVcardReader) reader = rounds_vcard_reader_new (stream);
  g_autoptr(RoundsVcard) card = read_one (reader);

  g_assert_no_error (error);
  g_assert_cmpstr (card->title, ==, "Ingénieur biomédical");
  assert_end (reader);
}

/* A bad card is refused with its line, and the next one is read. */
static void
test_refused (void)
{
  g_autoptr(RoundsVcardReader) reader = open_text ("Name;Phone\nPetit;12\n"                                          /* 1 */
                                                   "BEGIN:VCARD\nVERSION:3.0\nN:A;B;;;\nthis is nothing\nEND:VCARD\n" /* 3 */
                                                   "BEGIN:VCARD\nVERSION:9.0\nN:A;B;;;\nEND:VCARD\n"                  /* 8 */
                                                   "BEGIN:VCARD\nVERSION:3.0\nFN:CHU\nORG:CHU\nEND:VCARD\n"           /* 12 */
                                                   "BEGIN:VCARD\nVERSION:3.0\nN:Petit;;;;\nEND:VCARD\n"               /* 17 */
                                                   "BEGIN:VCARD\nVERSION:3.0\nN:A;B;;;\n"                             /* 21 */
                                                   "BEGIN:VCARD\nVERSION:3.0\nN:Good;One;;;\nEND:VCARD\n"             /* 24 */
                                                   "BEGIN:VCARD\nVERSION:3.0\nN:A;B;;;\n");                           /* 28 */
  g_autoptr(RoundsVcard) card = NULL;

  assert_refused (reader, "NO_CARD", "Line 1: this is no vCard");
  assert_refused (reader, "BAD_LINE", "Line 6: there is no property with a value");
  assert_refused (reader, "UNKNOWN_VERSION", "Line 9: this version of vCard is not known");
  assert_refused (reader, "NOT_A_PERSON", "Line 12: the card is of an organization, not of a person");
  assert_refused (reader, "NO_NAME", "Line 17: the card does not say both the first name and the last name");
  assert_refused (reader, "NO_END", "Line 21: the card that begins here has no end");
  card = read_one (reader);
  g_assert_cmpstr (card->first_name, ==, "One");
  g_assert_cmpuint (card->line, ==, 24);
  assert_refused (reader, "NO_END", "Line 28: the card that begins here has no end");
  assert_end (reader);
  assert_end (reader);
}

/* A picture in one line of a megabyte is read over; a name that long is not taken. */
static void
test_long_lines (void)
{
  g_autofree char *megabyte = g_strnfill (1 << 20, 'A');
  g_autofree char *picture = g_strconcat ("BEGIN:VCARD\nVERSION:3.0\nPHOTO;ENCODING=b:", megabyte, "\nN:A;B\nEND:VCARD\n", NULL);
  g_autofree char *name = g_strconcat ("BEGIN:VCARD\nVERSION:3.0\nN:", megabyte, ";B\nEND:VCARD\n", NULL);
  g_autoptr(RoundsVcardReader) good = open_text (picture);
  g_autoptr(RoundsVcardReader) bad = open_text (name);
  g_autoptr(RoundsVcard) card = read_one (good);

  g_assert_cmpstr (card->last_name, ==, "A");
  assert_end (good);
  assert_refused (bad, "LINE_TOO_LONG", "Line 3: the line is too long");
  assert_end (bad);
}

static void
test_oddities (void)
{
  g_autoptr(RoundsVcardReader) reader = open_text (/* An assistant within the card, in 2.1. */
                                                   "BEGIN:VCARD\r\nVERSION:2.1\r\nN:Petit;Claire\r\nAGENT:\r\n"
                                                   "BEGIN:VCARD\r\nVERSION:2.1\r\nN:Other;Somebody\r\nTEL:1\r\nEND:VCARD\r\n"
                                                   "TEL;WORK:02 40 08 33 33\r\nEND:VCARD\r\n"
                                                   /* A full name alone; small letters; CR alone; a picture whose rest is not indented. */
                                                   "begin:vcard\rversion:2.1\rfn:Jean  Marie Le Roux\rPHOTO;BASE64:QUJD\rREVG\r\rend:vcard\r");
  g_autoptr(RoundsVcard) petit = read_one (reader);
  g_autoptr(RoundsVcard) roux = read_one (reader);

  g_assert_cmpstr (petit->last_name, ==, "Petit");
  g_assert_cmpstr (petit->phone, ==, "02 40 08 33 33");
  g_assert_cmpstr (roux->first_name, ==, "Jean Marie Le");
  g_assert_cmpstr (roux->last_name, ==, "Roux");
  assert_end (reader);
}

static RoundsEntity *
create_contact (void)
{
  RoundsEntity *contact = rounds_entity_new (rounds_registry_get (ROUNDS_TYPE_CONTACT_PERSON));

  rounds_entity_set_text (contact, "id", "01900000-0000-7000-8000-000000000001");
  rounds_entity_set_text (contact, "first-name", "Anaïs");
  rounds_entity_set_text (contact, "last-name", "Lévêque, fille");
  rounds_entity_set_text (contact, "title", "Responsable; des équipements biomédicaux et de la stérilisation centrale de l’hôpital");
  rounds_entity_set_text (contact, "department", "Réanimation");
  rounds_entity_set_text (contact, "email", "anais@ch.example");
  rounds_entity_set_text (contact, "phone", "03 85 27 53 03");
  rounds_entity_set_text (contact, "mobile-phone", "+49 151 1234567");
  rounds_entity_set_text (contact, "decision-role", "opponent");
  rounds_entity_set_integer (contact, "updated-at", G_GINT64_CONSTANT (1773310500000000));

  return contact;
}

static RoundsEntity *
create_institution (void)
{
  RoundsEntity *institution = rounds_entity_new (rounds_registry_get (ROUNDS_TYPE_INSTITUTION));

  rounds_entity_set_text (institution, "name", "CH de Mâcon");
  rounds_entity_set_text (institution, "street", "Boulevard Louis Escande");
  rounds_entity_set_text (institution, "zip-code", "71018");
  rounds_entity_set_text (institution, "city", "Mâcon");

  return institution;
}

static void
test_writer (void)
{
  g_autoptr(RoundsEntity) contact = create_contact ();
  g_autoptr(RoundsEntity) institution = create_institution ();
  g_autoptr(GString) text = g_string_new (NULL);
  g_autofree char *file_name = rounds_vcard_writer_file_name (contact);

  rounds_vcard_writer_append (text, contact, institution);
  g_assert_cmpstr (text->str, ==,
                   "BEGIN:VCARD\r\n"
                   "VERSION:4.0\r\n"
                   "PRODID:-//Rounds//Rounds " VERSION "//EN\r\n"
                   "UID:urn:uuid:01900000-0000-7000-8000-000000000001\r\n"
                   "FN:Anaïs Lévêque\\, fille\r\n"
                   "N:Lévêque\\, fille;Anaïs;;;\r\n"
                   "ORG:CH de Mâcon;Réanimation\r\n"
                   "ADR;TYPE=work:;;Boulevard Louis Escande;Mâcon;;71018;France\r\n"
                   "TITLE:Responsable\\; des équipements biomédicaux et de la stérilisation c\r\n"
                   " entrale de l’hôpital\r\n"
                   "EMAIL;TYPE=work:anais@ch.example\r\n"
                   "TEL;VALUE=uri;TYPE=\"work,voice\":tel:+33385275303\r\n"
                   "TEL;VALUE=uri;TYPE=\"work,cell\":tel:+491511234567\r\n"
                   "REV:20260312T101500Z\r\n"
                   "END:VCARD\r\n");
  g_assert_cmpstr (file_name, ==, "anais-leveque-fille.vcf");
}

/* What is written is read again as it was. */
static void
test_round_trip (void)
{
  g_autoptr(RoundsEntity) contact = create_contact ();
  g_autoptr(RoundsEntity) institution = create_institution ();
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(RoundsVcardReader) reader = NULL;
  g_autoptr(RoundsVcard) card = NULL;
  g_autoptr(RoundsVcard) second = NULL;

  rounds_vcard_writer_append (text, contact, institution);
  rounds_entity_clear (contact, "phone");
  rounds_vcard_writer_append (text, contact, NULL);
  reader = open_text (text->str);
  card = read_one (reader);
  second = read_one (reader);

  g_assert_cmpstr (card->first_name, ==, "Anaïs");
  g_assert_cmpstr (card->last_name, ==, "Lévêque, fille");
  g_assert_cmpstr (card->title, ==, "Responsable; des équipements biomédicaux et de la stérilisation centrale de l’hôpital");
  g_assert_cmpstr (card->organization, ==, "CH de Mâcon");
  g_assert_cmpstr (card->department, ==, "Réanimation");
  g_assert_cmpstr (card->email, ==, "anais@ch.example");
  g_assert_cmpstr (card->phone, ==, "+33385275303");
  g_assert_cmpstr (card->mobile_phone, ==, "+491511234567");
  g_assert_cmpstr (second->organization, ==, NULL);
  g_assert_cmpstr (second->phone, ==, NULL);
  assert_end (reader);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/vcard/outlook", test_outlook);
  g_test_add_func ("/vcard/iphone", test_iphone);
  g_test_add_func ("/vcard/google", test_google);
  g_test_add_func ("/vcard/newest", test_newest);
  g_test_add_func ("/vcard/several", test_several);
  g_test_add_func ("/vcard/utf16", test_utf16);
  g_test_add_func ("/vcard/refused", test_refused);
  g_test_add_func ("/vcard/long-lines", test_long_lines);
  g_test_add_func ("/vcard/oddities", test_oddities);
  g_test_add_func ("/vcard/writer", test_writer);
  g_test_add_func ("/vcard/round-trip", test_round_trip);

  return g_test_run ();
}
