/* rounds-test-server.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

G_BEGIN_DECLS

/* How long anything here may take before the test fails. */
#define ROUNDS_TEST_SECONDS 60

/**
 * RoundsTestServer:
 *
 * A real rounds-server, a process of its own on a socket or a loopback port, with its data in a folder of its own that is removed
 * in the end.
 */
typedef struct
{
  char *folder;
  char *database;  /* the file; NULL on PostgreSQL */
  char *uri;
  char *socket;
  GSubprocess *process;
  GDataInputStream *output;
  SoupSession *session;
  char *base;
} RoundsTestServer;

/**
 * RoundsTestAnswer:
 * @json: (nullable): the body, when it is JSON
 * @data: (nullable): its `data`, borrowed
 * @code: (nullable): its `code`, borrowed
 */
typedef struct
{
  guint status;
  char *type;
  char *etag;
  char *text;
  gsize length;
  SoupMessageHeaders *headers;
  JsonNode *json;
  JsonNode *data;
  const char *code;
} RoundsTestAnswer;

RoundsTestServer *rounds_test_server_new     (void);
RoundsTestServer *rounds_test_server_new_beside (RoundsTestServer *other);
void              rounds_test_server_free    (RoundsTestServer  *self);
int               rounds_test_server_run     (RoundsTestServer  *self,
                                              char             **output,
                                              char             **errors,
                                              const char        *first,
                                              ...) G_GNUC_NULL_TERMINATED;
void              rounds_test_server_init    (RoundsTestServer  *self);
void              rounds_test_server_add_user (RoundsTestServer *self,
                                              const char        *email,
                                              const char        *role,
                                              const char        *team);
void              rounds_test_server_start   (RoundsTestServer  *self,
                                              const char        *first_argument,
                                              ...) G_GNUC_NULL_TERMINATED;
int               rounds_test_server_stop    (RoundsTestServer  *self,
                                              int                signal_number);
char             *rounds_test_server_sign_in (RoundsTestServer  *self,
                                              const char        *email);

RoundsTestAnswer *rounds_test_server_send    (RoundsTestServer  *self,
                                              const char        *token,
                                              const char        *method,
                                              const char        *path,
                                              const char        *body);
RoundsTestAnswer *rounds_test_server_send_bytes (RoundsTestServer *self,
                                              const char        *token,
                                              const char        *method,
                                              const char        *path,
                                              const char        *type,
                                              GBytes            *body,
                                              const char        *if_match);
void              rounds_test_answer_free    (RoundsTestAnswer  *self);
const char       *rounds_test_answer_get     (RoundsTestAnswer  *self,
                                              const char        *member);
gint64            rounds_test_answer_get_integer (RoundsTestAnswer *self,
                                              const char        *member);
void              rounds_test_answer_assert_problem (RoundsTestAnswer *self,
                                              guint              status,
                                              const char        *code);

/* Asks and checks the status; the answer is freed with the scope. */
#define rounds_test_expect(server, token, method, path, body, wanted)                                          \
  rounds_test_expect_at (G_STRLOC, server, token, method, path, body, wanted)
RoundsTestAnswer *rounds_test_expect_at      (const char        *place,
                                              RoundsTestServer  *self,
                                              const char        *token,
                                              const char        *method,
                                              const char        *path,
                                              const char        *body,
                                              guint              wanted);

char             *rounds_test_create         (RoundsTestServer  *self,
                                              const char        *token,
                                              const char        *collection,
                                              const char        *body);
char             *rounds_test_create_with    (RoundsTestServer  *self,
                                              const char        *token,
                                              const char        *collection,
                                              const char        *format,
                                              ...) G_GNUC_PRINTF (4, 5);
char             *rounds_test_get_own_id     (RoundsTestServer  *self,
                                              const char        *token);

char             *rounds_test_shared_data    (const char        *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RoundsTestServer, rounds_test_server_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RoundsTestAnswer, rounds_test_answer_free)

#define ROUNDS_TEST_PASSWORD "correct horse battery"

G_END_DECLS
