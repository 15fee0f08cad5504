/* rounds-agenda-entry.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "insight/rounds-agenda-item.h"

G_BEGIN_DECLS

/**
 * RoundsAgendaEntryType:
 * @ROUNDS_AGENDA_ENTRY_ITEM: something that needs the person
 * @ROUNDS_AGENDA_ENTRY_MORE: that a section has more than is shown
 * @ROUNDS_AGENDA_ENTRY_NOTHING: that nothing is due, and what comes next
 */
typedef enum
{
  ROUNDS_AGENDA_ENTRY_ITEM,
  ROUNDS_AGENDA_ENTRY_MORE,
  ROUNDS_AGENDA_ENTRY_NOTHING,
} RoundsAgendaEntryType;

/**
 * RoundsAgendaEntry:
 *
 * A row of the Today page. It is not changed once it is made.
 */
#define ROUNDS_TYPE_AGENDA_ENTRY (rounds_agenda_entry_get_type ())
G_DECLARE_FINAL_TYPE (RoundsAgendaEntry, rounds_agenda_entry, ROUNDS, AGENDA_ENTRY, GObject)

RoundsAgendaEntry     *rounds_agenda_entry_new         (RoundsAgendaEntryType  type,
                                                        RoundsAgendaSection    section,
                                                        RoundsAgendaItem      *item,
                                                        guint                  total);
RoundsAgendaEntryType  rounds_agenda_entry_get_kind    (RoundsAgendaEntry     *self);
RoundsAgendaSection    rounds_agenda_entry_get_section (RoundsAgendaEntry     *self);
RoundsAgendaItem      *rounds_agenda_entry_get_item    (RoundsAgendaEntry     *self);
guint                  rounds_agenda_entry_get_total   (RoundsAgendaEntry     *self);
gboolean               rounds_agenda_entry_is_same     (RoundsAgendaEntry     *self,
                                                        RoundsAgendaEntry     *other);
gboolean               rounds_agenda_entry_equal       (RoundsAgendaEntry     *self,
                                                        RoundsAgendaEntry     *other);

G_END_DECLS
