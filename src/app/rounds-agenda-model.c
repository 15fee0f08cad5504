/* rounds-agenda-model.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/rounds-agenda-model.h"

struct _RoundsAgendaModel
{
  GObject parent_instance;

  GListStore *sections[ROUNDS_N_AGENDA_SECTIONS]; /* of RoundsAgendaEntry */
  gboolean expanded[ROUNDS_N_AGENDA_SECTIONS];
  GtkFlattenListModel *rows;
  GPtrArray *items; /* RoundsAgendaItem */
};

G_DEFINE_FINAL_TYPE (RoundsAgendaModel, rounds_agenda_model, G_TYPE_OBJECT)

static void
rounds_agenda_model_dispose (GObject *object)
{
  RoundsAgendaModel *self = ROUNDS_AGENDA_MODEL (object);

  g_clear_object (&self->rows);
  for (guint i = 0; i < G_N_ELEMENTS (self->sections); i++)
    g_clear_object (&self->sections[i]);
  g_clear_pointer (&self->items, g_ptr_array_unref);

  G_OBJECT_CLASS (rounds_agenda_model_parent_class)->dispose (object);
}

static void
rounds_agenda_model_class_init (RoundsAgendaModelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rounds_agenda_model_dispose;
}

static void
rounds_agenda_model_init (RoundsAgendaModel *self)
{
  GListStore *sections = g_list_store_new (G_TYPE_LIST_MODEL);

  for (guint i = 0; i < G_N_ELEMENTS (self->sections); i++)
    {
      self->sections[i] = g_list_store_new (ROUNDS_TYPE_AGENDA_ENTRY);
      g_list_store_append (sections, self->sections[i]);
    }
  self->rows = gtk_flatten_list_model_new (G_LIST_MODEL (sections));
}

static void
add (GPtrArray             *entries,
     RoundsAgendaEntryType  type,
     RoundsAgendaSection    section,
     RoundsAgendaItem      *item,
     guint                  total)
{
  g_ptr_array_add (entries, rounds_agenda_entry_new (type, section, item, total));
}

/* What is planned next, when nothing is due. */
static RoundsAgendaItem *
find_next (RoundsAgendaModel *self)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      RoundsAgendaItem *item = g_ptr_array_index (self->items, i);

      if (item->section <= ROUNDS_AGENDA_COMING)
        return item;
    }

  return NULL;
}

/* The rows that a section is to have. */
static GPtrArray *
create_entries (RoundsAgendaModel   *self,
                RoundsAgendaSection  section)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func (g_object_unref);
  RoundsAgendaItem *next = find_next (self);
  guint total = 0;

  for (guint i = 0; i < self->items->len; i++)
    {
      RoundsAgendaItem *item = g_ptr_array_index (self->items, i);

      /* One row too many is not worth a row that says so. */
      if (item->section == section && total++ <= ROUNDS_AGENDA_SHOWN)
        add (entries, ROUNDS_AGENDA_ENTRY_ITEM, section, item, 0);
      else if (item->section == section && self->expanded[section])
        add (entries, ROUNDS_AGENDA_ENTRY_ITEM, section, item, 0);
    }

  if (total > ROUNDS_AGENDA_SHOWN + 1 && !self->expanded[section])
    {
      g_ptr_array_set_size (entries, ROUNDS_AGENDA_SHOWN);
      add (entries, ROUNDS_AGENDA_ENTRY_MORE, section, NULL, total);
    }
  if (section == ROUNDS_AGENDA_TODAY && self->items->len > 0 && (next == NULL || next->section == ROUNDS_AGENDA_COMING))
    add (entries, ROUNDS_AGENDA_ENTRY_NOTHING, section, next, 0);

  return entries;
}

static gboolean
stays (GPtrArray         *entries,
       guint              first,
       RoundsAgendaEntry *entry)
{
  for (guint i = first; i < entries->len; i++)
    if (rounds_agenda_entry_is_same (g_ptr_array_index (entries, i), entry))
      return TRUE;

  return FALSE;
}

/* Goes through both: what is not wanted any more goes, what is new comes, what says something else is replaced. */
static void
update_section (RoundsAgendaModel   *self,
                RoundsAgendaSection  section)
{
  GListStore *store = self->sections[section];
  g_autoptr(GPtrArray) wanted = create_entries (self, section);
  guint position;

  for (position = 0; position < wanted->len; position++)
    {
      RoundsAgendaEntry *entry = g_ptr_array_index (wanted, position);
      g_autoptr(RoundsAgendaEntry) present = g_list_model_get_item (G_LIST_MODEL (store), position);

      while (present != NULL && !stays (wanted, position, present))
        {
          g_list_store_remove (store, position);
          g_object_unref (present);
          present = g_list_model_get_item (G_LIST_MODEL (store), position);
        }
      if (present == NULL || !rounds_agenda_entry_is_same (present, entry))
        g_list_store_insert (store, position, entry);
      else if (!rounds_agenda_entry_equal (present, entry))
        g_list_store_splice (store, position, 1, (gpointer *) &entry, 1);
    }

  g_list_store_splice (store, position, g_list_model_get_n_items (G_LIST_MODEL (store)) - position, NULL, 0);
}

RoundsAgendaModel *
rounds_agenda_model_new (void)
{
  return g_object_new (ROUNDS_TYPE_AGENDA_MODEL, NULL);
}

/**
 * rounds_agenda_model_get_rows:
 *
 * Returns: (transfer none): the rows, with their sections
 */
GListModel *
rounds_agenda_model_get_rows (RoundsAgendaModel *self)
{
  g_return_val_if_fail (ROUNDS_IS_AGENDA_MODEL (self), NULL);

  return G_LIST_MODEL (self->rows);
}

/**
 * rounds_agenda_model_set_items:
 * @items: (element-type RoundsAgendaItem): the answer, in order
 */
void
rounds_agenda_model_set_items (RoundsAgendaModel *self,
                               GPtrArray         *items)
{
  g_return_if_fail (ROUNDS_IS_AGENDA_MODEL (self));

  g_clear_pointer (&self->items, g_ptr_array_unref);
  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) rounds_agenda_item_unref);
  for (guint i = 0; i < items->len; i++)
    g_ptr_array_add (self->items, rounds_agenda_item_ref (g_ptr_array_index (items, i)));

  for (guint i = 0; i < G_N_ELEMENTS (self->sections); i++)
    update_section (self, i);
}

/**
 * rounds_agenda_model_expand:
 *
 * Shows all of a section.
 */
void
rounds_agenda_model_expand (RoundsAgendaModel   *self,
                            RoundsAgendaSection  section)
{
  g_return_if_fail (ROUNDS_IS_AGENDA_MODEL (self));

  self->expanded[section] = TRUE;
  if (self->items != NULL)
    update_section (self, section);
}

/**
 * rounds_agenda_model_find:
 * @id: of a record
 *
 * Returns: (transfer none) (nullable): what is said of it
 */
RoundsAgendaItem *
rounds_agenda_model_find (RoundsAgendaModel *self,
                          const char        *id)
{
  g_return_val_if_fail (ROUNDS_IS_AGENDA_MODEL (self), NULL);

  for (guint i = 0; self->items != NULL && i < self->items->len; i++)
    if (g_str_equal (((RoundsAgendaItem *) g_ptr_array_index (self->items, i))->id, id))
      return g_ptr_array_index (self->items, i);

  return NULL;
}
