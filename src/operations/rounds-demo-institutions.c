/* rounds-demo-institutions.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations/rounds-demo-private.h"

#include <string.h>

#include "model/rounds-registry.h"
#include "model/rounds-time.h"
#include "store/rounds-repository.h"

/* Who sells, where, and to whom. */

#define INSTITUTIONS 200
#define SELLERS_PER_TEAM 3

typedef struct
{
  const char *format; /* with the place for a town or a name */
  const char *type;
  const char *legal_status;
  const char *category_code;
  const char *category;
  int least_beds;
  int most_beds;
} Shape;

enum
{
  SHAPE_UNIVERSITY,
  SHAPE_HOSPITAL,
  SHAPE_CLINIC,
  SHAPE_POLYCLINIC,
  SHAPE_PRIVATE,
  SHAPE_MENTAL,
  SHAPE_CARE_HOME,
  SHAPE_DIALYSIS,
  SHAPE_CENTER,
  SHAPE_LABORATORY,
};

static const Shape shapes[] = {
  [SHAPE_UNIVERSITY] = { "CHU de %s", "hospital", "public", "101", "Centre Hospitalier Régional (C.H.R.)", 800, 2600 },
  [SHAPE_HOSPITAL] = { "Centre hospitalier de %s", "hospital", "public", "355", "Centre Hospitalier (C.H.)", 120, 780 },
  [SHAPE_CLINIC] = { "Clinique %s", "clinic", "private_commercial", "365",
                     "Etablissement de Soins Pluridisciplinaire", 60, 260 },
  [SHAPE_POLYCLINIC] = { "Polyclinique %s", "clinic", "private_commercial", "365",
                         "Etablissement de Soins Pluridisciplinaire", 90, 340 },
  [SHAPE_PRIVATE] = { "Hôpital privé %s", "hospital", "private_nonprofit", "365",
                      "Etablissement de Soins Pluridisciplinaire", 100, 420 },
  [SHAPE_MENTAL] = { "Centre hospitalier spécialisé de %s", "hospital", "public", "292",
                     "Centre Hospitalier Spécialisé lutte Maladies Mentales", 90, 400 },
  [SHAPE_CARE_HOME] = { "EHPAD %s", "care_home", "private_nonprofit", "500",
                        "Etablissement d'hébergement pour personnes âgées dépendantes", 45, 130 },
  [SHAPE_DIALYSIS] = { "Centre de dialyse de %s", "specialty_clinic", "private_nonprofit", "141", "Centre de dialyse", 8, 40 },
  [SHAPE_CENTER] = { "Maison de santé de %s", "medical_center", "private_nonprofit", "603", "Maison de santé (L.6223-3)", 0, 0 },
  [SHAPE_LABORATORY] = { "Laboratoire de biologie de %s", "laboratory", "private_commercial", "611",
                         "Laboratoire de Biologie Médicale", 0, 0 },
};

static RoundsEntity *
make_user (RoundsDemo    *self,
           const char    *first_name,
           const char    *last_name,
           const char    *role,
           RoundsEntity  *team)
{
  RoundsEntity *user = rounds_demo_new (self, "user", NULL, self->context->now);
  g_autofree char *ascii_first = g_str_to_ascii (first_name, "C");
  g_autofree char *ascii_last = g_str_to_ascii (last_name, "C");
  g_autofree char *address = g_strdup_printf ("%s.%s@rounds.example", ascii_first, ascii_last);
  g_autofree char *email = g_ascii_strdown (g_strdelimit (address, " '", '-'), -1);

  rounds_entity_set_text (user, "email", email);
  rounds_entity_set_text (user, "first-name", first_name);
  rounds_entity_set_text (user, "last-name", last_name);
  rounds_entity_set_text (user, "role", role);
  rounds_entity_set_text (user, "team-id", rounds_entity_get_id (team));

  return user;
}

static void
add_seller (RoundsDemo   *self,
            RoundsEntity *user)
{
  g_hash_table_insert (self->seller_by_id, (gpointer) rounds_entity_get_id (user), user);
  g_ptr_array_add (self->sellers, g_object_ref (user));
}

/* Who asks for the demo, when that is a person of the workspace, sells in it too: their day, their deals and their figures are not empty. */
static gboolean
find_owner (RoundsDemo    *self,
            RoundsEntity **owner,
            GError       **error)
{
  const RoundsActor *actor = self->context->actor;
  g_autoptr(GError) local = NULL;

  *owner = NULL;
  if (actor == NULL)
    return TRUE;

  *owner = rounds_repository_get (self->context->database, rounds_registry_find ("user"), actor->user_id, &local);
  if (local == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* The first of @people leads the team; @owner, when there is one, sells in the place of the second. */
static gboolean
make_team (RoundsDemo          *self,
           const char          *name,
           const char          *description,
           const char * const  *people,
           RoundsEntity        *owner,
           GError             **error)
{
  g_autoptr(RoundsEntity) team = rounds_demo_new (self, "team", NULL, self->context->now);

  rounds_entity_set_text (team, "name", name);
  rounds_entity_set_text (team, "description", description);
  if (!rounds_operation_insert (self->context, team, error))
    return FALSE;

  for (guint i = 0; people[i] != NULL; i += 2)
    {
      /* Also where the owner stands in: the ids of all that follows are the same then. */
      g_autoptr(RoundsEntity) user = make_user (self, people[i], people[i + 1], i == 0 ? "team_admin" : "user", team);
      gboolean is_owner = i == 2 && owner != NULL;

      if (!is_owner && !rounds_operation_insert (self->context, user, error))
        return FALSE;
      if (i > 0)
        add_seller (self, is_owner ? owner : user);
    }

  return TRUE;
}

gboolean
rounds_demo_make_people (RoundsDemo  *self,
                         GError     **error)
{
  static const char * const west[] = { "Hélène", "Marchand", "Camille", "Le Goff", "Thomas", "Guérin", "Anaïs", "Robin", NULL };
  static const char * const east[] = { "Olivier", "Garnier", "Inès", "Faure", "Julien", "Muller", "Sophie", "Blanc", NULL };
  g_autoptr(RoundsEntity) owner = NULL;

  return find_owner (self, &owner, error) &&
         make_team (self, "Équipe Ouest", "Bretagne, Pays de la Loire, Normandie, Centre, Nouvelle-Aquitaine", west, owner, error) &&
         make_team (self, "Équipe Est et Sud", "Île-de-France, Nord, Est, Rhône-Alpes, Méditerranée", east, NULL, error);
}

/* Every town has a hospital, the great ones a university hospital; then what else there may be. */
static guint
choose_shape (RoundsDemo           *self,
              guint                 index,
              const RoundsDemoTown *town)
{
  static const guint others[] = {
    SHAPE_CLINIC, SHAPE_CLINIC, SHAPE_CLINIC, SHAPE_POLYCLINIC, SHAPE_POLYCLINIC, SHAPE_PRIVATE, SHAPE_MENTAL, SHAPE_CARE_HOME,
    SHAPE_CARE_HOME, SHAPE_DIALYSIS, SHAPE_CENTER, SHAPE_LABORATORY,
  };

  if (index < rounds_demo_n_towns)
    return town->has_university ? SHAPE_UNIVERSITY : SHAPE_HOSPITAL;

  return others[g_rand_int_range (self->random, 0, G_N_ELEMENTS (others))];
}

static char *
make_name (RoundsDemo           *self,
           guint                 shape,
           const RoundsDemoTown *town)
{
  const char *name = town->name;
  g_auto(GStrv) parts = g_strsplit (shapes[shape].format, "%s", 2);

  if (shape == SHAPE_CLINIC || shape == SHAPE_POLYCLINIC || shape == SHAPE_PRIVATE)
    name = rounds_demo_choose (self, rounds_demo_saints);
  else if (shape == SHAPE_CARE_HOME)
    name = rounds_demo_choose (self, rounds_demo_houses);

  /* "de" before "Le" is "du", before a vowel "d'". */
  if (g_str_has_suffix (parts[0], " de ") && g_str_has_prefix (name, "Le "))
    return g_strdup_printf ("%.*sdu %s", (int) strlen (parts[0]) - 3, parts[0], name + 3);
  if (g_str_has_suffix (parts[0], " de ") && g_utf8_strchr ("AEIOUÉ", -1, g_utf8_get_char (name)) != NULL)
    return g_strdup_printf ("%.*sd'%s", (int) strlen (parts[0]) - 3, parts[0], name);

  return g_strjoinv (name, parts);
}

static void
set_list (RoundsDemo         *self,
          RoundsEntity       *entity,
          const char         *field,
          const char * const *texts,
          guint               most)
{
  g_autoptr(GPtrArray) chosen = g_ptr_array_new ();

  for (guint i = 0; i < most; i++)
    {
      const char *text = rounds_demo_choose (self, texts);

      if (!g_ptr_array_find_with_equal_func (chosen, text, g_str_equal, NULL))
        g_ptr_array_add (chosen, (gpointer) text);
    }
  g_ptr_array_add (chosen, NULL);
  rounds_entity_set_list (entity, field, (const char * const *) chosen->pdata);
}

/* Certified for four years, by an audit that was some time ago; some run out soon, some have. */
static void
set_compliance (RoundsDemo   *self,
                RoundsEntity *institution)
{
  int days = g_rand_int_range (self->random, 40, 4 * 365 + 60);
  g_autofree char *audit = rounds_date_add_days (self->today, -days);
  g_autofree char *end = rounds_date_add_days (audit, 4 * 365);

  rounds_entity_set_text (institution, "last-audit-date", audit);
  rounds_entity_set_text (institution, "compliance-expiration-date", end);
  if (g_strcmp0 (end, self->today) < 0)
    rounds_entity_set_text (institution, "compliance-status", "expired");
  else
    rounds_entity_set_text (institution, "compliance-status", rounds_demo_chance (self, 75) ? "compliant" : "pending_review");
}

static void
set_profile (RoundsDemo   *self,
             RoundsEntity *institution,
             const Shape  *shape)
{
  int beds = shape->most_beds > 0 ? g_rand_int_range (self->random, shape->least_beds, shape->most_beds) : 0;

  if (beds == 0)
    return;

  rounds_entity_set_integer (institution, "bed-capacity", beds);
  if (g_str_equal (shape->type, "care_home") || g_str_equal (shape->category_code, "292"))
    return;

  rounds_entity_set_integer (institution, "surgical-rooms", g_str_equal (shape->type, "specialty_clinic") ? 0 : 2 + beds / 55);
  set_list (self, institution, "specialties", rounds_demo_specialties, (guint) CLAMP (beds / 60, 2, 8));
  set_list (self, institution, "departments", rounds_demo_departments, 4);
  set_compliance (self, institution);
}

static void
set_identity (RoundsDemo           *self,
              RoundsEntity         *institution,
              guint                 index,
              const RoundsDemoTown *town)
{
  static const char * const area_codes = "23145";
  g_autofree char *phone = NULL;
  g_autofree char *street = NULL;
  /* Numbers of the real register have 0, 7 or 8 after the department. */
  g_autofree char *finess = g_strdup_printf ("%s9%06u", town->code, (index * 37 + 11) % 1000000);

  phone = g_strdup_printf ("0%c %02d %02d %02d %02d", town->is_west ? '2' : area_codes[index % 5],
                           g_rand_int_range (self->random, 40, 99), g_rand_int_range (self->random, 0, 100),
                           g_rand_int_range (self->random, 0, 100), g_rand_int_range (self->random, 0, 100));
  street = g_strdup_printf ("%d %s", g_rand_int_range (self->random, 1, 180), rounds_demo_choose (self, rounds_demo_streets));

  rounds_entity_set_text (institution, "finess", finess);
  rounds_entity_set_text (institution, "main-phone", phone);
  rounds_entity_set_text (institution, "street", street);
  rounds_entity_set_text (institution, "zip-code", town->zip_code);
  rounds_entity_set_text (institution, "city", town->name);
  rounds_entity_set_text (institution, "state", town->department);
}

static RoundsEntity *
make_institution (RoundsDemo *self,
                  guint       index)
{
  const RoundsDemoTown *town = &rounds_demo_towns[index % rounds_demo_n_towns];
  guint number = choose_shape (self, index, town);
  const Shape *shape = &shapes[number];
  RoundsEntity *institution = rounds_demo_new (self, "institution", NULL,
                                               self->context->now - g_rand_int_range (self->random, 400, 900) * G_TIME_SPAN_DAY);
  g_autofree char *name = make_name (self, number, town);

  rounds_entity_set_text (institution, "name", name);
  rounds_entity_set_text (institution, "type", shape->type);
  rounds_entity_set_text (institution, "legal-status", shape->legal_status);
  rounds_entity_set_text (institution, "category-code", shape->category_code);
  rounds_entity_set_text (institution, "category", shape->category);
  set_identity (self, institution, index, town);
  set_profile (self, institution, shape);

  if (g_str_equal (shape->legal_status, "private_commercial") && rounds_demo_chance (self, 50))
    rounds_entity_set_text (institution, "group-name", rounds_demo_choose (self, rounds_demo_groups));
  if (rounds_demo_chance (self, 60))
    {
      guint source = (guint) g_rand_int_range (self->random, 0, (gint32) self->sources->len);
      rounds_entity_set_text (institution, "lead-source-id", rounds_entity_get_id (g_ptr_array_index (self->sources, source)));
    }
  if (rounds_demo_chance (self, 15))
    rounds_entity_set_integer (institution, "payment-term-days", rounds_demo_chance (self, 50) ? 45 : 60);
  if (rounds_demo_chance (self, 80))
    {
      /* The first sellers are the western team's. */
      gint32 seller = g_rand_int_range (self->random, 0, SELLERS_PER_TEAM) + (town->is_west ? 0 : SELLERS_PER_TEAM);
      rounds_entity_set_text (institution, "assigned-user-id",
                              rounds_entity_get_id (g_ptr_array_index (self->sellers, seller)));
    }

  return institution;
}

static RoundsEntity *
make_contact (RoundsDemo   *self,
              RoundsEntity *institution,
              guint         index,
              RoundsEntity *primary)
{
  static const char * const deciders[] = { "decision_maker", "decision_maker", "buyer", NULL };
  static const char * const others[] = { "buyer", "influencer", "champion", "user", "technical", "opponent", NULL };
  RoundsEntity *contact = rounds_demo_new (self, "contact", NULL, rounds_entity_get_integer (institution, "created-at"));
  const RoundsDemoJob *job = &rounds_demo_jobs[g_rand_int_range (self->random, 0, (gint32) rounds_demo_n_jobs)];
  const char *first_name = rounds_demo_choose (self, rounds_demo_first_names);
  const char *last_name = rounds_demo_choose (self, rounds_demo_last_names);
  g_autofree char *ascii_first = g_str_to_ascii (first_name, "C");
  g_autofree char *ascii_last = g_str_to_ascii (last_name, "C");
  g_autofree char *address = g_strdup_printf ("%s.%s%u@sante.example", ascii_first, ascii_last, index);
  g_autofree char *email = g_ascii_strdown (g_strdelimit (address, " '", '-'), -1);
  g_autofree char *phone = g_strdup_printf ("06 %02d %02d %02d %02d", g_rand_int_range (self->random, 10, 99),
                                            g_rand_int_range (self->random, 0, 100), g_rand_int_range (self->random, 0, 100),
                                            g_rand_int_range (self->random, 0, 100));

  rounds_entity_set_text (contact, "institution-id", rounds_entity_get_id (institution));
  rounds_entity_set_text (contact, "first-name", first_name);
  rounds_entity_set_text (contact, "last-name", last_name);
  rounds_entity_set_text (contact, "title", job->title);
  rounds_entity_set_text (contact, "department", job->department);
  rounds_entity_set_text (contact, "email", email);
  rounds_entity_set_text (contact, "phone", phone);
  rounds_entity_set_text (contact, "decision-role", rounds_demo_choose (self, primary == NULL ? deciders : others));
  rounds_entity_set_boolean (contact, "is-primary", primary == NULL);
  if (primary != NULL && rounds_demo_chance (self, 70))
    rounds_entity_set_text (contact, "reports-to-id", rounds_entity_get_id (primary));

  return contact;
}

gboolean
rounds_demo_make_institutions (RoundsDemo  *self,
                               GError     **error)
{
  /* A larger country has a few more of them than its scale says. */
  guint n_institutions = INSTITUTIONS * self->scale + self->scale / 2;

  for (guint i = 0; i < n_institutions; i++)
    {
      RoundsEntity *institution = make_institution (self, i);
      GPtrArray *contacts = g_ptr_array_new_with_free_func (g_object_unref);
      guint n_contacts = (guint) g_rand_int_range (self->random, 1, 4);

      g_ptr_array_add (self->institutions, institution);
      g_hash_table_insert (self->index_by_id, (gpointer) rounds_entity_get_id (institution), GUINT_TO_POINTER (i));
      g_ptr_array_add (self->contacts, contacts);
      g_ptr_array_add (self->deals, NULL);
      if (!rounds_operation_insert (self->context, institution, error))
        return FALSE;

      for (guint j = 0; j < n_contacts; j++)
        {
          RoundsEntity *contact = make_contact (self, institution, i * 4 + j, j > 0 ? g_ptr_array_index (contacts, 0) : NULL);

          g_ptr_array_add (contacts, contact);
          if (!rounds_operation_insert (self->context, contact, error))
            return FALSE;
        }
    }

  return TRUE;
}
