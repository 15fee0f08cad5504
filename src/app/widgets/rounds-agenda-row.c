/* rounds-agenda-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/widgets/rounds-agenda-row.h"

#include <glib/gi18n-lib.h>

#include "app/rounds-looks.h"
#include "app/rounds-tooltip.h"
#include "model/rounds-money.h"
#include "model/rounds-time.h"

#define HOUR 60
#define DAY (24 * HOUR)
#define WEEK (7 * DAY)

struct _RoundsAgendaRow
{
  GtkBox parent_instance;

  /* Template widgets */
  GtkImage *image;
  GtkLabel *title_label;
  GtkLabel *subtitle_label;
  GtkLabel *amount_label;
  GtkButton *call_button;
  GtkButton *done_button;
  GtkMenuButton *menu_button;

  /* Owned references */
  RoundsAgendaEntry *entry;
};

G_DEFINE_FINAL_TYPE (RoundsAgendaRow, rounds_agenda_row, GTK_TYPE_BOX)

static RoundsAgendaItem *
get_item (RoundsAgendaRow *self)
{
  return rounds_agenda_entry_get_item (self->entry);
}

static const char *
get_icon (RoundsAgendaRow *self)
{
  RoundsAgendaEntryType type = rounds_agenda_entry_get_kind (self->entry);

  if (type == ROUNDS_AGENDA_ENTRY_NOTHING)
    return "object-select-symbolic";
  if (type == ROUNDS_AGENDA_ENTRY_MORE)
    return "pan-down-symbolic";
  /* An institution is here for its score. */
  if (g_str_equal (get_item (self)->kind, "institution"))
    return "rounds-flame-symbolic";

  return rounds_looks_kind_icon (get_item (self)->kind);
}

static char *
describe_meeting (RoundsAgendaItem *item)
{
  g_autofree char *start = rounds_looks_instant_near (item->when);
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc_usec (item->ends);
  g_autoptr(GDateTime) local = g_date_time_to_local (utc);
  g_autofree char *end = g_date_time_format (local, "%H:%M");

  if (item->ends - item->when >= G_TIME_SPAN_DAY)
    return g_steal_pointer (&start);
  /* Translators: when a meeting begins and ends, such as "tomorrow 10:00–11:00" */
  return g_strdup_printf (_("%s–%s"), start, end);
}

/* Why it is there, in words. */
static char *
describe_why (RoundsAgendaItem *item)
{
  g_autofree char *today = rounds_looks_today ();
  g_autofree char *near = rounds_date_format_near (item->date, today);
  g_autofree char *date = rounds_date_format (item->date);

  switch (item->why)
    {
    case ROUNDS_AGENDA_SLIPPED:
      /* Translators: %s is a day that has passed, such as "3 days ago" or "2 Mar 2026" */
      return g_strdup_printf (_("expected to close %s"), near);
    case ROUNDS_AGENDA_ROTS:
      /* Translators: of a deal that nothing happens about; %s is a day */
      return g_strdup_printf (_("needs a next step since %s"), date);
    case ROUNDS_AGENDA_HOT:
      return g_strdup_printf (_("lead score %d, no open deal"), item->score);
    case ROUNDS_AGENDA_UNPAID:
      /* Translators: %s is a day that has passed, such as "3 days ago" or "2 Mar 2026" */
      return g_strdup_printf (_("was due %s"), near);
    case ROUNDS_AGENDA_PLANNED:
    default:
      return item->ends != 0 ? describe_meeting (item) : rounds_looks_instant_near (item->when);
    }
}

static char *
describe (RoundsAgendaItem *item)
{
  g_autofree char *why = describe_why (item);

  if (item->institution_name == NULL)
    return g_steal_pointer (&why);
  return g_strdup_printf ("%s · %s", item->institution_name, why);
}

static char *
describe_exactly (RoundsAgendaItem *item)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_local ();

  return item->when != 0 ? rounds_instant_format (item->when, zone) : rounds_date_format (item->date);
}

static void
append (GMenu      *menu,
        const char *label,
        const char *action,
        GVariant   *target)
{
  g_autoptr(GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target_value (item, action, target);
  g_menu_append_item (menu, item);
}

static void
append_for (GMenu            *menu,
            const char       *label,
            const char       *action,
            RoundsAgendaItem *item)
{
  append (menu, label, action, g_variant_new_string (item->id));
}

static void
append_waits (GMenu            *menu,
              RoundsAgendaItem *item)
{
  append (menu, _("Remind Me in an _Hour"), "page.snooze", g_variant_new ("(si)", item->id, HOUR));
  append (menu, _("Remind Me To_morrow"), "page.snooze", g_variant_new ("(si)", item->id, DAY));
  append (menu, _("Remind Me Next _Week"), "page.snooze", g_variant_new ("(si)", item->id, WEEK));
}

static void
append_put_off (GMenu            *menu,
                RoundsAgendaItem *item)
{
  append (menu, _("Not Before To_morrow"), "page.put-off", g_variant_new ("(si)", item->id, 1));
  append (menu, _("Not Before Next _Week"), "page.put-off", g_variant_new ("(si)", item->id, 7));
  append (menu, _("_Dismiss"), "page.put-off", g_variant_new ("(si)", item->id, 0));
}

static void
append_pay (GMenu            *menu,
            RoundsAgendaItem *item)
{
  g_autofree char *amount = rounds_money_format (item->amount, item->currency, ROUNDS_MONEY_EXACT);
  /* Translators: %s is an amount */
  g_autofree char *label = g_strdup_printf (_("Record _Payment of %s"), amount);

  append_for (menu, label, "page.pay", item);
}

static void
append_calls (GMenu            *menu,
              RoundsAgendaItem *item)
{
  if (item->phone != NULL)
    {
      /* Translators: %s is a telephone number */
      g_autofree char *label = g_strdup_printf (_("_Call %s"), item->phone);

      append_for (menu, label, "page.call", item);
    }
  if (item->institution_id != NULL)
    append_for (menu, _("_Log a Call…"), "page.log-call", item);
}

static GMenuModel *
create_menu (RoundsAgendaItem *item)
{
  GMenu *menu = g_menu_new ();
  g_autoptr(GMenu) first = g_menu_new ();
  g_autoptr(GMenu) middle = g_menu_new ();
  g_autoptr(GMenu) last = g_menu_new ();

  if (g_str_equal (item->kind, "task") || g_str_equal (item->kind, "reminder"))
    append_for (first, _("Mark as D_one"), "page.complete", item);
  if (g_str_equal (item->kind, "reminder"))
    append_waits (first, item);
  if (g_str_equal (item->kind, "meeting"))
    append_for (first, _("E_xport to Outlook (.ics)…"), "page.export-meeting", item);
  if (g_str_equal (item->kind, "invoice"))
    append_pay (first, item);
  if (g_str_equal (item->kind, "institution"))
    append_for (first, _("_New Deal…"), "page.new-deal", item);
  if (item->section >= ROUNDS_AGENDA_DEALS)
    append_put_off (first, item);
  append_calls (middle, item);
  append_for (last, _("_Open"), "page.open", item);
  if (item->institution_id != NULL && !g_str_equal (item->kind, "institution"))
    append_for (last, _("Open _Institution"), "page.open-institution", item);

  g_menu_append_section (menu, NULL, G_MENU_MODEL (first));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (middle));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (last));
  return G_MENU_MODEL (menu);
}

static void
create_popup (GtkMenuButton *button,
              gpointer       user_data)
{
  g_autoptr(GMenuModel) menu = create_menu (get_item (user_data));

  gtk_menu_button_set_menu_model (button, menu);
}

/* The target first: an action is looked up as soon as it has a name. */
static void
set_action (GtkButton  *button,
            const char *action,
            const char *id)
{
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
}

static void
show_item (RoundsAgendaRow  *self,
           RoundsAgendaItem *item)
{
  gboolean can_complete = g_str_equal (item->kind, "task") || g_str_equal (item->kind, "reminder");
  g_autofree char *subtitle = describe (item);
  g_autofree char *exact = describe_exactly (item);
  g_autofree char *amount = item->has_amount ? rounds_money_format (item->amount, item->currency, ROUNDS_MONEY_WHOLE) : NULL;

  gtk_label_set_label (self->title_label, item->title);
  gtk_label_set_label (self->subtitle_label, subtitle);
  rounds_tooltip_set (GTK_WIDGET (self->subtitle_label), exact);
  gtk_label_set_label (self->amount_label, amount);
  gtk_widget_set_visible (GTK_WIDGET (self->amount_label), amount != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->call_button), item->phone != NULL && item->section != ROUNDS_AGENDA_COMING);
  set_action (self->call_button, "page.call", item->id);
  gtk_widget_set_visible (GTK_WIDGET (self->done_button), can_complete);
  set_action (self->done_button, "page.complete", item->id);
  gtk_widget_set_visible (GTK_WIDGET (self->menu_button), TRUE);
}

static void
show_note (RoundsAgendaRow *self)
{
  RoundsAgendaItem *next = get_item (self);
  gboolean is_more = rounds_agenda_entry_get_kind (self->entry) == ROUNDS_AGENDA_ENTRY_MORE;
  g_autofree char *title = is_more ? g_strdup_printf (_("Show All %u"), rounds_agenda_entry_get_total (self->entry))
                                   : g_strdup (_("Nothing is due today"));
  g_autofree char *when = next != NULL ? describe_why (next) : NULL;
  /* Translators: what is planned next, and when */
  g_autofree char *subtitle = next != NULL ? g_strdup_printf (_("Next: %s, %s"), next->title, when) : NULL;

  gtk_label_set_label (self->title_label, title);
  gtk_label_set_label (self->subtitle_label, subtitle != NULL ? subtitle : "");
  rounds_tooltip_set (GTK_WIDGET (self->subtitle_label), NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->amount_label), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->call_button), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->done_button), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->menu_button), FALSE);
}

static void
rounds_agenda_row_dispose (GObject *object)
{
  RoundsAgendaRow *self = ROUNDS_AGENDA_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), ROUNDS_TYPE_AGENDA_ROW);
  g_clear_object (&self->entry);

  G_OBJECT_CLASS (rounds_agenda_row_parent_class)->dispose (object);
}

static void
rounds_agenda_row_class_init (RoundsAgendaRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rounds_agenda_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-agenda-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsAgendaRow, image);
  gtk_widget_class_bind_template_child (widget_class, RoundsAgendaRow, title_label);
  gtk_widget_class_bind_template_child (widget_class, RoundsAgendaRow, subtitle_label);
  gtk_widget_class_bind_template_child (widget_class, RoundsAgendaRow, amount_label);
  gtk_widget_class_bind_template_child (widget_class, RoundsAgendaRow, call_button);
  gtk_widget_class_bind_template_child (widget_class, RoundsAgendaRow, done_button);
  gtk_widget_class_bind_template_child (widget_class, RoundsAgendaRow, menu_button);
}

static void
rounds_agenda_row_init (RoundsAgendaRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->menu_button, create_popup, self, NULL);
}

GtkWidget *
rounds_agenda_row_new (void)
{
  return g_object_new (ROUNDS_TYPE_AGENDA_ROW, NULL);
}

/**
 * rounds_agenda_row_show:
 * @entry: (transfer none): what is shown from now on
 */
void
rounds_agenda_row_show (RoundsAgendaRow   *self,
                        RoundsAgendaEntry *entry)
{
  RoundsAgendaItem *item;

  g_return_if_fail (ROUNDS_IS_AGENDA_ROW (self));

  g_set_object (&self->entry, entry);
  item = get_item (self);
  gtk_image_set_from_icon_name (self->image, get_icon (self));
  if (rounds_agenda_entry_get_kind (entry) == ROUNDS_AGENDA_ENTRY_ITEM)
    show_item (self, item);
  else
    show_note (self);
  gtk_widget_set_visible (GTK_WIDGET (self->subtitle_label), gtk_label_get_label (self->subtitle_label)[0] != '\0');

  if (item != NULL && item->section == ROUNDS_AGENDA_OVERDUE)
    gtk_widget_add_css_class (GTK_WIDGET (self->image), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->image), "error");
}

/**
 * rounds_agenda_row_dup_name:
 *
 * Returns: (transfer full): what a screen reader says of the row
 */
char *
rounds_agenda_row_dup_name (RoundsAgendaRow *self)
{
  const char *subtitle = gtk_label_get_label (self->subtitle_label);
  const char *title = gtk_label_get_label (self->title_label);

  return subtitle[0] != '\0' ? g_strdup_printf ("%s, %s", title, subtitle) : g_strdup (title);
}

/**
 * rounds_agenda_row_open_menu:
 *
 * Opens the menu, where the row has one.
 */
void
rounds_agenda_row_open_menu (RoundsAgendaRow *self)
{
  g_return_if_fail (ROUNDS_IS_AGENDA_ROW (self));

  if (gtk_widget_get_visible (GTK_WIDGET (self->menu_button)))
    gtk_menu_button_popup (self->menu_button);
}
