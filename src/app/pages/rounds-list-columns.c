/* rounds-list-columns.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/pages/rounds-list-columns.h"

#include "app/widgets/rounds-field-cell.h"
#include "app/widgets/rounds-title-cell.h"
#include "exchange/rounds-record-export.h"
#include "model/rounds-custom-value.h"
#include "model/rounds-registry.h"

/* What the columns beside the title may take, by how much room there is. */
static const int rooms[] = {
  [ROUNDS_LIST_ROOM_WIDE] = G_MAXINT,
  [ROUNDS_LIST_ROOM_LARGE] = 680,
  [ROUNDS_LIST_ROOM_MEDIUM] = 460,
  [ROUNDS_LIST_ROOM_NARROW] = 0,
};

#define MAX_WIDTH 2000

struct _RoundsListColumns
{
  GObject parent_instance;

  /* Borrowed references */
  GtkColumnView *view; /* its page owns both */
  const RoundsListKind *kind;
  RoundsStore *store;

  /* Owned references */
  GPtrArray *fields;
  GHashTable *widths; /* path of a field to a width in pixels: what a person has drawn */
  gboolean chosen; /* by a person, not by the kind */
  RoundsListRoom room;
};

enum
{
  PROP_0,
  PROP_COMPACT,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

enum
{
  RESIZED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RoundsListColumns, rounds_list_columns, G_TYPE_OBJECT)

/* Returns: (nullable): what the column shows; %NULL for one that others have put before them */
static const RoundsField *
field_of (GtkColumnViewColumn *column)
{
  return g_object_get_data (G_OBJECT (column), "rounds-field");
}

static gboolean
is_title (RoundsListColumns *self,
          const RoundsField *field)
{
  return field == rounds_list_kind_get_title (self->kind);
}

static gboolean
is_number (const RoundsField *field)
{
  return field->type == ROUNDS_FIELD_INTEGER || field->type == ROUNDS_FIELD_DECIMAL || field->type == ROUNDS_FIELD_MONEY;
}

/* An id says nothing, so a reference is not sorted by; nor is a list or a page of text. */
static gboolean
is_sorted (const RoundsField *field)
{
  return field->type != ROUNDS_FIELD_REFERENCE && field->type != ROUNDS_FIELD_TEXT_LIST &&
         field->type != ROUNDS_FIELD_LONG_TEXT && field->type != ROUNDS_FIELD_JSON;
}

static int
get_width (const RoundsField *field)
{
  switch (field->type)
    {
    case ROUNDS_FIELD_INTEGER:
    case ROUNDS_FIELD_DECIMAL:
      return g_utf8_strlen (rounds_field_get_label (field), -1) > 6 ? 104 : 72;
    case ROUNDS_FIELD_BOOLEAN:
      return 88;
    case ROUNDS_FIELD_MONEY:
    case ROUNDS_FIELD_DATE:
      return 116;
    case ROUNDS_FIELD_CHOICE:
      return 136;
    case ROUNDS_FIELD_INSTANT:
      return 152;
    case ROUNDS_FIELD_TEXT:
      return field->maximum > 0 && field->maximum <= 50 ? 124 : 152;
    case ROUNDS_FIELD_REFERENCE:
      return g_strcmp0 (field->reference, "user") == 0 ? 140 : 180;
    case ROUNDS_FIELD_LONG_TEXT:
    case ROUNDS_FIELD_TEXT_LIST:
    case ROUNDS_FIELD_RECORDS:
    case ROUNDS_FIELD_JSON:
    case ROUNDS_FIELD_OBJECT:
    default:
      return 200;
    }
}

static void
on_setup_title (RoundsListColumns *self,
                GtkColumnViewCell *cell)
{
  GtkWidget *child = rounds_title_cell_new (self->store, self->kind);

  g_object_bind_property (self, "compact", child, "compact", G_BINDING_SYNC_CREATE);
  gtk_column_view_cell_set_child (cell, child);
}

static void
on_bind_title (RoundsListColumns *self,
               GtkColumnViewCell *cell)
{
  rounds_title_cell_set_row (ROUNDS_TITLE_CELL (gtk_column_view_cell_get_child (cell)), gtk_column_view_cell_get_item (cell));
}

static void
on_unbind_title (RoundsListColumns *self,
                 GtkColumnViewCell *cell)
{
  rounds_title_cell_set_row (ROUNDS_TITLE_CELL (gtk_column_view_cell_get_child (cell)), NULL);
}

static void
on_setup_field (GtkColumnViewColumn *column,
                GtkColumnViewCell   *cell)
{
  RoundsStore *store = g_object_get_data (G_OBJECT (column), "rounds-store");

  gtk_column_view_cell_set_child (cell, rounds_field_cell_new (store, field_of (column)));
}

static void
on_bind_field (GtkColumnViewColumn *column,
               GtkColumnViewCell   *cell)
{
  rounds_field_cell_set_row (ROUNDS_FIELD_CELL (gtk_column_view_cell_get_child (cell)), gtk_column_view_cell_get_item (cell));
}

static void
on_unbind_field (GtkColumnViewColumn *column,
                 GtkColumnViewCell   *cell)
{
  rounds_field_cell_set_row (ROUNDS_FIELD_CELL (gtk_column_view_cell_get_child (cell)), NULL);
}

static GtkListItemFactory *
create_factory (RoundsListColumns   *self,
                GtkColumnViewColumn *column,
                const RoundsField   *field)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  if (is_title (self, field))
    {
      g_signal_connect_object (factory, "setup", G_CALLBACK (on_setup_title), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind_title), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (factory, "unbind", G_CALLBACK (on_unbind_title), self, G_CONNECT_SWAPPED);
    }
  else
    {
      g_signal_connect_object (factory, "setup", G_CALLBACK (on_setup_field), column, G_CONNECT_SWAPPED);
      g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind_field), column, G_CONNECT_SWAPPED);
      g_signal_connect_object (factory, "unbind", G_CALLBACK (on_unbind_field), column, G_CONNECT_SWAPPED);
    }

  return factory;
}

static int
find_width (RoundsListColumns *self,
            const RoundsField *field)
{
  int width = GPOINTER_TO_INT (g_hash_table_lookup (self->widths, field->json_path));

  return width > 0 ? width : get_width (field);
}

static void
on_width_changed (RoundsListColumns   *self,
                  GParamSpec          *pspec,
                  GtkColumnViewColumn *column)
{
  const RoundsField *field = field_of (column);
  int width = gtk_column_view_column_get_fixed_width (column);

  if (width <= 0 || width == find_width (self, field))
    return;

  g_hash_table_insert (self->widths, g_strdup (field->json_path), GINT_TO_POINTER (width));
  g_signal_emit (self, signals[RESIZED], 0);
}

static GtkColumnViewColumn *
create_column (RoundsListColumns *self,
               const RoundsField *field)
{
  GtkColumnViewColumn *column = gtk_column_view_column_new (rounds_list_kind_get_label (self->kind, field), NULL);
  g_autoptr(GtkListItemFactory) factory = create_factory (self, column, field);

  g_object_set_data (G_OBJECT (column), "rounds-field", (gpointer) field);
  g_object_set_data (G_OBJECT (column), "rounds-store", self->store);
  gtk_column_view_column_set_id (column, field->json_path);
  gtk_column_view_column_set_factory (column, factory);
  if (is_title (self, field))
    gtk_column_view_column_set_expand (column, TRUE);
  else
    {
      gtk_column_view_column_set_fixed_width (column, find_width (self, field));
      gtk_column_view_column_set_resizable (column, TRUE);
      g_signal_connect_object (column, "notify::fixed-width", G_CALLBACK (on_width_changed), self, G_CONNECT_SWAPPED);
    }

  /* The query sorts; a sorter only makes the header a button. */
  if (is_sorted (field))
    {
      g_autoptr(GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (NULL, NULL, NULL));

      gtk_column_view_column_set_sorter (column, sorter);
    }

  return column;
}

static GtkColumnViewColumn *
find_column (RoundsListColumns *self,
             const RoundsField *field)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr(GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (field_of (column) == field)
        return g_steal_pointer (&column);
    }

  return NULL;
}

static void
move_to_end (RoundsListColumns *self,
             guint              position)
{
  g_autoptr(GtkColumnViewColumn) column = g_list_model_get_item (gtk_column_view_get_columns (self->view), position);

  gtk_column_view_remove_column (self->view, column);
  gtk_column_view_append_column (self->view, column);
}

static guint
count_leading (GListModel *columns)
{
  g_autoptr(GtkColumnViewColumn) first = g_list_model_get_item (columns, 0);

  return first != NULL && field_of (first) == NULL ? 1 : 0;
}

/* Returns: (transfer none) (nullable): the label within a title */
static GtkLabel *
find_label (GtkWidget *widget)
{
  GtkLabel *label = GTK_IS_LABEL (widget) ? GTK_LABEL (widget) : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && label == NULL;
       child = gtk_widget_get_next_sibling (child))
    label = find_label (child);

  return label;
}

static gboolean
is_number_title (RoundsListColumns *self,
                 const char        *text)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      const RoundsField *field = g_ptr_array_index (self->fields, i);

      if (g_strcmp0 (rounds_list_kind_get_label (self->kind, field), text) == 0)
        return is_number (field);
    }

  return FALSE;
}

/* Titles of numbers stand over their numbers. GtkColumnView has no property for it, so the title's box is turned; titles do not stand in
 * the order of their columns. */
static void
align_titles (RoundsListColumns *self)
{
  GtkWidget *header = gtk_widget_get_first_child (GTK_WIDGET (self->view));
  GtkWidget *title = header != NULL ? gtk_widget_get_first_child (header) : NULL;

  for (; title != NULL; title = gtk_widget_get_next_sibling (title))
    {
      GtkLabel *label = find_label (title);

      if (label != NULL && gtk_widget_get_first_child (title) != NULL)
        gtk_widget_set_halign (gtk_widget_get_first_child (title),
                               is_number_title (self, gtk_label_get_text (label)) ? GTK_ALIGN_END : GTK_ALIGN_START);
    }
}

static void
update_visible (RoundsListColumns *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);
  /* What a person has chosen is there, if only by scrolling. */
  int room = self->chosen && self->room != ROUNDS_LIST_ROOM_NARROW ? G_MAXINT : rooms[self->room];

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr(GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      int width = gtk_column_view_column_get_fixed_width (column);
      gboolean visible;

      if (field_of (column) == NULL)
        continue;

      visible = width <= room || is_title (self, field_of (column));

      /* What comes after one that has no room is hidden too. */
      room = visible ? room - MAX (width, 0) : -1;
      gtk_column_view_column_set_visible (column, visible);
    }
}

static void
rounds_list_columns_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  RoundsListColumns *self = ROUNDS_LIST_COLUMNS (object);

  switch (prop_id)
    {
    case PROP_COMPACT:
      g_value_set_boolean (value, self->room == ROUNDS_LIST_ROOM_NARROW);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rounds_list_columns_finalize (GObject *object)
{
  g_ptr_array_unref (ROUNDS_LIST_COLUMNS (object)->fields);
  g_hash_table_unref (ROUNDS_LIST_COLUMNS (object)->widths);

  G_OBJECT_CLASS (rounds_list_columns_parent_class)->finalize (object);
}

static void
rounds_list_columns_class_init (RoundsListColumnsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = rounds_list_columns_get_property;
  object_class->finalize = rounds_list_columns_finalize;

  props[PROP_COMPACT] =
    g_param_spec_boolean ("compact", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[RESIZED] = g_signal_new ("resized", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rounds_list_columns_init (RoundsListColumns *self)
{
  self->fields = g_ptr_array_new ();
  self->widths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * rounds_list_columns_new:
 * @view: a view without columns; it outlives the object
 * @kind: whose records are shown
 * @store: where references are looked up; it outlives the object
 *
 * Returns: (transfer full): what decides on the columns of @view
 */
RoundsListColumns *
rounds_list_columns_new (GtkColumnView        *view,
                         const RoundsListKind *kind,
                         RoundsStore          *store)
{
  RoundsListColumns *self = g_object_new (ROUNDS_TYPE_LIST_COLUMNS, NULL);

  self->view = view;
  self->kind = kind;
  self->store = store;

  return self;
}

/**
 * rounds_list_columns_set_fields:
 * @fields: (element-type RoundsField): what is shown, in order
 * @chosen: whether a person wants it so; otherwise columns are left out where there is no room
 *
 * Columns that were there stay what they are.
 */
void
rounds_list_columns_set_fields (RoundsListColumns *self,
                                GPtrArray         *fields,
                                gboolean           chosen)
{
  GListModel *columns;
  guint leading;

  g_return_if_fail (ROUNDS_IS_LIST_COLUMNS (self));

  self->chosen = chosen;

  columns = gtk_column_view_get_columns (self->view);
  for (guint i = g_list_model_get_n_items (columns); i-- > 0;)
    {
      g_autoptr(GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (field_of (column) != NULL && !g_ptr_array_find (fields, field_of (column), NULL))
        gtk_column_view_remove_column (self->view, column);
    }

  leading = count_leading (columns);
  for (guint i = 0; i < fields->len; i++)
    {
      const RoundsField *field = g_ptr_array_index (fields, i);
      g_autoptr(GtkColumnViewColumn) there = g_list_model_get_item (columns, leading + i);
      g_autoptr(GtkColumnViewColumn) column = NULL;

      if (there != NULL && field_of (there) == field)
        continue;
      column = find_column (self, field);
      if (column != NULL)
        gtk_column_view_remove_column (self->view, column);
      else
        column = create_column (self, field);
      /* What follows is put in after it: titles are read out in the order they came. */
      gtk_column_view_append_column (self->view, column);
      for (guint n_after = g_list_model_get_n_items (columns) - 1 - leading - i; n_after > 0; n_after--)
        move_to_end (self, leading + i);
    }

  g_ptr_array_set_size (self->fields, 0);
  g_ptr_array_extend (self->fields, fields, NULL, NULL);
  update_visible (self);
  align_titles (self);
}

/**
 * rounds_list_columns_get_fields:
 *
 * Returns: (transfer none) (element-type RoundsField): what is shown when there is room for it, in order
 */
GPtrArray *
rounds_list_columns_get_fields (RoundsListColumns *self)
{
  g_return_val_if_fail (ROUNDS_IS_LIST_COLUMNS (self), NULL);

  return self->fields;
}

void
rounds_list_columns_set_room (RoundsListColumns *self,
                              RoundsListRoom     room)
{
  g_return_if_fail (ROUNDS_IS_LIST_COLUMNS (self));

  if (self->room == room)
    return;

  self->room = room;
  update_visible (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_COMPACT]);
}

/**
 * rounds_list_columns_set_sort:
 * @field: what is sorted by; no heading says so when it is not shown
 * @descending: whether from the greatest to the least
 */
void
rounds_list_columns_set_sort (RoundsListColumns *self,
                              const RoundsField *field,
                              gboolean           descending)
{
  g_autoptr(GtkColumnViewColumn) column = NULL;

  g_return_if_fail (ROUNDS_IS_LIST_COLUMNS (self));

  column = find_column (self, field);
  if (column != NULL && gtk_column_view_column_get_sorter (column) != NULL)
    gtk_column_view_sort_by_column (self->view, column, descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
  else
    gtk_column_view_sort_by_column (self->view, NULL, GTK_SORT_ASCENDING);
}

/**
 * rounds_list_columns_get_sort:
 * @descending: (out): whether from the greatest to the least
 *
 * Returns: (nullable) (transfer none): the field whose heading was chosen to sort by
 */
const RoundsField *
rounds_list_columns_get_sort (RoundsListColumns *self,
                              gboolean          *descending)
{
  GtkColumnViewSorter *sorter;
  GtkColumnViewColumn *column;

  g_return_val_if_fail (ROUNDS_IS_LIST_COLUMNS (self), NULL);

  sorter = GTK_COLUMN_VIEW_SORTER (gtk_column_view_get_sorter (self->view));
  column = gtk_column_view_sorter_get_primary_sort_column (sorter);
  *descending = gtk_column_view_sorter_get_primary_sort_order (sorter) == GTK_SORT_DESCENDING;

  return column != NULL ? field_of (column) : NULL;
}

/**
 * rounds_list_columns_set_widths:
 * @widths: (nullable): by the fields' paths, in pixels; what is missing is as wide as the field wants
 */
void
rounds_list_columns_set_widths (RoundsListColumns *self,
                                JsonObject        *widths)
{
  GListModel *columns;

  g_return_if_fail (ROUNDS_IS_LIST_COLUMNS (self));

  g_hash_table_remove_all (self->widths);
  if (widths != NULL)
    {
      g_autoptr(GList) members = json_object_get_members (widths);

      for (GList *link = members; link != NULL; link = link->next)
        g_hash_table_insert (self->widths, g_strdup (link->data),
                             GINT_TO_POINTER ((int) CLAMP (json_object_get_int_member_with_default (widths, link->data, 0), 0, MAX_WIDTH)));
    }

  columns = gtk_column_view_get_columns (self->view);
  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr(GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (field_of (column) != NULL && !is_title (self, field_of (column)))
        gtk_column_view_column_set_fixed_width (column, find_width (self, field_of (column)));
    }
  update_visible (self);
}

/**
 * rounds_list_columns_dup_widths:
 *
 * Returns: (transfer full) (nullable): what a person has drawn, for rounds_list_columns_set_widths(); %NULL when it is nothing
 */
JsonObject *
rounds_list_columns_dup_widths (RoundsListColumns *self)
{
  JsonObject *widths;
  GHashTableIter iter;
  gpointer path, width;

  g_return_val_if_fail (ROUNDS_IS_LIST_COLUMNS (self), NULL);

  if (g_hash_table_size (self->widths) == 0)
    return NULL;

  widths = json_object_new ();
  g_hash_table_iter_init (&iter, self->widths);
  while (g_hash_table_iter_next (&iter, &path, &width))
    json_object_set_int_member (widths, path, GPOINTER_TO_INT (width));

  return widths;
}

static gboolean
can_be_column (const RoundsField *field)
{
  return (field->flags & ROUNDS_FIELD_HIDDEN) == 0 && field->type != ROUNDS_FIELD_JSON && !g_str_equal (field->name, "id") &&
         !g_str_equal (field->name, "revision") && !g_str_equal (field->name, "deleted-at");
}

static gpointer
read_fields (RoundsDatabase  *database,
             RoundsChanges   *changes,
             gpointer         user_data,
             GCancellable    *cancellable,
             GError         **error)
{
  GPtrArray *fields = rounds_export_get_fields (database, rounds_registry_find (user_data), error);

  for (guint i = fields != NULL ? fields->len : 0; i-- > 0;)
    if (!can_be_column (g_ptr_array_index (fields, i)))
      g_ptr_array_remove_index (fields, i);

  return fields;
}

/**
 * rounds_list_columns_read_fields:
 * @kind: whose records are listed
 * @store: where the workspace's own fields are
 *
 * Returns: (transfer full): a question, not asked yet, answered with a #GPtrArray of every #RoundsField that can be a column
 */
RoundsLiveRead *
rounds_list_columns_read_fields (const RoundsListKind *kind,
                                 RoundsStore          *store)
{
  static const char * const kinds[] = { "custom-field", NULL };
  RoundsLiveRead *read = rounds_live_read_new (store, kinds, read_fields, (GDestroyNotify) g_ptr_array_unref);

  rounds_live_read_set_argument (read, kind->kind);
  return read;
}

/**
 * rounds_list_columns_find_fields:
 * @kind: whose records are listed
 * @paths: (nullable): what a person has chosen, by the fields' paths
 * @fields: (nullable) (element-type RoundsField): every field that can be a column; without, there are the kind's own
 *
 * Returns: (transfer full) (element-type RoundsField): the columns: those of @paths that there are, with the title; what the kind wants
 *   when @paths is empty
 */
GPtrArray *
rounds_list_columns_find_fields (const RoundsListKind *kind,
                                 const char * const   *paths,
                                 GPtrArray            *fields)
{
  const RoundsEntityInfo *info = rounds_list_kind_get_info (kind);
  const RoundsField *title = rounds_list_kind_get_title (kind);
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; paths != NULL && paths[i] != NULL; i++)
    {
      const RoundsField *field = rounds_entity_info_find_json (info, paths[i]);

      if (field == NULL && fields != NULL)
        field = rounds_custom_fields_find (fields, paths[i]);
      if (field != NULL && !g_ptr_array_find (found, field, NULL))
        g_ptr_array_add (found, (gpointer) field);
    }

  if (paths == NULL || paths[0] == NULL)
    for (guint i = 0; kind->columns[i] != NULL; i++)
      g_ptr_array_add (found, (gpointer) rounds_entity_info_find (info, kind->columns[i]));
  else if (!g_ptr_array_find (found, title, NULL))
    g_ptr_array_insert (found, 0, (gpointer) title);

  return found;
}
