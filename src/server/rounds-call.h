/* rounds-call.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

#include "model/rounds-json.h"
#include "operations/rounds-operation.h"
#include "server/rounds-journal.h"
#include "server/rounds-server.h"
#include "store/rounds-changes.h"
#include "store/rounds-database.h"
#include "wire/rounds-routes.h"

G_BEGIN_DECLS

typedef struct
{
  char *name;
  char *value;
} RoundsParameter;

/**
 * RoundsCall:
 * @server: borrowed; it outlives its calls
 * @message: belongs to the main thread
 * @route: what was asked
 * @method: such as `GET`
 * @path: without the query
 * @id: (nullable): what stood for `:id`
 * @parameters: (element-type RoundsParameter): of the query, in order
 * @token: (nullable): the secret that came with the request
 * @peer: who is at the other end, an address; for limits, never logged
 * @agent: (nullable): the program at the other end, as it calls itself
 * @is_private: whether it came over the owner's own socket
 * @content: (nullable): the body
 * @body: (nullable): the same, read
 * @upload_path: (nullable): a file that was sent, on disk; removed with the call unless taken
 * @upload_name: (nullable): what the sender calls it
 * @upload_hash: (nullable): of a document, the SHA-256 of what has come
 * @body_maximum: bytes that the body may have
 * @if_none_match: (nullable): the header
 * @expected_revision: from `If-Match`; -1 for none
 * @database: while the handler runs: its connection
 * @changes: (nullable): while the handler writes
 * @known: (nullable): while it does: the record that it is about, as it is
 * @actor: (nullable): who has signed in
 * @is_export: whether the answer is a file of records, which the security log is told of
 * @session: (nullable): the session, for signing out
 * @journal: (nullable): the account of what its operations write
 * @now: when it came, microseconds since the epoch
 *
 * One request on its way through the server, and its answer. Made and finished on the main thread; in between it belongs to the one
 * worker thread that runs its handler.
 */
typedef struct
{
  RoundsServer *server;
  SoupServerMessage *message;
  const RoundsRoute *route;
  char *method;
  char *path;
  char *id;
  GPtrArray *parameters;
  char *token;
  char *peer;
  char *agent;
  gboolean is_private;
  GBytes *content;
  JsonObject *body;
  char *upload_path;
  char *upload_name;
  GChecksum *upload_hash;
  goffset body_maximum;
  char *if_none_match;
  gint64 expected_revision;

  RoundsDatabase *database;
  RoundsChanges *changes;
  RoundsEntity *known;
  RoundsActor *actor;
  char *session;
  RoundsJournal *journal;
  gboolean is_export;
  gint64 now;

  /*< the answer >*/
  guint status;
  RoundsEntity *record;
  char *answer;
  gsize answer_length;
  GBytes *answer_bytes;
  const char *answer_type;
  GPtrArray *answer_headers;
  guint park_seconds;
  guint retry_after;

  /*< private: the server's >*/
  gint64 started;
  guint64 n_statements;
  gint64 deadline;
  guint64 generation;
  guint timeout;
  int upload_fd;
  goffset received;
  gboolean is_dispatched;
} RoundsCall;

RoundsCall *rounds_call_new             (RoundsServer        *server,
                                         SoupServerMessage   *message,
                                         const char          *path);
void        rounds_call_free            (RoundsCall          *self);
RoundsCall *rounds_call_copy_origin     (RoundsCall          *self);
gboolean    rounds_call_read_request    (RoundsCall          *self,
                                         GError             **error);
gboolean    rounds_call_read_body       (RoundsCall          *self,
                                         GError             **error);

const char *rounds_call_get_parameter   (RoundsCall          *self,
                                         const char          *name);
GStrv       rounds_call_get_values      (RoundsCall          *self,
                                         const char          *name);
gboolean    rounds_call_refuse_parameter (const char         *name,
                                         const char          *sentence,
                                         GError             **error);
gboolean    rounds_call_get_number      (RoundsCall          *self,
                                         const char          *name,
                                         gint64               minimum,
                                         gint64               maximum,
                                         gint64               fallback,
                                         gint64              *number,
                                         GError             **error);

void        rounds_call_take_answer     (RoundsCall          *self,
                                         char                *answer,
                                         gsize                length);
void        rounds_call_take_bytes      (RoundsCall          *self,
                                         GBytes              *bytes,
                                         const char          *type);
void        rounds_call_take_writer     (RoundsCall          *self,
                                         RoundsJsonWriter    *writer);
void        rounds_call_take_record     (RoundsCall          *self,
                                         RoundsEntity        *entity);
void        rounds_call_answer_entity   (RoundsCall          *self,
                                         RoundsEntity        *entity);
void        rounds_call_answer_error    (RoundsCall          *self,
                                         const GError        *error);
void        rounds_call_clear_answer    (RoundsCall          *self);
void        rounds_call_add_header      (RoundsCall          *self,
                                         const char          *name,
                                         const char          *value);
void        rounds_call_send            (RoundsCall          *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RoundsCall, rounds_call_free)

G_END_DECLS
