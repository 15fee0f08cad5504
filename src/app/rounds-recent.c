/* rounds-recent.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/rounds-recent.h"

#include <string.h>

#define MAX_RECORDS 8

struct _RoundsRecent
{
  GObject parent_instance;

  GFile *file;
  GPtrArray *lines; /* `kind id`, the newest first */
  gboolean loaded;
};

G_DEFINE_FINAL_TYPE (RoundsRecent, rounds_recent, G_TYPE_OBJECT)

static void
add_line (RoundsRecent *self,
          const char   *line)
{
  guint position;

  if (!g_ptr_array_find_with_equal_func (self->lines, line, g_str_equal, &position) && self->lines->len < MAX_RECORDS)
    g_ptr_array_add (self->lines, g_strdup (line));
}

static void
on_loaded (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(RoundsRecent) self = user_data;
  g_autofree char *text = NULL;
  g_auto(GStrv) lines = NULL;

  /* The first time there is no such file. What was opened meanwhile is newer. */
  if (g_file_load_contents_finish (G_FILE (source), result, &text, NULL, NULL, NULL))
    lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines != NULL && lines[i] != NULL; i++)
    if (strchr (lines[i], ' ') != NULL)
      add_line (self, lines[i]);
  self->loaded = TRUE;
}

static void
on_saved (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  if (!g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    g_debug ("What was opened lately is not kept: %s", error->message);
}

static void
save (RoundsRecent *self)
{
  GString *text = g_string_new (NULL);
  g_autoptr(GBytes) bytes = NULL;

  for (guint i = 0; i < self->lines->len; i++)
    g_string_append_printf (text, "%s\n", (const char *) g_ptr_array_index (self->lines, i));
  bytes = g_string_free_to_bytes (text);
  g_file_replace_contents_bytes_async (self->file, bytes, NULL, FALSE, G_FILE_CREATE_PRIVATE | G_FILE_CREATE_REPLACE_DESTINATION,
                                       NULL, on_saved, NULL);
}

static void
rounds_recent_finalize (GObject *object)
{
  RoundsRecent *self = ROUNDS_RECENT (object);

  g_clear_object (&self->file);
  g_clear_pointer (&self->lines, g_ptr_array_unref);

  G_OBJECT_CLASS (rounds_recent_parent_class)->finalize (object);
}

static void
rounds_recent_class_init (RoundsRecentClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rounds_recent_finalize;
}

static void
rounds_recent_init (RoundsRecent *self)
{
  self->lines = g_ptr_array_new_with_free_func (g_free);
}

/**
 * rounds_recent_get:
 *
 * Returns: (transfer none): the one of @workspace, whose file is read the first time
 */
RoundsRecent *
rounds_recent_get (RoundsWorkspace *workspace)
{
  RoundsRecent *self = g_object_get_data (G_OBJECT (workspace), "rounds-recent");

  if (self == NULL)
    {
      self = g_object_new (ROUNDS_TYPE_RECENT, NULL);
      self->file = g_file_new_build_filename (rounds_workspace_get_folder (workspace), "recent", NULL);
      g_object_set_data_full (G_OBJECT (workspace), "rounds-recent", self, g_object_unref);
      g_file_load_contents_async (self->file, NULL, on_loaded, g_object_ref (self));
    }

  return self;
}

/**
 * rounds_recent_add:
 *
 * Says that a record has been opened.
 */
void
rounds_recent_add (RoundsRecent *self,
                   const char   *kind,
                   const char   *id)
{
  g_autofree char *line = g_strdup_printf ("%s %s", kind, id);
  guint position;

  g_return_if_fail (ROUNDS_IS_RECENT (self));

  if (g_ptr_array_find_with_equal_func (self->lines, line, g_str_equal, &position))
    g_ptr_array_remove_index (self->lines, position);
  g_ptr_array_insert (self->lines, 0, g_steal_pointer (&line));
  if (self->lines->len > MAX_RECORDS)
    g_ptr_array_set_size (self->lines, MAX_RECORDS);
  if (self->loaded)
    save (self);
}

/**
 * rounds_recent_dup_list:
 * @kind: (nullable): only records of it
 *
 * Returns: (transfer full): kind, id, kind, id ..., the newest first
 */
GStrv
rounds_recent_dup_list (RoundsRecent *self,
                        const char   *kind)
{
  g_autoptr(GStrvBuilder) list = g_strv_builder_new ();

  g_return_val_if_fail (ROUNDS_IS_RECENT (self), NULL);

  for (guint i = 0; i < self->lines->len; i++)
    {
      g_auto(GStrv) parts = g_strsplit (g_ptr_array_index (self->lines, i), " ", 2);

      if (kind == NULL || g_str_equal (kind, parts[0]))
        g_strv_builder_add_many (list, parts[0], parts[1], NULL);
    }

  return g_strv_builder_end (list);
}
