/* rounds-failure.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void rounds_failure_show (GtkStack      *stack,
                          AdwStatusPage *page,
                          const GError  *error);

G_END_DECLS
