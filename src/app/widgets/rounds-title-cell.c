/* rounds-title-cell.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/widgets/rounds-title-cell.h"

#include <adwaita.h>

#include "app/rounds-looks.h"
#include "app/rounds-titles.h"

struct _RoundsTitleCell
{
  GtkWidget parent_instance;

  /* Template widgets */
  GtkWidget *box;
  GtkImage *image;
  GtkInscription *name;
  GtkInscription *details;

  /* Borrowed references */
  RoundsStore *store;
  const RoundsListKind *kind;
  AdwAvatar *avatar; /* nullable: people have one instead of an icon */

  /* Owned references */
  GSignalGroup *row;
  GSignalGroup *title_signals;
  RoundsTitle *title; /* nullable: of the record that the second line names */
  gboolean compact;
};

enum
{
  PROP_0,
  PROP_COMPACT,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (RoundsTitleCell, rounds_title_cell, GTK_TYPE_WIDGET)

static RoundsEntity *
get_entity (RoundsTitleCell *self)
{
  g_autoptr(RoundsRow) row = g_signal_group_dup_target (self->row);

  return row != NULL ? rounds_row_get_entity (row) : NULL;
}

static gboolean
is_institution (RoundsTitleCell *self)
{
  return g_str_equal (self->kind->kind, "institution");
}

static void
follow_title (RoundsTitleCell   *self,
              const RoundsField *field,
              const RoundsValue *value)
{
  g_autoptr(RoundsTitle) title = NULL;

  if (value->type != ROUNDS_VALUE_NULL)
    title = rounds_titles_lookup (rounds_titles_get (self->store), field->reference, value->text);
  if (g_set_object (&self->title, title))
    g_signal_group_set_target (self->title_signals, title);
}

static char *
describe (RoundsTitleCell   *self,
          RoundsEntity      *entity,
          const RoundsField *field)
{
  if (field->type != ROUNDS_FIELD_REFERENCE)
    return rounds_looks_field (entity, field);

  follow_title (self, field, rounds_entity_get_value (entity, field));
  return g_strdup (self->title != NULL ? rounds_title_get_title (self->title) : NULL);
}

static void
update_details (RoundsTitleCell *self)
{
  RoundsEntity *entity = get_entity (self);
  g_autoptr(GString) text = g_string_new (NULL);

  if (!self->compact || entity == NULL)
    return;

  for (guint i = 0; self->kind->details[i] != NULL; i++)
    {
      const RoundsField *field = rounds_entity_info_find (rounds_entity_get_info (entity), self->kind->details[i]);
      /* The town of an institution goes with its department. */
      g_autofree char *part = is_institution (self) && g_str_equal (field->name, "city") ? rounds_looks_place (entity)
                                                                                        : describe (self, entity, field);

      if (part == NULL || part[0] == '\0')
        continue;
      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", part);
    }
  gtk_inscription_set_text (self->details, text->str);
}

static void
update (RoundsTitleCell *self)
{
  RoundsEntity *entity = get_entity (self);
  g_autofree char *title = entity != NULL ? rounds_entity_dup_title (entity) : NULL;

  gtk_inscription_set_text (self->name, title);
  if (self->avatar != NULL)
    adw_avatar_set_text (self->avatar, title);
  else if (entity == NULL)
    gtk_image_clear (self->image);
  else
    gtk_image_set_from_icon_name (self->image, is_institution (self)
                                  ? rounds_looks_institution_icon (rounds_entity_get_text (entity, "type"))
                                  : self->kind->icon_name);

  if (entity == NULL)
    gtk_inscription_set_text (self->details, NULL);
  update_details (self);
}

static void
rounds_title_cell_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_COMPACT:
      g_value_set_boolean (value, ROUNDS_TITLE_CELL (object)->compact);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rounds_title_cell_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  RoundsTitleCell *self = ROUNDS_TITLE_CELL (object);

  switch (prop_id)
    {
    case PROP_COMPACT:
      self->compact = g_value_get_boolean (value);
      gtk_widget_set_visible (GTK_WIDGET (self->details), self->compact);
      update_details (self);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rounds_title_cell_dispose (GObject *object)
{
  RoundsTitleCell *self = ROUNDS_TITLE_CELL (object);

  g_clear_object (&self->row);
  g_clear_object (&self->title_signals);
  g_clear_object (&self->title);
  gtk_widget_dispose_template (GTK_WIDGET (self), ROUNDS_TYPE_TITLE_CELL);

  G_OBJECT_CLASS (rounds_title_cell_parent_class)->dispose (object);
}

static void
rounds_title_cell_class_init (RoundsTitleCellClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = rounds_title_cell_get_property;
  object_class->set_property = rounds_title_cell_set_property;
  object_class->dispose = rounds_title_cell_dispose;

  props[PROP_COMPACT] =
    g_param_spec_boolean ("compact", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-title-cell.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsTitleCell, box);
  gtk_widget_class_bind_template_child (widget_class, RoundsTitleCell, image);
  gtk_widget_class_bind_template_child (widget_class, RoundsTitleCell, name);
  gtk_widget_class_bind_template_child (widget_class, RoundsTitleCell, details);
}

static void
rounds_title_cell_init (RoundsTitleCell *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->row = g_signal_group_new (ROUNDS_TYPE_ROW);
  g_signal_group_connect_object (self->row, "notify::entity", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  self->title_signals = g_signal_group_new (ROUNDS_TYPE_TITLE);
  g_signal_group_connect_object (self->title_signals, "notify::title", G_CALLBACK (update_details), self, G_CONNECT_SWAPPED);
}

/**
 * rounds_title_cell_new:
 * @store: where references are looked up; it outlives the cell
 * @kind: whose rows are shown
 *
 * Returns: a cell without a row
 */
GtkWidget *
rounds_title_cell_new (RoundsStore          *store,
                       const RoundsListKind *kind)
{
  RoundsTitleCell *self = g_object_new (ROUNDS_TYPE_TITLE_CELL, NULL);

  self->store = store;
  self->kind = kind;
  if (g_str_equal (kind->kind, "contact"))
    {
      /* The name stands beside it. */
      self->avatar = g_object_new (ADW_TYPE_AVATAR, "size", 24, "show-initials", TRUE,
                                   "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
      gtk_accessible_update_state (GTK_ACCESSIBLE (self->avatar), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
      gtk_box_prepend (GTK_BOX (self->box), GTK_WIDGET (self->avatar));
      gtk_widget_set_visible (GTK_WIDGET (self->image), FALSE);
    }

  return GTK_WIDGET (self);
}

/**
 * rounds_title_cell_set_row:
 * @row: (nullable): what the cell follows from now on
 */
void
rounds_title_cell_set_row (RoundsTitleCell *self,
                           RoundsRow       *row)
{
  g_return_if_fail (ROUNDS_IS_TITLE_CELL (self));

  g_signal_group_set_target (self->row, row);
  update (self);
}
