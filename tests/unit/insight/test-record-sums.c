/* test-record-sums.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations-fixture.h"

#include "insight/rounds-record-sums.h"
#include "model/rounds-registry.h"

#define ID "01900000-0000-7000-8000-%012u"

static void
insert_deal (Fixture    *fixture,
             guint       number,
             const char *value,
             const char *currency)
{
  fixture_insert (fixture, "opportunity",
                  "{'id':'" ID "','institutionId':'%s','name':'Deal','value':%s,'currency':'%s','expectedCloseDate':'2026-12-01'}",
                  number, HOSPITAL_ID, value, currency);
}

/* By hand: 1,200.50 + 99.50 in euros, 10 in francs; the fourth is not asked for. */
static void
test_sums (gconstpointer data)
{
  static const char * const ids[] = { "01900000-0000-7000-8000-000000000001", "01900000-0000-7000-8000-000000000002",
                                      "01900000-0000-7000-8000-000000000003", NULL };
  static const char * const nobody[] = { NULL };
  const RoundsEntityInfo *info = rounds_registry_find ("opportunity");
  Fixture fixture;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) sums = NULL;
  g_autoptr(GPtrArray) none = NULL;
  gint64 euros = 0;
  gint64 francs = 0;

  fixture_open (&fixture, GPOINTER_TO_INT (data));
  insert_deal (&fixture, 1, "1200.50", "EUR");
  insert_deal (&fixture, 2, "99.50", "EUR");
  insert_deal (&fixture, 3, "10", "CHF");
  insert_deal (&fixture, 4, "5000", "EUR");

  sums = rounds_record_sums_compute (fixture.database, info, ids, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (sums->len, ==, 2);
  for (guint i = 0; i < sums->len; i++)
    {
      const RoundsRecordSum *sum = g_ptr_array_index (sums, i);

      g_assert_true (sum->field == rounds_entity_info_find (info, "value"));
      if (g_str_equal (sum->currency, "EUR"))
        euros = sum->amount;
      else if (g_str_equal (sum->currency, "CHF"))
        francs = sum->amount;
    }
  g_assert_cmpint (euros, ==, 130000);
  g_assert_cmpint (francs, ==, 1000);

  none = rounds_record_sums_compute (fixture.database, info, nobody, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (none->len, ==, 0);
  fixture_close (&fixture);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/insight/record-sums/server", GINT_TO_POINTER (ROUNDS_SCHEMA_SERVER), test_sums);
  g_test_add_data_func ("/insight/record-sums/cache", GINT_TO_POINTER (ROUNDS_SCHEMA_CACHE), test_sums);

  return g_test_run ();
}
