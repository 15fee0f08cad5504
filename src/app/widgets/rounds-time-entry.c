/* rounds-time-entry.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/widgets/rounds-time-entry.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-time-of-day.h"

#define QUARTER 15
#define HOUR 60
/* What one begins with where nothing is typed yet: in the morning. */
#define FIRST (9 * HOUR)

struct _RoundsTimeEntry
{
  GtkEntry parent_instance;
};

enum
{
  STEP,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RoundsTimeEntry, rounds_time_entry, GTK_TYPE_ENTRY)

/* What cannot be understood stays as it was typed: it is said what is wrong with it when it is saved. */
static void
on_left (RoundsTimeEntry *self)
{
  int minutes;

  if (rounds_time_entry_get_minutes (self, &minutes))
    rounds_time_entry_set_minutes (self, minutes);
}

/* Quarters of an hour are reached, not only counted: 9:20 goes to 9:30. */
static int
find_step (int minutes,
           int by)
{
  int over = minutes % QUARTER;

  if (ABS (by) != QUARTER || over == 0)
    return by;

  return by > 0 ? QUARTER - over : -over;
}

static gboolean
step (GtkWidget *widget,
      GVariant  *parameter,
      gpointer   user_data)
{
  RoundsTimeEntry *self = ROUNDS_TIME_ENTRY (widget);
  int minutes;

  if (rounds_time_entry_is_empty (self))
    rounds_time_entry_set_minutes (self, FIRST);
  else if (rounds_time_entry_get_minutes (self, &minutes))
    g_signal_emit (self, signals[STEP], 0, find_step (minutes, g_variant_get_int32 (parameter)));
  gtk_editable_select_region (GTK_EDITABLE (self), 0, -1);

  return GDK_EVENT_STOP;
}

static void
rounds_time_entry_class_init (RoundsTimeEntryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[STEP] = g_signal_new ("step", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);

  gtk_widget_class_add_binding (widget_class, GDK_KEY_Up, 0, step, "i", QUARTER);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Down, 0, step, "i", -QUARTER);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Page_Up, 0, step, "i", HOUR);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Page_Down, 0, step, "i", -HOUR);
}

static void
rounds_time_entry_init (RoundsTimeEntry *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_widget_set_tooltip_text (GTK_WIDGET (self), _("Time, such as 14:30; Up and Down change it"));
  g_signal_connect_object (focus, "leave", G_CALLBACK (on_left), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

/**
 * rounds_time_entry_is_empty:
 *
 * Returns: whether nothing is typed
 */
gboolean
rounds_time_entry_is_empty (RoundsTimeEntry *self)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (ROUNDS_IS_TIME_ENTRY (self), TRUE);

  text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self))));
  return text[0] == '\0';
}

/**
 * rounds_time_entry_get_minutes:
 * @minutes: (out): since midnight
 *
 * Returns: whether what is typed is a time of day
 */
gboolean
rounds_time_entry_get_minutes (RoundsTimeEntry *self,
                               int             *minutes)
{
  g_return_val_if_fail (ROUNDS_IS_TIME_ENTRY (self), FALSE);

  return rounds_time_of_day_parse (gtk_editable_get_text (GTK_EDITABLE (self)), minutes);
}

/**
 * rounds_time_entry_set_minutes:
 * @minutes: since midnight, 0..1439
 */
void
rounds_time_entry_set_minutes (RoundsTimeEntry *self,
                               int              minutes)
{
  g_autofree char *text = rounds_time_of_day_format (minutes);

  g_return_if_fail (ROUNDS_IS_TIME_ENTRY (self));

  if (!g_str_equal (text, gtk_editable_get_text (GTK_EDITABLE (self))))
    gtk_editable_set_text (GTK_EDITABLE (self), text);
}
