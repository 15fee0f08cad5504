/* rounds-institution.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/rounds-institution.h"

#include <glib/gi18n-lib.h>

/* A hospital, clinic or other establishment that is, was or may become a customer. */
const RoundsChoice rounds_institution_type_choices[] = {
  { "hospital", N_("Hospital") },
  { "clinic", N_("Clinic") },
  { "medical_center", N_("Medical center") },
  { "specialty_clinic", N_("Specialty clinic") },
  { "care_home", N_("Care home") },
  { "laboratory", N_("Laboratory") },
  { "pharmacy", N_("Pharmacy") },
  { "other", N_("Other") },
  { NULL, NULL },
};

static const RoundsChoice legal_status_choices[] = {
  { "public", N_("Public") },
  { "private_nonprofit", N_("Private, non-profit") },
  { "private_commercial", N_("Private, commercial") },
  { NULL, NULL },
};

static const RoundsChoice commercial_status_choices[] = {
  { "prospect", N_("Prospect") },
  { "client", N_("Client") },
  { NULL, NULL },
};

static const RoundsChoice compliance_choices[] = {
  { "pending_review", N_("To be reviewed") },
  { "compliant", N_("Compliant") },
  { "non_compliant", N_("Not compliant") },
  { "expired", N_("Expired") },
  { NULL, NULL },
};

static const RoundsField fields[] = {
  { "name", ROUNDS_FIELD_TEXT, N_("Name"), ROUNDS_FIELD_REQUIRED | ROUNDS_FIELD_SEARCHABLE, .minimum = 1, .maximum = 255 },
  { "type", ROUNDS_FIELD_CHOICE, N_("Type"), ROUNDS_FIELD_REQUIRED,
    .choices = rounds_institution_type_choices, .initial = "hospital" },
  { "finess", ROUNDS_FIELD_TEXT, N_("FINESS number"),
    ROUNDS_FIELD_UNIQUE | ROUNDS_FIELD_SEARCHABLE | ROUNDS_FIELD_FINESS, .maximum = 9 },
  { "siret", ROUNDS_FIELD_TEXT, N_("SIRET"), ROUNDS_FIELD_SEARCHABLE | ROUNDS_FIELD_SIRET, .maximum = 14 },
  { "category-code", ROUNDS_FIELD_TEXT, N_("Category code"), ROUNDS_FIELD_CODE, .maximum = 4 },
  { "category", ROUNDS_FIELD_TEXT, N_("Category") },
  { "legal-status", ROUNDS_FIELD_CHOICE, N_("Legal status"), .choices = legal_status_choices },
  { "main-phone", ROUNDS_FIELD_TEXT, N_("Phone"), ROUNDS_FIELD_SEARCHABLE | ROUNDS_FIELD_PHONE, .maximum = 25 },
  { "group-name", ROUNDS_FIELD_TEXT, N_("Group"), ROUNDS_FIELD_SEARCHABLE },
  { "commercial-status", ROUNDS_FIELD_CHOICE, N_("Commercial status"), ROUNDS_FIELD_REQUIRED, .section = "commercial",
    .choices = commercial_status_choices, .initial = "prospect" },
  { "is-active", ROUNDS_FIELD_BOOLEAN, N_("Active"), ROUNDS_FIELD_REQUIRED, .section = "commercial", .initial = "true" },
  { "lead-source-id", ROUNDS_FIELD_REFERENCE, N_("Lead source"), .section = "commercial", .reference = "lead-source" },
  { "website", ROUNDS_FIELD_TEXT, N_("Website"), ROUNDS_FIELD_WEBSITE, .maximum = 500 },
  { "accounting-number", ROUNDS_FIELD_TEXT, N_("Accounting number"), ROUNDS_FIELD_SEARCHABLE, .section = "billing", .maximum = 50 },
  { "payment-term-days", ROUNDS_FIELD_INTEGER, N_("Payment term"), .section = "billing",
    .minimum = 0, .maximum = 365, .unit = N_("days") },
  { "assigned-user-id", ROUNDS_FIELD_REFERENCE, N_("Assigned to"), .section = "commercial", .reference = "user" },
  { "tags", ROUNDS_FIELD_TEXT_LIST, N_("Tags"), ROUNDS_FIELD_SEARCHABLE },

  { "street", ROUNDS_FIELD_TEXT, N_("Street"), .group = "address" },
  { "zip-code", ROUNDS_FIELD_TEXT, N_("Postcode"), ROUNDS_FIELD_SEARCHABLE, .group = "address", .maximum = 12 },
  { "city", ROUNDS_FIELD_TEXT, N_("Town"), ROUNDS_FIELD_SEARCHABLE, .group = "address" },
  { "state", ROUNDS_FIELD_TEXT, N_("Department"), .group = "address" },
  { "country", ROUNDS_FIELD_TEXT, N_("Country"), .group = "address", .maximum = 60, .initial = "France" },

  { "bed-capacity", ROUNDS_FIELD_INTEGER, N_("Beds"), .group = "medicalProfile",
    .minimum = 0, .maximum = 10000, .unit = N_("beds") },
  { "surgical-rooms", ROUNDS_FIELD_INTEGER, N_("Operating rooms"), .group = "medicalProfile",
    .minimum = 0, .maximum = 1000, .unit = N_("rooms") },
  { "endoscopy-rooms", ROUNDS_FIELD_INTEGER, N_("Endoscopy rooms"), .group = "medicalProfile",
    .minimum = 0, .maximum = 1000, .unit = N_("rooms") },
  { "staff-count", ROUNDS_FIELD_INTEGER, N_("Staff"), .group = "medicalProfile", .minimum = 0, .maximum = 1000000 },
  { "surgical-interventions", ROUNDS_FIELD_INTEGER, N_("Operations a year"), .group = "medicalProfile",
    .minimum = 0, .maximum = 10000000 },
  { "endoscopy-interventions", ROUNDS_FIELD_INTEGER, N_("Endoscopies a year"), .group = "medicalProfile",
    .minimum = 0, .maximum = 10000000 },
  { "specialties", ROUNDS_FIELD_TEXT_LIST, N_("Specialties"), ROUNDS_FIELD_SEARCHABLE, .group = "medicalProfile" },
  { "departments", ROUNDS_FIELD_TEXT_LIST, N_("Departments"), .group = "medicalProfile" },
  { "equipment-types", ROUNDS_FIELD_TEXT_LIST, N_("Equipment"), .group = "medicalProfile" },
  { "certifications", ROUNDS_FIELD_TEXT_LIST, N_("Certifications"), .group = "medicalProfile" },
  { "compliance-status", ROUNDS_FIELD_CHOICE, N_("Compliance"), .group = "medicalProfile",
    .choices = compliance_choices },
  { "last-audit-date", ROUNDS_FIELD_DATE, N_("Last audit"), .group = "medicalProfile" },
  { "compliance-expiration-date", ROUNDS_FIELD_DATE, N_("Compliance expires"), .group = "medicalProfile" },
  { "compliance-notes", ROUNDS_FIELD_LONG_TEXT, N_("Compliance notes"), .group = "medicalProfile", .maximum = 2000 },

  { "custom", ROUNDS_FIELD_OBJECT, N_("Custom fields") },
};

static RoundsEntityInfo info = {
  .kind = "institution",
  .collection = "institutions",
  .table = "institutions",
  .label = N_("Institution"),
  .new_label = N_("New Institution"),
  .label_plural = N_("Institutions"),
  .title_field = "name",
  .owner_field = "assigned-user-id",
  .own_fields = fields,
  .n_own_fields = G_N_ELEMENTS (fields),
};

ROUNDS_DEFINE_RECORD (RoundsInstitution, rounds_institution, info)
