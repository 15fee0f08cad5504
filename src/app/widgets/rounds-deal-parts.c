/* rounds-deal-parts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/widgets/rounds-deal-parts.h"

#include <glib/gi18n-lib.h>

#include "app/rounds-live-read.h"
#include "app/rounds-looks.h"
#include "app/widgets/rounds-deal-chances.h"
#include "app/widgets/rounds-deal-lines.h"
#include "app/widgets/rounds-facts-group.h"
#include "app/widgets/rounds-record-section.h"
#include "app/widgets/rounds-todo-row.h"
#include "insight/rounds-deal-next-step.h"
#include "model/rounds-opportunity.h"
#include "model/rounds-registry.h"

struct _RoundsDealParts
{
  AdwBin parent_instance;

  /* Template widgets */
  AdwActionRow *next_row;
  GtkImage *next_icon;
  RoundsDealChances *chances;
  RoundsRecordSection *contacts;
  RoundsRecordSection *tasks;
  RoundsRecordSection *quotes;
  RoundsRecordSection *history;
  RoundsFactsGroup *facts;

  /* Owned references */
  RoundsStore *store; /* nullable: before the first deal */
  RoundsLiveRead *next_step;
  RoundsQueryModel *models[4];
};

G_DEFINE_FINAL_TYPE (RoundsDealParts, rounds_deal_parts, ADW_TYPE_BIN)

/* What belongs to a deal, in the order of @models. */
static const struct
{
  const char *kind;
  const char *sort;
  gboolean descending;
  RoundsRecordRowFunc create_row;
} parts[] = {
  { "opportunity-contact", "created-at", FALSE, rounds_deal_lines_new_contact },
  { "task", "due-date", FALSE, rounds_todo_row_new_task },
  { "quote", "created-at", TRUE, rounds_deal_lines_new_quote },
  { "stage-change", "changed-at", TRUE, rounds_deal_lines_new_move },
};

G_STATIC_ASSERT (G_N_ELEMENTS (parts) == G_N_ELEMENTS (((RoundsDealParts *) NULL)->models));

static RoundsQuery *
create_part_query (guint       part,
                   const char *id)
{
  const RoundsEntityInfo *info = rounds_registry_find (parts[part].kind);
  RoundsQuery *query = rounds_query_new (info);
  g_autoptr(RoundsFilter) of_deal = rounds_filter_new_text (rounds_entity_info_find (info, "opportunity-id"), ROUNDS_FILTER_EQUAL, id);
  g_autoptr(RoundsFilter) open = NULL;
  g_autoptr(RoundsFilter) both = NULL;

  if (g_str_equal (parts[part].kind, "task"))
    open = rounds_filter_new_in (rounds_entity_info_find (info, "status"), (const char *[]) { "todo", "in_progress", NULL });
  both = rounds_filter_new_and (of_deal, open);
  rounds_query_set_filter (query, both);
  rounds_query_add_sort (query, rounds_entity_info_find (info, parts[part].sort), parts[part].descending);

  return query;
}

static void
on_next_step (RoundsDealParts    *self,
              RoundsDealNextStep *step,
              RoundsLiveRead     *read)
{
  g_autofree char *when = step->has_due ? rounds_looks_instant_near (step->due) : NULL;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->next_row), step->kind != NULL ? step->title : _("Nothing planned"));
  adw_action_row_set_subtitle (self->next_row, when != NULL ? when : "");
  gtk_image_set_from_icon_name (self->next_icon,
                                step->kind != NULL ? rounds_looks_kind_icon (step->kind) : "dialog-information-symbolic");
}

static gpointer
read_next_step (RoundsDatabase  *database,
                RoundsChanges   *changes,
                gpointer         user_data,
                GCancellable    *cancellable,
                GError         **error)
{
  return rounds_deal_next_step_compute (database, user_data, g_get_real_time (), error);
}

static void
rounds_deal_parts_dispose (GObject *object)
{
  RoundsDealParts *self = ROUNDS_DEAL_PARTS (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), ROUNDS_TYPE_DEAL_PARTS);
  g_clear_object (&self->next_step);
  for (guint i = 0; i < G_N_ELEMENTS (self->models); i++)
    g_clear_object (&self->models[i]);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (rounds_deal_parts_parent_class)->dispose (object);
}

static void
rounds_deal_parts_class_init (RoundsDealPartsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rounds_deal_parts_dispose;

  g_type_ensure (ROUNDS_TYPE_DEAL_CHANCES);
  g_type_ensure (ROUNDS_TYPE_FACTS_GROUP);
  g_type_ensure (ROUNDS_TYPE_RECORD_SECTION);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-deal-parts.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsDealParts, next_row);
  gtk_widget_class_bind_template_child (widget_class, RoundsDealParts, next_icon);
  gtk_widget_class_bind_template_child (widget_class, RoundsDealParts, chances);
  gtk_widget_class_bind_template_child (widget_class, RoundsDealParts, contacts);
  gtk_widget_class_bind_template_child (widget_class, RoundsDealParts, tasks);
  gtk_widget_class_bind_template_child (widget_class, RoundsDealParts, quotes);
  gtk_widget_class_bind_template_child (widget_class, RoundsDealParts, history);
  gtk_widget_class_bind_template_child (widget_class, RoundsDealParts, facts);
}

static void
rounds_deal_parts_init (RoundsDealParts *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Everything that asks, made for the first deal and asked about others later. */
static void
set_up (RoundsDealParts *self,
        RoundsStore     *store,
        const char      *id)
{
  static const char * const planned[] = { "task", "reminder", "meeting", NULL };
  RoundsRecordSection *sections[] = { self->contacts, self->tasks, self->quotes, self->history };

  self->store = g_object_ref (store);
  rounds_facts_group_set_up (self->facts, store, rounds_registry_get (ROUNDS_TYPE_OPPORTUNITY), NULL);
  self->next_step = rounds_live_read_new (store, planned, read_next_step, (GDestroyNotify) rounds_deal_next_step_free);
  g_signal_connect_object (self->next_step, "answered", G_CALLBACK (on_next_step), self, G_CONNECT_SWAPPED);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autoptr(RoundsQuery) query = create_part_query (i, id);

      self->models[i] = rounds_query_model_new (store, query);
      rounds_record_section_bind (sections[i], self->models[i], parts[i].create_row);
    }
}

/**
 * rounds_deal_parts_set_deal:
 * @store: where the deal is; always the same
 * @id: its id
 *
 * Reads all that belongs to that deal, and follows it.
 */
void
rounds_deal_parts_set_deal (RoundsDealParts *self,
                            RoundsStore     *store,
                            const char      *id)
{
  g_return_if_fail (ROUNDS_IS_DEAL_PARTS (self));
  g_return_if_fail (id != NULL);

  if (self->store == NULL)
    set_up (self, store, id);
  else
    for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
      {
        g_autoptr(RoundsQuery) query = create_part_query (i, id);

        rounds_query_model_set_query (self->models[i], query);
      }

  rounds_live_read_set_argument (self->next_step, id);
  rounds_live_read_ask (self->next_step);
  rounds_deal_chances_set_deal (self->chances, store, id);
}

/**
 * rounds_deal_parts_show:
 * @deal: (transfer none): the deal itself, at first and whenever it has changed
 */
void
rounds_deal_parts_show (RoundsDealParts *self,
                        RoundsEntity    *deal)
{
  g_return_if_fail (ROUNDS_IS_DEAL_PARTS (self));

  rounds_facts_group_set_entity (self->facts, deal);
}
