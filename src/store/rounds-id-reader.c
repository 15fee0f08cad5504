/* rounds-id-reader.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/rounds-id-reader.h"

#include <string.h>

#include "model/rounds-id.h"
#include "store/rounds-repository-private.h"

/* Of a new query the first rows are told of before the others have been read, when those take a moment (in microseconds). */
#define FIRST_ROWS 128
#define PATIENCE 1000

/* As many records come with them as a window shows: no row is seen empty first. */
#define FIRST_RECORDS 24

/* The first rows on their way. It is made where is asked: the reading thread must not hold the asker, not even for a moment. */
typedef struct
{
  RoundsIdAnswer *answer;
  RoundsIdFirst first;
  GWeakRef asker;
} Message;

/* What the thread works with. */
typedef struct
{
  RoundsIdQuestion question;
  RoundsDatabase *database; /* of the thread */
  Message *message;         /* not sent yet */
  GMainContext *context;
} Reading;

static void
message_free (gpointer data)
{
  Message *message = data;

  g_clear_pointer (&message->answer, rounds_id_answer_free);
  g_weak_ref_clear (&message->asker);
  g_free (message);
}

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  rounds_query_unref (reading->question.query);
  g_byte_array_unref (reading->question.before);
  g_clear_pointer (&reading->message, message_free);
  g_main_context_unref (reading->context);
  g_free (reading);
}

static RoundsIdAnswer *
create_answer (Reading    *reading,
               GByteArray *after)
{
  RoundsIdAnswer *answer = g_new0 (RoundsIdAnswer, 1);

  answer->serial = reading->question.serial;
  answer->after = g_byte_array_ref (after);
  answer->hunks = rounds_id_diff (reading->question.before, after, reading->question.is_same);

  return answer;
}

void
rounds_id_answer_free (RoundsIdAnswer *self)
{
  g_byte_array_unref (self->after);
  g_array_unref (self->hunks);
  g_clear_pointer (&self->records, g_ptr_array_unref);
  g_free (self);
}

/* Returns: (nullable): a problem is told of when the records are asked for again */
static GPtrArray *
read_first_records (Reading    *reading,
                    GByteArray *ids)
{
  const guint n_ids = MIN (ids->len / ROUNDS_ID_BYTES, FIRST_RECORDS);
  char texts[FIRST_RECORDS][ROUNDS_ID_LENGTH + 1];
  const char *pointers[FIRST_RECORDS];

  for (guint i = 0; i < n_ids; i++)
    {
      rounds_id_from_bytes (ids->data + i * ROUNDS_ID_BYTES, texts[i]);
      pointers[i] = texts[i];
    }

  return rounds_repository_get_many (reading->database, rounds_query_get_info (reading->question.query), pointers, n_ids, NULL);
}

static gboolean
on_message (gpointer user_data)
{
  Message *message = user_data;
  g_autoptr(GObject) asker = g_weak_ref_get (&message->asker);

  if (asker != NULL)
    message->first (message->answer, asker);

  return G_SOURCE_REMOVE;
}

/*
 * On the reading thread: what comes after is compared with these first rows. When the list begins with them already, the rows
 * behind stay too until all have been read: most often they are the same.
 */
static void
send_first_ids (GByteArray *ids,
                gpointer    user_data)
{
  Reading *reading = user_data;
  GByteArray *before = reading->question.before;
  const gboolean is_there = before->len >= ids->len && memcmp (before->data, ids->data, ids->len) == 0;
  g_autoptr(GByteArray) first = g_byte_array_new ();
  g_autoptr(GSource) source = g_idle_source_new ();
  Message *message = g_steal_pointer (&reading->message);

  if (is_there)
    g_byte_array_append (first, before->data, before->len);
  else
    g_byte_array_append (first, ids->data, ids->len);

  message->answer = create_answer (reading, first);
  message->answer->records = read_first_records (reading, ids);
  g_byte_array_unref (before);
  reading->question.before = g_steal_pointer (&first);

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_static_name (source, "[rounds] first rows of a list");
  g_source_set_callback (source, on_message, message, message_free);
  g_source_attach (source, reading->context);
}

static gpointer
read_func (RoundsDatabase  *database,
           RoundsChanges   *changes,
           gpointer         user_data,
           GCancellable    *cancellable,
           GError         **error)
{
  Reading *reading = user_data;
  g_autoptr(GByteArray) after = NULL;
  RoundsIdAnswer *answer;

  reading->database = database;
  after = rounds_repository_stream_ids (database, reading->question.query, FIRST_ROWS, PATIENCE,
                                        reading->question.is_same ? NULL : send_first_ids, reading, error);

  if (after == NULL)
    return NULL;

  answer = create_answer (reading, after);
  if (!reading->question.is_same && reading->message != NULL)
    answer->records = read_first_records (reading, after);
  return answer;
}

void
rounds_id_reader_ask (RoundsStore            *store,
                      const RoundsIdQuestion *question,
                      RoundsIdFirst           first,
                      GObject                *asker,
                      GCancellable           *cancellable,
                      GAsyncReadyCallback     callback,
                      gpointer                user_data)
{
  Reading *reading = g_new0 (Reading, 1);

  reading->question = *question;
  rounds_query_ref (question->query);
  g_byte_array_ref (question->before);
  reading->context = g_main_context_ref_thread_default ();
  reading->message = g_new0 (Message, 1);
  reading->message->first = first;
  g_weak_ref_init (&reading->message->asker, asker);

  rounds_store_read_async (store, read_func, reading, reading_free, (GDestroyNotify) rounds_id_answer_free, cancellable,
                           callback, user_data);
}
