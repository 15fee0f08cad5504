/* rounds-contact-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/widgets/rounds-contact-row.h"

#include "app/rounds-links.h"
#include "app/rounds-looks.h"

struct _RoundsContactRow
{
  RoundsRecordRow parent_instance;

  /* Template widgets */
  AdwAvatar *avatar;
  GtkWidget *primary_label;
  GtkWidget *mail_button;
  GtkWidget *phone_button;

  char *mail_uri;
  char *phone_uri;
};

G_DEFINE_FINAL_TYPE (RoundsContactRow, rounds_contact_row, ROUNDS_TYPE_RECORD_ROW)

static void
on_mail_clicked (RoundsContactRow *self)
{
  rounds_links_open (GTK_WIDGET (self), self->mail_uri);
}

static void
on_phone_clicked (RoundsContactRow *self)
{
  rounds_links_open (GTK_WIDGET (self), self->phone_uri);
}

/* A button that leads to an address: it says which, and is not there without one. */
static void
set_address (GtkWidget          *button,
             char              **uri,
             RoundsEntity       *contact,
             const RoundsField  *field)
{
  const char *address = field != NULL ? rounds_entity_get_text (contact, field->name) : NULL;
  g_autofree char *text = NULL;

  g_clear_pointer (uri, g_free);
  if (address != NULL)
    *uri = rounds_links_get_uri (field, address);
  gtk_widget_set_visible (button, *uri != NULL);
  if (*uri == NULL)
    return;

  text = rounds_links_describe (field, address);
  gtk_widget_set_tooltip_text (button, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

/* What the person does, where, and the role in the decision. */
static char *
describe (RoundsEntity *contact)
{
  g_autoptr(GStrvBuilder) parts = g_strv_builder_new ();
  g_autofree char *role = rounds_looks_choice (contact, "decision-role");
  const char * const texts[] = { rounds_entity_get_text (contact, "title"), rounds_entity_get_text (contact, "department"), role };
  g_auto(GStrv) strings = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (texts[i] != NULL && texts[i][0] != '\0')
      g_strv_builder_add (parts, texts[i]);

  strings = g_strv_builder_end (parts);
  return g_strjoinv (" · ", strings);
}

static void
rounds_contact_row_show (RoundsRecordRow *row,
                         RoundsEntity    *contact)
{
  RoundsContactRow *self = ROUNDS_CONTACT_ROW (row);
  g_autofree char *name = rounds_entity_dup_title (contact);
  g_autofree char *subtitle = describe (contact);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), name);
  adw_avatar_set_text (self->avatar, name);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);

  gtk_widget_set_visible (self->primary_label, rounds_entity_get_boolean (contact, "is-primary"));
  set_address (self->mail_button, &self->mail_uri, contact, rounds_entity_info_find (rounds_entity_get_info (contact), "email"));
  set_address (self->phone_button, &self->phone_uri, contact, rounds_links_find_phone (contact));
}

static void
rounds_contact_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ROUNDS_TYPE_CONTACT_ROW);

  G_OBJECT_CLASS (rounds_contact_row_parent_class)->dispose (object);
}

static void
rounds_contact_row_finalize (GObject *object)
{
  RoundsContactRow *self = ROUNDS_CONTACT_ROW (object);

  g_free (self->mail_uri);
  g_free (self->phone_uri);

  G_OBJECT_CLASS (rounds_contact_row_parent_class)->finalize (object);
}

static void
rounds_contact_row_class_init (RoundsContactRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rounds_contact_row_dispose;
  object_class->finalize = rounds_contact_row_finalize;

  ROUNDS_RECORD_ROW_CLASS (klass)->show = rounds_contact_row_show;

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-contact-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsContactRow, avatar);
  gtk_widget_class_bind_template_child (widget_class, RoundsContactRow, primary_label);
  gtk_widget_class_bind_template_child (widget_class, RoundsContactRow, mail_button);
  gtk_widget_class_bind_template_child (widget_class, RoundsContactRow, phone_button);
  gtk_widget_class_bind_template_callback (widget_class, on_mail_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_phone_clicked);
}

static void
rounds_contact_row_init (RoundsContactRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rounds_contact_row_new:
 * @row: a contact in a list
 *
 * Returns: a row that shows it
 */
GtkWidget *
rounds_contact_row_new (RoundsRow *row)
{
  RoundsContactRow *self = g_object_new (ROUNDS_TYPE_CONTACT_ROW, NULL);

  rounds_record_row_set_row (ROUNDS_RECORD_ROW (self), "contact", row);
  return GTK_WIDGET (self);
}
