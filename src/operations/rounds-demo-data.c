/* rounds-demo-data.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations/rounds-demo-private.h"

/* Texts of the demo: towns are real, with their postcodes; people, products and establishments are invented. French, as the data
 * of a French sales team is, and not translated. */

const RoundsDemoTown rounds_demo_towns[] = {
  { "Nantes", "44000", "44", "Loire-Atlantique", TRUE, TRUE },
  { "Saint-Nazaire", "44600", "44", "Loire-Atlantique", FALSE, TRUE },
  { "Châteaubriant", "44110", "44", "Loire-Atlantique", FALSE, TRUE },
  { "Angers", "49000", "49", "Maine-et-Loire", TRUE, TRUE },
  { "Cholet", "49300", "49", "Maine-et-Loire", FALSE, TRUE },
  { "Saumur", "49400", "49", "Maine-et-Loire", FALSE, TRUE },
  { "Laval", "53000", "53", "Mayenne", FALSE, TRUE },
  { "Le Mans", "72000", "72", "Sarthe", FALSE, TRUE },
  { "La Flèche", "72200", "72", "Sarthe", FALSE, TRUE },
  { "La Roche-sur-Yon", "85000", "85", "Vendée", FALSE, TRUE },
  { "Challans", "85300", "85", "Vendée", FALSE, TRUE },
  { "Rennes", "35000", "35", "Ille-et-Vilaine", TRUE, TRUE },
  { "Saint-Malo", "35400", "35", "Ille-et-Vilaine", FALSE, TRUE },
  { "Fougères", "35300", "35", "Ille-et-Vilaine", FALSE, TRUE },
  { "Vannes", "56000", "56", "Morbihan", FALSE, TRUE },
  { "Lorient", "56100", "56", "Morbihan", FALSE, TRUE },
  { "Pontivy", "56300", "56", "Morbihan", FALSE, TRUE },
  { "Quimper", "29000", "29", "Finistère", FALSE, TRUE },
  { "Brest", "29200", "29", "Finistère", TRUE, TRUE },
  { "Morlaix", "29600", "29", "Finistère", FALSE, TRUE },
  { "Saint-Brieuc", "22000", "22", "Côtes-d'Armor", FALSE, TRUE },
  { "Dinan", "22100", "22", "Côtes-d'Armor", FALSE, TRUE },
  { "Caen", "14000", "14", "Calvados", TRUE, TRUE },
  { "Lisieux", "14100", "14", "Calvados", FALSE, TRUE },
  { "Cherbourg-en-Cotentin", "50100", "50", "Manche", FALSE, TRUE },
  { "Avranches", "50300", "50", "Manche", FALSE, TRUE },
  { "Alençon", "61000", "61", "Orne", FALSE, TRUE },
  { "Rouen", "76000", "76", "Seine-Maritime", TRUE, TRUE },
  { "Le Havre", "76600", "76", "Seine-Maritime", FALSE, TRUE },
  { "Dieppe", "76200", "76", "Seine-Maritime", FALSE, TRUE },
  { "Évreux", "27000", "27", "Eure", FALSE, TRUE },
  { "Tours", "37000", "37", "Indre-et-Loire", TRUE, TRUE },
  { "Orléans", "45000", "45", "Loiret", TRUE, TRUE },
  { "Blois", "41000", "41", "Loir-et-Cher", FALSE, TRUE },
  { "Poitiers", "86000", "86", "Vienne", TRUE, TRUE },
  { "Niort", "79000", "79", "Deux-Sèvres", FALSE, TRUE },
  { "La Rochelle", "17000", "17", "Charente-Maritime", FALSE, TRUE },
  { "Angoulême", "16000", "16", "Charente", FALSE, TRUE },
  { "Bordeaux", "33000", "33", "Gironde", TRUE, TRUE },
  { "Arcachon", "33120", "33", "Gironde", FALSE, TRUE },
  { "Libourne", "33500", "33", "Gironde", FALSE, TRUE },
  { "Bayonne", "64100", "64", "Pyrénées-Atlantiques", FALSE, TRUE },
  { "Pau", "64000", "64", "Pyrénées-Atlantiques", FALSE, TRUE },
  { "Limoges", "87000", "87", "Haute-Vienne", TRUE, TRUE },
  { "Paris", "75013", "75", "Paris", TRUE, FALSE },
  { "Paris", "75020", "75", "Paris", FALSE, FALSE },
  { "Versailles", "78000", "78", "Yvelines", FALSE, FALSE },
  { "Saint-Denis", "93200", "93", "Seine-Saint-Denis", FALSE, FALSE },
  { "Créteil", "94000", "94", "Val-de-Marne", FALSE, FALSE },
  { "Évry-Courcouronnes", "91000", "91", "Essonne", FALSE, FALSE },
  { "Melun", "77000", "77", "Seine-et-Marne", FALSE, FALSE },
  { "Lille", "59000", "59", "Nord", TRUE, FALSE },
  { "Valenciennes", "59300", "59", "Nord", FALSE, FALSE },
  { "Dunkerque", "59140", "59", "Nord", FALSE, FALSE },
  { "Arras", "62000", "62", "Pas-de-Calais", FALSE, FALSE },
  { "Amiens", "80000", "80", "Somme", TRUE, FALSE },
  { "Reims", "51100", "51", "Marne", TRUE, FALSE },
  { "Troyes", "10000", "10", "Aube", FALSE, FALSE },
  { "Nancy", "54000", "54", "Meurthe-et-Moselle", TRUE, FALSE },
  { "Metz", "57000", "57", "Moselle", FALSE, FALSE },
  { "Strasbourg", "67000", "67", "Bas-Rhin", TRUE, FALSE },
  { "Haguenau", "67500", "67", "Bas-Rhin", FALSE, FALSE },
  { "Colmar", "68000", "68", "Haut-Rhin", FALSE, FALSE },
  { "Mulhouse", "68100", "68", "Haut-Rhin", FALSE, FALSE },
  { "Épinal", "88000", "88", "Vosges", FALSE, FALSE },
  { "Besançon", "25000", "25", "Doubs", TRUE, FALSE },
  { "Dijon", "21000", "21", "Côte-d'Or", TRUE, FALSE },
  { "Mâcon", "71000", "71", "Saône-et-Loire", FALSE, FALSE },
  { "Bourg-en-Bresse", "01000", "01", "Ain", FALSE, FALSE },
  { "Lyon", "69003", "69", "Rhône", TRUE, FALSE },
  { "Villeurbanne", "69100", "69", "Rhône", FALSE, FALSE },
  { "Saint-Étienne", "42000", "42", "Loire", TRUE, FALSE },
  { "Grenoble", "38000", "38", "Isère", TRUE, FALSE },
  { "Chambéry", "73000", "73", "Savoie", FALSE, FALSE },
  { "Annecy", "74000", "74", "Haute-Savoie", FALSE, FALSE },
  { "Valence", "26000", "26", "Drôme", FALSE, FALSE },
  { "Clermont-Ferrand", "63000", "63", "Puy-de-Dôme", TRUE, FALSE },
  { "Montpellier", "34000", "34", "Hérault", TRUE, FALSE },
  { "Béziers", "34500", "34", "Hérault", FALSE, FALSE },
  { "Nîmes", "30000", "30", "Gard", TRUE, FALSE },
  { "Perpignan", "66000", "66", "Pyrénées-Orientales", FALSE, FALSE },
  { "Toulouse", "31000", "31", "Haute-Garonne", TRUE, FALSE },
  { "Albi", "81000", "81", "Tarn", FALSE, FALSE },
  { "Rodez", "12000", "12", "Aveyron", FALSE, FALSE },
  { "Marseille", "13005", "13", "Bouches-du-Rhône", TRUE, FALSE },
  { "Aix-en-Provence", "13100", "13", "Bouches-du-Rhône", FALSE, FALSE },
  { "Avignon", "84000", "84", "Vaucluse", FALSE, FALSE },
  { "Toulon", "83000", "83", "Var", FALSE, FALSE },
  { "Fréjus", "83600", "83", "Var", FALSE, FALSE },
  { "Nice", "06000", "06", "Alpes-Maritimes", TRUE, FALSE },
  { "Cannes", "06400", "06", "Alpes-Maritimes", FALSE, FALSE },
  { "Ajaccio", "20000", "2A", "Corse-du-Sud", FALSE, FALSE },
  { "Bastia", "20200", "2B", "Haute-Corse", FALSE, FALSE },
};

const guint rounds_demo_n_towns = G_N_ELEMENTS (rounds_demo_towns);

const RoundsDemoProduct rounds_demo_products[] = {
  { "Moniteur multiparamétrique de bloc", 349000, 2000, "Surveillance" },
  { "Moniteur de chevet", 189000, 2000, "Surveillance" },
  { "Pousse-seringue électrique", 124500, 2000, "Perfusion" },
  { "Pompe à perfusion volumétrique", 98000, 2000, "Perfusion" },
  { "Table d'opération mobile", 2850000, 2000, "Bloc opératoire" },
  { "Éclairage opératoire à LED, double coupole", 1790000, 2000, "Bloc opératoire" },
  { "Bistouri électrique", 685000, 2000, "Bloc opératoire" },
  { "Colonne de cœlioscopie HD", 4250000, 2000, "Bloc opératoire" },
  { "Échographe portable", 2390000, 2000, "Imagerie" },
  { "Défibrillateur semi-automatique", 139000, 2000, "Urgence" },
  { "Respirateur de transport", 879000, 2000, "Urgence" },
  { "Lit médicalisé à hauteur variable", 164900, 550, "Hébergement" },
  { "Matelas à air motorisé, prévention des escarres", 74500, 550, "Hébergement" },
  { "Fauteuil roulant de transfert", 42900, 550, "Hébergement" },
  { "Autoclave 75 litres", 1125000, 2000, "Stérilisation" },
  { "Champs opératoires stériles, carton de 100", 18450, 2000, "Consommables" },
  { "Casaques chirurgicales, carton de 60", 15890, 2000, "Consommables" },
  { "Contrat de maintenance annuel", 240000, 2000, "Services" },
  { "Formation des équipes, journée sur site", 98000, 2000, "Services" },
  { "Installation et mise en service", 145000, 2000, "Services" },
};

const guint rounds_demo_n_products = G_N_ELEMENTS (rounds_demo_products);

const RoundsDemoJob rounds_demo_jobs[] = {
  { "Responsable des achats", "Direction des achats" },
  { "Responsable biomédical", "Service biomédical" },
  { "Cadre de bloc opératoire", "Bloc opératoire" },
  { "Responsable de la pharmacie", "Pharmacie" },
  { "Chef de service", "Anesthésie-réanimation" },
  { "Chef de service", "Chirurgie viscérale" },
  { "Chef de service", "Cardiologie" },
  { "Cadre de santé", "Urgences" },
  { "Membre de la direction", "Direction générale" },
  { "Responsable logistique", "Logistique" },
  { "Responsable de la stérilisation", "Stérilisation" },
  { "Responsable du contrôle de gestion", "Finances" },
};

const guint rounds_demo_n_jobs = G_N_ELEMENTS (rounds_demo_jobs);

const char * const rounds_demo_first_names[] = {
  "Camille", "Claire", "Sophie", "Nathalie", "Isabelle", "Élodie", "Aurélie", "Céline", "Hélène", "Anaïs", "Léa", "Manon",
  "Julie", "Marion", "Émilie", "Fatima", "Inès", "Chloé", "Agnès", "Véronique", "Thomas", "Nicolas", "Julien", "Pierre",
  "Antoine", "Olivier", "François", "Laurent", "Jérôme", "Mathieu", "Karim", "Yann", "Hugo", "Maxime", "Étienne", "Benoît",
  "Gaël", "Vincent", "Rémi", "Stéphane", NULL,
};

const char * const rounds_demo_last_names[] = {
  "Martin", "Bernard", "Dubois", "Thomas", "Robert", "Richard", "Petit", "Durand", "Leroy", "Moreau", "Simon", "Laurent",
  "Lefebvre", "Michel", "Garcia", "David", "Bertrand", "Roux", "Vincent", "Fournier", "Morel", "Girard", "André", "Lefèvre",
  "Mercier", "Dupont", "Lambert", "Bonnet", "François", "Martinez", "Legrand", "Garnier", "Faure", "Rousseau", "Blanc",
  "Guérin", "Muller", "Henry", "Roussel", "Nicolas", "Perrin", "Morin", "Mathieu", "Clément", "Gauthier", "Dumont", "Lopez",
  "Fontaine", "Chevalier", "Robin", "Masson", "Sanchez", "Gérard", "Nguyen", "Boyer", "Denis", "Lemaire", "Duval", "Joly",
  "Gautier", "Le Gall", "Kerguelen", "Le Goff", "Benali", "Caron", NULL,
};

const char * const rounds_demo_saints[] = {
  "Saint-Joseph", "Sainte-Anne", "Saint-Vincent", "Saint-Louis", "Sainte-Marie", "Saint-Martin", "Saint-Michel", "Saint-Luc",
  "Sainte-Thérèse", "Saint-François", "Notre-Dame", "Sainte-Catherine", "Saint-Augustin", "Saint-Yves", "Saint-Côme",
  "Saint-Hilaire", NULL,
};

const char * const rounds_demo_houses[] = {
  "Les Tilleuls", "Les Jardins", "Le Clos Fleuri", "Bel Air", "La Roseraie", "Les Hortensias", "Le Parc", "Les Acacias",
  "La Châtaigneraie", "Le Bois Joli", "Les Glycines", "La Source", "Beau Soleil", "Les Cèdres", NULL,
};

const char * const rounds_demo_groups[] = {
  "Groupe Atlansanté", "Vivalys", "Santé Horizon", "Mutualité des Deux Rives", "Groupe Médivie", NULL,
};

const char * const rounds_demo_streets[] = {
  "rue de l'Hôpital", "avenue de la République", "boulevard Pasteur", "rue Victor-Hugo", "avenue du Général-Leclerc",
  "rue des Lilas", "place de la Liberté", "rue Laennec", "boulevard Jean-Jaurès", "avenue Marie-Curie", "rue du Moulin",
  "chemin des Vignes", "rue Ambroise-Paré", "allée des Platanes", NULL,
};

const char * const rounds_demo_specialties[] = {
  "Anesthésie-réanimation", "Cardiologie", "Chirurgie orthopédique", "Chirurgie viscérale", "Gériatrie",
  "Gynécologie-obstétrique", "Imagerie médicale", "Médecine d'urgence", "Néphrologie", "Neurologie", "Oncologie",
  "Ophtalmologie", "Pédiatrie", "Pneumologie", "Urologie", NULL,
};

const char * const rounds_demo_departments[] = {
  "Bloc opératoire", "Urgences", "Réanimation", "Maternité", "Stérilisation", "Pharmacie", "Imagerie", "Ambulatoire", NULL,
};

const char * const rounds_demo_projects[] = {
  "Renouvellement des moniteurs", "Équipement du nouveau bloc", "Remplacement des pousse-seringues", "Parc de lits médicalisés",
  "Colonne de cœlioscopie", "Échographes des urgences", "Éclairage opératoire", "Modernisation de la stérilisation",
  "Marché de maintenance", "Extension de la réanimation", "Consommables de bloc", "Défibrillateurs", "Tables d'opération",
  "Respirateurs de transport", "Prévention des escarres", NULL,
};

const char * const rounds_demo_refusals[] = {
  "Prix", "Concurrent en place", "Projet reporté", "Budget refusé", "Délai de livraison", NULL,
};

const char * const rounds_demo_won_reasons[] = {
  "Qualité du matériel", "Service après-vente", "Prix", "Relation de confiance", NULL,
};

const char * const rounds_demo_competitors[] = {
  "MédiLine", "Orbis Santé", "Technimed", "Europe Bloc", NULL,
};

const char * const rounds_demo_sources[] = {
  "Appel d'offres", "Salon", "Recommandation", "Prospection", "Site web", NULL,
};

const char * const rounds_demo_meetings[] = {
  "Présentation de la gamme", "Visite du bloc opératoire", "Démonstration du matériel", "Négociation du marché",
  "Point de suivi annuel", "Essai en conditions réelles", "Recueil du besoin", "Remise de l'offre", "Formation des équipes",
  "Réunion avec les achats", NULL,
};
