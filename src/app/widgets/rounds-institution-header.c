/* rounds-institution-header.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/widgets/rounds-institution-header.h"

#include <glib/gi18n-lib.h>

#include "app/rounds-live-read.h"
#include "app/rounds-looks.h"
#include "app/rounds-titles.h"
#include "app/widgets/rounds-next-actions.h"
#include "app/widgets/rounds-score-badge.h"
#include "insight/rounds-institution-actions.h"
#include "insight/rounds-score-words.h"
#include "model/rounds-time.h"

#define AVATAR_SIZE 64
#define COMPACT_AVATAR_SIZE 40

/**
 * Standing:
 * @leads: (element-type RoundsInstitutionLead): one, or none when it has just gone
 * @actions: (element-type RoundsInstitutionAction): what should be done
 *
 * How the team stands with an institution.
 */
typedef struct
{
  RoundsInstitutionHealth health;
  GPtrArray *leads;
  RoundsLifecycle lifecycle;
  GPtrArray *actions;
} Standing;

struct _RoundsInstitutionHeader
{
  AdwBin parent_instance;

  /* Template widgets */
  AdwAvatar *avatar;
  GtkLabel *name_label;
  GtkLabel *details_label;
  GtkOrientable *layout;
  AdwWrapBox *badges;
  GtkLabel *lifecycle_label;
  GtkImage *lifecycle_image;
  RoundsScoreBadge *health_badge;
  RoundsScoreBadge *lead_badge;
  AdwAvatar *person_avatar;
  GtkLabel *person_label;
  RoundsNextActions *next_actions;

  /* Owned references */
  RoundsWorkspace *workspace;
  RoundsEntity *institution;
  RoundsLiveRead *standing;
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

static void
standing_free (gpointer data)
{
  Standing *self = data;

  g_clear_pointer (&self->leads, g_ptr_array_unref);
  g_clear_pointer (&self->actions, g_ptr_array_unref);
  g_free (self);
}

static gpointer
read_standing (RoundsDatabase  *database,
               RoundsChanges   *changes,
               gpointer         user_data,
               GCancellable    *cancellable,
               GError         **error)
{
  /* The cache holds what the person may see. */
  const RoundsActionScope all = { NULL, NULL, NULL };
  g_autoptr(GTimeZone) zone = g_time_zone_new_local ();
  g_autofree char *today = rounds_looks_today ();
  Standing *self = g_new0 (Standing, 1);
  gint64 now = g_get_real_time ();

  if (rounds_institution_health_compute (database, user_data, now, zone, &self->health, error) &&
      rounds_institution_lifecycle_compute (database, user_data, now, zone, &self->lifecycle, error))
    self->leads = rounds_institution_leads_compute (database, user_data, NULL, 0, 1, today, zone, error);
  if (self->leads != NULL)
    self->actions = rounds_institution_actions_compute (database, user_data, &all, now, zone, error);
  if (self->actions != NULL)
    return self;

  standing_free (self);
  return NULL;
}

static const char *
get_health_class (RoundsHealthBand band)
{
  switch (band)
    {
    case ROUNDS_HEALTH_HEALTHY:
      return "healthy";
    case ROUNDS_HEALTH_ATTENTION:
      return "attention";
    case ROUNDS_HEALTH_AT_RISK:
    default:
      return "at-risk";
    }
}

static void
show_lifecycle (RoundsInstitutionHeader *self,
                RoundsLifecycle          lifecycle)
{
  gboolean client = lifecycle == ROUNDS_LIFECYCLE_ACTIVE_CLIENT;

  gtk_label_set_label (self->lifecycle_label, rounds_lifecycle_get_label (lifecycle));
  gtk_image_set_from_icon_name (self->lifecycle_image, client ? "object-select-symbolic" : "rounds-building-symbolic");
}

static void
on_standing (RoundsInstitutionHeader *self,
             Standing                *standing,
             RoundsLiveRead          *read)
{
  const RoundsHealth *health = &standing->health.health;
  g_autoptr(GPtrArray) health_words = rounds_score_words_of_health (&standing->health);

  rounds_score_badge_show (self->health_badge, health->score, rounds_health_band_get_label (health->band),
                           get_health_class (health->band), health_words);
  show_lifecycle (self, standing->lifecycle);
  if (standing->leads->len > 0)
    {
      const RoundsInstitutionLead *lead = g_ptr_array_index (standing->leads, 0);
      g_autoptr(GPtrArray) lead_words = rounds_score_words_of_lead (lead);

      rounds_score_badge_show (self->lead_badge, lead->lead.score, rounds_lead_level_get_label (lead->lead.level),
                               lead->lead.level == ROUNDS_LEAD_HOT ? "hot" : "neutral", lead_words);
    }
  rounds_next_actions_show (self->next_actions, self->workspace, rounds_entity_get_id (self->institution), standing->actions);
  gtk_widget_remove_css_class (GTK_WIDGET (self->badges), "waiting");
}

static void
follow_standing (RoundsInstitutionHeader *self)
{
  static const char * const kinds[] = { "institution", "meeting", "call", "note", "email-message", "task", "reminder", "quote", "invoice",
                                        "payment", "opportunity", "action-mark", "setting", NULL };

  self->standing = rounds_live_read_new (rounds_workspace_get_store (self->workspace), kinds, read_standing, standing_free);
  rounds_live_read_set_argument (self->standing, rounds_entity_get_id (self->institution));
  g_signal_connect_object (self->standing, "answered", G_CALLBACK (on_standing), self, G_CONNECT_SWAPPED);
  rounds_live_read_ask (self->standing);
}

/* Type, place and number in one line: what tells one institution from another. */
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
  g_ptr_array_add (parts, NULL);

  text = g_strjoinv (" · ", (char **) parts->pdata);
  gtk_label_set_label (self->details_label, text);
}

static void
update_person (RoundsInstitutionHeader *self)
{
  gboolean assigned = self->person != NULL;
  const char *name = assigned ? rounds_title_get_title (self->person) : _("Not assigned");

  adw_avatar_set_text (self->person_avatar, assigned ? name : NULL);
  adw_avatar_set_show_initials (self->person_avatar, assigned);
  gtk_label_set_label (self->person_label, name != NULL ? name : "…");
}

static void
set_compact (RoundsInstitutionHeader *self,
             gboolean                 compact)
{
  if (self->compact == compact)
    return;

  self->compact = compact;
  gtk_orientable_set_orientation (self->layout, compact ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  adw_wrap_box_set_align (self->badges, compact ? 0 : 1);
  g_object_set (self->next_actions, "compact", compact, NULL);
  adw_avatar_set_size (self->avatar, compact ? COMPACT_AVATAR_SIZE : AVATAR_SIZE);
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
  g_clear_object (&self->standing);
  g_clear_object (&self->person_signals);
  g_clear_object (&self->person);
  g_clear_object (&self->institution);
  g_clear_object (&self->workspace);

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

  g_type_ensure (ROUNDS_TYPE_SCORE_BADGE);
  g_type_ensure (ROUNDS_TYPE_NEXT_ACTIONS);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-institution-header.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsInstitutionHeader, avatar);
  gtk_widget_class_bind_template_child (widget_class, RoundsInstitutionHeader, name_label);
  gtk_widget_class_bind_template_child (widget_class, RoundsInstitutionHeader, details_label);
  gtk_widget_class_bind_template_child (widget_class, RoundsInstitutionHeader, layout);
  gtk_widget_class_bind_template_child (widget_class, RoundsInstitutionHeader, badges);
  gtk_widget_class_bind_template_child (widget_class, RoundsInstitutionHeader, lifecycle_label);
  gtk_widget_class_bind_template_child (widget_class, RoundsInstitutionHeader, lifecycle_image);
  gtk_widget_class_bind_template_child (widget_class, RoundsInstitutionHeader, health_badge);
  gtk_widget_class_bind_template_child (widget_class, RoundsInstitutionHeader, lead_badge);
  gtk_widget_class_bind_template_child (widget_class, RoundsInstitutionHeader, person_avatar);
  gtk_widget_class_bind_template_child (widget_class, RoundsInstitutionHeader, person_label);
  gtk_widget_class_bind_template_child (widget_class, RoundsInstitutionHeader, next_actions);
}

static void
rounds_institution_header_init (RoundsInstitutionHeader *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->person_signals = g_signal_group_new (ROUNDS_TYPE_TITLE);
  g_signal_group_connect_object (self->person_signals, "notify::title", G_CALLBACK (update_person), self,
                                 G_CONNECT_SWAPPED);
}

/**
 * rounds_institution_header_show:
 * @workspace: where it is
 * @institution: (transfer none): what to show, or to show again; always the same one
 */
void
rounds_institution_header_show (RoundsInstitutionHeader *self,
                                RoundsWorkspace         *workspace,
                                RoundsEntity            *institution)
{
  g_autoptr(RoundsTitle) person = NULL;
  const char *name;

  g_return_if_fail (ROUNDS_IS_INSTITUTION_HEADER (self));

  name = rounds_entity_get_text (institution, "name");
  g_set_object (&self->workspace, workspace);
  g_set_object (&self->institution, institution);
  person = rounds_titles_lookup (rounds_titles_get (rounds_workspace_get_store (workspace)), "user", rounds_entity_get_text (institution, "assigned-user-id"));
  g_set_object (&self->person, person);
  g_signal_group_set_target (self->person_signals, person);

  adw_avatar_set_icon_name (self->avatar, rounds_looks_institution_icon (rounds_entity_get_text (institution, "type")));
  adw_avatar_set_text (self->avatar, name);
  gtk_label_set_label (self->name_label, name);
  update_details (self);
  update_person (self);

  if (self->standing == NULL)
    follow_standing (self);
}
