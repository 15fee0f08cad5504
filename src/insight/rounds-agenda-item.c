/* rounds-agenda-item.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "insight/rounds-agenda-item.h"

static void
item_clear (gpointer data)
{
  RoundsAgendaItem *self = data;

  g_free (self->id);
  g_free (self->title);
  g_free (self->institution_id);
  g_free (self->institution_name);
  g_free (self->contact_id);
  g_free (self->phone);
  g_free (self->currency);
}

/**
 * rounds_agenda_item_new:
 * @kind: a string that stays
 * @date: YYYY-MM-DD
 *
 * Returns: (transfer full): an item whose other members are the caller's to fill before anybody else sees it
 */
RoundsAgendaItem *
rounds_agenda_item_new (RoundsAgendaSection  section,
                        RoundsAgendaWhy      why,
                        const char          *kind,
                        const char          *date)
{
  RoundsAgendaItem *self = g_atomic_rc_box_new0 (RoundsAgendaItem);

  self->section = section;
  self->why = why;
  self->kind = kind;
  g_strlcpy (self->date, date, sizeof self->date);

  return self;
}

RoundsAgendaItem *
rounds_agenda_item_ref (RoundsAgendaItem *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
rounds_agenda_item_unref (RoundsAgendaItem *self)
{
  g_atomic_rc_box_release_full (self, item_clear);
}

/**
 * rounds_agenda_item_equal:
 *
 * Returns: whether they say the same of the same record
 */
gboolean
rounds_agenda_item_equal (const RoundsAgendaItem *self,
                          const RoundsAgendaItem *other)
{
  return self->section == other->section && self->why == other->why && self->when == other->when && self->ends == other->ends &&
         self->amount == other->amount && self->score == other->score && g_str_equal (self->kind, other->kind) &&
         g_str_equal (self->id, other->id) && g_str_equal (self->date, other->date) &&
         g_strcmp0 (self->title, other->title) == 0 && g_strcmp0 (self->institution_id, other->institution_id) == 0 &&
         g_strcmp0 (self->institution_name, other->institution_name) == 0 && g_strcmp0 (self->contact_id, other->contact_id) == 0 &&
         g_strcmp0 (self->phone, other->phone) == 0 && g_strcmp0 (self->currency, other->currency) == 0;
}
