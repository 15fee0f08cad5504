/* rounds-calendar-entry.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/rounds-calendar-entry.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-time.h"

struct _RoundsCalendarEntry
{
  GObject parent_instance;

  RoundsCalendarItem *item;
  gboolean selected;
};

enum
{
  PROP_0,
  PROP_SELECTED,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (RoundsCalendarEntry, rounds_calendar_entry, G_TYPE_OBJECT)

static void
rounds_calendar_entry_finalize (GObject *object)
{
  rounds_calendar_item_free (ROUNDS_CALENDAR_ENTRY (object)->item);

  G_OBJECT_CLASS (rounds_calendar_entry_parent_class)->finalize (object);
}

static void
rounds_calendar_entry_get_property (GObject    *object,
                                    guint       prop_id,
                                    GValue     *value,
                                    GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_SELECTED:
      g_value_set_boolean (value, ROUNDS_CALENDAR_ENTRY (object)->selected);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rounds_calendar_entry_set_property (GObject      *object,
                                    guint         prop_id,
                                    const GValue *value,
                                    GParamSpec   *pspec)
{
  RoundsCalendarEntry *self = ROUNDS_CALENDAR_ENTRY (object);
  gboolean selected;

  switch (prop_id)
    {
    case PROP_SELECTED:
      selected = g_value_get_boolean (value) && rounds_calendar_entry_can_import (self);
      if (self->selected != selected)
        {
          self->selected = selected;
          g_object_notify_by_pspec (object, pspec);
        }
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rounds_calendar_entry_class_init (RoundsCalendarEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = rounds_calendar_entry_finalize;
  object_class->get_property = rounds_calendar_entry_get_property;
  object_class->set_property = rounds_calendar_entry_set_property;

  props[PROP_SELECTED] = g_param_spec_boolean ("selected", NULL, NULL, FALSE,
                                               G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
rounds_calendar_entry_init (RoundsCalendarEntry *self)
{
}

/**
 * rounds_calendar_entry_new:
 * @item: (transfer full): what becomes of an appointment
 *
 * Returns: (transfer full): its entry, selected where something becomes of it
 */
RoundsCalendarEntry *
rounds_calendar_entry_new (RoundsCalendarItem *item)
{
  RoundsCalendarEntry *self = g_object_new (ROUNDS_TYPE_CALENDAR_ENTRY, NULL);

  self->item = item;
  self->selected = rounds_calendar_entry_can_import (self);
  return self;
}

/**
 * rounds_calendar_entry_get_item:
 *
 * Returns: (transfer none): what it shows
 */
RoundsCalendarItem *
rounds_calendar_entry_get_item (RoundsCalendarEntry *self)
{
  g_return_val_if_fail (ROUNDS_IS_CALENDAR_ENTRY (self), NULL);

  return self->item;
}

gboolean
rounds_calendar_entry_can_import (RoundsCalendarEntry *self)
{
  g_return_val_if_fail (ROUNDS_IS_CALENDAR_ENTRY (self), FALSE);

  return self->item->fate <= ROUNDS_CALENDAR_CANCEL;
}

gboolean
rounds_calendar_entry_get_selected (RoundsCalendarEntry *self)
{
  g_return_val_if_fail (ROUNDS_IS_CALENDAR_ENTRY (self), FALSE);

  return self->selected;
}

static char *
dup_when (const RoundsCalendarEvent *event)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_local ();
  g_autofree char *date = NULL;

  if (event->start == 0)
    return NULL;
  if (!event->is_all_day)
    return rounds_instant_format (event->start, zone);

  date = rounds_instant_to_date (event->start, zone);
  return rounds_date_format (date);
}

/**
 * rounds_calendar_entry_dup_line:
 *
 * Returns: (transfer full): what stands under its title: when and with whom, or why it is not taken
 */
char *
rounds_calendar_entry_dup_line (RoundsCalendarEntry *self)
{
  g_autofree char *when = NULL;
  const char *what;

  g_return_val_if_fail (ROUNDS_IS_CALENDAR_ENTRY (self), NULL);

  when = dup_when (self->item->event);
  what = self->item->reason != NULL ? self->item->reason : self->item->institution_name;
  if (when == NULL || what == NULL)
    return g_strdup (when != NULL ? when : what != NULL ? what : "");

  return g_strjoin (" · ", when, what, NULL);
}

/**
 * rounds_calendar_entry_get_fate:
 *
 * Returns: (transfer none): a word for what becomes of it
 */
const char *
rounds_calendar_entry_get_fate (RoundsCalendarEntry *self)
{
  g_return_val_if_fail (ROUNDS_IS_CALENDAR_ENTRY (self), NULL);

  switch (self->item->fate)
    {
    case ROUNDS_CALENDAR_NEW:
      return C_("imported meeting", "New");
    case ROUNDS_CALENDAR_UPDATE:
      return C_("imported meeting", "Changed");
    case ROUNDS_CALENDAR_CANCEL:
      return C_("imported meeting", "Cancelled");
    case ROUNDS_CALENDAR_UNCHANGED:
      return C_("imported meeting", "Unchanged");
    case ROUNDS_CALENDAR_REFUSED:
    default:
      return C_("imported meeting", "Refused");
    }
}
