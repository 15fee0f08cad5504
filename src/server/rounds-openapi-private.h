/* rounds-openapi-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-json.h"
#include "operations/rounds-operation.h"
#include "wire/rounds-routes.h"

G_BEGIN_DECLS

/* Between the files that write the description of the API, each in the file of its name. */

/**
 * RoundsOpenapiMode:
 * @ROUNDS_OPENAPI_READ: what the server answers: every field
 * @ROUNDS_OPENAPI_NEW: what creates a record
 * @ROUNDS_OPENAPI_CHANGES: what changes one: any of its fields
 */
typedef enum
{
  ROUNDS_OPENAPI_READ,
  ROUNDS_OPENAPI_NEW,
  ROUNDS_OPENAPI_CHANGES,
} RoundsOpenapiMode;

/**
 * RoundsOpenapiExample:
 * @route: (nullable): the route's name; %NULL for every route of the kind that has an id
 * @kind: (nullable): the kind of record, where several routes share the name
 * @body: (nullable): JSON or the text of a file; %NULL for none
 * @query: (nullable): values of query parameters, `name=value` with `&` between
 * @after: (nullable): the names of routes that are to be called first with the same id, with blanks between
 * @reason: (nullable): why there is none
 *
 * A request that works. The tests send each of them. `@` and a kind stand for the id of that record in the examples.
 */
typedef struct
{
  const char *route;
  const char *kind;
  const char *body;
  const char *query;
  const char *after;
  const char *reason;
} RoundsOpenapiExample;

/* rounds-openapi-type.c */
void        rounds_openapi_write_text         (RoundsJsonWriter        *writer,
                                               const char              *key,
                                               const char              *text);
void        rounds_openapi_write_names        (RoundsJsonWriter        *writer,
                                               const char              *key,
                                               const char              *names);
void        rounds_openapi_write_reference    (RoundsJsonWriter        *writer,
                                               const char              *section,
                                               const char              *name);
void        rounds_openapi_write_type         (RoundsJsonWriter        *writer,
                                               const char              *type,
                                               const char              *description);
void        rounds_openapi_write_type_members (RoundsJsonWriter        *writer,
                                               const char              *members);

/* rounds-openapi-shapes.c */
void        rounds_openapi_write_shapes       (RoundsJsonWriter        *writer);

/* rounds-openapi-records.c */
const char *rounds_openapi_get_name           (const char              *dashed);
void        rounds_openapi_write_field        (RoundsJsonWriter        *writer,
                                               const RoundsField       *field,
                                               RoundsOpenapiMode        mode);
void        rounds_openapi_write_records      (RoundsJsonWriter        *writer);

/* rounds-openapi-operations.c */
void        rounds_openapi_write_arguments    (RoundsJsonWriter        *writer,
                                               const RoundsOperation   *operation,
                                               gboolean                 has_id);
void        rounds_openapi_write_operations   (RoundsJsonWriter        *writer);

/* rounds-openapi-examples.c */
const char *rounds_openapi_get_example_id     (const RoundsEntityInfo  *info);
gboolean    rounds_openapi_find_example       (const RoundsRoute       *route,
                                               RoundsOpenapiExample    *example);
char       *rounds_openapi_dup_example_value  (const RoundsOpenapiExample *example,
                                               const char              *parameter);
char       *rounds_openapi_dup_example_body   (const RoundsOpenapiExample *example);
gboolean    rounds_openapi_takes_key          (const RoundsRoute *route);
char       *rounds_openapi_dup_path_value     (const RoundsRoute       *route);
void        rounds_openapi_write_example      (RoundsJsonWriter        *writer,
                                               const RoundsEntityInfo  *info,
                                               RoundsOpenapiMode        mode);

/* rounds-openapi-parameters.c */
void        rounds_openapi_write_parameters   (RoundsJsonWriter        *writer,
                                               const RoundsRoute       *route);

/* rounds-openapi-paths.c */
const RoundsRoute *rounds_openapi_find_route  (const char              *name,
                                               const RoundsEntityInfo  *info);
const char *rounds_openapi_get_tag            (const RoundsRoute       *route);
char       *rounds_openapi_dup_operation_id   (const RoundsRoute       *route);
void        rounds_openapi_write_paths        (RoundsJsonWriter        *writer);
void        rounds_openapi_write_responses    (RoundsJsonWriter        *writer);

G_END_DECLS
