/* rounds-derived-fields.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/rounds-derived-fields.h"

#include <glib/gi18n-lib.h>
#include <stddef.h>

/*
 * The SQL says what rules/ says of the facts: see rounds-health.c, rounds-lead-score.c and rounds-lifecycle.c, whose formulas stand
 * here once more because a condition is asked of every institution at once. tests/unit/store/test-derived-fields.c holds the
 * two against each other.
 */

/* clang-format off */

#define DAY "86400000000"

#define ALIVE(table) table ".deleted_at IS NULL"

/* Of the table i. A credit note takes away. */
#define ISSUED "i.deleted_at IS NULL AND i.status NOT IN ('draft', 'cancelled')"
#define SIGNED_TOTAL "CASE WHEN i.type = 'credit_note' THEN -abs(i.total) ELSE i.total END"

/* Of the table p, joined to invoices i. */
#define PAID \
  "SELECT coalesce(CAST(sum(p.amount) AS BIGINT), 0) FROM payments p JOIN invoices i ON i.id = p.invoice_id " \
  "WHERE i.institution_id = @.id AND i.deleted_at IS NULL AND p.deleted_at IS NULL AND p.status = 'confirmed'"

/* Each interaction that has taken place, of the institution or contact that @reference leads to: what is measured of it. */
#define INTERACTIONS(measure, reference, rest) \
  "SELECT " measure "(m.end_date) AS x FROM meetings m WHERE m." reference " = @.id AND " ALIVE ("m") \
  " AND m.status <> 'cancelled' AND m.end_date <= $now" rest ("m.end_date") \
  " UNION ALL " ACTIVITIES (measure, reference, rest)
#define ACTIVITIES(measure, reference, rest) \
  "SELECT " measure "(c.call_date) AS x FROM calls c WHERE c." reference " = @.id AND " ALIVE ("c") \
  " AND c.call_date <= $now" rest ("c.call_date") \
  " UNION ALL SELECT " measure "(n.created_at) AS x FROM notes n WHERE n." reference " = @.id AND " ALIVE ("n") \
  " AND n.created_at <= $now" rest ("n.created_at") \
  " UNION ALL SELECT " measure "(e.sent_at) AS x FROM email_messages e WHERE e." reference " = @.id AND " ALIVE ("e") \
  " AND e.sent_at <= $now" rest ("e.sent_at")

#define EVER(column) ""
#define LATELY(column) " AND " column " >= $interactions"

#define LAST_INTERACTION \
  "(SELECT max(u.x) FROM (" INTERACTIONS ("max", "institution_id", EVER) ") u)"
#define DAYS_SINCE "(($now - " LAST_INTERACTION ") / " DAY ")"

/* A contact takes part in meetings. */
#define LAST_INTERACTION_OF_CONTACT \
  "(SELECT max(u.x) FROM (SELECT max(m.end_date) AS x FROM meeting_participants r JOIN meetings m ON m.id = r.meeting_id " \
  "WHERE r.contact_person_id = @.id AND " ALIVE ("r") " AND " ALIVE ("m") " AND m.status <> 'cancelled' AND m.end_date <= $now " \
  "UNION ALL " ACTIVITIES ("max", "contact_person_id", EVER) ") u)"

#define OPEN_DEALS(measure, condition) \
  "(SELECT " measure " FROM opportunities o WHERE " condition " AND o.deleted_at IS NULL " \
  "AND o.stage NOT IN ('closed_won', 'closed_lost'))"

/* A quote that was sent and has had its day is expired, whether its row says so or not. */
#define ACCEPTED "q.status = 'accepted'"
#define EXPIRED "(q.status = 'expired' OR (q.status = 'sent' AND q.valid_until < $today))"
#define DECIDED_LATELY \
  "q.institution_id = @.id AND q.deleted_at IS NULL AND ((" ACCEPTED " AND q.accepted_at >= $history_start) OR " \
  "(q.status = 'rejected' AND q.rejected_at >= $history_start) OR (" EXPIRED " AND q.valid_until >= $history))"

/* An invoice that is paid was late until its last payment, another one is late until today. */
#define DUE_LATELY \
  ISSUED " AND i.institution_id = @.id AND i.type = 'invoice' AND i.due_date >= $history AND i.due_date <= $today"
#define DAYS_LATE \
  "CASE WHEN CASE WHEN i.remaining_amount > 0 THEN $today ELSE coalesce(i.last_payment_date, i.due_date) END > i.due_date " \
  "THEN rounds_days(CASE WHEN i.remaining_amount > 0 THEN $today ELSE i.last_payment_date END) - rounds_days(i.due_date) ELSE 0 END"

#define MAILS_SENT \
  "FROM email_messages e WHERE e.institution_id = @.id AND e.deleted_at IS NULL AND e.direction = 'outgoing' " \
  "AND e.purpose IN ('quote', 'campaign') AND e.sent_at >= $mails AND e.sent_at <= $now"

#define DOUBLE(x) "CAST(" x " AS DOUBLE PRECISION)"

/* Missing parts are left out, and the weights of the others scaled up. */
#define HEALTH \
  "(WITH f AS MATERIALIZED (SELECT " DAYS_SINCE " AS days, " \
  "(SELECT sum(u.x) FROM (" INTERACTIONS ("count", "institution_id", LATELY) ") u) AS n, " \
  "(SELECT count(*) FROM quotes q WHERE " DECIDED_LATELY ") AS decided, " \
  "(SELECT count(*) FROM quotes q WHERE " DECIDED_LATELY " AND " ACCEPTED ") AS accepted, " \
  "(SELECT count(*) FROM invoices i WHERE " DUE_LATELY ") AS due, " \
  "(SELECT coalesce(sum(" DAYS_LATE "), 0) FROM invoices i WHERE " DUE_LATELY ") AS late, " \
  "(SELECT count(*) " MAILS_SENT ") AS sent, " \
  "(SELECT count(*) " MAILS_SENT " AND e.opened_at IS NOT NULL) AS opened) " \
  "SELECT rounds_round((" \
  "30 * coalesce(100 * rounds_power(0.5, " DOUBLE ("f.days") " / 45), 0) " \
  "+ 20 * CASE WHEN f.n >= 12 THEN 100 ELSE 100 * " DOUBLE ("f.n") " / 12 END " \
  "+ CASE WHEN f.decided > 0 THEN 20 * 100 * " DOUBLE ("f.accepted + 1") " / (f.decided + 2) ELSE 0 END " \
  "+ CASE WHEN f.due = 0 OR f.late >= 50 * f.due THEN 0 ELSE 20 * (100 - 2 * " DOUBLE ("f.late") " / f.due) END " \
  "+ CASE WHEN f.sent > 0 THEN 10 * 100 * " DOUBLE ("f.opened") " / f.sent ELSE 0 END) " \
  "/ (50 + CASE WHEN f.decided > 0 THEN 20 ELSE 0 END + CASE WHEN f.due > 0 THEN 20 ELSE 0 END " \
  "+ CASE WHEN f.sent > 0 THEN 10 ELSE 0 END)) FROM f)"

#define ANSWERED "q.institution_id = @.id AND q.deleted_at IS NULL AND q.sent_at IS NOT NULL AND " \
  "((q.status = 'accepted' AND q.accepted_at IS NOT NULL) OR (q.status = 'rejected' AND q.rejected_at IS NOT NULL))"
#define ANSWER_TIME "CASE WHEN q.status = 'accepted' THEN q.accepted_at ELSE q.rejected_at END - q.sent_at"

#define LEAD_SCORE \
  "(WITH f AS MATERIALIZED (SELECT coalesce(@.bed_capacity, 0) AS beds, " \
  "CASE WHEN @.specialties IS NULL OR @.specialties = '[]' OR coalesce($offered, '[]') = '[]' THEN -1 " \
  "ELSE rounds_lists_common(@.specialties, $offered) END AS matches, " \
  "(SELECT count(*) FROM quotes q WHERE q.institution_id = @.id AND q.deleted_at IS NULL AND q.created_at >= $demand " \
  "AND q.created_at <= $now) AS quotes, " \
  "(SELECT count(*) FROM quotes q WHERE " ANSWERED ") AS answers, " \
  "(SELECT coalesce(CAST(sum(" ANSWER_TIME ") AS BIGINT), 0) FROM quotes q WHERE " ANSWERED ") AS waited, " \
  "(" PAID " AND p.payment_date >= $budget AND p.payment_date <= $today) AS paid) " \
  "SELECT rounds_round(100 * (" \
  "CASE WHEN f.beds >= 500 THEN 25 WHEN f.beds >= 200 THEN 19 WHEN f.beds >= 100 THEN 13 WHEN f.beds >= 1 THEN 6 ELSE 0 END " \
  "+ CASE WHEN f.matches >= 3 THEN 25 WHEN f.matches > 0 THEN 25 * " DOUBLE ("f.matches") " / 3 ELSE 0 END " \
  "+ CASE WHEN f.quotes >= 4 THEN 20 ELSE 5 * f.quotes END " \
  "+ CASE WHEN f.answers = 0 THEN 0 WHEN f.waited <= 7 * f.answers * " DAY " THEN 15 " \
  "WHEN f.waited <= 14 * f.answers * " DAY " THEN 10 WHEN f.waited <= 30 * f.answers * " DAY " THEN 5 ELSE 0 END " \
  "+ CASE WHEN f.paid >= 5000000 THEN 15 WHEN f.paid >= 2000000 THEN 11 WHEN f.paid >= 500000 THEN 7 " \
  "WHEN f.paid > 0 THEN 3 ELSE 0 END) " \
  "/ " DOUBLE ("35 + CASE WHEN f.beds > 0 THEN 25 ELSE 0 END + CASE WHEN f.matches >= 0 THEN 25 ELSE 0 END " \
  "+ CASE WHEN f.answers > 0 THEN 15 ELSE 0 END") ") FROM f)"

#define OPEN_QUOTE \
  "EXISTS (SELECT 1 FROM quotes q WHERE q.institution_id = @.id AND q.deleted_at IS NULL AND " \
  "((q.status = 'sent' AND q.valid_until >= $today) OR (q.status = 'accepted' AND NOT EXISTS " \
  "(SELECT 1 FROM invoices i WHERE i.quote_id = q.id AND " ISSUED "))))"

#define LIFECYCLE \
  "(WITH f AS MATERIALIZED (SELECT (SELECT max(i.issue_date) FROM invoices i WHERE i.institution_id = @.id " \
  "AND i.type = 'invoice' AND " ISSUED ") AS issued) " \
  "SELECT CASE WHEN f.issued >= $client THEN 'active_client' WHEN f.issued IS NOT NULL THEN 'former_client' " \
  "WHEN " OPEN_DEALS ("count(*)", "o.institution_id = @.id") " > 0 OR " OPEN_QUOTE " OR " DAYS_SINCE " <= 90 " \
  "THEN 'warm_prospect' ELSE 'cold_lead' END FROM f)"

/* clang-format on */

static const RoundsChoice lifecycle_choices[] = {
  { "cold_lead", N_("Cold lead") },
  { "warm_prospect", N_("Warm prospect") },
  { "active_client", N_("Active client") },
  { "former_client", N_("Former client") },
  { NULL, NULL },
};

/* A derived field has no name but its path. */
#define DERIVED(path, type, label, ...) \
  { path, type, label, ROUNDS_FIELD_DERIVED | ROUNDS_FIELD_SYSTEM, .json_key = path, .json_path = path, .index = G_MAXUINT, __VA_ARGS__ }

static const RoundsDerivedField derived[] = {
  { DERIVED ("lastInteraction", ROUNDS_FIELD_INSTANT, N_("Last interaction")), "institution", FALSE, LAST_INTERACTION },
  { DERIVED ("daysSinceLastInteraction", ROUNDS_FIELD_INTEGER, N_("Days since the last interaction"), .unit = N_("days")),
    "institution", FALSE, DAYS_SINCE },
  { DERIVED ("openDeals", ROUNDS_FIELD_INTEGER, N_("Open deals")), "institution", FALSE,
    OPEN_DEALS ("count(*)", "o.institution_id = @.id") },
  { DERIVED ("openDealsValue", ROUNDS_FIELD_MONEY, N_("Value of open deals")), "institution", FALSE,
    OPEN_DEALS ("coalesce(CAST(sum(o.value) AS BIGINT), 0)", "o.institution_id = @.id") },
  { DERIVED ("invoicedInPeriod", ROUNDS_FIELD_MONEY, N_("Invoiced in the period")), "institution", TRUE,
    "(SELECT coalesce(CAST(sum(" SIGNED_TOTAL ") AS BIGINT), 0) FROM invoices i WHERE i.institution_id = @.id AND " ISSUED
    " AND i.issue_date >= $from AND i.issue_date <= $to)" },
  { DERIVED ("paidInPeriod", ROUNDS_FIELD_MONEY, N_("Paid in the period")), "institution", TRUE,
    "(" PAID " AND p.payment_date >= $from AND p.payment_date <= $to)" },
  { DERIVED ("overdueAmount", ROUNDS_FIELD_MONEY, N_("Overdue amount")), "institution", FALSE,
    "(SELECT coalesce(CAST(sum(i.remaining_amount) AS BIGINT), 0) FROM invoices i WHERE i.institution_id = @.id AND " ISSUED
    " AND i.type = 'invoice' AND i.due_date < $today AND i.remaining_amount > 0)" },
  { DERIVED ("health", ROUNDS_FIELD_INTEGER, N_("Health"), .maximum = 100), "institution", FALSE, HEALTH },
  { DERIVED ("leadScore", ROUNDS_FIELD_INTEGER, N_("Lead score"), .maximum = 100), "institution", FALSE, LEAD_SCORE },
  { DERIVED ("lifecycle", ROUNDS_FIELD_CHOICE, N_("Lifecycle"), .choices = lifecycle_choices), "institution", FALSE, LIFECYCLE },
  { DERIVED ("lastInteraction", ROUNDS_FIELD_INSTANT, N_("Last interaction")), "contact", FALSE, LAST_INTERACTION_OF_CONTACT },
  { DERIVED ("daysSinceLastInteraction", ROUNDS_FIELD_INTEGER, N_("Days since the last interaction"), .unit = N_("days")),
    "contact", FALSE, "(($now - " LAST_INTERACTION_OF_CONTACT ") / " DAY ")" },
  { DERIVED ("openDeals", ROUNDS_FIELD_INTEGER, N_("Open deals")), "contact", FALSE,
    OPEN_DEALS ("count(*)", "o.contact_person_id = @.id") },
};

/**
 * rounds_derived_fields_get:
 * @n_fields: (out): how many
 *
 * Returns: (transfer none) (array length=n_fields): every derived field of every kind
 */
const RoundsDerivedField *
rounds_derived_fields_get (guint *n_fields)
{
  *n_fields = G_N_ELEMENTS (derived);

  return derived;
}

/**
 * rounds_derived_fields_find:
 * @info: a kind
 * @path: such as `openDeals`
 *
 * Returns: (nullable) (transfer none): the field
 */
const RoundsField *
rounds_derived_fields_find (const RoundsEntityInfo *info,
                            const char             *path)
{
  for (guint i = 0; i < G_N_ELEMENTS (derived); i++)
    if (g_str_equal (derived[i].kind, info->kind) && g_str_equal (derived[i].field.json_path, path))
      return &derived[i].field;

  return NULL;
}

/**
 * rounds_derived_field_get:
 * @field: one of rounds_derived_fields_find()
 *
 * Returns: (transfer none): its line in the table
 */
const RoundsDerivedField *
rounds_derived_field_get (const RoundsField *field)
{
  g_return_val_if_fail (field->flags & ROUNDS_FIELD_DERIVED, NULL);

  return (const RoundsDerivedField *) (gconstpointer) ((const char *) field - offsetof (RoundsDerivedField, field));
}
