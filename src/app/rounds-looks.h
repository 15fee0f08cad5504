/* rounds-looks.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "model/rounds-entity.h"

G_BEGIN_DECLS

/* How what the records say looks, in one place: icons, words and style classes. */

const char *rounds_looks_institution_icon (const char   *type);
const char *rounds_looks_kind_icon        (const char   *kind);
const char *rounds_looks_status_class     (const char   *status);
const char *rounds_looks_status_icon      (const char   *status);
const char *rounds_looks_section_title    (const char   *section);
const char *rounds_looks_document_status (RoundsEntity *document);
char       *rounds_looks_choice           (RoundsEntity *entity,
                                           const char   *name);
char       *rounds_looks_field            (RoundsEntity *entity,
                                           const RoundsField *field);
char       *rounds_looks_money            (RoundsEntity *entity,
                                           const char   *name);
char       *rounds_looks_date_near        (RoundsEntity *entity,
                                           const char   *name);
char       *rounds_looks_instant_near     (gint64        instant);
char       *rounds_looks_percent          (gint64        value,
                                           guint         scale);
char       *rounds_looks_place            (RoundsEntity *institution);
char       *rounds_looks_today            (void);
char       *rounds_looks_month            (const char   *month);

G_END_DECLS
