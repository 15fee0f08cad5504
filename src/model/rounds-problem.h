/* rounds-problem.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RoundsProblemCode:
 *
 * The kinds of "no" a person or a client can get; the code of a #GError in the %ROUNDS_PROBLEM domain. wire/ maps
 * each to its HTTP status, see rounds_problem_get_status().
 */
typedef enum
{
  ROUNDS_PROBLEM_MALFORMED,     /* 400: not understood at all */
  ROUNDS_PROBLEM_UNAUTHORIZED,  /* 401: nobody has signed in */
  ROUNDS_PROBLEM_FORBIDDEN,     /* 403: not this person */
  ROUNDS_PROBLEM_NOT_FOUND,     /* 404 */
  ROUNDS_PROBLEM_METHOD,        /* 405: the path is there, the method is not */
  ROUNDS_PROBLEM_CONFLICT,      /* 409: changed meanwhile, or already there */
  ROUNDS_PROBLEM_TOO_LARGE,     /* 413 */
  ROUNDS_PROBLEM_MEDIA_TYPE,    /* 415 */
  ROUNDS_PROBLEM_INVALID,       /* 422: understood, but a field or a rule refuses */
  ROUNDS_PROBLEM_TOO_MANY,      /* 429 */
  ROUNDS_PROBLEM_FAILED,        /* 500: our fault, or the machine's */
  ROUNDS_PROBLEM_UNAVAILABLE,   /* 503: try again later */
} RoundsProblemCode;

/**
 * RoundsFieldProblem:
 * @field: the JSON path of the field, such as `address.city` or `lines[2].quantity`
 * @code: stable, upper snake case, such as `REQUIRED`
 * @detail: a sentence for a person, translated
 */
typedef struct
{
  char *field;
  char *code;
  char *detail;
} RoundsFieldProblem;

#define ROUNDS_PROBLEM (rounds_problem_quark ())
GQuark      rounds_problem_quark       (void);

GError     *rounds_problem_new         (RoundsProblemCode  status,
                                        const char        *code,
                                        const char        *format,
                                        ...) G_GNUC_PRINTF (3, 4);
void        rounds_problem_set         (GError           **error,
                                        RoundsProblemCode  status,
                                        const char        *code,
                                        const char        *format,
                                        ...) G_GNUC_PRINTF (4, 5);
void        rounds_problem_add_field   (GError           **error,
                                        const char        *field,
                                        const char        *code,
                                        const char        *format,
                                        ...) G_GNUC_PRINTF (4, 5);
gboolean    rounds_problem_refuse      (GError           **error,
                                        const char        *field,
                                        const char        *code,
                                        const char        *format,
                                        ...) G_GNUC_PRINTF (4, 5);
void        rounds_problem_add_prefix  (GError            *error,
                                        const char        *prefix);
const char *rounds_problem_get_code    (const GError      *error);
GPtrArray  *rounds_problem_get_fields  (const GError      *error);
guint       rounds_problem_get_status  (const GError      *error);
GError     *rounds_problem_from_status (guint              status,
                                        const char        *code,
                                        const char        *detail);

G_END_DECLS
