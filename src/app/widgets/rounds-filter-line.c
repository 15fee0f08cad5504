/* rounds-filter-line.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/widgets/rounds-filter-line.h"

#include <glib/gi18n-lib.h>

#include "app/rounds-option.h"
#include "app/widgets/rounds-drop-down-search.h"
#include "app/widgets/rounds-value-picker.h"
#include "model/rounds-fold.h"
#include "model/rounds-json.h"
#include "model/rounds-money.h"
#include "model/rounds-time.h"
#include "store/rounds-filter-value.h"

#define DAYS_AT_FIRST 30
#define MAX_DAYS 3650

struct _RoundsFilterLine
{
  GtkBox parent_instance;

  /* Template widgets */
  GtkDropDown *field_list;
  GtkDropDown *comparison_list;
  GtkBox *value_box;
  GtkDropDown *period_list;
  GtkLabel *problem_label;

  /* Borrowed references */
  const RoundsFilterLines *lines;

  /* Owned references */
  RoundsFilterDraft *draft;
  gboolean filling;
};

enum
{
  CHANGED,
  REMOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RoundsFilterLine, rounds_filter_line, GTK_TYPE_BOX)

static const char * const units[] = { "week", "month", "quarter", "year" };

static const struct
{
  const char *member;
  int amount;
} periods[] = { { "days", 30 }, { "months", 3 }, { "months", 6 }, { "months", 12 }, { "months", 24 } };

static const RoundsField *
get_field (RoundsFilterLine *self)
{
  return self->draft->field->field;
}

static gboolean
is_day (const RoundsField *field)
{
  return field->type == ROUNDS_FIELD_DATE || field->type == ROUNDS_FIELD_INSTANT;
}

static void
tell_changed (RoundsFilterLine *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), FALSE);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Returns: (transfer full) (nullable): what was typed, as a filter writes it; %NULL without @error when nothing was */
static JsonNode *
parse_entry (RoundsFilterLine  *self,
             const char        *typed,
             GError           **error)
{
  const RoundsField *field = get_field (self);
  g_autofree char *text = g_strstrip (g_strdup (typed));
  g_auto(RoundsValue) value = ROUNDS_VALUE_INIT;

  if (text[0] == '\0')
    return NULL;

  if (is_day (field))
    {
      g_autoptr(GTimeZone) zone = g_time_zone_new_local ();
      g_autofree char *today = rounds_instant_to_date (g_get_real_time (), zone);
      g_autofree char *date = NULL;

      if (rounds_date_parse_local (text, today, &date) && date != NULL)
        return json_node_init_string (json_node_alloc (), date);
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("“%s” is not a day"), text);
      return NULL;
    }

  if (!rounds_field_parse_text (field, text, &value, error))
    return NULL;
  return rounds_filter_value_to_json (field, &value);
}

static void
on_entry_changed (RoundsFilterLine *self,
                  GtkEditable      *entry)
{
  g_clear_pointer (&self->draft->problem, g_free);
  g_ptr_array_set_size (self->draft->parts, 0);

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->value_box)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      g_autoptr(GError) error = NULL;
      JsonNode *node;

      if (!GTK_IS_EDITABLE (child))
        continue;
      node = parse_entry (self, gtk_editable_get_text (GTK_EDITABLE (child)), &error);
      if (node != NULL)
        g_ptr_array_add (self->draft->parts, node);
      else if (error != NULL)
        g_set_str (&self->draft->problem, error->message);
    }

  tell_changed (self);
}

static void
on_entry_left (RoundsFilterLine *self)
{
  if (self->draft->problem != NULL)
    rounds_filter_line_set_problem (self, self->draft->problem);
}

static void
on_day_chosen (GtkCalendar *calendar,
               GtkEditable *entry)
{
  g_autoptr(GDateTime) day = gtk_calendar_get_date (calendar);
  g_autofree char *date = g_date_time_format (day, "%Y-%m-%d");
  g_autofree char *text = rounds_date_format (date);

  gtk_editable_set_text (entry, text);
  gtk_popover_popdown (GTK_POPOVER (gtk_widget_get_ancestor (GTK_WIDGET (calendar), GTK_TYPE_POPOVER)));
}

static GtkWidget *
create_calendar_button (GtkEditable *entry)
{
  GtkWidget *calendar = gtk_calendar_new ();
  GtkWidget *popover = gtk_popover_new ();

  gtk_popover_set_child (GTK_POPOVER (popover), calendar);
  g_signal_connect_object (calendar, "day-selected", G_CALLBACK (on_day_chosen), entry, G_CONNECT_DEFAULT);

  return g_object_new (GTK_TYPE_MENU_BUTTON, "icon-name", "x-office-calendar-symbolic", "tooltip-text", _("Choose a Day"),
                       "popover", popover, NULL);
}

static char *
show_value (RoundsFilterLine *self,
            JsonNode         *node)
{
  const RoundsField *field = get_field (self);
  g_auto(RoundsValue) value = ROUNDS_VALUE_INIT;

  if (json_node_get_value_type (node) == G_TYPE_STRING && is_day (field) && rounds_date_is_valid (json_node_get_string (node)))
    return rounds_date_format (json_node_get_string (node));
  if (!rounds_json_read_value (field, node, &value, NULL))
    return rounds_json_to_text (node);
  if (field->type == ROUNDS_FIELD_MONEY)
    return rounds_number_format (value.integer, 2, value.integer % 100 == 0 ? 0 : 2);

  return rounds_field_format (field, &value);
}

static void
add_entry (RoundsFilterLine *self,
           guint             index)
{
  const RoundsField *field = get_field (self);
  GtkWidget *entry = gtk_entry_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  const char *label = index > 0 ? _("To") : self->draft->comparison->takes == ROUNDS_TAKES_TWO ? _("From") : _("Value");

  gtk_editable_set_width_chars (GTK_EDITABLE (entry), is_day (field) ? 14 : field->type == ROUNDS_FIELD_TEXT ? 18 : 10);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), field->type == ROUNDS_FIELD_TEXT ? 24 : 14);
  if (is_day (field))
    gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _("Day"));
  else if (field->type != ROUNDS_FIELD_TEXT && field->type != ROUNDS_FIELD_LONG_TEXT)
    gtk_entry_set_input_purpose (GTK_ENTRY (entry), GTK_INPUT_PURPOSE_NUMBER);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);

  if (index < self->draft->parts->len)
    {
      g_autofree char *text = show_value (self, g_ptr_array_index (self->draft->parts, index));

      gtk_editable_set_text (GTK_EDITABLE (entry), text);
    }

  g_signal_connect_object (entry, "changed", G_CALLBACK (on_entry_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (on_entry_left), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (entry, focus);
  gtk_box_append (self->value_box, entry);

  if (is_day (field))
    gtk_box_append (self->value_box, create_calendar_button (GTK_EDITABLE (entry)));
}

static void
add_word (RoundsFilterLine *self,
          const char       *text)
{
  gtk_box_append (self->value_box, gtk_label_new (text));
}

static void
on_days_changed (RoundsFilterLine *self,
                 GtkSpinButton    *spin)
{
  g_ptr_array_set_size (self->draft->parts, 0);
  g_ptr_array_add (self->draft->parts, json_node_init_int (json_node_alloc (), gtk_spin_button_get_value_as_int (spin)));
  tell_changed (self);
}

static void
add_days (RoundsFilterLine *self)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (1, MAX_DAYS, 1);

  if (self->draft->parts->len == 0)
    g_ptr_array_add (self->draft->parts, json_node_init_int (json_node_alloc (), DAYS_AT_FIRST));
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), json_node_get_int (g_ptr_array_index (self->draft->parts, 0)));
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Days"), -1);
  g_signal_connect_object (spin, "value-changed", G_CALLBACK (on_days_changed), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->value_box, spin);
  add_word (self, _("days"));
}

static void
on_span_selected (RoundsFilterLine *self,
                  GParamSpec       *pspec,
                  GtkDropDown      *list)
{
  g_ptr_array_set_size (self->draft->parts, 0);
  g_ptr_array_add (self->draft->parts, json_node_init_string (json_node_alloc (), units[gtk_drop_down_get_selected (list)]));
  tell_changed (self);
}

static void
add_spans (RoundsFilterLine *self)
{
  const char *labels[] = { _("week"), _("month"), _("quarter"), _("year"), NULL };
  GtkWidget *list = gtk_drop_down_new_from_strings (labels);

  if (self->draft->parts->len == 0)
    g_ptr_array_add (self->draft->parts, json_node_init_string (json_node_alloc (), "month"));
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_str_equal (units[i], json_node_get_string (g_ptr_array_index (self->draft->parts, 0))))
      gtk_drop_down_set_selected (GTK_DROP_DOWN (list), i);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Span"), -1);
  g_signal_connect_object (list, "notify::selected", G_CALLBACK (on_span_selected), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->value_box, list);
}

static void
add_picker (RoundsFilterLine *self)
{
  RoundsValuePicker *picker = rounds_value_picker_new (self->lines->store, self->draft->field, self->draft->parts);

  g_signal_connect_object (picker, "changed", G_CALLBACK (tell_changed), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->value_box, GTK_WIDGET (picker));
}

/* "Beds is more than 100" needs no more beds. */
static gboolean
says_unit (RoundsFilterLine *self)
{
  g_autofree char *unit = rounds_fold (_(get_field (self)->unit));

  return rounds_option_rank (self->draft->field->label, unit) == 0;
}

static void
fill_value (RoundsFilterLine *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->value_box))) != NULL)
    gtk_box_remove (self->value_box, child);

  switch (self->draft->comparison->takes)
    {
    case ROUNDS_TAKES_ONE:
      add_entry (self, 0);
      break;
    case ROUNDS_TAKES_TWO:
      add_entry (self, 0);
      add_word (self, C_("between two values", "and"));
      add_entry (self, 1);
      break;
    case ROUNDS_TAKES_SEVERAL:
      add_picker (self);
      break;
    case ROUNDS_TAKES_DAYS:
      add_days (self);
      break;
    case ROUNDS_TAKES_SPAN:
      add_spans (self);
      break;
    case ROUNDS_TAKES_NOTHING:
    default:
      break;
    }

  if (get_field (self)->type == ROUNDS_FIELD_MONEY && self->draft->comparison->takes != ROUNDS_TAKES_NOTHING)
    add_word (self, "€");
  else if (get_field (self)->unit != NULL && self->draft->comparison->takes != ROUNDS_TAKES_NOTHING && !says_unit (self))
    add_word (self, _(get_field (self)->unit));
  gtk_widget_set_visible (GTK_WIDGET (self->value_box), gtk_widget_get_first_child (GTK_WIDGET (self->value_box)) != NULL);
}

static void
fill_comparisons (RoundsFilterLine *self)
{
  g_autoptr(GtkStringList) labels = gtk_string_list_new (NULL);
  const RoundsComparison *comparison;
  guint selected = 0;

  for (guint i = 0; (comparison = rounds_comparisons_get (get_field (self), i)) != NULL; i++)
    {
      gtk_string_list_append (labels, _(comparison->label));
      if (comparison == self->draft->comparison)
        selected = i;
    }
  gtk_drop_down_set_model (self->comparison_list, G_LIST_MODEL (labels));
  gtk_drop_down_set_selected (self->comparison_list, selected);
}

static void
fill_periods (RoundsFilterLine *self)
{
  g_autoptr(GtkStringList) labels = NULL;
  JsonObject *object;
  guint selected;

  gtk_widget_set_visible (GTK_WIDGET (self->period_list), self->draft->period != NULL);
  if (self->draft->period == NULL)
    return;

  labels = gtk_string_list_new (NULL);
  object = JSON_NODE_HOLDS_OBJECT (self->draft->period) ? json_node_get_object (self->draft->period) : NULL;
  selected = G_N_ELEMENTS (periods);
  for (guint i = 0; i < G_N_ELEMENTS (periods); i++)
    {
      const char *format = g_str_equal (periods[i].member, "days") ? ngettext ("in the last %d day", "in the last %d days", (gulong) periods[i].amount)
                                                                   : ngettext ("in the last %d month", "in the last %d months", (gulong) periods[i].amount);
      g_autofree char *number = g_strdup_printf ("%d", periods[i].amount);
      g_auto(GStrv) parts = g_strsplit (format, "%d", 2);
      g_autofree char *label = g_strjoinv (number, parts);

      gtk_string_list_append (labels, label);
      if (object != NULL && json_object_get_int_member_with_default (object, periods[i].member, 0) == periods[i].amount)
        selected = i;
    }
  if (selected == G_N_ELEMENTS (periods))
    gtk_string_list_append (labels, _("in a period"));
  gtk_drop_down_set_model (self->period_list, G_LIST_MODEL (labels));
  gtk_drop_down_set_selected (self->period_list, selected);
}

/* Everything that follows from the field. */
static void
fill (RoundsFilterLine *self)
{
  self->filling = TRUE;
  for (guint i = 0; i < self->lines->fields->len; i++)
    if (g_ptr_array_index (self->lines->fields, i) == self->draft->field)
      gtk_drop_down_set_selected (self->field_list, i);
  fill_comparisons (self);
  fill_value (self);
  fill_periods (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, self->draft->field->label, -1);
  self->filling = FALSE;
}

static void
on_field_selected (RoundsFilterLine *self)
{
  guint selected = gtk_drop_down_get_selected (self->field_list);

  if (self->filling || self->draft == NULL || selected >= self->lines->fields->len)
    return;

  rounds_filter_draft_set_field (self->draft, g_ptr_array_index (self->lines->fields, selected));
  fill (self);
  tell_changed (self);
}

static void
on_comparison_selected (RoundsFilterLine *self)
{
  const RoundsComparison *comparison;

  if (self->filling || self->draft == NULL)
    return;

  comparison = rounds_comparisons_get (get_field (self), gtk_drop_down_get_selected (self->comparison_list));
  if (comparison == NULL || comparison == self->draft->comparison)
    return;

  rounds_filter_draft_set_comparison (self->draft, comparison);
  fill_value (self);
  tell_changed (self);
}

static void
on_period_selected (RoundsFilterLine *self)
{
  guint selected = gtk_drop_down_get_selected (self->period_list);
  JsonObject *object;

  if (self->filling || selected >= G_N_ELEMENTS (periods))
    return;

  object = json_object_new ();
  json_object_set_int_member (object, periods[selected].member, periods[selected].amount);
  g_clear_pointer (&self->draft->period, json_node_unref);
  self->draft->period = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (self->draft->period, object);
  tell_changed (self);
}

static void
on_remove_clicked (RoundsFilterLine *self)
{
  g_signal_emit (self, signals[REMOVED], 0);
}

static gboolean
rounds_filter_line_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (ROUNDS_FILTER_LINE (widget)->field_list));
}

static void
rounds_filter_line_dispose (GObject *object)
{
  RoundsFilterLine *self = ROUNDS_FILTER_LINE (object);

  self->filling = TRUE;
  gtk_widget_dispose_template (GTK_WIDGET (self), ROUNDS_TYPE_FILTER_LINE);
  g_clear_pointer (&self->draft, rounds_filter_draft_unref);

  G_OBJECT_CLASS (rounds_filter_line_parent_class)->dispose (object);
}

static void
rounds_filter_line_class_init (RoundsFilterLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rounds_filter_line_dispose;
  widget_class->grab_focus = rounds_filter_line_grab_focus;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[REMOVED] = g_signal_new ("removed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-filter-line.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsFilterLine, field_list);
  gtk_widget_class_bind_template_child (widget_class, RoundsFilterLine, comparison_list);
  gtk_widget_class_bind_template_child (widget_class, RoundsFilterLine, value_box);
  gtk_widget_class_bind_template_child (widget_class, RoundsFilterLine, period_list);
  gtk_widget_class_bind_template_child (widget_class, RoundsFilterLine, problem_label);
  gtk_widget_class_bind_template_callback (widget_class, on_field_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_comparison_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_period_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_remove_clicked);
}

static void
rounds_filter_line_init (RoundsFilterLine *self)
{
  g_autoptr(GtkExpression) label = gtk_property_expression_new (ROUNDS_TYPE_OPTION, NULL, "label");

  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drop_down_set_expression (self->field_list, label);
  rounds_drop_down_search_set_up (self->field_list);
}

/**
 * rounds_filter_line_new:
 * @lines: what the lines of the filter share
 * @draft: (transfer none): a condition, which the widget changes
 *
 * Returns: (transfer floating): a line
 */
GtkWidget *
rounds_filter_line_new (const RoundsFilterLines *lines,
                        RoundsFilterDraft       *draft)
{
  RoundsFilterLine *self = g_object_new (ROUNDS_TYPE_FILTER_LINE, NULL);

  self->lines = lines;
  self->draft = rounds_filter_draft_ref (draft);
  gtk_drop_down_set_model (self->field_list, lines->options);
  fill (self);

  return GTK_WIDGET (self);
}

RoundsFilterDraft *
rounds_filter_line_get_draft (RoundsFilterLine *self)
{
  g_return_val_if_fail (ROUNDS_IS_FILTER_LINE (self), NULL);

  return self->draft;
}

/**
 * rounds_filter_line_check:
 *
 * Says what is missing, beneath the line.
 *
 * Returns: whether nothing is
 */
gboolean
rounds_filter_line_check (RoundsFilterLine *self)
{
  g_return_val_if_fail (ROUNDS_IS_FILTER_LINE (self), FALSE);

  if (rounds_filter_draft_is_complete (self->draft))
    return TRUE;

  rounds_filter_line_set_problem (self, self->draft->problem != NULL ? self->draft->problem
                                        : self->draft->comparison->takes == ROUNDS_TAKES_SEVERAL ? _("Choose at least one value")
                                        : self->draft->comparison->takes == ROUNDS_TAKES_TWO ? _("Enter both values")
                                                                                              : _("Enter a value"));
  gtk_widget_child_focus (GTK_WIDGET (self->value_box), GTK_DIR_TAB_FORWARD);
  return FALSE;
}

/**
 * rounds_filter_line_set_problem:
 * @text: (nullable): what is wrong with the line
 */
void
rounds_filter_line_set_problem (RoundsFilterLine *self,
                                const char       *text)
{
  g_return_if_fail (ROUNDS_IS_FILTER_LINE (self));

  gtk_label_set_label (self->problem_label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), text != NULL);
  if (text != NULL)
    gtk_accessible_announce (GTK_ACCESSIBLE (self), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}
