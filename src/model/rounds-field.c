/* rounds-field.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/rounds-field.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/rounds-id.h"
#include "model/rounds-json.h"
#include "model/rounds-money.h"
#include "model/rounds-problem.h"
#include "model/rounds-time.h"

#define TEXT_MAXIMUM 255
#define LONG_TEXT_MAXIMUM 10000

/* What a field says is wrong with it: code and sentence; the path is the field's own. */
#define refuse(error, field, code, ...) \
  rounds_problem_add_field ((error), (field)->json_path, (code), __VA_ARGS__)

static gboolean
validate_length (const RoundsField *field,
                 const char        *text,
                 GError           **error)
{
  gint64 length = g_utf8_strlen (text, -1);
  gint64 maximum = rounds_field_get_length_maximum (field);

  if (length < field->minimum)
    {
      refuse (error, field, "TOO_SHORT",
              g_dngettext (GETTEXT_PACKAGE, "%s needs at least %d character", "%s needs at least %d characters",
                           field->minimum),
              rounds_field_get_label (field), (int) field->minimum);
      return FALSE;
    }

  if (length > maximum)
    {
      refuse (error, field, "TOO_LONG", _("%s has %d characters; at most %d are kept"),
              rounds_field_get_label (field), (int) length, (int) maximum);
      return FALSE;
    }

  return TRUE;
}

static gboolean
validate_form (const RoundsField *field,
               const char        *text,
               GError           **error)
{
  const char *label = rounds_field_get_label (field);

  if ((field->flags & ROUNDS_FIELD_EMAIL) && !rounds_email_is_valid (text))
    {
      refuse (error, field, "BAD_EMAIL", _("%s must look like name@example.com"), label);
      return FALSE;
    }

  if ((field->flags & ROUNDS_FIELD_PHONE) && strspn (text, "0123456789+ .-/()x") != strlen (text))
    {
      refuse (error, field, "BAD_PHONE", _("%s may hold digits, spaces and + . - / ( ) only"), label);
      return FALSE;
    }

  if ((field->flags & ROUNDS_FIELD_FINESS) && !rounds_finess_is_valid (text))
    {
      refuse (error, field, "BAD_FINESS", _("%s must be the nine characters of the register, such as 440000271"), label);
      return FALSE;
    }

  if ((field->flags & ROUNDS_FIELD_SIRET) && !rounds_siret_is_valid (text))
    {
      refuse (error, field, "BAD_SIRET", _("%s must be fourteen digits with a right check digit"), label);
      return FALSE;
    }

  if ((field->flags & ROUNDS_FIELD_URL) && !rounds_url_is_valid (text))
    {
      refuse (error, field, "BAD_URL", _("%s must be an address such as https://example.com"), label);
      return FALSE;
    }

  return TRUE;
}

/* Of a list that has choices, every entry is one of them. */
static gboolean
validate_list (const RoundsField *field,
               const char        *text,
               GError           **error)
{
  g_auto(GStrv) entries = field->choices != NULL ? rounds_json_parse_list (text) : NULL;

  for (guint i = 0; entries != NULL && entries[i] != NULL; i++)
    if (rounds_field_find_choice (field, entries[i]) == NULL)
      {
        refuse (error, field, "UNKNOWN_CHOICE", _("%s cannot be “%s”"), rounds_field_get_label (field), entries[i]);
        return FALSE;
      }

  return TRUE;
}

static gboolean
validate_number (const RoundsField *field,
                 gint64             number,
                 GError           **error)
{
  g_autofree char *limit = NULL;

  if (field->minimum == 0 && field->maximum == 0)
    return TRUE;

  if (number < field->minimum)
    {
      limit = rounds_number_format (field->minimum, rounds_field_get_scale (field), 0);
      refuse (error, field, "TOO_SMALL", _("%s must be at least %s"), rounds_field_get_label (field), limit);
      return FALSE;
    }

  if (number > field->maximum)
    {
      limit = rounds_number_format (field->maximum, rounds_field_get_scale (field), 0);
      refuse (error, field, "TOO_LARGE", _("%s must be at most %s"), rounds_field_get_label (field), limit);
      return FALSE;
    }

  return TRUE;
}

/**
 * rounds_field_has_column:
 *
 * Returns: whether the field is kept in a column of its record's table
 */
gboolean
rounds_field_has_column (const RoundsField *field)
{
  return field->type != ROUNDS_FIELD_RECORDS && !(field->flags & (ROUNDS_FIELD_CUSTOM | ROUNDS_FIELD_DERIVED | ROUNDS_FIELD_SECRET));
}

/**
 * rounds_field_is_asked:
 *
 * Returns: whether lists can be filtered and sorted by the field's column: what it holds is one value, or a list of texts
 */
gboolean
rounds_field_is_asked (const RoundsField *field)
{
  return rounds_field_has_column (field) && field->type != ROUNDS_FIELD_OBJECT && field->type != ROUNDS_FIELD_JSON;
}

/**
 * rounds_field_get_scale:
 *
 * Returns: digits after the decimal point of a number; 0 for an integer
 */
guint
rounds_field_get_scale (const RoundsField *field)
{
  return field->type == ROUNDS_FIELD_MONEY ? 2 : field->scale;
}

/**
 * rounds_field_get_length_maximum:
 *
 * Returns: how many characters a text may have
 */
gint64
rounds_field_get_length_maximum (const RoundsField *field)
{
  if (field->maximum > 0)
    return field->maximum;
  return field->type == ROUNDS_FIELD_LONG_TEXT ? LONG_TEXT_MAXIMUM : TEXT_MAXIMUM;
}

/**
 * rounds_field_find_choice:
 * @value: (nullable): a stored value
 *
 * Returns: (nullable): the choice of that value
 */
const RoundsChoice *
rounds_field_find_choice (const RoundsField *field,
                          const char        *value)
{
  if (value == NULL || field->choices == NULL)
    return NULL;

  for (const RoundsChoice *choice = field->choices; choice->value != NULL; choice++)
    if (g_str_equal (choice->value, value))
      return choice;

  return NULL;
}

/**
 * rounds_field_get_label:
 *
 * Returns: the label in the person's language
 */
const char *
rounds_field_get_label (const RoundsField *field)
{
  /* What an administrator has written is in the workspace's language already. */
  return field->flags & ROUNDS_FIELD_CUSTOM ? field->label : _(field->label);
}

/**
 * rounds_field_get_section:
 *
 * Returns: (nullable): under which heading a person finds the field: what the table says, else the group; %NULL is what a record is
 *   before all else
 */
const char *
rounds_field_get_section (const RoundsField *field)
{
  return field->section != NULL ? field->section : field->group;
}

/**
 * rounds_field_validate:
 * @field: a registered field
 * @value: what it would hold
 * @error: where what is wrong is added, as a field problem of %ROUNDS_PROBLEM_INVALID
 *
 * Checks one value against the table: presence, length, range, form, choice. References are checked by the store.
 *
 * Returns: whether @value may stand in @field
 */
gboolean
rounds_field_validate (const RoundsField *field,
                       const RoundsValue *value,
                       GError           **error)
{
  gboolean is_text = value->type == ROUNDS_VALUE_TEXT;

  if (field->type == ROUNDS_FIELD_RECORDS)
    return TRUE;

  if (value->type == ROUNDS_VALUE_NULL || (is_text && value->text[0] == '\0'))
    {
      if (!(field->flags & ROUNDS_FIELD_REQUIRED))
        return TRUE;
      refuse (error, field, "REQUIRED", _("%s is needed"), rounds_field_get_label (field));
      return FALSE;
    }

  switch (field->type)
    {
    case ROUNDS_FIELD_TEXT:
    case ROUNDS_FIELD_LONG_TEXT:
    case ROUNDS_FIELD_JSON:
      return validate_length (field, value->text, error) && validate_form (field, value->text, error);

    case ROUNDS_FIELD_INTEGER:
    case ROUNDS_FIELD_DECIMAL:
    case ROUNDS_FIELD_MONEY:
      return validate_number (field, value->integer, error);

    case ROUNDS_FIELD_DATE:
      if (rounds_date_is_valid (value->text))
        return TRUE;
      refuse (error, field, "BAD_DATE", _("%s must be a day that exists, written 2026-12-31"),
              rounds_field_get_label (field));
      return FALSE;

    case ROUNDS_FIELD_CHOICE:
      if (rounds_field_find_choice (field, value->text) != NULL)
        return TRUE;
      refuse (error, field, "UNKNOWN_CHOICE", _("%s cannot be “%s”"), rounds_field_get_label (field), value->text);
      return FALSE;

    case ROUNDS_FIELD_REFERENCE:
      if (rounds_id_is_valid (value->text))
        return TRUE;
      refuse (error, field, "BAD_ID", _("%s must be the id of a record"), rounds_field_get_label (field));
      return FALSE;

    case ROUNDS_FIELD_TEXT_LIST:
      return validate_list (field, value->text, error);

    case ROUNDS_FIELD_BOOLEAN:
    case ROUNDS_FIELD_INSTANT:
    case ROUNDS_FIELD_RECORDS:
    case ROUNDS_FIELD_OBJECT:
    default:
      return TRUE;
    }
}

/**
 * rounds_field_parse_text:
 * @field: a registered field
 * @text: (nullable): what a person typed, a CSV cell or the table's initial value; empty is null
 * @value: (out): where the value goes
 * @error: field problem when @text cannot be read as the field's type
 *
 * Numbers are read with a point or a comma and spaces between thousands; dates as ISO 8601; lists are separated by commas.
 *
 * Returns: whether @text was understood
 */
gboolean
rounds_field_parse_text (const RoundsField *field,
                         const char        *text,
                         RoundsValue       *value,
                         GError           **error)
{
  gint64 number;

  rounds_value_clear (value);
  if (text == NULL || text[0] == '\0')
    return TRUE;

  switch (field->type)
    {
    case ROUNDS_FIELD_INTEGER:
    case ROUNDS_FIELD_DECIMAL:
    case ROUNDS_FIELD_MONEY:
      if (!rounds_decimal_parse (text, rounds_field_get_scale (field), &number))
        {
          refuse (error, field, "WRONG_TYPE", _("%s must be a number, not “%s”"), rounds_field_get_label (field), text);
          return FALSE;
        }
      rounds_value_set_integer (value, number);
      return TRUE;

    case ROUNDS_FIELD_BOOLEAN:
      rounds_value_set_integer (value, g_str_equal (text, "true") || g_str_equal (text, "1"));
      return TRUE;

    case ROUNDS_FIELD_INSTANT:
      if (!rounds_instant_parse (text, &number))
        {
          refuse (error, field, "BAD_INSTANT", _("%s must be a time such as 2026-12-31T09:30:00Z"),
                  rounds_field_get_label (field));
          return FALSE;
        }
      rounds_value_set_integer (value, number);
      return TRUE;

    case ROUNDS_FIELD_TEXT_LIST:
      {
        g_auto(GStrv) parts = g_strsplit (text, ",", -1);
        g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
        g_auto(GStrv) list = NULL;

        for (guint i = 0; parts[i] != NULL; i++)
          if (g_strstrip (parts[i])[0] != '\0')
            g_strv_builder_add (builder, parts[i]);
        list = g_strv_builder_end (builder);
        if (list[0] != NULL)
          rounds_value_take_text (value, rounds_json_list_to_text ((const char * const *) list));
        return TRUE;
      }

    case ROUNDS_FIELD_TEXT:
    case ROUNDS_FIELD_LONG_TEXT:
    case ROUNDS_FIELD_DATE:
    case ROUNDS_FIELD_CHOICE:
    case ROUNDS_FIELD_REFERENCE:
    case ROUNDS_FIELD_RECORDS:
    case ROUNDS_FIELD_OBJECT:
    case ROUNDS_FIELD_JSON:
    default:
      rounds_value_set_text (value, text);
      return TRUE;
    }
}

/**
 * rounds_field_to_text:
 *
 * The inverse of rounds_field_parse_text(): plain text for files and queries, the same in every locale.
 *
 * Returns: (transfer full): empty for null
 */
char *
rounds_field_to_text (const RoundsField *field,
                      const RoundsValue *value)
{
  if (value->type == ROUNDS_VALUE_NULL)
    return g_strdup ("");

  switch (field->type)
    {
    case ROUNDS_FIELD_INTEGER:
    case ROUNDS_FIELD_DECIMAL:
    case ROUNDS_FIELD_MONEY:
      return rounds_decimal_to_text (value->integer, rounds_field_get_scale (field));
    case ROUNDS_FIELD_BOOLEAN:
      return g_strdup (value->integer ? "true" : "false");
    case ROUNDS_FIELD_INSTANT:
      return rounds_instant_to_text (value->integer);
    case ROUNDS_FIELD_TEXT_LIST:
      {
        g_auto(GStrv) list = rounds_json_parse_list (value->text);
        return g_strjoinv (", ", list);
      }
    case ROUNDS_FIELD_TEXT:
    case ROUNDS_FIELD_LONG_TEXT:
    case ROUNDS_FIELD_DATE:
    case ROUNDS_FIELD_CHOICE:
    case ROUNDS_FIELD_REFERENCE:
    case ROUNDS_FIELD_RECORDS:
    case ROUNDS_FIELD_OBJECT:
    case ROUNDS_FIELD_JSON:
    default:
      return g_strdup (value->text);
    }
}

/**
 * rounds_field_format:
 *
 * What a person reads: dates, numbers and choices in the current locale. Money is shown without its currency, which is
 * another field of the record; see rounds_money_format().
 *
 * Returns: (transfer full): empty for null
 */
char *
rounds_field_format (const RoundsField *field,
                     const RoundsValue *value)
{
  if (value->type == ROUNDS_VALUE_NULL)
    return g_strdup ("");

  switch (field->type)
    {
    case ROUNDS_FIELD_INTEGER:
    case ROUNDS_FIELD_DECIMAL:
      return rounds_number_format (value->integer, field->scale, 0);
    case ROUNDS_FIELD_MONEY:
      return rounds_number_format (value->integer, 2, 2);
    case ROUNDS_FIELD_BOOLEAN:
      return g_strdup (value->integer ? _("Yes") : _("No"));
    case ROUNDS_FIELD_DATE:
      return rounds_date_format (value->text);
    case ROUNDS_FIELD_INSTANT:
      {
        g_autoptr(GTimeZone) zone = g_time_zone_new_local ();
        return rounds_instant_format (value->integer, zone);
      }
    case ROUNDS_FIELD_CHOICE:
      {
        const RoundsChoice *choice = rounds_field_find_choice (field, value->text);
        return g_strdup (choice != NULL ? _(choice->label) : value->text);
      }
    case ROUNDS_FIELD_TEXT:
    case ROUNDS_FIELD_LONG_TEXT:
    case ROUNDS_FIELD_REFERENCE:
    case ROUNDS_FIELD_TEXT_LIST:
    case ROUNDS_FIELD_RECORDS:
    case ROUNDS_FIELD_OBJECT:
    case ROUNDS_FIELD_JSON:
    default:
      return rounds_field_to_text (field, value);
    }
}

/**
 * rounds_siret_is_valid:
 * @siret: text
 *
 * SIRET of INSEE: SIREN (9 digits) + NIC (5 digits), the whole a Luhn number; the offices of La Poste (SIREN 356000000)
 * have digits that sum to a multiple of five instead.
 *
 * Returns: whether @siret is well formed
 */
gboolean
rounds_siret_is_valid (const char *siret)
{
  guint luhn = 0;
  guint sum = 0;

  if (strlen (siret) != 14 || strspn (siret, "0123456789") != 14)
    return FALSE;

  for (guint i = 0; i < 14; i++)
    {
      guint digit = siret[i] - '0';
      guint weighted = i % 2 == 0 ? 2 * digit : digit;

      sum += digit;
      luhn += weighted > 9 ? weighted - 9 : weighted;
    }

  return luhn % 10 == 0 || (g_str_has_prefix (siret, "356000000") && sum % 5 == 0);
}

/**
 * rounds_finess_is_valid:
 * @finess: text
 *
 * A FINESS number has nine characters, all digits but the second, which is A or B in Corsica.
 */
gboolean
rounds_finess_is_valid (const char *finess)
{
  if (strlen (finess) != 9)
    return FALSE;

  for (guint i = 0; i < 9; i++)
    if (!g_ascii_isdigit (finess[i]) && !(i == 1 && finess[0] == '2' && (finess[i] == 'A' || finess[i] == 'B')))
      return FALSE;

  return TRUE;
}

/**
 * rounds_email_is_valid:
 * @email: text
 *
 * Whether @email can be an address: one `@`, something before it, a dotted domain after it, no space, comma or control
 * character. Whether somebody reads it only a message can tell.
 */
gboolean
rounds_email_is_valid (const char *email)
{
  const char *at = strchr (email, '@');
  const char *dot = at != NULL ? strchr (at, '.') : NULL;

  if (at == NULL || at == email || strchr (at + 1, '@') != NULL)
    return FALSE;
  if (dot == NULL || dot == at + 1 || email[strlen (email) - 1] == '.')
    return FALSE;

  for (const char *p = email; *p != '\0'; p++)
    if (g_ascii_isspace (*p) || g_ascii_iscntrl (*p) || strchr (",;<>\"", *p) != NULL)
      return FALSE;

  return TRUE;
}

/**
 * rounds_url_is_valid:
 * @url: text
 *
 * Whether @url is an absolute address of the web: the scheme http or https, and a host (RFC 3986).
 */
gboolean
rounds_url_is_valid (const char *url)
{
  g_autoptr(GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);
  const char *scheme = uri != NULL ? g_uri_get_scheme (uri) : NULL;
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  return host != NULL && host[0] != '\0' && (g_str_equal (scheme, "http") || g_str_equal (scheme, "https"));
}
