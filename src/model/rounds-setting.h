/* rounds-setting.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "model/rounds-entity.h"

G_BEGIN_DECLS

#define ROUNDS_TYPE_SETTING (rounds_setting_get_type ())
ROUNDS_DECLARE_RECORD (RoundsSetting, rounds_setting, ROUNDS, SETTING)

/* A JSON array of the specialties that the team sells to. */
#define ROUNDS_SETTING_OFFERED_SPECIALTIES "leads.offeredSpecialties"

G_END_DECLS
