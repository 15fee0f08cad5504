/* rounds-compliance.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RoundsCompliance:
 * @ROUNDS_COMPLIANCE_UNKNOWN: nobody has said, or it is still to be reviewed
 * @ROUNDS_COMPLIANCE_FINE: compliant, and for a while
 * @ROUNDS_COMPLIANCE_EXPIRING: expires within %ROUNDS_COMPLIANCE_WARNING_DAYS days
 * @ROUNDS_COMPLIANCE_EXPIRED: has expired, whether or not somebody has written that down
 * @ROUNDS_COMPLIANCE_FAILED: not compliant
 */
typedef enum
{
  ROUNDS_COMPLIANCE_UNKNOWN,
  ROUNDS_COMPLIANCE_FINE,
  ROUNDS_COMPLIANCE_EXPIRING,
  ROUNDS_COMPLIANCE_EXPIRED,
  ROUNDS_COMPLIANCE_FAILED,
} RoundsCompliance;

RoundsCompliance  rounds_compliance_judge    (const char       *status,
                                              const char       *expires,
                                              const char       *today);
char             *rounds_compliance_describe (RoundsCompliance  compliance,
                                              const char       *expires,
                                              const char       *today);

G_END_DECLS
