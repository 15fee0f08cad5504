/* rounds-sqlite-functions.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>

#include "model/rounds-json.h"
#include "model/rounds-time.h"
#include "rules/rounds-lead-score.h"
#include "store/rounds-json-scan.h"
#include "store/rounds-sqlite-private.h"

/* What every driver calculates in SQL. A null makes null. */

static const char *
get_text (sqlite3_value *argument)
{
  return (const char *) sqlite3_value_text (argument);
}

static void
give (sqlite3_context *context,
      RoundsValue     *value)
{
  if (value->type == ROUNDS_VALUE_TEXT)
    sqlite3_result_text (context, g_steal_pointer (&value->text), -1, g_free);
  else if (value->type == ROUNDS_VALUE_INTEGER)
    sqlite3_result_int64 (context, value->integer);
  rounds_value_clear (value);
}

/*
 * rounds_json_text (object, key)
 */
static void
json_text_function (sqlite3_context  *context,
                    int               n_arguments,
                    sqlite3_value   **arguments)
{
  const char *object = get_text (arguments[0]);
  const char *key = get_text (arguments[1]);
  RoundsValue value = ROUNDS_VALUE_INIT;

  if (object == NULL || key == NULL)
    return;

  rounds_json_scan_text (object, key, &value);
  give (context, &value);
}

/*
 * rounds_json_number (object, key, scale)
 */
static void
json_number_function (sqlite3_context  *context,
                      int               n_arguments,
                      sqlite3_value   **arguments)
{
  const char *object = get_text (arguments[0]);
  const char *key = get_text (arguments[1]);
  const int scale = sqlite3_value_int (arguments[2]);
  RoundsValue value = ROUNDS_VALUE_INIT;

  if (object == NULL || key == NULL || scale < 0 || scale > 9)
    return;

  rounds_json_scan_number (object, key, (guint) scale, &value);
  give (context, &value);
}

/*
 * rounds_lists_common (list, list)
 */
static void
lists_common_function (sqlite3_context  *context,
                       int               n_arguments,
                       sqlite3_value   **arguments)
{
  const char *first = get_text (arguments[0]);
  const char *second = get_text (arguments[1]);
  g_auto(GStrv) one = NULL;
  g_auto(GStrv) other = NULL;

  if (first == NULL || second == NULL)
    return;

  one = rounds_json_parse_list (first);
  other = rounds_json_parse_list (second);
  sqlite3_result_int64 (context, rounds_lead_count_matches ((const char * const *) one, (const char * const *) other));
}

/*
 * rounds_days (date)
 */
static void
days_function (sqlite3_context  *context,
               int               n_arguments,
               sqlite3_value   **arguments)
{
  const char *text = get_text (arguments[0]);
  GDate date;

  if (text != NULL && rounds_date_parse (text, &date))
    sqlite3_result_int64 (context, g_date_get_julian (&date));
}

static void
free_zone (void *zone)
{
  g_time_zone_unref (zone);
}

/*
 * rounds_date_of (instant, zone)
 */
static void
date_of_function (sqlite3_context  *context,
                  int               n_arguments,
                  sqlite3_value   **arguments)
{
  const char *name = get_text (arguments[1]);
  GTimeZone *zone = sqlite3_get_auxdata (context, 1);

  if (sqlite3_value_type (arguments[0]) == SQLITE_NULL || name == NULL)
    return;

  if (zone == NULL)
    {
      zone = g_time_zone_new_identifier (name);
      if (zone == NULL)
        zone = g_time_zone_new_utc ();
      sqlite3_result_text (context, rounds_instant_to_date (sqlite3_value_int64 (arguments[0]), zone), -1, g_free);
      sqlite3_set_auxdata (context, 1, zone, free_zone);
      return;
    }

  sqlite3_result_text (context, rounds_instant_to_date (sqlite3_value_int64 (arguments[0]), zone), -1, g_free);
}

static gboolean
is_null (sqlite3_value *argument)
{
  return sqlite3_value_type (argument) == SQLITE_NULL;
}

/*
 * rounds_power (base, exponent)
 */
static void
power_function (sqlite3_context  *context,
                int               n_arguments,
                sqlite3_value   **arguments)
{
  if (!is_null (arguments[0]) && !is_null (arguments[1]))
    sqlite3_result_double (context, pow (sqlite3_value_double (arguments[0]), sqlite3_value_double (arguments[1])));
}

/*
 * rounds_round (number)
 */
static void
round_function (sqlite3_context  *context,
                int               n_arguments,
                sqlite3_value   **arguments)
{
  if (!is_null (arguments[0]))
    sqlite3_result_int64 (context, (gint64) floor (sqlite3_value_double (arguments[0]) + 0.5 + 1e-9));
}

static const struct
{
  const char *name;
  int n_arguments;
  void (*run) (sqlite3_context *context, int n_arguments, sqlite3_value **arguments);
} functions[] = {
  { "rounds_json_text", 2, json_text_function },
  { "rounds_json_number", 3, json_number_function },
  { "rounds_lists_common", 2, lists_common_function },
  { "rounds_days", 1, days_function },
  { "rounds_date_of", 2, date_of_function },
  { "rounds_power", 2, power_function },
  { "rounds_round", 1, round_function },
};

int
rounds_sqlite_add_plain_functions (RoundsSqliteDatabase *self)
{
  int code = SQLITE_OK;

  for (guint i = 0; i < G_N_ELEMENTS (functions) && code == SQLITE_OK; i++)
    code = sqlite3_create_function_v2 (self->connection, functions[i].name, functions[i].n_arguments,
                                       SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, NULL, functions[i].run,
                                       NULL, NULL, NULL);

  return code;
}
