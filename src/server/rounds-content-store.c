/* rounds-content-store.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "server/rounds-content-store.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utime.h>

#include "model/rounds-problem.h"

/* How much of a content says what it is. */
#define SNIFFED 4096

#define CHUNK (64 * 1024)

/* `FOLDER/ab/abcd...`: no folder has too many files. */
static char *
get_path (const char *folder,
          const char *hash)
{
  const char shelf[] = { hash[0], hash[1], '\0' };

  return g_build_filename (folder, shelf, hash, NULL);
}

static gboolean
refuse_disk (int          code,
             GError     **error)
{
  g_warning ("A content cannot be kept: %s", g_strerror (code));
  rounds_problem_set (error, ROUNDS_PROBLEM_FAILED, "DISK_FAILED", _("The server cannot keep the file: %s"), g_strerror (code));
  return FALSE;
}

static gboolean
refuse_missing (GError **error)
{
  rounds_problem_set (error, ROUNDS_PROBLEM_NOT_FOUND, "CONTENT_MISSING", _("The content of this document is not there any more"));
  return FALSE;
}

/* What is written, or the folder that names it, is on the disk for good. */
static gboolean
sync_path (const char *path,
           int         flags)
{
  int fd = open (path, flags | O_CLOEXEC);
  gboolean done = fd >= 0 && fsync (fd) == 0;

  if (fd >= 0)
    close (fd);
  return done;
}

/**
 * rounds_content_hash_is_valid:
 * @hash: (nullable): a text
 *
 * Returns: whether it is a SHA-256 in lower-case digits, and so the name of no other file
 */
gboolean
rounds_content_hash_is_valid (const char *hash)
{
  return hash != NULL && strlen (hash) == ROUNDS_CONTENT_HASH_LENGTH &&
         strspn (hash, "0123456789abcdef") == ROUNDS_CONTENT_HASH_LENGTH;
}

/**
 * rounds_content_store_add:
 * @temporary: a file on the same disk, which is taken
 * @hash: the SHA-256 of what is in it
 *
 * Keeps a content. A content that is there already is the same.
 */
gboolean
rounds_content_store_add (const char  *folder,
                          const char  *temporary,
                          const char  *hash,
                          GError     **error)
{
  g_autofree char *path = get_path (folder, hash);
  g_autofree char *shelf = g_path_get_dirname (path);

  g_return_val_if_fail (rounds_content_hash_is_valid (hash), FALSE);

  /* Its time says that it is wanted again. */
  if (g_utime (path, NULL) == 0)
    {
      g_unlink (temporary);
      return TRUE;
    }

  if (g_mkdir_with_parents (shelf, 0700) != 0 || !sync_path (temporary, O_RDONLY) || g_rename (temporary, path) != 0 ||
      !sync_path (shelf, O_RDONLY | O_DIRECTORY) || !sync_path (folder, O_RDONLY | O_DIRECTORY))
    return refuse_disk (errno, error);

  return TRUE;
}

/**
 * rounds_content_store_open:
 * @error: %ROUNDS_PROBLEM_NOT_FOUND `CONTENT_MISSING`
 *
 * Returns: (transfer full) (nullable): the content, read from the disk as it is needed
 */
GBytes *
rounds_content_store_open (const char  *folder,
                           const char  *hash,
                           GError     **error)
{
  g_autofree char *path = rounds_content_hash_is_valid (hash) ? get_path (folder, hash) : NULL;
  g_autoptr(GMappedFile) file = path != NULL ? g_mapped_file_new (path, FALSE, NULL) : NULL;

  if (file == NULL)
    {
      refuse_missing (error);
      return NULL;
    }

  return g_mapped_file_get_bytes (file);
}

/**
 * rounds_content_guess_type:
 * @file_name: what it is called
 * @path: where it is
 *
 * Returns: (transfer full) (nullable): a media type, by what is in it and what it is called; %NULL with @error set
 */
char *
rounds_content_guess_type (const char  *file_name,
                           const char  *path,
                           GError     **error)
{
  g_autofree guchar *start = g_malloc (SNIFFED);
  g_autofree char *type = NULL;
  char *media_type;
  gssize length;
  int fd = open (path, O_RDONLY | O_CLOEXEC);

  length = fd >= 0 ? read (fd, start, SNIFFED) : -1;
  if (fd >= 0)
    close (fd);
  if (length < 0)
    {
      refuse_disk (errno, error);
      return NULL;
    }

  type = g_content_type_guess (file_name, start, (gsize) length, NULL);
  media_type = type != NULL ? g_content_type_get_mime_type (type) : NULL;
  return media_type != NULL ? media_type : g_strdup ("application/octet-stream");
}

static gboolean
refuse_damaged (const char  *path,
                GError     **error)
{
  rounds_problem_set (error, ROUNDS_PROBLEM_FAILED, "CONTENT_DAMAGED", _("The file “%s” is not what it was: take it from a backup"),
                      path);
  return FALSE;
}

/* Reads a content to its end, into @copy when there is one, and says whether it is what its name says. */
static gboolean
read_content (const char     *folder,
              const char     *hash,
              GOutputStream  *copy,
              GError        **error)
{
  g_autofree char *path = rounds_content_hash_is_valid (hash) ? get_path (folder, hash) : NULL;
  g_autoptr(GFile) file = path != NULL ? g_file_new_for_path (path) : NULL;
  g_autoptr(GFileInputStream) stream = file != NULL ? g_file_read (file, NULL, NULL) : NULL;
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guchar *chunk = g_malloc (CHUNK);
  gssize length;

  if (stream == NULL)
    return refuse_missing (error);

  while ((length = g_input_stream_read (G_INPUT_STREAM (stream), chunk, CHUNK, NULL, NULL)) > 0)
    {
      g_checksum_update (checksum, chunk, length);
      if (copy != NULL && !g_output_stream_write_all (copy, chunk, (gsize) length, NULL, NULL, error))
        return FALSE;
    }

  return (length == 0 && g_str_equal (g_checksum_get_string (checksum), hash)) || refuse_damaged (path, error);
}

/**
 * rounds_content_store_verify:
 * @error: `CONTENT_MISSING`, `CONTENT_DAMAGED`
 *
 * Returns: whether the content is there and is what it was
 */
gboolean
rounds_content_store_verify (const char  *folder,
                             const char  *hash,
                             GError     **error)
{
  return read_content (folder, hash, NULL, error);
}

/**
 * rounds_content_store_copy:
 * @from: the folder that has it
 * @to: the folder that gets it, made when it is not there
 * @error: `CONTENT_MISSING`, `CONTENT_DAMAGED`: nothing wrong with @to; or what the disk says
 *
 * Copies a content, and looks at what it copies. One that is whole in @to stays as it is, so a copy that was broken off goes on where
 * it was.
 */
gboolean
rounds_content_store_copy (const char  *from,
                           const char  *to,
                           const char  *hash,
                           GError     **error)
{
  g_autofree char *temporary = g_strconcat (to, G_DIR_SEPARATOR_S, "part", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (temporary);
  g_autoptr(GFileOutputStream) stream = NULL;

  if (rounds_content_store_verify (to, hash, NULL))
    return TRUE;
  if (g_mkdir_with_parents (to, 0700) != 0)
    return refuse_disk (errno, error);

  stream = g_file_replace (file, NULL, FALSE, G_FILE_CREATE_PRIVATE | G_FILE_CREATE_REPLACE_DESTINATION, NULL, error);
  if (stream == NULL)
    return FALSE;
  if (!read_content (from, hash, G_OUTPUT_STREAM (stream), error) || !g_output_stream_close (G_OUTPUT_STREAM (stream), NULL, error))
    {
      g_unlink (temporary);
      return FALSE;
    }

  /* What is there under its name is not whole. */
  rounds_content_store_remove (to, hash);
  return rounds_content_store_add (to, temporary, hash, error);
}

/**
 * rounds_content_store_list_old:
 * @before: an instant
 *
 * Returns: (transfer full): the contents that nobody has sent since
 */
GStrv
rounds_content_store_list_old (const char *folder,
                               gint64      before)
{
  g_autoptr(GStrvBuilder) hashes = g_strv_builder_new ();
  g_autoptr(GDir) shelves = g_dir_open (folder, 0, NULL);
  const char *shelf_name;

  while (shelves != NULL && (shelf_name = g_dir_read_name (shelves)) != NULL)
    {
      g_autofree char *shelf_path = g_build_filename (folder, shelf_name, NULL);
      g_autoptr(GDir) shelf = strlen (shelf_name) == 2 ? g_dir_open (shelf_path, 0, NULL) : NULL;
      const char *name;

      while (shelf != NULL && (name = g_dir_read_name (shelf)) != NULL)
        {
          g_autofree char *path = g_build_filename (shelf_path, name, NULL);
          GStatBuf status;

          if (rounds_content_hash_is_valid (name) && g_lstat (path, &status) == 0 &&
              (gint64) status.st_mtime * G_USEC_PER_SEC < before)
            g_strv_builder_add (hashes, name);
        }
    }

  return g_strv_builder_end (hashes);
}

/**
 * rounds_content_store_remove:
 *
 * Removes a content that no document has.
 */
void
rounds_content_store_remove (const char *folder,
                             const char *hash)
{
  g_autofree char *path = get_path (folder, hash);

  g_unlink (path);
}
