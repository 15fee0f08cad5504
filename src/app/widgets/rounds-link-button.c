/* rounds-link-button.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/widgets/rounds-link-button.h"

#include "app/rounds-links.h"

struct _RoundsLinkButton
{
  GtkButton parent_instance;

  const RoundsField *field;
  char *uri;
};

G_DEFINE_FINAL_TYPE (RoundsLinkButton, rounds_link_button, GTK_TYPE_BUTTON)

static void
rounds_link_button_clicked (GtkButton *button)
{
  RoundsLinkButton *self = ROUNDS_LINK_BUTTON (button);

  rounds_links_open (GTK_WIDGET (self), self->uri);
}

static void
rounds_link_button_finalize (GObject *object)
{
  g_free (ROUNDS_LINK_BUTTON (object)->uri);

  G_OBJECT_CLASS (rounds_link_button_parent_class)->finalize (object);
}

static void
rounds_link_button_class_init (RoundsLinkButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rounds_link_button_finalize;
  GTK_BUTTON_CLASS (klass)->clicked = rounds_link_button_clicked;
}

static void
rounds_link_button_init (RoundsLinkButton *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "flat");
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * rounds_link_button_serves:
 *
 * Returns: whether what @field holds leads somewhere: it is a telephone number, an e-mail address or a site
 */
gboolean
rounds_link_button_serves (const RoundsField *field)
{
  return (field->flags & (ROUNDS_FIELD_PHONE | ROUNDS_FIELD_EMAIL | ROUNDS_FIELD_URL | ROUNDS_FIELD_WEBSITE)) != 0;
}

/**
 * rounds_link_button_new:
 * @field: one that rounds_link_button_serves()
 *
 * Returns: (transfer floating): a button that leads nowhere yet
 */
GtkWidget *
rounds_link_button_new (const RoundsField *field)
{
  RoundsLinkButton *self = g_object_new (ROUNDS_TYPE_LINK_BUTTON, "icon-name", rounds_links_get_icon (field), NULL);

  self->field = field;
  return GTK_WIDGET (self);
}

/**
 * rounds_link_button_set_text:
 * @text: (nullable): what the field holds
 */
void
rounds_link_button_set_text (RoundsLinkButton *self,
                             const char       *text)
{
  g_autofree char *label = NULL;

  g_return_if_fail (ROUNDS_IS_LINK_BUTTON (self));

  g_free (self->uri);
  self->uri = rounds_links_get_uri (self->field, text);
  gtk_widget_set_visible (GTK_WIDGET (self), self->uri != NULL);
  if (self->uri == NULL)
    return;

  label = rounds_links_describe (self->field, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}
