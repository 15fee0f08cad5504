/* rounds-institution-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/views/rounds-institution-view.h"

#include "model/rounds-registry.h"

typedef struct
{
  /* Owned references */
  RoundsWorkspace *workspace;
  char *id;
} RoundsInstitutionViewPrivate;

enum
{
  PROP_0,
  PROP_WORKSPACE,
  PROP_ID,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (RoundsInstitutionView, rounds_institution_view, ADW_TYPE_BIN)

#define PRIVATE(self) ((RoundsInstitutionViewPrivate *) rounds_institution_view_get_instance_private (self))

static void
rounds_institution_view_get_property (GObject    *object,
                                      guint       prop_id,
                                      GValue     *value,
                                      GParamSpec *pspec)
{
  RoundsInstitutionViewPrivate *priv = PRIVATE (ROUNDS_INSTITUTION_VIEW (object));

  switch (prop_id)
    {
    case PROP_WORKSPACE:
      g_value_set_object (value, priv->workspace);
      break;
    case PROP_ID:
      g_value_set_string (value, priv->id);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rounds_institution_view_set_property (GObject      *object,
                                      guint         prop_id,
                                      const GValue *value,
                                      GParamSpec   *pspec)
{
  RoundsInstitutionViewPrivate *priv = PRIVATE (ROUNDS_INSTITUTION_VIEW (object));

  switch (prop_id)
    {
    case PROP_WORKSPACE:
      priv->workspace = g_value_dup_object (value);
      break;
    case PROP_ID:
      priv->id = g_value_dup_string (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rounds_institution_view_dispose (GObject *object)
{
  RoundsInstitutionViewPrivate *priv = PRIVATE (ROUNDS_INSTITUTION_VIEW (object));

  gtk_widget_dispose_template (GTK_WIDGET (object), G_OBJECT_TYPE (object));
  g_clear_object (&priv->workspace);
  g_clear_pointer (&priv->id, g_free);

  G_OBJECT_CLASS (rounds_institution_view_parent_class)->dispose (object);
}

static void
rounds_institution_view_class_init (RoundsInstitutionViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = rounds_institution_view_get_property;
  object_class->set_property = rounds_institution_view_set_property;
  object_class->dispose = rounds_institution_view_dispose;

  props[PROP_WORKSPACE] = g_param_spec_object ("workspace", NULL, NULL, ROUNDS_TYPE_WORKSPACE, flags);
  props[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
rounds_institution_view_init (RoundsInstitutionView *self)
{
}

/**
 * rounds_institution_view_get_workspace:
 *
 * Returns: (transfer none): where the institution is
 */
RoundsWorkspace *
rounds_institution_view_get_workspace (RoundsInstitutionView *self)
{
  g_return_val_if_fail (ROUNDS_IS_INSTITUTION_VIEW (self), NULL);

  return PRIVATE (self)->workspace;
}

/**
 * rounds_institution_view_get_store:
 *
 * Returns: (transfer none): what the view asks
 */
RoundsStore *
rounds_institution_view_get_store (RoundsInstitutionView *self)
{
  g_return_val_if_fail (ROUNDS_IS_INSTITUTION_VIEW (self), NULL);

  return rounds_workspace_get_store (PRIVATE (self)->workspace);
}

/**
 * rounds_institution_view_get_id:
 *
 * Returns: the institution's id
 */
const char *
rounds_institution_view_get_id (RoundsInstitutionView *self)
{
  g_return_val_if_fail (ROUNDS_IS_INSTITUTION_VIEW (self), NULL);

  return PRIVATE (self)->id;
}

/**
 * rounds_institution_view_show:
 * @institution: (transfer none): as it is now
 *
 * Gives it to a view that shows something of the record itself.
 */
void
rounds_institution_view_show (RoundsInstitutionView *self,
                              RoundsEntity          *institution)
{
  RoundsInstitutionViewClass *klass;

  g_return_if_fail (ROUNDS_IS_INSTITUTION_VIEW (self));

  klass = ROUNDS_INSTITUTION_VIEW_GET_CLASS (self);
  if (klass->show != NULL)
    klass->show (self, institution);
}

/**
 * rounds_institution_view_bind_section:
 * @section: what shows them
 * @kind: a kind of record with an institution
 * @sort: the field by which they stand
 * @descending: whether the greatest stands first
 * @create_row: makes the row of one
 *
 * Shows the institution's records of one kind in a section.
 */
void
rounds_institution_view_bind_section (RoundsInstitutionView *self,
                                      RoundsRecordSection   *section,
                                      const char            *kind,
                                      const char            *sort,
                                      gboolean               descending,
                                      RoundsRecordRowFunc    create_row)
{
  const RoundsEntityInfo *info = rounds_registry_find (kind);
  g_autoptr(RoundsQuery) query = rounds_query_new (info);
  g_autoptr(RoundsFilter) filter = NULL;
  g_autoptr(RoundsQueryModel) model = NULL;

  g_return_if_fail (ROUNDS_IS_INSTITUTION_VIEW (self));

  filter = rounds_filter_new_text (rounds_entity_info_find (info, "institution-id"), ROUNDS_FILTER_EQUAL, PRIVATE (self)->id);
  rounds_query_set_filter (query, filter);
  rounds_query_add_sort (query, rounds_entity_info_find (info, sort), descending);

  model = rounds_query_model_new (rounds_institution_view_get_store (self), query);
  rounds_record_section_bind (section, model, create_row);
}
