/* rounds-finess-tables.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "exchange/rounds-finess-tables.h"

#include <string.h>

/* Categories and aggregates of establishments: the nomenclature of the FINESS register (ministry of health), by the codes and labels in
 * its extracts of 2021 and 2026 (etalab-cs1100502, data.gouv.fr, Licence Ouverte). Which of them is what to a salesperson is our choice. */

typedef struct
{
  const char *code;
  const char *meaning;
} Entry;

/* By category, where it says more than the aggregate it stands in. */
static const Entry categories[] = {
  { "101", "hospital" },         /* centre hospitalier régional */
  { "106", "hospital" },         /* centre hospitalier, ex-hôpital local */
  { "109", "clinic" },           /* établissement de santé privé autorisé en SSR */
  { "114", "hospital" },         /* hôpital des armées */
  { "122", "clinic" },           /* établissement de soins obstétriques et chirurgico-gynécologiques */
  { "124", "medical_center" },   /* centre de santé */
  { "128", "clinic" },           /* établissement de soins chirurgicaux */
  { "129", "clinic" },           /* établissement de soins médicaux */
  { "131", "hospital" },         /* centre de lutte contre le cancer */
  { "141", "specialty_clinic" }, /* centre de dialyse */
  { "146", "specialty_clinic" }, /* alternative à la dialyse en centre */
  { "156", "medical_center" },   /* centre médico-psychologique */
  { "161", "clinic" },           /* maison de santé pour maladies mentales */
  { "202", "care_home" },        /* résidence autonomie */
  { "255", "care_home" },        /* maison d'accueil spécialisée */
  { "292", "hospital" },         /* centre hospitalier spécialisé, maladies mentales */
  { "355", "hospital" },         /* centre hospitalier */
  { "362", "hospital" },         /* établissement de soins de longue durée */
  { "365", "clinic" },           /* établissement de soins pluridisciplinaire */
  { "425", "medical_center" },   /* centre d'accueil thérapeutique à temps partiel */
  { "430", "specialty_clinic" }, /* centre de postcure pour malades mentaux */
  { "437", "care_home" },        /* foyer d'accueil médicalisé */
  { "448", "care_home" },        /* établissement d'accueil médicalisé */
  { "500", "care_home" },        /* EHPAD */
  { "501", "care_home" },        /* EHPA percevant des crédits d'assurance maladie */
  { "502", "care_home" },        /* EHPA ne percevant pas des crédits d'assurance maladie */
  { "603", "medical_center" },   /* maison de santé */
  { "610", "laboratory" },       /* laboratoire d'analyses */
  { "611", "laboratory" },       /* laboratoire de biologie médicale */
  { "620", "pharmacy" },         /* pharmacie d'officine */
  { "627", "pharmacy" },         /* propharmacie */
  { "628", "pharmacy" },         /* pharmacie minière */
  { "629", "pharmacy" },         /* pharmacie mutualiste */
  { "630", "specialty_clinic" }, /* installation autonome de chirurgie esthétique */
  { "631", "specialty_clinic" }, /* maison de naissance */
  { "697", "specialty_clinic" }, /* groupement de coopération sanitaire, établissement de santé */
};

/* By aggregate, for the categories not named above. */
static const Entry aggregates[] = {
  { "1101", "hospital" },         /* centres hospitaliers régionaux */
  { "1102", "hospital" },         /* centres hospitaliers */
  { "1103", "hospital" },         /* centres hospitaliers spécialisés, maladies mentales */
  { "1104", "hospital" },         /* centres de lutte contre le cancer */
  { "1106", "hospital" },         /* hôpitaux locaux */
  { "1107", "clinic" },           /* établissements privés de SSR */
  { "1109", "hospital" },         /* soins de longue durée */
  { "1110", "clinic" },           /* soins de courte durée */
  { "1203", "specialty_clinic" }, /* dialyse ambulatoire */
  { "2201", "medical_center" },   /* dispensaires ou centres de soins */
  { "2202", "medical_center" },   /* PMI et planification familiale */
  { "2205", "hospital" },         /* service de santé des armées */
  { "2206", "medical_center" },   /* centres de santé */
  { "3101", "laboratory" },       /* laboratoires de biologie médicale */
  { "4401", "care_home" },        /* hébergement pour personnes âgées */
};

/* "Modalité de participation au service public hospitalier", where it tells who owns the establishment. Its other codes (0 not
 * concerned, 9 undetermined) do not. */
static const Entry legal_statuses[] = {
  { "1", "public" },             /* établissement public de santé */
  { "3", "private_nonprofit" },  /* participant au service public hospitalier par concession */
  { "6", "private_nonprofit" },  /* établissement de santé privé d'intérêt collectif */
  { "7", "private_nonprofit" },  /* privé non lucratif, non déclaré d'intérêt collectif */
};

/* Departments, Code officiel géographique (INSEE) 2024; overseas by the register's own codes. */
static const Entry departments[] = {
  { "01", "Ain" }, { "02", "Aisne" }, { "03", "Allier" }, { "04", "Alpes-de-Haute-Provence" }, { "05", "Hautes-Alpes" },
  { "06", "Alpes-Maritimes" }, { "07", "Ardèche" }, { "08", "Ardennes" }, { "09", "Ariège" }, { "10", "Aube" },
  { "11", "Aude" }, { "12", "Aveyron" }, { "13", "Bouches-du-Rhône" }, { "14", "Calvados" }, { "15", "Cantal" },
  { "16", "Charente" }, { "17", "Charente-Maritime" }, { "18", "Cher" }, { "19", "Corrèze" }, { "21", "Côte-d'Or" },
  { "22", "Côtes-d'Armor" }, { "23", "Creuse" }, { "24", "Dordogne" }, { "25", "Doubs" }, { "26", "Drôme" },
  { "27", "Eure" }, { "28", "Eure-et-Loir" }, { "29", "Finistère" }, { "2A", "Corse-du-Sud" }, { "2B", "Haute-Corse" },
  { "30", "Gard" }, { "31", "Haute-Garonne" }, { "32", "Gers" }, { "33", "Gironde" }, { "34", "Hérault" },
  { "35", "Ille-et-Vilaine" }, { "36", "Indre" }, { "37", "Indre-et-Loire" }, { "38", "Isère" }, { "39", "Jura" },
  { "40", "Landes" }, { "41", "Loir-et-Cher" }, { "42", "Loire" }, { "43", "Haute-Loire" }, { "44", "Loire-Atlantique" },
  { "45", "Loiret" }, { "46", "Lot" }, { "47", "Lot-et-Garonne" }, { "48", "Lozère" }, { "49", "Maine-et-Loire" },
  { "50", "Manche" }, { "51", "Marne" }, { "52", "Haute-Marne" }, { "53", "Mayenne" }, { "54", "Meurthe-et-Moselle" },
  { "55", "Meuse" }, { "56", "Morbihan" }, { "57", "Moselle" }, { "58", "Nièvre" }, { "59", "Nord" },
  { "60", "Oise" }, { "61", "Orne" }, { "62", "Pas-de-Calais" }, { "63", "Puy-de-Dôme" }, { "64", "Pyrénées-Atlantiques" },
  { "65", "Hautes-Pyrénées" }, { "66", "Pyrénées-Orientales" }, { "67", "Bas-Rhin" }, { "68", "Haut-Rhin" }, { "69", "Rhône" },
  { "70", "Haute-Saône" }, { "71", "Saône-et-Loire" }, { "72", "Sarthe" }, { "73", "Savoie" }, { "74", "Haute-Savoie" },
  { "75", "Paris" }, { "76", "Seine-Maritime" }, { "77", "Seine-et-Marne" }, { "78", "Yvelines" }, { "79", "Deux-Sèvres" },
  { "80", "Somme" }, { "81", "Tarn" }, { "82", "Tarn-et-Garonne" }, { "83", "Var" }, { "84", "Vaucluse" },
  { "85", "Vendée" }, { "86", "Vienne" }, { "87", "Haute-Vienne" }, { "88", "Vosges" }, { "89", "Yonne" },
  { "90", "Territoire de Belfort" }, { "91", "Essonne" }, { "92", "Hauts-de-Seine" }, { "93", "Seine-Saint-Denis" },
  { "94", "Val-de-Marne" }, { "95", "Val-d'Oise" },
  { "9A", "Guadeloupe" }, { "9B", "Martinique" }, { "9C", "Guyane" }, { "9D", "La Réunion" },
  { "9E", "Saint-Pierre-et-Miquelon" }, { "9F", "Mayotte" }, { "9J", "Wallis-et-Futuna" },
};

static const char *
find (const Entry *entries,
      gsize        n_entries,
      const char  *code)
{
  for (gsize i = 0; i < n_entries; i++)
    {
      if (strcmp (entries[i].code, code) == 0)
        return entries[i].meaning;
    }

  return NULL;
}

/**
 * rounds_finess_get_type:
 * @category: such as `355`
 * @aggregate: such as `1102`
 *
 * Returns: (transfer none): the institution's type, `other` for what is none of them
 */
const char *
rounds_finess_get_type (const char *category,
                        const char *aggregate)
{
  const char *type = find (categories, G_N_ELEMENTS (categories), category);

  if (type == NULL)
    type = find (aggregates, G_N_ELEMENTS (aggregates), aggregate);

  return type != NULL ? type : "other";
}

/**
 * rounds_finess_get_legal_status:
 * @service_code: the part in the public hospital service (`codesph`)
 *
 * Returns: (transfer none) (nullable): the legal status, %NULL where the register does not tell
 */
const char *
rounds_finess_get_legal_status (const char *service_code)
{
  return find (legal_statuses, G_N_ELEMENTS (legal_statuses), service_code);
}

/* The register's numbers begin with the department, overseas with 970 or 980 and one digit for it, as its codes 9A to 9J do with
 * a letter. Postcodes would not do: those of CEDEX deliveries go their own ways. */
static const Entry overseas[] = {
  { "9701", "9A" }, { "9702", "9B" }, { "9703", "9C" }, { "9704", "9D" }, { "9705", "9E" },
  { "9805", "9F" }, { "9806", "9J" },
};

/**
 * rounds_finess_get_department:
 * @code: such as `01`, `2A`, `9D`, or `97` for any department overseas
 * @finess: the establishment's number, which tells which one `97` is
 *
 * Returns: (transfer none) (nullable): the department's name
 */
const char *
rounds_finess_get_department (const char *code,
                              const char *finess)
{
  if (strcmp (code, "97") == 0 || strcmp (code, "98") == 0)
    {
      g_autofree char *beginning = g_strndup (finess, 4);

      code = find (overseas, G_N_ELEMENTS (overseas), beginning);
    }

  return code != NULL ? find (departments, G_N_ELEMENTS (departments), code) : NULL;
}
