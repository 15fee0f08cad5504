/* rounds-message-template.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RoundsTemplateValue:
 * @name: what stands between the braces, such as `title`
 * @text: (nullable): what takes its place; %NULL is nothing
 */
typedef struct
{
  const char *name;
  const char *text;
} RoundsTemplateValue;

char     *rounds_template_fill  (const char                 *template,
                                 const RoundsTemplateValue  *values,
                                 guint                       n_values,
                                 glong                       maximum);
gboolean  rounds_template_check (const char                 *template,
                                 const char * const         *names,
                                 char                      **unknown);

G_END_DECLS
