/* rounds-contact-header.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "app/widgets/rounds-contact-header.h"

#include <glib/gi18n-lib.h>

#include "app/dialogs/rounds-vcard-saving.h"
#include "app/rounds-links.h"
#include "app/rounds-looks.h"
#include "app/rounds-titles.h"

#define AVATAR_SIZE 64
#define COMPACT_AVATAR_SIZE 40

struct _RoundsContactHeader
{
  AdwBin parent_instance;

  /* Template widgets */
  AdwAvatar *avatar;
  GtkLabel *name_label;
  GtkLabel *details_label;
  GtkLinkButton *institution_link;
  GtkLinkButton *superior_link;
  GtkOrientable *layout;
  AdwWrapBox *badges;
  GtkWidget *primary_badge;
  GtkWidget *role_badge;
  GtkLabel *role_label;
  GtkWidget *inactive_badge;
  GtkWidget *buttons;
  GtkWidget *write_button;
  GtkWidget *call_button;

  /* Owned references */
  RoundsWorkspace *workspace;
  RoundsEntity *contact;
  GFile *vcard; /* nullable: its vCard, once the pointer has come near */
  GCancellable *cancellable; /* of the writing of that file */
  GSignalGroup *institution_signals;
  RoundsTitle *institution;
  GSignalGroup *superior_signals;
  RoundsTitle *superior;

  gboolean compact;
};

enum
{
  PROP_0,
  PROP_COMPACT,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (RoundsContactHeader, rounds_contact_header, ADW_TYPE_BIN)

/* Icons alone in a narrow window. */
static void
show_words (RoundsContactHeader *self)
{
  for (GtkWidget *button = gtk_widget_get_first_child (self->buttons); button != NULL; button = gtk_widget_get_next_sibling (button))
    {
      AdwButtonContent *content = ADW_BUTTON_CONTENT (gtk_button_get_child (GTK_BUTTON (button)));

      adw_button_content_set_label (content, self->compact ? "" : g_object_get_data (G_OBJECT (content), "words"));
    }
}

/* What a button is called goes on being so where it shows its icon alone. */
static void
keep_words (RoundsContactHeader *self)
{
  for (GtkWidget *button = gtk_widget_get_first_child (self->buttons); button != NULL; button = gtk_widget_get_next_sibling (button))
    {
      AdwButtonContent *content = ADW_BUTTON_CONTENT (gtk_button_get_child (GTK_BUTTON (button)));
      const char *words = adw_button_content_get_label (content);

      g_object_set_data_full (G_OBJECT (content), "words", g_strdup (words), g_free);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
    }
}

/* A name that leads to the page of the record; there is nothing to see while it is not known. */
static void
show_link (GtkLinkButton *link,
           RoundsTitle   *title,
           const char    *words,
           const char    *kind,
           const char    *id)
{
  const char *name = title != NULL ? rounds_title_get_title (title) : NULL;
  g_autofree char *uri = name != NULL ? g_strdup_printf ("%s:%s", kind, id) : NULL;
  g_autofree char *text = name != NULL ? g_strdup_printf (words, name) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (link), name != NULL);
  if (name == NULL)
    return;

  gtk_link_button_set_uri (link, uri);
  gtk_button_set_label (GTK_BUTTON (link), text);
  gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (link))), PANGO_ELLIPSIZE_END);
  gtk_widget_set_tooltip_text (GTK_WIDGET (link), text);
}

/* Where the person works, and for whom. */
static void
update_links (RoundsContactHeader *self)
{
  show_link (self->institution_link, self->institution, "%s", "institution", rounds_entity_get_text (self->contact, "institution-id"));
  /* Translators: %s is the name of a contact */
  show_link (self->superior_link, self->superior, _("Reports to %s"), "contact", rounds_entity_get_text (self->contact, "reports-to-id"));
}

static gboolean
on_link (RoundsContactHeader *self,
         GtkLinkButton       *link)
{
  g_auto(GStrv) parts = g_strsplit (gtk_link_button_get_uri (link), ":", 2);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-record", "(ss)", parts[0], parts[1]);
  return GDK_EVENT_STOP;
}

static const RoundsField *
find_email (RoundsContactHeader *self)
{
  return rounds_entity_info_find (rounds_entity_get_info (self->contact), "email");
}

static void
on_write (RoundsContactHeader *self)
{
  rounds_links_open_field (GTK_WIDGET (self), self->contact, find_email (self));
}

static void
on_call (RoundsContactHeader *self)
{
  rounds_links_open_field (GTK_WIDGET (self), self->contact, rounds_links_find_phone (self->contact));
}

/* A button that leads to an address: its tooltip says which, and it is not there without one. */
static void
show_address (RoundsContactHeader *self,
              GtkWidget           *button,
              const RoundsField   *field)
{
  const char *address = field != NULL ? rounds_entity_get_text (self->contact, field->name) : NULL;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (button, address != NULL);
  if (address == NULL)
    return;

  text = rounds_links_describe (field, address);
  gtk_widget_set_tooltip_text (button, text);
}

static void
update_details (RoundsContactHeader *self)
{
  const char *title = rounds_entity_get_text (self->contact, "title");
  const char *department = rounds_entity_get_text (self->contact, "department");
  g_autofree char *text = g_strconcat (title != NULL ? title : "", title != NULL && department != NULL ? " · " : "",
                                       department != NULL ? department : "", NULL);

  gtk_label_set_label (self->details_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->details_label), text[0] != '\0');
}

static void
update_badges (RoundsContactHeader *self)
{
  g_autofree char *role = rounds_looks_choice (self->contact, "decision-role");
  gboolean has_role = role != NULL && role[0] != '\0';

  gtk_widget_set_visible (self->primary_badge, rounds_entity_get_boolean (self->contact, "is-primary"));
  gtk_widget_set_visible (self->inactive_badge, !rounds_entity_get_boolean (self->contact, "is-active"));
  gtk_widget_set_visible (self->role_badge, has_role);
  gtk_label_set_label (self->role_label, has_role ? role : "");
}

static void
follow (RoundsContactHeader  *self,
        RoundsTitles         *titles,
        const char           *kind,
        const char           *field,
        RoundsTitle         **title,
        GSignalGroup         *signals)
{
  const char *id = rounds_entity_get_text (self->contact, field);
  g_autoptr(RoundsTitle) found = id != NULL ? rounds_titles_lookup (titles, kind, id) : NULL;

  g_set_object (title, found);
  g_signal_group_set_target (signals, found);
}

static void
drop_vcard (RoundsContactHeader *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->vcard);
}

static void
on_vcard_put (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(RoundsContactHeader) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GFile) file = rounds_vcard_put_finish (ROUNDS_WORKSPACE (source), result, &error);

  if (g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;

  g_clear_object (&self->cancellable);
  g_set_object (&self->vcard, file);
}

/* A drag needs the file at once: it is written when the pointer comes to what can be dragged. */
static void
on_avatar_entered (RoundsContactHeader *self)
{
  if (self->contact == NULL || self->vcard != NULL || self->cancellable != NULL)
    return;

  self->cancellable = g_cancellable_new ();
  rounds_vcard_put_async (self->workspace, self->contact, self->cancellable, on_vcard_put, g_object_ref (self));
}

static GdkContentProvider *
on_drag_prepare (RoundsContactHeader *self,
                 double               x,
                 double               y,
                 GtkDragSource       *source)
{
  g_auto(GValue) files = G_VALUE_INIT;
  g_autoptr(GdkPaintable) picture = NULL;

  if (self->vcard == NULL)
    return NULL;

  g_value_init (&files, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&files, gdk_file_list_new_from_array (&self->vcard, 1));
  picture = gtk_widget_paintable_new (GTK_WIDGET (self->avatar));
  gtk_drag_source_set_icon (source, picture, (int) x, (int) y);
  return gdk_content_provider_new_for_value (&files);
}

static void
set_compact (RoundsContactHeader *self,
             gboolean             compact)
{
  if (self->compact == compact)
    return;

  self->compact = compact;
  gtk_orientable_set_orientation (self->layout, compact ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  adw_wrap_box_set_align (self->badges, compact ? 0 : 1);
  adw_avatar_set_size (self->avatar, compact ? COMPACT_AVATAR_SIZE : AVATAR_SIZE);
  show_words (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_COMPACT]);
}

static void
rounds_contact_header_get_property (GObject    *object,
                                    guint       prop_id,
                                    GValue     *value,
                                    GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_COMPACT:
      g_value_set_boolean (value, ROUNDS_CONTACT_HEADER (object)->compact);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rounds_contact_header_set_property (GObject      *object,
                                    guint         prop_id,
                                    const GValue *value,
                                    GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_COMPACT:
      set_compact (ROUNDS_CONTACT_HEADER (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rounds_contact_header_dispose (GObject *object)
{
  RoundsContactHeader *self = ROUNDS_CONTACT_HEADER (object);

  drop_vcard (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), ROUNDS_TYPE_CONTACT_HEADER);
  g_clear_object (&self->workspace);
  g_clear_object (&self->institution_signals);
  g_clear_object (&self->superior_signals);
  g_clear_object (&self->institution);
  g_clear_object (&self->superior);
  g_clear_object (&self->contact);

  G_OBJECT_CLASS (rounds_contact_header_parent_class)->dispose (object);
}

static void
rounds_contact_header_class_init (RoundsContactHeaderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = rounds_contact_header_get_property;
  object_class->set_property = rounds_contact_header_set_property;
  object_class->dispose = rounds_contact_header_dispose;

  props[PROP_COMPACT] =
    g_param_spec_boolean ("compact", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/ui/rounds-contact-header.ui");
  gtk_widget_class_bind_template_child (widget_class, RoundsContactHeader, avatar);
  gtk_widget_class_bind_template_child (widget_class, RoundsContactHeader, name_label);
  gtk_widget_class_bind_template_child (widget_class, RoundsContactHeader, details_label);
  gtk_widget_class_bind_template_child (widget_class, RoundsContactHeader, institution_link);
  gtk_widget_class_bind_template_child (widget_class, RoundsContactHeader, superior_link);
  gtk_widget_class_bind_template_child (widget_class, RoundsContactHeader, layout);
  gtk_widget_class_bind_template_child (widget_class, RoundsContactHeader, badges);
  gtk_widget_class_bind_template_child (widget_class, RoundsContactHeader, primary_badge);
  gtk_widget_class_bind_template_child (widget_class, RoundsContactHeader, role_badge);
  gtk_widget_class_bind_template_child (widget_class, RoundsContactHeader, role_label);
  gtk_widget_class_bind_template_child (widget_class, RoundsContactHeader, inactive_badge);
  gtk_widget_class_bind_template_child (widget_class, RoundsContactHeader, buttons);
  gtk_widget_class_bind_template_child (widget_class, RoundsContactHeader, write_button);
  gtk_widget_class_bind_template_child (widget_class, RoundsContactHeader, call_button);
  gtk_widget_class_bind_template_callback (widget_class, on_avatar_entered);
  gtk_widget_class_bind_template_callback (widget_class, on_drag_prepare);
  gtk_widget_class_bind_template_callback (widget_class, on_link);
  gtk_widget_class_bind_template_callback (widget_class, on_write);
  gtk_widget_class_bind_template_callback (widget_class, on_call);
}

static void
rounds_contact_header_init (RoundsContactHeader *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  keep_words (self);

  self->institution_signals = g_signal_group_new (ROUNDS_TYPE_TITLE);
  g_signal_group_connect_object (self->institution_signals, "notify::title", G_CALLBACK (update_links), self, G_CONNECT_SWAPPED);
  self->superior_signals = g_signal_group_new (ROUNDS_TYPE_TITLE);
  g_signal_group_connect_object (self->superior_signals, "notify::title", G_CALLBACK (update_links), self, G_CONNECT_SWAPPED);
}

/**
 * rounds_contact_header_show:
 * @workspace: where it is
 * @contact: (transfer none): what to show, or to show again; always the same one
 */
void
rounds_contact_header_show (RoundsContactHeader *self,
                            RoundsWorkspace     *workspace,
                            RoundsEntity        *contact)
{
  RoundsTitles *titles;
  g_autofree char *name = NULL;

  g_return_if_fail (ROUNDS_IS_CONTACT_HEADER (self));

  g_set_object (&self->workspace, workspace);
  g_set_object (&self->contact, contact);
  drop_vcard (self);
  titles = rounds_titles_get (rounds_workspace_get_store (workspace));
  follow (self, titles, "institution", "institution-id", &self->institution, self->institution_signals);
  follow (self, titles, "contact", "reports-to-id", &self->superior, self->superior_signals);

  name = rounds_entity_dup_title (contact);
  adw_avatar_set_text (self->avatar, name);
  gtk_label_set_label (self->name_label, name);
  update_details (self);
  update_links (self);
  update_badges (self);
  show_address (self, self->write_button, find_email (self));
  show_address (self, self->call_button, rounds_links_find_phone (contact));
}
