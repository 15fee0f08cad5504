/* rounds-record-opening.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/dialogs/rounds-record-editor-private.h"

#include <glib/gi18n-lib.h>

#include "app/rounds-looks.h"
#include "model/rounds-json.h"
#include "model/rounds-registry.h"
#include "model/rounds-time.h"
#include "operations/rounds-document-parts.h"
#include "operations/rounds-settings.h"
#include "store/rounds-repository.h"

/* How an editor comes to be open: for a record, for a new one, or with what was entered before. */

/* (element-type utf8 RoundsRecordEditor): what was closed with something entered, by what it is opened with again. */
static GHashTable *
get_kept (RoundsWorkspace *workspace)
{
  GHashTable *kept = g_object_get_data (G_OBJECT (workspace), "rounds-kept-editors");

  if (kept == NULL)
    {
      kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
      g_object_set_data_full (G_OBJECT (workspace), "rounds-kept-editors", kept, (GDestroyNotify) g_hash_table_unref);
    }

  return kept;
}

/* A new record is told by the one it belongs to, if any. */
static char *
create_key (const char *kind,
            const char *id)
{
  return g_strconcat (kind, ":", id != NULL ? id : "", NULL);
}

static void
present (RoundsRecordEditor *editor,
         GtkWidget          *parent)
{
  adw_dialog_present (ADW_DIALOG (editor), parent);
}

/* @origin: (nullable): the id of the record that the new one belongs to */
static void
present_new (RoundsWorkspace *workspace,
             RoundsEntity    *draft,
             const char      *origin,
             GtkWidget       *parent)
{
  RoundsRecordEditor *editor = rounds_record_editor_new_create (workspace, draft);

  g_object_set_data_full (G_OBJECT (editor), "rounds-origin", g_strdup (origin), g_free);
  present (editor, parent);
}

static gboolean
present_kept (GtkWidget       *parent,
              RoundsWorkspace *workspace,
              const char      *kind,
              const char      *id)
{
  g_autofree char *key = create_key (kind, id);
  g_autoptr(RoundsRecordEditor) editor = NULL;
  g_autofree char *held = NULL;

  if (!g_hash_table_steal_extended (get_kept (workspace), key, (gpointer *) &held, (gpointer *) &editor))
    return FALSE;

  _rounds_record_editor_say_kept (editor);
  present (editor, parent);
  /* A dialog takes the focus by itself only when it is shown for the first time. */
  if (!gtk_widget_grab_focus (GTK_WIDGET (editor)))
    gtk_widget_child_focus (GTK_WIDGET (editor), GTK_DIR_TAB_FORWARD);
  return TRUE;
}

/* What it was opened with. */
static char *
dup_key (RoundsRecordEditor *editor)
{
  RoundsEntity *record = _rounds_record_editor_get_record (editor);
  const char *origin = g_object_get_data (G_OBJECT (editor), "rounds-origin");

  return create_key (rounds_entity_get_kind (record),
                     _rounds_record_editor_is_creating (editor) ? origin : rounds_entity_get_id (record));
}

/**
 * _rounds_record_editor_keep:
 * @window: (nullable): where it is said
 *
 * Keeps what was entered in an editor that is being closed, for as long as the program runs: who opens it again has it.
 */
void
_rounds_record_editor_keep (RoundsRecordEditor *editor,
                            RoundsWindow       *window)
{
  g_autofree char *key = dup_key (editor);
  g_autofree char *text = NULL;

  if (window != NULL)
    {
      /* Translators: %s is the title of a dialog, such as "New Quote" or the name of a record */
      text = g_strdup_printf (_("“%s” is not saved"), adw_dialog_get_title (ADW_DIALOG (editor)));
      rounds_window_toast_action (window, text, _("_Restore"), "win.restore-editor", g_variant_new_string (key));
    }
  g_hash_table_replace (get_kept (_rounds_record_editor_get_workspace (editor)), g_steal_pointer (&key), g_object_ref (editor));
}

/**
 * rounds_record_editor_restore:
 * @parent: what the dialog stands over
 * @key: what the toast was given
 *
 * Shows an editor that was closed with something entered again.
 */
void
rounds_record_editor_restore (GtkWidget       *parent,
                              RoundsWorkspace *workspace,
                              const char      *key)
{
  g_auto(GStrv) parts = g_strsplit (key, ":", 2);

  g_return_if_fail (GTK_IS_WIDGET (parent));

  if (parts[0] != NULL && parts[1] != NULL)
    present_kept (parent, workspace, parts[0], parts[1]);
}

typedef struct
{
  GtkWidget *parent;
  RoundsWorkspace *workspace;
  const RoundsEntityInfo *info; /* nullable: of the record that is read */
  char *id;
  char *section; /* nullable: only its fields are edited */
  const char *kind; /* nullable: of the new record */
  const char *field; /* nullable: of the new record, for @id */
  gint64 validity; /* days that a new quote is good for; 0 where none is written */
} Opening;

static Opening *
opening_new (GtkWidget       *parent,
             RoundsWorkspace *workspace,
             const char      *kind,
             const char      *id)
{
  Opening *opening = g_new0 (Opening, 1);

  opening->parent = g_object_ref (parent);
  opening->workspace = g_object_ref (workspace);
  opening->info = kind != NULL ? rounds_registry_find (kind) : NULL;
  opening->id = g_strdup (id);
  return opening;
}

static void
opening_free (Opening *opening)
{
  g_object_unref (opening->parent);
  g_object_unref (opening->workspace);
  g_free (opening->id);
  g_free (opening->section);
  g_free (opening);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Opening, opening_free)

static gpointer
read_for_editing (RoundsDatabase  *database,
                  RoundsChanges   *changes,
                  gpointer         user_data,
                  GCancellable    *cancellable,
                  GError         **error)
{
  Opening *opening = user_data;

  return rounds_repository_get_whole (database, opening->info, opening->id, error);
}

static void
say_missing (Opening      *opening,
             const GError *error)
{
  if (rounds_window_of (opening->parent) != NULL)
    rounds_window_toast (rounds_window_of (opening->parent),
                         error != NULL ? error->message : _("The record is not there any more"));
}

static void
on_read_for_editing (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr(Opening) opening = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(RoundsEntity) record = rounds_store_finish (ROUNDS_STORE (source), result, &error);

  if (record != NULL)
    present (rounds_record_editor_new_edit (opening->workspace, record, opening->section), opening->parent);
  else
    say_missing (opening, error);
}

/**
 * rounds_record_editor_edit:
 * @parent: what the dialog stands over
 * @kind: such as `meeting`
 * @id: the record's id
 */
void
rounds_record_editor_edit (GtkWidget       *parent,
                           RoundsWorkspace *workspace,
                           const char      *kind,
                           const char      *id)
{
  rounds_record_editor_edit_section (parent, workspace, kind, id, NULL);
}

/**
 * rounds_record_editor_edit_section:
 * @parent: what the dialog stands over
 * @kind: such as `institution`
 * @id: the record's id
 * @section: (nullable): such as `medicalProfile`: only its fields are edited
 */
void
rounds_record_editor_edit_section (GtkWidget       *parent,
                                   RoundsWorkspace *workspace,
                                   const char      *kind,
                                   const char      *id,
                                   const char      *section)
{
  Opening *opening;

  g_return_if_fail (GTK_IS_WIDGET (parent));

  if (present_kept (parent, workspace, kind, id))
    return;

  opening = opening_new (parent, workspace, kind, id);
  opening->section = g_strdup (section);
  rounds_store_read_async (rounds_workspace_get_store (workspace), read_for_editing, opening, NULL, g_object_unref,
                           NULL, on_read_for_editing, opening);
}

/* What a person would fill in first anyway: oneself, and a time to come. */
static void
fill_draft (RoundsEntity    *draft,
            RoundsWorkspace *workspace)
{
  const RoundsEntityInfo *info = rounds_entity_get_info (draft);
  RoundsEntity *user = rounds_workspace_get_user (workspace);
  g_autofree char *today = rounds_looks_today ();

  if (user != NULL && info->owner_field != NULL && !g_str_equal (info->kind, "institution"))
    rounds_entity_set_text (draft, info->owner_field, rounds_entity_get_id (user));

  if (rounds_entity_info_find (info, "expected-close-date") != NULL)
    {
      g_autofree char *date = rounds_date_add_months (today, 1);
      rounds_entity_set_text (draft, "expected-close-date", date);
    }

  if (rounds_entity_info_find (info, "start-date") != NULL)
    {
      g_autoptr(GTimeZone) zone = g_time_zone_new_local ();
      g_autofree char *tomorrow = rounds_date_add_days (today, 1);
      gint64 start = rounds_instant_from_date (tomorrow, zone) + 10 * G_TIME_SPAN_HOUR;

      rounds_entity_set_integer (draft, "start-date", start);
      rounds_entity_set_integer (draft, "end-date", start + G_TIME_SPAN_HOUR);
    }

  /* A call is written down when it is over. */
  if (rounds_entity_info_find (info, "call-date") != NULL)
    rounds_entity_set_integer (draft, "call-date", g_get_real_time ());
}

/* Whether what a new record of @kind begins with is set in the workspace. */
static gboolean
needs_settings (const char *kind)
{
  return g_str_equal (kind, "quote");
}

static gboolean
read_settings (Opening         *opening,
               RoundsDatabase  *database,
               GError         **error)
{
  return !needs_settings (opening->kind) ||
         rounds_settings_get_integer (database, ROUNDS_SETTING_QUOTE_VALIDITY, &opening->validity, error);
}

static void
apply_settings (Opening      *opening,
                RoundsEntity *draft)
{
  g_autofree char *today = rounds_looks_today ();
  g_autofree char *date = opening->validity > 0 ? rounds_date_add_days (today, (int) opening->validity) : NULL;

  if (date != NULL)
    rounds_entity_set_text (draft, "valid-until", date);
}

static gpointer
read_for_creating (RoundsDatabase  *database,
                   RoundsChanges   *changes,
                   gpointer         user_data,
                   GCancellable    *cancellable,
                   GError         **error)
{
  return read_settings (user_data, database, error) ? rounds_store_done () : NULL;
}

static void
on_read_for_creating (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr(Opening) opening = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(RoundsEntity) draft = NULL;

  if (rounds_store_finish (ROUNDS_STORE (source), result, &error) == NULL)
    {
      say_missing (opening, error);
      return;
    }

  draft = rounds_record_editor_draft (opening->workspace, opening->kind);
  if (opening->field != NULL)
    rounds_entity_set_text (draft, opening->field, opening->id);
  apply_settings (opening, draft);
  present_new (opening->workspace, draft, opening->id, opening->parent);
}

static gpointer
read_source (RoundsDatabase  *database,
             RoundsChanges   *changes,
             gpointer         user_data,
             GCancellable    *cancellable,
             GError         **error)
{
  Opening *opening = user_data;

  if (!read_settings (opening, database, error))
    return NULL;
  return rounds_repository_get_whole (database, opening->info, opening->id, error);
}

/**
 * rounds_record_editor_draft:
 * @workspace: where the record will be
 * @kind: such as `meeting`
 *
 * Returns: (transfer full): a record for rounds_record_editor_new_create()
 */
RoundsEntity *
rounds_record_editor_draft (RoundsWorkspace *workspace,
                            const char      *kind)
{
  g_autoptr(RoundsEntity) draft = NULL;

  g_return_val_if_fail (ROUNDS_IS_WORKSPACE (workspace), NULL);

  draft = rounds_entity_new (rounds_registry_find (kind));
  fill_draft (draft, workspace);
  return g_steal_pointer (&draft);
}

/**
 * rounds_record_editor_create:
 * @parent: what the dialog stands over
 * @kind: such as `meeting`
 * @field: (nullable): the reference to the record that the new one belongs to, such as `institution-id`
 * @id: (nullable): that record's id
 */
void
rounds_record_editor_create (GtkWidget       *parent,
                             RoundsWorkspace *workspace,
                             const char      *kind,
                             const char      *field,
                             const char      *id)
{
  g_autoptr(RoundsEntity) draft = NULL;

  g_return_if_fail (GTK_IS_WIDGET (parent));

  if (present_kept (parent, workspace, kind, id))
    return;

  if (needs_settings (kind))
    {
      Opening *opening = opening_new (parent, workspace, NULL, id);

      opening->kind = g_intern_string (kind);
      opening->field = g_intern_string (field);
      rounds_store_read_async (rounds_workspace_get_store (workspace), read_for_creating, opening, NULL, NULL, NULL,
                               on_read_for_creating, opening);
      return;
    }

  draft = rounds_record_editor_draft (workspace, kind);
  if (field != NULL)
    rounds_entity_set_text (draft, field, id);
  present_new (workspace, draft, id, parent);
}

/* The field that refers to a record of @kind, such as `opportunity-id`. */
static const RoundsField *
find_reference (const RoundsEntityInfo *info,
                const char             *kind)
{
  for (guint i = 0; i < info->n_own_fields; i++)
    {
      const RoundsField *field = rounds_entity_info_find (info, info->own_fields[i].name);

      if (field->type == ROUNDS_FIELD_REFERENCE && (field->flags & ROUNDS_FIELD_SYSTEM) == 0 &&
          g_strcmp0 (field->reference, kind) == 0)
        return field;
    }

  return NULL;
}

/* What the two have in common goes along: whom it is about, who sees to it, in which currency. */
static void
follow_source (RoundsEntity *draft,
               RoundsEntity *source)
{
  const RoundsEntityInfo *info = rounds_entity_get_info (draft);
  const RoundsField *reference = find_reference (info, rounds_entity_get_kind (source));

  for (guint i = 0; i < info->n_own_fields; i++)
    {
      const char *name = info->own_fields[i].name;
      const RoundsField *theirs = rounds_entity_info_find (rounds_entity_get_info (source), name);

      if (theirs != NULL && theirs->type == info->own_fields[i].type && (info->own_fields[i].flags & ROUNDS_FIELD_SYSTEM) == 0 &&
          (theirs->type == ROUNDS_FIELD_REFERENCE || g_str_equal (name, "currency")) && !rounds_entity_is_null (source, name))
        rounds_entity_set_text (draft, name, rounds_entity_get_text (source, name));
    }
  if (reference != NULL)
    rounds_entity_set_text (draft, reference->name, rounds_entity_get_id (source));
}

/* What a deal is about is what its quote offers. */
static void
offer_products (RoundsEntity *draft,
                RoundsEntity *deal)
{
  GPtrArray *products = rounds_entity_get_records (deal, "products");
  const RoundsField *field = rounds_entity_info_find (rounds_entity_get_info (draft), "lines");
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *name = rounds_entity_dup_title (deal);

  rounds_entity_set_text (draft, "title", name);
  for (guint i = 0; products != NULL && i < products->len; i++)
    {
      RoundsEntity *line = rounds_entity_new (rounds_registry_find (field->reference));

      rounds_document_copy_line (g_ptr_array_index (products, i), line);
      g_ptr_array_add (lines, line);
    }
  rounds_entity_set_records (draft, "lines", lines);
}

static void
on_read_source (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(Opening) opening = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(RoundsEntity) record = rounds_store_finish (ROUNDS_STORE (source), result, &error);
  g_autoptr(RoundsEntity) draft = NULL;

  if (record == NULL)
    {
      say_missing (opening, error);
      return;
    }

  draft = rounds_record_editor_draft (opening->workspace, opening->kind);
  apply_settings (opening, draft);
  follow_source (draft, record);
  if (g_str_equal (opening->info->kind, "opportunity") && rounds_entity_info_find (rounds_entity_get_info (draft), "lines") != NULL)
    offer_products (draft, record);
  present_new (opening->workspace, draft, opening->id, opening->parent);
}

/**
 * rounds_record_editor_create_from:
 * @parent: what the dialog stands over
 * @kind: such as `quote`
 * @source_kind: of the record that it follows from, such as `opportunity`
 * @source_id: that record's id
 *
 * Reads the record first, then presents an editor over @parent.
 */
void
rounds_record_editor_create_from (GtkWidget       *parent,
                                  RoundsWorkspace *workspace,
                                  const char      *kind,
                                  const char      *source_kind,
                                  const char      *source_id)
{
  Opening *opening;

  g_return_if_fail (GTK_IS_WIDGET (parent));

  if (present_kept (parent, workspace, kind, source_id))
    return;

  opening = opening_new (parent, workspace, source_kind, source_id);
  opening->kind = g_intern_string (kind);
  rounds_store_read_async (rounds_workspace_get_store (workspace), read_source, opening, NULL, g_object_unref,
                           NULL, on_read_source, opening);
}
