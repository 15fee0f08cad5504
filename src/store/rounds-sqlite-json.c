/* rounds-sqlite-json.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/rounds-json-scan.h"
#include "store/rounds-sqlite-private.h"

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
  const char *object = (const char *) sqlite3_value_text (arguments[0]);
  const char *key = (const char *) sqlite3_value_text (arguments[1]);
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
  const char *object = (const char *) sqlite3_value_text (arguments[0]);
  const char *key = (const char *) sqlite3_value_text (arguments[1]);
  const int scale = sqlite3_value_int (arguments[2]);
  RoundsValue value = ROUNDS_VALUE_INIT;

  if (object == NULL || key == NULL || scale < 0 || scale > 9)
    return;

  rounds_json_scan_number (object, key, (guint) scale, &value);
  give (context, &value);
}

int
rounds_sqlite_add_json_functions (RoundsSqliteDatabase *self)
{
  const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
  int code = sqlite3_create_function_v2 (self->connection, "rounds_json_text", 2, flags, NULL, json_text_function,
                                         NULL, NULL, NULL);

  if (code == SQLITE_OK)
    code = sqlite3_create_function_v2 (self->connection, "rounds_json_number", 3, flags, NULL, json_number_function,
                                       NULL, NULL, NULL);
  return code;
}
