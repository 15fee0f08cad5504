/* operations-fixture.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "operations/rounds-operation.h"
#include "store/rounds-migrations.h"

G_BEGIN_DECLS

/* Records that every test finds. */
#define USER_ID "01900000-0000-7000-8000-000000000001"
#define OTHER_USER_ID "01900000-0000-7000-8000-000000000002"
#define TEAM_ID "01900000-0000-7000-8000-000000000003"
#define HOSPITAL_ID "01900000-0000-7000-8000-000000000011" /* public, no payment term of its own */
#define CLINIC_ID "01900000-0000-7000-8000-000000000012"   /* private, 45 days */
#define CONTACT_ID "01900000-0000-7000-8000-000000000021"  /* at the hospital, primary */
#define OTHER_CONTACT_ID "01900000-0000-7000-8000-000000000022" /* at the clinic */

/* A database in a file, with a person to act. JSON is written with ' for ". */
typedef struct
{
  char *folder;
  RoundsDatabase *database;
  RoundsActor *actor;
  RoundsChanges *changes;
  RoundsOperationContext context;
} Fixture;

/* Where operations run, and so every test of one. */
extern const RoundsSchema fixture_schemas[2];

void        fixture_add_tests (const char    *path,
                               GTestDataFunc  test);
void        fixture_open      (Fixture       *self,
                               RoundsSchema   schema);
void        fixture_close     (Fixture       *self);
void        fixture_set_now   (Fixture       *self,
                               const char    *instant);
JsonObject *fixture_parse     (const char    *format,
                               ...) G_GNUC_PRINTF (1, 2);
JsonNode   *fixture_run_node  (Fixture       *self,
                               const char    *name,
                               JsonObject    *arguments,
                               GError       **error);
JsonObject *fixture_run       (Fixture       *self,
                               const char    *name,
                               const char    *format,
                               ...) G_GNUC_PRINTF (3, 4);
void        fixture_run_on    (Fixture       *self,
                               const char    *name,
                               const char    *id);
void        fixture_refuse    (Fixture       *self,
                               const char    *code,
                               const char    *name,
                               const char    *format,
                               ...) G_GNUC_PRINTF (4, 5);
void        fixture_undo      (Fixture       *self);
void        fixture_assert_undone (Fixture   *self,
                               const char    *before);
char       *fixture_dump      (Fixture       *self);
JsonObject *fixture_get       (Fixture       *self,
                               const char    *kind,
                               const char    *id);
gint64      fixture_count     (Fixture       *self,
                               const char    *sql);
void        fixture_insert    (Fixture       *self,
                               const char    *kind,
                               const char    *format,
                               ...) G_GNUC_PRINTF (3, 4);

#define fixture_assert_text(object, member, expected) \
  g_assert_cmpstr (json_object_get_string_member_with_default (object, member, NULL), ==, expected)
#define fixture_assert_int(object, member, expected) \
  g_assert_cmpint (json_object_get_int_member (object, member), ==, expected)
#define fixture_assert_number(object, member, expected) \
  g_assert_cmpfloat_with_epsilon (json_object_get_double_member (object, member), expected, 1e-9)

G_END_DECLS
