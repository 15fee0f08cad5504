/* rounds-people-sql.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/rounds-people-sql.h"

/* Who has a telephone number or an e-mail address: what is compared is computed the same way as in the indexes. */

void
rounds_person_clear (RoundsPerson *self)
{
  g_clear_pointer (&self->contact_id, g_free);
  g_clear_pointer (&self->institution_id, g_free);
}

/* `$1, $2, ...`, whose values go to @parameters. */
static char *
write_list (GPtrArray          *parameters,
            const char * const *texts)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; texts[i] != NULL; i++)
    g_string_append_printf (list, "%s$%u", i > 0 ? ", " : "", rounds_parameters_add_text (parameters, texts[i]));

  return g_string_free_and_steal (list);
}

static gboolean
is_none (const char * const *texts)
{
  return texts == NULL || texts[0] == NULL;
}

/*
 * @sql gives contacts and their institutions, at most so many that it is clear whether there is one. Several people who share a number
 * are told apart by nothing, but may be of one institution.
 */
static gboolean
read_person (RoundsDatabase  *database,
             const char      *sql,
             GPtrArray       *parameters,
             RoundsPerson    *person,
             GError         **error)
{
  g_autoptr(RoundsStatement) statement = rounds_database_prepare (database, sql, error);
  gboolean row = TRUE;
  gboolean differs = FALSE;
  guint n_rows = 0;

  if (statement == NULL)
    return FALSE;
  rounds_statement_bind_all (statement, parameters);

  while (TRUE)
    {
      if (!rounds_statement_step (statement, &row, error))
        return FALSE;
      if (!row)
        break;

      n_rows++;
      if (n_rows == 1)
        {
          person->contact_id = g_strdup (rounds_statement_get_text (statement, 0));
          person->institution_id = g_strdup (rounds_statement_get_text (statement, 1));
          continue;
        }
      g_clear_pointer (&person->contact_id, g_free);
      differs |= g_strcmp0 (person->institution_id, rounds_statement_get_text (statement, 1)) != 0;
    }

  if (differs)
    g_clear_pointer (&person->institution_id, g_free);
  return TRUE;
}

static char *
write_place (GPtrArray  *parameters,
             const char *column,
             const char *institution_id)
{
  return institution_id != NULL
         ? g_strdup_printf (" AND %s = $%u", column, rounds_parameters_add_text (parameters, institution_id)) : g_strdup ("");
}

/**
 * rounds_people_find_by_phone:
 * @digits: (array zero-terminated=1): the ways to write a number, see rounds_phone_get_variants()
 * @institution_id: (nullable): where to look; %NULL everywhere
 * @person: (out caller-allocates): whom it stands for, a contact before an institution
 */
gboolean
rounds_people_find_by_phone (RoundsDatabase      *database,
                             const char * const  *digits,
                             const char          *institution_id,
                             RoundsPerson        *person,
                             GError             **error)
{
  g_autoptr(GPtrArray) parameters = rounds_parameters_new ();
  g_autoptr(GPtrArray) more = rounds_parameters_new ();
  g_autofree char *list = NULL;
  g_autofree char *place = NULL;
  g_autofree char *sql = NULL;
  g_autofree char *institutions_list = NULL;
  g_autofree char *institutions_place = NULL;
  g_autofree char *institutions_sql = NULL;

  *person = (RoundsPerson) { NULL };
  if (is_none (digits))
    return TRUE;

  list = write_list (parameters, digits);
  place = write_place (parameters, "institution_id", institution_id);
  sql = g_strdup_printf ("SELECT id, institution_id FROM contacts WHERE deleted_at IS NULL AND "
                         ROUNDS_PHONE_DIGITS_SQL ("phone") " IN (%s)%s "
                         "UNION SELECT id, institution_id FROM contacts WHERE deleted_at IS NULL AND "
                         ROUNDS_PHONE_DIGITS_SQL ("mobile_phone") " IN (%s)%s LIMIT 20", list, place, list, place);
  if (!read_person (database, sql, parameters, person, error))
    return FALSE;
  if (person->institution_id != NULL)
    return TRUE;

  institutions_list = write_list (more, digits);
  institutions_place = write_place (more, "id", institution_id);
  institutions_sql = g_strdup_printf ("SELECT NULL, id FROM institutions WHERE deleted_at IS NULL AND "
                                      ROUNDS_PHONE_DIGITS_SQL ("main_phone") " IN (%s)%s LIMIT 2", institutions_list,
                                      institutions_place);
  return read_person (database, institutions_sql, more, person, error);
}

/**
 * rounds_people_find_by_email:
 * @addresses: (array zero-terminated=1): e-mail addresses in lower case
 * @institution_id: (nullable): where to look; %NULL everywhere
 * @person: (out caller-allocates): the contact who has one of them
 */
gboolean
rounds_people_find_by_email (RoundsDatabase      *database,
                             const char * const  *addresses,
                             const char          *institution_id,
                             RoundsPerson        *person,
                             GError             **error)
{
  g_autoptr(GPtrArray) parameters = rounds_parameters_new ();
  g_autofree char *list = NULL;
  g_autofree char *place = NULL;
  g_autofree char *sql = NULL;

  *person = (RoundsPerson) { NULL };
  if (is_none (addresses))
    return TRUE;

  list = write_list (parameters, addresses);
  place = write_place (parameters, "institution_id", institution_id);
  sql = g_strdup_printf ("SELECT id, institution_id FROM contacts WHERE deleted_at IS NULL AND lower(email) IN (%s)%s LIMIT 20",
                         list, place);
  return read_person (database, sql, parameters, person, error);
}

/**
 * rounds_people_list_calls:
 * @digits: (array zero-terminated=1): the ways to write a number
 * @limit: how many at most, the latest first
 *
 * Returns: (transfer full) (nullable): the ids of the calls from and to the number
 */
GStrv
rounds_people_list_calls (RoundsDatabase      *database,
                          const char * const  *digits,
                          guint                limit,
                          GError             **error)
{
  g_autoptr(GStrvBuilder) ids = g_strv_builder_new ();
  g_autoptr(GPtrArray) parameters = rounds_parameters_new ();
  g_autoptr(RoundsStatement) statement = NULL;
  g_autofree char *list = NULL;
  g_autofree char *sql = NULL;
  gboolean row;

  if (is_none (digits))
    return g_strv_builder_end (ids);

  list = write_list (parameters, digits);
  sql = g_strdup_printf ("SELECT id FROM calls WHERE deleted_at IS NULL AND " ROUNDS_PHONE_DIGITS_SQL ("phone_number")
                         " IN (%s) ORDER BY call_date DESC, id LIMIT $%u", list, rounds_parameters_add_integer (parameters, limit));
  statement = rounds_database_prepare (database, sql, error);
  if (statement == NULL)
    return NULL;

  rounds_statement_bind_all (statement, parameters);
  while (TRUE)
    {
      if (!rounds_statement_step (statement, &row, error))
        return NULL;
      if (!row)
        return g_strv_builder_end (ids);
      g_strv_builder_add (ids, rounds_statement_get_text (statement, 0));
    }
}
