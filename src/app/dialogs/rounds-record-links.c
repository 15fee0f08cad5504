/* rounds-record-links.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/dialogs/rounds-record-links.h"

#include "app/dialogs/rounds-date-editor.h"

struct _RoundsRecordLinks
{
  GObject parent_instance;

  /* Owned references, nullable */
  RoundsDateEditor *start;
  RoundsDateEditor *end;
  RoundsFieldEditor *zone;

  gint64 length; /* from the start to the end, 0 when it is not known */
  gboolean following;
};

G_DEFINE_FINAL_TYPE (RoundsRecordLinks, rounds_record_links, G_TYPE_OBJECT)

/* (transfer full) (nullable) */
static RoundsFieldEditor *
find (GPtrArray  *editors,
      const char *name)
{
  for (guint i = 0; i < editors->len; i++)
    if (g_str_equal (rounds_field_editor_get_field (g_ptr_array_index (editors, i))->name, name))
      return g_object_ref (g_ptr_array_index (editors, i));

  return NULL;
}

static void
measure (RoundsRecordLinks *self)
{
  gint64 start, end;

  if (self->start != NULL && self->end != NULL && rounds_date_editor_get_instant (self->start, &start) &&
      rounds_date_editor_get_instant (self->end, &end))
    self->length = MAX (end - start, 0);
}

static void
on_start_changed (RoundsRecordLinks *self)
{
  gint64 start;

  if (self->length == 0 || !rounds_date_editor_get_instant (self->start, &start))
    return;

  self->following = TRUE;
  rounds_date_editor_set_instant (self->end, start + self->length);
  self->following = FALSE;
}

static void
on_end_changed (RoundsRecordLinks *self)
{
  if (!self->following)
    measure (self);
}

static void
on_zone_changed (RoundsRecordLinks *self)
{
  g_auto(RoundsValue) value = ROUNDS_VALUE_INIT;
  const char *zone;

  if (!ROUNDS_FIELD_EDITOR_GET_CLASS (self->zone)->read (self->zone, &value, NULL))
    return;

  zone = value.type == ROUNDS_VALUE_TEXT ? value.text : NULL;
  if (self->start != NULL)
    rounds_date_editor_set_place (self->start, zone);
  if (self->end != NULL)
    rounds_date_editor_set_place (self->end, zone);
}

static void
rounds_record_links_dispose (GObject *object)
{
  RoundsRecordLinks *self = ROUNDS_RECORD_LINKS (object);

  g_clear_object (&self->start);
  g_clear_object (&self->end);
  g_clear_object (&self->zone);

  G_OBJECT_CLASS (rounds_record_links_parent_class)->dispose (object);
}

static void
rounds_record_links_class_init (RoundsRecordLinksClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rounds_record_links_dispose;
}

static void
rounds_record_links_init (RoundsRecordLinks *self)
{
}

/**
 * rounds_record_links_new:
 * @editors: (element-type RoundsFieldEditor): those of one record, with what they show
 *
 * Returns: (transfer full): what holds them together for as long as it lives
 */
RoundsRecordLinks *
rounds_record_links_new (GPtrArray *editors)
{
  RoundsRecordLinks *self = g_object_new (ROUNDS_TYPE_RECORD_LINKS, NULL);

  self->start = (RoundsDateEditor *) find (editors, "start-date");
  self->end = (RoundsDateEditor *) find (editors, "end-date");
  self->zone = find (editors, "time-zone");

  if (self->start != NULL && self->end != NULL)
    {
      g_signal_connect_object (self->start, "changed", G_CALLBACK (on_start_changed), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->end, "changed", G_CALLBACK (on_end_changed), self, G_CONNECT_SWAPPED);
    }
  if (self->zone != NULL)
    g_signal_connect_object (self->zone, "changed", G_CALLBACK (on_zone_changed), self, G_CONNECT_SWAPPED);
  rounds_record_links_reset (self);

  return self;
}

/**
 * rounds_record_links_reset:
 *
 * The editors show something else than a person has entered.
 */
void
rounds_record_links_reset (RoundsRecordLinks *self)
{
  g_return_if_fail (ROUNDS_IS_RECORD_LINKS (self));

  measure (self);
  if (self->zone != NULL)
    on_zone_changed (self);
}
