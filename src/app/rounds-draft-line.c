/* rounds-draft-line.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/rounds-draft-line.h"

#include "model/rounds-money.h"
#include "model/rounds-problem.h"
#include "operations/rounds-document-amounts.h"
#include "operations/rounds-document-products.h"

struct _RoundsDraftLine
{
  GObject parent_instance;

  /* Owned references */
  RoundsEntity *entity; /* what is understood so far */
  char *texts[ROUNDS_N_LINE_CELLS];
  char *problems[ROUNDS_N_LINE_CELLS];
  gboolean understood[ROUNDS_N_LINE_CELLS];
  gboolean touched;
};

enum
{
  CHANGED,
  REFILLED,
  JUDGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char * const names[ROUNDS_N_LINE_CELLS] = { "description", "quantity", "unit-price", "discount-value", "tax-rate" };

G_DEFINE_FINAL_TYPE (RoundsDraftLine, rounds_draft_line, G_TYPE_OBJECT)

/* A discount is money when it is an amount; its field has the scale of both. */
static gboolean
is_money (RoundsDraftLine *self,
          RoundsLineCell   cell)
{
  return cell == ROUNDS_LINE_UNIT_PRICE ||
         (cell == ROUNDS_LINE_DISCOUNT && rounds_draft_line_get_discount_type (self) == ROUNDS_DISCOUNT_AMOUNT);
}

static char *
format (RoundsDraftLine *self,
        RoundsLineCell   cell)
{
  const RoundsField *field = rounds_draft_line_get_field (self, cell);
  const RoundsValue *value = rounds_entity_get_value (self->entity, field);

  if (value->type == ROUNDS_VALUE_NULL)
    return g_strdup ("");
  if (cell == ROUNDS_LINE_DESCRIPTION)
    return g_strdup (value->text);

  return rounds_number_format (value->integer, rounds_field_get_scale (field), is_money (self, cell) ? 2 : 0);
}

static void
fill (RoundsDraftLine *self,
      RoundsLineCell   cell)
{
  g_autofree char *text = format (self, cell);

  g_set_str (&self->texts[cell], text);
  self->understood[cell] = TRUE;
}

static gboolean
set_problem (RoundsDraftLine *self,
             RoundsLineCell   cell,
             const char      *problem)
{
  if (!g_set_str (&self->problems[cell], problem))
    return FALSE;

  g_signal_emit (self, signals[JUDGED], 0);
  return TRUE;
}

/* A field problem is told by its cell; the sentence for a person is in it. */
static const char *
get_detail (const GError *error)
{
  GPtrArray *fields = rounds_problem_get_fields (error);

  return fields != NULL && fields->len > 0 ? ((RoundsFieldProblem *) g_ptr_array_index (fields, 0))->detail : error->message;
}

/* What is said of a discount with its number, such as "10 %" or "150 €", is what it is from then on. */
static void
take_discount_type (RoundsDraftLine *self,
                    const char      *text)
{
  if (strchr (text, '%') != NULL)
    rounds_entity_set_text (self->entity, "discount-type", rounds_discount_type_to_text (ROUNDS_DISCOUNT_PERCENTAGE));
  else if (strstr (text, "€") != NULL)
    rounds_entity_set_text (self->entity, "discount-type", rounds_discount_type_to_text (ROUNDS_DISCOUNT_AMOUNT));
}

/* Sets what is typed in a cell in the line; FALSE with @error when it is not to be understood. */
static gboolean
understand (RoundsDraftLine  *self,
            RoundsLineCell    cell,
            GError          **error)
{
  const RoundsField *field = rounds_draft_line_get_field (self, cell);
  g_autofree char *text = g_strstrip (g_strdup (self->texts[cell]));
  g_auto(RoundsValue) value = ROUNDS_VALUE_INIT;

  if (cell == ROUNDS_LINE_DISCOUNT)
    take_discount_type (self, text);
  if (cell != ROUNDS_LINE_DESCRIPTION)
    {
      g_autofree char *bare = rounds_amount_strip_unit (text);

      g_set_str (&text, bare);
    }
  /* No discount is one of nothing, and so is no VAT. */
  if (text[0] == '\0' && (cell == ROUNDS_LINE_DISCOUNT || cell == ROUNDS_LINE_TAX_RATE))
    g_set_str (&text, "0");

  if (!rounds_field_parse_text (field, text, &value, error) || !rounds_field_validate (field, &value, error))
    return FALSE;

  rounds_entity_take_value (self->entity, field, &value);
  return TRUE;
}

static void
rounds_draft_line_finalize (GObject *object)
{
  RoundsDraftLine *self = ROUNDS_DRAFT_LINE (object);

  for (guint i = 0; i < ROUNDS_N_LINE_CELLS; i++)
    {
      g_free (self->texts[i]);
      g_free (self->problems[i]);
    }
  g_clear_object (&self->entity);

  G_OBJECT_CLASS (rounds_draft_line_parent_class)->finalize (object);
}

static void
rounds_draft_line_class_init (RoundsDraftLineClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = rounds_draft_line_finalize;

  signals[CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[REFILLED] = g_signal_new ("refilled", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[JUDGED] = g_signal_new ("judged", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rounds_draft_line_init (RoundsDraftLine *self)
{
}

/**
 * rounds_draft_line_new:
 * @line: a line of a deal, a quote or an invoice; not changed
 *
 * Returns: (transfer full): a draft that begins with what the line says
 */
RoundsDraftLine *
rounds_draft_line_new (RoundsEntity *line)
{
  RoundsDraftLine *self = g_object_new (ROUNDS_TYPE_DRAFT_LINE, NULL);

  self->entity = rounds_entity_copy (line);
  for (guint i = 0; i < ROUNDS_N_LINE_CELLS; i++)
    fill (self, (RoundsLineCell) i);
  /* A new line has no price yet; a nought would have to be deleted first. */
  if (rounds_entity_is_null (line, "description") && rounds_entity_get_integer (line, "unit-price") == 0)
    g_set_str (&self->texts[ROUNDS_LINE_UNIT_PRICE], "");

  return self;
}

/**
 * rounds_draft_line_get_entity:
 *
 * Returns: (transfer none): what is understood of the line so far
 */
RoundsEntity *
rounds_draft_line_get_entity (RoundsDraftLine *self)
{
  g_return_val_if_fail (ROUNDS_IS_DRAFT_LINE (self), NULL);

  return self->entity;
}

/**
 * rounds_draft_line_get_field:
 *
 * Returns: (transfer none): what is entered in @cell
 */
const RoundsField *
rounds_draft_line_get_field (RoundsDraftLine *self,
                             RoundsLineCell   cell)
{
  g_return_val_if_fail (ROUNDS_IS_DRAFT_LINE (self), NULL);

  return rounds_entity_info_find (rounds_entity_get_info (self->entity), names[cell]);
}

/**
 * rounds_draft_line_is_untouched:
 *
 * Returns: whether it is a new line in which nothing has been entered
 */
gboolean
rounds_draft_line_is_untouched (RoundsDraftLine *self)
{
  g_return_val_if_fail (ROUNDS_IS_DRAFT_LINE (self), FALSE);

  return !self->touched && rounds_entity_is_null (self->entity, "description");
}

/**
 * rounds_draft_line_get_text:
 *
 * Returns: (transfer none): what stands in @cell: as it was typed, or the value as a person of the current locale writes it
 */
const char *
rounds_draft_line_get_text (RoundsDraftLine *self,
                            RoundsLineCell   cell)
{
  g_return_val_if_fail (ROUNDS_IS_DRAFT_LINE (self), NULL);

  return self->texts[cell];
}

/**
 * rounds_draft_line_set_text:
 * @text: what a person has typed, in any form that rounds_decimal_parse() reads, with or without its unit
 *
 * Nothing is said against it while it is typed, see rounds_draft_line_settle().
 */
void
rounds_draft_line_set_text (RoundsDraftLine *self,
                            RoundsLineCell   cell,
                            const char      *text)
{
  g_autoptr(GError) error = NULL;

  g_return_if_fail (ROUNDS_IS_DRAFT_LINE (self));

  if (!g_set_str (&self->texts[cell], text))
    return;

  self->touched = TRUE;
  self->understood[cell] = understand (self, cell, &error);
  set_problem (self, cell, NULL);
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * rounds_draft_line_settle:
 *
 * The person has left the cell: what is understood is shown in the form of the locale, and of what is not it is said why.
 */
void
rounds_draft_line_settle (RoundsDraftLine *self,
                          RoundsLineCell   cell)
{
  g_autoptr(GError) error = NULL;

  g_return_if_fail (ROUNDS_IS_DRAFT_LINE (self));

  if (self->texts[cell][0] == '\0' || cell == ROUNDS_LINE_DESCRIPTION)
    return;

  if (!understand (self, cell, &error))
    {
      set_problem (self, cell, get_detail (error));
      return;
    }

  fill (self, cell);
  g_signal_emit (self, signals[REFILLED], 0);
}

RoundsDiscountType
rounds_draft_line_get_discount_type (RoundsDraftLine *self)
{
  g_return_val_if_fail (ROUNDS_IS_DRAFT_LINE (self), ROUNDS_DISCOUNT_PERCENTAGE);

  return rounds_discount_type_from_text (rounds_entity_get_text (self->entity, "discount-type"));
}

void
rounds_draft_line_set_discount_type (RoundsDraftLine    *self,
                                     RoundsDiscountType  type)
{
  g_return_if_fail (ROUNDS_IS_DRAFT_LINE (self));

  if (type == rounds_draft_line_get_discount_type (self))
    return;

  self->touched = TRUE;
  rounds_entity_set_text (self->entity, "discount-type", rounds_discount_type_to_text (type));
  if (self->understood[ROUNDS_LINE_DISCOUNT])
    fill (self, ROUNDS_LINE_DISCOUNT);
  set_problem (self, ROUNDS_LINE_DISCOUNT, NULL);
  g_signal_emit (self, signals[REFILLED], 0);
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * rounds_draft_line_choose_product:
 * @product: from the catalogue
 *
 * The line says what the catalogue says: description, price and VAT rate.
 */
void
rounds_draft_line_choose_product (RoundsDraftLine *self,
                                  RoundsEntity    *product)
{
  g_return_if_fail (ROUNDS_IS_DRAFT_LINE (self));

  rounds_document_line_take_product (self->entity, product);
  self->touched = TRUE;
  fill (self, ROUNDS_LINE_DESCRIPTION);
  fill (self, ROUNDS_LINE_UNIT_PRICE);
  fill (self, ROUNDS_LINE_TAX_RATE);
  for (guint i = 0; i < ROUNDS_N_LINE_CELLS; i++)
    if (self->understood[i])
      set_problem (self, (RoundsLineCell) i, NULL);
  g_signal_emit (self, signals[REFILLED], 0);
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * rounds_draft_line_compute:
 * @amounts: (out caller-allocates): what the line costs
 *
 * Returns: whether what is entered is understood and can be computed
 */
gboolean
rounds_draft_line_compute (RoundsDraftLine   *self,
                           RoundsLineAmounts *amounts)
{
  RoundsDocumentLine line;

  g_return_val_if_fail (ROUNDS_IS_DRAFT_LINE (self), FALSE);

  for (guint i = ROUNDS_LINE_QUANTITY; i < ROUNDS_N_LINE_CELLS; i++)
    if (!self->understood[i])
      return FALSE;

  line = rounds_document_read_line (self->entity);
  return rounds_document_line_compute (&line, amounts, NULL);
}

/**
 * rounds_draft_line_check:
 *
 * Says at each cell what is wrong with it.
 *
 * Returns: whether nothing is
 */
gboolean
rounds_draft_line_check (RoundsDraftLine *self)
{
  g_autoptr(GError) refused = NULL;
  RoundsDocumentLine line;
  RoundsLineAmounts amounts;
  gboolean good = TRUE;

  g_return_val_if_fail (ROUNDS_IS_DRAFT_LINE (self), FALSE);

  for (guint i = 0; i < ROUNDS_N_LINE_CELLS; i++)
    {
      g_autoptr(GError) error = NULL;

      self->understood[i] = understand (self, (RoundsLineCell) i, &error);
      set_problem (self, (RoundsLineCell) i, error != NULL ? get_detail (error) : NULL);
      good = good && self->understood[i];
    }
  if (!good)
    return FALSE;

  line = rounds_document_read_line (self->entity);
  if (rounds_document_line_compute (&line, &amounts, &refused))
    return TRUE;

  for (guint i = 0; i < rounds_problem_get_fields (refused)->len; i++)
    {
      const RoundsFieldProblem *problem = g_ptr_array_index (rounds_problem_get_fields (refused), i);

      rounds_draft_line_set_problem (self, problem->field, problem->detail);
    }
  return FALSE;
}

/**
 * rounds_draft_line_get_problem:
 *
 * Returns: (transfer none) (nullable): what is wrong with @cell, as a sentence
 */
const char *
rounds_draft_line_get_problem (RoundsDraftLine *self,
                               RoundsLineCell   cell)
{
  g_return_val_if_fail (ROUNDS_IS_DRAFT_LINE (self), NULL);

  return self->problems[cell];
}

/**
 * rounds_draft_line_set_problem:
 * @member: what it is about, as a refusal names it, such as `unitPrice`
 * @problem: what is wrong, as a sentence
 *
 * Returns: whether there is a cell for it
 */
gboolean
rounds_draft_line_set_problem (RoundsDraftLine *self,
                               const char      *member,
                               const char      *problem)
{
  g_return_val_if_fail (ROUNDS_IS_DRAFT_LINE (self), FALSE);

  for (guint i = 0; i < ROUNDS_N_LINE_CELLS; i++)
    if (g_strcmp0 (rounds_draft_line_get_field (self, (RoundsLineCell) i)->json_key, member) == 0)
      {
        set_problem (self, (RoundsLineCell) i, problem);
        return TRUE;
      }

  return FALSE;
}
