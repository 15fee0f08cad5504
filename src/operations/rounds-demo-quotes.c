/* rounds-demo-quotes.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations/rounds-demo-private.h"

#include "model/rounds-time.h"
#include "operations/rounds-document-amounts.h"
#include "operations/rounds-number-series.h"

/* Quotes in the order of their numbers, with their answers, and the e-mails they went out with. */

#define QUOTES 300
#define VALID_DAYS 30

/* Younger ones may still be drafts, or wait for an answer. */
#define DRAFT_DAYS 12
#define OPEN_DAYS 45

static RoundsEntity *
make_quote (RoundsDemo  *self,
            guint        index,
            const char  *day,
            GError     **error)
{
  RoundsEntity *institution = g_ptr_array_index (self->institutions, index);
  RoundsEntity *seller = rounds_demo_get_seller (self, institution);
  RoundsEntity *deal = g_ptr_array_index (self->deals, index);
  g_autoptr(RoundsEntity) quote = rounds_demo_new (self, "quote", seller, rounds_demo_instant (self, day, 560));
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *valid = rounds_date_add_days (day, VALID_DAYS);
  g_autofree char *title = NULL;
  guint n_lines = (guint) g_rand_int_range (self->random, 1, 5);

  for (guint i = 0; i < n_lines; i++)
    {
      RoundsEntity *line = rounds_demo_make_line (self, "quote-line", quote, "quote-id");

      if (rounds_demo_chance (self, 30))
        rounds_entity_set_integer (line, "discount-value", 100 * g_rand_int_range (self->random, 3, 13));
      g_ptr_array_add (lines, line);
    }

  title = g_strdup_printf ("%s – %s", rounds_entity_get_text (g_ptr_array_index (lines, 0), "description"),
                           rounds_entity_get_text (institution, "city"));
  rounds_entity_set_text (quote, "institution-id", rounds_entity_get_id (institution));
  rounds_entity_set_text (quote, "contact-person-id", rounds_entity_get_id (rounds_demo_get_contact (self, index)));
  rounds_entity_set_text (quote, "assigned-user-id", rounds_entity_get_id (seller));
  if (deal != NULL && rounds_demo_chance (self, 50))
    rounds_entity_set_text (quote, "opportunity-id", rounds_entity_get_id (deal));
  rounds_entity_set_text (quote, "title", title);
  rounds_entity_set_text (quote, "valid-until", valid);
  rounds_entity_set_records (quote, "lines", lines);

  return rounds_document_total (quote, error) ? g_steal_pointer (&quote) : NULL;
}

/* What the institution answered, and when. */
static void
decide (RoundsDemo   *self,
        RoundsEntity *quote,
        int           days_ago)
{
  gint64 sent = rounds_entity_get_integer (quote, "sent-at");
  gint64 answer = sent + g_rand_int_range (self->random, 2, 28) * G_TIME_SPAN_DAY + g_rand_int_range (self->random, 0, 480) * G_TIME_SPAN_MINUTE;
  int dice = g_rand_int_range (self->random, 0, 100);

  rounds_entity_set_text (quote, "status", "sent");
  if (answer > self->context->now || (days_ago < OPEN_DAYS && rounds_demo_chance (self, 50)))
    {
      if (days_ago > VALID_DAYS)
        rounds_entity_set_text (quote, "status", "expired");
      return;
    }

  if (dice < 55)
    {
      rounds_entity_set_text (quote, "status", "accepted");
      rounds_entity_set_integer (quote, "accepted-at", answer);
    }
  else if (dice < 82)
    {
      rounds_entity_set_text (quote, "status", "rejected");
      rounds_entity_set_integer (quote, "rejected-at", answer);
      rounds_entity_set_text (quote, "client-comments", rounds_demo_choose (self, rounds_demo_refusals));
    }
  else if (dice < 85)
    {
      rounds_entity_set_text (quote, "status", "cancelled");
      rounds_entity_set_integer (quote, "cancelled-at", answer);
    }
  else if (days_ago > VALID_DAYS)
    {
      rounds_entity_set_text (quote, "status", "expired");
    }
}

static gboolean
write_email (RoundsDemo    *self,
             RoundsEntity  *quote,
             GError       **error)
{
  gint64 sent = rounds_entity_get_integer (quote, "sent-at");
  g_autoptr(RoundsEntity) email = rounds_demo_new (self, "email-message", NULL, sent);
  g_autofree char *subject = g_strdup_printf ("Devis %s", rounds_entity_get_text (quote, "quote-number"));

  rounds_entity_set_text (email, "created-by", rounds_entity_get_text (quote, "created-by"));
  rounds_entity_set_text (email, "subject", subject);
  rounds_entity_set_text (email, "purpose", "quote");
  rounds_entity_set_text (email, "direction", "outgoing");
  rounds_entity_set_integer (email, "sent-at", sent);
  rounds_entity_set_text (email, "user-id", rounds_entity_get_text (quote, "assigned-user-id"));
  rounds_entity_set_text (email, "institution-id", rounds_entity_get_text (quote, "institution-id"));
  rounds_entity_set_text (email, "contact-person-id", rounds_entity_get_text (quote, "contact-person-id"));
  rounds_entity_set_text (email, "opportunity-id", rounds_entity_get_text (quote, "opportunity-id"));
  rounds_entity_set_text (email, "quote-id", rounds_entity_get_id (quote));
  if (rounds_demo_chance (self, 70))
    rounds_entity_set_integer (email, "opened-at",
                               MIN (sent + g_rand_int_range (self->random, 5, 4000) * G_TIME_SPAN_MINUTE, self->context->now));

  return rounds_operation_insert (self->context, email, error);
}

static gboolean
add_quote (RoundsDemo  *self,
           int          days,
           GError     **error)
{
  guint index = rounds_demo_choose_institution (self);
  g_autofree char *day = rounds_demo_working_day (self, -days);
  g_autoptr(RoundsEntity) quote = make_quote (self, index, day, error);
  g_autofree char *number = NULL;

  if (quote == NULL)
    return FALSE;

  if (days > DRAFT_DAYS || rounds_demo_chance (self, 40))
    {
      number = rounds_number_series_take (self->context, &rounds_number_series_quote, day, error);
      if (number == NULL)
        return FALSE;
      rounds_entity_set_text (quote, "quote-number", number);
      rounds_entity_set_integer (quote, "sent-at", MIN (rounds_demo_instant (self, day, 640), self->context->now));
      decide (self, quote, days);
    }

  if (g_strcmp0 (rounds_entity_get_text (quote, "status"), "accepted") == 0 && rounds_demo_chance (self, 90))
    g_queue_push_tail (self->accepted, g_object_ref (quote));

  return rounds_operation_insert (self->context, quote, error) && rounds_demo_write_records (self, quote, "lines", error) &&
         (number == NULL || write_email (self, quote, error));
}

gboolean
rounds_demo_make_quotes (RoundsDemo  *self,
                         GError     **error)
{
  guint n_quotes = QUOTES * self->scale;

  for (guint i = 0; i < n_quotes; i++)
    if (!add_quote (self, rounds_demo_season_find (self, (i + 0.5) / n_quotes), error))
      return FALSE;

  return TRUE;
}
