/* rounds-postgresql-functions.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/rounds-fold.h"
#include "store/rounds-postgresql-private.h"

/*
 * The functions of a driver in SQL. The letters of rounds_fold() are taken from the C function of that name, so that
 * both say the same: PostgreSQL takes letters apart (NFKD), the rest are lists. Most texts are done after the first steps; the
 * long list is for those with letters beyond the Latin ones.
 */

/* Grows with each change of what is below or of rounds_fold(), so that databases that have the functions get the new ones. */
#define FUNCTIONS_VERSION "Rounds 3"

/* A text that has nothing but these after the first list is done. */
#define SIMPLE "\\u0001-\\u024f\\u2000-\\u20cf"

#define LAST_LETTER 0xe01ef

static gboolean
is_simple (gunichar c)
{
  return c < 0x250 || (c >= 0x2000 && c < 0x20d0);
}

/* Whether folding can do something to a letter: nearly all of the million are passed over. */
static gboolean
may_fold (gunichar c)
{
  return is_simple (c) || g_unichar_ismark (c) || g_unichar_tolower (c) != c;
}

/* PostgreSQL has taken apart what can be taken apart. */
static gboolean
is_whole (gunichar c)
{
  gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];

  return g_unichar_fully_decompose (c, TRUE, parts, G_N_ELEMENTS (parts)) == 1 && parts[0] == c;
}

static void
append_quoted (GString    *sql,
               const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '\'')
        g_string_append_c (sql, '\'');
      g_string_append_c (sql, *p);
    }
}

/*
 * An expression that folds the letters of `folded` that are simple, or those that are not.
 */
static char *
write_letters (gboolean simple)
{
  g_autoptr(GString) from = g_string_new (NULL);
  g_autoptr(GString) to = g_string_new (NULL);
  g_autoptr(GString) marks = g_string_new (NULL);
  g_autoptr(GString) expression = g_string_new ("folded");

  for (gunichar c = 0x80; c <= LAST_LETTER; c++)
    {
      char letter[7] = "";
      g_autofree char *folded = NULL;

      if (is_simple (c) != simple || !g_unichar_validate (c) || !may_fold (c) || !is_whole (c))
        continue;

      letter[g_unichar_to_utf8 (c, letter)] = '\0';
      folded = rounds_fold (letter);
      if (g_str_equal (folded, letter))
        continue;

      /* translate () takes out what has nothing at its place. */
      if (*folded == '\0')
        g_string_append (marks, letter);
      else if (g_utf8_strlen (folded, -1) == 1)
        {
          g_string_append (from, letter);
          append_quoted (to, folded);
        }
      else
        {
          g_string_prepend (expression, "replace (");
          g_string_append_printf (expression, ", '%s', '%s')", letter, folded);
        }
    }

  return g_strdup_printf ("translate (%s, '%s%s', '%s')", expression->str, from->str, marks->str, to->str);
}

static char *
write_functions (void)
{
  g_autofree char *simple = write_letters (TRUE);
  g_autofree char *others = write_letters (FALSE);

  return g_strdup_printf ("CREATE OR REPLACE FUNCTION rounds_fold (value TEXT) RETURNS TEXT "
                          "LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 20 AS $fold$ "
                          "DECLARE folded TEXT COLLATE \"C\"; "
                          "BEGIN "
                          "IF octet_length (value) = char_length (value) THEN RETURN lower (value COLLATE \"C\"); END IF; "
                          "folded := regexp_replace (normalize (value, NFKD) COLLATE \"C\", E'[\\u0300-\\u036f]', '', 'g'); "
                          "IF octet_length (folded) = char_length (folded) THEN RETURN lower (folded); END IF; "
                          "folded := %s; "
                          "IF folded ~ E'[^" SIMPLE "]' THEN folded := %s; END IF; "
                          "RETURN lower (folded); "
                          "END $fold$;"
                          "CREATE OR REPLACE FUNCTION rounds_list_has (list TEXT, entry TEXT) RETURNS BIGINT "
                          "LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $has$ "
                          "SELECT CASE WHEN list IS NULL OR entry IS NULL OR list = '' THEN CAST (0 AS BIGINT) "
                          "WHEN CAST (list AS jsonb) ? entry THEN 1 ELSE 0 END "
                          "$has$;"
                          "CREATE OR REPLACE FUNCTION rounds_json_text (object TEXT, key TEXT) RETURNS TEXT "
                          "LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $text$ "
                          "SELECT CASE WHEN object LIKE '{%%' THEN CAST (object AS json) ->> key END "
                          "$text$;"
                          "CREATE OR REPLACE FUNCTION rounds_json_number (object TEXT, key TEXT, scale INTEGER) RETURNS BIGINT "
                          "LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $number$ "
                          "SELECT CASE json_typeof (v.value) "
                          "WHEN 'number' THEN (SELECT CASE WHEN n.number = trunc (n.number) AND abs (n.number) <= 9223372036854775807 "
                          "THEN CAST (n.number AS BIGINT) END "
                          "FROM (SELECT CAST (CAST (v.value AS TEXT) AS NUMERIC) * power (CAST (10 AS NUMERIC), scale)) n (number)) "
                          "WHEN 'boolean' THEN CASE CAST (v.value AS TEXT) WHEN 'true' THEN 1 ELSE 0 END "
                          "END FROM (SELECT CASE WHEN object LIKE '{%%' THEN CAST (object AS json) -> key END) v (value) "
                          "$number$;"
                          "CREATE OR REPLACE FUNCTION rounds_lists_common (one TEXT, other TEXT) RETURNS BIGINT "
                          "LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $common$ "
                          "SELECT count(*) FROM ("
                          "SELECT btrim (regexp_replace (rounds_fold (e.value), '[^[:alnum:]]+', ' ', 'g')) AS words "
                          "FROM jsonb_array_elements_text (CAST (one AS jsonb)) e (value) INTERSECT "
                          "SELECT btrim (regexp_replace (rounds_fold (e.value), '[^[:alnum:]]+', ' ', 'g')) "
                          "FROM jsonb_array_elements_text (CAST (other AS jsonb)) e (value)) w WHERE w.words <> '' "
                          "$common$;"
                          "CREATE OR REPLACE FUNCTION rounds_days (day TEXT) RETURNS BIGINT "
                          "LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $days$ "
                          "SELECT CAST (make_date (CAST (substr (day, 1, 4) AS INTEGER), CAST (substr (day, 6, 2) AS INTEGER), "
                          "CAST (substr (day, 9, 2) AS INTEGER)) - make_date (1, 1, 1) + 1 AS BIGINT) "
                          "$days$;"
                          "CREATE OR REPLACE FUNCTION rounds_date_of (instant BIGINT, zone TEXT) RETURNS TEXT "
                          "LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $date$ "
                          "SELECT to_char ((TIMESTAMPTZ 'epoch' + instant * INTERVAL '1 microsecond') AT TIME ZONE zone, 'YYYY-MM-DD') "
                          "$date$;"
                          "CREATE OR REPLACE FUNCTION rounds_power (base DOUBLE PRECISION, exponent DOUBLE PRECISION) RETURNS DOUBLE PRECISION "
                          "LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $power$ SELECT power (base, exponent) $power$;"
                          "CREATE OR REPLACE FUNCTION rounds_round (number DOUBLE PRECISION) RETURNS BIGINT "
                          "LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $round$ "
                          "SELECT CAST (floor (number + 0.5 + 0.000000001) AS BIGINT) $round$;"
                          "COMMENT ON FUNCTION rounds_fold (TEXT) IS '" FUNCTIONS_VERSION "'",
                          simple, others);
}

/*
 * Makes the functions when they are not there, or are older.
 */
gboolean
rounds_postgresql_make_functions (RoundsPostgresqlDatabase  *self,
                                  GError                   **error)
{
  static gsize written;
  g_autoptr(PGresult) result = NULL;
  g_autofree char *sql = NULL;

  result = rounds_postgresql_query (self,
                                    "SELECT obj_description (p.oid, 'pg_proc') FROM pg_proc p "
                                    "JOIN pg_namespace n ON n.oid = p.pronamespace "
                                    "WHERE n.nspname = current_schema() AND p.proname = 'rounds_fold'", error);
  if (result == NULL)
    return FALSE;
  if (PQntuples (result) == 1 && g_str_equal (PQgetvalue (result, 0, 0), FUNCTIONS_VERSION))
    return TRUE;

  if (g_once_init_enter (&written))
    g_once_init_leave (&written, (gsize) write_functions ());

  /* Two servers that start at once would get into each other's way. */
  sql = g_strdup_printf ("SELECT pg_advisory_xact_lock (%" G_GINT64_FORMAT ");%s", self->lock, (const char *) written);
  return rounds_postgresql_run (self, sql, error);
}
