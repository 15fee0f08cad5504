/* rounds-agenda-entry.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/rounds-agenda-entry.h"

struct _RoundsAgendaEntry
{
  GObject parent_instance;

  RoundsAgendaEntryType type;
  RoundsAgendaSection section;
  RoundsAgendaItem *item; /* owned, nullable */
  guint total;
};

G_DEFINE_FINAL_TYPE (RoundsAgendaEntry, rounds_agenda_entry, G_TYPE_OBJECT)

static void
rounds_agenda_entry_finalize (GObject *object)
{
  g_clear_pointer (&ROUNDS_AGENDA_ENTRY (object)->item, rounds_agenda_item_unref);

  G_OBJECT_CLASS (rounds_agenda_entry_parent_class)->finalize (object);
}

static void
rounds_agenda_entry_class_init (RoundsAgendaEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rounds_agenda_entry_finalize;
}

static void
rounds_agenda_entry_init (RoundsAgendaEntry *self)
{
}

/**
 * rounds_agenda_entry_new:
 * @section: where it stands
 * @item: (nullable) (transfer none): what it shows, or what comes next
 * @total: how many items the section has
 *
 * Returns: (transfer full): an entry
 */
RoundsAgendaEntry *
rounds_agenda_entry_new (RoundsAgendaEntryType  type,
                         RoundsAgendaSection    section,
                         RoundsAgendaItem      *item,
                         guint                  total)
{
  RoundsAgendaEntry *self = g_object_new (ROUNDS_TYPE_AGENDA_ENTRY, NULL);

  self->type = type;
  self->section = section;
  self->item = item != NULL ? rounds_agenda_item_ref (item) : NULL;
  self->total = total;

  return self;
}

RoundsAgendaEntryType
rounds_agenda_entry_get_kind (RoundsAgendaEntry *self)
{
  g_return_val_if_fail (ROUNDS_IS_AGENDA_ENTRY (self), ROUNDS_AGENDA_ENTRY_ITEM);

  return self->type;
}

RoundsAgendaSection
rounds_agenda_entry_get_section (RoundsAgendaEntry *self)
{
  g_return_val_if_fail (ROUNDS_IS_AGENDA_ENTRY (self), ROUNDS_AGENDA_OVERDUE);

  return self->section;
}

/**
 * rounds_agenda_entry_get_item:
 *
 * Returns: (transfer none) (nullable): what it shows, or what comes next
 */
RoundsAgendaItem *
rounds_agenda_entry_get_item (RoundsAgendaEntry *self)
{
  g_return_val_if_fail (ROUNDS_IS_AGENDA_ENTRY (self), NULL);

  return self->item;
}

guint
rounds_agenda_entry_get_total (RoundsAgendaEntry *self)
{
  g_return_val_if_fail (ROUNDS_IS_AGENDA_ENTRY (self), 0);

  return self->total;
}

/**
 * rounds_agenda_entry_is_same:
 *
 * Returns: whether both are about the same record, whatever they say of it
 */
gboolean
rounds_agenda_entry_is_same (RoundsAgendaEntry *self,
                             RoundsAgendaEntry *other)
{
  if (self->type != other->type || self->type != ROUNDS_AGENDA_ENTRY_ITEM)
    return self->type == other->type;

  return g_str_equal (self->item->kind, other->item->kind) && g_str_equal (self->item->id, other->item->id);
}

/**
 * rounds_agenda_entry_equal:
 *
 * Returns: whether both say the same
 */
gboolean
rounds_agenda_entry_equal (RoundsAgendaEntry *self,
                           RoundsAgendaEntry *other)
{
  if (self->type != other->type || self->section != other->section || self->total != other->total)
    return FALSE;
  if (self->item == NULL || other->item == NULL)
    return self->item == other->item;

  return rounds_agenda_item_equal (self->item, other->item);
}
