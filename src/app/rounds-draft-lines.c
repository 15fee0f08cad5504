/* rounds-draft-lines.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/rounds-draft-lines.h"

#include "operations/rounds-document-amounts.h"

struct _RoundsDraftLines
{
  GObject parent_instance;

  const RoundsEntityInfo *info;

  /* Owned references */
  GPtrArray *lines;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GType
rounds_draft_lines_get_item_type (GListModel *model)
{
  return ROUNDS_TYPE_DRAFT_LINE;
}

static guint
rounds_draft_lines_get_n_items (GListModel *model)
{
  return ROUNDS_DRAFT_LINES (model)->lines->len;
}

static gpointer
rounds_draft_lines_get_item (GListModel *model,
                             guint       position)
{
  GPtrArray *lines = ROUNDS_DRAFT_LINES (model)->lines;

  return position < lines->len ? g_object_ref (g_ptr_array_index (lines, position)) : NULL;
}

static void
rounds_draft_lines_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = rounds_draft_lines_get_item_type;
  iface->get_n_items = rounds_draft_lines_get_n_items;
  iface->get_item = rounds_draft_lines_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (RoundsDraftLines, rounds_draft_lines, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, rounds_draft_lines_list_model_init))

static void
on_changed (RoundsDraftLines *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Takes @line. */
static void
insert (RoundsDraftLines *self,
        RoundsDraftLine  *line,
        guint             position)
{
  g_signal_connect_object (line, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_ptr_array_insert (self->lines, (int) position, line);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 0, 1);
}

static void
rounds_draft_lines_finalize (GObject *object)
{
  g_ptr_array_unref (ROUNDS_DRAFT_LINES (object)->lines);

  G_OBJECT_CLASS (rounds_draft_lines_parent_class)->finalize (object);
}

static void
rounds_draft_lines_class_init (RoundsDraftLinesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rounds_draft_lines_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rounds_draft_lines_init (RoundsDraftLines *self)
{
  self->lines = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * rounds_draft_lines_new:
 * @info: the kind of a line, such as that of `quote-line`
 *
 * Returns: (transfer full): no lines yet
 */
RoundsDraftLines *
rounds_draft_lines_new (const RoundsEntityInfo *info)
{
  RoundsDraftLines *self = g_object_new (ROUNDS_TYPE_DRAFT_LINES, NULL);

  self->info = info;
  return self;
}

/**
 * rounds_draft_lines_load:
 * @records: (nullable) (element-type RoundsEntity): the lines of a document, in their order; not changed
 *
 * Begins again with these.
 */
void
rounds_draft_lines_load (RoundsDraftLines *self,
                         GPtrArray        *records)
{
  guint before;

  g_return_if_fail (ROUNDS_IS_DRAFT_LINES (self));

  before = self->lines->len;
  for (guint i = 0; i < before; i++)
    g_signal_handlers_disconnect_by_func (g_ptr_array_index (self->lines, i), on_changed, self);
  g_ptr_array_set_size (self->lines, 0);
  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      RoundsDraftLine *line = rounds_draft_line_new (g_ptr_array_index (records, i));

      g_signal_connect_object (line, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
      g_ptr_array_add (self->lines, line);
    }
  g_list_model_items_changed (G_LIST_MODEL (self), 0, before, self->lines->len);
  on_changed (self);
}

/**
 * rounds_draft_lines_add:
 *
 * Adds an empty line at the end; it is none of the document's before something is entered in it.
 *
 * Returns: (transfer none): the line
 */
RoundsDraftLine *
rounds_draft_lines_add (RoundsDraftLines *self)
{
  g_autoptr(RoundsEntity) entity = NULL;
  RoundsDraftLine *line;

  g_return_val_if_fail (ROUNDS_IS_DRAFT_LINES (self), NULL);

  entity = rounds_entity_new (self->info);
  /* What is sold to one customer mostly has one rate. */
  if (self->lines->len > 0)
    {
      RoundsEntity *last = rounds_draft_line_get_entity (g_ptr_array_index (self->lines, self->lines->len - 1));

      rounds_entity_set_integer (entity, "tax-rate", rounds_entity_get_integer (last, "tax-rate"));
    }
  line = rounds_draft_line_new (entity);
  insert (self, line, self->lines->len);
  return line;
}

void
rounds_draft_lines_remove (RoundsDraftLines *self,
                           guint             position)
{
  g_return_if_fail (ROUNDS_IS_DRAFT_LINES (self));
  g_return_if_fail (position < self->lines->len);

  g_signal_handlers_disconnect_by_func (g_ptr_array_index (self->lines, position), on_changed, self);
  g_ptr_array_remove_index (self->lines, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
  on_changed (self);
}

/**
 * rounds_draft_lines_put_back:
 * @line: one that was removed
 * @position: where it stood; at the end when there are fewer now
 */
void
rounds_draft_lines_put_back (RoundsDraftLines *self,
                             RoundsDraftLine  *line,
                             guint             position)
{
  g_return_if_fail (ROUNDS_IS_DRAFT_LINES (self));

  insert (self, g_object_ref (line), MIN (position, self->lines->len));
  on_changed (self);
}

/**
 * rounds_draft_lines_move:
 * @from: which
 * @to: where it stands then
 */
void
rounds_draft_lines_move (RoundsDraftLines *self,
                         guint             from,
                         guint             to)
{
  RoundsDraftLine *line;

  g_return_if_fail (ROUNDS_IS_DRAFT_LINES (self));
  g_return_if_fail (from < self->lines->len && to < self->lines->len);

  if (from == to)
    return;

  line = g_ptr_array_steal_index (self->lines, from);
  g_list_model_items_changed (G_LIST_MODEL (self), from, 1, 0);
  g_ptr_array_insert (self->lines, (int) to, line);
  g_list_model_items_changed (G_LIST_MODEL (self), to, 0, 1);
  on_changed (self);
}

gboolean
rounds_draft_lines_find (RoundsDraftLines *self,
                         RoundsDraftLine  *line,
                         guint            *position)
{
  g_return_val_if_fail (ROUNDS_IS_DRAFT_LINES (self), FALSE);

  return g_ptr_array_find (self->lines, line, position);
}

/**
 * rounds_draft_lines_compute:
 * @totals: (inout): initialised totals, replaced by those of the lines that are understood
 *
 * Returns: whether all lines are
 */
gboolean
rounds_draft_lines_compute (RoundsDraftLines     *self,
                            RoundsDocumentTotals *totals)
{
  g_autoptr(GArray) lines = g_array_new (FALSE, FALSE, sizeof (RoundsDocumentLine));
  gboolean whole = TRUE;

  g_return_val_if_fail (ROUNDS_IS_DRAFT_LINES (self), FALSE);

  for (guint i = 0; i < self->lines->len; i++)
    {
      RoundsDraftLine *draft = g_ptr_array_index (self->lines, i);
      RoundsDocumentLine line = rounds_document_read_line (rounds_draft_line_get_entity (draft));
      RoundsLineAmounts amounts;

      if (rounds_draft_line_is_untouched (draft))
        continue;
      if (rounds_draft_line_compute (draft, &amounts))
        g_array_append_val (lines, line);
      else
        whole = FALSE;
    }

  return rounds_document_compute ((const RoundsDocumentLine *) (gpointer) lines->data, lines->len, totals, NULL) && whole;
}

/**
 * rounds_draft_lines_read:
 *
 * Reads all lines; those in which nothing was entered go. Says at each cell what is wrong with it.
 *
 * Returns: (transfer full) (element-type RoundsEntity) (nullable): the lines; %NULL when something is wrong
 */
GPtrArray *
rounds_draft_lines_read (RoundsDraftLines *self)
{
  g_autoptr(GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean good = TRUE;

  g_return_val_if_fail (ROUNDS_IS_DRAFT_LINES (self), NULL);

  for (guint i = self->lines->len; i-- > 0;)
    if (rounds_draft_line_is_untouched (g_ptr_array_index (self->lines, i)))
      rounds_draft_lines_remove (self, i);

  for (guint i = 0; i < self->lines->len; i++)
    {
      RoundsDraftLine *line = g_ptr_array_index (self->lines, i);

      good = rounds_draft_line_check (line) && good;
      g_ptr_array_add (records, rounds_entity_copy (rounds_draft_line_get_entity (line)));
    }

  return good ? g_steal_pointer (&records) : NULL;
}

/**
 * rounds_draft_lines_set_problem:
 * @path: what a refusal names, after the name of the list, such as `[2].unitPrice`
 * @problem: what is wrong, as a sentence
 *
 * Returns: (transfer none) (nullable): the line at which it is said; %NULL when it is about none
 */
RoundsDraftLine *
rounds_draft_lines_set_problem (RoundsDraftLines *self,
                                const char       *path,
                                const char       *problem)
{
  char *end = NULL;
  guint64 index;

  g_return_val_if_fail (ROUNDS_IS_DRAFT_LINES (self), NULL);

  if (path[0] != '[')
    return NULL;
  index = g_ascii_strtoull (path + 1, &end, 10);
  if (end == path + 1 || !g_str_has_prefix (end, "].") || index >= self->lines->len ||
      !rounds_draft_line_set_problem (g_ptr_array_index (self->lines, index), end + 2, problem))
    return NULL;

  return g_ptr_array_index (self->lines, index);
}
