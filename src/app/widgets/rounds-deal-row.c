/* rounds-deal-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/widgets/rounds-deal-row.h"

#include <glib/gi18n-lib.h>

#include "app/rounds-looks.h"
#include "app/widgets/rounds-status-pill.h"

struct _RoundsDealRow
{
  RoundsRecordRow parent_instance;

  /* Template widgets */
  GtkLabel *value_label;
  RoundsStatusPill *pill;

  /* Owned references */
  RoundsDealRoles *roles; /* nullable */
  char *about;
};

G_DEFINE_FINAL_TYPE (RoundsDealRow, rounds_deal_row, ROUNDS_TYPE_RECORD_ROW)

/* What is known of the deal, after the role that the contact has in it. */
static void
update_subtitle (RoundsDealRow *self)
{
  const char *role = self->roles != NULL ? rounds_deal_roles_get_label (self->roles, rounds_record_row_get_id (ROUNDS_RECORD_ROW (self)))
                                         : NULL;
  g_autofree char *subtitle = role != NULL ? g_strdup_printf ("%s · %s", role, self->about) : g_strdup (self->about);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
}

static void
on_roles_changed (RoundsDealRow *self)
{
  /* Else its deal is still being read. */
  if (self->about != NULL)
    update_subtitle (self);
}

static void
rounds_deal_row_show (RoundsRecordRow *row,
                      RoundsEntity    *deal)
{
  RoundsDealRow *self = ROUNDS_DEAL_ROW (row);
  const char *stage = rounds_entity_get_text (deal, "stage");
  gboolean closed = !rounds_entity_is_null (deal, "actual-close-date");
  g_autofree char *value = rounds_looks_money (deal, "value");
  g_autofree char *date = rounds_looks_date_near (deal, closed ? "actual-close-date" : "expected-close-date");

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), rounds_entity_get_text (deal, "name"));
  g_clear_pointer (&self->about, g_free);
  if (closed)
    /* Translators: when a deal was closed, such as "Closed 3 days ago" */
    self->about = g_strdup_printf (_("Closed %s"), date);
  else
    {
      g_autofree char *chance = rounds_looks_percent (rounds_entity_get_integer (deal, "probability"), 0);

      /* Translators: a deal's chance of being won, then when that is expected: "50% · close in 3 days" */
      self->about = g_strdup_printf (_("%s · close %s"), chance, date);
    }
  update_subtitle (self);

  gtk_label_set_label (self->value_label, value);
  rounds_status_pill_set_status (self->pill, rounds_entity_info_find (rounds_entity_get_info (deal), "stage"), stage);
}

static void
rounds_deal_row_extend_menu (RoundsRecordRow *row,
                             GMenu           *section,
                             const char      *id)
{
  rounds_deal_row_append_quote_item (section, id);
}

static void
rounds_deal_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ROUNDS_TYPE_DEAL_ROW);
  g_clear_object (&ROUNDS_DEAL_ROW (object)->roles);

  G_OBJECT_CLASS (rounds_deal_row_parent_class)->dispose (object);
}

static void
rounds_deal_row_finalize (GObject *object)
{
  g_free (ROUNDS_DEAL_ROW (object)->about);

  G_OBJECT_CLASS (rounds_deal_row_parent_class)->finalize (object);
}

static void
rounds_deal_row_class_init (RoundsDealRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rounds_deal_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = rounds_deal_row_finalize;

  ROUNDS_RECORD_ROW_CLASS (klass)->show = rounds_deal_row_show;
  ROUNDS_RECORD_ROW_CLASS (klass)->extend_menu = rounds_deal_row_extend_menu;

  g_type_ensure (ROUNDS_TYPE_STATUS_PILL);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-deal-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsDealRow, value_label);
  gtk_widget_class_bind_template_child (widget_class, RoundsDealRow, pill);
}

static void
rounds_deal_row_init (RoundsDealRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rounds_deal_row_new:
 * @row: an opportunity in a list
 *
 * Returns: a row that shows it
 */
GtkWidget *
rounds_deal_row_new (RoundsRow *row)
{
  RoundsDealRow *self = g_object_new (ROUNDS_TYPE_DEAL_ROW, NULL);

  rounds_record_row_set_row (ROUNDS_RECORD_ROW (self), "opportunity", row);
  return GTK_WIDGET (self);
}

/**
 * rounds_deal_row_new_with_roles:
 * @row: an opportunity in a list
 * @roles: of the contact whose deals are listed
 *
 * Returns: a row that shows it, and the contact's role in it
 */
GtkWidget *
rounds_deal_row_new_with_roles (RoundsRow       *row,
                                RoundsDealRoles *roles)
{
  GtkWidget *widget = rounds_deal_row_new (row);
  RoundsDealRow *self = ROUNDS_DEAL_ROW (widget);

  self->roles = g_object_ref (roles);
  g_signal_connect_object (roles, "changed", G_CALLBACK (on_roles_changed), self, G_CONNECT_SWAPPED);
  on_roles_changed (self);
  return widget;
}

/**
 * rounds_deal_row_append_quote_item:
 * @section: of the menu of a deal
 * @id: the deal's id
 *
 * Offers to write a quote for the deal.
 */
void
rounds_deal_row_append_quote_item (GMenu      *section,
                                   const char *id)
{
  g_autoptr(GMenuItem) item = NULL;

  g_return_if_fail (G_IS_MENU (section));

  item = g_menu_item_new (_("_New Quote…"), NULL);
  g_menu_item_set_action_and_target (item, "win.create-from", "(sss)", "quote", "opportunity", id);
  g_menu_append_item (section, item);
}
