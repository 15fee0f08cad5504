/* first-frame.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Loaded before any GTK program (LD_PRELOAD): writes when its first window had drawn its first frame, in microseconds of
 * CLOCK_MONOTONIC, and the microseconds of processor time until then, into the file that ROUNDS_FIRST_FRAME names. The program knows nothing of it. */

#include "config.h"

#include <dlfcn.h>
#include <gtk/gtk.h>
#include <time.h>

void rounds_bench_present (GtkWindow *window) __asm__ ("gtk_window_present");

static void
on_after_paint (GdkFrameClock *clock,
                gpointer       user_data)
{
  const char *path = g_getenv ("ROUNDS_FIRST_FRAME");
  struct timespec used;
  g_autofree char *text = NULL;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &used);
  text = g_strdup_printf ("%" G_GINT64_FORMAT " %ld\n", g_get_monotonic_time (),
                          used.tv_sec * 1000000 + used.tv_nsec / 1000);

  g_signal_handlers_disconnect_by_func (clock, on_after_paint, user_data);
  g_file_set_contents (path, text, -1, NULL);
}

void
rounds_bench_present (GtkWindow *window)
{
  static gboolean seen = FALSE;
  void (*present) (GtkWindow *) = (void (*) (GtkWindow *)) dlsym (RTLD_NEXT, "gtk_window_present");
  GdkSurface *surface;

  if (!seen && g_getenv ("ROUNDS_FIRST_FRAME") != NULL)
    {
      seen = TRUE;
      gtk_widget_realize (GTK_WIDGET (window));
      surface = gtk_native_get_surface (GTK_NATIVE (window));
      g_signal_connect (gdk_surface_get_frame_clock (surface), "after-paint", G_CALLBACK (on_after_paint), NULL);
    }
  present (window);
}
