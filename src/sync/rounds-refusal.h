/* rounds-refusal.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RoundsRefusal:
 * @id: of the operation
 * @name: of the operation, such as `opportunity.move`
 * @at: when the person did it, an instant
 * @problem: why the server said no
 *
 * A change that was taken back. It is remembered until the person has seen it.
 */
typedef struct
{
  char *id;
  char *name;
  gint64 at;
  GError *problem;
} RoundsRefusal;

RoundsRefusal *rounds_refusal_new        (const char           *id,
                                          const char           *name,
                                          gint64                at,
                                          const GError         *problem);
RoundsRefusal *rounds_refusal_copy       (const RoundsRefusal  *self);
void           rounds_refusal_free       (RoundsRefusal        *self);
const char    *rounds_refusal_get_label  (const RoundsRefusal  *self);
char          *rounds_refusals_to_text   (GPtrArray            *refusals);
GPtrArray     *rounds_refusals_from_text (const char           *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RoundsRefusal, rounds_refusal_free)

G_END_DECLS
