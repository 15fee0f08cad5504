/* rounds-vcard-plan.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "store/rounds-database.h"

G_BEGIN_DECLS

/* Cards of one file. */
#define ROUNDS_VCARD_PLAN_MAXIMUM 5000

/**
 * RoundsVcardStep:
 * @ROUNDS_VCARD_CREATE: nobody like that is known
 * @ROUNDS_VCARD_UPDATE: somebody is, about whom the card says more or something else
 * @ROUNDS_VCARD_KEEP: somebody is, and the card says nothing new
 * @ROUNDS_VCARD_REFUSE: the card cannot be taken
 */
typedef enum
{
  ROUNDS_VCARD_CREATE,
  ROUNDS_VCARD_UPDATE,
  ROUNDS_VCARD_KEEP,
  ROUNDS_VCARD_REFUSE,
} RoundsVcardStep;

/**
 * RoundsVcardEntry:
 * @name: (nullable): of the person
 * @place: (nullable): the name of the institution, or of the organization that the card names
 * @contact_id: (nullable): who it is, or will be
 * @values: (nullable): what is created or changed, as `record.create` and `record.update` take it
 * @reason: (nullable): why it is refused
 *
 * What is to be done with one card.
 */
typedef struct
{
  RoundsVcardStep step;
  char *name;
  char *place;
  char *contact_id;
  JsonObject *values;
  char *reason;
} RoundsVcardEntry;

GPtrArray  *rounds_vcard_plan_read         (RoundsDatabase  *database,
                                            GInputStream    *stream,
                                            const char      *institution_id,
                                            GCancellable    *cancellable,
                                            GError         **error);
guint       rounds_vcard_plan_count        (GPtrArray       *entries,
                                            RoundsVcardStep  step);
JsonObject *rounds_vcard_plan_to_arguments (GPtrArray       *entries);

G_END_DECLS
