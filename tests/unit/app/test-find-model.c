/* test-find-model.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/rounds-find-model.h"
#include "model/rounds-registry.h"

/* What a view holds: the list as items-changed tells it. */
typedef struct
{
  RoundsFindModel *model;
  GPtrArray *seen;
  guint n_removed;
  guint n_added;
} Fixture;

static void
on_items_changed (GListModel *list,
                  guint       position,
                  guint       removed,
                  guint       added,
                  gpointer    user_data)
{
  Fixture *self = user_data;

  g_assert_cmpuint (position + removed, <=, self->seen->len);
  for (guint i = 0; i < removed; i++)
    g_ptr_array_remove_index (self->seen, position);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (self->seen, (int) (position + i), g_list_model_get_item (list, position + i));
  self->n_removed += removed;
  self->n_added += added;

  g_assert_cmpuint (g_list_model_get_n_items (list), ==, self->seen->len);
  for (guint i = 0; i < self->seen->len; i++)
    {
      g_autoptr(RoundsFindItem) item = g_list_model_get_item (list, i);

      g_assert_true (item == g_ptr_array_index (self->seen, i));
    }
}

static void
fixture_open (Fixture *self)
{
  *self = (Fixture) { rounds_find_model_new (), g_ptr_array_new_with_free_func (g_object_unref), 0, 0 };
  g_signal_connect (self->model, "items-changed", G_CALLBACK (on_items_changed), self);
}

static void
fixture_close (Fixture *self)
{
  g_signal_handlers_disconnect_by_data (self->model, self);
  g_clear_object (&self->model);
  g_clear_pointer (&self->seen, g_ptr_array_unref);
}

static RoundsFindItem *
make_item (const char *name)
{
  static const struct
  {
    const char *kind;
    const char *title_field;
  } kinds[] = { { "institution", "name" }, { "contact", "last-name" }, { "opportunity", "name" }, { "quote", "title" }, { "note", "title" } };
  const guint number = (guint) g_ascii_digit_value (name[0]);
  g_autoptr(RoundsEntity) record = rounds_entity_new (rounds_registry_find (kinds[number].kind));
  const RoundsFindHit hit = { .record = record, .title = (char *) name };

  rounds_entity_set_text (record, "id", name);
  rounds_entity_set_text (record, kinds[number].title_field, name);
  return rounds_find_item_new_record (&hit, FALSE, name + 1);
}

/* Each word is an item: a digit for its kind, and its name. What was signalled must be as few as @n_removed and @n_added. */
static void
assert_set (Fixture    *self,
            const char *names,
            guint       n_removed,
            guint       n_added)
{
  g_auto(GStrv) parts = g_strsplit (names, " ", -1);
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GString) seen = g_string_new (NULL);

  self->n_removed = self->n_added = 0;
  for (guint i = 0; parts[i] != NULL; i++)
    g_ptr_array_add (items, make_item (parts[i]));
  rounds_find_model_set (self->model, items);

  for (guint i = 0; i < self->seen->len; i++)
    g_string_append_printf (seen, "%s%s", i > 0 ? " " : "", rounds_find_item_get_title (g_ptr_array_index (self->seen, i)));
  g_assert_cmpstr (seen->str, ==, names);
  g_assert_cmpuint (self->n_removed, ==, n_removed);
  g_assert_cmpuint (self->n_added, ==, n_added);
}

static void
test_exact (void)
{
  Fixture fixture;

  fixture_open (&fixture);
  assert_set (&fixture, "0a 0b 1c 4d", 0, 4);
  assert_set (&fixture, "0a 0b 1c 4d", 0, 0);
  assert_set (&fixture, "0a 1c 4d", 1, 0);
  assert_set (&fixture, "0a 1c 2e 4d", 0, 1);
  assert_set (&fixture, "0f 0a 1c 2e 4d 4g", 0, 2);
  assert_set (&fixture, "0a 0f 4g", 4, 1);
  assert_set (&fixture, "", 3, 0);
  assert_set (&fixture, "3h", 0, 1);
  fixture_close (&fixture);
}

/* What stays keeps its item, with the looks of the new one. */
static void
test_kept (void)
{
  Fixture fixture;
  g_autoptr(RoundsFindItem) before = NULL;
  g_autoptr(RoundsFindItem) after = NULL;
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(RoundsEntity) record = rounds_entity_new (rounds_registry_find ("institution"));
  const RoundsFindHit hit = { .record = record, .title = (char *) "Renamed" };

  fixture_open (&fixture);
  assert_set (&fixture, "0a 0b", 0, 2);
  before = g_list_model_get_item (G_LIST_MODEL (fixture.model), 1);

  rounds_entity_set_text (record, "id", "0b");
  g_ptr_array_add (items, rounds_find_item_new_record (&hit, FALSE, "ren"));
  rounds_find_model_set (fixture.model, items);
  after = g_list_model_get_item (G_LIST_MODEL (fixture.model), 0);
  g_assert_true (after == before);
  g_assert_cmpstr (rounds_find_item_get_title (after), ==, "Renamed");

  /* The same record under “Recent” is another line. */
  g_ptr_array_set_size (items, 0);
  g_ptr_array_add (items, rounds_find_item_new_record (&hit, TRUE, ""));
  rounds_find_model_set (fixture.model, items);
  g_clear_object (&after);
  after = g_list_model_get_item (G_LIST_MODEL (fixture.model), 0);
  g_assert_true (after != before);
  fixture_close (&fixture);
}

static void
assert_section (Fixture *self,
                guint    position,
                guint    expected_start,
                guint    expected_end)
{
  guint start, end;

  gtk_section_model_get_section (GTK_SECTION_MODEL (self->model), position, &start, &end);
  g_assert_cmpuint (start, ==, expected_start);
  g_assert_cmpuint (end, ==, expected_end);
}

static void
test_sections (void)
{
  Fixture fixture;

  fixture_open (&fixture);
  assert_set (&fixture, "0a 0b 1c 4d 4e 4f", 0, 6);
  assert_section (&fixture, 0, 0, 2);
  assert_section (&fixture, 1, 0, 2);
  assert_section (&fixture, 2, 2, 3);
  assert_section (&fixture, 3, 3, 6);
  assert_section (&fixture, 5, 3, 6);
  assert_section (&fixture, 6, 6, G_MAXUINT);
  fixture_close (&fixture);
}

/* Whatever is typed after whatever else, the view has it. */
static void
test_at_random (void)
{
  Fixture fixture;

  fixture_open (&fixture);
  for (guint step = 0; step < 500; step++)
    {
      g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
      g_autoptr(GString) names = g_string_new (NULL);
      g_autoptr(GString) seen = g_string_new (NULL);

      for (guint kind = 0; kind < 5; kind++)
        {
          const guint first = (guint) g_test_rand_int_range (0, 10);

          for (guint i = 0; i < 10; i++)
            if (g_test_rand_bit ())
              {
                g_autofree char *name = g_strdup_printf ("%u%c", kind, 'a' + (first + i) % 10);

                g_ptr_array_add (items, make_item (name));
                g_string_append_printf (names, "%s ", name);
              }
        }
      rounds_find_model_set (fixture.model, items);
      for (guint i = 0; i < fixture.seen->len; i++)
        g_string_append_printf (seen, "%s ", rounds_find_item_get_title (g_ptr_array_index (fixture.seen, i)));
      g_assert_cmpstr (seen->str, ==, names->str);
    }
  fixture_close (&fixture);
}

/* A command for the beginnings of its words, in any order, accents set aside. */
static void
test_command (void)
{
  static const RoundsCommand command = { .action = "win.x", .label = "New déal for…", .icon_name = "x" };
  static const struct
  {
    const char *words;
    gboolean found;
  } cases[] = {
    { "", TRUE }, { "new", TRUE }, { "deal", TRUE }, { "DÉAL ne", TRUE }, { "for new", TRUE }, { "eal", FALSE }, { "new task", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(RoundsFindItem) item = rounds_find_item_new_command (&command, cases[i].words);

      g_assert_cmpint (item != NULL, ==, cases[i].found);
      if (item != NULL)
        g_assert_true (rounds_find_item_get_command (item) == &command);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/find-model/exact", test_exact);
  g_test_add_func ("/find-model/kept", test_kept);
  g_test_add_func ("/find-model/sections", test_sections);
  g_test_add_func ("/find-model/at-random", test_at_random);
  g_test_add_func ("/find-model/command", test_command);
  return g_test_run ();
}
