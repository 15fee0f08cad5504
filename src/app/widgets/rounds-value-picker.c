/* rounds-value-picker.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/widgets/rounds-value-picker.h"

#include <glib/gi18n-lib.h>

#include "app/rounds-option.h"
#include "insight/rounds-field-values.h"
#include "insight/rounds-filter-sentence.h"
#include "model/rounds-fold.h"
#include "model/rounds-json.h"
#include "model/rounds-registry.h"
#include "store/rounds-repository.h"

/* More are found by typing. */
#define MAX_OPTIONS 60

#define ME "{\"me\":true}"

struct _RoundsValuePicker
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkMenuButton *button;
  GtkLabel *label;
  GtkPopover *popover;
  GtkSearchEntry *search;
  GtkBox *options;
  GtkWidget *nothing_label;

  /* Borrowed references */
  const RoundsFilterField *field;

  /* Owned references */
  RoundsStore *store;
  GPtrArray *values; /* JsonNode */
  GCancellable *cancellable;
  GCancellable *naming;
  gboolean choosing; /* the first that is found is meant */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RoundsValuePicker, rounds_value_picker, ADW_TYPE_BIN)

/* What is looked for: options stand for a value written as JSON. */
typedef struct
{
  const RoundsEntityInfo *info;
  const RoundsField *field;
  char *words;
  GPtrArray *values;
} Question;

static void
question_free (Question *self)
{
  g_free (self->words);
  g_clear_pointer (&self->values, g_ptr_array_unref);
  g_free (self);
}

/* What another thread reads is its own: objects of JSON are not counted atomically. */
static GPtrArray *
copy_values (GPtrArray *values)
{
  GPtrArray *copies = g_ptr_array_new_with_free_func ((GDestroyNotify) json_node_unref);

  for (guint i = 0; i < values->len; i++)
    {
      g_autofree char *text = rounds_json_to_text (g_ptr_array_index (values, i));

      g_ptr_array_add (copies, rounds_json_parse (text, -1, NULL));
    }

  return copies;
}

static Question *
question_new (RoundsValuePicker *self)
{
  Question *question = g_new0 (Question, 1);

  question->info = self->field->info;
  question->field = self->field->field;
  question->words = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search))));
  question->values = copy_values (self->values);

  return question;
}

static void
add_text (GPtrArray  *options,
          const char *text,
          const char *label)
{
  g_autoptr(JsonNode) node = json_node_init_string (json_node_alloc (), text);
  g_autofree char *value = rounds_json_to_text (node);

  g_ptr_array_add (options, rounds_option_new (value, label));
}

static gboolean
add_records (Question        *question,
             RoundsDatabase  *database,
             GPtrArray       *options,
             GError         **error)
{
  const RoundsEntityInfo *info = rounds_registry_find (question->field->reference);
  g_autoptr(RoundsQuery) query = rounds_query_new (info);
  g_autoptr(GPtrArray) records = NULL;

  if (question->words[0] == '\0' && g_str_equal (info->kind, "user"))
    g_ptr_array_add (options, rounds_option_new (ME, _("Me, whoever looks")));

  rounds_query_set_search (query, question->words[0] != '\0' ? question->words : NULL);
  rounds_query_add_sort (query, rounds_entity_info_find (info, info->title_field), FALSE);
  rounds_query_set_range (query, 0, MAX_OPTIONS);
  records = rounds_repository_list (database, query, error);
  if (records == NULL)
    return FALSE;

  for (guint i = 0; i < records->len; i++)
    {
      g_autofree char *title = rounds_entity_dup_title (g_ptr_array_index (records, i));

      add_text (options, rounds_entity_get_id (g_ptr_array_index (records, i)), title);
    }
  return TRUE;
}

static int
compare_texts (gconstpointer a,
               gconstpointer b)
{
  return g_utf8_collate (*(const char * const *) a, *(const char * const *) b);
}

/* Each entry of the lists once. */
static GStrv
split_lists (GStrv lists)
{
  g_autoptr(GHashTable) entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GPtrArray) texts = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer entry;

  for (guint i = 0; lists[i] != NULL; i++)
    {
      g_auto(GStrv) list = rounds_json_parse_list (lists[i]);

      for (guint j = 0; list != NULL && list[j] != NULL; j++)
        g_hash_table_add (entries, g_strdup (list[j]));
    }

  g_hash_table_iter_init (&iter, entries);
  while (g_hash_table_iter_next (&iter, &entry, NULL))
    g_ptr_array_add (texts, g_strdup (entry));
  g_ptr_array_sort (texts, compare_texts);
  g_ptr_array_add (texts, NULL);

  return (GStrv) g_ptr_array_free (g_steal_pointer (&texts), FALSE);
}

static gboolean
add_texts (Question        *question,
           RoundsDatabase  *database,
           GPtrArray       *options,
           GError         **error)
{
  g_autofree char *folded = rounds_fold (question->words);
  g_auto(GStrv) texts = NULL;
  gboolean exact = question->words[0] == '\0';

  /* A custom field has no column to ask. */
  if (question->field->flags & (ROUNDS_FIELD_CUSTOM | ROUNDS_FIELD_DERIVED))
    texts = g_new0 (char *, 1);
  else
    texts = rounds_field_values_compute (database, question->info, question->field, error);
  if (texts == NULL)
    return FALSE;

  if (question->field->type == ROUNDS_FIELD_TEXT_LIST)
    {
      g_auto(GStrv) lists = g_steal_pointer (&texts);

      texts = split_lists (lists);
    }

  for (guint rank = 0; rank < ROUNDS_OPTION_N_RANKS; rank++)
    for (guint i = 0; texts[i] != NULL && options->len < MAX_OPTIONS; i++)
      if (rounds_option_rank (texts[i], folded) == rank)
        {
          add_text (options, texts[i], texts[i]);
          exact = exact || rank == 0;
        }
  if (!exact)
    add_text (options, question->words, question->words);

  return TRUE;
}

static void
add_choices (Question  *question,
             GPtrArray *options)
{
  g_autofree char *folded = rounds_fold (question->words);

  for (guint rank = 0; rank < ROUNDS_OPTION_N_RANKS; rank++)
    for (const RoundsChoice *choice = question->field->choices; choice != NULL && choice->value != NULL; choice++)
      if (rounds_option_rank (_(choice->label), folded) == rank)
        add_text (options, choice->value, _(choice->label));
}

/* What has been chosen stands first, so that it can be taken back. */
static void
add_chosen (Question       *question,
            RoundsDatabase *database,
            GPtrArray      *options)
{
  for (guint i = 0; question->words[0] == '\0' && i < question->values->len; i++)
    {
      JsonNode *node = g_ptr_array_index (question->values, i);
      g_autofree char *value = rounds_json_to_text (node);
      g_autofree char *label = NULL;

      if (question->field->type == ROUNDS_FIELD_CHOICE || g_str_equal (value, ME))
        continue;
      label = rounds_filter_sentence_value (database, question->field, node);
      g_ptr_array_add (options, rounds_option_new (value, label));
    }
}

/* Returns: (transfer full): each value once */
static GPtrArray *
without_doubles (GPtrArray *options)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *once = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < options->len; i++)
    if (g_hash_table_add (seen, (gpointer) rounds_option_get_value (g_ptr_array_index (options, i))))
      g_ptr_array_add (once, g_object_ref (g_ptr_array_index (options, i)));

  return once;
}

static gpointer
read_options (RoundsDatabase  *database,
              RoundsChanges   *changes,
              gpointer         user_data,
              GCancellable    *cancellable,
              GError         **error)
{
  Question *question = user_data;
  g_autoptr(GPtrArray) options = g_ptr_array_new_with_free_func (g_object_unref);

  add_chosen (question, database, options);
  if (question->field->type == ROUNDS_FIELD_CHOICE)
    add_choices (question, options);
  else if (question->field->type == ROUNDS_FIELD_REFERENCE ? !add_records (question, database, options, error)
                                                           : !add_texts (question, database, options, error))
    return NULL;

  return without_doubles (options);
}

static gpointer
read_names (RoundsDatabase  *database,
            RoundsChanges   *changes,
            gpointer         user_data,
            GCancellable    *cancellable,
            GError         **error)
{
  Question *question = user_data;
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < question->values->len; i++)
    {
      g_autofree char *name = rounds_filter_sentence_value (database, question->field, g_ptr_array_index (question->values, i));

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", name);
    }

  return g_string_free (text, FALSE);
}

static void
on_names (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(RoundsValuePicker) self = user_data;
  g_autofree char *text = rounds_store_finish (ROUNDS_STORE (source), result, NULL);

  if (text == NULL || self->label == NULL)
    return;

  gtk_label_set_label (self->label, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
update_label (RoundsValuePicker *self)
{
  g_cancellable_cancel (self->naming);
  g_clear_object (&self->naming);

  if (self->values->len == 0)
    {
      gtk_label_set_label (self->label, _("Choose…"));
      gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), NULL);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Choose…"), -1);
      return;
    }

  self->naming = g_cancellable_new ();
  rounds_store_read_async (self->store, read_names, question_new (self), (GDestroyNotify) question_free, g_free, self->naming,
                           on_names, g_object_ref (self));
}

static guint
find_value (RoundsValuePicker *self,
            const char        *text)
{
  for (guint i = 0; i < self->values->len; i++)
    {
      g_autofree char *value = rounds_json_to_text (g_ptr_array_index (self->values, i));

      if (g_str_equal (value, text))
        return i;
    }

  return self->values->len;
}

static void
on_toggled (RoundsValuePicker *self,
            GtkCheckButton    *check)
{
  const char *value = g_object_get_data (G_OBJECT (check), "rounds-value");
  guint index = find_value (self, value);
  gboolean there = index < self->values->len;

  if (gtk_check_button_get_active (check) == there)
    return;

  if (there)
    g_ptr_array_remove_index (self->values, index);
  else
    g_ptr_array_add (self->values, rounds_json_parse (value, -1, NULL));
  update_label (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static GtkWidget *
create_check (RoundsValuePicker *self,
              RoundsOption      *option)
{
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *label = gtk_label_new (rounds_option_get_label (option));
  const char *value = rounds_option_get_value (option);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_margin_start (label, 3);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (check), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, rounds_option_get_label (option), -1);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), find_value (self, value) < self->values->len);
  g_object_set_data_full (G_OBJECT (check), "rounds-value", g_strdup (value), g_free);
  g_signal_connect_object (check, "toggled", G_CALLBACK (on_toggled), self, G_CONNECT_SWAPPED);

  return check;
}

static void
toggle_first (RoundsValuePicker *self)
{
  GtkWidget *first = gtk_widget_get_first_child (GTK_WIDGET (self->options));

  self->choosing = FALSE;
  if (first != NULL)
    gtk_check_button_set_active (GTK_CHECK_BUTTON (first), !gtk_check_button_get_active (GTK_CHECK_BUTTON (first)));
}

static void
on_options (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(RoundsValuePicker) self = user_data;
  g_autoptr(GPtrArray) options = rounds_store_finish (ROUNDS_STORE (source), result, NULL);
  GtkWidget *child;

  if (options == NULL || self->options == NULL)
    return;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->options))) != NULL)
    gtk_box_remove (self->options, child);
  for (guint i = 0; i < options->len; i++)
    gtk_box_append (self->options, create_check (self, g_ptr_array_index (options, i)));
  gtk_widget_set_visible (self->nothing_label, options->len == 0);
  if (self->choosing)
    toggle_first (self);
}

static void
ask (RoundsValuePicker *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  rounds_store_read_async (self->store, read_options, question_new (self), (GDestroyNotify) question_free,
                           (GDestroyNotify) g_ptr_array_unref, self->cancellable, on_options, g_object_ref (self));
}

static void
on_show (RoundsValuePicker *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
  ask (self);
}

static void
on_search_changed (RoundsValuePicker *self)
{
  if (self->field != NULL && gtk_widget_get_visible (GTK_WIDGET (self->popover)))
    ask (self);
}

/* The first that is found; what has been typed may still have to be looked for. */
static void
on_search_activated (RoundsValuePicker *self)
{
  self->choosing = TRUE;
  ask (self);
}

static void
on_search_stopped (RoundsValuePicker *self)
{
  gtk_popover_popdown (self->popover);
}

static gboolean
rounds_value_picker_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (ROUNDS_VALUE_PICKER (widget)->button));
}

static void
rounds_value_picker_dispose (GObject *object)
{
  RoundsValuePicker *self = ROUNDS_VALUE_PICKER (object);

  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->naming);
  self->label = NULL;
  self->options = NULL;
  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->naming);
  g_clear_object (&self->store);
  g_clear_pointer (&self->values, g_ptr_array_unref);

  G_OBJECT_CLASS (rounds_value_picker_parent_class)->dispose (object);
}

static void
rounds_value_picker_class_init (RoundsValuePickerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rounds_value_picker_dispose;
  widget_class->grab_focus = rounds_value_picker_grab_focus;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-value-picker.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsValuePicker, button);
  gtk_widget_class_bind_template_child (widget_class, RoundsValuePicker, label);
  gtk_widget_class_bind_template_child (widget_class, RoundsValuePicker, popover);
  gtk_widget_class_bind_template_child (widget_class, RoundsValuePicker, search);
  gtk_widget_class_bind_template_child (widget_class, RoundsValuePicker, options);
  gtk_widget_class_bind_template_child (widget_class, RoundsValuePicker, nothing_label);
  gtk_widget_class_bind_template_callback (widget_class, on_show);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_search_stopped);
}

static void
rounds_value_picker_init (RoundsValuePicker *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rounds_value_picker_new:
 * @store: where records and their texts are
 * @field: whose values are chosen; outlives the widget
 * @values: (element-type JsonNode): what is chosen, as a filter writes it; changed in place
 *
 * Returns: (transfer floating): a button with a list of values
 */
RoundsValuePicker *
rounds_value_picker_new (RoundsStore             *store,
                         const RoundsFilterField *field,
                         GPtrArray               *values)
{
  RoundsValuePicker *self = g_object_new (ROUNDS_TYPE_VALUE_PICKER, NULL);

  self->store = g_object_ref (store);
  self->field = field;
  self->values = g_ptr_array_ref (values);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL, field->label, -1);
  update_label (self);

  return self;
}
