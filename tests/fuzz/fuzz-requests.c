/* fuzz-requests.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fuzz-requests.h"

#include <string.h>

#include "fuzz-bodies.h"
#include "model/rounds-registry.h"
#include "operations/rounds-operation.h"
#include "rounds-fuzz.h"

/* Requests to a server: a route of the table, what it takes, and now and then something else. */

/* What is left of a head of 100 KiB without the longest header fields that are made here. */
#define ADDRESS_MAXIMUM (100 * 1024 - 4096)

#define SLOW_NAMES "session.begin import.begin"

/* How many records of each kind are tried first. */
#define EARLY_RECORDS 16

static const char * const odd_ids[] = {
  "0", "-1", "x", "01990d5a-7c00-7000-8000-0000000000ZZ", "01990D5A-7C00-7000-8000-00000000002A", "%00", "%2e%2e", "..", ".", "%2F", "a%20b",
  "%c3%a9", "%ff", "%F0%9F%98%80", "restore", "stage", "'%20OR%201=1--", "01990d5a-7c00-7000-8000-00000000002a%00", "pipeline",
  "01990d5a7c00700080000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000", NULL,
};

static const char * const odd_values[] = {
  "", "0", "1", "-1", "2", "50", "200", "201", "9223372036854775807", "9223372036854775808", "1e3", "abc", "%00", "%", "%zz", "%ff", "+", "%26",
  "asc", "desc", "ASC", "name", "createdAt", "address.city", "true", "false", "null", "2026-12-31", "2026-13-31", "2026-01-01T00:00:00Z", "%22", "%27",
  "a%25b", "_", "finess", "sae", "clinique", "clin%20nan", "*", "NEAR(a%20b)", "%F0%9F%98%80", "a;b", "%E2%80%AE", "hospital", "draft", "1.5", NULL,
};

static const char * const odd_types[] = {
  "text/plain", "application/xml", "application/json; charset=latin1", "application/json;charset=utf-8", "", "application/octet-stream", "text/csv",
  "multipart/form-data; boundary=x", "application/JSON", NULL,
};

static const char * const odd_headers[] = {
  "If-Match: *", "If-Match: \"1\"", "If-Match: \"\"", "If-Match: 1", "If-Match: \"9223372036854775808\"", "If-Match: \"1\", \"2\"", "If-Match: W/\"1\"",
  "If-None-Match: *", "Accept: text/html", "Accept-Encoding: gzip, br", "Accept-Language: fr", "Range: bytes=0-10", "X-Forwarded-For: 1.2.3.4",
  "X-HTTP-Method-Override: DELETE", "Cookie: a=b", "Origin: http://localhost", "Upgrade: websocket", "TE: trailers", NULL,
};

static const char * const odd_tokens[] = {
  "Bearer", "Bearer ", "Bearer x", "bearer  ", "Basic YTpi", "Bearer 00000000000000000000000000000000", "Bearer \xc3\xa9", "x", NULL,
};

static const char * const odd_methods[] = { "OPTIONS", "TRACE", "PROPFIND", "get", "BREW", "HEAD", "DELETE", "PATCH", "POST", "PUT", "GET", NULL };

static const char * const odd_paths[] = {
  "/", "/api", "/api/", "/api//institutions", "/api/institutions/", "/api/nothing", "/api/invoice-lines", "/api/%69nstitutions", "/api/../etc/passwd",
  "/api/institutions?", "/api/institutions/%00", "/api/institutions;a=b", "/API/INSTITUTIONS", "/favicon.ico", "/api/openapi.json/", NULL,
};

static const char * const odd_requests[] = {
  "GET\r\n\r\n", "GET /api/health\r\n\r\n", "\r\n\r\n\r\n", "GET  HTTP/1.1\r\n\r\n",
  "GET /api/health HTTP/1.1\r\nHost\r\n\r\n", "POST /api/institutions HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
  "POST /api/institutions HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\nContent-Type: application/json\r\n\r\n{",
  "POST /api/institutions HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Type: application/json\r\n\r\nZZ\r\n{}\r\n0\r\n\r\n",
  "GET /api/health HTTP/1.1\r\nHost: x\r\nExpect: nothing\r\n\r\n", "GET /api/health HTTP/1.1\r\nHost: x\r\n: y\r\n\r\n", "GET http://[ HTTP/1.1\r\nHost: x\r\n\r\n", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", NULL,
};

static const char * const body_samples[] = { "{\"name\":\"x\"}", "{\"operations\":[]}", "[]", "{\"lines\":[{\"description\":\"x\"}]}", NULL };

static const char * const body_words[] = {
  "{", "}", "[", "]", ",", ":", "\"", "null", "true", "-1", "1e400", "\\u0000", "\\ud800", "\"id\":", "\"values\":{", "[[[[[[[[[[[[[[[[", "\xff", "\xc3", NULL,
};

static const RoundsFuzz mutation = { "", body_samples, body_words, NULL };

static void
resolve (GString          *text,
         const FuzzPeople *people)
{
  for (guint i = 0; i < FUZZ_PEOPLE; i++)
    {
      g_autofree char *place = g_strdup_printf ("\"@%u\"", i);
      g_autofree char *id = g_strdup_printf ("\"%s\"", people->ids[i]);

      g_string_replace (text, place, id, 0);
    }
}

static void
append_escaped (GString    *query,
                const char *text)
{
  g_autofree char *escaped = g_uri_escape_string (text, NULL, FALSE);

  g_string_append (query, escaped);
}

static void
append_pair (GString    *query,
             const char *name,
             const char *value)
{
  g_string_append_printf (query, "%c%s=%s", query->len == 0 ? '?' : '&', name, value);
}

static void
append_filter (GString                *query,
               GRand                  *random,
               const RoundsEntityInfo *info)
{
  g_autoptr(GString) tree = g_string_new (NULL);
  g_autofree char *filter = fuzz_filter (random, info);

  g_string_assign (tree, filter);
  while (fuzz_chance (random, 10))
    rounds_fuzz_mutate (tree, random, &mutation);
  append_pair (query, "filter", "");
  append_escaped (query, tree->str);
}

/* A condition on a field, as one of the record's values. */
static void
append_field (GString                *query,
              GRand                  *random,
              const RoundsEntityInfo *info)
{
  const RoundsField *field = &info->fields[rounds_fuzz_place (random, info->n_fields)];
  g_autofree char *value = fuzz_value (random, field);
  gsize length = strlen (value);

  append_pair (query, fuzz_chance (random, 80) ? field->json_path : field->json_key, "");
  if (fuzz_chance (random, 20))
    {
      g_string_append (query, rounds_fuzz_piece (random, odd_values));
      return;
    }
  if (length > 1 && value[0] == '"')
    {
      value[length - 1] = '\0';
      append_escaped (query, value + 1);
    }
  else
    {
      append_escaped (query, value);
    }
}

/* A value that the parameter takes. */
static void
append_sound (GString    *query,
              GRand      *random,
              const char *name)
{
  if (g_str_equal (name, "sortOrder"))
    {
      append_pair (query, name, fuzz_chance (random, 50) ? "asc" : "desc");
    }
  else if (g_str_equal (name, "register"))
    {
      append_pair (query, name, fuzz_chance (random, 50) ? "finess" : "sae");
    }
  else if (g_str_equal (name, "page") || g_str_equal (name, "limit") || g_str_equal (name, "since"))
    {
      g_autofree char *number = g_strdup_printf ("%d", g_rand_int_range (random, 1, 20));
      append_pair (query, name, number);
    }
  else
    {
      g_autofree char *text = fuzz_text (random);
      g_autofree char *valid = g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), 200));
      append_pair (query, name, "");
      append_escaped (query, valid);
    }
}

static GString *
make_query (GRand             *random,
            const RoundsRoute *route)
{
  GString *query = g_string_new (NULL);
  g_auto(GStrv) names = g_strsplit (route->parameters != NULL ? route->parameters : "", " ", -1);

  for (guint i = 0; names[i] != NULL; i++)
    {
      if (*names[i] == '\0' || !fuzz_chance (random, 30))
        continue;
      if (g_str_equal (names[i], "filter") && route->info != NULL)
        append_filter (query, random, route->info);
      else if (g_str_equal (names[i], "*") && route->info != NULL)
        append_field (query, random, route->info);
      else if (g_str_equal (names[i], "sortBy") && route->info != NULL && fuzz_chance (random, 80))
        append_pair (query, "sortBy", route->info->fields[rounds_fuzz_place (random, route->info->n_fields)].json_path);
      /* What waits, waits. */
      else if (g_str_equal (names[i], "wait"))
        append_pair (query, "wait", fuzz_chance (random, 2) ? "1" : "0");
      else if (fuzz_chance (random, 10))
        append_pair (query, names[i], rounds_fuzz_piece (random, odd_values));
      else
        append_sound (query, random, names[i]);
    }
  if (fuzz_chance (random, 3))
    append_pair (query, fuzz_chance (random, 50) ? "colour" : "%ff", rounds_fuzz_piece (random, odd_values));

  return query;
}

static char *
make_body (GRand             *random,
           const RoundsRoute *route,
           guint              wildness)
{
  const RoundsOperation *operation = rounds_operation_find (route->operation);

  if (g_str_equal (route->name, "sync.operations"))
    return fuzz_batch (random, wildness);
  if (g_str_equal (route->name, "session.begin"))
    return g_strdup (fuzz_chance (random, 50) ? "{\"email\":\"nobody@example.com\",\"password\":\"wrong\"}" : "{\"email\":1}");
  if (route->body == ROUNDS_ROUTE_BODY_FILE)
    return g_strdup (fuzz_chance (random, 50) ? "BOR;AN;FI;RS;LIT_MCO\nMCO;2023;440000271;X;354\n" : "finess;etalab;2;2026-05-12\n;;\"\n");
  if (operation != NULL)
    return fuzz_arguments (random, operation->arguments, route->info, FALSE, wildness);
  if (route->info != NULL)
    return fuzz_record (random, route->info, g_str_equal (route->method, "POST"), wildness);
  return g_strdup ("{}");
}

static gboolean
is_slow (const RoundsRoute *route)
{
  return strstr (SLOW_NAMES, route->name) != NULL;
}

/* Whether the request still makes records that later ones can ask about. */
static gboolean
is_early (guint index)
{
  guint n_kinds;

  rounds_registry_get_kinds (&n_kinds);
  return index < n_kinds * EARLY_RECORDS;
}

static const RoundsRoute *
choose_route (GRand *random,
              guint  index)
{
  const RoundsEntityInfo * const *kinds;
  guint n_routes;
  const RoundsRoute * const *routes = rounds_routes_get_all (&n_routes);
  const RoundsRoute *route;

  kinds = rounds_registry_get_kinds (NULL);
  for (guint i = 0; is_early (index) && i < n_routes; i++)
    if (routes[i]->info == kinds[index / EARLY_RECORDS] && g_str_equal (routes[i]->name, "record.create"))
      return routes[i];

  /* What takes long and what takes records away come less often. */
  do
    route = routes[rounds_fuzz_place (random, n_routes)];
  while ((is_slow (route) && !fuzz_chance (random, 5)) || (g_str_equal (route->name, "record.delete") && !fuzz_chance (random, 15)));

  return route;
}

static char *
make_path (GRand             *random,
           const RoundsRoute *route,
           gboolean          *is_known)
{
  GString *path = g_string_new (route->pattern);

  if (fuzz_chance (random, 2))
    {
      *is_known = FALSE;
      g_string_assign (path, rounds_fuzz_piece (random, odd_paths));
    }
  else if (strstr (path->str, ":id") != NULL)
    {
      g_autofree char *id = NULL;

      if (fuzz_chance (random, 5))
        {
          *is_known = FALSE;
          id = g_strdup (rounds_fuzz_piece (random, odd_ids));
        }
      else
        {
          id = fuzz_id (random, route->info);
        }
      g_string_replace (path, ":id", id, 0);
    }

  return g_string_free_and_steal (path);
}

/* Whether the session that asks may be over after it. */
static gboolean
ends_session (const RoundsRoute *route)
{
  return g_str_has_prefix (route->name, "session.") && !g_str_equal (route->method, "GET");
}

static const char *
choose_token (GRand            *random,
              const FuzzPeople *people,
              const RoundsRoute *route,
              guint             index)
{
  /* Nobody signs out who is still needed; nothing is known of a long list of people. */
  if (ends_session (route))
    return NULL;
  if (is_early (index))
    return people->tokens[2];
  return people->tokens[rounds_fuzz_place (random, FUZZ_PEOPLE)];
}

/* The body as it is, or in pieces. */
static void
append_body (GString *bytes,
             GRand   *random,
             GString *body)
{
  gsize at = 0;

  if (fuzz_chance (random, 95))
    {
      g_string_append_printf (bytes, "Content-Length: %" G_GSIZE_FORMAT "\r\n\r\n", body->len);
      g_string_append_len (bytes, body->str, (gssize) body->len);
      return;
    }

  g_string_append (bytes, "Transfer-Encoding: chunked\r\n\r\n");
  while (at < body->len)
    {
      gsize most = 1 + rounds_fuzz_place (random, 200);
      gsize length = MIN (body->len - at, most);

      g_string_append_printf (bytes, "%" G_GSIZE_MODIFIER "x\r\n", length);
      g_string_append_len (bytes, body->str + at, (gssize) length);
      g_string_append (bytes, "\r\n");
      at += length;
    }
  g_string_append (bytes, "0\r\n\r\n");
}

static void
append_headers (GString           *bytes,
                GRand             *random,
                const FuzzPeople  *people,
                const RoundsRoute *route,
                guint              index)
{
  const char *token = choose_token (random, people, route, index);

  g_string_append (bytes, "Host: localhost\r\n");
  if (!is_early (index) && fuzz_chance (random, 4))
    g_string_append_printf (bytes, "Authorization: %s\r\n", rounds_fuzz_piece (random, odd_tokens));
  else if (token != NULL && (is_early (index) || fuzz_chance (random, 97)))
    g_string_append_printf (bytes, "Authorization: Bearer %s\r\n", token);

  while (!is_early (index) && fuzz_chance (random, 8))
    g_string_append_printf (bytes, "%s\r\n", rounds_fuzz_piece (random, odd_headers));
}

/* What is no address at all is refused by the library before the server sees it; for a head of 100 KiB (libsoup's
   MAX_HEADER_SIZE) it has no answer, and ends the connection. */
static gboolean
is_address (const char *path,
            const char *query)
{
  g_autofree char *uri = g_strconcat ("http://localhost", path, query, NULL);

  return strlen (uri) < ADDRESS_MAXIMUM && g_uri_is_valid (uri, G_URI_FLAGS_ENCODED, NULL);
}

/**
 * fuzz_request_new:
 * @index: from 0; the first ones make records
 *
 * Returns: (transfer full): the next request; what it is depends on @random and @index alone, but for who is signed in
 */
FuzzRequest *
fuzz_request_new (GRand            *random,
                  guint             index,
                  const FuzzPeople *people)
{
  FuzzRequest *self = g_new0 (FuzzRequest, 1);
  const RoundsRoute *route = choose_route (random, index);
  gboolean is_known = TRUE;
  guint wildness = is_early (index) ? 0 : (guint) g_rand_int_range (random, 0, 30);
  g_autofree char *path = NULL;
  g_autoptr(GString) query = NULL;
  const char *method = route->method;

  self->bytes = g_string_new (NULL);
  if (!is_early (index) && g_rand_int_range (random, 0, 400) == 0)
    {
      g_string_assign (self->bytes, rounds_fuzz_piece (random, odd_requests));
      self->is_broken = TRUE;
      return self;
    }

  path = make_path (random, route, &is_known);
  query = make_query (random, route);
  if (fuzz_chance (random, 2))
    {
      method = rounds_fuzz_piece (random, odd_methods);
      is_known = FALSE;
    }
  else if (g_str_equal (method, "GET") && fuzz_chance (random, 3))
    {
      method = "HEAD";
    }
  self->is_head = g_str_equal (method, "HEAD");
  self->route = is_known ? route : NULL;
  self->is_broken = !is_address (path, query->str);

  g_string_append_printf (self->bytes, "%s %s%s HTTP/1.1\r\n", method, path, query->str);
  append_headers (self->bytes, random, people, route, index);

  if (route->body != ROUNDS_ROUTE_BODY_NONE && !(route->body == ROUNDS_ROUTE_BODY_OPTIONAL && fuzz_chance (random, 50)))
    {
      g_autofree char *text = make_body (random, route, wildness);
      g_autoptr(GString) body = g_string_new (text);
      const char *type = route->body == ROUNDS_ROUTE_BODY_FILE ? "text/csv" : "application/json";

      resolve (body, people);
      while (!is_early (index) && fuzz_chance (random, 8))
        rounds_fuzz_mutate (body, random, &mutation);
      g_string_append_printf (self->bytes, "Content-Type: %s\r\n",
                              !is_early (index) && fuzz_chance (random, 2) ? rounds_fuzz_piece (random, odd_types) : type);
      append_body (self->bytes, random, body);
    }
  else
    {
      g_string_append (self->bytes, "\r\n");
    }

  return self;
}

/**
 * fuzz_request_show:
 *
 * Returns: (transfer full): the request to be printed, without the secrets of this run
 */
char *
fuzz_request_show (FuzzRequest      *self,
                   const FuzzPeople *people)
{
  g_autoptr(GString) text = g_string_new_len (self->bytes->str, (gssize) self->bytes->len);

  for (guint i = 0; i < FUZZ_PEOPLE; i++)
    if (people->tokens[i] != NULL)
      g_string_replace (text, people->tokens[i], "TOKEN", 0);

  return g_strescape (text->str, "\"");
}

void
fuzz_request_free (FuzzRequest *self)
{
  g_string_free (self->bytes, TRUE);
  g_free (self);
}
