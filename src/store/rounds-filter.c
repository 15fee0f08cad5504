/* rounds-filter.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/rounds-filter.h"

#include <string.h>

#include "model/rounds-custom-value.h"
#include "model/rounds-fold.h"
#include "model/rounds-json.h"
#include "store/rounds-database.h"
#include "store/rounds-filter-private.h"

static RoundsFilter *
create (RoundsFilterOperator  op,
        const RoundsField    *field)
{
  RoundsFilter *self = g_atomic_rc_box_new0 (RoundsFilter);

  self->op = op;
  self->field = field;

  return self;
}

static void
rounds_filter_clear (gpointer data)
{
  RoundsFilter *self = data;

  g_clear_pointer (&self->children, g_ptr_array_unref);
  g_clear_pointer (&self->values, g_ptr_array_unref);
  g_clear_pointer (&self->moment, rounds_moment_unref);
  g_clear_pointer (&self->source, json_node_unref);
}

RoundsFilter *
rounds_filter_ref (RoundsFilter *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
rounds_filter_unref (RoundsFilter *self)
{
  g_atomic_rc_box_release_full (self, rounds_filter_clear);
}

static void
add_child (RoundsFilter *self,
           RoundsFilter *child)
{
  if (self->children == NULL)
    self->children = g_ptr_array_new_with_free_func ((GDestroyNotify) rounds_filter_unref);
  g_ptr_array_add (self->children, rounds_filter_ref (child));
}

/**
 * rounds_filter_new_all:
 *
 * Returns: (transfer full): what every record meets
 */
RoundsFilter *
rounds_filter_new_all (void)
{
  return create (ROUNDS_FILTER_AND, NULL);
}

/**
 * rounds_filter_new_group:
 * @op: %ROUNDS_FILTER_AND or %ROUNDS_FILTER_OR
 * @children: (transfer none) (element-type RoundsFilter): the conditions; no condition is met by all (AND), by none (OR)
 *
 * Returns: (transfer full): the group
 */
RoundsFilter *
rounds_filter_new_group (RoundsFilterOperator  op,
                         GPtrArray            *children)
{
  RoundsFilter *self;

  g_return_val_if_fail (op == ROUNDS_FILTER_AND || op == ROUNDS_FILTER_OR, NULL);

  self = create (op, NULL);
  for (guint i = 0; i < children->len; i++)
    add_child (self, g_ptr_array_index (children, i));

  return self;
}

static RoundsFilter *
create_pair (RoundsFilterOperator  op,
             RoundsFilter         *first,
             RoundsFilter         *second)
{
  RoundsFilter *self = create (op, NULL);

  add_child (self, first);
  add_child (self, second);

  return self;
}

/**
 * rounds_filter_new_and:
 * @first: (transfer none) (nullable): a filter; %NULL for one that all meet
 * @second: (transfer none) (nullable): likewise
 *
 * Returns: (transfer full): both
 */
RoundsFilter *
rounds_filter_new_and (RoundsFilter *first,
                       RoundsFilter *second)
{
  if (first == NULL || second == NULL)
    {
      RoundsFilter *only = first != NULL ? first : second;
      return only != NULL ? rounds_filter_ref (only) : rounds_filter_new_all ();
    }

  return create_pair (ROUNDS_FILTER_AND, first, second);
}

/**
 * rounds_filter_new_or:
 * @first: (transfer none): a filter
 * @second: (transfer none): a filter
 *
 * Returns: (transfer full): either
 */
RoundsFilter *
rounds_filter_new_or (RoundsFilter *first,
                      RoundsFilter *second)
{
  g_return_val_if_fail (first != NULL && second != NULL, NULL);

  return create_pair (ROUNDS_FILTER_OR, first, second);
}

/**
 * rounds_filter_new_not:
 * @child: (transfer none): a filter
 *
 * Returns: (transfer full): met where @child is not met, for want of a value too
 */
RoundsFilter *
rounds_filter_new_not (RoundsFilter *child)
{
  RoundsFilter *self = create (ROUNDS_FILTER_NOT, NULL);

  add_child (self, child);

  return self;
}

/*
 * Takes values already read.
 */
RoundsFilter *
rounds_filter_new_values (const RoundsField    *field,
                          RoundsFilterOperator  op,
                          GPtrArray            *values)
{
  RoundsFilter *self = create (op, field);

  self->values = g_ptr_array_ref (values);

  return self;
}

/**
 * rounds_filter_new_text:
 * @field: a field that holds text: text, date, choice, reference, or a list (CONTAINS)
 * @op: a comparison; for a list CONTAINS; for a reference to a user also TEAM, with the id of the team
 * @text: (nullable): what to compare with, copied
 *
 * Returns: (transfer full): the condition
 */
RoundsFilter *
rounds_filter_new_text (const RoundsField    *field,
                        RoundsFilterOperator  op,
                        const char           *text)
{
  g_autoptr(GPtrArray) values = rounds_parameters_new ();

  rounds_parameters_add_text (values, text);
  return rounds_filter_new_values (field, op, values);
}

/**
 * rounds_filter_new_integer:
 * @field: a field that holds a number: integer, decimal, money, instant or boolean
 * @integer: scaled as the field is
 *
 * Returns: (transfer full): the condition
 */
RoundsFilter *
rounds_filter_new_integer (const RoundsField    *field,
                           RoundsFilterOperator  op,
                           gint64                integer)
{
  g_autoptr(GPtrArray) values = rounds_parameters_new ();

  rounds_parameters_add_integer (values, integer);
  return rounds_filter_new_values (field, op, values);
}

/**
 * rounds_filter_new_in:
 * @texts: the values, as rounds_field_parse_text() reads them; what it cannot read is passed over
 *
 * Returns: (transfer full): met by one of @texts; for a list, by one of its entries
 */
RoundsFilter *
rounds_filter_new_in (const RoundsField  *field,
                      const char * const *texts)
{
  g_autoptr(GPtrArray) values = rounds_parameters_new ();

  for (guint i = 0; texts[i] != NULL; i++)
    {
      g_auto(RoundsValue) value = ROUNDS_VALUE_INIT;

      if (field->type == ROUNDS_FIELD_TEXT_LIST)
        rounds_value_set_text (&value, texts[i]);
      else if (!rounds_field_parse_text (field, texts[i], &value, NULL))
        continue;
      rounds_parameters_add_value (values, &value);
    }

  return rounds_filter_new_values (field, ROUNDS_FILTER_IN, values);
}

RoundsFilter *
rounds_filter_new_empty (const RoundsField *field)
{
  return create (ROUNDS_FILTER_EMPTY, field);
}

/**
 * rounds_filter_new_related:
 * @reference: a field of type %ROUNDS_FIELD_REFERENCE
 * @condition: (transfer none): on the fields of the kind referred to
 *
 * Returns: (transfer full): met where the record referred to meets @condition
 */
RoundsFilter *
rounds_filter_new_related (const RoundsField *reference,
                           RoundsFilter      *condition)
{
  RoundsFilter *self = create (ROUNDS_FILTER_RELATED, reference);

  add_child (self, condition);

  return self;
}

/**
 * rounds_filter_new_linked:
 * @field: a field that holds an id: the record's own, or that of another record
 * @related: the kind of the other record
 * @link: a field of @related that holds ids
 * @condition: (transfer none): on the fields of @related
 *
 * As rounds_filter_new_related(), where the table does not say what is referred to, or where the other record is the one that refers.
 *
 * Returns: (transfer full): met where there is a record of @related whose @link is @field, and which meets @condition
 */
RoundsFilter *
rounds_filter_new_linked (const RoundsField      *field,
                          const RoundsEntityInfo *related,
                          const RoundsField      *link,
                          RoundsFilter           *condition)
{
  RoundsFilter *self = rounds_filter_new_related (field, condition);

  self->related = related;
  self->link = link;

  return self;
}

/*
 * Whether people sort and compare the field's text with case and accents set aside; numbers of registers, ranks, dates and
 * ids are what they are.
 */
gboolean
rounds_field_is_folded (const RoundsField *field)
{
  const RoundsFieldFlags exact = ROUNDS_FIELD_HIDDEN | ROUNDS_FIELD_PHONE | ROUNDS_FIELD_FINESS | ROUNDS_FIELD_SIRET;

  return (field->type == ROUNDS_FIELD_TEXT || field->type == ROUNDS_FIELD_LONG_TEXT) && !(field->flags & exact);
}

/* Negative, 0 or positive, as strcmp(); both are there and of the same type. */
static int
compare (const RoundsField *field,
         const RoundsValue *held,
         const RoundsValue *wanted)
{
  g_autofree char *a = NULL;
  g_autofree char *b = NULL;

  if (held->type == ROUNDS_VALUE_INTEGER)
    return (held->integer > wanted->integer) - (held->integer < wanted->integer);

  if (!rounds_field_is_folded (field))
    return strcmp (held->text, wanted->text);

  a = rounds_fold (held->text);
  b = rounds_fold (wanted->text);
  return strcmp (a, b);
}

static gboolean
has_entry (const RoundsValue *held,
           const RoundsValue *wanted)
{
  g_auto(GStrv) entries = rounds_json_parse_list (held->text);

  return g_strv_contains ((const char * const *) entries, wanted->text);
}

static gboolean
matches_text (const RoundsFilter *self,
              const RoundsValue  *held,
              const RoundsValue  *wanted)
{
  g_autofree char *text = NULL;
  g_autofree char *part = NULL;

  if (self->field->type == ROUNDS_FIELD_TEXT_LIST)
    return has_entry (held, wanted);

  text = rounds_fold (held->text);
  part = rounds_fold (wanted->text);
  return self->op == ROUNDS_FILTER_CONTAINS ? strstr (text, part) != NULL : g_str_has_prefix (text, part);
}

static gboolean
matches_values (const RoundsFilter *self,
                const RoundsValue  *held)
{
  const RoundsValue *wanted = self->values->len > 0 ? g_ptr_array_index (self->values, 0) : NULL;

  if (self->op == ROUNDS_FILTER_DIFFERENT)
    return !rounds_value_equal (held, wanted);
  if (held->type == ROUNDS_VALUE_NULL)
    return FALSE;

  if (self->op == ROUNDS_FILTER_IN)
    {
      for (guint i = 0; i < self->values->len; i++)
        {
          wanted = g_ptr_array_index (self->values, i);
          if (self->field->type == ROUNDS_FIELD_TEXT_LIST ? has_entry (held, wanted) : rounds_value_equal (held, wanted))
            return TRUE;
        }
      return FALSE;
    }

  if (wanted->type != held->type)
    return FALSE;

  switch (self->op)
    {
    case ROUNDS_FILTER_EQUAL:
      return rounds_value_equal (held, wanted);
    case ROUNDS_FILTER_LESS:
      return compare (self->field, held, wanted) < 0;
    case ROUNDS_FILTER_LESS_OR_EQUAL:
      return compare (self->field, held, wanted) <= 0;
    case ROUNDS_FILTER_GREATER:
      return compare (self->field, held, wanted) > 0;
    case ROUNDS_FILTER_GREATER_OR_EQUAL:
      return compare (self->field, held, wanted) >= 0;
    case ROUNDS_FILTER_CONTAINS:
    case ROUNDS_FILTER_STARTS_WITH:
      return matches_text (self, held, wanted);
    default:
      return FALSE;
    }
}

/* What the record holds; only a custom value has to be taken out of its object, into @custom. */
static const RoundsValue *
read_held (const RoundsField *field,
           RoundsEntity      *entity,
           RoundsValue       *custom)
{
  if (!(field->flags & ROUNDS_FIELD_CUSTOM))
    return rounds_entity_get_value (entity, field);

  rounds_custom_value_get (entity, field, custom);
  return custom;
}

/**
 * rounds_filter_matches:
 * @entity: a record of the kind the filter's fields are of
 *
 * Asks the record alone: TEAM, RELATED and derived fields, which need other records, are not met here. Only the database can
 * tell.
 *
 * Returns: whether @entity meets the filter
 */
gboolean
rounds_filter_matches (RoundsFilter *self,
                       RoundsEntity *entity)
{
  const guint n_children = self->children != NULL ? self->children->len : 0;
  g_auto(RoundsValue) custom = ROUNDS_VALUE_INIT;

  if (self->field != NULL && (self->field->flags & ROUNDS_FIELD_DERIVED))
    return FALSE;

  switch (self->op)
    {
    case ROUNDS_FILTER_AND:
    case ROUNDS_FILTER_OR:
      for (guint i = 0; i < n_children; i++)
        if (rounds_filter_matches (g_ptr_array_index (self->children, i), entity) == (self->op == ROUNDS_FILTER_OR))
          return self->op == ROUNDS_FILTER_OR;
      return self->op == ROUNDS_FILTER_AND;

    case ROUNDS_FILTER_NOT:
      return !rounds_filter_matches (g_ptr_array_index (self->children, 0), entity);

    case ROUNDS_FILTER_EMPTY:
      return read_held (self->field, entity, &custom)->type == ROUNDS_VALUE_NULL;

    case ROUNDS_FILTER_TEAM:
    case ROUNDS_FILTER_RELATED:
      return FALSE;

    case ROUNDS_FILTER_EQUAL:
    case ROUNDS_FILTER_DIFFERENT:
    case ROUNDS_FILTER_LESS:
    case ROUNDS_FILTER_LESS_OR_EQUAL:
    case ROUNDS_FILTER_GREATER:
    case ROUNDS_FILTER_GREATER_OR_EQUAL:
    case ROUNDS_FILTER_CONTAINS:
    case ROUNDS_FILTER_STARTS_WITH:
    case ROUNDS_FILTER_IN:
    default:
      return matches_values (self, read_held (self->field, entity, &custom));
    }
}
