/* rounds-field.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

#include "model/rounds-value.h"

G_BEGIN_DECLS

typedef enum
{
  ROUNDS_FIELD_TEXT,       /* one line of text; minimum and maximum are its length in characters */
  ROUNDS_FIELD_LONG_TEXT,  /* lines of text */
  ROUNDS_FIELD_INTEGER,    /* gint64 within minimum..maximum */
  ROUNDS_FIELD_DECIMAL,    /* gint64 x 10^-scale */
  ROUNDS_FIELD_MONEY,      /* gint64 minor units of the record's currency, scale 2 */
  ROUNDS_FIELD_BOOLEAN,
  ROUNDS_FIELD_DATE,       /* text, YYYY-MM-DD, no zone */
  ROUNDS_FIELD_INSTANT,    /* gint64 microseconds since the Unix epoch, UTC */
  ROUNDS_FIELD_CHOICE,     /* text, one of choices */
  ROUNDS_FIELD_REFERENCE,  /* text, the id of a record of kind `reference` */
  ROUNDS_FIELD_TEXT_LIST,  /* texts, held as a JSON array */
  ROUNDS_FIELD_RECORDS,    /* records of kind `reference` that belong to this one; no column of its own */
  ROUNDS_FIELD_JSON,       /* an object or array of any shape, held as its text; maximum is its length in characters */
  ROUNDS_FIELD_OBJECT,     /* values under keys that the workspace defines, held as a JSON object; see rounds-custom-value.h */
} RoundsFieldType;

typedef enum
{
  ROUNDS_FIELD_REQUIRED   = 1 << 0,  /* never null; a text never empty */
  ROUNDS_FIELD_SEARCHABLE = 1 << 1,  /* in the full-text index */
  ROUNDS_FIELD_SYSTEM     = 1 << 2,  /* set by operations, never by hand: shown, not edited, refused in a request */
  ROUNDS_FIELD_FIXED      = 1 << 3,  /* given at creation, not changed later */
  ROUNDS_FIELD_UNIQUE     = 1 << 4,
  ROUNDS_FIELD_EMAIL      = 1 << 5,
  ROUNDS_FIELD_PHONE      = 1 << 6,
  ROUNDS_FIELD_FINESS     = 1 << 7,  /* nine characters: department 2A and 2B have a letter */
  ROUNDS_FIELD_SIRET      = 1 << 8,  /* fourteen digits, Luhn (La Poste's own rule apart) */
  ROUNDS_FIELD_HIDDEN     = 1 << 9,  /* not for a person's eye: ranks, keys */
  ROUNDS_FIELD_URL        = 1 << 10, /* http or https */
  ROUNDS_FIELD_CUSTOM     = 1 << 11, /* defined by the workspace: no column of its own, its value stands in an object */
  ROUNDS_FIELD_DERIVED    = 1 << 12, /* computed from other records when it is asked, see store/rounds-derived-fields.h */
  ROUNDS_FIELD_SECRET     = 1 << 13, /* given, never shown: no column of its own, an operation keeps it where only the server looks */
  ROUNDS_FIELD_WEBSITE    = 1 << 14, /* where a site is, as people write it: with http or https, or without */
  ROUNDS_FIELD_CODE       = 1 << 15, /* what a register calls something that another field says in words: not on a page, nor asked of a person */
} RoundsFieldFlags;

typedef struct
{
  const char *value;  /* as stored and sent */
  const char *label;  /* N_() */
} RoundsChoice;

typedef struct _RoundsField RoundsField;

/**
 * RoundsField:
 * @name: the property; the column is the same with `_`, the JSON key the same in camel case
 * @type: what it holds
 * @label: N_(), what a person reads
 * @flags: what applies
 * @group: (nullable): JSON object that the key stands in, such as `address`
 * @section: (nullable): under which heading a person finds it, see rounds_field_get_section()
 * @minimum: least length or number; 0..0 is no limit
 * @maximum: greatest length or number
 * @scale: digits after the point of a decimal
 * @choices: (nullable): ends with a `NULL` value
 * @reference: (nullable): the kind referred to, or of the records held
 * @initial: (nullable): the value of a new record, as text
 * @unit: (nullable): N_(), such as "beds"
 *
 * One line of an entity's table. Everything else reads it: properties, SQL, JSON, CSV, validation, editors, filters,
 * the full-text index and the API's description.
 */
struct _RoundsField
{
  const char *name;
  RoundsFieldType type;
  const char *label;
  RoundsFieldFlags flags;
  const char *group;
  const char *section;
  gint64 minimum;
  gint64 maximum;
  guint scale;
  const RoundsChoice *choices;
  const char *reference;
  const char *initial;
  const char *unit;

  /*< private: filled when the table is registered >*/
  guint index;
  const char *column;
  const char *json_key;
  const char *json_path;
  GParamSpec *pspec;
};

gboolean            rounds_field_has_column   (const RoundsField  *field);
gboolean            rounds_field_is_asked     (const RoundsField  *field);
guint               rounds_field_get_scale    (const RoundsField  *field);
gint64              rounds_field_get_length_maximum (const RoundsField *field);
const RoundsChoice *rounds_field_find_choice  (const RoundsField  *field,
                                               const char         *value);
const char         *rounds_field_get_label    (const RoundsField  *field);
const char         *rounds_field_get_section  (const RoundsField  *field);
gboolean            rounds_field_validate     (const RoundsField  *field,
                                               const RoundsValue  *value,
                                               GError            **error);
gboolean            rounds_field_parse_text   (const RoundsField  *field,
                                               const char         *text,
                                               RoundsValue        *value,
                                               GError            **error);
char               *rounds_field_to_text      (const RoundsField  *field,
                                               const RoundsValue  *value);
char               *rounds_field_format       (const RoundsField  *field,
                                               const RoundsValue  *value);

gboolean            rounds_siret_is_valid     (const char         *siret);
gboolean            rounds_finess_is_valid    (const char         *finess);
gboolean            rounds_email_is_valid     (const char         *email);
gboolean            rounds_url_is_valid       (const char         *url);

G_END_DECLS
