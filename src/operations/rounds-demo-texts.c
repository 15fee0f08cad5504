/* rounds-demo-texts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations/rounds-demo-private.h"

/* What the demo's team writes down; French and not translated, as the rest of its data. */

const char * const rounds_demo_tags[] = {
  "Appel d’offres", "Compte clé", "Nouveau bloc", "À relancer", "Centrale d’achat", "Référent actif", NULL,
};

const char * const rounds_demo_calls[] = {
  "Budget 2027 en discussion, décision au prochain comité.", "Rappeler après la réunion du bloc.",
  "Demande une démonstration sur site.", "Veut comparer avec le matériel en place.",
  "Confirme la réception du devis, le transmet aux achats.", "Question sur la maintenance et les délais.",
  "Le cadre de bloc soutient le projet, les achats hésitent.", "Souhaite une formation pour l’équipe de nuit.",
  "Rendez-vous fixé avec le responsable biomédical.", "Demande les références d’autres établissements.",
  "Livraison à prévoir avant la fin du trimestre.", "Problème d’accès au quai de livraison, résolu.",
  "Facture bien reçue, paiement en cours.", "Changement d’interlocuteur à prévoir à la rentrée.", NULL,
};

const char * const rounds_demo_subjects[] = {
  "Suite à notre rendez-vous", "Documentation technique", "Planning d’installation", "Demande de démonstration",
  "Votre parc de moniteurs", "Conditions de maintenance", "Compte rendu de visite", "Relance de notre proposition",
  "Disponibilité pour un échange", "Nouveautés pour le bloc opératoire", "Convention de formation", "Références clients", NULL,
};

const char * const rounds_demo_note_titles[] = {
  "Parc installé", "Circuit de décision", "Concurrence", "Projet de travaux", "Contraintes de livraison", "Budget",
  "Retour d’essai", "Préparation du rendez-vous", NULL,
};

const char * const rounds_demo_notes[] = {
  "Douze moniteurs de plus de dix ans au bloc, remplacement par tranches à partir de l’an prochain.",
  "Le responsable biomédical valide la technique, la direction des achats négocie, la direction tranche au-delà de 90 000 €.",
  "Un concurrent est en place depuis 2019, contrat de maintenance jusqu’en juin.",
  "Nouveau plateau technique prévu : quatre salles, ouverture dans dix-huit mois.",
  "Livraison uniquement le matin, quai au sous-sol, prévenir la logistique 48 h avant.",
  "Budget d’équipement voté en décembre ; les petits achats passent par la centrale.",
  "Essai de deux semaines apprécié des infirmiers ; l’alarme est jugée trop forte.",
  "Apporter les fiches de stérilisation et les références de la région.", NULL,
};

const char * const rounds_demo_tasks[] = {
  "Envoyer la documentation", "Rappeler le responsable biomédical", "Préparer le devis", "Relancer le devis",
  "Organiser la démonstration", "Vérifier la date de livraison", "Planifier la formation", "Demander les références de bon de commande",
  "Mettre à jour le parc installé", "Préparer le rendez-vous", "Envoyer le compte rendu", "Relancer la facture", NULL,
};

const char * const rounds_demo_part_reasons[] = {
  "Article repris, conditionnement endommagé", "Quantité livrée inférieure à la commande", "Erreur de référence sur une ligne", NULL,
};

const char * const rounds_demo_whole_reasons[] = {
  "Facture établie au mauvais service", "Commande annulée par l’établissement", "Double facturation", NULL,
};
