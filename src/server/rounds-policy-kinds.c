/* rounds-policy-kinds.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "server/rounds-policy-private.h"

/* Which rule each kind of record follows. A test fails for a kind that is not here. */

static const RoundsPolicyKind kinds[] = {
  /* What a workspace is set up with. */
  { "team", ROUNDS_POLICY_DIRECTORY, ROUNDS_ROLE_SUPER_ADMIN, NULL },
  { "user", ROUNDS_POLICY_DIRECTORY, ROUNDS_ROLE_USER, NULL },
  { "setting", ROUNDS_POLICY_DIRECTORY, ROUNDS_ROLE_SUPER_ADMIN, NULL },
  { "tag", ROUNDS_POLICY_DIRECTORY, ROUNDS_ROLE_TEAM_ADMIN, NULL },
  { "lead-source", ROUNDS_POLICY_DIRECTORY, ROUNDS_ROLE_SUPER_ADMIN, NULL },
  { "lost-reason", ROUNDS_POLICY_DIRECTORY, ROUNDS_ROLE_SUPER_ADMIN, NULL },
  { "pipeline", ROUNDS_POLICY_DIRECTORY, ROUNDS_ROLE_SUPER_ADMIN, NULL },
  { "product", ROUNDS_POLICY_DIRECTORY, ROUNDS_ROLE_TEAM_ADMIN, NULL },
  { "reminder-rule", ROUNDS_POLICY_DIRECTORY, ROUNDS_ROLE_SUPER_ADMIN, NULL },
  { "custom-field", ROUNDS_POLICY_DIRECTORY, ROUNDS_ROLE_SUPER_ADMIN, NULL },

  /* The work. */
  { "institution", ROUNDS_POLICY_OWNED, ROUNDS_ROLE_USER, NULL },
  { "contact", ROUNDS_POLICY_DEPENDENT, ROUNDS_ROLE_USER, "institution-id" },
  { "opportunity", ROUNDS_POLICY_OWNED, ROUNDS_ROLE_USER, NULL },
  { "opportunity-contact", ROUNDS_POLICY_DEPENDENT, ROUNDS_ROLE_USER, "opportunity-id" },
  { "opportunity-line", ROUNDS_POLICY_DEPENDENT, ROUNDS_ROLE_USER, "opportunity-id" },
  { "stage-change", ROUNDS_POLICY_DEPENDENT, ROUNDS_ROLE_USER, "opportunity-id" },
  { "meeting", ROUNDS_POLICY_OWNED, ROUNDS_ROLE_USER, NULL },
  { "meeting-participant", ROUNDS_POLICY_DEPENDENT, ROUNDS_ROLE_USER, "meeting-id" },
  { "quote", ROUNDS_POLICY_OWNED, ROUNDS_ROLE_USER, NULL },
  { "quote-line", ROUNDS_POLICY_DEPENDENT, ROUNDS_ROLE_USER, "quote-id" },
  { "invoice", ROUNDS_POLICY_OWNED, ROUNDS_ROLE_USER, NULL },
  { "invoice-line", ROUNDS_POLICY_DEPENDENT, ROUNDS_ROLE_USER, "invoice-id" },
  { "payment", ROUNDS_POLICY_DEPENDENT, ROUNDS_ROLE_USER, "invoice-id" },
  { "task", ROUNDS_POLICY_OWNED, ROUNDS_ROLE_USER, NULL },
  { "call", ROUNDS_POLICY_OWNED, ROUNDS_ROLE_USER, NULL },
  { "note", ROUNDS_POLICY_NOTE, ROUNDS_ROLE_USER, NULL },
  { "note-share", ROUNDS_POLICY_DEPENDENT, ROUNDS_ROLE_USER, "note-id" },
  { "reminder", ROUNDS_POLICY_OWNED, ROUNDS_ROLE_USER, NULL },
  { "email-message", ROUNDS_POLICY_OWNED, ROUNDS_ROLE_USER, NULL },
  { "attachment", ROUNDS_POLICY_ATTACHED, ROUNDS_ROLE_USER, NULL },
  { "comment", ROUNDS_POLICY_ATTACHED, ROUNDS_ROLE_USER, NULL },
  { "segment", ROUNDS_POLICY_SHARED, ROUNDS_ROLE_USER, NULL },
  { "saved-view", ROUNDS_POLICY_SHARED, ROUNDS_ROLE_USER, NULL },
  { "action-mark", ROUNDS_POLICY_OWNED, ROUNDS_ROLE_USER, NULL },
  { "notification", ROUNDS_POLICY_PERSONAL, ROUNDS_ROLE_USER, NULL },

  /* What those who administer look at. Nobody writes what is a record of what has been done. */
  { "webhook", ROUNDS_POLICY_ADMINISTRATION, ROUNDS_ROLE_TEAM_ADMIN, "created-by" },
  { "webhook-delivery", ROUNDS_POLICY_DEPENDENT, ROUNDS_ROLE_TEAM_ADMIN, "webhook-id" },
  { "audit-entry", ROUNDS_POLICY_ADMINISTRATION, ROUNDS_ROLE_SERVER, "user-id" },
  { "security-event", ROUNDS_POLICY_ADMINISTRATION, ROUNDS_ROLE_SERVER, "user-id" },
};

/* A kind that nothing is said about: what one has made oneself. */
static const RoundsPolicyKind unknown = { "", ROUNDS_POLICY_ADMINISTRATION, ROUNDS_ROLE_SUPER_ADMIN, "created-by" };

/**
 * rounds_policy_find_kind:
 *
 * Returns: (nullable) (transfer none): what the policy says of a kind of record
 */
const RoundsPolicyKind *
rounds_policy_find_kind (const char *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].kind, kind))
      return &kinds[i];

  return NULL;
}

/**
 * rounds_policy_get_kind:
 *
 * Returns: (transfer none): what the policy says of a kind of record; of one it does not know, as little as can be
 */
const RoundsPolicyKind *
rounds_policy_get_kind (const RoundsEntityInfo *info)
{
  const RoundsPolicyKind *known = rounds_policy_find_kind (info->kind);

  return known != NULL ? known : &unknown;
}

gboolean
rounds_policy_is_directory (const RoundsEntityInfo *info)
{
  return rounds_policy_get_kind (info)->rule == ROUNDS_POLICY_DIRECTORY;
}

/* Whether comments and documents of a record of the kind go with that record. */
gboolean
rounds_policy_can_be_attached (const RoundsEntityInfo *info)
{
  const RoundsPolicyRule rule = rounds_policy_get_kind (info)->rule;

  return !(info->flags & ROUNDS_ENTITY_SERVER_ONLY) && info->parent_field == NULL &&
         (rule == ROUNDS_POLICY_OWNED || rule == ROUNDS_POLICY_NOTE || rule == ROUNDS_POLICY_DEPENDENT);
}
