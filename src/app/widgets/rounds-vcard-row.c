/* rounds-vcard-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/widgets/rounds-vcard-row.h"

#include <glib/gi18n-lib.h>

struct _RoundsVcardRow
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkImage *image;
  GtkLabel *name_label;
  GtkLabel *details_label;
  GtkLabel *step_label;
};

G_DEFINE_FINAL_TYPE (RoundsVcardRow, rounds_vcard_row, ADW_TYPE_BIN)

static const struct
{
  const char *label;
  const char *icon_name;
  const char *css_class; /* nullable */
} steps[] = {
  [ROUNDS_VCARD_CREATE] = { NC_("vcard", "New"), "list-add-symbolic", "accent" },
  [ROUNDS_VCARD_UPDATE] = { NC_("vcard", "Brought up to date"), "view-refresh-symbolic", "accent" },
  [ROUNDS_VCARD_KEEP] = { NC_("vcard", "Known already"), "object-select-symbolic", "dimmed" },
  [ROUNDS_VCARD_REFUSE] = { NC_("vcard", "Refused"), "dialog-warning-symbolic", "warning" },
};

static const char *
get_name (const RoundsVcardEntry *entry)
{
  return entry->name != NULL ? entry->name : _("A card that cannot be read");
}

/* Why it is refused, or where the person works. */
static char *
describe (const RoundsVcardEntry *entry)
{
  if (entry->reason == NULL)
    return g_strdup (entry->place != NULL ? entry->place : "");
  if (entry->place == NULL)
    return g_strdup (entry->reason);
  return g_strdup_printf ("%s · %s", entry->place, entry->reason);
}

static void
rounds_vcard_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ROUNDS_TYPE_VCARD_ROW);

  G_OBJECT_CLASS (rounds_vcard_row_parent_class)->dispose (object);
}

static void
rounds_vcard_row_class_init (RoundsVcardRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rounds_vcard_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-vcard-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsVcardRow, image);
  gtk_widget_class_bind_template_child (widget_class, RoundsVcardRow, name_label);
  gtk_widget_class_bind_template_child (widget_class, RoundsVcardRow, details_label);
  gtk_widget_class_bind_template_child (widget_class, RoundsVcardRow, step_label);
}

static void
rounds_vcard_row_init (RoundsVcardRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rounds_vcard_row_new:
 *
 * Returns: a row that shows nothing yet
 */
GtkWidget *
rounds_vcard_row_new (void)
{
  return g_object_new (ROUNDS_TYPE_VCARD_ROW, NULL);
}

/**
 * rounds_vcard_row_show:
 * @entry: what to show
 */
void
rounds_vcard_row_show (RoundsVcardRow         *self,
                       const RoundsVcardEntry *entry)
{
  g_autofree char *details = describe (entry);

  g_return_if_fail (ROUNDS_IS_VCARD_ROW (self));

  gtk_image_set_from_icon_name (self->image, steps[entry->step].icon_name);
  gtk_label_set_label (self->name_label, get_name (entry));
  gtk_label_set_label (self->details_label, details);
  gtk_widget_set_visible (GTK_WIDGET (self->details_label), details[0] != '\0');
  gtk_label_set_label (self->step_label, g_dpgettext2 (GETTEXT_PACKAGE, "vcard", steps[entry->step].label));
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self->step_label), steps[i].css_class);
      gtk_widget_remove_css_class (GTK_WIDGET (self->image), steps[i].css_class);
    }
  gtk_widget_add_css_class (GTK_WIDGET (self->step_label), steps[entry->step].css_class);
  gtk_widget_add_css_class (GTK_WIDGET (self->image), steps[entry->step].css_class);
}

/**
 * rounds_vcard_row_dup_sentence:
 *
 * Returns: (transfer full): the same in words, for who cannot see the row
 */
char *
rounds_vcard_row_dup_sentence (const RoundsVcardEntry *entry)
{
  g_autofree char *details = describe (entry);

  return g_strdup_printf ("%s, %s%s%s", get_name (entry), g_dpgettext2 (GETTEXT_PACKAGE, "vcard", steps[entry->step].label),
                          details[0] != '\0' ? ", " : "", details);
}
