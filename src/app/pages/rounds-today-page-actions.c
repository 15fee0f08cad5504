/* rounds-today-page-actions.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/pages/rounds-today-page-private.h"

#include <glib/gi18n-lib.h>

#include "app/dialogs/rounds-meeting-export.h"
#include "app/dialogs/rounds-record-editor.h"
#include "app/rounds-looks.h"
#include "app/rounds-window.h"
#include "app/widgets/rounds-agenda-row.h"
#include "model/rounds-json.h"
#include "model/rounds-registry.h"
#include "model/rounds-time.h"
#include "rules/rounds-next-action.h"

static JsonObject *
create_arguments (const char *id)
{
  JsonObject *arguments = json_object_new ();

  json_object_set_string_member (arguments, "id", id);
  return arguments;
}

/* Runs an operation on what @item shows; the row goes when the answer comes. */
static void
run (RoundsTodayPage  *self,
     const char       *operation,
     JsonObject       *arguments,
     const char       *format,
     RoundsAgendaItem *item)
{
  g_autofree char *done = NULL;
  g_auto(GStrv) parts = g_strsplit (format, "%s", 2);

  done = g_strconcat (parts[0], item->title, parts[1], NULL);
  rounds_window_run (rounds_window_of (GTK_WIDGET (self)), operation, arguments, done);
}

static RoundsAgendaItem *
find_item (RoundsTodayPage *self,
           GVariant        *parameter)
{
  return rounds_agenda_model_find (self->model, g_variant_get_string (parameter, NULL));
}

static void
complete_action (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  RoundsTodayPage *self = ROUNDS_TODAY_PAGE (widget);
  RoundsAgendaItem *item = find_item (self, parameter);
  g_autoptr(JsonObject) arguments = NULL;

  if (item == NULL)
    return;
  arguments = create_arguments (item->id);
  /* Translators: %s is the title of a task or a reminder */
  run (self, g_str_equal (item->kind, "task") ? "task.complete" : "reminder.complete", arguments, _("“%s” done"), item);
}

static void
snooze_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  RoundsTodayPage *self = ROUNDS_TODAY_PAGE (widget);
  g_autoptr(JsonObject) arguments = NULL;
  RoundsAgendaItem *item;
  const char *id;
  int minutes;

  g_variant_get (parameter, "(&si)", &id, &minutes);
  item = rounds_agenda_model_find (self->model, id);
  if (item == NULL)
    return;
  arguments = create_arguments (item->id);
  json_object_set_int_member (arguments, "minutes", minutes);
  /* Translators: %s is the title of a reminder */
  run (self, "reminder.snooze", arguments, _("“%s” put off"), item);
}

static RoundsSignalKind
get_signal (RoundsAgendaItem *item)
{
  switch (item->why)
    {
    case ROUNDS_AGENDA_SLIPPED:
      return ROUNDS_SIGNAL_SLIPPED_DEAL;
    case ROUNDS_AGENDA_ROTS:
      return ROUNDS_SIGNAL_ROTTING_DEAL;
    case ROUNDS_AGENDA_HOT:
      return ROUNDS_SIGNAL_HOT_LEAD;
    case ROUNDS_AGENDA_UNPAID:
    case ROUNDS_AGENDA_PLANNED:
    default:
      return ROUNDS_SIGNAL_OVERDUE_INVOICE;
    }
}

/* As the suggestions on an institution's page: for some days, or for good when it is 0. */
static void
put_off_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  RoundsTodayPage *self = ROUNDS_TODAY_PAGE (widget);
  g_autofree char *today = rounds_looks_today ();
  g_autofree char *until = NULL;
  g_autoptr(JsonObject) arguments = NULL;
  RoundsAgendaItem *item;
  const char *id;
  int days;

  g_variant_get (parameter, "(&si)", &id, &days);
  item = rounds_agenda_model_find (self->model, id);
  if (item == NULL || item->institution_id == NULL)
    return;

  arguments = create_arguments (item->institution_id);
  json_object_set_string_member (arguments, "key", rounds_signal_get_key (get_signal (item)));
  json_object_set_string_member (arguments, "relatedId", item->id);
  json_object_set_string_member (arguments, "date", item->date);
  if (days > 0)
    {
      until = rounds_date_add_days (today, days);
      json_object_set_string_member (arguments, "until", until);
    }
  /* Translators: %s is the name of a deal, a lead or an invoice */
  run (self, days > 0 ? "next-action.snooze" : "next-action.dismiss", arguments, days > 0 ? _("“%s” put off") : _("“%s” dismissed"),
       item);
}

static void
pay_action (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  RoundsTodayPage *self = ROUNDS_TODAY_PAGE (widget);
  RoundsAgendaItem *item = find_item (self, parameter);
  const RoundsEntityInfo *info = rounds_registry_find ("payment");
  g_autoptr(RoundsEntity) empty = rounds_entity_new (info);
  g_autoptr(RoundsEntity) payment = rounds_entity_new (info);
  g_autofree char *today = rounds_looks_today ();
  g_autoptr(JsonObject) arguments = NULL;

  if (item == NULL)
    return;
  rounds_entity_set_integer (payment, "amount", item->amount);
  rounds_entity_set_text (payment, "payment-date", today);
  arguments = rounds_json_diff (empty, payment);
  json_object_set_string_member (arguments, "id", item->id);
  /* Translators: %s is the number of an invoice */
  run (self, "invoice.record-payment", arguments, _("Payment of “%s” recorded"), item);
}

static void
on_launched (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(RoundsWindow) window = user_data;
  g_autoptr(GError) error = NULL;

  if (!gtk_uri_launcher_launch_finish (GTK_URI_LAUNCHER (source), result, &error) &&
      !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    rounds_window_toast (window, _("No program on this computer makes calls"));
}

static void
call_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  RoundsTodayPage *self = ROUNDS_TODAY_PAGE (widget);
  RoundsAgendaItem *item = find_item (self, parameter);
  RoundsWindow *window = rounds_window_of (widget);
  g_autofree char *escaped = NULL;
  g_autofree char *uri = NULL;
  g_autoptr(GtkUriLauncher) launcher = NULL;

  if (item == NULL || item->phone == NULL)
    return;
  escaped = g_uri_escape_string (item->phone, "+", FALSE);
  uri = g_strconcat ("tel:", escaped, NULL);
  launcher = gtk_uri_launcher_new (uri);
  gtk_uri_launcher_launch (launcher, GTK_WINDOW (window), NULL, on_launched, g_object_ref (window));
}

static void
create_of_action (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  RoundsTodayPage *self = ROUNDS_TODAY_PAGE (widget);
  RoundsAgendaItem *item = find_item (self, parameter);
  const char *kind = g_str_equal (action_name, "page.log-call") ? "call" : "opportunity";

  if (item != NULL && item->institution_id != NULL)
    rounds_record_editor_create (widget, self->workspace, kind, "institution-id", item->institution_id);
}

static void
export_meeting_action (GtkWidget  *widget,
                       const char *action_name,
                       GVariant   *parameter)
{
  rounds_meeting_export (widget, ROUNDS_TODAY_PAGE (widget)->workspace, g_variant_get_string (parameter, NULL));
}

/* What has no page of its own has its editor; an issued invoice cannot be edited, so its institution is shown. */
static void
open_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  RoundsTodayPage *self = ROUNDS_TODAY_PAGE (widget);
  RoundsAgendaItem *item = find_item (self, parameter);
  gboolean to_institution = g_str_equal (action_name, "page.open-institution");

  if (item == NULL)
    return;
  if (!rounds_window_has_page (item->kind) && g_str_equal (item->kind, "invoice"))
    to_institution = TRUE;
  if (!to_institution)
    rounds_window_open_record (rounds_window_of (widget), item->kind, item->id);
  else if (item->institution_id != NULL)
    rounds_window_open_record (rounds_window_of (widget), "institution", item->institution_id);
}

static void
menu_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, ROUNDS_TYPE_AGENDA_ROW) : NULL;

  if (row == NULL && focus != NULL && ROUNDS_IS_AGENDA_ROW (gtk_widget_get_first_child (focus)))
    row = gtk_widget_get_first_child (focus);
  if (row != NULL)
    rounds_agenda_row_open_menu (ROUNDS_AGENDA_ROW (row));
}

void
_rounds_today_page_class_actions_init (RoundsTodayPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_install_action (widget_class, "page.complete", "s", complete_action);
  gtk_widget_class_install_action (widget_class, "page.snooze", "(si)", snooze_action);
  gtk_widget_class_install_action (widget_class, "page.put-off", "(si)", put_off_action);
  gtk_widget_class_install_action (widget_class, "page.pay", "s", pay_action);
  gtk_widget_class_install_action (widget_class, "page.call", "s", call_action);
  gtk_widget_class_install_action (widget_class, "page.log-call", "s", create_of_action);
  gtk_widget_class_install_action (widget_class, "page.new-deal", "s", create_of_action);
  gtk_widget_class_install_action (widget_class, "page.export-meeting", "s", export_meeting_action);
  gtk_widget_class_install_action (widget_class, "page.open", "s", open_action);
  gtk_widget_class_install_action (widget_class, "page.open-institution", "s", open_action);
  gtk_widget_class_install_action (widget_class, "page.menu", NULL, menu_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "page.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "page.menu", NULL);
}
