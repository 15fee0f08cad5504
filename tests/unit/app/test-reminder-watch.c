/* test-reminder-watch.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/rounds-reminder-watch.h"

#define MINUTE G_TIME_SPAN_MINUTE
#define START (1000 * G_TIME_SPAN_DAY)

static gint64 now;

static gint64
tell_time (void)
{
  return now;
}

static void
on_due (GString           *heard,
        RoundsDueReminder *reminder)
{
  g_string_append_printf (heard, "due %s;", reminder->id);
}

static void
on_overdue (GString *heard,
            guint    n_overdue)
{
  g_string_append_printf (heard, "overdue %u;", n_overdue);
}

static void
on_gone (GString    *heard,
         const char *id)
{
  g_string_append_printf (heard, "gone %s;", id);
}

static RoundsReminderWatch *
make_watch (GString *heard)
{
  RoundsReminderWatch *watch = rounds_reminder_watch_new (tell_time);

  now = START;
  g_signal_connect_swapped (watch, "due", G_CALLBACK (on_due), heard);
  g_signal_connect_swapped (watch, "overdue", G_CALLBACK (on_overdue), heard);
  g_signal_connect_swapped (watch, "gone", G_CALLBACK (on_gone), heard);
  return watch;
}

/* Reminders a, b, c... so many minutes after the start; G_MAXINT for one that is not there. */
static void
set (RoundsReminderWatch *watch,
     const int           *minutes,
     guint                n_minutes)
{
  GPtrArray *reminders = g_ptr_array_new_with_free_func ((GDestroyNotify) rounds_due_reminder_free);

  for (guint i = 0; i < n_minutes; i++)
    {
      const char id[] = { (char) ('a' + i), '\0' };

      if (minutes[i] != G_MAXINT)
        g_ptr_array_add (reminders, rounds_due_reminder_new (id, "Title", NULL, START + minutes[i] * MINUTE));
    }
  rounds_reminder_watch_set_reminders (watch, reminders);
}

static void
assert_heard (GString    *heard,
              const char *expected)
{
  g_assert_cmpstr (heard->str, ==, expected);
  g_string_truncate (heard, 0);
}

static void
test_due (void)
{
  g_autoptr(GString) heard = g_string_new (NULL);
  g_autoptr(RoundsReminderWatch) watch = make_watch (heard);

  set (watch, (const int[]) { -5, -1, 10, 30 }, 4);
  assert_heard (heard, "overdue 2;");
  g_assert_cmpint (rounds_reminder_watch_get_wait (watch), ==, MINUTE);

  now = START + 10 * MINUTE - 20 * G_TIME_SPAN_SECOND;
  rounds_reminder_watch_look (watch);
  assert_heard (heard, "");
  g_assert_cmpint (rounds_reminder_watch_get_wait (watch), ==, 20 * G_TIME_SPAN_SECOND);

  now = START + 10 * MINUTE;
  rounds_reminder_watch_look (watch);
  assert_heard (heard, "due c;");
  rounds_reminder_watch_look (watch);
  assert_heard (heard, "");
  g_assert_finalize_object (g_steal_pointer (&watch));
}

/* The machine slept for a day: all that fell due meanwhile is told. */
static void
test_sleep (void)
{
  g_autoptr(GString) heard = g_string_new (NULL);
  g_autoptr(RoundsReminderWatch) watch = make_watch (heard);

  set (watch, (const int[]) { 10, 600, 3000 }, 3);
  now = START + G_TIME_SPAN_DAY;
  rounds_reminder_watch_look (watch);
  assert_heard (heard, "due a;due b;");
}

static void
test_gone (void)
{
  g_autoptr(GString) heard = g_string_new (NULL);
  g_autoptr(RoundsReminderWatch) watch = make_watch (heard);

  set (watch, (const int[]) { 10, 20, 30 }, 3);
  now = START + 20 * MINUTE;
  rounds_reminder_watch_look (watch);
  assert_heard (heard, "due a;due b;");
  /* The first is done elsewhere, the second put off, the third never was told. */
  set (watch, (const int[]) { G_MAXINT, 25, G_MAXINT }, 3);
  g_assert_true (g_str_equal (heard->str, "gone a;gone b;") || g_str_equal (heard->str, "gone b;gone a;"));
  g_string_truncate (heard, 0);
  now = START + 25 * MINUTE;
  rounds_reminder_watch_look (watch);
  assert_heard (heard, "due b;");
}

/* One that is made for a time that has passed is told at once, once others are known. */
static void
test_late (void)
{
  g_autoptr(GString) heard = g_string_new (NULL);
  g_autoptr(RoundsReminderWatch) watch = make_watch (heard);

  set (watch, NULL, 0);
  assert_heard (heard, "");
  set (watch, (const int[]) { -10 }, 1);
  assert_heard (heard, "due a;");
}

/* The timer itself, with a clock that goes on by itself. */
static void
on_due_quit (GMainLoop *loop)
{
  g_main_loop_quit (loop);
}

static void
test_timer (void)
{
  g_autoptr(RoundsReminderWatch) watch = rounds_reminder_watch_new (g_get_real_time);
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  GPtrArray *reminders = g_ptr_array_new_with_free_func ((GDestroyNotify) rounds_due_reminder_free);
  gint64 when = g_get_real_time () + 50 * G_TIME_SPAN_MILLISECOND;

  g_signal_connect_swapped (watch, "due", G_CALLBACK (on_due_quit), loop);
  g_ptr_array_add (reminders, rounds_due_reminder_new ("a", "Title", NULL, when));
  rounds_reminder_watch_set_reminders (watch, reminders);
  g_main_loop_run (loop);
  g_assert_cmpint (g_get_real_time (), >=, when);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/reminder-watch/due", test_due);
  g_test_add_func ("/reminder-watch/sleep", test_sleep);
  g_test_add_func ("/reminder-watch/gone", test_gone);
  g_test_add_func ("/reminder-watch/late", test_late);
  g_test_add_func ("/reminder-watch/timer", test_timer);

  return g_test_run ();
}
