/* rounds-chips-group.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/widgets/rounds-chips-group.h"

struct _RoundsChipsGroup
{
  AdwPreferencesGroup parent_instance;

  /* Borrowed references */
  const RoundsField *field;
  AdwWrapBox *box;
};

G_DEFINE_FINAL_TYPE (RoundsChipsGroup, rounds_chips_group, ADW_TYPE_PREFERENCES_GROUP)

static void
rounds_chips_group_class_init (RoundsChipsGroupClass *klass)
{
}

static void
rounds_chips_group_init (RoundsChipsGroup *self)
{
  self->box = g_object_new (ADW_TYPE_WRAP_BOX, "child-spacing", 6, "line-spacing", 6, NULL);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->box));
}

/**
 * rounds_chips_group_new:
 * @field: a list of texts
 *
 * Returns: (transfer floating): a group that is called as the field is
 */
GtkWidget *
rounds_chips_group_new (const RoundsField *field)
{
  RoundsChipsGroup *self = g_object_new (ROUNDS_TYPE_CHIPS_GROUP, "title", rounds_field_get_label (field), "visible", FALSE, NULL);

  self->field = field;
  return GTK_WIDGET (self);
}

static GtkWidget *
create_chip (void)
{
  return g_object_new (GTK_TYPE_LABEL,
                       "ellipsize", PANGO_ELLIPSIZE_END,
                       "css-classes", (const char *[]) { "badge", NULL },
                       NULL);
}

/**
 * rounds_chips_group_set_entity:
 * @entity: the record as it is now; chips that are there are used again
 */
void
rounds_chips_group_set_entity (RoundsChipsGroup *self,
                               RoundsEntity     *entity)
{
  g_auto(GStrv) texts = rounds_entity_dup_list (entity, self->field->name);
  GtkWidget *chip = gtk_widget_get_first_child (GTK_WIDGET (self->box));

  g_return_if_fail (ROUNDS_IS_CHIPS_GROUP (self));

  for (guint i = 0; texts != NULL && texts[i] != NULL; i++)
    {
      if (chip == NULL)
        {
          chip = create_chip ();
          adw_wrap_box_append (self->box, chip);
        }
      gtk_label_set_label (GTK_LABEL (chip), texts[i]);
      gtk_widget_set_tooltip_text (chip, texts[i]);
      chip = gtk_widget_get_next_sibling (chip);
    }

  while (chip != NULL)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (chip);

      adw_wrap_box_remove (self->box, chip);
      chip = next;
    }

  gtk_widget_set_visible (GTK_WIDGET (self), texts != NULL && texts[0] != NULL);
}
