/* rounds-entity.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/rounds-entity-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/rounds-id.h"
#include "model/rounds-json.h"
#include "model/rounds-problem.h"

/**
 * RoundsEntity:
 *
 * A record. What it can hold is one static table of fields, which its class registers with
 * rounds_entity_class_set_info(); properties, SQL, JSON, validation and editors read that table.
 */

typedef struct
{
  RoundsValue *values;
  GPtrArray **records; /* by field index; NULL when not loaded */
} RoundsEntityPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (RoundsEntity, rounds_entity, G_TYPE_OBJECT)

#define PRIVATE(self) ((RoundsEntityPrivate *) rounds_entity_get_instance_private (self))

static const RoundsField *
get_field (RoundsEntity *self,
           const char   *name)
{
  const RoundsField *field = rounds_entity_info_find (rounds_entity_get_info (self), name);

  if (field == NULL)
    g_critical ("%s has no field “%s”", G_OBJECT_TYPE_NAME (self), name);

  return field;
}

static void
rounds_entity_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  RoundsEntity *self = ROUNDS_ENTITY (object);
  const RoundsField *field = &rounds_entity_get_info (self)->fields[prop_id - 1];
  const RoundsValue *held = rounds_entity_get_value (self, field);

  switch (field->type)
    {
    case ROUNDS_FIELD_BOOLEAN:
      g_value_set_boolean (value, held->integer != 0);
      break;
    case ROUNDS_FIELD_INTEGER:
    case ROUNDS_FIELD_DECIMAL:
    case ROUNDS_FIELD_MONEY:
    case ROUNDS_FIELD_INSTANT:
      g_value_set_int64 (value, held->integer);
      break;
    case ROUNDS_FIELD_TEXT_LIST:
      g_value_take_boxed (value, rounds_entity_dup_list (self, field->name));
      break;
    case ROUNDS_FIELD_RECORDS:
      g_value_set_boxed (value, rounds_entity_get_records (self, field->name));
      break;
    case ROUNDS_FIELD_TEXT:
    case ROUNDS_FIELD_LONG_TEXT:
    case ROUNDS_FIELD_DATE:
    case ROUNDS_FIELD_CHOICE:
    case ROUNDS_FIELD_REFERENCE:
    default:
      g_value_set_string (value, held->text);
    }
}

static void
rounds_entity_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  RoundsEntity *self = ROUNDS_ENTITY (object);
  const RoundsField *field = &rounds_entity_get_info (self)->fields[prop_id - 1];

  switch (field->type)
    {
    case ROUNDS_FIELD_BOOLEAN:
      rounds_entity_set_boolean (self, field->name, g_value_get_boolean (value));
      break;
    case ROUNDS_FIELD_INTEGER:
    case ROUNDS_FIELD_DECIMAL:
    case ROUNDS_FIELD_MONEY:
    case ROUNDS_FIELD_INSTANT:
      rounds_entity_set_integer (self, field->name, g_value_get_int64 (value));
      break;
    case ROUNDS_FIELD_TEXT_LIST:
      rounds_entity_set_list (self, field->name, g_value_get_boxed (value));
      break;
    case ROUNDS_FIELD_RECORDS:
      rounds_entity_set_records (self, field->name, g_value_get_boxed (value));
      break;
    case ROUNDS_FIELD_TEXT:
    case ROUNDS_FIELD_LONG_TEXT:
    case ROUNDS_FIELD_DATE:
    case ROUNDS_FIELD_CHOICE:
    case ROUNDS_FIELD_REFERENCE:
    default:
      rounds_entity_set_text (self, field->name, g_value_get_string (value));
    }
}

static void
rounds_entity_constructed (GObject *object)
{
  RoundsEntity *self = ROUNDS_ENTITY (object);
  const RoundsEntityInfo *info = rounds_entity_get_info (self);

  PRIVATE (self)->values = g_new0 (RoundsValue, info->n_fields);
  for (guint i = 0; i < info->n_fields; i++)
    if (info->fields[i].initial != NULL)
      rounds_field_parse_text (&info->fields[i], info->fields[i].initial, &PRIVATE (self)->values[i], NULL);

  G_OBJECT_CLASS (rounds_entity_parent_class)->constructed (object);
}

static void
rounds_entity_finalize (GObject *object)
{
  RoundsEntity *self = ROUNDS_ENTITY (object);
  RoundsEntityPrivate *priv = PRIVATE (self);
  const RoundsEntityInfo *info = rounds_entity_get_info (self);

  for (guint i = 0; i < info->n_fields; i++)
    rounds_value_clear (&priv->values[i]);
  for (guint i = 0; priv->records != NULL && i < info->n_fields; i++)
    g_clear_pointer (&priv->records[i], g_ptr_array_unref);
  g_clear_pointer (&priv->records, g_free);
  g_clear_pointer (&priv->values, g_free);

  G_OBJECT_CLASS (rounds_entity_parent_class)->finalize (object);
}

static void
rounds_entity_class_init (RoundsEntityClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = rounds_entity_constructed;
  object_class->finalize = rounds_entity_finalize;
}

static void
rounds_entity_init (RoundsEntity *self)
{
  /* The values are made in constructed(): here the instance does not know its own class yet. */
}

/**
 * rounds_entity_class_set_info:
 * @klass: a record's class, from its class_init
 * @info: static, with the record's own table; completed here
 *
 * Registers the table: base fields before own ones, names for SQL and JSON, and a GObject property for each.
 */
void
rounds_entity_class_set_info (RoundsEntityClass *klass,
                              RoundsEntityInfo  *info)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  g_return_if_fail (info->fields == NULL);

  /* These two are not inherited: GObject asks the class that installs a property. */
  object_class->get_property = rounds_entity_get_property;
  object_class->set_property = rounds_entity_set_property;

  info->type = G_TYPE_FROM_CLASS (klass);
  rounds_entity_info_complete (info);
  for (guint i = 0; i < info->n_fields; i++)
    g_object_class_install_property (object_class, i + 1, info->fields[i].pspec);

  klass->info = info;
}

/**
 * rounds_entity_new:
 * @info: what kind
 *
 * Returns: (transfer full): a record with its table's initial values and no id
 */
RoundsEntity *
rounds_entity_new (const RoundsEntityInfo *info)
{
  return g_object_new (info->type, NULL);
}

/**
 * rounds_entity_copy:
 *
 * Returns: (transfer full): a record with the same values; its own records (lines, participants) are copied too
 */
RoundsEntity *
rounds_entity_copy (RoundsEntity *self)
{
  const RoundsEntityInfo *info = rounds_entity_get_info (self);
  RoundsEntity *copy = rounds_entity_new (info);

  for (guint i = 0; i < info->n_fields; i++)
    {
      GPtrArray *records = PRIVATE (self)->records != NULL ? PRIVATE (self)->records[i] : NULL;

      rounds_value_copy (&PRIVATE (self)->values[i], &PRIVATE (copy)->values[i]);
      if (records != NULL)
        {
          g_autoptr(GPtrArray) copies = g_ptr_array_copy (records, (GCopyFunc) (void (*) (void)) rounds_entity_copy, NULL);
          g_ptr_array_set_free_func (copies, g_object_unref);
          rounds_entity_set_records (copy, info->fields[i].name, copies);
        }
    }

  return copy;
}

const RoundsEntityInfo *
rounds_entity_get_info (RoundsEntity *self)
{
  g_return_val_if_fail (ROUNDS_IS_ENTITY (self), NULL);

  return ROUNDS_ENTITY_GET_CLASS (self)->info;
}

const char *
rounds_entity_get_kind (RoundsEntity *self)
{
  return rounds_entity_get_info (self)->kind;
}

/**
 * rounds_entity_get_id:
 *
 * Returns: (nullable): the id, a UUIDv7; %NULL in a record that was never stored
 */
const char *
rounds_entity_get_id (RoundsEntity *self)
{
  return PRIVATE (self)->values[ROUNDS_ENTITY_ID].text;
}

/**
 * rounds_entity_get_revision:
 *
 * Returns: the server-wide revision of the last change; 0 in a record the server has not seen
 */
gint64
rounds_entity_get_revision (RoundsEntity *self)
{
  return PRIVATE (self)->values[ROUNDS_ENTITY_REVISION].integer;
}

gboolean
rounds_entity_is_deleted (RoundsEntity *self)
{
  return PRIVATE (self)->values[ROUNDS_ENTITY_DELETED_AT].type != ROUNDS_VALUE_NULL;
}

/**
 * rounds_entity_dup_title:
 *
 * Returns: (transfer full): what names the record to a person; a person's first and last name together
 */
char *
rounds_entity_dup_title (RoundsEntity *self)
{
  const RoundsEntityInfo *info = rounds_entity_get_info (self);
  const char *title;

  if (rounds_entity_info_find (info, "first-name") != NULL)
    {
      const char *first = rounds_entity_get_text (self, "first-name");
      const char *last = rounds_entity_get_text (self, "last-name");

      return g_strstrip (g_strdup_printf ("%s %s", first != NULL ? first : "", last != NULL ? last : ""));
    }

  title = rounds_entity_get_text (self, info->title_field);
  return g_strdup (title != NULL ? title : _(info->label));
}

/**
 * rounds_entity_get_value:
 * @field: a field of this record's table
 *
 * Returns: (transfer none): what the record holds, until it is set again
 */
const RoundsValue *
rounds_entity_get_value (RoundsEntity      *self,
                         const RoundsField *field)
{
  return &PRIVATE (self)->values[field->index];
}

void
rounds_entity_set_value (RoundsEntity      *self,
                         const RoundsField *field,
                         const RoundsValue *value)
{
  g_auto(RoundsValue) copy = ROUNDS_VALUE_INIT;

  rounds_value_copy (value, &copy);
  rounds_entity_take_value (self, field, &copy);
}

/**
 * rounds_entity_take_value:
 * @field: a field of this record's table
 * @value: what to hold; left null
 *
 * Notifies the field's property when the value is another one.
 */
void
rounds_entity_take_value (RoundsEntity      *self,
                          const RoundsField *field,
                          RoundsValue       *value)
{
  RoundsValue *held = &PRIVATE (self)->values[field->index];

  if (rounds_value_equal (held, value))
    {
      rounds_value_clear (value);
      return;
    }

  rounds_value_clear (held);
  *held = *value;
  *value = (RoundsValue) ROUNDS_VALUE_INIT;
  g_object_notify_by_pspec (G_OBJECT (self), field->pspec);
}

/**
 * rounds_entity_is_null:
 * @name: a field's property name
 *
 * Returns: whether nothing is known there, which is not the same as 0 or an empty text
 */
gboolean
rounds_entity_is_null (RoundsEntity *self,
                       const char   *name)
{
  const RoundsField *field = get_field (self, name);

  return field == NULL || PRIVATE (self)->values[field->index].type == ROUNDS_VALUE_NULL;
}

void
rounds_entity_clear (RoundsEntity *self,
                     const char   *name)
{
  rounds_entity_set_text (self, name, NULL);
}

/**
 * rounds_entity_get_text:
 *
 * Returns: (nullable) (transfer none): the text of a field, until it is set again
 */
const char *
rounds_entity_get_text (RoundsEntity *self,
                        const char   *name)
{
  const RoundsField *field = get_field (self, name);

  return field != NULL ? PRIVATE (self)->values[field->index].text : NULL;
}

void
rounds_entity_set_text (RoundsEntity *self,
                        const char   *name,
                        const char   *text)
{
  const RoundsField *field = get_field (self, name);
  g_auto(RoundsValue) value = ROUNDS_VALUE_INIT;

  if (field == NULL)
    return;

  rounds_value_set_text (&value, text);
  rounds_entity_take_value (self, field, &value);
}

/**
 * rounds_entity_get_integer:
 *
 * Returns: a number as the field scales it (minor units for money, microseconds for an instant); 0 for null
 */
gint64
rounds_entity_get_integer (RoundsEntity *self,
                           const char   *name)
{
  const RoundsField *field = get_field (self, name);

  return field != NULL ? PRIVATE (self)->values[field->index].integer : 0;
}

void
rounds_entity_set_integer (RoundsEntity *self,
                           const char   *name,
                           gint64        integer)
{
  const RoundsField *field = get_field (self, name);
  RoundsValue value = { ROUNDS_VALUE_INTEGER, integer, NULL };

  if (field != NULL)
    rounds_entity_take_value (self, field, &value);
}

gboolean
rounds_entity_get_boolean (RoundsEntity *self,
                           const char   *name)
{
  return rounds_entity_get_integer (self, name) != 0;
}

void
rounds_entity_set_boolean (RoundsEntity *self,
                           const char   *name,
                           gboolean      boolean)
{
  rounds_entity_set_integer (self, name, boolean ? 1 : 0);
}

/**
 * rounds_entity_dup_list:
 *
 * Returns: (transfer full): the texts of a list field; empty for null
 */
GStrv
rounds_entity_dup_list (RoundsEntity *self,
                        const char   *name)
{
  return rounds_json_parse_list (rounds_entity_get_text (self, name));
}

void
rounds_entity_set_list (RoundsEntity       *self,
                        const char         *name,
                        const char * const *list)
{
  g_autofree char *text = NULL;

  if (list != NULL && list[0] != NULL)
    text = rounds_json_list_to_text (list);
  rounds_entity_set_text (self, name, text);
}

/**
 * rounds_entity_get_records:
 * @name: a field of type %ROUNDS_FIELD_RECORDS
 *
 * Returns: (nullable) (transfer none) (element-type RoundsEntity): the records that belong to this one, in order; %NULL
 *   when they were not loaded
 */
GPtrArray *
rounds_entity_get_records (RoundsEntity *self,
                           const char   *name)
{
  const RoundsField *field = get_field (self, name);

  if (field == NULL || PRIVATE (self)->records == NULL)
    return NULL;
  return PRIVATE (self)->records[field->index];
}

/**
 * rounds_entity_set_records:
 * @records: (nullable) (element-type RoundsEntity): the records; a reference is kept
 */
void
rounds_entity_set_records (RoundsEntity *self,
                           const char   *name,
                           GPtrArray    *records)
{
  const RoundsField *field = get_field (self, name);
  RoundsEntityPrivate *priv = PRIVATE (self);

  if (field == NULL)
    return;

  if (priv->records == NULL)
    priv->records = g_new0 (GPtrArray *, rounds_entity_get_info (self)->n_fields);
  if (priv->records[field->index] == records)
    return;

  g_clear_pointer (&priv->records[field->index], g_ptr_array_unref);
  if (records != NULL)
    priv->records[field->index] = g_ptr_array_ref (records);
  g_object_notify_by_pspec (G_OBJECT (self), field->pspec);
}

/**
 * rounds_entity_validate:
 * @error: field problems of %ROUNDS_PROBLEM_INVALID, all of them at once
 *
 * Checks every field of the record, and of the records that belong to it, against the table. The id and what the store
 * sets by itself are left out.
 */
gboolean
rounds_entity_validate (RoundsEntity *self,
                        GError      **error)
{
  const RoundsEntityInfo *info = rounds_entity_get_info (self);
  g_autoptr(GError) problems = NULL;

  for (guint i = ROUNDS_ENTITY_N_BASE_FIELDS; i < info->n_fields; i++)
    {
      const RoundsField *field = &info->fields[i];
      GPtrArray *records = PRIVATE (self)->records != NULL ? PRIVATE (self)->records[i] : NULL;

      rounds_field_validate (field, &PRIVATE (self)->values[i], &problems);

      for (guint j = 0; records != NULL && j < records->len; j++)
        {
          g_autoptr(GError) local = NULL;
          g_autofree char *prefix = g_strdup_printf ("%s[%u].", field->json_path, j);
          GPtrArray *fields;

          if (rounds_entity_validate (g_ptr_array_index (records, j), &local))
            continue;
          rounds_problem_add_prefix (local, prefix);
          fields = rounds_problem_get_fields (local);
          for (guint k = 0; k < fields->len; k++)
            {
              const RoundsFieldProblem *problem = g_ptr_array_index (fields, k);
              rounds_problem_add_field (&problems, problem->field, problem->code, "%s", problem->detail);
            }
        }
    }

  if (problems == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&problems));
  return FALSE;
}
