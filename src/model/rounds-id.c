/* rounds-id.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "model/rounds-id.h"

#include <errno.h>
#include <string.h>
#include <sys/random.h>

#define COUNTER_MAXIMUM 0xfff
#define COUNTER_SEED_MASK 0x7ff

static void
fill_random (guint8 *bytes,
             gsize   length)
{
  gsize done = 0;

  while (done < length)
    {
      gssize got = getrandom (bytes + done, length - done, 0);

      if (got < 0 && errno != EINTR)
        g_error ("The system gives no random numbers: %s", g_strerror (errno));
      if (got > 0)
        done += (gsize) got;
    }
}

static void
set_version (guint8 bytes[ROUNDS_ID_BYTES],
             guint8 version)
{
  bytes[6] = (guint8) ((bytes[6] & 0x0f) | (version << 4));
  bytes[8] = (guint8) ((bytes[8] & 0x3f) | 0x80);
}

static char *
to_text (const guint8 bytes[ROUNDS_ID_BYTES])
{
  char *id = g_malloc (ROUNDS_ID_LENGTH + 1);

  rounds_id_from_bytes (bytes, id);

  return id;
}

/**
 * rounds_id_new:
 *
 * Makes a UUIDv7 (RFC 9562, section 5.7): 48 bits of milliseconds since the Unix epoch, a 12-bit counter (section 6.2,
 * method 1) that starts at random below 2,048 in each millisecond, and 62 random bits from the system. When a counter is
 * used up the next millisecond is borrowed; when the clock goes back the last millisecond is kept.
 *
 * Thread-safe.
 *
 * Returns: (transfer full): an id that sorts, as text, after every id this process has made before
 */
char *
rounds_id_new (void)
{
  static GMutex mutex;
  static guint64 last_time;
  static guint counter;
  guint8 bytes[ROUNDS_ID_BYTES];
  guint64 time = (guint64) (g_get_real_time () / 1000);
  guint seed;

  fill_random (bytes + 6, ROUNDS_ID_BYTES - 6);
  seed = (((guint) bytes[6] << 8) | bytes[7]) & COUNTER_SEED_MASK;

  g_mutex_lock (&mutex);
  if (time > last_time)
    {
      last_time = time;
      counter = seed;
    }
  else if (++counter > COUNTER_MAXIMUM)
    {
      last_time++;
      counter = seed;
    }
  time = last_time;
  seed = counter;
  g_mutex_unlock (&mutex);

  for (guint i = 0; i < 6; i++)
    bytes[i] = (guint8) (time >> (40 - 8 * i));
  bytes[6] = (guint8) (seed >> 8);
  bytes[7] = (guint8) seed;
  set_version (bytes, 7);

  return to_text (bytes);
}

/**
 * rounds_id_derive:
 * @name: what the id stands for, such as `institution:440000271`
 *
 * Makes the id that always goes with @name: a UUIDv8 (RFC 9562, section 5.8) of the first 122 free bits of its SHA-256.
 * For records that come from a register, so that importing twice finds them again.
 *
 * Returns: (transfer full): an id, the same for the same @name
 */
char *
rounds_id_derive (const char *name)
{
  g_autoptr(GChecksum) checksum = NULL;
  guint8 digest[32];
  gsize length = sizeof digest;

  g_return_val_if_fail (name != NULL, NULL);

  checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_checksum_update (checksum, (const guchar *) name, (gssize) strlen (name));
  g_checksum_get_digest (checksum, digest, &length);
  set_version (digest, 8);

  return to_text (digest);
}

/**
 * rounds_id_is_valid:
 * @id: (nullable): text
 *
 * Returns: whether @id is a UUID of RFC 9562 in the canonical text form, lower case
 */
gboolean
rounds_id_is_valid (const char *id)
{
  guint8 bytes[ROUNDS_ID_BYTES];

  return rounds_id_to_bytes (id, bytes);
}

/**
 * rounds_id_to_bytes:
 * @id: (nullable): text
 * @bytes: (out): the 16 bytes, in the order of the text; undefined when @id is not valid
 *
 * Returns: whether @id is valid
 */
gboolean
rounds_id_to_bytes (const char *id,
                    guint8      bytes[ROUNDS_ID_BYTES])
{
  guint digit = 0;

  if (id == NULL)
    return FALSE;

  for (guint i = 0; i < ROUNDS_ID_LENGTH; i++)
    {
      int value;

      if (i == 8 || i == 13 || i == 18 || i == 23)
        {
          if (id[i] != '-')
            return FALSE;
          continue;
        }

      /* The closing NUL of a text that is too short is no digit. */
      value = g_ascii_isupper (id[i]) ? -1 : g_ascii_xdigit_value (id[i]);
      if (value < 0)
        return FALSE;
      if (digit % 2 == 0)
        bytes[digit / 2] = (guint8) (value << 4);
      else
        bytes[digit / 2] |= (guint8) value;
      digit++;
    }

  if (id[ROUNDS_ID_LENGTH] != '\0')
    return FALSE;

  /* Versions 1 to 8 of the RFC's own variant. */
  return (bytes[8] & 0xc0) == 0x80 && (bytes[6] >> 4) >= 1 && (bytes[6] >> 4) <= 8;
}

/**
 * rounds_id_from_bytes:
 * @bytes: the 16 bytes of a UUID
 * @id: (out caller-allocates): 36 characters and a NUL
 */
void
rounds_id_from_bytes (const guint8 bytes[ROUNDS_ID_BYTES],
                      char         id[ROUNDS_ID_LENGTH + 1])
{
  static const char digits[] = "0123456789abcdef";
  char *p = id;

  for (guint i = 0; i < ROUNDS_ID_BYTES; i++)
    {
      if (i == 4 || i == 6 || i == 8 || i == 10)
        *p++ = '-';
      *p++ = digits[bytes[i] >> 4];
      *p++ = digits[bytes[i] & 0x0f];
    }
  *p = '\0';
}
