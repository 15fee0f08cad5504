/* test-time-of-day.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/rounds-time-of-day.h"

typedef struct
{
  const char *text;
  int minutes; /* -1 when it is no time of day */
} Case;

/* 14:30 is 14 × 60 + 30 = 870. */
static const Case cases[] = {
  { "14:30", 870 },
  { " 14:30 ", 870 },
  { "14h30", 870 },
  { "14 h 30", 870 },
  { "14H30", 870 },
  { "14.30", 870 },
  { "1430", 870 },
  { "2:30 pm", 870 },
  { "2.30PM", 870 },
  { "2:30 p.m.", 870 },
  { "14h", 840 },
  { "14", 840 },
  { "9", 540 },
  { "930", 570 },
  { "0930", 570 },
  { "9 am", 540 },
  { "12 am", 0 },
  { "12 pm", 720 },
  { "12:05 a", 5 },
  { "0:00", 0 },
  { "23:59", 1439 },

  { "", -1 },
  { "h30", -1 },
  { "24:00", -1 },
  { "14:60", -1 },
  { "2460", -1 },
  { "14:30:10", -1 },
  { "123:4", -1 },
  { "14300", -1 },
  { "14:30 pm", -1 },
  { "0 am", -1 },
  { "9 xm", -1 },
  { "midi", -1 },
  { "-9", -1 },
};

static void
test_parse (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      int minutes = -1;

      g_test_message ("“%s”", cases[i].text);
      g_assert_true (rounds_time_of_day_parse (cases[i].text, &minutes) == (cases[i].minutes >= 0));
      g_assert_cmpint (minutes, ==, cases[i].minutes);
    }
}

static void
test_written_and_read (void)
{
  g_autofree char *first = rounds_time_of_day_format (0);

  g_assert_cmpstr (first, ==, "00:00");
  for (int minutes = 0; minutes < ROUNDS_MINUTES_OF_DAY; minutes++)
    {
      g_autofree char *text = rounds_time_of_day_format (minutes);
      int read = -1;

      g_assert_true (rounds_time_of_day_parse (text, &read));
      g_assert_cmpint (read, ==, minutes);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/time-of-day/parse", test_parse);
  g_test_add_func ("/time-of-day/written-and-read", test_written_and_read);

  return g_test_run ();
}
