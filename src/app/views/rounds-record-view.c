/* rounds-record-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/views/rounds-record-view.h"

#include "model/rounds-registry.h"

typedef struct
{
  /* Owned references */
  RoundsWorkspace *workspace;
  char *id;

  const RoundsEntityInfo *info;
} RoundsRecordViewPrivate;

enum
{
  PROP_0,
  PROP_WORKSPACE,
  PROP_KIND,
  PROP_ID,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (RoundsRecordView, rounds_record_view, ADW_TYPE_BIN)

#define PRIVATE(self) ((RoundsRecordViewPrivate *) rounds_record_view_get_instance_private (self))

static void
rounds_record_view_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  RoundsRecordViewPrivate *priv = PRIVATE (ROUNDS_RECORD_VIEW (object));

  switch (prop_id)
    {
    case PROP_WORKSPACE:
      g_value_set_object (value, priv->workspace);
      break;
    case PROP_KIND:
      g_value_set_string (value, priv->info->kind);
      break;
    case PROP_ID:
      g_value_set_string (value, priv->id);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rounds_record_view_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  RoundsRecordViewPrivate *priv = PRIVATE (ROUNDS_RECORD_VIEW (object));

  switch (prop_id)
    {
    case PROP_WORKSPACE:
      priv->workspace = g_value_dup_object (value);
      break;
    case PROP_KIND:
      priv->info = rounds_registry_find (g_value_get_string (value));
      break;
    case PROP_ID:
      priv->id = g_value_dup_string (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rounds_record_view_dispose (GObject *object)
{
  RoundsRecordViewPrivate *priv = PRIVATE (ROUNDS_RECORD_VIEW (object));

  gtk_widget_dispose_template (GTK_WIDGET (object), G_OBJECT_TYPE (object));
  g_clear_object (&priv->workspace);
  g_clear_pointer (&priv->id, g_free);

  G_OBJECT_CLASS (rounds_record_view_parent_class)->dispose (object);
}

static void
rounds_record_view_class_init (RoundsRecordViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = rounds_record_view_get_property;
  object_class->set_property = rounds_record_view_set_property;
  object_class->dispose = rounds_record_view_dispose;

  props[PROP_WORKSPACE] = g_param_spec_object ("workspace", NULL, NULL, ROUNDS_TYPE_WORKSPACE, flags);
  props[PROP_KIND] = g_param_spec_string ("kind", NULL, NULL, NULL, flags);
  props[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
rounds_record_view_init (RoundsRecordView *self)
{
}

/**
 * rounds_record_view_get_workspace:
 *
 * Returns: (transfer none): where the record is
 */
RoundsWorkspace *
rounds_record_view_get_workspace (RoundsRecordView *self)
{
  g_return_val_if_fail (ROUNDS_IS_RECORD_VIEW (self), NULL);

  return PRIVATE (self)->workspace;
}

/**
 * rounds_record_view_get_store:
 *
 * Returns: (transfer none): what the view asks
 */
RoundsStore *
rounds_record_view_get_store (RoundsRecordView *self)
{
  g_return_val_if_fail (ROUNDS_IS_RECORD_VIEW (self), NULL);

  return rounds_workspace_get_store (PRIVATE (self)->workspace);
}

/**
 * rounds_record_view_get_kind:
 *
 * Returns: (transfer none): the kind of record
 */
const char *
rounds_record_view_get_kind (RoundsRecordView *self)
{
  g_return_val_if_fail (ROUNDS_IS_RECORD_VIEW (self), NULL);

  return PRIVATE (self)->info->kind;
}

/**
 * rounds_record_view_get_id:
 *
 * Returns: its id
 */
const char *
rounds_record_view_get_id (RoundsRecordView *self)
{
  g_return_val_if_fail (ROUNDS_IS_RECORD_VIEW (self), NULL);

  return PRIVATE (self)->id;
}

/**
 * rounds_record_view_show:
 * @record: (transfer none): as it is now
 *
 * Gives it to a view that shows something of the record itself.
 */
void
rounds_record_view_show (RoundsRecordView *self,
                         RoundsEntity     *record)
{
  RoundsRecordViewClass *klass;

  g_return_if_fail (ROUNDS_IS_RECORD_VIEW (self));

  klass = ROUNDS_RECORD_VIEW_GET_CLASS (self);
  if (klass->show != NULL)
    klass->show (self, record);
}

/* The first field that refers to records of the kind shown. */
static const RoundsField *
find_reference (RoundsRecordView       *self,
                const RoundsEntityInfo *info)
{
  for (guint i = 0; i < info->n_fields; i++)
    if (info->fields[i].type == ROUNDS_FIELD_REFERENCE && g_strcmp0 (info->fields[i].reference, PRIVATE (self)->info->kind) == 0)
      return &info->fields[i];

  g_return_val_if_reached (NULL);
}

/**
 * rounds_record_view_bind_section:
 * @section: what shows them
 * @kind: a kind of record that refers to the kind of this one
 * @sort: the field by which they stand
 * @descending: whether the greatest stands first
 * @create_row: makes the row of one
 *
 * Shows the records of one kind that refer to the record.
 */
void
rounds_record_view_bind_section (RoundsRecordView    *self,
                                 RoundsRecordSection *section,
                                 const char          *kind,
                                 const char          *sort,
                                 gboolean             descending,
                                 RoundsRecordRowFunc  create_row)
{
  const RoundsEntityInfo *info = rounds_registry_find (kind);
  g_autoptr(RoundsQuery) query = rounds_query_new (info);
  g_autoptr(RoundsFilter) filter = NULL;
  g_autoptr(RoundsQueryModel) model = NULL;

  g_return_if_fail (ROUNDS_IS_RECORD_VIEW (self));

  filter = rounds_filter_new_text (find_reference (self, info), ROUNDS_FILTER_EQUAL, PRIVATE (self)->id);
  rounds_query_set_filter (query, filter);
  rounds_query_add_sort (query, rounds_entity_info_find (info, sort), descending);
  model = rounds_query_model_new (rounds_record_view_get_store (self), query);
  rounds_record_section_bind (section, model, create_row);
}
