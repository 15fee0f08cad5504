/* rounds-demo-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "operations/rounds-operation.h"

G_BEGIN_DECLS

typedef struct
{
  const char *name;
  const char *zip_code;
  const char *code;       /* of the department */
  const char *department;
  gboolean has_university;
  gboolean is_west;
} RoundsDemoTown;

typedef struct
{
  const char *description;
  gint64 price;     /* minor units */
  gint64 tax_rate;  /* hundredths of a percent */
  const char *category;
} RoundsDemoProduct;

typedef struct
{
  const char *title;
  const char *department;
} RoundsDemoJob;

/* How far back the demo goes. */
#define ROUNDS_DEMO_DAYS 1095

/* Texts to choose from, in rounds-demo-data.c and rounds-demo-texts.c; each list ends with NULL. */
extern const RoundsDemoTown rounds_demo_towns[];
extern const guint rounds_demo_n_towns;
extern const RoundsDemoProduct rounds_demo_products[];
extern const guint rounds_demo_n_products;
extern const RoundsDemoJob rounds_demo_jobs[];
extern const guint rounds_demo_n_jobs;
extern const char * const rounds_demo_first_names[];
extern const char * const rounds_demo_last_names[];
extern const char * const rounds_demo_saints[];
extern const char * const rounds_demo_houses[];
extern const char * const rounds_demo_groups[];
extern const char * const rounds_demo_streets[];
extern const char * const rounds_demo_specialties[];
extern const char * const rounds_demo_departments[];
extern const char * const rounds_demo_projects[];
extern const char * const rounds_demo_refusals[];
extern const char * const rounds_demo_won_reasons[];
extern const char * const rounds_demo_competitors[];
extern const char * const rounds_demo_sources[];
extern const char * const rounds_demo_meetings[];
extern const char * const rounds_demo_tags[];
extern const char * const rounds_demo_calls[];
extern const char * const rounds_demo_subjects[];
extern const char * const rounds_demo_note_titles[];
extern const char * const rounds_demo_notes[];
extern const char * const rounds_demo_tasks[];
extern const char * const rounds_demo_part_reasons[];
extern const char * const rounds_demo_whole_reasons[];

/**
 * RoundsDemo:
 * @institutions: (element-type RoundsEntity): what deals, meetings and invoices are with
 * @contacts: (element-type GPtrArray): of each institution, in the same order
 * @sellers: (element-type RoundsEntity): who sells
 * @seller_by_id: the same by id
 * @index_by_id: the index of an institution
 * @products: (element-type RoundsEntity)
 * @sources: (element-type RoundsEntity): where prospects come from
 * @lost_reasons: those of the workspace that say something by themselves
 * @deals: (element-type RoundsEntity) (nullable): a deal of each institution, or %NULL
 * @accepted: (element-type RoundsEntity): quotes that wait for their invoice, the oldest first
 * @season: what had happened by the end of each day, see rounds-demo-season.c
 *
 * What the parts of the demo tell each other. The same @random gives the same data.
 */
typedef struct
{
  RoundsOperationContext *context;
  GRand *random;
  guint scale;
  char *today;
  gint64 n_ids;
  GPtrArray *institutions;
  GPtrArray *contacts;
  GPtrArray *sellers;
  GHashTable *seller_by_id;
  GHashTable *index_by_id;
  GPtrArray *products;
  GPtrArray *sources;
  GStrv lost_reasons;
  GPtrArray *deals;
  GQueue *accepted;
  double season[ROUNDS_DEMO_DAYS];
} RoundsDemo;

char         *rounds_demo_make_id       (RoundsDemo         *self);
const char   *rounds_demo_choose        (RoundsDemo         *self,
                                         const char * const *texts);
gboolean      rounds_demo_chance        (RoundsDemo         *self,
                                         int                 percent);
gint64        rounds_demo_instant       (RoundsDemo         *self,
                                         const char         *date,
                                         int                 minutes);
char         *rounds_demo_working_day   (RoundsDemo         *self,
                                         int                 days);
RoundsEntity *rounds_demo_new           (RoundsDemo         *self,
                                         const char         *kind,
                                         RoundsEntity       *seller,
                                         gint64              created_at);
RoundsEntity *rounds_demo_get_seller    (RoundsDemo         *self,
                                         RoundsEntity       *institution);
RoundsEntity *rounds_demo_get_contact   (RoundsDemo         *self,
                                         guint               institution);

guint         rounds_demo_choose_institution (RoundsDemo    *self);
RoundsEntity *rounds_demo_make_line     (RoundsDemo         *self,
                                         const char         *kind,
                                         RoundsEntity       *document,
                                         const char         *parent);
gboolean      rounds_demo_write_records (RoundsDemo         *self,
                                         RoundsEntity       *entity,
                                         const char         *field,
                                         GError            **error);
void          rounds_demo_season_init   (RoundsDemo         *self);
int           rounds_demo_season_find   (RoundsDemo         *self,
                                         double              share);

gboolean      rounds_demo_make_setup        (RoundsDemo *self, GError **error);
gboolean      rounds_demo_make_people       (RoundsDemo *self, GError **error);
gboolean      rounds_demo_make_institutions (RoundsDemo *self, GError **error);
gboolean      rounds_demo_make_deals        (RoundsDemo *self, GError **error);
gboolean      rounds_demo_make_meetings     (RoundsDemo *self, GError **error);
gboolean      rounds_demo_make_quotes       (RoundsDemo *self, GError **error);
gboolean      rounds_demo_make_invoices     (RoundsDemo *self, GError **error);
gboolean      rounds_demo_make_activities   (RoundsDemo *self, GError **error);
gboolean      rounds_demo_make_credit_notes (RoundsDemo *self, GError **error);

G_END_DECLS
