/* rounds-vcard-reader.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "exchange/rounds-vcard-reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "exchange/rounds-vcard-lines.h"
#include "exchange/rounds-vcard-property.h"
#include "model/rounds-problem.h"

struct _RoundsVcardReader
{
  RoundsVcardLines *lines;
  guint begun_at; /* where a card has begun that nobody has read yet: the one before it had no end; else 0 */
  gboolean at_end;
};

/* What is read of a card. The weights say how good what was found is: higher ones take its place. */
typedef struct
{
  RoundsVcard *card;
  char *full_name;
  char *role;
  gboolean is_old; /* vCard 2.1 */
  gboolean was_passed_over; /* the line before: what has no name goes on with it */
  guint agents; /* cards within the card that have not ended */
  guint email_weight;
  guint phone_weight;
  guint mobile_weight;
  GError *problem; /* why it is refused: the first thing */
} Reading;

static void
reading_clear (Reading *self)
{
  rounds_vcard_free (self->card);
  g_free (self->full_name);
  g_free (self->role);
  g_clear_error (&self->problem);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, reading_clear)

static void
refuse (Reading    *self,
        guint       line,
        const char *code,
        const char *reason)
{
  if (self->problem == NULL)
    /* Translators: a line of a file, then why it was refused or what was left out of it */
    self->problem = rounds_problem_new (ROUNDS_PROBLEM_INVALID, code, _("Line %d: %s"), (int) line, reason);
}

static void
take_text (char **kept,
           char  *text)
{
  g_autofree char *owned = text;

  if (*kept == NULL && owned[0] != '\0')
    *kept = g_steal_pointer (&owned);
}

/* family; given; additional; prefixes; suffixes */
static void
read_name (Reading                   *self,
           const RoundsVcardProperty *property)
{
  g_auto(GStrv) parts = rounds_vcard_property_split (property);

  take_text (&self->card->last_name, g_strdup (parts[0]));
  if (parts[0] != NULL && parts[1] != NULL)
    take_text (&self->card->first_name, g_strdup (parts[1]));
}

/* Where, then in which part of it, and of that. */
static void
read_organization (Reading                   *self,
                   const RoundsVcardProperty *property)
{
  g_auto(GStrv) parts = rounds_vcard_property_split (property);
  g_autoptr(GString) department = g_string_new (NULL);

  take_text (&self->card->organization, g_strdup (parts[0]));
  for (guint i = 1; parts[0] != NULL && parts[i] != NULL; i++)
    if (parts[i][0] != '\0')
      g_string_append_printf (department, "%s%s", department->len > 0 ? ", " : "", parts[i]);
  take_text (&self->card->department, g_strdup (department->str));
}

/* How much is said for an address: that it is preferred to others, then that it is the one at work. */
static guint
weigh (const RoundsVcardProperty *property)
{
  guint weight = property->preference > 0 ? 10 * (ROUNDS_VCARD_PREFERENCE_MAXIMUM + 1 - property->preference) : 0;

  if (rounds_vcard_property_has_type (property, "WORK"))
    return weight + 3;
  return weight + (rounds_vcard_property_has_type (property, "HOME") ? 1 : 2);
}

static void
take_best (char  **kept,
           guint  *kept_weight,
           char   *text,
           guint   weight)
{
  g_autofree char *owned = text;

  if (owned[0] == '\0' || weight <= *kept_weight)
    return;

  *kept_weight = weight;
  g_free (*kept);
  *kept = g_steal_pointer (&owned);
}

static void
read_email (Reading                   *self,
            const RoundsVcardProperty *property)
{
  g_autofree char *text = rounds_vcard_property_dup_text (property);
  const char *address = g_ascii_strncasecmp (text, "mailto:", 7) == 0 ? text + 7 : text;

  /* An address of X.400 or of Exchange is none that one could write to. */
  if (strchr (address, '@') != NULL)
    take_best (&self->card->email, &self->email_weight, g_strdup (address), weigh (property));
}

/* `tel:+33-2-40-08-33-33;ext=12` as people write it; every other text as it is. */
static char *
dup_number (const RoundsVcardProperty *property)
{
  g_autofree char *text = rounds_vcard_property_dup_text (property);
  g_autofree char *number = NULL;

  if (g_ascii_strncasecmp (text, "tel:", 4) != 0)
    return g_steal_pointer (&text);

  number = g_strndup (text + 4, strcspn (text + 4, ";"));
  return g_strstrip (g_strdelimit (number, "-.", ' ')) != NULL ? g_steal_pointer (&number) : NULL;
}

static void
read_phone (Reading                   *self,
            const RoundsVcardProperty *property)
{
  g_autofree char *number = dup_number (property);

  if (strpbrk (number, "0123456789") == NULL || rounds_vcard_property_has_type (property, "FAX") ||
      rounds_vcard_property_has_type (property, "PAGER"))
    return;

  if (rounds_vcard_property_has_type (property, "CELL") || rounds_vcard_property_has_type (property, "MOBILE") ||
      rounds_vcard_property_has_type (property, "IPHONE"))
    take_best (&self->card->mobile_phone, &self->mobile_weight, g_steal_pointer (&number), weigh (property));
  else
    take_best (&self->card->phone, &self->phone_weight, g_steal_pointer (&number), weigh (property));
}

static void
read_version (Reading                   *self,
              const RoundsVcardProperty *property,
              guint                      line)
{
  g_autofree char *version = rounds_vcard_property_dup_text (property);

  self->is_old = g_str_equal (version, "2.1");
  if (!self->is_old && !g_str_equal (version, "3.0") && !g_str_equal (version, "4.0"))
    refuse (self, line, "UNKNOWN_VERSION", _("this version of vCard is not known"));
}

static void
read_full_name (Reading                   *self,
                const RoundsVcardProperty *property)
{
  take_text (&self->full_name, rounds_vcard_property_dup_text (property));
}

static void
read_title (Reading                   *self,
            const RoundsVcardProperty *property)
{
  take_text (&self->card->title, rounds_vcard_property_dup_text (property));
}

static void
read_role (Reading                   *self,
           const RoundsVcardProperty *property)
{
  take_text (&self->role, rounds_vcard_property_dup_text (property));
}

static void
read_uid (Reading                   *self,
          const RoundsVcardProperty *property)
{
  g_autofree char *text = rounds_vcard_property_dup_text (property);

  take_text (&self->card->uid, g_strdup (g_ascii_strncasecmp (text, "urn:uuid:", 9) == 0 ? text + 9 : text));
}

static const struct
{
  const char *name;
  void (*read) (Reading *self, const RoundsVcardProperty *property);
} properties[] = {
  { "N", read_name },
  { "FN", read_full_name },
  { "ORG", read_organization },
  { "TITLE", read_title },
  { "ROLE", read_role },
  { "EMAIL", read_email },
  { "TEL", read_phone },
  { "UID", read_uid },
};

static gboolean
is_line (const RoundsVcardProperty *property,
         const char                *name)
{
  g_autofree char *value = g_strstrip (g_strdup (property->value));

  return g_str_equal (property->name, name) && g_ascii_strcasecmp (value, "VCARD") == 0;
}

static void
read_property (Reading                   *self,
               const RoundsVcardProperty *property,
               guint                      line,
               gboolean                   is_cut)
{
  self->was_passed_over = TRUE;
  if (g_str_equal (property->name, "VERSION"))
    read_version (self, property, line);

  for (guint i = 0; i < G_N_ELEMENTS (properties); i++)
    if (g_str_equal (properties[i].name, property->name))
      {
        self->was_passed_over = FALSE;
        if (is_cut)
          refuse (self, line, "LINE_TOO_LONG", _("the line is too long"));
        else
          properties[i].read (self, property);
      }
}

/* Both names, from the full one when they are not both there by themselves. */
static void
complete_names (Reading *self)
{
  RoundsVcard *card = self->card;
  const char *space;

  if (card->title == NULL)
    card->title = g_steal_pointer (&self->role);
  if (card->first_name != NULL && card->last_name != NULL)
    return;

  space = self->full_name != NULL ? strrchr (self->full_name, ' ') : NULL;
  if (space != NULL && (card->organization == NULL || !g_str_equal (card->organization, self->full_name)))
    {
      g_free (card->first_name);
      g_free (card->last_name);
      card->first_name = g_strchomp (g_strndup (self->full_name, space - self->full_name));
      card->last_name = g_strdup (space + 1);
    }
  else if (card->organization != NULL && card->first_name == NULL && card->last_name == NULL)
    {
      refuse (self, card->line, "NOT_A_PERSON", _("the card is of an organization, not of a person"));
    }
  else
    {
      refuse (self, card->line, "NO_NAME", _("the card does not say both the first name and the last name"));
    }
}

/* Reads the lines up to the end of the card. Returns: whether the file could be read. */
static gboolean
read_card (RoundsVcardReader  *self,
           Reading            *reading,
           GCancellable       *cancellable,
           GError            **error)
{
  for (;;)
    {
      g_auto(RoundsVcardProperty) property = { NULL };
      const char *text;
      guint line;
      gboolean is_cut;

      if (!rounds_vcard_lines_next (self->lines, reading->is_old, &text, &line, &is_cut, cancellable, error))
        return FALSE;
      if (text == NULL)
        {
          self->at_end = TRUE;
          refuse (reading, reading->card->line, "NO_END", _("the card that begins here has no end"));
          return TRUE;
        }
      if (text[0] == '\0')
        continue;

      if (!rounds_vcard_property_parse (text, &property))
        {
          /* Old programs do not indent the rest of a picture. */
          if (!reading->was_passed_over)
            refuse (reading, line, "BAD_LINE", _("there is no property with a value"));
          continue;
        }

      if (is_line (&property, "BEGIN"))
        {
          if (reading->agents == 0)
            {
              refuse (reading, reading->card->line, "NO_END", _("the card that begins here has no end"));
              self->begun_at = line;
              return TRUE;
            }
          continue;
        }
      if (is_line (&property, "END"))
        {
          if (reading->agents == 0)
            return TRUE;
          reading->agents--;
          continue;
        }
      /* The card of an assistant stands in the card of the person. */
      if (g_str_equal (property.name, "AGENT") && property.value[0] == '\0')
        reading->agents++;
      else if (reading->agents == 0)
        read_property (reading, &property, line, is_cut);
    }
}

/* Looks for the start of the next card: its line, 0 at the end of the file. What is no card is refused once. */
static gboolean
find_card (RoundsVcardReader  *self,
           Reading            *reading,
           guint              *begun_at,
           GCancellable       *cancellable,
           GError            **error)
{
  *begun_at = self->begun_at;
  self->begun_at = 0;

  while (*begun_at == 0)
    {
      g_auto(RoundsVcardProperty) property = { NULL };
      const char *text;
      guint line;
      gboolean is_cut;

      if (!rounds_vcard_lines_next (self->lines, FALSE, &text, &line, &is_cut, cancellable, error))
        return FALSE;
      if (text == NULL)
        {
          self->at_end = TRUE;
          return TRUE;
        }
      if (rounds_vcard_property_parse (text, &property) && is_line (&property, "BEGIN"))
        {
          *begun_at = line;
          /* What stood before it is told first. */
          if (reading->problem != NULL)
            self->begun_at = line;
        }
      else if (text[strspn (text, " \t")] != '\0')
        {
          refuse (reading, line, "NO_CARD", _("this is no vCard"));
        }
    }

  return TRUE;
}

/**
 * rounds_vcard_reader_new:
 * @stream: the file
 *
 * Returns: (transfer full): a reader of its cards
 */
RoundsVcardReader *
rounds_vcard_reader_new (GInputStream *stream)
{
  RoundsVcardReader *self = g_new0 (RoundsVcardReader, 1);

  self->lines = rounds_vcard_lines_new (stream);
  return self;
}

void
rounds_vcard_reader_free (RoundsVcardReader *self)
{
  if (self == NULL)
    return;

  rounds_vcard_lines_free (self->lines);
  g_free (self);
}

/**
 * rounds_vcard_reader_next:
 * @card: (out) (transfer full) (nullable): the next card; %NULL at the end, and with @error
 * @cancellable: (nullable): stops it
 * @error: %ROUNDS_PROBLEM_INVALID `UNKNOWN_VERSION`, `BAD_LINE`, `LINE_TOO_LONG`, `NO_END`, `NO_CARD`, `NO_NAME` or `NOT_A_PERSON`, with the
 *   number of the line: this card is refused, the next one can be read; or what the stream said
 *
 * Returns: whether the card was read, or the end was reached
 */
gboolean
rounds_vcard_reader_next (RoundsVcardReader  *self,
                          RoundsVcard       **card,
                          GCancellable       *cancellable,
                          GError            **error)
{
  g_auto(Reading) reading = { NULL };
  guint begun_at = 0;

  *card = NULL;
  if (!self->at_end && !find_card (self, &reading, &begun_at, cancellable, error))
    return FALSE;

  if (reading.problem == NULL && begun_at > 0)
    {
      reading.card = g_new0 (RoundsVcard, 1);
      reading.card->line = begun_at;
      if (!read_card (self, &reading, cancellable, error))
        return FALSE;
      if (reading.problem == NULL)
        complete_names (&reading);
    }

  if (reading.problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reading.problem));
      return FALSE;
    }

  *card = g_steal_pointer (&reading.card);
  return TRUE;
}
