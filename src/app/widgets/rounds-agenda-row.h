/* rounds-agenda-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/rounds-agenda-entry.h"

G_BEGIN_DECLS

/**
 * RoundsAgendaRow:
 *
 * What the Today page says of a record, with what can be done about it at once. Its buttons and its menu activate the page's actions
 * with the record's id: `page.complete`, `page.snooze (id, minutes)`, `page.put-off (id, days)`, `page.call`, `page.log-call`,
 * `page.export-meeting`, `page.pay`, `page.open`, `page.open-institution`, `page.new-deal`.
 */
#define ROUNDS_TYPE_AGENDA_ROW (rounds_agenda_row_get_type ())
G_DECLARE_FINAL_TYPE (RoundsAgendaRow, rounds_agenda_row, ROUNDS, AGENDA_ROW, GtkBox)

GtkWidget *rounds_agenda_row_new       (void);
void       rounds_agenda_row_show      (RoundsAgendaRow   *self,
                                        RoundsAgendaEntry *entry);
char      *rounds_agenda_row_dup_name  (RoundsAgendaRow   *self);
void       rounds_agenda_row_open_menu (RoundsAgendaRow   *self);

G_END_DECLS
