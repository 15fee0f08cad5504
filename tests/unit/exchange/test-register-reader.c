/* test-register-reader.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "exchange/rounds-register-reader.h"

#include <stdio.h>
#include <string.h>

#include "model/rounds-problem.h"

#define FIRST "finess;etalab;2;2026-05-12\n"
#define ROW "structureet;010000024;010780054;CH;CENTRE;;;9;RTE;DE PARIS;;;451;01;AIN;01440 VIRIAT;0474454647;;355;" \
            "Centre Hospitalier (C.H.);1102;Centres Hospitaliers;26010004500012;8610Z;03;ARS;1;Public;1979-02-13;;2020-02-04;"

/* What a whole file gives. */
typedef struct
{
  GPtrArray *institutions;
  GPtrArray *problems;  /* "line: why" */
  GError *error;
  guint n_remarks;
  char *remark;         /* the first: "line: why" */
} Result;

static void
result_clear (Result *result)
{
  g_clear_pointer (&result->institutions, g_ptr_array_unref);
  g_clear_pointer (&result->problems, g_ptr_array_unref);
  g_clear_error (&result->error);
  g_clear_pointer (&result->remark, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Result, result_clear)

static void
read_stream (Result       *result,
             const char   *register_name,
             GInputStream *stream,
             goffset       size,
             const char   *name)
{
  g_autoptr(RoundsRegisterReader) reader = NULL;
  RoundsEntity *institution;
  GPtrArray *remarks;
  char *problem;
  guint line, last_line = 0;
  double last_fraction = 0.0;

  *result = (Result) { 0 };
  result->institutions = g_ptr_array_new_with_free_func (g_object_unref);
  result->problems = g_ptr_array_new_with_free_func (g_free);

  reader = rounds_register_reader_new (register_name, stream, size, name, &result->error);
  if (reader == NULL)
    {
      g_assert_nonnull (result->error);
      return;
    }

  while (rounds_register_reader_next (reader, &institution, &problem, &line, NULL, &result->error))
    {
      double fraction = rounds_register_reader_get_fraction (reader);

      g_assert_true ((institution == NULL) != (problem == NULL));
      g_assert_cmpuint (line, >, last_line);
      g_assert_cmpfloat (fraction, >=, last_fraction);
      last_line = line;
      last_fraction = fraction;

      if (institution != NULL)
        g_ptr_array_add (result->institutions, institution);
      else
        g_ptr_array_add (result->problems, g_strdup_printf ("%u: %s", line, problem));
      g_free (problem);
    }
  if (result->error == NULL && size > 0)
    g_assert_cmpfloat (rounds_register_reader_get_fraction (reader), ==, 1.0);

  remarks = rounds_register_reader_get_remarks (reader, &result->n_remarks);
  if (remarks->len > 0)
    {
      const RoundsRegisterRemark *remark = g_ptr_array_index (remarks, 0);

      result->remark = g_strdup_printf ("%u: %s", remark->line, remark->reason);
    }
}

static void
read_bytes (Result     *result,
            const char *register_name,
            const char *bytes,
            gssize      length)
{
  gsize size = length < 0 ? strlen (bytes) : (gsize) length;
  g_autoptr(GInputStream) stream = g_memory_input_stream_new_from_data (bytes, (gssize) size, NULL);

  read_stream (result, register_name, stream, (goffset) size, "test.csv");
}

/* The real file, or NULL and the test skipped. */
static GFile *
find_data (const char *name)
{
  const char *folder = g_getenv ("ROUNDS_SHARED_DATA");
  g_autofree char *beside = g_build_filename (g_test_get_dir (G_TEST_DIST), "..", "..", "shared", "data", NULL);
  g_autofree char *path = g_build_filename (folder != NULL ? folder : beside, name, NULL);

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_autofree char *message = g_strdup_printf ("%s is not there", path);

      g_test_skip (message);
      return NULL;
    }

  return g_file_new_for_path (path);
}

static gboolean
read_data (Result     *result,
           const char *register_name,
           const char *name)
{
  g_autoptr(GFile) file = find_data (name);
  g_autoptr(GFileInputStream) stream = NULL;
  g_autoptr(GFileInfo) info = NULL;

  if (file == NULL)
    return FALSE;

  stream = g_file_read (file, NULL, NULL);
  info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE, NULL, NULL);
  read_stream (result, register_name, G_INPUT_STREAM (stream), g_file_info_get_size (info), name);
  return TRUE;
}

/* All that the register says of an institution, in the order of the fields. */
static char *
describe (RoundsEntity *institution)
{
  static const char * const names[] = {
    "finess", "name", "type", "siret", "category-code", "category", "legal-status", "main-phone", "street", "zip-code", "city",
    "state",
  };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *value = rounds_entity_get_text (institution, names[i]);

      g_string_append_printf (text, "%s%s", i > 0 ? "|" : "", value != NULL ? value : "-");
    }

  return g_string_free_and_steal (text);
}

static const char * const verbatim[] = {
  "010000024|CENTRE HOSPITALIER DE BOURG-EN-BRESSE FLEYRIAT|hospital|26010004500012|355|Centre Hospitalier (C.H.)|public|0474454647|"
    "900 RTE DE PARIS|01440|VIRIAT|Ain",
  "970102018|PMI SAINT BARTHELEMY|medical_center|-|223|Protection Maternelle et Infantile (P.M.I.)|-|0590276027|"
    "4 R AUGUST NYMAN|97133|ST BARTHELEMY|Guadeloupe",
  "970100400|CENTRE HOSPITALIER LOUIS CONSTANT FLEMING|hospital|26971036400028|355|Centre Hospitalier (C.H.)|public|0590522525|"
    "BP 381|97150|ST MARTIN|Guadeloupe",
  "970102059|CLASS DE MARIGOT|medical_center|-|223|Protection Maternelle et Infantile (P.M.I.)|-|0590875093|"
    "-|97150|ST MARTIN|Guadeloupe",
  "970210126|CMPP INTERSECTORIEL|other|50254756500015|189|Centre Médico-Psycho-Pédagogique (C.M.P.P.)|-|0596748677|"
    "ZAC CHAMPIGNY, BP 71 IMMEUBLE SEMAFA|97224|DUCOS|Martinique",
  "970300026|CENTRE HOSPITALIER DE CAYENNE|hospital|26973302800022|355|Centre Hospitalier (C.H.)|public|0594395050|"
    "AV ALEXIS BLAISE, BP 6006|97306|CAYENNE|Guyane",
  "970400024|CHU SITE FELIX GUYON (SAINT DENIS)|hospital|20003001300011|101|Centre Hospitalier Régional (C.H.R.)|public|0262905050|"
    "ALL DES TOPAZES, CS 11021|97405|ST DENIS|La Réunion",
  "970405767|CENTRE EDUCATIF FERME JULES PALANT (STE ANNE)|other|31822647900117|241|Etablissement de Placement|-|0262508105|"
    "40 CHE CHEMIN SAFER MORANGE|97437|ST BENOIT|La Réunion",
  "970409645|UNITE AUTODIALYSE (LA POSSESSION)-ASDR|specialty_clinic|37875112700101|146|Structure d'Alternative à la dialyse en centre|-|"
    "0262202820|1 C R RAYMOND BARRE, ZAC MOULIN JOLI|97419|LA POSSESSION|La Réunion",
  "980501506|LIEU DE VIE ET D'ACCUEIL \"MAVOUNA MEMA 1\"|other|82967998400015|462|Lieux de Vie et d'Accueil|-|0269666815|"
    "12 R ANCIEN TERRAIN DE FOOT|97620|CHIRONGUI|Mayotte",
  "980502199|UBIPHARM-MAYOTTE|other|-|699|Entité Ayant Autorisation|-|0269665008|"
    "ZI VALLÉE 3 BP 208|97600|KOUNGOU|Mayotte",
  "980600027|HOPITAL DE SIA|hospital|13000323900014|355|Centre Hospitalier (C.H.)|public|-|"
    "BP 4 - MATA'UTU|98600|UVEA|Wallis-et-Futuna",
  "970302287|E.H.P.A.D. DU CENTRE HOSPITALIER DE CAYENNE|care_home|-|500|Etablissement d'hébergement pour personnes âgées dépendantes|-|"
    "0594395050|AV ALEXIS BLAISE, BP 6006|97306|CAYENNE|Guyane",
  "970216057|ALEFPA S.M.J.P.M|other|-|340|Service mandataire judiciaire à la protection des majeurs|-|0596712806|"
    "ROUTE DES RELIGIEUSES|97200|FORT DE FRANCE|Martinique",
};

static void
test_verbatim (void)
{
  g_auto(Result) result = { 0 };

  if (!read_data (&result, "finess", "finess/finess-2026-verbatim-14.utf8.csv"))
    return;

  g_assert_no_error (result.error);
  g_assert_cmpuint (result.problems->len, ==, 0);
  g_assert_cmpuint (result.institutions->len, ==, G_N_ELEMENTS (verbatim));
  g_assert_cmpuint (result.n_remarks, ==, 0);
  for (guint i = 0; i < result.institutions->len; i++)
    {
      g_autofree char *text = describe (g_ptr_array_index (result.institutions, i));

      g_assert_cmpstr (text, ==, verbatim[i]);
    }
}

static void
test_sample (void)
{
  g_auto(Result) result = { 0 };
  g_autoptr(GHashTable) numbers = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *first = NULL;
  guint n_pharmacies = 0, n_reunion = 0;

  if (!read_data (&result, "finess", "finess/finess-2021-sample-12000.latin1.csv"))
    return;

  g_assert_no_error (result.error);
  g_assert_cmpuint (result.problems->len, ==, 0);
  g_assert_cmpuint (result.institutions->len, ==, 12000);

  /* One SIRET fails its check digit: the row is kept without it. */
  g_assert_cmpuint (result.n_remarks, ==, 1);
  g_assert_nonnull (strstr (result.remark, "10004071700015"));

  for (guint i = 0; i < result.institutions->len; i++)
    {
      RoundsEntity *institution = g_ptr_array_index (result.institutions, i);
      g_autoptr(GError) error = NULL;

      g_assert_true (rounds_entity_validate (institution, &error));
      g_assert_no_error (error);
      g_hash_table_add (numbers, (char *) rounds_entity_get_text (institution, "finess"));
      g_assert_cmpuint (strlen (rounds_entity_get_text (institution, "zip-code")), ==, 5);
      g_assert_nonnull (rounds_entity_get_text (institution, "city"));
      g_assert_false (g_ascii_isdigit (rounds_entity_get_text (institution, "state")[0]));
      n_reunion += g_str_equal (rounds_entity_get_text (institution, "state"), "La Réunion");
      n_pharmacies += g_str_equal (rounds_entity_get_text (institution, "type"), "pharmacy");
    }
  g_assert_cmpuint (g_hash_table_size (numbers), ==, 12000);
  g_assert_cmpuint (n_pharmacies, ==, 2681 + 13 + 4 + 5);
  g_assert_cmpuint (n_reunion, ==, 77);

  first = describe (g_ptr_array_index (result.institutions, 3));
  g_assert_cmpstr (first, ==,
                   "010002160|LBM NOVELAB MONTREVELEN BRESSE|laboratory|35172717700013|611|Laboratoire de Biologie Médicale|-|"
                   "0474308870|RTE DE MÂCON, LES LUYERS|01340|MONTREVEL EN BRESSE|Ain");
}

static void
assert_refused (const char *register_name,
                const char *bytes,
                gssize      length,
                const char *code,
                const char *words)
{
  g_auto(Result) result = { 0 };

  read_bytes (&result, register_name, bytes, length);
  g_assert_nonnull (result.error);
  g_assert_cmpstr (rounds_problem_get_code (result.error), ==, code);
  g_assert_nonnull (strstr (result.error->message, "test.csv, "));
  g_assert_true (g_str_has_suffix (result.error->message, "nothing was imported."));
  g_test_message ("%s", result.error->message);
  if (strstr (result.error->message, words) == NULL)
    g_error ("“%s” is not in “%s”", words, result.error->message);
}

static void
test_whole_files (void)
{
  const char *half = FIRST ROW "\n" "structureet;010000032;0107800";

  assert_refused ("finess", "", 0, "FILE_EMPTY", "line 1: the file is empty");
  assert_refused ("finess", "\n\n", -1, "FILE_EMPTY", "line 1");
  assert_refused ("finess", FIRST, -1, "FILE_EMPTY", "line 1: no establishment");
  assert_refused ("finess", half, -1, "FILE_CUT", "line 3: the file ends in the middle");
  assert_refused ("finess", FIRST "struct", -1, "FILE_CUT", "line 2");
  assert_refused ("finess", FIRST "structureet;010000024;\"CH", -1, "FILE_CUT", "line 2");
  assert_refused ("finess", FIRST ROW "\n" "geolocalisation;0100", -1, "FILE_CUT", "line 3");
  assert_refused ("finess", "fine", -1, "FILE_LAYOUT", "line 1: this is not a FINESS file");
  assert_refused ("finess", "nofinesset;rs\n010000024;CH\n", -1, "FILE_LAYOUT", "line 1: this is not a FINESS file");
  assert_refused ("finess", ROW "\n", -1, "FILE_LAYOUT", "line 1: this is not a FINESS file");
  assert_refused ("finess", FIRST "structureej;010000024;CH\n", -1, "FILE_LAYOUT", "line 2: the line begins with “structureej”");
  assert_refused ("finess", FIRST "structureet;1\nstructureet;2\n", -1, "FILE_LAYOUT", "line 2: no line has the 32 cells");
  assert_refused ("finess", "PK\x03\x04\0\0", 6, "FILE_BINARY", "line 1: this is not a text file");
  assert_refused ("finess", FIRST "structureet;\0", sizeof FIRST + 12, "FILE_BINARY", "line 2");
  assert_refused ("finess", "\xff\xfe" "f\0i\0", 6, "FILE_BINARY", "line 1");

  assert_refused ("sae", "", 0, "FILE_EMPTY", "line 1");
  assert_refused ("sae", FIRST ROW "\n", -1, "FILE_LAYOUT", "line 1: this is not an SAE file");
  assert_refused ("sae", "AN;FI;LIT\n", -1, "FILE_LAYOUT", "line 1: this is not an SAE file");
  assert_refused ("sae", "AN;FI;LIT_MCO\n", -1, "FILE_EMPTY", "line 1");
  assert_refused ("sae", "AN;FI;LIT_MCO\n2023;010000024;7\n2023;01", -1, "FILE_CUT", "line 3");
}

/* The real files, damaged. */
static void
test_damaged (void)
{
  g_autoptr(GFile) file = find_data ("finess/finess-2021-sample-12000.latin1.csv");
  g_autoptr(GBytes) bytes = NULL;
  const char *data;
  gsize size;

  if (file == NULL)
    return;

  bytes = g_file_load_bytes (file, NULL, NULL, NULL);
  data = g_bytes_get_data (bytes, &size);
  assert_refused ("finess", data, (gssize) size - 40, "FILE_CUT", "line 12001");
  assert_refused ("finess", data, 1000000, "FILE_CUT", "ends in the middle");
  assert_refused ("sae", data, (gssize) size, "FILE_LAYOUT", "line 1");
}

static void
test_rows (void)
{
  g_auto(Result) result = { 0 };

  read_bytes (&result, "finess",
              FIRST ROW "\r\n"
              "structureet;1;2;3\n"
              "structureet;;010780054;CH;;;;;;;;;;01;;;;;355;;1102;;;;;;;;;;;\n"
              "structureet;01000002X;010780054;CH;;;;;;;;;;01;;;;;355;;1102;;;;;;;;;;;\n"
              "structureet;010000032;010780054;;;;;;;;;;;01;;;;;355;;1102;;;;;;;;;;;\n"
              "geolocalisation;010000024;870215.7;6571590.5;1,ATLASANTE,100,IGN,BD_ADRESSE,V2.1,LAMBERT_93;2026-05-12\n"
              "\"structureet\";2A0000014;010780054;\"CH\n\"\"D'AJACCIO\"\"\";;;;;;;;;;2A;;20303 AJACCIO CEDEX 1;call me;;355;;1102;;123;;;;;;;;;\n"
              "structureet;010000040;x;CH\n"
              "structureet;010000057;\"x\" y;CH;;;;;;;;;;01;;;;;355;;1102;;;;;;;;;;;\n"
              "structureet;010000065;010780054;H\xc9PITAL;;;;;;;;;;ZZ;NULLE PART;ICI;;;999;;9999;;;;;;;;;;;", -1);

  g_assert_no_error (result.error);
  g_assert_cmpuint (result.institutions->len, ==, 3);
  {
    static const char * const expected[] = {
      "010000024|CENTRE|hospital|26010004500012|355|Centre Hospitalier (C.H.)|public|0474454647|9 RTE DE PARIS|01440|VIRIAT|Ain",
      "2A0000014|CH \"D'AJACCIO\"|hospital|-|355|-|-|-|-|20303|AJACCIO|Corse-du-Sud",
      "010000065|HÉPITAL|other|-|999|-|-|-|-|-|ICI|NULLE PART",
    };

    for (guint i = 0; i < 3; i++)
      {
        g_autofree char *text = describe (g_ptr_array_index (result.institutions, i));

        g_assert_cmpstr (text, ==, expected[i]);
      }
  }

  /* Two cells of Ajaccio cannot be: a SIRET of three digits and a telephone of words. */
  g_assert_cmpuint (result.n_remarks, ==, 2);
  g_assert_true (g_str_has_prefix (result.remark, "8: “123” was left out: SIRET"));

  g_assert_cmpuint (result.problems->len, ==, 6);
  g_assert_cmpstr (g_ptr_array_index (result.problems, 0), ==, "3: The line has 4 cells instead of 32.");
  g_assert_cmpstr (g_ptr_array_index (result.problems, 1), ==, "4: The line has no FINESS number.");
  g_assert_true (g_str_has_prefix (g_ptr_array_index (result.problems, 2), "5: FINESS number must be"));
  g_assert_cmpstr (g_ptr_array_index (result.problems, 3), ==, "6: Name is needed");
  g_assert_cmpstr (g_ptr_array_index (result.problems, 4), ==, "10: The line has 4 cells instead of 32.");
  g_assert_cmpstr (g_ptr_array_index (result.problems, 5), ==, "11: Something stands after a closing quotation mark.");
}

static void
test_fields (void)
{
  static const struct { const char *name, *bytes, *fields; gboolean only_updates; } cases[] = {
    { "finess", FIRST, "finess,name,type,siret,category-code,category,legal-status,main-phone,street,zip-code,city,state", FALSE },
    { "sae", "FI;LIT_MCO\n", "bed-capacity", TRUE },
    { "sae", "SALTOT;FI\n", "surgical-rooms", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GInputStream) stream = g_memory_input_stream_new_from_data (cases[i].bytes, -1, NULL);
      g_autoptr(GError) error = NULL;
      g_autoptr(RoundsRegisterReader) reader = rounds_register_reader_new (cases[i].name, stream, -1, "test.csv", &error);
      g_autofree char *fields = NULL;

      g_assert_no_error (error);
      fields = g_strjoinv (",", (char **) rounds_register_reader_get_fields (reader));
      g_assert_cmpstr (fields, ==, cases[i].fields);
      g_assert_cmpint (rounds_register_reader_only_updates (reader), ==, cases[i].only_updates);
      g_assert_cmpfloat (rounds_register_reader_get_fraction (reader), ==, 0.0);
    }
}

static void
test_unknown (void)
{
  g_auto(Result) result = { 0 };

  read_bytes (&result, "rpps", FIRST, -1);
  g_assert_error (result.error, ROUNDS_PROBLEM, ROUNDS_PROBLEM_NOT_FOUND);
}

static void
test_sae_rows (void)
{
  g_auto(Result) result = { 0 };

  read_bytes (&result, "sae",
              "BOR;AN;FI;RS;LIT_MCO\r\nMCO;2023;010000024;CH;354\r\nMCO;2023;010000032;CH;\r\nMCO;2023;01;CH;3\r\n"
              "MCO;2023;2A0000014;H\xf4pital;abc\r\nMCO;2023;;x;1\r\nMCO;2023\r\nMCO;2023;2B0000020;CH;99999\r\nMCO;2023;2B0000012;CH;0", -1);
  g_assert_no_error (result.error);
  g_assert_cmpuint (result.institutions->len, ==, 2);
  g_assert_cmpstr (rounds_entity_get_text (g_ptr_array_index (result.institutions, 0), "finess"), ==, "010000024");
  g_assert_cmpint (rounds_entity_get_integer (g_ptr_array_index (result.institutions, 0), "bed-capacity"), ==, 354);
  g_assert_false (rounds_entity_is_null (g_ptr_array_index (result.institutions, 1), "bed-capacity"));
  g_assert_cmpint (rounds_entity_get_integer (g_ptr_array_index (result.institutions, 1), "bed-capacity"), ==, 0);

  g_assert_cmpuint (result.problems->len, ==, 6);
  g_assert_cmpstr (g_ptr_array_index (result.problems, 0), ==, "3: The line gives no number of beds.");
  g_assert_true (g_str_has_prefix (g_ptr_array_index (result.problems, 1), "4: FINESS number must be"));
  g_assert_true (g_str_has_prefix (g_ptr_array_index (result.problems, 2), "5: Beds must be a number"));
  g_assert_cmpstr (g_ptr_array_index (result.problems, 3), ==, "6: The line has no FINESS number.");
  g_assert_cmpstr (g_ptr_array_index (result.problems, 4), ==, "7: The line has 2 cells instead of 5.");
  g_assert_true (g_str_has_prefix (g_ptr_array_index (result.problems, 5), "8: Beds must be at most"));
}

static void
test_sae_data (void)
{
  static const struct { const char *name, *field; guint n_rows, n_without; gint64 first; } cases[] = {
    { "sae/MCO_2023r.csv", "bed-capacity", 1528, 95, 354 },
    { "sae/BLOCS_2023r.csv", "surgical-rooms", 993, 26, 11 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto(Result) result = { 0 };
      g_autoptr(GHashTable) numbers = g_hash_table_new (g_str_hash, g_str_equal);

      if (!read_data (&result, "sae", cases[i].name))
        return;

      g_assert_no_error (result.error);
      g_assert_cmpuint (result.institutions->len, ==, cases[i].n_rows - cases[i].n_without);
      g_assert_cmpuint (result.problems->len, ==, cases[i].n_without);
      g_assert_cmpint (rounds_entity_get_integer (g_ptr_array_index (result.institutions, 0), cases[i].field), ==, cases[i].first);

      /* A row a number: nothing to sum. */
      for (guint j = 0; j < result.institutions->len; j++)
        g_hash_table_add (numbers, (char *) rounds_entity_get_text (g_ptr_array_index (result.institutions, j), "finess"));
      g_assert_cmpuint (g_hash_table_size (numbers), ==, result.institutions->len);
    }
}

/* A stream without end, made of the same row: what reading it keeps must not grow with it. */
#define ENDLESS_TYPE_STREAM (endless_stream_get_type ())
G_DECLARE_FINAL_TYPE (EndlessStream, endless_stream, ENDLESS, STREAM, GInputStream)

struct _EndlessStream
{
  GInputStream parent_instance;
  gsize at;
  gsize left;
  gsize largest_read;
};

G_DEFINE_FINAL_TYPE (EndlessStream, endless_stream, G_TYPE_INPUT_STREAM)

static gssize
endless_stream_read (GInputStream  *stream,
                     void          *buffer,
                     gsize          count,
                     GCancellable  *cancellable,
                     GError       **error)
{
  static const char row[] = ROW "\n";
  EndlessStream *self = ENDLESS_STREAM (stream);
  gsize length = MIN (count, self->left);

  self->largest_read = MAX (self->largest_read, count);
  self->left -= length;
  for (gsize i = 0; i < length; i++)
    {
      const char *text = self->at < strlen (FIRST) ? FIRST : row;
      gsize at = self->at < strlen (FIRST) ? self->at : (self->at - strlen (FIRST)) % strlen (row);

      ((char *) buffer)[i] = text[at];
      self->at++;
    }

  return (gssize) length;
}

static void
endless_stream_class_init (EndlessStreamClass *klass)
{
  G_INPUT_STREAM_CLASS (klass)->read_fn = endless_stream_read;
}

static void
endless_stream_init (EndlessStream *self)
{
}

/* What the process holds in memory, in bytes; 0 with the address sanitizer, which keeps what was freed. */
static gsize
resident_memory (void)
{
#ifdef __SANITIZE_ADDRESS__
  return 0;
#else
  g_autofree char *text = NULL;
  gulong size, resident;

  g_assert_true (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL));
  g_assert_cmpint (sscanf (text, "%lu %lu", &size, &resident), ==, 2);

  return resident * 4096;
#endif
}

static void
test_memory (void)
{
  g_autoptr(EndlessStream) stream = g_object_new (ENDLESS_TYPE_STREAM, NULL);
  g_autoptr(RoundsRegisterReader) reader = NULL;
  g_autoptr(GError) error = NULL;
  RoundsEntity *institution;
  char *problem;
  guint line;
  gsize before = 0;

  stream->left = strlen (FIRST) + 60000 * strlen (ROW "\n");
  reader = rounds_register_reader_new ("finess", G_INPUT_STREAM (stream), -1, "endless", &error);
  g_assert_no_error (error);

  while (rounds_register_reader_next (reader, &institution, &problem, &line, NULL, &error))
    {
      g_assert_nonnull (institution);
      g_object_unref (institution);
      if (line == 10000)
        before = resident_memory ();
    }
  g_assert_no_error (error);
  g_assert_cmpuint (line, ==, 60001);
  g_assert_cmpuint (stream->largest_read, <=, 64 * 1024);

  g_assert_cmpuint (resident_memory (), <=, before + 1024 * 1024);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/exchange/register-reader/verbatim", test_verbatim);
  g_test_add_func ("/exchange/register-reader/sample", test_sample);
  g_test_add_func ("/exchange/register-reader/whole-files", test_whole_files);
  g_test_add_func ("/exchange/register-reader/damaged", test_damaged);
  g_test_add_func ("/exchange/register-reader/rows", test_rows);
  g_test_add_func ("/exchange/register-reader/fields", test_fields);
  g_test_add_func ("/exchange/register-reader/unknown", test_unknown);
  g_test_add_func ("/exchange/register-reader/sae-rows", test_sae_rows);
  g_test_add_func ("/exchange/register-reader/sae-data", test_sae_data);
  g_test_add_func ("/exchange/register-reader/memory", test_memory);

  return g_test_run ();
}
