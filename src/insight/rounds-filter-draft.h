/* rounds-filter-draft.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "insight/rounds-comparison.h"
#include "insight/rounds-filter-fields.h"

G_BEGIN_DECLS

/**
 * RoundsFilterDraftKind:
 * @ROUNDS_DRAFT_CONDITION: a field, a comparison, values
 * @ROUNDS_DRAFT_ALL: a group: all of its parts hold
 * @ROUNDS_DRAFT_ANY: a group: one of them does
 * @ROUNDS_DRAFT_NONE: a group: none of them does
 * @ROUNDS_DRAFT_OTHER: something that a filter can say and a person cannot change here; it is kept as it is
 */
typedef enum
{
  ROUNDS_DRAFT_CONDITION,
  ROUNDS_DRAFT_ALL,
  ROUNDS_DRAFT_ANY,
  ROUNDS_DRAFT_NONE,
  ROUNDS_DRAFT_OTHER,
} RoundsFilterDraftKind;

/**
 * RoundsFilterDraft:
 * @kind: what it is
 * @children: (element-type RoundsFilterDraft): of a group
 * @field: (nullable): of a condition; borrowed from the list it was read with
 * @comparison: (nullable): of a condition
 * @parts: (element-type JsonNode): what is compared with, see rounds_comparison_write(); too few while it is being written
 * @period: (nullable): of a condition on a field that is asked over a period
 * @source: (nullable): of ROUNDS_DRAFT_OTHER
 * @problem: (nullable): why what was typed cannot be understood
 * @place: (nullable): where rounds_filter_draft_to_json() has put it: `filter.and[1].not`
 *
 * A filter as a person puts it together: lines and groups, which may still be incomplete. Counted; its members are changed in place.
 */
typedef struct
{
  RoundsFilterDraftKind kind;
  GPtrArray *children;
  const RoundsFilterField *field;
  const RoundsComparison *comparison;
  GPtrArray *parts;
  JsonNode *period;
  JsonNode *source;
  char *problem;
  char *place;
} RoundsFilterDraft;

RoundsFilterDraft *rounds_filter_draft_new            (RoundsFilterDraftKind    kind);
RoundsFilterDraft *rounds_filter_draft_new_condition  (const RoundsFilterField *field);
RoundsFilterDraft *rounds_filter_draft_from_json      (JsonNode                *node,
                                                       GPtrArray               *fields);
RoundsFilterDraft *rounds_filter_draft_ref            (RoundsFilterDraft       *self);
void               rounds_filter_draft_unref          (RoundsFilterDraft       *self);
void               rounds_filter_draft_set_field      (RoundsFilterDraft       *self,
                                                       const RoundsFilterField *field);
void               rounds_filter_draft_set_comparison (RoundsFilterDraft       *self,
                                                       const RoundsComparison  *comparison);
gboolean           rounds_filter_draft_is_group       (RoundsFilterDraft       *self);
gboolean           rounds_filter_draft_is_complete    (RoundsFilterDraft       *self);
JsonNode          *rounds_filter_draft_to_json        (RoundsFilterDraft       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RoundsFilterDraft, rounds_filter_draft_unref)

G_END_DECLS
