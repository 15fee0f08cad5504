/* rounds-register-layout.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "exchange/rounds-csv-reader.h"
#include "exchange/rounds-register-reader.h"
#include "model/rounds-entity.h"

G_BEGIN_DECLS

/* Private to the register reader: what one register's rows look like. */

#define ROUNDS_REGISTER_FIELDS_MAXIMUM 16
#define ROUNDS_REGISTER_REMARKS_MAXIMUM 1000

/**
 * RoundsRowResult:
 * @ROUNDS_ROW_READ: an institution
 * @ROUNDS_ROW_SKIPPED: a row that says nothing about one
 * @ROUNDS_ROW_REFUSED: a row with a problem of its own
 * @ROUNDS_ROW_FAILED: the file as a whole is not what it should be
 */
typedef enum
{
  ROUNDS_ROW_READ,
  ROUNDS_ROW_SKIPPED,
  ROUNDS_ROW_REFUSED,
  ROUNDS_ROW_FAILED,
} RoundsRowResult;

/**
 * RoundsRegisterState:
 * @file_name: in messages
 * @fields: the fields that rows set, in the layout's own order; %NULL after the last
 * @columns: SAE: the cells of the FINESS number and of the value
 * @n_cells: SAE: how many cells the header has
 * @n_read: institutions so far
 * @n_miscounted: rows with a wrong number of cells
 * @first_miscounted: the line of the first of them
 * @remarks: (element-type RoundsRegisterRemark): what was left out of rows
 * @n_remarks: how often, also beyond the first thousand
 */
typedef struct
{
  const char *file_name;
  const RoundsField *fields[ROUNDS_REGISTER_FIELDS_MAXIMUM + 1];
  guint columns[2];
  guint n_cells;
  guint n_read;
  guint n_miscounted;
  guint first_miscounted;
  GPtrArray *remarks;
  guint n_remarks;
} RoundsRegisterState;

/**
 * RoundsRegisterLayout:
 * @name: the register
 * @only_updates: whether it knows too little to make an institution
 * @open: looks at the first row; prepares the state
 * @read: makes an institution of a row
 * @finish: looks back at the end of the file
 */
typedef struct
{
  const char *name;
  gboolean only_updates;
  gboolean        (*open)   (RoundsRegisterState  *state,
                             const RoundsCsvRow   *header,
                             GError              **error);
  RoundsRowResult (*read)   (RoundsRegisterState  *state,
                             const RoundsCsvRow   *row,
                             RoundsEntity        **institution,
                             char                **problem,
                             GError              **error);
  gboolean        (*finish) (RoundsRegisterState  *state,
                             GError              **error);
} RoundsRegisterLayout;

extern const RoundsRegisterLayout rounds_register_layout_finess;
extern const RoundsRegisterLayout rounds_register_layout_sae;

void            rounds_register_state_set_fields (RoundsRegisterState  *state,
                                                  const char * const   *names);
gboolean        rounds_register_state_set        (RoundsRegisterState  *state,
                                                  RoundsEntity         *institution,
                                                  guint                 field,
                                                  const char           *text,
                                                  char                **problem);
void            rounds_register_state_offer      (RoundsRegisterState  *state,
                                                  RoundsEntity         *institution,
                                                  guint                 field,
                                                  const char           *text,
                                                  guint                 line);
RoundsRowResult rounds_register_state_cut        (RoundsRegisterState  *state,
                                                  const RoundsCsvRow   *row,
                                                  GError              **error);
RoundsRowResult rounds_register_state_miscounted (RoundsRegisterState  *state,
                                                  const RoundsCsvRow   *row,
                                                  guint                 n_expected,
                                                  char                **problem,
                                                  GError              **error);

G_END_DECLS
