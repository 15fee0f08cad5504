/* rounds-timeline-model.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/rounds-timeline-entry.h"
#include "store/rounds-store.h"

G_BEGIN_DECLS

/* A screen holds as many: the rows of a page are made within one frame. */
#define ROUNDS_TIMELINE_PAGE 8

/**
 * RoundsTimelineModel:
 *
 * What happened at an institution or with a contact, the newest first, as a list of #RoundsTimelineEntry with a section a day. It holds the pages that were
 * asked for with rounds_timeline_model_fetch(), read off the main thread, and follows the store: what is new, gone or moved is told with
 * exact changes.
 *
 * Properties: `loading` (whether an answer is on its way that the list waits for: the first one, or that of another filter), `complete`
 * (whether there is nothing older). Signal `failed (const GError *)`: it could not be read; the list is what it was.
 */
#define ROUNDS_TYPE_TIMELINE_MODEL (rounds_timeline_model_get_type ())
G_DECLARE_FINAL_TYPE (RoundsTimelineModel, rounds_timeline_model, ROUNDS, TIMELINE_MODEL, GObject)

RoundsTimelineModel *rounds_timeline_model_new          (RoundsStore         *store,
                                                         const char          *kind,
                                                         const char          *id);
void                 rounds_timeline_model_set_filter   (RoundsTimelineModel *self,
                                                         const char * const  *types,
                                                         const char          *user_id,
                                                         gint64               from,
                                                         gint64               before);
gboolean             rounds_timeline_model_is_filtered  (RoundsTimelineModel *self);
void                 rounds_timeline_model_fetch        (RoundsTimelineModel *self);
gboolean             rounds_timeline_model_get_loading  (RoundsTimelineModel *self);
gboolean             rounds_timeline_model_get_complete (RoundsTimelineModel *self);

G_END_DECLS
