/* rounds-deal-filter.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/widgets/rounds-deal-filter.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "app/dialogs/rounds-field-editor.h"
#include "app/rounds-titles.h"
#include "model/rounds-money.h"
#include "model/rounds-opportunity.h"
#include "model/rounds-registry.h"
#include "model/rounds-time.h"

/* What deals are narrowed by. The value is entered in the editor of a field that may be left empty; @field is the deal's that is asked. */
static const struct
{
  const char *name;
  const char *title;
  const char *chip;
  const char *edited_kind;
  const char *edited_field;
  const char *field;
  RoundsFilterOperator op;
} criteria[] = {
  { "person", N_("Person"), N_("Person: %s"), "opportunity", "assigned-user-id", "assigned-user-id", ROUNDS_FILTER_EQUAL },
  { "team", N_("Team"), N_("Team: %s"), "user", "team-id", "assigned-user-id", ROUNDS_FILTER_TEAM },
  { "institution", N_("Institution"), N_("Institution: %s"), "task", "institution-id", "institution-id", ROUNDS_FILTER_EQUAL },
  { "value-from", N_("Value from"), N_("Value from %s"), "opportunity", "value", "value", ROUNDS_FILTER_GREATER_OR_EQUAL },
  { "value-to", N_("Value to"), N_("Value to %s"), "opportunity", "value", "value", ROUNDS_FILTER_LESS_OR_EQUAL },
  { "close-from", N_("Expected close from"), N_("Close from %s"), "opportunity", "expected-close-date", "expected-close-date",
    ROUNDS_FILTER_GREATER_OR_EQUAL },
  { "close-to", N_("Expected close to"), N_("Close to %s"), "opportunity", "expected-close-date", "expected-close-date",
    ROUNDS_FILTER_LESS_OR_EQUAL },
};

#define N_CRITERIA G_N_ELEMENTS (criteria)

typedef struct
{
  RoundsFieldEditor *editor;
  RoundsEntity *record; /* what the editor shows: a record of nothing but this value */
  RoundsTitle *title;   /* nullable: how the record chosen is called */
  GSignalGroup *title_signals;
} Criterion;

struct _RoundsDealFilter
{
  GtkPopover parent_instance;

  /* Template widgets */
  GtkListBox *list;

  /* Owned references */
  RoundsStore *store;
  Criterion criteria[N_CRITERIA];
};

enum
{
  CHANGED,
  WORDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RoundsDealFilter, rounds_deal_filter, GTK_TYPE_POPOVER)

static const RoundsField *
get_field (RoundsDealFilter *self,
           guint             index)
{
  return rounds_field_editor_get_field (self->criteria[index].editor);
}

static gboolean
is_chosen (RoundsDealFilter *self,
           guint             index)
{
  return self->criteria[index].record != NULL && !rounds_entity_is_null (self->criteria[index].record, criteria[index].edited_field);
}

/* Follows the name of what was chosen. */
static void
follow_title (RoundsDealFilter *self,
              guint             index)
{
  Criterion *criterion = &self->criteria[index];
  const RoundsField *field = get_field (self, index);

  if (field->type != ROUNDS_FIELD_REFERENCE)
    return;

  g_clear_object (&criterion->title);
  criterion->title = rounds_titles_lookup (rounds_titles_get (self->store), field->reference,
                                           rounds_entity_get_text (criterion->record, criteria[index].edited_field));
  g_signal_group_set_target (criterion->title_signals, criterion->title);
  /* Nothing chosen is not nobody. */
  if (criterion->title == NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (rounds_field_editor_get_row (criterion->editor)), _("Any"));
}

/* The field that lends its editor may be one that a record needs; here nothing is. */
static gboolean
read_value (RoundsDealFilter  *self,
            guint              index,
            GError           **error)
{
  Criterion *criterion = &self->criteria[index];
  GtkWidget *row = rounds_field_editor_get_row (criterion->editor);

  if (GTK_IS_EDITABLE (row) && gtk_editable_get_text (GTK_EDITABLE (row))[0] == '\0')
    {
      rounds_entity_clear (criterion->record, criteria[index].edited_field);
      return TRUE;
    }

  return rounds_field_editor_read (criterion->editor, criterion->record, error);
}

/* An amount or a day that is half typed says what is wrong with it and leaves the filter as it is. */
static void
on_edited (RoundsDealFilter  *self,
           RoundsFieldEditor *editor)
{
  g_autoptr(GError) error = NULL;
  guint index = 0;

  while (self->criteria[index].editor != editor)
    index++;

  if (!read_value (self, index, &error))
    {
      rounds_field_editor_set_problem (editor, error->message);
      return;
    }

  follow_title (self, index);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_title (RoundsDealFilter *self)
{
  g_signal_emit (self, signals[WORDED], 0);
}

static void
set_text (RoundsDealFilter *self,
          guint             index,
          const char       *text)
{
  Criterion *criterion = &self->criteria[index];
  g_auto(RoundsValue) value = ROUNDS_VALUE_INIT;

  /* What was kept by another version, or by hand, may be no value any more: then nothing is chosen. */
  if (text != NULL && !rounds_field_parse_text (get_field (self, index), text, &value, NULL))
    rounds_value_clear (&value);
  rounds_entity_take_value (criterion->record, get_field (self, index), &value);
  rounds_field_editor_set_problem (criterion->editor, NULL);
  rounds_field_editor_show (criterion->editor, criterion->record);
  follow_title (self, index);
}

static void
set_up_criterion (RoundsDealFilter *self,
                  guint             index)
{
  Criterion *criterion = &self->criteria[index];
  const RoundsEntityInfo *info = rounds_registry_find (criteria[index].edited_kind);
  GtkWidget *row;

  criterion->editor = rounds_field_editor_new (self->store, rounds_entity_info_find (info, criteria[index].edited_field));
  criterion->record = rounds_entity_new (info);
  criterion->title_signals = g_signal_group_new (ROUNDS_TYPE_TITLE);
  g_signal_group_connect_swapped (criterion->title_signals, "notify::title", G_CALLBACK (on_title), self);

  row = rounds_field_editor_get_row (criterion->editor);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _(criteria[index].title));
  rounds_field_editor_add_to (criterion->editor, self->list);
  g_signal_connect_object (criterion->editor, "changed", G_CALLBACK (on_edited), self, G_CONNECT_SWAPPED);
}

static void
on_clear_clicked (RoundsDealFilter *self)
{
  rounds_deal_filter_clear_all (self);
}

static void
rounds_deal_filter_dispose (GObject *object)
{
  RoundsDealFilter *self = ROUNDS_DEAL_FILTER (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), ROUNDS_TYPE_DEAL_FILTER);
  for (guint i = 0; i < N_CRITERIA; i++)
    {
      g_clear_object (&self->criteria[i].editor);
      g_clear_object (&self->criteria[i].record);
      g_clear_object (&self->criteria[i].title_signals);
      g_clear_object (&self->criteria[i].title);
    }
  g_clear_object (&self->store);

  G_OBJECT_CLASS (rounds_deal_filter_parent_class)->dispose (object);
}

static void
rounds_deal_filter_class_init (RoundsDealFilterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rounds_deal_filter_dispose;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[WORDED] = g_signal_new ("worded", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-deal-filter.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsDealFilter, list);
  gtk_widget_class_bind_template_callback (widget_class, on_clear_clicked);
}

static void
rounds_deal_filter_init (RoundsDealFilter *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rounds_deal_filter_set_up:
 * @store: where people, teams and institutions are looked for
 * @chosen: (nullable): what rounds_deal_filter_to_variant() gave
 *
 * Called once. Says nothing of what is chosen then.
 */
void
rounds_deal_filter_set_up (RoundsDealFilter *self,
                           RoundsStore      *store,
                           GVariant         *chosen)
{
  g_return_if_fail (ROUNDS_IS_DEAL_FILTER (self));
  g_return_if_fail (self->store == NULL);

  self->store = g_object_ref (store);
  for (guint i = 0; i < N_CRITERIA; i++)
    {
      const char *text = NULL;

      set_up_criterion (self, i);
      if (chosen != NULL)
        g_variant_lookup (chosen, criteria[i].name, "&s", &text);
      set_text (self, i, text);
    }
}

/**
 * rounds_deal_filter_dup_filter:
 *
 * Returns: (transfer full) (nullable): the condition that holds, on the fields of a deal; %NULL when all are shown
 */
RoundsFilter *
rounds_deal_filter_dup_filter (RoundsDealFilter *self)
{
  const RoundsEntityInfo *info = rounds_registry_get (ROUNDS_TYPE_OPPORTUNITY);
  g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify) rounds_filter_unref);

  g_return_val_if_fail (ROUNDS_IS_DEAL_FILTER (self), NULL);

  for (guint i = 0; i < N_CRITERIA; i++)
    {
      const RoundsField *field = rounds_entity_info_find (info, criteria[i].field);
      RoundsEntity *record = self->criteria[i].record;

      if (!is_chosen (self, i))
        continue;
      if (field->type == ROUNDS_FIELD_MONEY)
        g_ptr_array_add (parts, rounds_filter_new_integer (field, criteria[i].op,
                                                           rounds_entity_get_integer (record, criteria[i].edited_field)));
      else
        g_ptr_array_add (parts, rounds_filter_new_text (field, criteria[i].op,
                                                        rounds_entity_get_text (record, criteria[i].edited_field)));
    }

  return parts->len > 0 ? rounds_filter_new_group (ROUNDS_FILTER_AND, parts) : NULL;
}

guint
rounds_deal_filter_get_n_chips (RoundsDealFilter *self)
{
  return N_CRITERIA;
}

/**
 * rounds_deal_filter_dup_chip:
 * @index: which condition, below rounds_deal_filter_get_n_chips()
 *
 * Returns: (transfer full) (nullable): the condition in words; %NULL when it does not hold
 */
char *
rounds_deal_filter_dup_chip (RoundsDealFilter *self,
                             guint             index)
{
  const RoundsField *field;
  RoundsEntity *record;
  g_autofree char *text = NULL;
  g_auto(GStrv) parts = NULL;

  g_return_val_if_fail (ROUNDS_IS_DEAL_FILTER (self), NULL);
  g_return_val_if_fail (index < N_CRITERIA, NULL);

  if (!is_chosen (self, index))
    return NULL;

  record = self->criteria[index].record;
  field = get_field (self, index);
  if (field->type == ROUNDS_FIELD_MONEY)
    text = rounds_money_format (rounds_entity_get_integer (record, field->name), "EUR", ROUNDS_MONEY_WHOLE);
  else if (field->type == ROUNDS_FIELD_DATE)
    text = rounds_date_format (rounds_entity_get_text (record, field->name));
  else
    text = g_strdup (self->criteria[index].title != NULL ? rounds_title_get_title (self->criteria[index].title) : NULL);

  parts = g_strsplit (_(criteria[index].chip), "%s", 2);
  return g_strjoinv (text != NULL ? text : "…", parts);
}

/**
 * rounds_deal_filter_clear:
 * @index: which condition is to hold no longer
 */
void
rounds_deal_filter_clear (RoundsDealFilter *self,
                          guint             index)
{
  g_return_if_fail (ROUNDS_IS_DEAL_FILTER (self));
  g_return_if_fail (index < N_CRITERIA);

  set_text (self, index, NULL);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
rounds_deal_filter_clear_all (RoundsDealFilter *self)
{
  g_return_if_fail (ROUNDS_IS_DEAL_FILTER (self));

  for (guint i = 0; i < N_CRITERIA; i++)
    set_text (self, i, NULL);
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * rounds_deal_filter_to_variant:
 *
 * Returns: (transfer floating): what is chosen, for the next start: names of conditions and their values as text
 */
GVariant *
rounds_deal_filter_to_variant (RoundsDealFilter *self)
{
  GVariantBuilder builder;

  g_return_val_if_fail (ROUNDS_IS_DEAL_FILTER (self), NULL);

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  for (guint i = 0; i < N_CRITERIA; i++)
    {
      const RoundsField *field = get_field (self, i);
      g_autofree char *text = NULL;

      if (!is_chosen (self, i))
        continue;
      text = rounds_field_to_text (field, rounds_entity_get_value (self->criteria[i].record, field));
      g_variant_builder_add (&builder, "{ss}", criteria[i].name, text);
    }

  return g_variant_builder_end (&builder);
}
