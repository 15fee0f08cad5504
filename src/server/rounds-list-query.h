/* rounds-list-query.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "server/rounds-call.h"
#include "store/rounds-query.h"

G_BEGIN_DECLS

RoundsFilterContext rounds_list_query_get_context (RoundsCall *call);
RoundsFilter *rounds_list_query_get_filter (RoundsCall  *call,
                                            GError     **error);
RoundsQuery  *rounds_list_query_new       (RoundsCall              *call,
                                          const RoundsEntityInfo  *info,
                                          RoundsFilter            *condition,
                                          GError                 **error);
RoundsQuery  *rounds_list_query_page      (RoundsCall              *call,
                                          const RoundsEntityInfo  *info,
                                          RoundsFilter            *condition,
                                          gint64                  *page,
                                          gint64                  *limit,
                                          GError                 **error);
RoundsQuery  *rounds_list_query_from_call  (RoundsCall  *call,
                                            gint64      *page,
                                            gint64      *limit,
                                            GError     **error);

G_END_DECLS
