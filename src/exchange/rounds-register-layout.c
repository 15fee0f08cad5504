/* rounds-register-layout.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "exchange/rounds-register-layout.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-institution.h"
#include "model/rounds-problem.h"
#include "model/rounds-registry.h"

/**
 * rounds_register_state_set_fields:
 * @names: (array zero-terminated=1): properties of an institution
 */
void
rounds_register_state_set_fields (RoundsRegisterState *state,
                                  const char * const  *names)
{
  const RoundsEntityInfo *info = rounds_registry_get (ROUNDS_TYPE_INSTITUTION);
  guint n = 0;

  for (; names[n] != NULL; n++)
    {
      g_assert (n < ROUNDS_REGISTER_FIELDS_MAXIMUM);
      state->fields[n] = rounds_entity_info_find (info, names[n]);
      g_assert (state->fields[n] != NULL);
    }
  state->fields[n] = NULL;
}

/**
 * rounds_register_state_set:
 * @field: which of the state's fields
 * @text: (nullable): what the file says; empty is nothing
 * @problem: (out): why the field cannot hold that
 *
 * Returns: whether the field now holds @text
 */
gboolean
rounds_register_state_set (RoundsRegisterState  *state,
                           RoundsEntity         *institution,
                           guint                 field,
                           const char           *text,
                           char                **problem)
{
  g_auto(RoundsValue) value = ROUNDS_VALUE_INIT;
  g_autoptr(GError) error = NULL;

  if (!rounds_field_parse_text (state->fields[field], text, &value, &error) ||
      !rounds_field_validate (state->fields[field], &value, &error))
    {
      *problem = g_strdup (error->message);
      return FALSE;
    }

  rounds_entity_take_value (institution, state->fields[field], &value);
  return TRUE;
}

/**
 * rounds_register_state_offer:
 * @line: where @text stands
 *
 * Sets a field that an institution can be without: what it cannot hold is left out, with a remark.
 */
void
rounds_register_state_offer (RoundsRegisterState *state,
                             RoundsEntity        *institution,
                             guint                field,
                             const char          *text,
                             guint                line)
{
  g_autofree char *problem = NULL;

  if (rounds_register_state_set (state, institution, field, text, &problem))
    return;

  state->n_remarks++;
  if (state->remarks->len < ROUNDS_REGISTER_REMARKS_MAXIMUM)
    {
      RoundsRegisterRemark *remark = g_new0 (RoundsRegisterRemark, 1);

      remark->line = line;
      /* Translators: what stands in a file, and why it cannot be kept. */
      remark->reason = g_strdup_printf (_("“%s” was left out: %s"), text, problem);
      g_ptr_array_add (state->remarks, remark);
    }
}

/**
 * rounds_register_state_cut:
 * @row: a row that the file ends within
 *
 * Returns: %ROUNDS_ROW_FAILED
 */
RoundsRowResult
rounds_register_state_cut (RoundsRegisterState  *state,
                           const RoundsCsvRow   *row,
                           GError              **error)
{
  rounds_problem_set (error, ROUNDS_PROBLEM_MALFORMED, "FILE_CUT",
                      _("%s, line %u: the file ends in the middle of this line. Download it again; nothing was imported."),
                      state->file_name, row->line);
  return ROUNDS_ROW_FAILED;
}

/**
 * rounds_register_state_miscounted:
 * @row: a row whose number of cells is not @n_expected
 *
 * A row that the file ends within is a file cut short; any other is refused alone.
 *
 * Returns: %ROUNDS_ROW_FAILED or %ROUNDS_ROW_REFUSED
 */
RoundsRowResult
rounds_register_state_miscounted (RoundsRegisterState  *state,
                                  const RoundsCsvRow   *row,
                                  guint                 n_expected,
                                  char                **problem,
                                  GError              **error)
{
  if (row->is_cut)
    return rounds_register_state_cut (state, row, error);

  if (state->n_miscounted++ == 0)
    state->first_miscounted = row->line;
  *problem = g_strdup_printf (_("The line has %u cells instead of %u."), row->n_cells, n_expected);

  return ROUNDS_ROW_REFUSED;
}
