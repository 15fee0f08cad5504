/* rounds-next-action.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ROUNDS_NEXT_ACTIONS_MAXIMUM 5
#define ROUNDS_COMPLIANCE_WARNING_DAYS 60
#define ROUNDS_UPSELL_FROM_DAYS 30
#define ROUNDS_UPSELL_TO_DAYS 90

typedef enum
{
  ROUNDS_PRIORITY_MEDIUM,
  ROUNDS_PRIORITY_HIGH,
  ROUNDS_PRIORITY_URGENT,
} RoundsPriority;

/**
 * RoundsSignalKind:
 * @ROUNDS_SIGNAL_OVERDUE_INVOICE: an invoice that is not paid; its date is the due date
 * @ROUNDS_SIGNAL_ACCEPTED_QUOTE: an accepted quote that nothing is invoiced of; the date of the answer
 * @ROUNDS_SIGNAL_SENT_QUOTE: a quote without an answer; the date it was sent
 * @ROUNDS_SIGNAL_ROTTING_DEAL: a deal that rots; the date since when
 * @ROUNDS_SIGNAL_SLIPPED_DEAL: an open deal; the date it is expected to close
 * @ROUNDS_SIGNAL_COMPLIANCE: the institution; the date its compliance expires
 * @ROUNDS_SIGNAL_SILENCE: the institution; the date of the last interaction, or since when it is known
 * @ROUNDS_SIGNAL_WON_DEAL: a won deal; the date it closed
 * @ROUNDS_SIGNAL_HOT_LEAD: a hot lead without an open deal; today
 *
 * What may call for something to be done, in the order in which actions of one priority are shown.
 */
typedef enum
{
  ROUNDS_SIGNAL_OVERDUE_INVOICE,
  ROUNDS_SIGNAL_ACCEPTED_QUOTE,
  ROUNDS_SIGNAL_SENT_QUOTE,
  ROUNDS_SIGNAL_ROTTING_DEAL,
  ROUNDS_SIGNAL_SLIPPED_DEAL,
  ROUNDS_SIGNAL_COMPLIANCE,
  ROUNDS_SIGNAL_SILENCE,
  ROUNDS_SIGNAL_WON_DEAL,
  ROUNDS_SIGNAL_HOT_LEAD,
} RoundsSignalKind;

#define ROUNDS_N_SIGNAL_KINDS 9

/**
 * RoundsSignal:
 * @date: YYYY-MM-DD, see #RoundsSignalKind
 * @related_id: the record it is about
 * @title: (nullable): the name or number of that record, for the sentence
 * @put_off: whether a person has snoozed or dismissed it
 */
typedef struct
{
  RoundsSignalKind kind;
  const char *date;
  const char *related_id;
  const char *title;
  gboolean put_off;
} RoundsSignal;

/**
 * RoundsNextAction:
 * @signal: index of what calls for it
 * @days: since or until the signal's date, what the sentence tells
 * @due_date: YYYY-MM-DD, when it should be done
 */
typedef struct
{
  guint signal;
  RoundsPriority priority;
  int days;
  char due_date[11];
} RoundsNextAction;

guint       rounds_next_actions_choose      (const RoundsSignal     *signals,
                                             guint                   n_signals,
                                             const char             *today,
                                             RoundsNextAction        actions[ROUNDS_NEXT_ACTIONS_MAXIMUM]);
const char *rounds_signal_get_key           (RoundsSignalKind        kind);
gboolean    rounds_signal_find_key          (const char             *key,
                                             RoundsSignalKind       *kind);
const char *rounds_signal_get_related_kind  (RoundsSignalKind        kind);
const char *rounds_priority_to_text         (RoundsPriority          priority);
char       *rounds_next_action_describe     (const RoundsNextAction *action,
                                             const RoundsSignal     *signal);

G_END_DECLS
