/* rounds-compliance.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "rules/rounds-compliance.h"

#include <glib/gi18n-lib.h>

#include "model/rounds-time.h"
#include "rules/rounds-next-action.h"

/**
 * rounds_compliance_judge:
 * @status: (nullable): as an institution has it
 * @expires: (nullable): YYYY-MM-DD, the last day on which it holds
 * @today: a valid date
 *
 * Returns: what a person has to know of it today
 */
RoundsCompliance
rounds_compliance_judge (const char *status,
                         const char *expires,
                         const char *today)
{
  int days = expires != NULL && rounds_date_is_valid (expires) ? rounds_date_difference (today, expires) : G_MAXINT;

  if (g_strcmp0 (status, "non_compliant") == 0)
    return ROUNDS_COMPLIANCE_FAILED;
  if (g_strcmp0 (status, "expired") == 0 || days < 0)
    return ROUNDS_COMPLIANCE_EXPIRED;
  if (days <= ROUNDS_COMPLIANCE_WARNING_DAYS)
    return ROUNDS_COMPLIANCE_EXPIRING;

  return g_strcmp0 (status, "compliant") == 0 ? ROUNDS_COMPLIANCE_FINE : ROUNDS_COMPLIANCE_UNKNOWN;
}

/**
 * rounds_compliance_describe:
 * @compliance: what rounds_compliance_judge() says
 * @expires: (nullable): the same as there
 * @today: the same as there
 *
 * Returns: (transfer full): a few words in the language of the process
 */
char *
rounds_compliance_describe (RoundsCompliance  compliance,
                            const char       *expires,
                            const char       *today)
{
  g_autofree char *date = expires != NULL ? rounds_date_format (expires) : NULL;
  int days = expires != NULL && rounds_date_is_valid (expires) ? rounds_date_difference (today, expires) : 0;

  switch (compliance)
    {
    case ROUNDS_COMPLIANCE_FINE:
      /* Translators: %s is a date */
      return date != NULL ? g_strdup_printf (_("Compliant until %s"), date) : g_strdup (_("Compliant"));
    case ROUNDS_COMPLIANCE_EXPIRING:
      if (days == 0)
        return g_strdup (_("Compliance expires today"));
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Compliance expires in %d day", "Compliance expires in %d days",
                                           (gulong) days),
                              days);
    case ROUNDS_COMPLIANCE_EXPIRED:
      /* Translators: %s is a date */
      return days < 0 ? g_strdup_printf (_("Compliance expired on %s"), date) : g_strdup (_("Compliance expired"));
    case ROUNDS_COMPLIANCE_FAILED:
      return g_strdup (_("Not compliant"));
    case ROUNDS_COMPLIANCE_UNKNOWN:
    default:
      return g_strdup (_("Compliance not reviewed yet"));
    }
}
