/* rounds-agenda-model.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/rounds-agenda-entry.h"

G_BEGIN_DECLS

/* How many rows of a section are shown until the rest is asked for. */
#define ROUNDS_AGENDA_SHOWN 8

/**
 * RoundsAgendaModel:
 *
 * The rows of the Today page, a #GtkSectionModel of #RoundsAgendaEntry. A new answer changes the rows that differ and no others.
 */
#define ROUNDS_TYPE_AGENDA_MODEL (rounds_agenda_model_get_type ())
G_DECLARE_FINAL_TYPE (RoundsAgendaModel, rounds_agenda_model, ROUNDS, AGENDA_MODEL, GObject)

RoundsAgendaModel *rounds_agenda_model_new       (void);
GListModel        *rounds_agenda_model_get_rows  (RoundsAgendaModel   *self);
void               rounds_agenda_model_set_items (RoundsAgendaModel   *self,
                                                  GPtrArray           *items);
void               rounds_agenda_model_expand    (RoundsAgendaModel   *self,
                                                  RoundsAgendaSection  section);
RoundsAgendaItem  *rounds_agenda_model_find      (RoundsAgendaModel   *self,
                                                  const char          *id);

G_END_DECLS
