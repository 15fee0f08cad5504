/* rounds-entity.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

#include "model/rounds-field.h"

G_BEGIN_DECLS

/**
 * RoundsEntityFlags:
 * @ROUNDS_ENTITY_SERVER_ONLY: never sent to a client's cache: what only administrators look at
 */
typedef enum
{
  ROUNDS_ENTITY_SERVER_ONLY = 1 << 0,
} RoundsEntityFlags;

/**
 * RoundsEntityInfo:
 * @kind: singular, such as `institution`
 * @collection: plural, the REST collection
 * @table: the SQL table
 * @label: N_(), singular, such as "Institution"
 * @new_label: (nullable): N_(), what makes one, such as "New Institution"; many languages want it to agree with the kind
 * @label_plural: N_()
 * @title_field: the field that names a record
 * @owner_field: (nullable): the reference to the person a record belongs to
 * @parent_field: (nullable): the reference to the record this one is part of; such records are read and written with it
 * @flags: what applies
 * @fields: base fields, then own
 */
typedef struct _RoundsEntityInfo RoundsEntityInfo;
struct _RoundsEntityInfo
{
  const char *kind;
  const char *collection;
  const char *table;
  const char *label;
  const char *new_label;
  const char *label_plural;
  const char *title_field;
  const char *owner_field;
  const char *parent_field;
  RoundsEntityFlags flags;
  const RoundsField *own_fields;
  guint n_own_fields;

  /*< private: filled when the class is made >*/
  GType type;
  RoundsField *fields;
  guint n_fields;
  GHashTable *by_name;
  GHashTable *by_json;
};

#define ROUNDS_TYPE_ENTITY (rounds_entity_get_type ())
G_DECLARE_DERIVABLE_TYPE (RoundsEntity, rounds_entity, ROUNDS, ENTITY, GObject)

struct _RoundsEntityClass
{
  GObjectClass parent_class;

  RoundsEntityInfo *info;
};

void                    rounds_entity_class_set_info   (RoundsEntityClass      *klass,
                                                        RoundsEntityInfo       *info);

const RoundsField      *rounds_entity_info_find        (const RoundsEntityInfo *info,
                                                        const char             *name);
const RoundsField      *rounds_entity_info_find_json   (const RoundsEntityInfo *info,
                                                        const char             *path);

RoundsEntity           *rounds_entity_new              (const RoundsEntityInfo *info);
RoundsEntity           *rounds_entity_copy             (RoundsEntity           *self);
const RoundsEntityInfo *rounds_entity_get_info         (RoundsEntity           *self);
const char             *rounds_entity_get_kind         (RoundsEntity           *self);
const char             *rounds_entity_get_id           (RoundsEntity           *self);
gint64                  rounds_entity_get_revision     (RoundsEntity           *self);
char                   *rounds_entity_dup_title        (RoundsEntity           *self);
gboolean                rounds_entity_is_deleted       (RoundsEntity           *self);

const RoundsValue      *rounds_entity_get_value        (RoundsEntity           *self,
                                                        const RoundsField      *field);
void                    rounds_entity_set_value        (RoundsEntity           *self,
                                                        const RoundsField      *field,
                                                        const RoundsValue      *value);
void                    rounds_entity_take_value       (RoundsEntity           *self,
                                                        const RoundsField      *field,
                                                        RoundsValue            *value);

gboolean                rounds_entity_is_null          (RoundsEntity           *self,
                                                        const char             *name);
void                    rounds_entity_clear            (RoundsEntity           *self,
                                                        const char             *name);
const char             *rounds_entity_get_text         (RoundsEntity           *self,
                                                        const char             *name);
void                    rounds_entity_set_text         (RoundsEntity           *self,
                                                        const char             *name,
                                                        const char             *text);
gint64                  rounds_entity_get_integer      (RoundsEntity           *self,
                                                        const char             *name);
void                    rounds_entity_set_integer      (RoundsEntity           *self,
                                                        const char             *name,
                                                        gint64                  integer);
gboolean                rounds_entity_get_boolean      (RoundsEntity           *self,
                                                        const char             *name);
void                    rounds_entity_set_boolean      (RoundsEntity           *self,
                                                        const char             *name,
                                                        gboolean                boolean);
GStrv                   rounds_entity_dup_list         (RoundsEntity           *self,
                                                        const char             *name);
void                    rounds_entity_set_list         (RoundsEntity           *self,
                                                        const char             *name,
                                                        const char * const     *list);
GPtrArray              *rounds_entity_get_records      (RoundsEntity           *self,
                                                        const char             *name);
void                    rounds_entity_set_records      (RoundsEntity           *self,
                                                        const char             *name,
                                                        GPtrArray              *records);

gboolean                rounds_entity_validate         (RoundsEntity           *self,
                                                        GError                **error);

/**
 * ROUNDS_DECLARE_RECORD:
 * ROUNDS_DEFINE_RECORD:
 *
 * A record type is its table of fields and nothing else: these make the class around it.
 */
#define ROUNDS_DECLARE_RECORD(TypeName, type_name, MODULE, NAME)                                \
  G_DECLARE_FINAL_TYPE (TypeName, type_name, MODULE, NAME, RoundsEntity)

#define ROUNDS_DEFINE_RECORD(TypeName, type_name, record_info)                                  \
  struct _##TypeName                                                                            \
  {                                                                                             \
    RoundsEntity parent_instance;                                                               \
  };                                                                                            \
  G_DEFINE_FINAL_TYPE (TypeName, type_name, ROUNDS_TYPE_ENTITY)                                 \
  static void                                                                                   \
  type_name##_class_init (TypeName##Class *klass)                                               \
  {                                                                                             \
    rounds_entity_class_set_info (ROUNDS_ENTITY_CLASS (klass), &record_info);                   \
  }                                                                                             \
  static void                                                                                   \
  type_name##_init (TypeName *self)                                                             \
  {                                                                                             \
  }

G_END_DECLS
