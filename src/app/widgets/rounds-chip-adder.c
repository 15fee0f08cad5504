/* rounds-chip-adder.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/widgets/rounds-chip-adder.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "app/rounds-option.h"
#include "insight/rounds-field-values.h"
#include "insight/rounds-tag-counts.h"
#include "model/rounds-fold.h"
#include "model/rounds-json.h"
#include "model/rounds-money.h"

/* Words that are offered at a time: who looks for another types more of it. */
#define OFFERS_MAXIMUM 60

struct _RoundsChipAdder
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkMenuButton *button;
  GtkPopover *popover;
  GtkEditable *search;
  GtkListView *list;
  GtkNoSelection *selection;

  /* Borrowed references */
  const RoundsEntityInfo *info;
  const RoundsField *field;

  /* Owned references */
  RoundsStore *store;
  GListStore *offers; /* RoundsOption: the word, and what stands beside it */
  GPtrArray *known; /* RoundsOption: every word there is */
  GStrv held;
  GCancellable *cancellable;
};

/* What is read: the words of a list that records of a kind have. */
typedef struct
{
  const RoundsEntityInfo *info;
  const RoundsField *field;
} Question;

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RoundsChipAdder, rounds_chip_adder, ADW_TYPE_BIN)

static char *
dup_typed (RoundsChipAdder *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (self->search)));
}

static gboolean
is_held (RoundsChipAdder *self,
         const char      *text)
{
  return self->held != NULL && g_strv_contains ((const char * const *) self->held, text);
}

/* The words that have what was typed in them, and last what was typed when there is no such word. */
static void
update_offers (RoundsChipAdder *self)
{
  g_autofree char *typed = dup_typed (self);
  g_autofree char *wanted = rounds_fold (typed);
  g_autoptr(GPtrArray) offers = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean known = typed[0] == '\0';

  for (guint i = 0; self->known != NULL && i < self->known->len; i++)
    {
      RoundsOption *option = g_ptr_array_index (self->known, i);
      g_autofree char *word = rounds_fold (rounds_option_get_value (option));

      known = known || g_str_equal (word, wanted);
      if (strstr (word, wanted) != NULL && !is_held (self, rounds_option_get_value (option)) && offers->len < OFFERS_MAXIMUM)
        g_ptr_array_add (offers, g_object_ref (option));
    }

  if (!known && !is_held (self, typed))
    g_ptr_array_add (offers, rounds_option_new (typed, _("New")));

  g_list_store_splice (self->offers, 0, g_list_model_get_n_items (G_LIST_MODEL (self->offers)), offers->pdata, offers->len);
}

static GPtrArray *
read_tags (RoundsDatabase  *database,
           GError         **error)
{
  g_autoptr(GPtrArray) counts = rounds_tag_counts_compute (database, NULL, NULL, error);
  GPtrArray *words;

  if (counts == NULL)
    return NULL;

  words = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < counts->len; i++)
    {
      const RoundsTagCount *count = g_ptr_array_index (counts, i);
      g_autofree char *number = rounds_number_format (count->count, 0, 0);

      g_ptr_array_add (words, rounds_option_new (count->name, number));
    }

  return words;
}

static int
compare_words (gconstpointer a,
               gconstpointer b)
{
  return g_utf8_collate (rounds_option_get_value (*(RoundsOption * const *) a), rounds_option_get_value (*(RoundsOption * const *) b));
}

/* The words of all the lists that records have, each once. */
static GPtrArray *
read_words (RoundsDatabase  *database,
            const Question  *question,
            GError         **error)
{
  g_auto(GStrv) lists = rounds_field_values_compute (database, question->info, question->field, error);
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *words;

  if (lists == NULL)
    return NULL;

  words = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; lists[i] != NULL; i++)
    {
      g_auto(GStrv) list = rounds_json_parse_list (lists[i]);

      for (guint j = 0; list != NULL && list[j] != NULL; j++)
        if (g_hash_table_add (seen, g_strdup (list[j])))
          g_ptr_array_add (words, rounds_option_new (list[j], ""));
    }
  g_ptr_array_sort (words, compare_words);

  return words;
}

static gpointer
read_known (RoundsDatabase  *database,
            RoundsChanges   *changes,
            gpointer         user_data,
            GCancellable    *cancellable,
            GError         **error)
{
  const Question *question = user_data;

  if (g_str_equal (question->field->name, "tags"))
    return read_tags (database, error);

  return read_words (database, question, error);
}

static void
on_known (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(RoundsChipAdder) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) known = rounds_store_finish (ROUNDS_STORE (source), result, &error);

  /* Without the words of others one's own can still be typed. */
  if (known == NULL || self->store == NULL)
    return;

  g_clear_pointer (&self->known, g_ptr_array_unref);
  self->known = g_steal_pointer (&known);
  update_offers (self);
}

static void
on_shown (RoundsChipAdder *self)
{
  const Question question = { self->info, self->field };

  gtk_editable_set_text (self->search, "");
  update_offers (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));

  rounds_store_read_async (self->store, read_known, g_memdup2 (&question, sizeof question), g_free, (GDestroyNotify) g_ptr_array_unref,
                           self->cancellable, on_known, g_object_ref (self));
}

static void
choose (RoundsChipAdder *self,
        guint            position)
{
  g_autoptr(RoundsOption) option = g_list_model_get_item (G_LIST_MODEL (self->offers), position);

  if (option == NULL)
    return;

  g_signal_emit (self, signals[CHOSEN], 0, rounds_option_get_value (option));
  gtk_popover_popdown (self->popover);
}

static void
on_activated (RoundsChipAdder *self,
              guint            position,
              GtkListView     *list)
{
  choose (self, position);
}

/* Enter takes the first; with nothing typed it takes none. */
static void
on_search_activated (RoundsChipAdder *self)
{
  g_autofree char *typed = dup_typed (self);

  if (typed[0] != '\0')
    choose (self, 0);
}

static void
on_setup (GtkSignalListItemFactory *factory,
          GtkListItem              *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *word = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "hexpand", TRUE, "ellipsize", PANGO_ELLIPSIZE_END, NULL);
  GtkWidget *beside = g_object_new (GTK_TYPE_LABEL, "css-classes", (const char *[]) { "dimmed", "numeric", NULL }, NULL);

  gtk_box_append (GTK_BOX (box), word);
  gtk_box_append (GTK_BOX (box), beside);
  gtk_list_item_set_child (item, box);
}

static void
on_bind (GtkSignalListItemFactory *factory,
         GtkListItem              *item)
{
  RoundsOption *option = gtk_list_item_get_item (item);
  GtkWidget *box = gtk_list_item_get_child (item);

  gtk_label_set_label (GTK_LABEL (gtk_widget_get_first_child (box)), rounds_option_get_value (option));
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (box)), rounds_option_get_label (option));
}

static gboolean
rounds_chip_adder_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (ROUNDS_CHIP_ADDER (widget)->button));
}

static void
rounds_chip_adder_dispose (GObject *object)
{
  RoundsChipAdder *self = ROUNDS_CHIP_ADDER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->store);
  g_clear_object (&self->offers);
  g_clear_pointer (&self->known, g_ptr_array_unref);
  g_clear_pointer (&self->held, g_strfreev);

  G_OBJECT_CLASS (rounds_chip_adder_parent_class)->dispose (object);
}

static void
rounds_chip_adder_finalize (GObject *object)
{
  g_object_unref (ROUNDS_CHIP_ADDER (object)->cancellable);

  G_OBJECT_CLASS (rounds_chip_adder_parent_class)->finalize (object);
}

static void
rounds_chip_adder_class_init (RoundsChipAdderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rounds_chip_adder_dispose;
  object_class->finalize = rounds_chip_adder_finalize;
  widget_class->grab_focus = rounds_chip_adder_grab_focus;

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                  G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-chip-adder.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsChipAdder, button);
  gtk_widget_class_bind_template_child (widget_class, RoundsChipAdder, popover);
  gtk_widget_class_bind_template_child (widget_class, RoundsChipAdder, search);
  gtk_widget_class_bind_template_child (widget_class, RoundsChipAdder, list);
  gtk_widget_class_bind_template_child (widget_class, RoundsChipAdder, selection);
  gtk_widget_class_bind_template_callback (widget_class, on_shown);
  gtk_widget_class_bind_template_callback (widget_class, update_offers);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_activated);
}

static void
rounds_chip_adder_init (RoundsChipAdder *self)
{
  g_autoptr(GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  self->cancellable = g_cancellable_new ();
  self->offers = g_list_store_new (ROUNDS_TYPE_OPTION);
  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), NULL);
  gtk_list_view_set_factory (self->list, factory);
  gtk_no_selection_set_model (self->selection, G_LIST_MODEL (self->offers));
}

/**
 * rounds_chip_adder_new:
 * @store: where the words of other records are looked for
 * @info: a kind of record
 * @field: its list of texts
 *
 * Returns: (transfer floating): a button
 */
GtkWidget *
rounds_chip_adder_new (RoundsStore            *store,
                       const RoundsEntityInfo *info,
                       const RoundsField      *field)
{
  RoundsChipAdder *self = g_object_new (ROUNDS_TYPE_CHIP_ADDER, NULL);
  /* Translators: %s is a list, such as "Tags" or "Specialties" */
  g_autofree char *label = g_strdup_printf (_("Add to %s"), rounds_field_get_label (field));

  self->store = g_object_ref (store);
  self->info = info;
  self->field = field;
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);

  return GTK_WIDGET (self);
}

/**
 * rounds_chip_adder_set_held:
 * @held: (nullable): the words that the record has: they are not offered
 */
void
rounds_chip_adder_set_held (RoundsChipAdder    *self,
                            const char * const *held)
{
  g_return_if_fail (ROUNDS_IS_CHIP_ADDER (self));

  g_strfreev (self->held);
  self->held = g_strdupv ((GStrv) held);
}
