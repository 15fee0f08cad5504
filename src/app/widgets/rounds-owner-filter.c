/* rounds-owner-filter.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/widgets/rounds-owner-filter.h"

#include <string.h>

#include "app/rounds-live-read.h"
#include "model/rounds-registry.h"
#include "store/rounds-repository.h"

#define OWNER "owner" /* of a check button: what it stands for */

struct _RoundsOwnerFilter
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkMenuButton *button;
  GtkCheckButton *everyone_check;
  GtkCheckButton *mine_check;
  GtkWidget *teams_label;
  GtkBox *teams_box;
  GtkWidget *people_label;
  GtkBox *people_box;

  /* Owned references */
  RoundsLiveRead *teams;
  RoundsLiveRead *people;
  char *owner;
};

enum
{
  PROP_0,
  PROP_OWNER,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (RoundsOwnerFilter, rounds_owner_filter, ADW_TYPE_BIN)

static const char *
get_owner_of (GtkWidget *check)
{
  return g_object_get_data (G_OBJECT (check), OWNER);
}

static GtkWidget *
find_in (GtkBox     *box,
         const char *owner)
{
  for (GtkWidget *check = gtk_widget_get_first_child (GTK_WIDGET (box)); check != NULL;
       check = gtk_widget_get_next_sibling (check))
    if (g_strcmp0 (get_owner_of (check), owner) == 0)
      return check;

  return NULL;
}

static GtkWidget *
find_check (RoundsOwnerFilter *self,
            const char        *owner)
{
  GtkWidget *check;

  if (owner[0] == '\0')
    return GTK_WIDGET (self->everyone_check);
  if (g_str_equal (owner, "me"))
    return GTK_WIDGET (self->mine_check);
  check = find_in (self->teams_box, owner);
  return check != NULL ? check : find_in (self->people_box, owner);
}

static void
set_owner (RoundsOwnerFilter *self,
           const char        *owner)
{
  GtkWidget *check;

  if (!g_set_str (&self->owner, owner))
    return;

  check = find_check (self, owner);
  if (check != NULL)
    gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  if (owner[0] != '\0')
    gtk_widget_add_css_class (GTK_WIDGET (self->button), "accent");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->button), "accent");
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_OWNER]);
}

static void
on_toggled (RoundsOwnerFilter *self,
            GtkCheckButton    *check)
{
  /* None of the template's checks is named before all are there. */
  if (self->owner == NULL || !gtk_check_button_get_active (check) ||
      g_str_equal (get_owner_of (GTK_WIDGET (check)), self->owner))
    return;

  gtk_menu_button_popdown (self->button);
  set_owner (self, get_owner_of (GTK_WIDGET (check)));
}

/* Those that there are, each in its place; what is gone is left out. */
static void
fill (RoundsOwnerFilter *self,
      GtkBox            *box,
      GtkWidget         *label,
      const char        *prefix,
      GPtrArray         *records)
{
  GtkWidget *last = NULL;
  GtkWidget *next;

  for (guint i = 0; i < records->len; i++)
    {
      RoundsEntity *record = g_ptr_array_index (records, i);
      g_autofree char *owner = g_strconcat (prefix, rounds_entity_get_id (record), NULL);
      g_autofree char *title = rounds_entity_dup_title (record);
      GtkWidget *check = find_in (box, owner);

      if (check == NULL)
        {
          check = gtk_check_button_new ();
          gtk_check_button_set_group (GTK_CHECK_BUTTON (check), self->everyone_check);
          g_object_set_data_full (G_OBJECT (check), OWNER, g_strdup (owner), g_free);
          gtk_check_button_set_active (GTK_CHECK_BUTTON (check), g_str_equal (owner, self->owner));
          g_signal_connect_object (check, "toggled", G_CALLBACK (on_toggled), self, G_CONNECT_SWAPPED);
          gtk_box_append (box, check);
        }
      gtk_box_reorder_child_after (box, check, last);
      gtk_check_button_set_label (GTK_CHECK_BUTTON (check), title);
      last = check;
    }

  for (GtkWidget *check = last != NULL ? gtk_widget_get_next_sibling (last) : gtk_widget_get_first_child (GTK_WIDGET (box));
       check != NULL; check = next)
    {
      next = gtk_widget_get_next_sibling (check);
      if (g_str_equal (get_owner_of (check), self->owner))
        set_owner (self, "");
      gtk_box_remove (box, check);
    }

  gtk_widget_set_visible (label, records->len > 0);
  /* Whoever was chosen before the names were there is named now. */
  if (g_str_has_prefix (self->owner, prefix))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_OWNER]);
}

static void
on_teams (RoundsOwnerFilter *self,
          GPtrArray         *teams,
          RoundsLiveRead    *read)
{
  fill (self, self->teams_box, self->teams_label, "team:", teams);
}

static void
on_people (RoundsOwnerFilter *self,
           GPtrArray         *people,
           RoundsLiveRead    *read)
{
  fill (self, self->people_box, self->people_label, "user:", people);
}

static gpointer
read_all (RoundsDatabase  *database,
          const char      *kind,
          const char      *field,
          GError         **error)
{
  const RoundsEntityInfo *info = rounds_registry_find (kind);
  g_autoptr(RoundsQuery) query = rounds_query_new (info);

  rounds_query_add_sort (query, rounds_entity_info_find (info, field), FALSE);
  return rounds_repository_list (database, query, error);
}

static gpointer
read_teams (RoundsDatabase  *database,
            RoundsChanges   *changes,
            gpointer         user_data,
            GCancellable    *cancellable,
            GError         **error)
{
  return read_all (database, "team", "name", error);
}

static gpointer
read_people (RoundsDatabase  *database,
             RoundsChanges   *changes,
             gpointer         user_data,
             GCancellable    *cancellable,
             GError         **error)
{
  return read_all (database, "user", "last-name", error);
}

static void
rounds_owner_filter_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_OWNER:
      g_value_set_string (value, ROUNDS_OWNER_FILTER (object)->owner);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rounds_owner_filter_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  const char *owner = g_value_get_string (value);

  switch (prop_id)
    {
    case PROP_OWNER:
      set_owner (ROUNDS_OWNER_FILTER (object), owner != NULL ? owner : "");
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rounds_owner_filter_dispose (GObject *object)
{
  RoundsOwnerFilter *self = ROUNDS_OWNER_FILTER (object);

  g_clear_object (&self->teams);
  g_clear_object (&self->people);
  /* AdwBin unparents its child itself; the template must not have done it before. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_pointer (&self->owner, g_free);

  G_OBJECT_CLASS (rounds_owner_filter_parent_class)->dispose (object);
}

static void
rounds_owner_filter_class_init (RoundsOwnerFilterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = rounds_owner_filter_get_property;
  object_class->set_property = rounds_owner_filter_set_property;
  object_class->dispose = rounds_owner_filter_dispose;

  props[PROP_OWNER] = g_param_spec_string ("owner", NULL, NULL, "",
                                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-owner-filter.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsOwnerFilter, button);
  gtk_widget_class_bind_template_child (widget_class, RoundsOwnerFilter, everyone_check);
  gtk_widget_class_bind_template_child (widget_class, RoundsOwnerFilter, mine_check);
  gtk_widget_class_bind_template_child (widget_class, RoundsOwnerFilter, teams_label);
  gtk_widget_class_bind_template_child (widget_class, RoundsOwnerFilter, teams_box);
  gtk_widget_class_bind_template_child (widget_class, RoundsOwnerFilter, people_label);
  gtk_widget_class_bind_template_child (widget_class, RoundsOwnerFilter, people_box);
  gtk_widget_class_bind_template_callback (widget_class, on_toggled);
}

static void
rounds_owner_filter_init (RoundsOwnerFilter *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_object_set_data (G_OBJECT (self->everyone_check), OWNER, (gpointer) "");
  g_object_set_data (G_OBJECT (self->mine_check), OWNER, (gpointer) "me");
  self->owner = g_strdup ("");
}

/**
 * rounds_owner_filter_set_workspace:
 * @workspace: where the people are; called once
 */
void
rounds_owner_filter_set_workspace (RoundsOwnerFilter *self,
                                   RoundsWorkspace   *workspace)
{
  static const char * const teams[] = { "team", NULL };
  static const char * const users[] = { "user", NULL };
  RoundsStore *store;

  g_return_if_fail (ROUNDS_IS_OWNER_FILTER (self));
  g_return_if_fail (self->people == NULL);

  store = rounds_workspace_get_store (workspace);
  self->teams = rounds_live_read_new (store, teams, read_teams, (GDestroyNotify) g_ptr_array_unref);
  g_signal_connect_object (self->teams, "answered", G_CALLBACK (on_teams), self, G_CONNECT_SWAPPED);
  self->people = rounds_live_read_new (store, users, read_people, (GDestroyNotify) g_ptr_array_unref);
  g_signal_connect_object (self->people, "answered", G_CALLBACK (on_people), self, G_CONNECT_SWAPPED);
  rounds_live_read_ask (self->teams);
  rounds_live_read_ask (self->people);
}

const char *
rounds_owner_filter_get_owner (RoundsOwnerFilter *self)
{
  g_return_val_if_fail (ROUNDS_IS_OWNER_FILTER (self), "");

  return self->owner;
}

/**
 * rounds_owner_filter_dup_label:
 *
 * Returns: (transfer full) (nullable): whose records are shown; %NULL for everybody's, and while it is not known how they are called
 */
char *
rounds_owner_filter_dup_label (RoundsOwnerFilter *self)
{
  GtkWidget *check;

  g_return_val_if_fail (ROUNDS_IS_OWNER_FILTER (self), NULL);

  check = self->owner[0] != '\0' ? find_check (self, self->owner) : NULL;
  return check != NULL ? g_strdup (gtk_check_button_get_label (GTK_CHECK_BUTTON (check))) : NULL;
}

/**
 * rounds_owner_filter_create:
 * @owner: as the property has it
 * @field: a reference to a user
 * @user_id: (nullable): who `me` is
 *
 * Returns: (transfer full) (nullable): the condition; %NULL for none
 */
RoundsFilter *
rounds_owner_filter_create (const char        *owner,
                            const RoundsField *field,
                            const char        *user_id)
{
  if (g_str_has_prefix (owner, "team:"))
    return rounds_filter_new_text (field, ROUNDS_FILTER_TEAM, owner + strlen ("team:"));
  if (g_str_has_prefix (owner, "user:"))
    return rounds_filter_new_text (field, ROUNDS_FILTER_EQUAL, owner + strlen ("user:"));
  if (g_str_equal (owner, "me") && user_id != NULL)
    return rounds_filter_new_text (field, ROUNDS_FILTER_EQUAL, user_id);

  return NULL;
}
