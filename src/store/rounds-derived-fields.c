/* rounds-derived-fields.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/rounds-derived-fields.h"

#include <glib/gi18n-lib.h>
#include <stddef.h>

/*
 * The SQL says what insight/ finds of one institution and rules/ makes of it: see rounds-institution-health.c, rounds-institution-lead.c.
 * Facts and formulas stand here once more because a condition is asked of every institution at once.
 * tests/unit/store/test-derived-fields.c holds the two against each other.
 */

/* clang-format off */

#define DAY "86400000000"

/* Days from the day of an instant to today, in the workspace's zone. */
#define DAYS_SINCE_DAY_OF(instant) "(rounds_days($today) - rounds_days(rounds_date_of(" instant ", $zone)))"

#define ALIVE(table) table ".deleted_at IS NULL"

/* Of the table i. A credit note takes away. */
#define ISSUED "i.deleted_at IS NULL AND i.status NOT IN ('draft', 'cancelled')"
#define SIGNED_TOTAL "CASE WHEN i.type = 'credit_note' THEN -abs(i.total) ELSE i.total END"

/* A payment of a credit note is money given back. */
#define PAID \
  "SELECT coalesce(CAST(sum(CASE WHEN i.type = 'credit_note' THEN -p.amount ELSE p.amount END) AS BIGINT), 0) " \
  "FROM payments p JOIN invoices i ON i.id = p.invoice_id " \
  "WHERE i.institution_id = @.id AND " ISSUED " AND p.deleted_at IS NULL AND p.status = 'confirmed'"

/* Each interaction that has taken place and is nobody's secret, of the institution or contact that @reference leads to: what is measured of it. */
#define INTERACTIONS(measure, reference, rest) \
  "SELECT " measure "(m.start_date) AS x FROM meetings m WHERE m." reference " = @.id AND " ALIVE ("m") \
  " AND m.status <> 'cancelled' AND m.end_date <= $now" rest ("m.start_date") \
  " UNION ALL " ACTIVITIES (measure, reference, rest)
#define ACTIVITIES(measure, reference, rest) \
  "SELECT " measure "(c.call_date) AS x FROM calls c WHERE c." reference " = @.id AND " ALIVE ("c") \
  " AND c.call_date <= $now" rest ("c.call_date") \
  " UNION ALL SELECT " measure "(n.created_at) AS x FROM notes n WHERE n." reference " = @.id AND " ALIVE ("n") \
  " AND n.is_private = 0 AND n.created_at <= $now" rest ("n.created_at") \
  " UNION ALL SELECT " measure "(e.sent_at) AS x FROM email_messages e WHERE e." reference " = @.id AND " ALIVE ("e") \
  " AND e.sent_at <= $now" rest ("e.sent_at")

#define EVER(column) ""
#define LATELY(column) " AND " column " >= $interactions"

#define LAST_INTERACTION \
  "(SELECT max(u.x) FROM (" INTERACTIONS ("max", "institution_id", EVER) ") u)"
#define DAYS_SINCE DAYS_SINCE_DAY_OF (LAST_INTERACTION)

/* A contact takes part in meetings. */
#define LAST_INTERACTION_OF_CONTACT \
  "(SELECT max(u.x) FROM (SELECT max(m.start_date) AS x FROM meeting_participants r JOIN meetings m ON m.id = r.meeting_id " \
  "WHERE r.contact_person_id = @.id AND " ALIVE ("r") " AND " ALIVE ("m") " AND m.status <> 'cancelled' AND m.end_date <= $now " \
  "UNION ALL " ACTIVITIES ("max", "contact_person_id", EVER) ") u)"

#define OPEN_DEALS(measure, condition) \
  "(SELECT " measure " FROM opportunities o WHERE " condition " AND o.deleted_at IS NULL " \
  "AND o.stage NOT IN ('closed_won', 'closed_lost'))"

/* A quote that was sent and has had its day is expired, whether its row says so or not. */
#define ACCEPTED "q.status = 'accepted'"
#define DECIDED_LATELY \
  "q.institution_id = @.id AND q.deleted_at IS NULL AND (" \
  "(" ACCEPTED " AND coalesce(q.accepted_at, q.sent_at, q.created_at) >= $history_start) OR " \
  "(q.status = 'rejected' AND coalesce(q.rejected_at, q.sent_at, q.created_at) >= $history_start) OR " \
  "(q.status IN ('sent', 'expired') AND q.valid_until < $today AND q.valid_until >= $history))"

/* What is owed of an invoice i, and when it was paid last. What has the status of a paid one is paid, to the last cent or not. */
#define CONFIRMED "p.invoice_id = i.id AND p.status = 'confirmed' AND p.deleted_at IS NULL"
#define OWED \
  "CASE WHEN i.status = 'paid' THEN 0 ELSE i.total - coalesce((SELECT CAST(sum(p.amount) AS BIGINT) FROM payments p WHERE " CONFIRMED "), 0) " \
  "- coalesce((SELECT CAST(sum(abs(c.total)) AS BIGINT) FROM invoices c WHERE c.credited_invoice_id = i.id " \
  "AND c.type = 'credit_note' AND c.deleted_at IS NULL AND c.status NOT IN ('draft', 'cancelled')), 0) END"
#define LAST_PAYMENT "(SELECT max(p.payment_date) FROM payments p WHERE " CONFIRMED ")"

/* An invoice that is paid was late until its last payment, another one is late until today; what was credited never was. */
#define DUE_LATELY \
  ISSUED " AND i.institution_id = @.id AND i.type = 'invoice' AND i.due_date >= $history AND i.due_date <= $today"
#define SETTLED "CASE WHEN " OWED " > 0 THEN $today ELSE coalesce(" LAST_PAYMENT ", i.due_date) END"
#define DAYS_LATE "SELECT i.due_date AS due, " SETTLED " AS settled FROM invoices i WHERE " DUE_LATELY

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
  "(SELECT coalesce(sum(CASE WHEN l.settled > l.due THEN rounds_days(l.settled) - rounds_days(l.due) ELSE 0 END), 0) " \
  "FROM (" DAYS_LATE ") l) AS late, " \
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

#define ANSWER_TIME "coalesce(q.accepted_at, q.rejected_at) - q.sent_at"
#define ANSWERED "q.institution_id = @.id AND q.deleted_at IS NULL AND " ANSWER_TIME " IS NOT NULL"

#define LEAD_SCORE \
  "(WITH f AS MATERIALIZED (SELECT coalesce(@.bed_capacity, 0) AS beds, " \
  "CASE WHEN @.specialties IS NULL OR @.specialties = '[]' OR coalesce($offered, '[]') = '[]' THEN -1 " \
  "ELSE rounds_lists_common(@.specialties, $offered) END AS matches, " \
  "(SELECT count(*) FROM quotes q WHERE q.institution_id = @.id AND q.deleted_at IS NULL AND q.created_at >= $demand) AS quotes, " \
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
  "(" ACCEPTED " OR (q.status = 'sent' AND q.valid_until >= $today)))"

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
    "(SELECT coalesce(CAST(sum(l.owed) AS BIGINT), 0) FROM (SELECT " OWED " AS owed FROM invoices i WHERE i.institution_id = @.id AND " ISSUED
    " AND i.type = 'invoice' AND i.due_date < $today) l WHERE l.owed > 0)" },
  { DERIVED ("health", ROUNDS_FIELD_INTEGER, N_("Health"), .maximum = 100), "institution", FALSE, HEALTH },
  { DERIVED ("leadScore", ROUNDS_FIELD_INTEGER, N_("Lead score"), .maximum = 100), "institution", FALSE, LEAD_SCORE },
  { DERIVED ("lifecycle", ROUNDS_FIELD_CHOICE, N_("Lifecycle"), .choices = lifecycle_choices), "institution", FALSE, LIFECYCLE },
  { DERIVED ("lastInteraction", ROUNDS_FIELD_INSTANT, N_("Last interaction")), "contact", FALSE, LAST_INTERACTION_OF_CONTACT },
  { DERIVED ("daysSinceLastInteraction", ROUNDS_FIELD_INTEGER, N_("Days since the last interaction"), .unit = N_("days")),
    "contact", FALSE, DAYS_SINCE_DAY_OF (LAST_INTERACTION_OF_CONTACT) },
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
