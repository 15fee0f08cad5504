/* rounds-webhook-target.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "server/rounds-webhook-target.h"

#include <string.h>

/*
 * Which machines a webhook may reach. Whoever can set one up must not get the server to talk to what only the server can reach:
 * itself, its network, the metadata service of where it is hosted (OWASP, Server-Side Request Forgery).
 */

typedef struct
{
  guint8 bytes[4];
  guint length;  /* in bits */
} Network;

/* What IANA keeps for special use (RFC 6890) beside what GLib knows. */
static const Network special[] = {
  { { 0, 0, 0, 0 }, 8 },
  { { 100, 64, 0, 0 }, 10 },
  { { 192, 0, 0, 0 }, 24 },
  { { 192, 0, 2, 0 }, 24 },
  { { 198, 18, 0, 0 }, 15 },
  { { 198, 51, 100, 0 }, 24 },
  { { 203, 0, 113, 0 }, 24 },
  { { 240, 0, 0, 0 }, 4 },
};

static guint32
read_number (const guint8 *bytes)
{
  return (guint32) bytes[0] << 24 | (guint32) bytes[1] << 16 | (guint32) bytes[2] << 8 | bytes[3];
}

static gboolean
is_public_by_glib (GInetAddress *address)
{
  return !g_inet_address_get_is_any (address) && !g_inet_address_get_is_loopback (address) &&
         !g_inet_address_get_is_link_local (address) && !g_inet_address_get_is_site_local (address) &&
         !g_inet_address_get_is_multicast (address);
}

static gboolean
is_public_v4 (const guint8 *bytes)
{
  g_autoptr(GInetAddress) address = g_inet_address_new_from_bytes (bytes, G_SOCKET_FAMILY_IPV4);
  guint32 number = read_number (bytes);

  for (guint i = 0; i < G_N_ELEMENTS (special); i++)
    if ((number ^ read_number (special[i].bytes)) >> (32 - special[i].length) == 0)
      return FALSE;

  return is_public_by_glib (address);
}

static gboolean
is_public_v6 (GInetAddress *address,
              const guint8 *bytes)
{
  static const guint8 translated[12] = { 0x00, 0x64, 0xff, 0x9b };
  static const guint8 mapped[12] = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff };
  static const guint8 compatible[12] = { 0 };

  if (!is_public_by_glib (address) || (bytes[0] & 0xfe) == 0xfc)
    return FALSE;

  /* An address of version 4 in other clothes. */
  if (memcmp (bytes, mapped, sizeof mapped) == 0 || memcmp (bytes, compatible, sizeof compatible) == 0 ||
      memcmp (bytes, translated, sizeof translated) == 0)
    return is_public_v4 (bytes + 12);
  if (bytes[0] == 0x20 && bytes[1] == 0x02)
    return is_public_v4 (bytes + 2);

  return TRUE;
}

/**
 * rounds_webhook_target_is_public:
 * @address: of a machine
 *
 * Returns: whether it is on the public internet, as far as the address says
 */
gboolean
rounds_webhook_target_is_public (GInetAddress *address)
{
  const guint8 *bytes = g_inet_address_to_bytes (address);

  return g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV4 ? is_public_v4 (bytes) : is_public_v6 (address, bytes);
}
