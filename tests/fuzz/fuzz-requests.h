/* fuzz-requests.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "wire/rounds-routes.h"

G_BEGIN_DECLS

#define FUZZ_PEOPLE 3

/**
 * FuzzPeople:
 * @tokens: of a user, a team's manager and an administrator
 * @ids: theirs
 *
 * Who asks.
 */
typedef struct
{
  char *tokens[FUZZ_PEOPLE];
  char *ids[FUZZ_PEOPLE];
} FuzzPeople;

/**
 * FuzzRequest:
 * @bytes: as they are sent
 * @route: (nullable): what it is about; %NULL when nothing is known of what it may answer
 * @is_head: whether the answer has no body
 * @is_broken: whether it is no HTTP, so that the connection may just end
 */
typedef struct
{
  GString *bytes;
  const RoundsRoute *route;
  gboolean is_head;
  gboolean is_broken;
} FuzzRequest;

FuzzRequest *fuzz_request_new   (GRand            *random,
                                 guint             index,
                                 const FuzzPeople *people);
char        *fuzz_request_show  (FuzzRequest      *self,
                                 const FuzzPeople *people);
void         fuzz_request_free  (FuzzRequest      *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FuzzRequest, fuzz_request_free)

G_END_DECLS
