/* rounds-institution-header.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/widgets/rounds-institution-header.h"

#include <glib/gi18n-lib.h>

#include "app/rounds-looks.h"
#include "app/rounds-titles.h"

#define AVATAR_SIZE 64
#define COMPACT_AVATAR_SIZE 40

struct _RoundsInstitutionHeader
{
  AdwBin parent_instance;

  /* Template widgets */
  AdwAvatar *avatar;
  GtkLabel *name_label;
  GtkLabel *details_label;

  /* Owned references */
  RoundsEntity *institution;
  GSignalGroup *person_signals;
  RoundsTitle *person;

  gboolean compact;
};

enum
{
  PROP_0,
  PROP_COMPACT,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (RoundsInstitutionHeader, rounds_institution_header, ADW_TYPE_BIN)

/* Type, place, number and person in one line: what tells one institution from another. */
static void
update_details (RoundsInstitutionHeader *self)
{
  g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *place = rounds_looks_place (self->institution);
  g_autofree char *text = NULL;
  const char *finess = rounds_entity_get_text (self->institution, "finess");

  g_ptr_array_add (parts, rounds_looks_choice (self->institution, "type"));
  if (place[0] != '\0')
    g_ptr_array_add (parts, g_strdup (place));
  if (finess != NULL)
    g_ptr_array_add (parts, g_strdup_printf (_("FINESS %s"), finess));
  if (self->person != NULL && rounds_title_get_title (self->person) != NULL)
    g_ptr_array_add (parts, g_strdup (rounds_title_get_title (self->person)));
  g_ptr_array_add (parts, NULL);

  text = g_strjoinv (" · ", (char **) parts->pdata);
  gtk_label_set_label (self->details_label, text);
}

static void
set_compact (RoundsInstitutionHeader *self,
             gboolean                 compact)
{
  if (self->compact == compact)
    return;

  self->compact = compact;
  adw_avatar_set_size (self->avatar, compact ? COMPACT_AVATAR_SIZE : AVATAR_SIZE);
  gtk_widget_remove_css_class (GTK_WIDGET (self->name_label), compact ? "title-1" : "title-2");
  gtk_widget_add_css_class (GTK_WIDGET (self->name_label), compact ? "title-2" : "title-1");
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_COMPACT]);
}

static void
rounds_institution_header_get_property (GObject    *object,
                                        guint       prop_id,
                                        GValue     *value,
                                        GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_COMPACT:
      g_value_set_boolean (value, ROUNDS_INSTITUTION_HEADER (object)->compact);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rounds_institution_header_set_property (GObject      *object,
                                        guint         prop_id,
                                        const GValue *value,
                                        GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_COMPACT:
      set_compact (ROUNDS_INSTITUTION_HEADER (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rounds_institution_header_dispose (GObject *object)
{
  RoundsInstitutionHeader *self = ROUNDS_INSTITUTION_HEADER (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), ROUNDS_TYPE_INSTITUTION_HEADER);
  g_clear_object (&self->person_signals);
  g_clear_object (&self->person);
  g_clear_object (&self->institution);

  G_OBJECT_CLASS (rounds_institution_header_parent_class)->dispose (object);
}

static void
rounds_institution_header_class_init (RoundsInstitutionHeaderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = rounds_institution_header_get_property;
  object_class->set_property = rounds_institution_header_set_property;
  object_class->dispose = rounds_institution_header_dispose;

  props[PROP_COMPACT] =
    g_param_spec_boolean ("compact", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-institution-header.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsInstitutionHeader, avatar);
  gtk_widget_class_bind_template_child (widget_class, RoundsInstitutionHeader, name_label);
  gtk_widget_class_bind_template_child (widget_class, RoundsInstitutionHeader, details_label);
}

static void
rounds_institution_header_init (RoundsInstitutionHeader *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->person_signals = g_signal_group_new (ROUNDS_TYPE_TITLE);
  g_signal_group_connect_object (self->person_signals, "notify::title", G_CALLBACK (update_details), self,
                                 G_CONNECT_SWAPPED);
}

/**
 * rounds_institution_header_show:
 * @store: where the person who looks after it is found
 * @institution: (transfer none): what to show, or to show again
 */
void
rounds_institution_header_show (RoundsInstitutionHeader *self,
                                RoundsStore             *store,
                                RoundsEntity            *institution)
{
  g_autoptr(RoundsTitle) person = NULL;
  const char *name;

  g_return_if_fail (ROUNDS_IS_INSTITUTION_HEADER (self));

  name = rounds_entity_get_text (institution, "name");
  g_set_object (&self->institution, institution);
  person = rounds_titles_lookup (rounds_titles_get (store), "user", rounds_entity_get_text (institution, "assigned-user-id"));
  g_set_object (&self->person, person);
  g_signal_group_set_target (self->person_signals, person);

  adw_avatar_set_icon_name (self->avatar, rounds_looks_institution_icon (rounds_entity_get_text (institution, "type")));
  adw_avatar_set_text (self->avatar, name);
  gtk_label_set_label (self->name_label, name);
  update_details (self);
}
