/* rounds-transaction-memory.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store/rounds-database.h"

G_BEGIN_DECLS

gboolean rounds_transaction_recall   (RoundsDatabase  *database,
                                      const char      *table,
                                      const char      *key,
                                      const char     **value);
void     rounds_transaction_remember (RoundsDatabase  *database,
                                      const char      *table,
                                      const char      *key,
                                      const char      *value);
void     rounds_transaction_forget   (RoundsDatabase  *database,
                                      const char      *table);

G_END_DECLS
