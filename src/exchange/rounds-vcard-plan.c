/* rounds-vcard-plan.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "exchange/rounds-vcard-plan.h"

#include <glib/gi18n-lib.h>

#include "exchange/rounds-vcard-reader.h"
#include "model/rounds-contact-person.h"
#include "model/rounds-fold.h"
#include "model/rounds-id.h"
#include "model/rounds-institution.h"
#include "model/rounds-json.h"
#include "model/rounds-problem.h"
#include "model/rounds-registry.h"
#include "rules/rounds-phone.h"
#include "store/rounds-people-sql.h"
#include "store/rounds-repository.h"

/*
 * A card is somebody who is known when it names the contact's own id (it was written here), the e-mail address, or the first and the last
 * name at the same institution. What a card does not say is never taken away, nor are names changed.
 */

typedef struct
{
  RoundsDatabase *database;
  RoundsEntity *fallback; /* nullable: where those work whose card names no institution that is known */
  GHashTable *seen;       /* who stands in the file already */
  GHashTable *known;      /* institutions by the name that cards give them; the fallback where that is none */
} Plan;

static void
entry_free (RoundsVcardEntry *self)
{
  g_free (self->name);
  g_free (self->place);
  g_free (self->contact_id);
  g_clear_pointer (&self->values, json_object_unref);
  g_free (self->reason);
  g_free (self);
}

static void
plan_clear (Plan *self)
{
  g_clear_object (&self->fallback);
  g_clear_pointer (&self->seen, g_hash_table_unref);
  g_clear_pointer (&self->known, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Plan, plan_clear)

static void
refuse (RoundsVcardEntry *entry,
        const char       *reason)
{
  entry->step = ROUNDS_VCARD_REFUSE;
  g_set_str (&entry->reason, reason);
}

/* A text that is the same as people read it: equality knows accents and case, order does not. */
static void
add_condition (GPtrArray         *conditions,
               const RoundsField *field,
               const char        *text)
{
  if (field->type == ROUNDS_FIELD_REFERENCE)
    {
      g_ptr_array_add (conditions, rounds_filter_new_text (field, ROUNDS_FILTER_EQUAL, text));
      return;
    }

  g_ptr_array_add (conditions, rounds_filter_new_text (field, ROUNDS_FILTER_GREATER_OR_EQUAL, text));
  g_ptr_array_add (conditions, rounds_filter_new_text (field, ROUNDS_FILTER_LESS_OR_EQUAL, text));
}

/* The records whose fields are these texts, accents and case set aside; no more than two. */
static GPtrArray *
find (Plan                *self,
      GType                type,
      const char * const  *names,
      const char * const  *texts,
      GError             **error)
{
  const RoundsEntityInfo *info = rounds_registry_get (type);
  g_autoptr(GPtrArray) conditions = g_ptr_array_new_with_free_func ((GDestroyNotify) rounds_filter_unref);
  g_autoptr(RoundsFilter) filter = NULL;
  g_autoptr(RoundsQuery) query = rounds_query_new (info);

  for (guint i = 0; names[i] != NULL; i++)
    add_condition (conditions, rounds_entity_info_find (info, names[i]), texts[i]);
  filter = rounds_filter_new_group (ROUNDS_FILTER_AND, conditions);
  rounds_query_set_filter (query, filter);
  rounds_query_set_range (query, 0, 2);
  return rounds_repository_list (self->database, query, error);
}

static void
unref_known (gpointer institution)
{
  if (institution != NULL)
    g_object_unref (institution);
}

/* Where the person works: what the card names when one institution alone is called so, else the fallback. Each name is looked up once. */
static gboolean
find_institution (Plan               *self,
                  const RoundsVcard  *card,
                  RoundsEntity      **institution,
                  GError            **error)
{
  static const char * const names[] = { "name", NULL };
  const char * const texts[] = { card->organization, NULL };
  g_autoptr(GPtrArray) found = NULL;
  gpointer known;

  g_set_object (institution, self->fallback);
  if (card->organization == NULL)
    return TRUE;

  if (!g_hash_table_lookup_extended (self->known, card->organization, NULL, &known))
    {
      found = find (self, ROUNDS_TYPE_INSTITUTION, names, texts, error);
      if (found == NULL)
        return FALSE;
      known = found->len == 1 ? g_object_ref (g_ptr_array_index (found, 0)) : NULL;
      g_hash_table_insert (self->known, g_strdup (card->organization), known);
    }
  if (known != NULL)
    g_set_object (institution, known);
  return TRUE;
}

/* Returns: whether the database could be asked; @contact is set when @id is somebody's who has not been deleted */
static gboolean
get_contact (Plan          *self,
             const char    *id,
             RoundsEntity **contact,
             GError       **error)
{
  g_autoptr(GError) problem = NULL;
  g_autoptr(RoundsEntity) found = NULL;

  if (id == NULL || !rounds_id_is_valid (id))
    return TRUE;

  found = rounds_repository_get (self->database, rounds_registry_get (ROUNDS_TYPE_CONTACT_PERSON), id, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (found != NULL && !rounds_entity_is_deleted (found))
    g_set_object (contact, found);
  return TRUE;
}

/* An address that several have tells nobody from the others. */
static gboolean
find_by_email (Plan          *self,
               const char    *email,
               RoundsEntity **contact,
               GError       **error)
{
  g_auto(RoundsPerson) person = { NULL };
  g_autofree char *address = NULL;
  const char *addresses[] = { NULL, NULL };

  if (email == NULL)
    return TRUE;

  addresses[0] = address = g_utf8_strdown (email, -1);
  return rounds_people_find_by_email (self->database, addresses, NULL, &person, error) &&
         get_contact (self, person.contact_id, contact, error);
}

static gboolean
find_by_name (Plan               *self,
              const RoundsVcard  *card,
              RoundsEntity       *institution,
              RoundsEntity      **contact,
              GError            **error)
{
  static const char * const names[] = { "institution-id", "first-name", "last-name", NULL };
  const char * const texts[] = { rounds_entity_get_id (institution), card->first_name, card->last_name, NULL };
  g_autoptr(GPtrArray) found = find (self, ROUNDS_TYPE_CONTACT_PERSON, names, texts, error);

  if (found == NULL)
    return FALSE;
  if (found->len > 0)
    g_set_object (contact, g_ptr_array_index (found, 0));
  return TRUE;
}

static gboolean
find_contact (Plan               *self,
              const RoundsVcard  *card,
              RoundsEntity       *institution,
              RoundsEntity      **contact,
              GError            **error)
{
  if (!get_contact (self, card->uid, contact, error))
    return FALSE;
  if (*contact == NULL && !find_by_email (self, card->email, contact, error))
    return FALSE;

  return *contact != NULL || institution == NULL || find_by_name (self, card, institution, contact, error);
}

static gboolean
is_same_number (const char *one,
                const char *other)
{
  g_autofree char *first = rounds_phone_dup_uri (one);
  g_autofree char *second = rounds_phone_dup_uri (other);

  return first != NULL && g_strcmp0 (first, second) == 0;
}

/* What the card says about somebody; a number that is the same is not written in another way. */
static void
set_text (RoundsEntity *contact,
          const char   *name,
          const char   *text)
{
  const RoundsField *field = rounds_entity_info_find (rounds_entity_get_info (contact), name);

  if (text != NULL && !((field->flags & ROUNDS_FIELD_PHONE) && is_same_number (rounds_entity_get_text (contact, name), text)))
    rounds_entity_set_text (contact, name, text);
}

static void
set_texts (RoundsEntity      *contact,
           const RoundsVcard *card)
{
  set_text (contact, "title", card->title);
  set_text (contact, "department", card->department);
  set_text (contact, "email", card->email);
  set_text (contact, "phone", card->phone);
  set_text (contact, "mobile-phone", card->mobile_phone);
}

static gboolean
is_valid (RoundsVcardEntry *entry,
          RoundsEntity     *contact)
{
  g_autoptr(GError) problem = NULL;

  if (rounds_entity_validate (contact, &problem))
    return TRUE;

  refuse (entry, problem->message);
  return FALSE;
}

static void
plan_update (RoundsVcardEntry  *entry,
             const RoundsVcard *card,
             RoundsEntity      *contact)
{
  g_autoptr(RoundsEntity) after = rounds_entity_copy (contact);

  entry->contact_id = g_strdup (rounds_entity_get_id (contact));
  set_texts (after, card);
  if (!is_valid (entry, after))
    return;

  entry->values = rounds_json_diff (contact, after);
  entry->step = json_object_get_size (entry->values) > 0 ? ROUNDS_VCARD_UPDATE : ROUNDS_VCARD_KEEP;
}

static void
plan_create (RoundsVcardEntry  *entry,
             const RoundsVcard *card,
             RoundsEntity      *institution)
{
  const RoundsEntityInfo *info = rounds_registry_get (ROUNDS_TYPE_CONTACT_PERSON);
  g_autoptr(RoundsEntity) empty = rounds_entity_new (info);
  g_autoptr(RoundsEntity) contact = rounds_entity_new (info);

  rounds_entity_set_text (contact, "institution-id", rounds_entity_get_id (institution));
  rounds_entity_set_text (contact, "first-name", card->first_name);
  rounds_entity_set_text (contact, "last-name", card->last_name);
  set_texts (contact, card);
  if (!is_valid (entry, contact))
    return;

  entry->step = ROUNDS_VCARD_CREATE;
  entry->contact_id = rounds_id_new ();
  entry->values = rounds_json_diff (empty, contact);
}

/* Returns: whether nobody else in the file is the same */
static gboolean
is_first (Plan              *self,
          const RoundsVcard *card,
          RoundsEntity      *contact,
          RoundsEntity      *institution)
{
  g_autofree char *name = g_strdup_printf ("%s %s", card->first_name, card->last_name);
  g_autofree char *folded = rounds_fold (name);
  char *key;

  if (contact != NULL)
    key = g_strdup (rounds_entity_get_id (contact));
  else if (card->email != NULL)
    key = rounds_fold (card->email);
  else
    key = g_strdup_printf ("%s %s", rounds_entity_get_id (institution), folded);

  return g_hash_table_add (self->seen, key);
}

static gboolean
plan_card (Plan               *self,
           const RoundsVcard  *card,
           RoundsVcardEntry   *entry,
           GError            **error)
{
  g_autoptr(RoundsEntity) institution = NULL;
  g_autoptr(RoundsEntity) contact = NULL;

  entry->name = g_strdup_printf ("%s %s", card->first_name, card->last_name);
  if (!find_institution (self, card, &institution, error) || !find_contact (self, card, institution, &contact, error))
    return FALSE;

  entry->place = g_strdup (institution != NULL ? rounds_entity_get_text (institution, "name") : card->organization);
  if (contact == NULL && institution == NULL)
    refuse (entry, card->organization != NULL ? _("No institution that is known is called so") : _("The card names no institution"));
  else if (!is_first (self, card, contact, institution))
    refuse (entry, _("The same person stands further up in the file"));
  else if (contact != NULL)
    plan_update (entry, card, contact);
  else
    plan_create (entry, card, institution);

  return TRUE;
}

/**
 * rounds_vcard_plan_read:
 * @stream: a file of vCards
 * @institution_id: (nullable): where those work whose card names no institution that is known; they are refused else
 * @cancellable: (nullable): stops it
 * @error: %ROUNDS_PROBLEM_TOO_LARGE `TOO_MANY_CARDS`, what the database said, or the stream
 *
 * Reads a file and finds out what taking it would do; nothing is changed.
 *
 * Returns: (transfer full) (element-type RoundsVcardEntry): an entry a card, in their order; %NULL with @error set
 */
GPtrArray *
rounds_vcard_plan_read (RoundsDatabase  *database,
                        GInputStream    *stream,
                        const char      *institution_id,
                        GCancellable    *cancellable,
                        GError         **error)
{
  g_auto(Plan) self = {
    database,
    NULL,
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, unref_known),
  };
  g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);
  g_autoptr(RoundsVcardReader) reader = rounds_vcard_reader_new (stream);

  if (institution_id != NULL)
    {
      g_autoptr(GError) problem = NULL;

      self.fallback = rounds_repository_get (database, rounds_registry_get (ROUNDS_TYPE_INSTITUTION), institution_id, &problem);
      if (problem != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return NULL;
        }
    }

  for (;;)
    {
      g_autoptr(RoundsVcard) card = NULL;
      g_autoptr(GError) problem = NULL;
      RoundsVcardEntry *entry;

      if (rounds_vcard_reader_next (reader, &card, cancellable, &problem) && card == NULL)
        return g_steal_pointer (&entries);
      if (problem != NULL && problem->domain != ROUNDS_PROBLEM)
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return NULL;
        }
      if (entries->len == ROUNDS_VCARD_PLAN_MAXIMUM)
        {
          rounds_problem_set (error, ROUNDS_PROBLEM_TOO_LARGE, "TOO_MANY_CARDS", _("The file holds more than %d cards: take it in parts"),
                              ROUNDS_VCARD_PLAN_MAXIMUM);
          return NULL;
        }

      entry = g_new0 (RoundsVcardEntry, 1);
      g_ptr_array_add (entries, entry);
      if (problem != NULL)
        refuse (entry, problem->message);
      else if (!plan_card (&self, card, entry, error))
        return NULL;
    }
}

/**
 * rounds_vcard_plan_count:
 * @entries: (element-type RoundsVcardEntry): of rounds_vcard_plan_read()
 *
 * Returns: how many of them are of this step
 */
guint
rounds_vcard_plan_count (GPtrArray       *entries,
                         RoundsVcardStep  step)
{
  guint n = 0;

  for (guint i = 0; i < entries->len; i++)
    n += ((RoundsVcardEntry *) g_ptr_array_index (entries, i))->step == step;

  return n;
}

/**
 * rounds_vcard_plan_to_arguments:
 * @entries: (element-type RoundsVcardEntry): of rounds_vcard_plan_read()
 *
 * Returns: (transfer full): the arguments of the one `batch.run` that does it all
 */
JsonObject *
rounds_vcard_plan_to_arguments (GPtrArray *entries)
{
  JsonObject *arguments = json_object_new ();
  JsonArray *operations = json_array_new ();

  for (guint i = 0; i < entries->len; i++)
    {
      const RoundsVcardEntry *entry = g_ptr_array_index (entries, i);
      JsonObject *operation, *step;

      if (entry->step != ROUNDS_VCARD_CREATE && entry->step != ROUNDS_VCARD_UPDATE)
        continue;

      step = json_object_new ();
      json_object_set_string_member (step, "kind", "contact");
      json_object_set_string_member (step, "id", entry->contact_id);
      json_object_set_object_member (step, "values", json_object_ref (entry->values));
      operation = json_object_new ();
      json_object_set_string_member (operation, "name", entry->step == ROUNDS_VCARD_CREATE ? "record.create" : "record.update");
      json_object_set_object_member (operation, "arguments", step);
      json_array_add_object_element (operations, operation);
    }

  json_object_set_array_member (arguments, "operations", operations);
  return arguments;
}
