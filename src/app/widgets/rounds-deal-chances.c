/* rounds-deal-chances.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/widgets/rounds-deal-chances.h"

#include <glib/gi18n-lib.h>

#include "app/rounds-live-read.h"
#include "app/rounds-looks.h"
#include "insight/rounds-deal-probability.h"
#include "model/rounds-opportunity.h"
#include "model/rounds-registry.h"

struct _RoundsDealChances
{
  AdwPreferencesGroup parent_instance;

  /* Owned references */
  RoundsLiveRead *read; /* nullable: before the first deal */
  GPtrArray *rows; /* borrowed widgets */
};

G_DEFINE_FINAL_TYPE (RoundsDealChances, rounds_deal_chances, ADW_TYPE_PREFERENCES_GROUP)

static void
add_row (RoundsDealChances *self,
            const char     *title,
            const char     *subtitle,
            const char     *icon_name)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", title, "subtitle", subtitle, NULL);

  if (icon_name != NULL)
    adw_action_row_add_prefix (ADW_ACTION_ROW (row), g_object_new (GTK_TYPE_IMAGE, "icon-name", icon_name, "accessible-role",
                                                                   GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
}

/* What was learned from reads as it does elsewhere. */
static const char *
get_label (RoundsDealProbability *chance,
           RoundsWinField         field)
{
  const RoundsField *choices = NULL;
  const RoundsChoice *choice;

  if (field == ROUNDS_WIN_STAGE)
    choices = rounds_entity_info_find (rounds_registry_get (ROUNDS_TYPE_OPPORTUNITY), "stage");
  else if (field == ROUNDS_WIN_INSTITUTION_TYPE)
    choices = rounds_entity_info_find (rounds_registry_find ("institution"), "type");

  choice = choices != NULL ? rounds_field_find_choice (choices, chance->labels[field]) : NULL;
  return choice != NULL ? _(choice->label) : chance->labels[field];
}

static void
add_reasons (RoundsDealChances     *self,
             RoundsDealProbability *chance,
             const RoundsWinReason *reasons,
             guint                  n_reasons,
             gboolean               speaks_for)
{
  static const char * const fields[ROUNDS_N_WIN_FIELDS] = {
    [ROUNDS_WIN_STAGE] = N_("Stage"),
    [ROUNDS_WIN_INSTITUTION_TYPE] = N_("Type of institution"),
    [ROUNDS_WIN_SIZE] = N_("Beds"),
    [ROUNDS_WIN_SOURCE] = N_("Source"),
    [ROUNDS_WIN_PRODUCT] = N_("Product"),
    [ROUNDS_WIN_ASSIGNED_USER] = N_("Assigned to"),
  };

  for (guint i = 0; i < n_reasons; i++)
    {
      RoundsWinField field = reasons[i].field;
      g_autofree char *title = g_strdup_printf (_("%s: %s"), _(fields[field]), get_label (chance, field));

      add_row (self, title, speaks_for ? _("Speaks for it") : _("Speaks against it"),
               speaks_for ? "go-up-symbolic" : "go-down-symbolic");
    }
}

/* What deals that are closed say about this one, with the reasons. */
static void
on_chance (RoundsDealChances     *self,
           RoundsDealProbability *chance,
           RoundsLiveRead        *read)
{
  g_autofree char *title = NULL;
  g_autofree char *subtitle = NULL;

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);

  gtk_widget_set_visible (GTK_WIDGET (self), !rounds_stage_is_closed (chance->stage));
  if (rounds_stage_is_closed (chance->stage))
    return;
  if (!chance->learned)
    {
      title = rounds_looks_percent (chance->current, 0);
      add_row (self, title, _("Too few closed deals to learn from: what the stage says"), NULL);
      return;
    }

  title = rounds_looks_percent ((gint64) (chance->prediction.probability + 0.5), 0);
  /* Translators: numbers of deals that were won and lost */
  subtitle = g_strdup_printf (_("Learned from %u won and %u lost deals"), chance->won, chance->lost);
  add_row (self, title, subtitle, NULL);
  add_reasons (self, chance, chance->prediction.strongest_for, chance->prediction.n_for, TRUE);
  add_reasons (self, chance, chance->prediction.strongest_against, chance->prediction.n_against, FALSE);
}

static gpointer
read_chance (RoundsDatabase  *database,
             RoundsChanges   *changes,
             gpointer         user_data,
             GCancellable    *cancellable,
             GError         **error)
{
  return rounds_deal_probability_compute (database, user_data, error);
}

static void
rounds_deal_chances_dispose (GObject *object)
{
  RoundsDealChances *self = ROUNDS_DEAL_CHANCES (object);

  g_clear_object (&self->read);
  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (rounds_deal_chances_parent_class)->dispose (object);
}

static void
rounds_deal_chances_class_init (RoundsDealChancesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rounds_deal_chances_dispose;
}

static void
rounds_deal_chances_init (RoundsDealChances *self)
{
  self->rows = g_ptr_array_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Chances"));
}

/**
 * rounds_deal_chances_set_deal:
 * @store: where the deal is; always the same
 * @id: its id
 *
 * Asks about that deal, and again whenever a deal has changed.
 */
void
rounds_deal_chances_set_deal (RoundsDealChances *self,
                              RoundsStore       *store,
                              const char        *id)
{
  static const char * const deals[] = { "opportunity", NULL };

  g_return_if_fail (ROUNDS_IS_DEAL_CHANCES (self));
  g_return_if_fail (id != NULL);

  if (self->read == NULL)
    {
      self->read = rounds_live_read_new (store, deals, read_chance, (GDestroyNotify) rounds_deal_probability_free);
      g_signal_connect_object (self->read, "answered", G_CALLBACK (on_chance), self, G_CONNECT_SWAPPED);
    }
  rounds_live_read_set_argument (self->read, id);
  rounds_live_read_ask (self->read);
}
