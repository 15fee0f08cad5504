/* rounds-record-page.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "model/rounds-entity.h"
#include "sync/rounds-workspace.h"

G_BEGIN_DECLS

/**
 * RoundsRecordPage:
 *
 * All there is about one record; it follows what changes in the store. What a kind has of its own, the header and the views, comes from
 * a subclass. Properties, both for construction only: `workspace` and `id` of the record.
 *
 * Actions: `page.edit`, `page.edit-record (kind, id)`, `page.delete-record (kind, id, title)`, `page.export-meeting (id)`, and
 * `page.new-record (kind)`, whose record belongs to this one, and `page.show-view (name)`.
 */
#define ROUNDS_TYPE_RECORD_PAGE (rounds_record_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (RoundsRecordPage, rounds_record_page, ROUNDS, RECORD_PAGE, AdwNavigationPage)

/**
 * RoundsRecordPageView:
 * @name: of the view
 * @title: N_()
 * @icon_name: its symbolic icon
 * @get_type: of a #RoundsRecordView
 */
typedef struct
{
  const char *name;
  const char *title;
  const char *icon_name;
  GType (*get_type) (void);
} RoundsRecordPageView;

/**
 * RoundsRecordPageClass:
 * @kind: of the records
 * @views: the views, ended by one without a name
 * @show: shows in the header what the record is, at first and whenever it has changed
 * @fill_draft: (nullable): writes what is known of a new record into a draft; the reference to this record when %NULL
 * @create: (nullable): presents the editor of a new record by itself; that of a filled draft when %NULL
 */
struct _RoundsRecordPageClass
{
  AdwNavigationPageClass parent_class;

  const char *kind;
  const RoundsRecordPageView *views;
  void (*show)       (RoundsRecordPage *self,
                      RoundsEntity     *record);
  void (*fill_draft) (RoundsRecordPage *self,
                      RoundsEntity     *draft);
  void (*create)     (RoundsRecordPage *self,
                      const char       *kind);
};

void             rounds_record_page_set_parts     (RoundsRecordPage *self,
                                                   GtkStack         *stack,
                                                   AdwViewStack     *view_stack,
                                                   AdwStatusPage    *missing_page);
RoundsWorkspace *rounds_record_page_get_workspace (RoundsRecordPage *self);
const char      *rounds_record_page_get_id        (RoundsRecordPage *self);
RoundsEntity    *rounds_record_page_get_record    (RoundsRecordPage *self);

G_END_DECLS
