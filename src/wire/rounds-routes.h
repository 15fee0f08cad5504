/* rounds-routes.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-entity.h"

G_BEGIN_DECLS

/* Bytes that a request may carry. */
#define ROUNDS_WIRE_BODY_MAXIMUM (10 * 1024 * 1024)
#define ROUNDS_WIRE_FILE_MAXIMUM (256 * 1024 * 1024)

/* Records on a page of a list. */
#define ROUNDS_WIRE_PAGE_DEFAULT 50
#define ROUNDS_WIRE_PAGE_MAXIMUM 200

/**
 * RoundsRouteBody:
 * @ROUNDS_ROUTE_BODY_NONE: the request has none
 * @ROUNDS_ROUTE_BODY_JSON: a JSON object
 * @ROUNDS_ROUTE_BODY_OPTIONAL: a JSON object or none
 * @ROUNDS_ROUTE_BODY_FILE: a file, kept on disk
 */
typedef enum
{
  ROUNDS_ROUTE_BODY_NONE,
  ROUNDS_ROUTE_BODY_JSON,
  ROUNDS_ROUTE_BODY_OPTIONAL,
  ROUNDS_ROUTE_BODY_FILE,
} RoundsRouteBody;

/**
 * RoundsRoute:
 * @method: such as `GET`
 * @pattern: the path; `:id` stands for one segment
 * @name: what answers, such as `record.list`; several routes may share it
 * @permission: a key that the server's policy knows
 * @body: what the request carries
 * @parameters: (nullable): the query parameters taken, with blanks between; `*` at the end also takes the fields of @info
 * @summary: one English sentence, for the API's description
 * @info: (nullable): the kind of record it is about
 * @status: of the answer when all is well
 * @operation: (nullable): the operation that is run; the body is its arguments without the `id`, which is in the path
 * @request: (nullable): for the API's description what a body is that is no operation's: a shape of server/rounds-openapi-shapes.c
 * @answer: (nullable): for the API's description what the data of the answer is: a kind of record (`Invoice`), a shape of
 *   server/rounds-openapi-shapes.c, `[...]` a list of such, or a media type that is not JSON
 * @later: (nullable): for the API's description what the data of a 202 is, when it takes long
 * @parameter: (nullable): the query parameter that `:id` stands for: `/api/tasks/assigned/7` is `/api/tasks?assigneeId=7`; `true` where
 *   there is no `:id`
 * @kind: (nullable): what it is about, where that is not the collection that the path begins with
 */
typedef struct
{
  const char *method;
  const char *pattern;
  const char *name;
  const char *permission;
  RoundsRouteBody body;
  const char *parameters;
  const char *summary;
  const RoundsEntityInfo *info;
  guint status;
  const char *operation;
  const char *request;
  const char *answer;
  const char *later;
  const char *parameter;
  const char *kind;
} RoundsRoute;

const RoundsRoute * const *rounds_routes_get_all     (guint              *n_routes);
const RoundsRoute         *rounds_routes_match       (const char         *method,
                                                      const char         *path,
                                                      char              **id,
                                                      GError            **error);
char                      *rounds_routes_get_allowed (const char         *path);
gboolean                   rounds_route_takes        (const RoundsRoute  *self,
                                                      const char         *parameter);

G_END_DECLS
