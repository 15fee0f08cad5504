/* rounds-moment.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store/rounds-database.h"

G_BEGIN_DECLS

/**
 * RoundsMoment:
 *
 * When a question is asked, and over which period: what derived fields are computed against; an immutable value, counted.
 */
typedef struct _RoundsMoment RoundsMoment;

RoundsMoment *rounds_moment_new         (gint64              now,
                                         GTimeZone          *zone,
                                         const char         *from,
                                         const char         *to,
                                         const char         *offered);
RoundsMoment *rounds_moment_read        (RoundsDatabase     *database,
                                         gint64              now,
                                         GTimeZone          *zone,
                                         GError            **error);
RoundsMoment *rounds_moment_with_period (RoundsMoment       *self,
                                         const char         *from,
                                         const char         *to);
RoundsMoment *rounds_moment_ref         (RoundsMoment       *self);
void          rounds_moment_unref       (RoundsMoment       *self);
const char   *rounds_moment_get_today   (RoundsMoment       *self);
gboolean      rounds_moment_get_value   (RoundsMoment       *self,
                                         const char         *name,
                                         RoundsValue        *value);
gint64        rounds_moment_start_of    (RoundsMoment       *self,
                                         const char         *date);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RoundsMoment, rounds_moment_unref)

G_END_DECLS
