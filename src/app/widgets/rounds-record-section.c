/* rounds-record-section.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/widgets/rounds-record-section.h"

struct _RoundsRecordSection
{
  AdwPreferencesGroup parent_instance;

  /* Template widgets */
  GtkListBox *list;
  AdwActionRow *empty_row;
  GtkButton *add_button;

  /* Owned references */
  RoundsQueryModel *model;
  RoundsRecordRowFullFunc create_row;
  gpointer create_row_data;
  char *add_action;
  char *add_tooltip;
  char *empty_text;
};

enum
{
  PROP_0,
  PROP_ADD_ACTION,
  PROP_ADD_TOOLTIP,
  PROP_EMPTY_TEXT,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (RoundsRecordSection, rounds_record_section, ADW_TYPE_PREFERENCES_GROUP)

static void
update_empty (RoundsRecordSection *self)
{
  gboolean empty = g_list_model_get_n_items (G_LIST_MODEL (self->model)) == 0;

  gtk_widget_set_visible (GTK_WIDGET (self->list), !empty);
  gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (self->empty_row)),
                          empty && !rounds_query_model_get_loading (self->model));
}

/* The target first: an action that is there already does not take a button without one. */
static void
set_action (GtkActionable *button,
            const char    *detailed_name)
{
  g_autofree char *name = NULL;
  g_autoptr(GVariant) target = NULL;
  g_autoptr(GError) error = NULL;

  if (!g_action_parse_detailed_name (detailed_name, &name, &target, &error))
    {
      g_critical ("No action: %s", error->message);
      return;
    }

  gtk_actionable_set_action_target_value (button, target);
  gtk_actionable_set_action_name (button, name);
}

static GtkWidget *
create_row (gpointer item,
            gpointer user_data)
{
  RoundsRecordSection *self = ROUNDS_RECORD_SECTION (user_data);

  return self->create_row (item, self->create_row_data);
}

static GtkWidget *
create_plain_row (RoundsRow *row,
                  gpointer   user_data)
{
  return ((RoundsRecordRowFunc) user_data) (row);
}

static void
rounds_record_section_get_property (GObject    *object,
                                    guint       prop_id,
                                    GValue     *value,
                                    GParamSpec *pspec)
{
  RoundsRecordSection *self = ROUNDS_RECORD_SECTION (object);

  switch (prop_id)
    {
    case PROP_ADD_ACTION:
      g_value_set_string (value, self->add_action);
      break;
    case PROP_ADD_TOOLTIP:
      g_value_set_string (value, self->add_tooltip);
      break;
    case PROP_EMPTY_TEXT:
      g_value_set_string (value, self->empty_text);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rounds_record_section_set_property (GObject      *object,
                                    guint         prop_id,
                                    const GValue *value,
                                    GParamSpec   *pspec)
{
  RoundsRecordSection *self = ROUNDS_RECORD_SECTION (object);

  switch (prop_id)
    {
    case PROP_ADD_ACTION:
      g_set_str (&self->add_action, g_value_get_string (value));
      break;
    case PROP_ADD_TOOLTIP:
      g_set_str (&self->add_tooltip, g_value_get_string (value));
      break;
    case PROP_EMPTY_TEXT:
      g_set_str (&self->empty_text, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rounds_record_section_dispose (GObject *object)
{
  RoundsRecordSection *self = ROUNDS_RECORD_SECTION (object);

  if (self->list != NULL)
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), ROUNDS_TYPE_RECORD_SECTION);
  g_clear_object (&self->model);

  G_OBJECT_CLASS (rounds_record_section_parent_class)->dispose (object);
}

static void
rounds_record_section_finalize (GObject *object)
{
  RoundsRecordSection *self = ROUNDS_RECORD_SECTION (object);

  g_free (self->add_action);
  g_free (self->add_tooltip);
  g_free (self->empty_text);

  G_OBJECT_CLASS (rounds_record_section_parent_class)->finalize (object);
}

static void
rounds_record_section_class_init (RoundsRecordSectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = rounds_record_section_get_property;
  object_class->set_property = rounds_record_section_set_property;
  object_class->dispose = rounds_record_section_dispose;
  object_class->finalize = rounds_record_section_finalize;

  props[PROP_ADD_ACTION] = g_param_spec_string ("add-action", NULL, NULL, NULL, flags);
  props[PROP_ADD_TOOLTIP] = g_param_spec_string ("add-tooltip", NULL, NULL, NULL, flags);
  props[PROP_EMPTY_TEXT] = g_param_spec_string ("empty-text", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-record-section.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsRecordSection, list);
  gtk_widget_class_bind_template_child (widget_class, RoundsRecordSection, empty_row);
  gtk_widget_class_bind_template_child (widget_class, RoundsRecordSection, add_button);
}

static void
rounds_record_section_init (RoundsRecordSection *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rounds_record_section_bind:
 * @model: the records
 * @create_row: makes a row of the list
 *
 * Fills the section and keeps it up to date. Called once.
 */
void
rounds_record_section_bind (RoundsRecordSection *self,
                            RoundsQueryModel    *model,
                            RoundsRecordRowFunc  create_row_func)
{
  rounds_record_section_bind_full (self, model, create_plain_row, create_row_func);
}

/**
 * rounds_record_section_bind_full:
 * @model: the records
 * @create_row: makes a row of the list
 * @user_data: for @create_row
 *
 * As rounds_record_section_bind(), for rows that need to know more than their record.
 */
void
rounds_record_section_bind_full (RoundsRecordSection     *self,
                                 RoundsQueryModel        *model,
                                 RoundsRecordRowFullFunc  create_row_func,
                                 gpointer                 user_data)
{
  g_return_if_fail (ROUNDS_IS_RECORD_SECTION (self));
  g_return_if_fail (self->model == NULL);

  self->model = g_object_ref (model);
  self->create_row = create_row_func;
  self->create_row_data = user_data;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->empty_row), self->empty_text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->add_button), self->add_tooltip);
  gtk_widget_set_visible (GTK_WIDGET (self->add_button), self->add_action != NULL);
  if (self->add_action != NULL)
    set_action (GTK_ACTIONABLE (self->add_button), self->add_action);

  gtk_list_box_bind_model (self->list, G_LIST_MODEL (model), create_row, self, NULL);
  g_signal_connect_object (model, "items-changed", G_CALLBACK (update_empty), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (model, "notify::loading", G_CALLBACK (update_empty), self, G_CONNECT_SWAPPED);
  update_empty (self);
}
