/* rounds-command.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "operations/rounds-operation.h"
#include "store/rounds-database.h"

G_BEGIN_DECLS

typedef enum
{
  ROUNDS_EXIT_DONE = 0,
  ROUNDS_EXIT_FAILED = 1,
  ROUNDS_EXIT_USAGE = 2,
} RoundsExit;

/**
 * RoundsCommand:
 * @name: such as `serve`
 * @usage: what stands after the name, in a usage line
 * @summary: N_(), one sentence
 * @run: does it: the name is the first of the arguments
 */
typedef struct
{
  const char *name;
  const char *usage;
  const char *summary;
  RoundsExit (*run) (int argc, char **argv);
} RoundsCommand;

extern const RoundsCommand rounds_commands[];

gboolean    rounds_command_parse     (const char          *name,
                                      const GOptionEntry  *entries,
                                      int                 *argc,
                                      char              ***argv,
                                      int                  n_arguments);
gboolean    rounds_command_need_database (const char      *uri);
RoundsExit  rounds_command_misused   (const char          *format,
                                      ...) G_GNUC_PRINTF (1, 2);
RoundsExit  rounds_command_failed    (const GError        *error);
char       *rounds_command_read_password (const char      *path,
                                      GError             **error);
char       *rounds_command_get_database_path (const char  *uri);
char       *rounds_command_get_files         (const char  *uri,
                                              const char  *given);

/**
 * RoundsWorkbench:
 * @database: the connection
 * @context: the administrator of the machine, who may do everything
 *
 * What a command works on when no server is needed: one connection and one transaction.
 */
typedef struct
{
  RoundsDatabase *database;
  RoundsOperationContext context;

  /*< private >*/
  RoundsActor *actor;
  RoundsChanges *changes;
  GTimeZone *zone;
} RoundsWorkbench;

gboolean    rounds_workbench_open    (RoundsWorkbench     *self,
                                      const char          *uri,
                                      RoundsDatabaseFlags  flags,
                                      GError             **error);
gboolean    rounds_workbench_begin   (RoundsWorkbench     *self,
                                      GError             **error);
gboolean    rounds_workbench_commit  (RoundsWorkbench     *self,
                                      GError             **error);
void        rounds_workbench_close   (RoundsWorkbench     *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RoundsWorkbench, rounds_workbench_close)

RoundsExit  rounds_command_serve     (int argc, char **argv);
RoundsExit  rounds_command_init      (int argc, char **argv);
RoundsExit  rounds_command_migrate   (int argc, char **argv);
RoundsExit  rounds_command_check     (int argc, char **argv);
RoundsExit  rounds_command_backup    (int argc, char **argv);
RoundsExit  rounds_command_demo      (int argc, char **argv);
RoundsExit  rounds_command_user      (int argc, char **argv);
RoundsExit  rounds_command_import    (int argc, char **argv);
RoundsExit  rounds_command_export    (int argc, char **argv);

G_END_DECLS
