/* rounds-find-item.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/rounds-find-item.h"

#include <glib/gi18n-lib.h>

#include "app/rounds-looks.h"
#include "model/rounds-fold.h"
#include "model/rounds-word-match.h"

/* In the order in which they stand. */
static const char * const headings[] = {
  N_("Recent"), N_("Institutions"), N_("Contacts"), N_("Deals"), N_("Documents"), N_("Activities"), N_("Actions"),
};

#define RECENT 0
#define ACTIVITIES 5
#define ACTIONS 6

static const struct
{
  const char *kind;
  guint section;
} kinds[] = {
  { "institution", 1 },
  { "contact", 2 },
  { "opportunity", 3 },
  { "quote", 4 },
  { "invoice", 4 },
  { "task", ACTIVITIES },
  { "meeting", ACTIVITIES },
  { "call", ACTIVITIES },
  { "note", ACTIVITIES },
  { "reminder", ACTIVITIES },
  { "email-message", ACTIVITIES },
};

struct _RoundsFindItem
{
  GObject parent_instance;

  guint section;
  char *kind;
  char *id;
  const RoundsCommand *command; /* nullable: a record */
  const char *icon_name;
  char *title;
  char *subtitle;
  GStrv words;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RoundsFindItem, rounds_find_item, G_TYPE_OBJECT)

static void
rounds_find_item_finalize (GObject *object)
{
  RoundsFindItem *self = ROUNDS_FIND_ITEM (object);

  g_free (self->kind);
  g_free (self->id);
  g_free (self->title);
  g_free (self->subtitle);
  g_strfreev (self->words);

  G_OBJECT_CLASS (rounds_find_item_parent_class)->finalize (object);
}

static void
rounds_find_item_class_init (RoundsFindItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rounds_find_item_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rounds_find_item_init (RoundsFindItem *self)
{
}

static GStrv
split (const char *words)
{
  g_autofree char *folded = g_strstrip (rounds_fold_words (words));

  return g_strsplit (folded, " ", -1);
}

/* Why it was found, else where it belongs. */
static char *
describe (const RoundsFindHit *hit,
          gboolean             recent)
{
  const RoundsEntityInfo *info = rounds_entity_get_info (hit->record);
  g_autofree char *place = NULL;

  if (hit->field != NULL)
    {
      /* Translators: a field's name and what stands in it */
      g_autofree char *reason = g_strdup_printf (_("%s: %s"), _(hit->field->label), hit->text);

      return hit->context != NULL && !g_str_equal (info->kind, "institution")
             ? g_strdup_printf ("%s · %s", hit->context, reason) : g_steal_pointer (&reason);
    }

  if (g_str_equal (info->kind, "institution"))
    place = rounds_looks_place (hit->record);
  else
    place = g_strdup (hit->context);

  /* Documents and activities stand under one heading: the line says which it is. */
  if (place == NULL || place[0] == '\0')
    return g_strdup (_(info->label));
  return g_str_equal (info->kind, "institution") || g_str_equal (info->kind, "contact")
         ? g_steal_pointer (&place) : g_strdup_printf ("%s · %s", _(info->label), place);
}

/**
 * rounds_find_item_new_record:
 * @hit: what was found
 * @recent: whether it was not looked for, but opened lately
 * @words: what was typed
 *
 * Returns: (transfer full) (nullable): an item; %NULL for a kind that is not shown
 */
RoundsFindItem *
rounds_find_item_new_record (const RoundsFindHit *hit,
                             gboolean             recent,
                             const char          *words)
{
  const char *kind = rounds_entity_get_kind (hit->record);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].kind, kind))
      {
        RoundsFindItem *self = g_object_new (ROUNDS_TYPE_FIND_ITEM, NULL);

        self->section = recent ? RECENT : kinds[i].section;
        self->kind = g_strdup (kind);
        self->id = g_strdup (rounds_entity_get_id (hit->record));
        self->icon_name = i == 0 ? rounds_looks_institution_icon (rounds_entity_get_text (hit->record, "type"))
                                 : rounds_looks_kind_icon (kinds[i].kind);
        self->title = g_strdup (hit->title);
        self->subtitle = describe (hit, recent);
        self->words = split (words);
        return self;
      }

  return NULL;
}

/**
 * rounds_find_item_new_command:
 * @command: something the program can be told to do
 * @words: what was typed
 *
 * Returns: (transfer full) (nullable): an item; %NULL when the words are not those of the command
 */
RoundsFindItem *
rounds_find_item_new_command (const RoundsCommand *command,
                              const char          *words)
{
  g_auto(GStrv) parts = split (words);
  g_autoptr(GArray) ranges = rounds_word_match (_(command->label), (const char * const *) parts);
  g_autoptr(RoundsFindItem) self = g_object_new (ROUNDS_TYPE_FIND_ITEM, NULL);
  guint64 seen = 0;

  for (guint i = 0; i < ranges->len; i++)
    seen |= G_GUINT64_CONSTANT (1) << MIN (g_array_index (ranges, RoundsWordRange, i).word, 63);
  for (guint i = 0; parts[i] != NULL && i < 63; i++)
    if (parts[i][0] != '\0' && (seen >> i & 1) == 0)
      return NULL;

  self->section = ACTIONS;
  self->command = command;
  self->icon_name = command->icon_name;
  self->title = g_strdup (_(command->label));
  self->words = g_steal_pointer (&parts);
  return g_steal_pointer (&self);
}

gboolean
rounds_find_item_is_same (RoundsFindItem *self,
                          RoundsFindItem *other)
{
  return self->section == other->section && self->command == other->command && g_strcmp0 (self->kind, other->kind) == 0 &&
         g_strcmp0 (self->id, other->id) == 0;
}

/**
 * rounds_find_item_update:
 * @from: the same thing, found for other words
 */
void
rounds_find_item_update (RoundsFindItem *self,
                         RoundsFindItem *from)
{
  g_set_str (&self->title, from->title);
  g_set_str (&self->subtitle, from->subtitle);
  self->icon_name = from->icon_name;
  g_strfreev (self->words);
  self->words = g_strdupv (from->words);
  g_signal_emit (self, signals[CHANGED], 0);
}

guint
rounds_find_item_get_section (RoundsFindItem *self)
{
  return self->section;
}

const char *
rounds_find_item_get_heading (RoundsFindItem *self)
{
  return _(headings[self->section]);
}

const char *
rounds_find_item_get_kind (RoundsFindItem *self)
{
  return self->kind;
}

const char *
rounds_find_item_get_id (RoundsFindItem *self)
{
  return self->id;
}

const RoundsCommand *
rounds_find_item_get_command (RoundsFindItem *self)
{
  return self->command;
}

const char *
rounds_find_item_get_title (RoundsFindItem *self)
{
  return self->title;
}

const char *
rounds_find_item_get_subtitle (RoundsFindItem *self)
{
  return self->subtitle;
}

const char *
rounds_find_item_get_icon (RoundsFindItem *self)
{
  return self->icon_name;
}

/**
 * rounds_find_item_bold:
 * @text: (nullable): its title or subtitle
 *
 * Returns: (transfer full): what makes the words looked for bold in @text
 */
PangoAttrList *
rounds_find_item_bold (RoundsFindItem *self,
                       const char     *text)
{
  PangoAttrList *list = pango_attr_list_new ();
  g_autoptr(GArray) ranges = NULL;

  if (text == NULL)
    return list;

  ranges = rounds_word_match (text, (const char * const *) self->words);
  for (guint i = 0; i < ranges->len; i++)
    {
      const RoundsWordRange *range = &g_array_index (ranges, RoundsWordRange, i);
      PangoAttribute *bold = pango_attr_weight_new (PANGO_WEIGHT_BOLD);

      bold->start_index = (guint) range->start;
      bold->end_index = (guint) range->end;
      pango_attr_list_insert (list, bold);
    }

  return list;
}
