/* frames-probe.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Loaded before any GTK program (LD_PRELOAD): goes through the lines of ROUNDS_PROBE in the program's first window and writes a line of
 * JSON for each into ROUNDS_PROBE_OUT. The program knows nothing of it. Words are separated by tabs:
 *
 *   show   NAME  ACTION [VARIANT]  ROOT  ROWS   asks for an action; until a frame shows ROWS rows with words below a ROOT
 *   view   NAME  CHILD             ROOT  ROWS   chooses a child of the AdwViewStack below ROOT's parent page; likewise
 *   scroll NAME  ROOT  FRAMES  STEP             moves what scrolls furthest below ROOT by STEP pixels each frame, and back at its end
 *   memory NAME                                 the proportional memory of the process, and how many widgets there are, when it is quiet
 *
 * "ms" is the time from asking to the end of the frame that shows it; "used" the processor time of the main thread in it. Of a
 * scroll, "frames" has for each frame the processor time of the main thread since the end of the frame before it: all
 * that would make it late, callbacks between the frames too. What has not come after 20 s is said as "ms": null. */

#include "config.h"

#include <adwaita.h>
#include <dlfcn.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#define CAP (20 * G_USEC_PER_SEC)
#define QUIET_MS 250
#define WIDTH 1100
#define HEIGHT 720

void rounds_probe_present (GtkWindow *window) __asm__ ("gtk_window_present");

typedef struct
{
  GtkWindow *window;
  GdkFrameClock *clock;
  char **lines;
  guint next;
  FILE *out;

  char **words; /* of the line that is being done, else NULL */
  gint64 asked_at;
  gint64 used_before;
  gint64 used_last;
  guint quiet_id;

  GtkAdjustment *adjustment;
  guint tick_id;
  guint frames_left;
  double step;
  GArray *frames;
} Probe;

static Probe probe;

static gint64
get_used (void)
{
  struct timespec used;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &used);
  return used.tv_sec * G_USEC_PER_SEC + used.tv_nsec / 1000;
}

static gboolean
has_words (GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  if (GTK_IS_LABEL (widget) && gtk_label_get_text (GTK_LABEL (widget))[0] != '\0')
    return TRUE;
  if (GTK_IS_INSCRIPTION (widget) && gtk_inscription_get_text (GTK_INSCRIPTION (widget)) != NULL &&
      gtk_inscription_get_text (GTK_INSCRIPTION (widget))[0] != '\0')
    return TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (has_words (child))
      return TRUE;

  return FALSE;
}

/* Rows of lists of all kinds have one of these names in style sheets. */
static guint
count_rows (GtkWidget *widget)
{
  guint n_rows = 0;

  if (!gtk_widget_get_mapped (widget))
    return 0;
  if (g_str_equal (gtk_widget_get_css_name (widget), "row") || g_str_equal (gtk_widget_get_css_name (widget), "child"))
    return has_words (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    n_rows += count_rows (child);

  return n_rows;
}

static gboolean
is_a (GtkWidget  *widget,
      const char *type_name)
{
  for (GType type = G_OBJECT_TYPE (widget); type != 0; type = g_type_parent (type))
    if (g_str_equal (g_type_name (type), type_name))
      return TRUE;

  return FALSE;
}

static GtkWidget *
find_mapped (GtkWidget  *widget,
             const char *type_name)
{
  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (is_a (widget, type_name))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_mapped (child, type_name);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
find_furthest (GtkWidget      *widget,
               GtkAdjustment **furthest)
{
  if (!gtk_widget_get_mapped (widget))
    return;

  if (GTK_IS_SCROLLED_WINDOW (widget))
    {
      GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (widget));

      if (*furthest == NULL || gtk_adjustment_get_upper (adjustment) > gtk_adjustment_get_upper (*furthest))
        *furthest = adjustment;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    find_furthest (child, furthest);
}

static gboolean go_on (gpointer user_data);

/* The next line is begun when nothing has been drawn for a moment. */
static void
wait_for_quiet (void)
{
  g_clear_handle_id (&probe.quiet_id, g_source_remove);
  probe.quiet_id = g_timeout_add (QUIET_MS, go_on, NULL);
}

static void
end_line (void)
{
  g_clear_pointer (&probe.words, g_strfreev);
  fflush (probe.out);
  wait_for_quiet ();
}

static void
end_showing (gboolean seen)
{
  fprintf (probe.out, "{\"name\": \"%s\", \"ms\": ", probe.words[1]);
  if (seen)
    fprintf (probe.out, "%.2f", (g_get_monotonic_time () - probe.asked_at) / 1000.0);
  else
    fprintf (probe.out, "null");
  fprintf (probe.out, ", \"used\": %.2f}\n", (get_used () - probe.used_before) / 1000.0);
  end_line ();
}

static gboolean
is_showing (void)
{
  return probe.words != NULL && (g_str_equal (probe.words[0], "show") || g_str_equal (probe.words[0], "view"));
}

static void
on_after_paint (GdkFrameClock *clock,
                gpointer       user_data)
{
  gint64 used = get_used ();

  if (is_showing ())
    {
      guint last = g_strv_length (probe.words) - 1;
      GtkWidget *root = find_mapped (GTK_WIDGET (probe.window), probe.words[last - 1]);

      if (root != NULL && count_rows (root) >= g_ascii_strtoull (probe.words[last], NULL, 10))
        end_showing (TRUE);
      else if (g_get_monotonic_time () - probe.asked_at > CAP)
        end_showing (FALSE);
    }
  else if (probe.words != NULL && g_str_equal (probe.words[0], "scroll"))
    {
      double took = (used - probe.used_last) / 1000.0;

      g_array_append_val (probe.frames, took);
    }
  else if (probe.words == NULL && probe.quiet_id != 0)
    wait_for_quiet ();

  probe.used_last = get_used ();
}

static gboolean
on_too_long (gpointer user_data)
{
  if (is_showing () && g_get_monotonic_time () - probe.asked_at > CAP)
    end_showing (FALSE);

  return G_SOURCE_CONTINUE;
}

static gboolean
on_tick (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  double value = gtk_adjustment_get_value (probe.adjustment);
  double end = gtk_adjustment_get_upper (probe.adjustment) - gtk_adjustment_get_page_size (probe.adjustment);

  if (probe.frames_left == 0)
    {
      fprintf (probe.out, "{\"name\": \"%s\", \"pixels\": %.0f, \"frames\": [", probe.words[1], value);
      for (guint i = 0; i < probe.frames->len; i++)
        fprintf (probe.out, "%s%.2f", i > 0 ? ", " : "", g_array_index (probe.frames, double, i));
      fprintf (probe.out, "]}\n");
      g_clear_pointer (&probe.frames, g_array_unref);
      probe.tick_id = 0;
      end_line ();
      return G_SOURCE_REMOVE;
    }

  probe.frames_left--;
  if ((probe.step > 0 && value + 1 > end) || (probe.step < 0 && value < 1))
    probe.step = -probe.step;
  gtk_adjustment_set_value (probe.adjustment, value + probe.step);
  return G_SOURCE_CONTINUE;
}

static void
begin_scrolling (void)
{
  GtkWidget *root = find_mapped (GTK_WIDGET (probe.window), probe.words[2]);

  probe.adjustment = NULL;
  if (root != NULL)
    find_furthest (root, &probe.adjustment);
  if (probe.adjustment == NULL)
    {
      fprintf (probe.out, "{\"name\": \"%s\", \"frames\": null}\n", probe.words[1]);
      end_line ();
      return;
    }

  probe.frames = g_array_new (FALSE, FALSE, sizeof (double));
  probe.frames_left = g_ascii_strtoull (probe.words[3], NULL, 10);
  probe.step = g_ascii_strtod (probe.words[4], NULL);
  probe.used_last = get_used ();
  probe.tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (probe.window), on_tick, NULL, NULL);
}

static guint
count_widgets (GtkWidget *widget)
{
  guint n_widgets = 1;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    n_widgets += count_widgets (child);

  return n_widgets;
}

static void
say_memory (void)
{
  g_autofree char *text = NULL;
  const char *line;
  guint64 kilobytes = 0;

  g_file_get_contents ("/proc/self/smaps_rollup", &text, NULL, NULL);
  line = text != NULL ? strstr (text, "\nPss:") : NULL;
  if (line != NULL)
    kilobytes = g_ascii_strtoull (line + strlen ("\nPss:"), NULL, 10);
  fprintf (probe.out, "{\"name\": \"%s\", \"memory\": %.1f, \"widgets\": %u}\n", probe.words[1], kilobytes / 1024.0,
           count_widgets (GTK_WIDGET (probe.window)));
  end_line ();
}

static void
begin_showing (void)
{
  g_autoptr(GVariant) parameter = NULL;
  g_autoptr(GError) error = NULL;

  if (g_strv_length (probe.words) == 6)
    {
      parameter = g_variant_parse (NULL, probe.words[3], NULL, NULL, &error);
      if (parameter == NULL)
        g_error ("%s: %s", probe.words[3], error->message);
    }

  probe.used_before = get_used ();
  probe.asked_at = g_get_monotonic_time ();
  if (!gtk_widget_activate_action_variant (GTK_WIDGET (probe.window), probe.words[2], parameter))
    g_error ("there is no action %s", probe.words[2]);
}

static void
begin_viewing (void)
{
  GtkWidget *page = find_mapped (GTK_WIDGET (probe.window), "AdwNavigationView");
  GtkWidget *stack = page != NULL ? find_mapped (page, "AdwViewStack") : NULL;

  if (stack == NULL)
    g_error ("%s: nothing with views is open", probe.words[1]);

  probe.used_before = get_used ();
  probe.asked_at = g_get_monotonic_time ();
  adw_view_stack_set_visible_child_name (ADW_VIEW_STACK (stack), probe.words[2]);
}

static gboolean
go_on (gpointer user_data)
{
  probe.quiet_id = 0;

  while (probe.lines[probe.next] != NULL && probe.lines[probe.next][0] == '\0')
    probe.next++;
  if (probe.lines[probe.next] == NULL)
    {
      fclose (probe.out);
      gtk_window_destroy (probe.window);
      return G_SOURCE_REMOVE;
    }

  probe.words = g_strsplit (probe.lines[probe.next++], "\t", -1);
  if (g_str_equal (probe.words[0], "show"))
    begin_showing ();
  else if (g_str_equal (probe.words[0], "view"))
    begin_viewing ();
  else if (g_str_equal (probe.words[0], "scroll"))
    begin_scrolling ();
  else if (g_str_equal (probe.words[0], "memory"))
    say_memory ();
  else
    g_error ("the probe does not know \"%s\"", probe.words[0]);

  return G_SOURCE_REMOVE;
}

static void
begin (GtkWindow *window)
{
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;

  if (!g_file_get_contents (g_getenv ("ROUNDS_PROBE"), &text, NULL, &error))
    g_error ("%s", error->message);

  probe.window = window;
  probe.lines = g_strsplit (text, "\n", -1);
  probe.out = fopen (g_getenv ("ROUNDS_PROBE_OUT"), "we");
  if (probe.out == NULL)
    g_error ("%s cannot be written", g_getenv ("ROUNDS_PROBE_OUT"));

  /* Whatever it was when it was last closed. */
  gtk_window_set_default_size (window, WIDTH, HEIGHT);
  gtk_widget_realize (GTK_WIDGET (window));
  probe.clock = gdk_surface_get_frame_clock (gtk_native_get_surface (GTK_NATIVE (window)));
  g_signal_connect (probe.clock, "after-paint", G_CALLBACK (on_after_paint), NULL);
  g_timeout_add_seconds (1, on_too_long, NULL);
  wait_for_quiet ();
}

void
rounds_probe_present (GtkWindow *window)
{
  void (*present) (GtkWindow *) = (void (*) (GtkWindow *)) dlsym (RTLD_NEXT, "gtk_window_present");

  if (probe.window == NULL && g_getenv ("ROUNDS_PROBE") != NULL)
    begin (window);
  present (window);
}
