/* rounds-commands.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RoundsCommand:
 * @action: (nullable): a detailed action name; %NULL for a key that a widget handles itself
 * @group: N_(): what the list of shortcuts has it under
 * @label: N_(): what it does
 * @accels: the keys, the first is the one that is told
 * @icon_name: (nullable): beside its name where commands are looked for; without one it is not offered there
 * @argument: (nullable): the kind of record that it is about and that has to be chosen first: @action is then the name of an action that
 *   takes (@target, the record's id), or `win.create-from`, which takes (@target, @argument, the record's id)
 * @target: (nullable): the first half of that
 *
 * Something that a person can tell the program to do.
 */
typedef struct
{
  const char *action;
  const char *group;
  const char *label;
  const char *accels[4];
  const char *icon_name;
  const char *argument;
  const char *target;
} RoundsCommand;

const RoundsCommand * const *rounds_commands_get_all (guint *n_commands);

G_END_DECLS
