/* rounds-window-trail.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/rounds-window-private.h"

/*
 * Where the person has been in this window, as a browser remembers it: the pages of the sidebar, and the records opened over them. The
 * button in the header leads up, from a record to what it was opened from; back and forward follow the steps.
 */

#define MAX_PLACES 100

#define RECORD_KEY "rounds-record"

#define BACK_BUTTON 8
#define FORWARD_BUTTON 9

typedef struct
{
  const char *page;   /* interned */
  const char *kind;   /* interned; NULL for the page itself */
  char *id;
} Place;

static void
place_free (Place *place)
{
  g_free (place->id);
  g_free (place);
}

static Place *
place_new (const char *page,
           const char *kind,
           const char *id)
{
  Place *place = g_new0 (Place, 1);

  place->page = g_intern_string (page);
  place->kind = g_intern_string (kind);
  place->id = g_strdup (id);
  return place;
}

static gboolean
is_same_record (const Place *one,
                const Place *other)
{
  return one->kind == other->kind && g_strcmp0 (one->id, other->id) == 0;
}

static void
update_enabled (RoundsWindow *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.back", self->place > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.forward", self->place + 1 < self->places->len);
}

static Place *
find_here (RoundsWindow *self)
{
  GtkWidget *view = gtk_stack_get_visible_child (self->stack);
  AdwNavigationPage *page = view != NULL ? adw_navigation_view_get_visible_page (ADW_NAVIGATION_VIEW (view)) : NULL;
  const Place *record = page != NULL ? g_object_get_data (G_OBJECT (page), RECORD_KEY) : NULL;

  return place_new (gtk_stack_get_visible_child_name (self->stack), record != NULL ? record->kind : NULL,
                    record != NULL ? record->id : NULL);
}

/* Notes where the window is now, when it has come there by another way than back and forward. */
static void
note_here (RoundsWindow *self)
{
  const Place *last = self->places->len > 0 ? g_ptr_array_index (self->places, self->place) : NULL;
  Place *here;

  if (self->travelling || gtk_stack_get_visible_child (self->stack) == NULL)
    return;

  here = find_here (self);
  if (last != NULL && last->page == here->page && is_same_record (last, here))
    {
      place_free (here);
      return;
    }

  if (last != NULL)
    g_ptr_array_set_size (self->places, (int) self->place + 1);
  g_ptr_array_add (self->places, here);
  if (self->places->len > MAX_PLACES)
    g_ptr_array_remove_index (self->places, 0);
  self->place = self->places->len - 1;
  update_enabled (self);
}

static AdwNavigationPage *
find_record (AdwNavigationView *view,
             const Place       *place)
{
  g_autoptr(GListModel) pages = adw_navigation_view_get_navigation_stack (view);

  for (guint i = g_list_model_get_n_items (pages); i > 0; i--)
    {
      g_autoptr(AdwNavigationPage) page = g_list_model_get_item (pages, i - 1);
      const Place *record = g_object_get_data (G_OBJECT (page), RECORD_KEY);

      if (record == NULL ? place->kind == NULL : is_same_record (record, place))
        return page;
    }

  return NULL;
}

static void
travel (RoundsWindow *self,
        guint         index)
{
  const Place *place = g_ptr_array_index (self->places, index);
  AdwNavigationView *view;
  AdwNavigationPage *page;

  self->travelling = TRUE;
  self->place = index;
  rounds_window_show_page (self, place->page);
  view = ADW_NAVIGATION_VIEW (gtk_stack_get_visible_child (self->stack));
  page = find_record (view, place);
  if (page != NULL)
    adw_navigation_view_pop_to_page (view, page);
  else
    rounds_window_open_record (self, place->kind, place->id);
  self->travelling = FALSE;
  update_enabled (self);
}

static gboolean
go (RoundsWindow *self,
    gboolean      forward)
{
  /* What lies under a dialog stays where it is. */
  if (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self)) != NULL)
    return FALSE;
  if (forward ? self->place + 1 >= self->places->len : self->place == 0)
    return FALSE;

  travel (self, forward ? self->place + 1 : self->place - 1);
  return TRUE;
}

static void
back_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  go (ROUNDS_WINDOW (widget), FALSE);
}

static void
forward_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  go (ROUNDS_WINDOW (widget), TRUE);
}

static gboolean
go_back (gpointer user_data)
{
  go (user_data, FALSE);
  return G_SOURCE_REMOVE;
}

static gboolean
go_forward (gpointer user_data)
{
  go (user_data, TRUE);
  return G_SOURCE_REMOVE;
}

/* The page under the pointer goes when GTK is through with the click, and the navigation below does not see these buttons at all. */
static gboolean
on_event (GtkEventControllerLegacy *controller,
          GdkEvent                 *event,
          RoundsWindow             *self)
{
  const GdkEventType type = gdk_event_get_event_type (event);
  guint button;

  if (type != GDK_BUTTON_PRESS && type != GDK_BUTTON_RELEASE)
    return GDK_EVENT_PROPAGATE;

  button = gdk_button_event_get_button (event);
  if (button != BACK_BUTTON && button != FORWARD_BUTTON)
    return GDK_EVENT_PROPAGATE;

  if (type == GDK_BUTTON_RELEASE)
    g_idle_add_full (G_PRIORITY_DEFAULT, button == FORWARD_BUTTON ? go_forward : go_back, g_object_ref (self), g_object_unref);
  return GDK_EVENT_STOP;
}

void
_rounds_window_class_trail_init (RoundsWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_install_action (widget_class, "win.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "win.forward", NULL, forward_action);
}

void
_rounds_window_trail_init (RoundsWindow *self)
{
  GtkEventController *buttons = gtk_event_controller_legacy_new ();

  self->places = g_ptr_array_new_with_free_func ((GDestroyNotify) place_free);
  g_signal_connect_object (self->stack, "notify::visible-child", G_CALLBACK (note_here), self, G_CONNECT_SWAPPED);

  gtk_event_controller_set_propagation_phase (buttons, GTK_PHASE_CAPTURE);
  g_signal_connect_object (buttons, "event", G_CALLBACK (on_event), self, G_CONNECT_DEFAULT);
  gtk_widget_add_controller (GTK_WIDGET (self), buttons);

  update_enabled (self);
}

/* What happens in @view is followed from now on. */
void
_rounds_window_trail_follow (RoundsWindow      *self,
                             AdwNavigationView *view)
{
  g_signal_connect_object (view, "notify::visible-page", G_CALLBACK (note_here), self, G_CONNECT_SWAPPED);
}

/* Says which record @page shows. */
void
_rounds_window_trail_mark (AdwNavigationPage *page,
                           const char        *kind,
                           const char        *id)
{
  g_object_set_data_full (G_OBJECT (page), RECORD_KEY, place_new (NULL, kind, id), (GDestroyNotify) place_free);
}
