/* rounds-institution-cell.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/widgets/rounds-institution-cell.h"

#include "app/rounds-looks.h"

struct _RoundsInstitutionCell
{
  GtkWidget parent_instance;

  /* Template widgets */
  GtkWidget *box;
  GtkImage *image;
  GtkInscription *name;
  GtkInscription *details;

  /* Owned references */
  GSignalGroup *row;
  gboolean compact;
};

enum
{
  PROP_0,
  PROP_COMPACT,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (RoundsInstitutionCell, rounds_institution_cell, GTK_TYPE_WIDGET)

static void
update (RoundsInstitutionCell *self)
{
  g_autoptr(RoundsRow) row = g_signal_group_dup_target (self->row);
  RoundsEntity *entity = row != NULL ? rounds_row_get_entity (row) : NULL;
  g_autofree char *type = NULL;
  g_autofree char *place = NULL;
  g_autofree char *details = NULL;

  if (entity == NULL)
    {
      gtk_inscription_set_text (self->name, NULL);
      gtk_inscription_set_text (self->details, NULL);
      gtk_image_clear (self->image);
      return;
    }

  gtk_image_set_from_icon_name (self->image, rounds_looks_institution_icon (rounds_entity_get_text (entity, "type")));
  gtk_inscription_set_text (self->name, rounds_entity_get_text (entity, "name"));

  if (!self->compact)
    return;

  type = rounds_looks_choice (entity, "type");
  place = rounds_looks_place (entity);
  details = place[0] != '\0' ? g_strdup_printf ("%s · %s", type, place) : g_strdup (type);
  gtk_inscription_set_text (self->details, details);
}

static void
rounds_institution_cell_get_property (GObject    *object,
                                      guint       prop_id,
                                      GValue     *value,
                                      GParamSpec *pspec)
{
  RoundsInstitutionCell *self = ROUNDS_INSTITUTION_CELL (object);

  switch (prop_id)
    {
    case PROP_COMPACT:
      g_value_set_boolean (value, self->compact);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rounds_institution_cell_set_property (GObject      *object,
                                      guint         prop_id,
                                      const GValue *value,
                                      GParamSpec   *pspec)
{
  RoundsInstitutionCell *self = ROUNDS_INSTITUTION_CELL (object);

  switch (prop_id)
    {
    case PROP_COMPACT:
      self->compact = g_value_get_boolean (value);
      gtk_widget_set_visible (GTK_WIDGET (self->details), self->compact);
      update (self);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rounds_institution_cell_dispose (GObject *object)
{
  RoundsInstitutionCell *self = ROUNDS_INSTITUTION_CELL (object);

  g_clear_object (&self->row);
  gtk_widget_dispose_template (GTK_WIDGET (self), ROUNDS_TYPE_INSTITUTION_CELL);

  G_OBJECT_CLASS (rounds_institution_cell_parent_class)->dispose (object);
}

static void
rounds_institution_cell_class_init (RoundsInstitutionCellClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = rounds_institution_cell_get_property;
  object_class->set_property = rounds_institution_cell_set_property;
  object_class->dispose = rounds_institution_cell_dispose;

  props[PROP_COMPACT] =
    g_param_spec_boolean ("compact", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-institution-cell.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsInstitutionCell, box);
  gtk_widget_class_bind_template_child (widget_class, RoundsInstitutionCell, image);
  gtk_widget_class_bind_template_child (widget_class, RoundsInstitutionCell, name);
  gtk_widget_class_bind_template_child (widget_class, RoundsInstitutionCell, details);
}

static void
rounds_institution_cell_init (RoundsInstitutionCell *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->row = g_signal_group_new (ROUNDS_TYPE_ROW);
  g_signal_group_connect_object (self->row, "notify::entity", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
}

GtkWidget *
rounds_institution_cell_new (void)
{
  return g_object_new (ROUNDS_TYPE_INSTITUTION_CELL, NULL);
}

/**
 * rounds_institution_cell_set_row:
 * @row: (nullable): what the cell follows from now on
 */
void
rounds_institution_cell_set_row (RoundsInstitutionCell *self,
                                 RoundsRow             *row)
{
  g_return_if_fail (ROUNDS_IS_INSTITUTION_CELL (self));

  g_signal_group_set_target (self->row, row);
  update (self);
}
