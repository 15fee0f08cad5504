/* rounds-vcard-writer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "exchange/rounds-vcard-writer.h"

#include <string.h>

#include "exchange/rounds-slug.h"
#include "rules/rounds-phone.h"

#define PRODUCT "-//Rounds//Rounds " VERSION "//EN"
/* Octets of a line without its end (RFC 6350, section 3.2). */
#define LINE_MAXIMUM 75

/* A content line, folded between characters. */
static void
append_line (GString    *text,
             const char *line)
{
  guint length = 0;

  for (const char *p = line; *p != '\0';)
    {
      guint octets = (guint) (g_utf8_next_char (p) - p);

      if (length + octets > LINE_MAXIMUM)
        {
          g_string_append (text, "\r\n ");
          length = 1;
        }
      g_string_append_len (text, p, octets);
      length += octets;
      p += octets;
    }

  g_string_append (text, "\r\n");
}

/* RFC 6350, section 3.4: a text within a value of several parts; %NULL is an empty one. */
static void
append_part (GString    *line,
             const char *part)
{
  for (const char *p = part != NULL ? part : ""; *p != '\0'; p++)
    {
      if (strchr ("\\,;", *p) != NULL)
        g_string_append_c (line, '\\');
      if (*p == '\n')
        g_string_append (line, "\\n");
      else if ((guchar) *p >= ' ' && *p != 0x7f)
        g_string_append_c (line, *p);
    }
}

static void
append_parts (GString            *text,
              const char         *name,
              const char * const *parts,
              guint               n_parts)
{
  g_autoptr(GString) line = g_string_new (name);

  for (guint i = 0; i < n_parts; i++)
    {
      g_string_append_c (line, i == 0 ? ':' : ';');
      append_part (line, parts[i]);
    }
  append_line (text, line->str);
}

/* A line that is left out without a value. */
static void
append_text (GString    *text,
             const char *name,
             const char *value)
{
  if (value != NULL && value[0] != '\0')
    append_parts (text, name, &value, 1);
}

/* Its value is an address: nothing is escaped in it. */
static void
append_phone (GString    *text,
              const char *name,
              const char *phone)
{
  g_autofree char *uri = rounds_phone_dup_uri (phone);
  g_autofree char *line = uri != NULL ? g_strconcat (name, ":", uri, NULL) : NULL;

  if (line != NULL)
    append_line (text, line);
}

static void
append_institution (GString      *text,
                    RoundsEntity *institution,
                    const char   *department)
{
  const char *organization[] = { rounds_entity_get_text (institution, "name"), department };
  const char *address[] = {
    NULL, NULL,
    rounds_entity_get_text (institution, "street"), rounds_entity_get_text (institution, "city"),
    rounds_entity_get_text (institution, "state"),
    rounds_entity_get_text (institution, "zip-code"), rounds_entity_get_text (institution, "country"),
  };
  gboolean has_address = FALSE;

  append_parts (text, "ORG", organization, department != NULL ? 2 : 1);
  for (guint i = 0; i < G_N_ELEMENTS (address); i++)
    has_address = has_address || (address[i] != NULL && address[i][0] != '\0');
  if (has_address)
    append_parts (text, "ADR;TYPE=work", address, G_N_ELEMENTS (address));
}

/* When it was changed last, as RFC 6350 has a timestamp. */
static void
append_revision (GString      *text,
                 RoundsEntity *contact)
{
  g_autoptr(GDateTime) at = NULL;
  g_autofree char *line = NULL;

  if (rounds_entity_is_null (contact, "updated-at"))
    return;

  at = g_date_time_new_from_unix_utc_usec (rounds_entity_get_integer (contact, "updated-at"));
  line = at != NULL ? g_date_time_format (at, "REV:%Y%m%dT%H%M%SZ") : NULL;
  if (line != NULL)
    append_line (text, line);
}

/**
 * rounds_vcard_writer_append:
 * @text: the file so far
 * @contact: a contact that has an id
 * @institution: (nullable): where it works
 *
 * Adds a card: vCard 4.0 (RFC 6350), UTF-8, CRLF, lines of at most 75 octets. What the team thinks of a contact stands in no card: neither
 * the role in a decision nor the tags.
 */
void
rounds_vcard_writer_append (GString      *text,
                            RoundsEntity *contact,
                            RoundsEntity *institution)
{
  const char *name[] = { rounds_entity_get_text (contact, "last-name"), rounds_entity_get_text (contact, "first-name"), NULL, NULL, NULL };
  const char *department = rounds_entity_get_text (contact, "department");
  g_autofree char *full_name = rounds_entity_dup_title (contact);
  g_autofree char *uid = g_strconcat ("UID:urn:uuid:", rounds_entity_get_id (contact), NULL);

  append_line (text, "BEGIN:VCARD");
  append_line (text, "VERSION:4.0");
  append_line (text, "PRODID:" PRODUCT);
  append_line (text, uid);
  append_text (text, "FN", full_name);
  append_parts (text, "N", name, G_N_ELEMENTS (name));
  if (institution != NULL)
    append_institution (text, institution, department);
  append_text (text, "TITLE", rounds_entity_get_text (contact, "title"));
  append_text (text, "EMAIL;TYPE=work", rounds_entity_get_text (contact, "email"));
  append_phone (text, "TEL;VALUE=uri;TYPE=\"work,voice\"", rounds_entity_get_text (contact, "phone"));
  append_phone (text, "TEL;VALUE=uri;TYPE=\"work,cell\"", rounds_entity_get_text (contact, "mobile-phone"));
  append_revision (text, contact);
  append_line (text, "END:VCARD");
}

/**
 * rounds_vcard_writer_file_name:
 * @contact: a contact
 *
 * Returns: (transfer full): a name for its file, such as `claire-petit.vcf`
 */
char *
rounds_vcard_writer_file_name (RoundsEntity *contact)
{
  g_autofree char *title = NULL;
  g_autofree char *slug = NULL;

  g_return_val_if_fail (ROUNDS_IS_ENTITY (contact), NULL);

  title = rounds_entity_dup_title (contact);
  slug = rounds_slug_new (title, "contact");
  return g_strconcat (slug, ".vcf", NULL);
}
