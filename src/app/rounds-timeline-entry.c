/* rounds-timeline-entry.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/rounds-timeline-entry.h"

#include "model/rounds-time.h"

struct _RoundsTimelineEntry
{
  GObject parent_instance;

  RoundsTimelineItem *item;
  char *day;
  gboolean expanded;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RoundsTimelineEntry, rounds_timeline_entry, G_TYPE_OBJECT)

static void
rounds_timeline_entry_finalize (GObject *object)
{
  RoundsTimelineEntry *self = ROUNDS_TIMELINE_ENTRY (object);

  g_clear_pointer (&self->item, rounds_timeline_item_free);
  g_clear_pointer (&self->day, g_free);

  G_OBJECT_CLASS (rounds_timeline_entry_parent_class)->finalize (object);
}

static void
rounds_timeline_entry_class_init (RoundsTimelineEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rounds_timeline_entry_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rounds_timeline_entry_init (RoundsTimelineEntry *self)
{
}

/**
 * rounds_timeline_entry_new:
 * @item: (transfer full): what happened
 *
 * Returns: (transfer full): an entry
 */
RoundsTimelineEntry *
rounds_timeline_entry_new (RoundsTimelineItem *item)
{
  RoundsTimelineEntry *self = g_object_new (ROUNDS_TYPE_TIMELINE_ENTRY, NULL);
  g_autoptr(GTimeZone) zone = g_time_zone_new_local ();

  self->item = item;
  self->day = rounds_instant_to_date (item->at, zone);

  return self;
}

const RoundsTimelineItem *
rounds_timeline_entry_get_item (RoundsTimelineEntry *self)
{
  g_return_val_if_fail (ROUNDS_IS_TIMELINE_ENTRY (self), NULL);

  return self->item;
}

/**
 * rounds_timeline_entry_set_item:
 * @item: (transfer full): the same thing at the same time, perhaps in other words
 */
void
rounds_timeline_entry_set_item (RoundsTimelineEntry *self,
                                RoundsTimelineItem  *item)
{
  gboolean same;

  g_return_if_fail (ROUNDS_IS_TIMELINE_ENTRY (self));
  g_return_if_fail (rounds_timeline_item_compare (self->item, item) == 0);

  same = rounds_timeline_item_equal (self->item, item);
  g_clear_pointer (&self->item, rounds_timeline_item_free);
  self->item = item;
  if (!same)
    g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * rounds_timeline_entry_get_day:
 *
 * Returns: the day it happened for the person, YYYY-MM-DD
 */
const char *
rounds_timeline_entry_get_day (RoundsTimelineEntry *self)
{
  g_return_val_if_fail (ROUNDS_IS_TIMELINE_ENTRY (self), NULL);

  return self->day;
}

gboolean
rounds_timeline_entry_get_expanded (RoundsTimelineEntry *self)
{
  g_return_val_if_fail (ROUNDS_IS_TIMELINE_ENTRY (self), FALSE);

  return self->expanded;
}

/**
 * rounds_timeline_entry_set_expanded:
 * @expanded: whether the details are shown
 */
void
rounds_timeline_entry_set_expanded (RoundsTimelineEntry *self,
                                    gboolean             expanded)
{
  g_return_if_fail (ROUNDS_IS_TIMELINE_ENTRY (self));

  self->expanded = expanded;
}
