/* rounds-institution-activity-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/views/rounds-institution-activity-view.h"

#include <glib/gi18n-lib.h>

#include "app/rounds-live-read.h"
#include "app/widgets/rounds-figure-card.h"
#include "app/widgets/rounds-meeting-row.h"
#include "app/widgets/rounds-open-deal-row.h"
#include "app/widgets/rounds-quick-entry.h"
#include "app/widgets/rounds-todo-row.h"
#include "insight/rounds-collaboration.h"

struct _RoundsInstitutionActivityView
{
  RoundsRecordView parent_instance;

  /* Template widgets */
  RoundsQuickEntry *quick_entry;
  RoundsFigureCard *calls_card;
  RoundsFigureCard *meetings_card;
  RoundsFigureCard *notes_card;
  RoundsFigureCard *emails_card;
  RoundsFigureCard *tasks_card;
  RoundsFigureCard *documents_card;
  RoundsRecordSection *tasks;
  RoundsRecordSection *reminders;
  RoundsRecordSection *meetings;
  RoundsRecordSection *deals;

  /* Owned references */
  RoundsLiveRead *summary;
  guint n_bound; /* of lists[] */
};

G_DEFINE_FINAL_TYPE (RoundsInstitutionActivityView, rounds_institution_activity_view, ROUNDS_TYPE_RECORD_VIEW)

static gpointer
read_summary (RoundsDatabase  *database,
              RoundsChanges   *changes,
              gpointer         user_data,
              GCancellable    *cancellable,
              GError         **error)
{
  return rounds_collaboration_compute (database, user_data, g_get_real_time (), NULL, NULL, error);
}

/* Translators: how many of the meetings of an institution have not begun */
static char *
describe_coming (gint64 n)
{
  return n > 0 ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d to come", "%d to come", (gulong) n), (int) n) : NULL;
}

/* Translators: how many of the tasks of an institution are not done */
static char *
describe_open (gint64 n)
{
  return n > 0 ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d open", "%d open", (gulong) n), (int) n) : NULL;
}

static void
on_summary (RoundsInstitutionActivityView *self,
            RoundsCollaboration           *summary,
            RoundsLiveRead                *read)
{
  g_autofree char *coming = describe_coming (rounds_collaboration_get_count (summary, "upcomingMeetings"));
  g_autofree char *open = describe_open (rounds_collaboration_get_count (summary, "openTasks"));

  rounds_figure_card_set_count (self->calls_card, rounds_collaboration_get_count (summary, "totalCalls"), NULL);
  rounds_figure_card_set_count (self->meetings_card, rounds_collaboration_get_count (summary, "totalMeetings"), coming);
  rounds_figure_card_set_count (self->notes_card, rounds_collaboration_get_count (summary, "totalNotes"), NULL);
  rounds_figure_card_set_count (self->emails_card, rounds_collaboration_get_count (summary, "totalEmails"), NULL);
  rounds_figure_card_set_count (self->tasks_card, rounds_collaboration_get_count (summary, "totalTasks"), open);
  rounds_figure_card_set_count (self->documents_card, rounds_collaboration_get_count (summary, "totalDocuments"), NULL);
}

/* One of the summary's lists, all of it. */
static void
bind_list (RoundsInstitutionActivityView *self,
           RoundsRecordSection           *section,
           const char                    *name,
           RoundsRecordRowFunc            create_row)
{
  RoundsRecordView *view = ROUNDS_RECORD_VIEW (self);
  g_autoptr(RoundsQuery) query = rounds_collaboration_create_query (rounds_record_view_get_id (view), name, g_get_real_time ());
  g_autoptr(RoundsQueryModel) model = rounds_query_model_new (rounds_record_view_get_store (view), query);

  rounds_record_section_bind (section, model, create_row);
}

static const struct
{
  const char *name;
  gsize section;
  RoundsRecordRowFunc create_row;
} lists[] = {
  { "openTasks", G_STRUCT_OFFSET (RoundsInstitutionActivityView, tasks), rounds_todo_row_new_task },
  { "pendingReminders", G_STRUCT_OFFSET (RoundsInstitutionActivityView, reminders), rounds_todo_row_new_reminder },
  { "upcomingMeetings", G_STRUCT_OFFSET (RoundsInstitutionActivityView, meetings), rounds_meeting_row_new },
  { "openOpportunities", G_STRUCT_OFFSET (RoundsInstitutionActivityView, deals), rounds_open_deal_row_new },
};

/* One list a frame: what can be written down and the figures are there in the first. */
static gboolean
on_tick (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  RoundsInstitutionActivityView *self = ROUNDS_INSTITUTION_ACTIVITY_VIEW (widget);
  guint list = self->n_bound++;

  bind_list (self, G_STRUCT_MEMBER (RoundsRecordSection *, self, lists[list].section), lists[list].name, lists[list].create_row);
  return self->n_bound < G_N_ELEMENTS (lists) ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
rounds_institution_activity_view_constructed (GObject *object)
{
  RoundsInstitutionActivityView *self = ROUNDS_INSTITUTION_ACTIVITY_VIEW (object);
  RoundsRecordView *view = ROUNDS_RECORD_VIEW (self);

  G_OBJECT_CLASS (rounds_institution_activity_view_parent_class)->constructed (object);

  rounds_quick_entry_set_about (self->quick_entry, rounds_record_view_get_workspace (view), rounds_record_view_get_id (view), NULL);
  gtk_widget_add_tick_callback (GTK_WIDGET (self), on_tick, NULL, NULL);

  self->summary = rounds_live_read_new (rounds_record_view_get_store (view), rounds_collaboration_get_kinds (), read_summary,
                                        (GDestroyNotify) rounds_collaboration_free);
  rounds_live_read_set_argument (self->summary, rounds_record_view_get_id (view));
  g_signal_connect_object (self->summary, "answered", G_CALLBACK (on_summary), self, G_CONNECT_SWAPPED);
  rounds_live_read_ask (self->summary);
}

static void
rounds_institution_activity_view_dispose (GObject *object)
{
  g_clear_object (&ROUNDS_INSTITUTION_ACTIVITY_VIEW (object)->summary);

  G_OBJECT_CLASS (rounds_institution_activity_view_parent_class)->dispose (object);
}

static void
rounds_institution_activity_view_class_init (RoundsInstitutionActivityViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = rounds_institution_activity_view_constructed;
  object_class->dispose = rounds_institution_activity_view_dispose;

  g_type_ensure (ROUNDS_TYPE_FIGURE_CARD);
  g_type_ensure (ROUNDS_TYPE_QUICK_ENTRY);
  g_type_ensure (ROUNDS_TYPE_RECORD_SECTION);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-institution-activity-view.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsInstitutionActivityView, quick_entry);
  gtk_widget_class_bind_template_child (widget_class, RoundsInstitutionActivityView, calls_card);
  gtk_widget_class_bind_template_child (widget_class, RoundsInstitutionActivityView, meetings_card);
  gtk_widget_class_bind_template_child (widget_class, RoundsInstitutionActivityView, notes_card);
  gtk_widget_class_bind_template_child (widget_class, RoundsInstitutionActivityView, emails_card);
  gtk_widget_class_bind_template_child (widget_class, RoundsInstitutionActivityView, tasks_card);
  gtk_widget_class_bind_template_child (widget_class, RoundsInstitutionActivityView, documents_card);
  gtk_widget_class_bind_template_child (widget_class, RoundsInstitutionActivityView, tasks);
  gtk_widget_class_bind_template_child (widget_class, RoundsInstitutionActivityView, reminders);
  gtk_widget_class_bind_template_child (widget_class, RoundsInstitutionActivityView, meetings);
  gtk_widget_class_bind_template_child (widget_class, RoundsInstitutionActivityView, deals);
}

static void
rounds_institution_activity_view_init (RoundsInstitutionActivityView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
