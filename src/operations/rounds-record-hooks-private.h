/* rounds-record-hooks-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-problem.h"
#include "operations/rounds-record-hooks.h"

G_BEGIN_DECLS

/* For the hooks, each family in a file of its own. */

/* Says no because of one field, and leaves the function. */
#define rounds_refuse_field(error, path, code, ...)              \
  G_STMT_START {                                                 \
    GError *problem_ = NULL;                                     \
    rounds_problem_add_field (&problem_, path, code, __VA_ARGS__); \
    g_propagate_error (error, problem_);                         \
    return FALSE;                                                \
  } G_STMT_END

gboolean rounds_record_change_differs         (RoundsRecordChange  *change,
                                               const char          *name);
gboolean rounds_record_change_check_contact   (RoundsRecordChange  *change,
                                               GError             **error);
gboolean rounds_record_change_link            (RoundsRecordChange  *change,
                                               const char          *contact_field,
                                               GError             **error);
gboolean rounds_record_change_take_place      (RoundsRecordChange  *change,
                                               const char          *flag,
                                               const char          *within,
                                               GError             **error);
gboolean rounds_record_change_give_way        (RoundsRecordChange  *change,
                                               const char          *flag,
                                               const char          *within,
                                               GError             **error);
gboolean rounds_record_change_attach          (RoundsRecordChange  *change,
                                               GError             **error);

gboolean rounds_task_prepare                  (RoundsRecordChange  *change,
                                               GError             **error);
gboolean rounds_task_finish                   (RoundsRecordChange  *change,
                                               GError             **error);
gboolean rounds_reminder_prepare              (RoundsRecordChange  *change,
                                               GError             **error);
gboolean rounds_reminder_rule_prepare         (RoundsRecordChange  *change,
                                               GError             **error);
gboolean rounds_call_prepare                  (RoundsRecordChange  *change,
                                               GError             **error);
gboolean rounds_note_prepare                  (RoundsRecordChange  *change,
                                               GError             **error);
gboolean rounds_email_message_prepare         (RoundsRecordChange  *change,
                                               GError             **error);
gboolean rounds_attachment_prepare            (RoundsRecordChange  *change,
                                               GError             **error);
gboolean rounds_tag_finish                    (RoundsRecordChange  *change,
                                               GError             **error);
gboolean rounds_tag_prepare_deletion          (RoundsRecordChange  *change,
                                               GError             **error);
gboolean rounds_webhook_prepare               (RoundsRecordChange  *change,
                                               GError             **error);
gboolean rounds_webhook_finish                (RoundsRecordChange  *change,
                                               GError             **error);

G_END_DECLS
