/* rounds-filter-values.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-json.h"
#include "model/rounds-problem.h"
#include "model/rounds-time.h"
#include "store/rounds-database.h"
#include "store/rounds-filter-private.h"

/* What a condition compares with: values of the field's type, days that move with today, the person who asks. */

/* Of all conditions of a tree: a statement takes only so many parameters. */
#define MAX_VALUES 5000

#define MAX_DAYS 36600
#define MAX_MONTHS 1200

static const struct
{
  const char *name;
  int days;
  int months;
} shifts[] = {
  { "daysAgo", -1, 0 },
  { "daysAhead", 1, 0 },
  { "monthsAgo", 0, -1 },
  { "monthsAhead", 0, 1 },
};

/*
 * Adds the problem to @error, and where in the tree it is.
 *
 * @member: (nullable): of the node that is being read
 */
void
rounds_filter_reader_refuse (RoundsFilterReader  *self,
                             const char          *member,
                             GError             **error,
                             const char          *format,
                             ...)
{
  g_autofree char *path = member != NULL ? g_strconcat (self->path->str, ".", member, NULL) : g_strdup (self->path->str);
  g_autofree char *sentence = NULL;
  GError *problem;
  va_list args;

  va_start (args, format);
  sentence = g_strdup_vprintf (format, args);
  va_end (args);

  problem = rounds_problem_new (ROUNDS_PROBLEM_INVALID, "BAD_FILTER", "%s", sentence);
  rounds_problem_add_field (&problem, path, "BAD_FILTER", "%s", sentence);
  g_propagate_error (error, problem);
}

/*
 * Returns: (transfer none) (nullable): when the filter is asked; %NULL with @error set where that is not known
 */
RoundsMoment *
rounds_filter_reader_get_moment (RoundsFilterReader  *self,
                                 GError             **error)
{
  if (self->moment != NULL)
    return self->moment;

  if (self->context->zone == NULL || self->context->database == NULL)
    {
      rounds_filter_reader_refuse (self, NULL, error, _("This filter cannot depend on the day it is asked"));
      return NULL;
    }

  self->moment = rounds_moment_read (self->context->database, self->context->now, self->context->zone, error);
  return self->moment;
}

/* The first day of the week, month, quarter or year of @date, and the number of days or months it has; the week begins on Monday. */
static gboolean
find_span (const char *unit,
           GDate      *date,
           int        *days,
           int        *months)
{
  *days = 0;
  *months = 0;

  if (g_str_equal (unit, "week"))
    {
      g_date_subtract_days (date, g_date_get_weekday (date) - G_DATE_MONDAY);
      *days = 7;
      return TRUE;
    }

  if (g_str_equal (unit, "month"))
    *months = 1;
  else if (g_str_equal (unit, "quarter"))
    *months = 3;
  else if (g_str_equal (unit, "year"))
    *months = 12;
  else
    return FALSE;

  g_date_set_day (date, 1);
  g_date_set_month (date, (GDateMonth) ((g_date_get_month (date) - 1) / *months * *months + 1));
  return TRUE;
}

static char *
move_to_span (const char *date,
              const char *unit,
              gboolean    to_end)
{
  g_autofree char *first = NULL;
  g_autofree char *next = NULL;
  GDate day;
  int days;
  int months;

  if (!rounds_date_parse (date, &day) || !find_span (unit, &day, &days, &months))
    return NULL;

  first = rounds_date_to_text (&day);
  if (!to_end)
    return g_steal_pointer (&first);

  next = days > 0 ? rounds_date_add_days (first, days) : rounds_date_add_months (first, months);
  return next != NULL ? rounds_date_add_days (next, -1) : NULL;
}

/* `{"daysAgo":30}` and its like. Returns: (nullable): the day */
static char *
read_moving_day (RoundsFilterReader  *self,
                 JsonObject          *object,
                 GError             **error)
{
  RoundsMoment *moment = rounds_filter_reader_get_moment (self, error);
  g_autofree char *date = NULL;
  const char *unit = NULL;
  gboolean to_end = FALSE;
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (moment == NULL)
    return NULL;

  date = g_strdup (rounds_moment_get_today (moment));
  json_object_iter_init_ordered (&iter, object);
  while (date != NULL && json_object_iter_next_ordered (&iter, &name, &node))
    {
      g_autofree char *before = g_steal_pointer (&date);
      gint64 amount;
      guint i = 0;

      if (unit == NULL && (g_str_equal (name, "startOf") || g_str_equal (name, "endOf")))
        {
          unit = rounds_json_get_text (object, name);
          to_end = g_str_equal (name, "endOf");
          if (unit == NULL)
            break;
          date = g_steal_pointer (&before);
          continue;
        }

      while (i < G_N_ELEMENTS (shifts) && !g_str_equal (shifts[i].name, name))
        i++;
      if (i == G_N_ELEMENTS (shifts) || !rounds_json_get_integer (object, name, &amount) || amount < 0 ||
          amount > (shifts[i].days != 0 ? MAX_DAYS : MAX_MONTHS))
        break;
      date = shifts[i].days != 0 ? rounds_date_add_days (before, shifts[i].days * (int) amount)
                                 : rounds_date_add_months (before, shifts[i].months * (int) amount);
    }

  if (date != NULL && unit != NULL)
    {
      g_autofree char *before = g_steal_pointer (&date);

      date = move_to_span (before, unit, to_end);
    }
  if (date == NULL || json_object_get_size (object) == 0)
    {
      rounds_filter_reader_refuse (self, "value", error,
                                   _("A day that moves is “daysAgo”, “daysAhead”, “monthsAgo” or “monthsAhead” with a number, "
                                     "or “startOf” or “endOf” with week, month, quarter or year"));
      return NULL;
    }

  return g_steal_pointer (&date);
}

/* A day, written or moving; NULL without error when @node is something else. */
static char *
read_day (RoundsFilterReader  *self,
          JsonNode            *node,
          GError             **error)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    return read_moving_day (self, json_node_get_object (node), error);
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING &&
      rounds_date_is_valid (json_node_get_string (node)))
    return g_strdup (json_node_get_string (node));

  return NULL;
}

static gboolean
refuse_nothing (RoundsFilterReader  *self,
                const RoundsField   *field,
                GError             **error)
{
  rounds_filter_reader_refuse (self, "value", error,
                               _("The filter on “%s” needs a value; use \"empty\" to find records without one"), field->json_path);
  return FALSE;
}

static gboolean
is_me (const RoundsField *field,
       JsonNode          *node)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

  return object != NULL && field->type == ROUNDS_FIELD_REFERENCE && g_strcmp0 (field->reference, "user") == 0 &&
         json_object_get_size (object) == 1 && json_object_get_boolean_member_with_default (object, "me", FALSE);
}

static gboolean
read_typed (RoundsFilterReader  *self,
            const RoundsField   *field,
            JsonNode            *node,
            RoundsValue         *value,
            GError             **error)
{
  g_autoptr(GError) local = NULL;

  if (is_me (field, node) && self->context->user_id != NULL)
    {
      rounds_value_set_text (value, self->context->user_id);
      return TRUE;
    }

  if (field->type == ROUNDS_FIELD_DATE && JSON_NODE_HOLDS_OBJECT (node))
    {
      rounds_value_take_text (value, read_moving_day (self, json_node_get_object (node), error));
      return value->type != ROUNDS_VALUE_NULL;
    }

  if (!rounds_json_read_value (field, node, value, &local))
    {
      GPtrArray *fields = rounds_problem_get_fields (local);
      const RoundsFieldProblem *problem = fields != NULL && fields->len > 0 ? g_ptr_array_index (fields, 0) : NULL;

      rounds_filter_reader_refuse (self, "value", error, "%s", problem != NULL ? problem->detail : local->message);
      return FALSE;
    }

  /* An empty text is none. */
  return value->type != ROUNDS_VALUE_NULL || refuse_nothing (self, field, error);
}

/*
 * Adds what a condition compares with to @values.
 *
 * @node: (nullable): as given
 */
gboolean
rounds_filter_read_value (RoundsFilterReader    *self,
                          const RoundsField     *field,
                          RoundsFilterOperator   op,
                          JsonNode              *node,
                          GPtrArray             *values,
                          GError               **error)
{
  const gboolean is_text = op == ROUNDS_FILTER_CONTAINS || op == ROUNDS_FILTER_STARTS_WITH || op == ROUNDS_FILTER_TEAM ||
                           field->type == ROUNDS_FIELD_TEXT_LIST;
  g_auto(RoundsValue) value = ROUNDS_VALUE_INIT;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return refuse_nothing (self, field, error);
  if (++self->n_values > MAX_VALUES)
    {
      rounds_filter_reader_refuse (self, "value", error, _("The filter has more than %d values"), MAX_VALUES);
      return FALSE;
    }

  if (is_text)
    {
      if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
        {
          rounds_filter_reader_refuse (self, "value", error, _("The filter on “%s” needs a text"), field->json_path);
          return FALSE;
        }
      rounds_parameters_add_text (values, json_node_get_string (node));
      return TRUE;
    }

  if (!read_typed (self, field, node, &value, error))
    return FALSE;
  rounds_parameters_add_value (values, &value);
  return TRUE;
}

/* An instant against a whole day: from its start to the start of the next. */
static RoundsFilter *
compare_with_day (RoundsFilterReader    *self,
                  const RoundsField     *field,
                  RoundsFilterOperator   op,
                  const char            *date,
                  GError               **error)
{
  RoundsMoment *moment = rounds_filter_reader_get_moment (self, error);
  g_autofree char *next_date = moment != NULL ? rounds_date_add_days (date, 1) : NULL;
  g_autoptr(RoundsFilter) from = NULL;
  g_autoptr(RoundsFilter) before = NULL;
  g_autoptr(RoundsFilter) within = NULL;
  gint64 start;
  gint64 next;

  if (moment == NULL)
    return NULL;
  if (next_date == NULL)
    {
      rounds_filter_reader_refuse (self, "value", error, _("The filter on “%s” needs a day that exists"), field->json_path);
      return NULL;
    }

  start = rounds_moment_start_of (moment, date);
  next = rounds_moment_start_of (moment, next_date);

  switch (op)
    {
    case ROUNDS_FILTER_LESS:
      return rounds_filter_new_integer (field, ROUNDS_FILTER_LESS, start);
    case ROUNDS_FILTER_LESS_OR_EQUAL:
      return rounds_filter_new_integer (field, ROUNDS_FILTER_LESS, next);
    case ROUNDS_FILTER_GREATER:
      return rounds_filter_new_integer (field, ROUNDS_FILTER_GREATER_OR_EQUAL, next);
    case ROUNDS_FILTER_GREATER_OR_EQUAL:
      return rounds_filter_new_integer (field, ROUNDS_FILTER_GREATER_OR_EQUAL, start);
    default:
      from = rounds_filter_new_integer (field, ROUNDS_FILTER_GREATER_OR_EQUAL, start);
      before = rounds_filter_new_integer (field, ROUNDS_FILTER_LESS, next);
      within = rounds_filter_new_and (from, before);
      return op == ROUNDS_FILTER_DIFFERENT ? rounds_filter_new_not (within) : g_steal_pointer (&within);
    }
}

static gboolean
is_comparison (RoundsFilterOperator op)
{
  return op >= ROUNDS_FILTER_EQUAL && op <= ROUNDS_FILTER_GREATER_OR_EQUAL;
}

/*
 * Returns: (transfer full) (nullable): the condition that compares @field with one value
 */
RoundsFilter *
rounds_filter_read_comparison (RoundsFilterReader    *self,
                               const RoundsField     *field,
                               RoundsFilterOperator   op,
                               JsonNode              *node,
                               GError               **error)
{
  g_autoptr(GPtrArray) values = rounds_parameters_new ();

  if (field->type == ROUNDS_FIELD_INSTANT && is_comparison (op) && node != NULL)
    {
      g_autoptr(GError) local = NULL;
      g_autofree char *day = read_day (self, node, &local);

      if (local != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return NULL;
        }
      if (day != NULL)
        return compare_with_day (self, field, op, day, error);
    }

  if (!rounds_filter_read_value (self, field, op, node, values, error))
    return NULL;
  return rounds_filter_new_values (field, op, values);
}

static gboolean
read_period_day (RoundsFilterReader  *self,
                 JsonObject          *object,
                 const char          *member,
                 char               **day,
                 GError             **error)
{
  JsonNode *node = json_object_get_member (object, member);
  g_autoptr(GError) local = NULL;

  *day = node != NULL ? read_day (self, node, &local) : NULL;
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }

  return *day != NULL;
}

/*
 * Returns: (transfer full) (nullable): the moment, with the period that @node says
 */
RoundsMoment *
rounds_filter_read_period (RoundsFilterReader  *self,
                           JsonNode            *node,
                           GError             **error)
{
  RoundsMoment *moment = rounds_filter_reader_get_moment (self, error);
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  g_autoptr(GError) local = NULL;
  gint64 amount;

  if (moment == NULL)
    return NULL;

  if (object != NULL && json_object_get_size (object) == 1)
    {
      const char *today = rounds_moment_get_today (moment);

      if (rounds_json_get_integer (object, "months", &amount) && amount > 0 && amount <= MAX_MONTHS)
        from = rounds_date_add_months (today, (int) -amount);
      else if (rounds_json_get_integer (object, "days", &amount) && amount > 0 && amount <= MAX_DAYS)
        from = rounds_date_add_days (today, (int) -amount);
      if (from != NULL)
        return rounds_moment_with_period (moment, from, today);
    }

  if (object != NULL && json_object_get_size (object) == 2 && read_period_day (self, object, "from", &from, &local) &&
      read_period_day (self, object, "to", &to, &local))
    return rounds_moment_with_period (moment, from, to);

  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else
    rounds_filter_reader_refuse (self, "period", error,
                                 _("A period is {\"months\":12}, {\"days\":90} or {\"from\":…,\"to\":…} with two days"));
  return NULL;
}
