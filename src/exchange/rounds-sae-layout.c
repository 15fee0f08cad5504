/* rounds-sae-layout.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "exchange/rounds-register-layout.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/rounds-institution.h"
#include "model/rounds-problem.h"

/* The yearly statistics of establishments (SAE, DREES), files MCO (medicine, surgery, obstetrics) and BLOCS (operating rooms): a header
 * that names the columns, then a row an establishment. Each FINESS number (FI) has one row: sites are counted within (BLOCS: SITES),
 * so values are taken, not summed. */

typedef enum
{
  COLUMN_FINESS,
  COLUMN_VALUE,
} Column;

typedef enum
{
  SET_VALUE,
  SET_FINESS,
} Set;

/* Which column holds what; the FINESS number stands after the value, as the key is not decided by this file. */
static const struct
{
  const char *column;
  const char *fields[3];
} bordereaux[] = {
  { "LIT_MCO", { "bed-capacity", "finess", NULL } },
  { "SALTOT", { "surgical-rooms", "finess", NULL } },
};

static gboolean
find_column (const RoundsCsvRow *header,
             const char         *name,
             guint              *column)
{
  for (guint i = 0; i < header->n_cells; i++)
    {
      if (strcmp (header->cells[i], name) == 0)
        {
          *column = i;
          return TRUE;
        }
    }

  return FALSE;
}

static gboolean
sae_open (RoundsRegisterState  *state,
          const RoundsCsvRow   *header,
          GError              **error)
{
  state->n_cells = header->n_cells;

  for (guint i = 0; i < G_N_ELEMENTS (bordereaux); i++)
    {
      if (header->problem != ROUNDS_CSV_FINE || !find_column (header, "FI", &state->columns[COLUMN_FINESS]) ||
          !find_column (header, bordereaux[i].column, &state->columns[COLUMN_VALUE]))
        continue;

      rounds_register_state_set_fields (state, bordereaux[i].fields);
      return TRUE;
    }

  rounds_problem_set (error, ROUNDS_PROBLEM_MALFORMED, "FILE_LAYOUT",
                      _("%s, line %u: this is not an SAE file of beds (MCO, with the columns FI and LIT_MCO) or of operating rooms "
                        "(BLOCS, with FI and SALTOT). Choose one of those two files; nothing was imported."),
                      state->file_name, header->line);
  return FALSE;
}

static RoundsRowResult
sae_read (RoundsRegisterState  *state,
          const RoundsCsvRow   *row,
          RoundsEntity        **institution,
          char                **problem,
          GError              **error)
{
  g_autoptr(RoundsEntity) entity = NULL;
  const char *value;

  if (row->n_cells != state->n_cells)
    return rounds_register_state_miscounted (state, row, state->n_cells, problem, error);

  value = row->cells[state->columns[COLUMN_VALUE]];
  if (row->cells[state->columns[COLUMN_FINESS]][0] == '\0')
    {
      *problem = g_strdup (_("The line has no FINESS number."));
      return ROUNDS_ROW_REFUSED;
    }
  if (value[0] == '\0')
    {
      /* Nothing declared is not zero. */
      *problem = g_strdup_printf (_("The line gives no number of %s."), _(state->fields[SET_VALUE]->unit));
      return ROUNDS_ROW_REFUSED;
    }

  entity = g_object_new (ROUNDS_TYPE_INSTITUTION, NULL);
  if (!rounds_register_state_set (state, entity, SET_FINESS, row->cells[state->columns[COLUMN_FINESS]], problem) ||
      !rounds_register_state_set (state, entity, SET_VALUE, value, problem))
    return ROUNDS_ROW_REFUSED;

  *institution = g_steal_pointer (&entity);
  return ROUNDS_ROW_READ;
}

static gboolean
sae_finish (RoundsRegisterState  *state,
            GError              **error)
{
  if (state->n_read > 0)
    return TRUE;

  rounds_problem_set (error, ROUNDS_PROBLEM_MALFORMED, "FILE_EMPTY",
                      _("%s, line %u: no establishment follows the first line. Download the file again; nothing was imported."),
                      state->file_name, state->n_miscounted > 0 ? state->first_miscounted : 1);
  return FALSE;
}

const RoundsRegisterLayout rounds_register_layout_sae = {
  .name = "sae",
  .only_updates = TRUE,
  .open = sae_open,
  .read = sae_read,
  .finish = sae_finish,
};
