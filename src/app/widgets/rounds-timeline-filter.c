/* rounds-timeline-filter.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/widgets/rounds-timeline-filter.h"

#include <glib/gi18n-lib.h>

#include "app/rounds-live-read.h"
#include "app/rounds-looks.h"
#include "app/rounds-timeline-looks.h"
#include "model/rounds-registry.h"
#include "model/rounds-time.h"
#include "store/rounds-repository.h"

struct _RoundsTimelineFilter
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkMenuButton *kinds_button;
  GtkBox *kinds_box;
  GtkMenuButton *person_button;
  GtkBox *people_box;
  GtkCheckButton *everyone_check;
  GtkMenuButton *period_button;
  GtkCheckButton *any_check;
  GtkCheckButton *week_check;
  GtkCheckButton *month_check;
  GtkCheckButton *year_check;
  GtkCheckButton *between_check;
  GtkEditable *from_entry;
  GtkEditable *until_entry;
  GtkLabel *problem_label;
  GtkWidget *clear_button;

  /* Owned references */
  RoundsLiveRead *people;
  char *user_id;
  gint64 from;
  gint64 before;
  gboolean clearing;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RoundsTimelineFilter, rounds_timeline_filter, ADW_TYPE_BIN)

static gboolean
is_chosen (GtkWidget *check)
{
  return gtk_check_button_get_active (GTK_CHECK_BUTTON (check));
}

/* “All kinds”, the one that is chosen, or how many. */
static char *
describe_kinds (RoundsTimelineFilter *self)
{
  const char *only = NULL;
  guint n = 0;

  for (GtkWidget *check = gtk_widget_get_first_child (GTK_WIDGET (self->kinds_box)); check != NULL;
       check = gtk_widget_get_next_sibling (check))
    if (is_chosen (check))
      {
        only = gtk_check_button_get_label (GTK_CHECK_BUTTON (check));
        n++;
      }

  if (n == 0)
    return g_strdup (_("All kinds"));
  if (n == 1)
    return g_strdup (only);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u kind", "%u kinds", n), n);
}

static char *
describe_between (RoundsTimelineFilter *self)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_local ();
  g_autofree char *first = self->from != G_MININT64 ? rounds_instant_to_date (self->from, zone) : NULL;
  g_autofree char *last = self->before != G_MAXINT64 ? rounds_instant_to_date (self->before - 1, zone) : NULL;
  g_autofree char *from = first != NULL ? rounds_date_format (first) : NULL;
  g_autofree char *until = last != NULL ? rounds_date_format (last) : NULL;

  if (from != NULL && until != NULL)
    /* Translators: from one day to another */
    return g_strdup_printf (_("%s – %s"), from, until);
  if (from != NULL)
    /* Translators: a period that begins with a day */
    return g_strdup_printf (_("From %s"), from);
  if (until != NULL)
    /* Translators: a period that ends with a day */
    return g_strdup_printf (_("Until %s"), until);

  return g_strdup (_("Any time"));
}

static char *
describe_period (RoundsTimelineFilter *self)
{
  GtkCheckButton *checks[] = { self->any_check, self->week_check, self->month_check, self->year_check };

  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    if (gtk_check_button_get_active (checks[i]))
      return g_strdup (gtk_check_button_get_label (checks[i]));

  return describe_between (self);
}

static void
tell (RoundsTimelineFilter *self)
{
  g_autofree char *kinds = describe_kinds (self);
  g_autofree char *period = describe_period (self);
  g_auto(GStrv) types = rounds_timeline_filter_dup_types (self);

  if (self->clearing)
    return;

  gtk_menu_button_set_label (self->kinds_button, kinds);
  gtk_menu_button_set_label (self->period_button, period);
  gtk_widget_set_visible (self->clear_button, types[0] != NULL || self->user_id != NULL || self->from != G_MININT64 ||
                                              self->before != G_MAXINT64);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
add_kinds (RoundsTimelineFilter *self)
{
  guint n;
  const RoundsTimelineGroup *groups = rounds_timeline_looks_get_groups (&n);

  for (guint i = 0; i < n; i++)
    {
      GtkWidget *check = gtk_check_button_new_with_label (_(groups[i].label));

      g_object_set_data (G_OBJECT (check), "group", (gpointer) &groups[i]);
      g_signal_connect_object (check, "toggled", G_CALLBACK (tell), self, G_CONNECT_SWAPPED);
      gtk_box_append (self->kinds_box, check);
    }
}

static void
on_person_toggled (RoundsTimelineFilter *self,
                   GtkCheckButton       *check)
{
  if (!gtk_check_button_get_active (check) ||
      !g_set_str (&self->user_id, g_object_get_data (G_OBJECT (check), "id")))
    return;

  gtk_menu_button_set_label (self->person_button, gtk_check_button_get_label (check));
  gtk_menu_button_popdown (self->person_button);
  tell (self);
}

static GtkWidget *
find_person (RoundsTimelineFilter *self,
             const char           *id)
{
  for (GtkWidget *check = gtk_widget_get_first_child (GTK_WIDGET (self->people_box)); check != NULL;
       check = gtk_widget_get_next_sibling (check))
    if (g_strcmp0 (g_object_get_data (G_OBJECT (check), "id"), id) == 0)
      return check;

  return NULL;
}

static void
on_people (RoundsTimelineFilter *self,
           GPtrArray            *people,
           RoundsLiveRead       *read)
{
  for (guint i = 0; i < people->len; i++)
    {
      RoundsEntity *person = g_ptr_array_index (people, i);
      g_autofree char *name = rounds_entity_dup_title (person);
      GtkWidget *check = find_person (self, rounds_entity_get_id (person));

      if (check == NULL)
        {
          check = gtk_check_button_new ();
          g_object_set_data_full (G_OBJECT (check), "id", g_strdup (rounds_entity_get_id (person)), g_free);
          gtk_check_button_set_group (GTK_CHECK_BUTTON (check), self->everyone_check);
          g_signal_connect_object (check, "toggled", G_CALLBACK (on_person_toggled), self, G_CONNECT_SWAPPED);
          gtk_box_append (self->people_box, check);
        }
      gtk_check_button_set_label (GTK_CHECK_BUTTON (check), name);
    }
}

static gpointer
read_people (RoundsDatabase  *database,
             RoundsChanges   *changes,
             gpointer         user_data,
             GCancellable    *cancellable,
             GError         **error)
{
  const RoundsEntityInfo *info = rounds_registry_find ("user");
  g_autoptr(RoundsQuery) query = rounds_query_new (info);

  rounds_query_add_sort (query, rounds_entity_info_find (info, "last-name"), FALSE);
  return rounds_repository_list (database, query, error);
}

/* Returns: FALSE when what is typed is no day; nothing typed is no limit */
static gboolean
read_day (RoundsTimelineFilter *self,
          GtkEditable          *entry,
          int                   days_later,
          gint64               *instant)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_local ();
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (entry)));
  g_autofree char *today = rounds_looks_today ();
  g_autofree char *date = NULL;
  g_autofree char *later = NULL;
  g_autofree char *problem = NULL;
  gboolean good = text[0] == '\0' || rounds_date_parse_local (text, today, &date);

  (good ? gtk_widget_remove_css_class : gtk_widget_add_css_class) (GTK_WIDGET (entry), "error");
  if (!good)
    {
      problem = g_strdup_printf (_("“%s” is not a day: write it as in 31/12/2026"), text);
      gtk_label_set_label (self->problem_label, problem);
      gtk_accessible_announce (GTK_ACCESSIBLE (entry), problem, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
    }
  else if (date != NULL)
    {
      later = rounds_date_add_days (date, days_later);
      *instant = rounds_instant_from_date (later, zone);
    }

  return good;
}

static void
on_day_entered (RoundsTimelineFilter *self)
{
  gint64 from = G_MININT64, before = G_MAXINT64;
  gboolean good = read_day (self, self->from_entry, 0, &from);

  good = read_day (self, self->until_entry, 1, &before) && good;
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), !good);
  if (!good)
    return;

  self->from = from;
  self->before = before;
  tell (self);
}

static gint64
get_days_ago (int months,
              int days)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_local ();
  g_autofree char *today = rounds_looks_today ();
  g_autofree char *month = rounds_date_add_months (today, -months);
  g_autofree char *day = rounds_date_add_days (month, -days);

  return rounds_instant_from_date (day, zone);
}

static void
on_period_toggled (RoundsTimelineFilter *self,
                   GtkCheckButton       *check)
{
  if (!gtk_check_button_get_active (check))
    return;
  if (check == self->between_check)
    {
      on_day_entered (self);
      gtk_widget_grab_focus (GTK_WIDGET (self->from_entry));
      return;
    }

  self->from = check == self->week_check ? get_days_ago (0, 7)
               : check == self->month_check ? get_days_ago (1, 0)
               : check == self->year_check ? get_days_ago (12, 0) : G_MININT64;
  self->before = G_MAXINT64;
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), FALSE);
  gtk_menu_button_popdown (self->period_button);
  tell (self);
}

static void
rounds_timeline_filter_dispose (GObject *object)
{
  RoundsTimelineFilter *self = ROUNDS_TIMELINE_FILTER (object);

  g_clear_object (&self->people);
  gtk_widget_dispose_template (GTK_WIDGET (self), ROUNDS_TYPE_TIMELINE_FILTER);
  g_clear_pointer (&self->user_id, g_free);

  G_OBJECT_CLASS (rounds_timeline_filter_parent_class)->dispose (object);
}

static void
rounds_timeline_filter_class_init (RoundsTimelineFilterClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rounds_timeline_filter_dispose;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-timeline-filter.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsTimelineFilter, kinds_button);
  gtk_widget_class_bind_template_child (widget_class, RoundsTimelineFilter, kinds_box);
  gtk_widget_class_bind_template_child (widget_class, RoundsTimelineFilter, person_button);
  gtk_widget_class_bind_template_child (widget_class, RoundsTimelineFilter, people_box);
  gtk_widget_class_bind_template_child (widget_class, RoundsTimelineFilter, everyone_check);
  gtk_widget_class_bind_template_child (widget_class, RoundsTimelineFilter, period_button);
  gtk_widget_class_bind_template_child (widget_class, RoundsTimelineFilter, any_check);
  gtk_widget_class_bind_template_child (widget_class, RoundsTimelineFilter, week_check);
  gtk_widget_class_bind_template_child (widget_class, RoundsTimelineFilter, month_check);
  gtk_widget_class_bind_template_child (widget_class, RoundsTimelineFilter, year_check);
  gtk_widget_class_bind_template_child (widget_class, RoundsTimelineFilter, between_check);
  gtk_widget_class_bind_template_child (widget_class, RoundsTimelineFilter, from_entry);
  gtk_widget_class_bind_template_child (widget_class, RoundsTimelineFilter, until_entry);
  gtk_widget_class_bind_template_child (widget_class, RoundsTimelineFilter, problem_label);
  gtk_widget_class_bind_template_child (widget_class, RoundsTimelineFilter, clear_button);
  gtk_widget_class_bind_template_callback (widget_class, on_person_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_period_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_day_entered);
  gtk_widget_class_bind_template_callback (widget_class, rounds_timeline_filter_clear);
}

static void
rounds_timeline_filter_init (RoundsTimelineFilter *self)
{
  self->from = G_MININT64;
  self->before = G_MAXINT64;
  gtk_widget_init_template (GTK_WIDGET (self));
  add_kinds (self);
}

/**
 * rounds_timeline_filter_set_store:
 * @store: where the people are; called once
 */
void
rounds_timeline_filter_set_store (RoundsTimelineFilter *self,
                                  RoundsStore          *store)
{
  static const char * const users[] = { "user", NULL };

  g_return_if_fail (ROUNDS_IS_TIMELINE_FILTER (self));
  g_return_if_fail (self->people == NULL);

  self->people = rounds_live_read_new (store, users, read_people, (GDestroyNotify) g_ptr_array_unref);
  g_signal_connect_object (self->people, "answered", G_CALLBACK (on_people), self, G_CONNECT_SWAPPED);
  rounds_live_read_ask (self->people);
}

/**
 * rounds_timeline_filter_dup_types:
 *
 * Returns: (transfer full): the types that are chosen, as #RoundsTimelineRequest has them; empty for all
 */
char **
rounds_timeline_filter_dup_types (RoundsTimelineFilter *self)
{
  g_autoptr(GStrvBuilder) types = g_strv_builder_new ();

  g_return_val_if_fail (ROUNDS_IS_TIMELINE_FILTER (self), NULL);

  for (GtkWidget *check = gtk_widget_get_first_child (GTK_WIDGET (self->kinds_box)); check != NULL;
       check = gtk_widget_get_next_sibling (check))
    {
      const RoundsTimelineGroup *group = g_object_get_data (G_OBJECT (check), "group");

      for (guint i = 0; is_chosen (check) && group->types[i] != NULL; i++)
        g_strv_builder_add (types, group->types[i]);
    }

  return g_strv_builder_end (types);
}

/**
 * rounds_timeline_filter_get_user_id:
 *
 * Returns: (nullable): the person; %NULL for everyone
 */
const char *
rounds_timeline_filter_get_user_id (RoundsTimelineFilter *self)
{
  g_return_val_if_fail (ROUNDS_IS_TIMELINE_FILTER (self), NULL);

  return self->user_id;
}

/**
 * rounds_timeline_filter_get_period:
 * @from: (out): the first instant, or %G_MININT64
 * @before: (out): the instant after the last one, or %G_MAXINT64
 */
void
rounds_timeline_filter_get_period (RoundsTimelineFilter *self,
                                   gint64               *from,
                                   gint64               *before)
{
  g_return_if_fail (ROUNDS_IS_TIMELINE_FILTER (self));

  *from = self->from;
  *before = self->before;
}

/**
 * rounds_timeline_filter_clear:
 *
 * Everything is shown again.
 */
void
rounds_timeline_filter_clear (RoundsTimelineFilter *self)
{
  g_return_if_fail (ROUNDS_IS_TIMELINE_FILTER (self));

  self->clearing = TRUE;
  for (GtkWidget *check = gtk_widget_get_first_child (GTK_WIDGET (self->kinds_box)); check != NULL;
       check = gtk_widget_get_next_sibling (check))
    gtk_check_button_set_active (GTK_CHECK_BUTTON (check), FALSE);
  gtk_check_button_set_active (self->everyone_check, TRUE);
  gtk_check_button_set_active (self->any_check, TRUE);
  gtk_editable_set_text (self->from_entry, "");
  gtk_editable_set_text (self->until_entry, "");
  self->clearing = FALSE;
  tell (self);
}
