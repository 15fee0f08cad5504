/* rounds-timeline-item.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "insight/rounds-timeline.h"

#include "insight/rounds-timeline-private.h"

/* What an item says besides its own record's words: names that can change without it. */
static const char * const named_kinds[] = { "user", "contact", "stage-change", "meeting-participant" };

/**
 * rounds_timeline_get_kinds:
 *
 * Returns: (transfer none) (array zero-terminated=1): the kinds of record that a timeline is made of; when none of them has changed, it is
 *   what it was
 */
const char * const *
rounds_timeline_get_kinds (void)
{
  static GPtrArray *kinds;
  static gsize ready;

  if (g_once_init_enter (&ready))
    {
      kinds = g_ptr_array_new ();
      for (guint i = 0; i < G_N_ELEMENTS (named_kinds); i++)
        g_ptr_array_add (kinds, (gpointer) named_kinds[i]);
      for (guint i = 0; i < rounds_timeline_n_sources; i++)
        if (!g_ptr_array_find_with_equal_func (kinds, rounds_timeline_sources[i].kind, g_str_equal, NULL))
          g_ptr_array_add (kinds, (gpointer) rounds_timeline_sources[i].kind);
      g_ptr_array_add (kinds, NULL);
      g_once_init_leave (&ready, 1);
    }

  return (const char * const *) kinds->pdata;
}

/**
 * rounds_timeline_item_compare:
 *
 * Returns: below 0 when @self stands before @other in a timeline, above 0 when after it, 0 when both are the same thing at the same time
 */
int
rounds_timeline_item_compare (const RoundsTimelineItem *self,
                              const RoundsTimelineItem *other)
{
  int order;

  if (self->at != other->at)
    return self->at > other->at ? -1 : 1;

  order = g_strcmp0 (other->type, self->type);
  return order != 0 ? order : g_strcmp0 (other->record_id, self->record_id);
}

/**
 * rounds_timeline_item_equal:
 *
 * Returns: whether both say the same
 */
gboolean
rounds_timeline_item_equal (const RoundsTimelineItem *self,
                            const RoundsTimelineItem *other)
{
  const char * const own[] = { self->title, self->text, self->status, self->from_status, self->currency, self->user_id, self->user_name,
                               self->contact_id, self->contact_name, self->institution_id, self->opportunity_id, self->opportunity_name };
  const char * const others[] = { other->title, other->text, other->status, other->from_status, other->currency, other->user_id,
                                  other->user_name, other->contact_id, other->contact_name, other->institution_id, other->opportunity_id,
                                  other->opportunity_name };

  if (rounds_timeline_item_compare (self, other) != 0 || self->has_amount != other->has_amount || self->amount != other->amount)
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (own); i++)
    if (g_strcmp0 (own[i], others[i]) != 0)
      return FALSE;

  return TRUE;
}

/**
 * rounds_timeline_item_dup_cursor:
 *
 * Returns: (transfer full): the cursor of the page that begins after the item
 */
char *
rounds_timeline_item_dup_cursor (const RoundsTimelineItem *self)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT "~%s~%s", self->at, self->type, self->record_id);
}

/**
 * rounds_timeline_item_get_related_id:
 *
 * Returns: the id of the record of the item's kind: for a change of stage, that of the deal
 */
const char *
rounds_timeline_item_get_related_id (const RoundsTimelineItem *self)
{
  return g_str_equal (self->type, "stage_change") ? self->opportunity_id : self->record_id;
}

void
rounds_timeline_item_free (RoundsTimelineItem *self)
{
  if (self == NULL)
    return;

  g_free (self->record_id);
  g_free (self->title);
  g_free (self->text);
  g_free (self->status);
  g_free (self->from_status);
  g_free (self->currency);
  g_free (self->user_id);
  g_free (self->user_name);
  g_free (self->contact_id);
  g_free (self->contact_name);
  g_free (self->institution_id);
  g_free (self->opportunity_id);
  g_free (self->opportunity_name);
  g_free (self);
}
