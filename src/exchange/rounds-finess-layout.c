/* rounds-finess-layout.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "exchange/rounds-register-layout.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "exchange/rounds-finess-tables.h"
#include "model/rounds-institution.h"
#include "model/rounds-problem.h"

/* The register of health establishments, extracts etalab-cs1100502 (establishments) and etalab-cs1100507 (also their places):
 * a first line `finess;etalab;<n>;<date>`, then the rows, without a header. */

#define ESTABLISHMENT "structureet"
#define PLACE "geolocalisation"
#define N_PLACE_CELLS 6

typedef enum
{
  CELL_KIND,
  CELL_NOFINESSET,
  CELL_NOFINESSEJ,
  CELL_RS,
  CELL_RSLONGUE,
  CELL_COMPLRS,
  CELL_COMPLDISTRIB,
  CELL_NUMVOIE,
  CELL_TYPVOIE,
  CELL_VOIE,
  CELL_COMPVOIE,
  CELL_LIEUDITBP,
  CELL_COMMUNE,
  CELL_DEPARTEMENT,
  CELL_LIBDEPARTEMENT,
  CELL_LIGNEACHEMINEMENT,
  CELL_TELEPHONE,
  CELL_TELECOPIE,
  CELL_CATEGETAB,
  CELL_LIBCATEGETAB,
  CELL_CATEGAGRETAB,
  CELL_LIBCATEGAGRETAB,
  CELL_SIRET,
  CELL_CODEAPE,
  CELL_CODEMFT,
  CELL_LIBMFT,
  CELL_CODESPH,
  CELL_LIBSPH,
  CELL_DATEOUV,
  CELL_DATEAUTOR,
  CELL_DATEMAJ,
  CELL_NUMUAI,
  N_CELLS
} Cell;

typedef enum
{
  SET_FINESS,
  SET_NAME,
  SET_TYPE,
  SET_SIRET,
  SET_CATEGORY_CODE,
  SET_CATEGORY,
  SET_LEGAL_STATUS,
  SET_MAIN_PHONE,
  SET_STREET,
  SET_ZIP_CODE,
  SET_CITY,
  SET_STATE,
  N_SETS
} Set;

/* What the register decides of an institution. */
static const char * const set_names[N_SETS + 1] = {
  [SET_FINESS] = "finess",
  [SET_NAME] = "name",
  [SET_TYPE] = "type",
  [SET_SIRET] = "siret",
  [SET_CATEGORY_CODE] = "category-code",
  [SET_CATEGORY] = "category",
  [SET_LEGAL_STATUS] = "legal-status",
  [SET_MAIN_PHONE] = "main-phone",
  [SET_STREET] = "street",
  [SET_ZIP_CODE] = "zip-code",
  [SET_CITY] = "city",
  [SET_STATE] = "state",
};

/* Appends a cell's words with single spaces, the first after @between when there is text already. */
static void
append_words (GString    *text,
              const char *between,
              const char *cell)
{
  while (*cell != '\0')
    {
      gsize length;

      cell += strspn (cell, " \t\r\n");
      length = strcspn (cell, " \t\r\n");
      if (length == 0)
        return;

      if (text->len > 0)
        g_string_append (text, between);
      g_string_append_len (text, cell, (gssize) length);
      cell += length;
      between = " ";
    }
}

static char *
clean (const char *cell)
{
  GString *text = g_string_sized_new (64);

  append_words (text, "", cell);

  return g_string_free_and_steal (text);
}

/* The number, its complement (B for bis), the kind and the name of the way; before it a building, after it a place or box. */
static char *
make_street (const char **cells)
{
  GString *text = g_string_sized_new (64);
  g_autoptr(GString) way = g_string_sized_new (64);

  append_words (way, " ", cells[CELL_NUMVOIE]);
  append_words (way, " ", cells[CELL_COMPVOIE]);
  append_words (way, " ", cells[CELL_TYPVOIE]);
  append_words (way, " ", cells[CELL_VOIE]);

  append_words (text, ", ", cells[CELL_COMPLDISTRIB]);
  append_words (text, ", ", way->str);
  append_words (text, ", ", cells[CELL_LIEUDITBP]);

  return g_string_free_and_steal (text);
}

/* "97306 CAYENNE CEDEX 2" is the postcode of a delivery and the town CAYENNE. */
static void
split_delivery (const char  *cell,
                char       **zip_code,
                char       **city)
{
  g_autofree char *line = clean (cell);
  char *cedex;
  gsize digits = strspn (line, "0123456789");

  if (digits != 5 || (line[5] != ' ' && line[5] != '\0'))
    {
      *zip_code = g_strdup ("");
      *city = g_steal_pointer (&line);
      return;
    }

  *zip_code = g_strndup (line, 5);
  *city = g_strdup (line[5] == ' ' ? line + 6 : "");
  cedex = strstr (*city, " CEDEX");
  if (cedex != NULL && strspn (cedex + strlen (" CEDEX"), " 0123456789") == strlen (cedex + strlen (" CEDEX")))
    *cedex = '\0';
}

static gboolean
finess_open (RoundsRegisterState  *state,
             const RoundsCsvRow   *header,
             GError              **error)
{
  if (header->problem != ROUNDS_CSV_FINE || header->n_cells != 4 ||
      strcmp (header->cells[0], "finess") != 0 || strcmp (header->cells[1], "etalab") != 0)
    {
      rounds_problem_set (error, ROUNDS_PROBLEM_MALFORMED, "FILE_LAYOUT",
                          _("%s, line %u: this is not a FINESS file, which begins with “finess;etalab;”. Choose the file "
                            "etalab-cs1100502 or etalab-cs1100507 of data.gouv.fr; nothing was imported."),
                          state->file_name, header->line);
      return FALSE;
    }

  rounds_register_state_set_fields (state, set_names);
  return TRUE;
}

/* Rows that are not establishments: those of the other extracts mean the wrong file. */
static RoundsRowResult
read_other (RoundsRegisterState  *state,
            const RoundsCsvRow   *row,
            char                **problem,
            GError              **error)
{
  g_autofree char *shown = NULL;

  if (strcmp (row->cells[0], PLACE) == 0)
    {
      if (row->n_cells != N_PLACE_CELLS)
        return rounds_register_state_miscounted (state, row, N_PLACE_CELLS, problem, error);
      return ROUNDS_ROW_SKIPPED;
    }

  if (row->is_cut)
    return rounds_register_state_cut (state, row, error);

  shown = g_utf8_substring (row->cells[0], 0, MIN (g_utf8_strlen (row->cells[0], -1), 40));
  rounds_problem_set (error, ROUNDS_PROBLEM_MALFORMED, "FILE_LAYOUT",
                      _("%s, line %u: the line begins with “%s”, not with “structureet”, so this file is not the list of "
                        "establishments. Choose the file etalab-cs1100502 or etalab-cs1100507 of data.gouv.fr; nothing was imported."),
                      state->file_name, row->line, shown);
  return ROUNDS_ROW_FAILED;
}

static void
set_place (RoundsRegisterState *state,
           RoundsEntity        *institution,
           const RoundsCsvRow  *row)
{
  g_autofree char *street = make_street (row->cells);
  g_autofree char *code = clean (row->cells[CELL_DEPARTEMENT]);
  g_autofree char *label = clean (row->cells[CELL_LIBDEPARTEMENT]);
  g_autofree char *zip_code = NULL;
  g_autofree char *city = NULL;
  const char *department;

  split_delivery (row->cells[CELL_LIGNEACHEMINEMENT], &zip_code, &city);
  department = rounds_finess_get_department (code, row->cells[CELL_NOFINESSET]);
  if (department == NULL)
    department = label[0] != '\0' ? label : code;

  rounds_register_state_offer (state, institution, SET_STREET, street, row->line);
  rounds_register_state_offer (state, institution, SET_ZIP_CODE, zip_code, row->line);
  rounds_register_state_offer (state, institution, SET_CITY, city, row->line);
  rounds_register_state_offer (state, institution, SET_STATE, department, row->line);
}

static RoundsRowResult
finess_read (RoundsRegisterState  *state,
             const RoundsCsvRow   *row,
             RoundsEntity        **institution,
             char                **problem,
             GError              **error)
{
  static const struct { Cell cell; Set set; } plain[] = {
    { CELL_SIRET, SET_SIRET },
    { CELL_CATEGETAB, SET_CATEGORY_CODE },
    { CELL_LIBCATEGETAB, SET_CATEGORY },
    { CELL_TELEPHONE, SET_MAIN_PHONE },
  };
  g_autoptr(RoundsEntity) entity = NULL;
  g_autofree char *finess = NULL;
  g_autofree char *name = NULL;

  if (strcmp (row->cells[0], ESTABLISHMENT) != 0)
    return read_other (state, row, problem, error);
  if (row->n_cells != N_CELLS)
    return rounds_register_state_miscounted (state, row, N_CELLS, problem, error);

  finess = clean (row->cells[CELL_NOFINESSET]);
  if (finess[0] == '\0')
    {
      *problem = g_strdup (_("The line has no FINESS number."));
      return ROUNDS_ROW_REFUSED;
    }
  name = clean (row->cells[CELL_RSLONGUE]);
  if (name[0] == '\0')
    {
      g_free (name);
      name = clean (row->cells[CELL_RS]);
    }

  entity = g_object_new (ROUNDS_TYPE_INSTITUTION, NULL);
  if (!rounds_register_state_set (state, entity, SET_FINESS, finess, problem) ||
      !rounds_register_state_set (state, entity, SET_NAME, name, problem))
    return ROUNDS_ROW_REFUSED;

  for (guint i = 0; i < G_N_ELEMENTS (plain); i++)
    {
      g_autofree char *text = clean (row->cells[plain[i].cell]);

      rounds_register_state_offer (state, entity, plain[i].set, text, row->line);
    }
  rounds_register_state_offer (state, entity, SET_TYPE,
                               rounds_finess_get_type (row->cells[CELL_CATEGETAB], row->cells[CELL_CATEGAGRETAB]), row->line);
  rounds_register_state_offer (state, entity, SET_LEGAL_STATUS,
                               rounds_finess_get_legal_status (row->cells[CELL_CODESPH]), row->line);
  set_place (state, entity, row);

  *institution = g_steal_pointer (&entity);
  return ROUNDS_ROW_READ;
}

static gboolean
finess_finish (RoundsRegisterState  *state,
               GError              **error)
{
  if (state->n_read > 0)
    return TRUE;

  if (state->n_miscounted > 0)
    rounds_problem_set (error, ROUNDS_PROBLEM_MALFORMED, "FILE_LAYOUT",
                        _("%s, line %u: no line has the %d cells of the list of establishments. Choose the file etalab-cs1100502 or "
                          "etalab-cs1100507 of data.gouv.fr; nothing was imported."),
                        state->file_name, state->first_miscounted, N_CELLS);
  else
    rounds_problem_set (error, ROUNDS_PROBLEM_MALFORMED, "FILE_EMPTY",
                        _("%s, line %u: no establishment follows the first line. Download the file again; nothing was imported."),
                        state->file_name, 1);
  return FALSE;
}

const RoundsRegisterLayout rounds_register_layout_finess = {
  .name = "finess",
  .only_updates = FALSE,
  .open = finess_open,
  .read = finess_read,
  .finish = finess_finish,
};
