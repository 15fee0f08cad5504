/* rounds-problem.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/rounds-problem.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  char *code;
  GPtrArray *fields;
} RoundsProblemPrivate;

static const guint statuses[] = {
  [ROUNDS_PROBLEM_MALFORMED] = 400,
  [ROUNDS_PROBLEM_UNAUTHORIZED] = 401,
  [ROUNDS_PROBLEM_FORBIDDEN] = 403,
  [ROUNDS_PROBLEM_NOT_FOUND] = 404,
  [ROUNDS_PROBLEM_METHOD] = 405,
  [ROUNDS_PROBLEM_CONFLICT] = 409,
  [ROUNDS_PROBLEM_TOO_LARGE] = 413,
  [ROUNDS_PROBLEM_MEDIA_TYPE] = 415,
  [ROUNDS_PROBLEM_INVALID] = 422,
  [ROUNDS_PROBLEM_TOO_MANY] = 429,
  [ROUNDS_PROBLEM_FAILED] = 500,
  [ROUNDS_PROBLEM_UNAVAILABLE] = 503,
};

static RoundsFieldProblem *
rounds_field_problem_new (const char *field,
                          const char *code,
                          const char *detail)
{
  RoundsFieldProblem *self = g_new0 (RoundsFieldProblem, 1);

  self->field = g_strdup (field);
  self->code = g_strdup (code);
  self->detail = g_strdup (detail);

  return self;
}

static void
rounds_field_problem_free (RoundsFieldProblem *self)
{
  g_free (self->field);
  g_free (self->code);
  g_free (self->detail);
  g_free (self);
}

static void
rounds_problem_private_init (RoundsProblemPrivate *self)
{
  self->fields = g_ptr_array_new_with_free_func ((GDestroyNotify) rounds_field_problem_free);
}

static void
rounds_problem_private_copy (const RoundsProblemPrivate *source,
                             RoundsProblemPrivate       *target)
{
  /* The target has been initialised. */
  target->code = g_strdup (source->code);

  for (guint i = 0; i < source->fields->len; i++)
    {
      const RoundsFieldProblem *field = g_ptr_array_index (source->fields, i);
      g_ptr_array_add (target->fields, rounds_field_problem_new (field->field, field->code, field->detail));
    }
}

static void
rounds_problem_private_clear (RoundsProblemPrivate *self)
{
  g_clear_pointer (&self->code, g_free);
  g_clear_pointer (&self->fields, g_ptr_array_unref);
}

G_DEFINE_EXTENDED_ERROR (RoundsProblem, rounds_problem)

/**
 * rounds_problem_new:
 * @status: what kind of refusal
 * @code: stable, upper snake case, such as `STAGE_NEEDS_REASON`
 * @format: a translated sentence that says what to do
 *
 * Returns: (transfer full): an error of the %ROUNDS_PROBLEM domain
 */
GError *
rounds_problem_new (RoundsProblemCode  status,
                    const char        *code,
                    const char        *format,
                    ...)
{
  GError *error;
  va_list args;

  va_start (args, format);
  error = g_error_new_valist (ROUNDS_PROBLEM, status, format, args);
  va_end (args);
  rounds_problem_get_private (error)->code = g_strdup (code);

  return error;
}

/**
 * rounds_problem_set:
 * @error: (nullable): where the error goes
 *
 * Like g_set_error(), with a stable code.
 */
void
rounds_problem_set (GError            **error,
                    RoundsProblemCode   status,
                    const char         *code,
                    const char         *format,
                    ...)
{
  g_autofree char *message = NULL;
  va_list args;

  if (error == NULL)
    return;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_propagate_error (error, rounds_problem_new (status, code, "%s", message));
}

/**
 * rounds_problem_add_field:
 * @error: (not nullable): an error to add to, made when it is %NULL
 * @field: the JSON path of the field
 * @code: stable, upper snake case
 *
 * Collects what is wrong with the fields of a record, so that a person sees all of it at once. The error's message is
 * the first field's.
 */
void
rounds_problem_add_field (GError     **error,
                          const char  *field,
                          const char  *code,
                          const char  *format,
                          ...)
{
  g_autofree char *detail = NULL;
  va_list args;

  g_return_if_fail (error != NULL);
  g_return_if_fail (*error == NULL || (*error)->domain == ROUNDS_PROBLEM);

  va_start (args, format);
  detail = g_strdup_vprintf (format, args);
  va_end (args);

  if (*error == NULL)
    *error = rounds_problem_new (ROUNDS_PROBLEM_INVALID, "VALIDATION_ERROR", "%s", detail);
  g_ptr_array_add (rounds_problem_get_private (*error)->fields, rounds_field_problem_new (field, code, detail));
}

/**
 * rounds_problem_refuse:
 * @error: (out) (optional): %ROUNDS_PROBLEM_INVALID
 * @field: the JSON path of the field
 * @code: stable, upper snake case
 *
 * Says what is wrong with one field, where there is nothing more to find.
 *
 * Returns: %FALSE
 */
gboolean
rounds_problem_refuse (GError     **error,
                       const char  *field,
                       const char  *code,
                       const char  *format,
                       ...)
{
  GError *problem = NULL;
  g_autofree char *detail = NULL;
  va_list args;

  va_start (args, format);
  detail = g_strdup_vprintf (format, args);
  va_end (args);

  rounds_problem_add_field (&problem, field, code, "%s", detail);
  g_propagate_error (error, problem);
  return FALSE;
}

/**
 * rounds_problem_add_prefix:
 * @error: an error of any domain
 * @prefix: what stands before the path of each field, such as `lines[2].`
 */
void
rounds_problem_add_prefix (GError     *error,
                           const char *prefix)
{
  GPtrArray *fields = rounds_problem_get_fields (error);

  for (guint i = 0; fields != NULL && i < fields->len; i++)
    {
      RoundsFieldProblem *field = g_ptr_array_index (fields, i);
      g_autofree char *old = field->field;
      field->field = g_strconcat (prefix, old, NULL);
    }
}

/**
 * rounds_problem_get_code:
 *
 * Returns: the stable code; `INTERNAL_ERROR` for an error of another domain
 */
const char *
rounds_problem_get_code (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);

  if (error->domain != ROUNDS_PROBLEM)
    return "INTERNAL_ERROR";
  return rounds_problem_get_private (error)->code;
}

/**
 * rounds_problem_get_fields:
 *
 * Returns: (nullable) (transfer none) (element-type RoundsFieldProblem): what is wrong with which field
 */
GPtrArray *
rounds_problem_get_fields (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);

  if (error->domain != ROUNDS_PROBLEM)
    return NULL;
  return rounds_problem_get_private (error)->fields;
}

/**
 * rounds_problem_get_status:
 *
 * Returns: the HTTP status (RFC 9110) that goes with the error; 500 for an error of another domain
 */
guint
rounds_problem_get_status (const GError *error)
{
  g_return_val_if_fail (error != NULL, 500);

  if (error->domain != ROUNDS_PROBLEM || (gsize) error->code >= G_N_ELEMENTS (statuses))
    return 500;
  return statuses[error->code];
}

/**
 * rounds_problem_from_status:
 * @status: an HTTP status
 * @code: (nullable): the server's code
 * @detail: (nullable): the server's sentence
 *
 * Returns: (transfer full): the error that rounds_problem_get_status() would map to @status
 */
GError *
rounds_problem_from_status (guint       status,
                            const char *code,
                            const char *detail)
{
  RoundsProblemCode kind = ROUNDS_PROBLEM_FAILED;

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    if (statuses[i] == status)
      kind = i;

  return rounds_problem_new (kind, code != NULL ? code : "INTERNAL_ERROR", "%s",
                             detail != NULL ? detail : _("The server could not do this"));
}
