/* rounds-operation-dialog.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "sync/rounds-workspace.h"

G_BEGIN_DECLS

/**
 * RoundsOperationDialog:
 *
 * Asks for what an operation is told: some fields of a record, with the editors of their types. What it refuses is said at the field.
 */
#define ROUNDS_TYPE_OPERATION_DIALOG (rounds_operation_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RoundsOperationDialog, rounds_operation_dialog, ROUNDS, OPERATION_DIALOG, AdwDialog)

/**
 * RoundsOperationAsked:
 * @operation: such as `invoice.record-payment`
 * @title: N_(), of the dialog
 * @button: N_(), with a mnemonic
 * @done: N_(), what the toast says
 * @fields: (array zero-terminated=1): what is asked for, of the record that the dialog is given
 */
typedef struct
{
  const char *operation;
  const char *title;
  const char *button;
  const char *done;
  const char * const *fields;
} RoundsOperationAsked;

GtkWidget *rounds_operation_dialog_new (RoundsWorkspace            *workspace,
                                        const RoundsOperationAsked *asked,
                                        RoundsEntity               *record,
                                        JsonObject                 *arguments);

G_END_DECLS
