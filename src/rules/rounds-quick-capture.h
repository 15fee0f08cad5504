/* rounds-quick-capture.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RoundsQuickKind:
 * @ROUNDS_QUICK_TASK: something to do
 * @ROUNDS_QUICK_REMINDER: a word to oneself
 * @ROUNDS_QUICK_MEETING: a meeting
 * @ROUNDS_QUICK_CALL: a call: to be made, which is kept as a task, or made already
 * @ROUNDS_QUICK_NOTE: something worth remembering
 */
typedef enum
{
  ROUNDS_QUICK_TASK,
  ROUNDS_QUICK_REMINDER,
  ROUNDS_QUICK_MEETING,
  ROUNDS_QUICK_CALL,
  ROUNDS_QUICK_NOTE,
} RoundsQuickKind;

#define ROUNDS_N_QUICK_KINDS 5

/**
 * RoundsQuickCapture:
 * @kind: what it is
 * @is_past: whether a call was made already
 * @has_when: whether there is a day; a meeting, a reminder and a call that was made always have one
 * @has_time: whether an hour was said
 * @when: an instant
 * @ends: of a meeting, the instant it ends; else 0
 * @title: what remains of the sentence; empty when nothing does
 * @who: (nullable): the part of the title in which a name may be
 *
 * What a sentence was understood as.
 */
typedef struct
{
  RoundsQuickKind kind;
  gboolean is_past;
  gboolean has_when;
  gboolean has_time;
  gint64 when;
  gint64 ends;
  char *title;
  char *who;
} RoundsQuickCapture;

RoundsQuickCapture *rounds_quick_capture_parse           (const char               *text,
                                                          gint64                    now,
                                                          GTimeZone                *zone);
void                rounds_quick_capture_set_kind        (RoundsQuickCapture       *self,
                                                          RoundsQuickKind           kind,
                                                          gint64                    now,
                                                          GTimeZone                *zone);
const char         *rounds_quick_capture_get_record_kind (const RoundsQuickCapture *self);
void                rounds_quick_capture_free            (RoundsQuickCapture       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RoundsQuickCapture, rounds_quick_capture_free)

G_END_DECLS
