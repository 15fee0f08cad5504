/* rounds-agenda-item.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RoundsAgendaSection:
 * @ROUNDS_AGENDA_OVERDUE: tasks and reminders whose day has passed
 * @ROUNDS_AGENDA_TODAY: tasks and reminders of today, meetings that are not over
 * @ROUNDS_AGENDA_COMING: those of the %ROUNDS_AGENDA_DAYS days after it
 * @ROUNDS_AGENDA_DEALS: open deals that have slipped or rot
 * @ROUNDS_AGENDA_LEADS: hot leads without an open deal
 * @ROUNDS_AGENDA_INVOICES: invoices that are late
 *
 * In the order in which they are shown.
 */
typedef enum
{
  ROUNDS_AGENDA_OVERDUE,
  ROUNDS_AGENDA_TODAY,
  ROUNDS_AGENDA_COMING,
  ROUNDS_AGENDA_DEALS,
  ROUNDS_AGENDA_LEADS,
  ROUNDS_AGENDA_INVOICES,
} RoundsAgendaSection;

#define ROUNDS_N_AGENDA_SECTIONS 6

/**
 * RoundsAgendaWhy:
 * @ROUNDS_AGENDA_PLANNED: it is planned for then
 * @ROUNDS_AGENDA_SLIPPED: the day the deal was to close has passed
 * @ROUNDS_AGENDA_ROTS: nothing has happened about the deal for too long
 * @ROUNDS_AGENDA_HOT: the lead score, which is `score`
 * @ROUNDS_AGENDA_UNPAID: the day the invoice was to be paid has passed
 */
typedef enum
{
  ROUNDS_AGENDA_PLANNED,
  ROUNDS_AGENDA_SLIPPED,
  ROUNDS_AGENDA_ROTS,
  ROUNDS_AGENDA_HOT,
  ROUNDS_AGENDA_UNPAID,
} RoundsAgendaWhy;

/**
 * RoundsAgendaItem:
 * @kind: of the record, such as `task`
 * @id: of the record
 * @title: its name; of an invoice the number
 * @institution_id: (nullable): whose it is
 * @institution_name: (nullable): of that institution
 * @contact_id: (nullable): who it is about
 * @phone: (nullable): where to call: the contact, or the institution
 * @when: the instant it is planned for, 0 for what has only a day
 * @ends: of a meeting, the instant it ends; else 0
 * @date: YYYY-MM-DD, the day in the person's zone: planned, to close, silent since, to be paid; of a lead today
 * @has_amount: whether there is an amount
 * @amount: minor units: the value of a deal, what is outstanding of an invoice
 * @currency: (nullable): of @amount
 * @score: of a lead, 0..100
 *
 * Something that needs the person. Counted references: it is not changed once it is made.
 */
typedef struct
{
  RoundsAgendaSection section;
  RoundsAgendaWhy why;
  const char *kind;
  char *id;
  char *title;
  char *institution_id;
  char *institution_name;
  char *contact_id;
  char *phone;
  gint64 when;
  gint64 ends;
  char date[11];
  gboolean has_amount;
  gint64 amount;
  char *currency;
  int score;
} RoundsAgendaItem;

RoundsAgendaItem *rounds_agenda_item_new   (RoundsAgendaSection      section,
                                            RoundsAgendaWhy          why,
                                            const char              *kind,
                                            const char              *date);
RoundsAgendaItem *rounds_agenda_item_ref   (RoundsAgendaItem        *self);
void              rounds_agenda_item_unref (RoundsAgendaItem        *self);
gboolean          rounds_agenda_item_equal (const RoundsAgendaItem  *self,
                                            const RoundsAgendaItem  *other);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RoundsAgendaItem, rounds_agenda_item_unref)

G_END_DECLS
