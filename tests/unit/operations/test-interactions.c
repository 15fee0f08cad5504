/* test-interactions.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "operations-fixture.h"

#include "model/rounds-entity.h"
#include "model/rounds-json.h"
#include "model/rounds-problem.h"

/* Meetings, calls, notes, e-mails, comments. The fixture's now is 2026-03-10T09:00:00Z. */

#define MEETING_ID "01900000-0000-7000-8000-00000000f001"
#define NOTE_ID "01900000-0000-7000-8000-00000000f002"
#define DEAL_ID "01900000-0000-7000-8000-00000000f003"
#define THIRD_CONTACT_ID "01900000-0000-7000-8000-00000000f004"

static JsonObject *
create (Fixture    *fixture,
        const char *kind,
        const char *values)
{
  return fixture_run (fixture, "record.create", "{'kind':'%s','values':{%s}}", kind, values);
}

static void
test_meeting (gconstpointer data)
{
  Fixture fixture;
  g_autofree char *before = NULL;
  g_autoptr(JsonObject) meeting = NULL;
  g_autoptr(JsonObject) held = NULL;
  g_autoptr(JsonObject) again = NULL;

  fixture_open (&fixture, *(const RoundsSchema *) data);
  fixture_insert (&fixture, "opportunity", "{'id':'%s','institutionId':'%s','name':'Lits','expectedCloseDate':'2026-06-30'}", DEAL_ID,
                  HOSPITAL_ID);
  meeting = fixture_run (&fixture, "record.create",
                         "{'kind':'meeting','id':'%s','values':{'title':'Visite','startDate':'2026-03-09T08:00:00Z',"
                         "'endDate':'2026-03-09T09:00:00Z','opportunityId':'%s'}}", MEETING_ID, DEAL_ID);
  fixture_assert_text (meeting, "organizerId", USER_ID);
  fixture_assert_text (meeting, "institutionId", HOSPITAL_ID);
  fixture_assert_text (meeting, "status", "scheduled");
  before = fixture_dump (&fixture);

  held = fixture_run (&fixture, "record.update", "{'kind':'meeting','id':'%s','values':{'status':'completed','minutes':'Accord.'}}",
                      MEETING_ID);
  fixture_assert_text (held, "minutes", "Accord.");
  fixture_assert_undone (&fixture, before);
  json_object_unref (fixture_run (&fixture, "record.update", "{'kind':'meeting','id':'%s','values':{'status':'cancelled'}}", MEETING_ID));
  fixture_refuse (&fixture, "STATUS_MOVE_REFUSED", "record.update", "{'kind':'meeting','id':'%s','values':{'status':'completed'}}",
                  MEETING_ID);
  again = fixture_run (&fixture, "record.update", "{'kind':'meeting','id':'%s','values':{'status':'scheduled'}}", MEETING_ID);
  fixture_assert_text (again, "status", "scheduled");
  fixture_refuse (&fixture, "DEAL_OF_ANOTHER_INSTITUTION", "record.update",
                  "{'kind':'meeting','id':'%s','values':{'institutionId':'%s'}}", MEETING_ID, CLINIC_ID);
  fixture_close (&fixture);
}

static void
set_phone (Fixture    *fixture,
           const char *kind,
           const char *id,
           const char *field,
           const char *phone)
{
  json_object_unref (fixture_run (fixture, "record.update", "{'kind':'%s','id':'%s','values':{'%s':'%s'}}", kind, id, field, phone));
}

static void
test_call (gconstpointer data)
{
  Fixture fixture;
  g_autofree char *before = NULL;
  g_autoptr(JsonObject) call = NULL;
  g_autoptr(JsonObject) mobile = NULL;
  g_autoptr(JsonObject) shared = NULL;
  g_autoptr(JsonObject) desk = NULL;
  g_autoptr(JsonObject) stranger = NULL;
  g_autoptr(JsonObject) elsewhere = NULL;

  fixture_open (&fixture, *(const RoundsSchema *) data);
  set_phone (&fixture, "contact", CONTACT_ID, "phone", "02 43 66 50 00");
  set_phone (&fixture, "contact", OTHER_CONTACT_ID, "mobilePhone", "+33 6 12 34 56 78");
  set_phone (&fixture, "institution", CLINIC_ID, "mainPhone", "02.99.00.00.01");
  before = fixture_dump (&fixture);

  call = create (&fixture, "call", "'phoneNumber':'+33 (0)2 43 66 50 00','callType':'incoming','duration':65");
  fixture_assert_text (call, "contactPersonId", CONTACT_ID);
  fixture_assert_text (call, "institutionId", HOSPITAL_ID);
  fixture_assert_text (call, "callDate", "2026-03-10T09:00:00Z");
  fixture_assert_text (call, "userId", USER_ID);
  fixture_assert_undone (&fixture, before);

  mobile = create (&fixture, "call", "'phoneNumber':'0612345678'");
  fixture_assert_text (mobile, "contactPersonId", OTHER_CONTACT_ID);
  fixture_assert_text (mobile, "institutionId", CLINIC_ID);
  desk = create (&fixture, "call", "'phoneNumber':'0033299000001'");
  fixture_assert_text (desk, "contactPersonId", NULL);
  fixture_assert_text (desk, "institutionId", CLINIC_ID);
  stranger = create (&fixture, "call", "'phoneNumber':'0299000002','callDate':'2026-01-05T10:00:00Z'");
  fixture_assert_text (stranger, "institutionId", NULL);
  fixture_assert_text (stranger, "callDate", "2026-01-05T10:00:00Z");

  /* Who says where it was is believed. */
  elsewhere = create (&fixture, "call", "'phoneNumber':'0612345678','institutionId':'" HOSPITAL_ID "'");
  fixture_assert_text (elsewhere, "contactPersonId", NULL);
  fixture_assert_text (elsewhere, "institutionId", HOSPITAL_ID);

  /* Two people of one ward have one telephone. */
  json_object_unref (fixture_run (&fixture, "record.create",
                                  "{'kind':'contact','id':'%s','values':{'institutionId':'%s','firstName':'Eve','lastName':'Riou',"
                                  "'phone':'0243665000'}}", THIRD_CONTACT_ID, HOSPITAL_ID));
  shared = create (&fixture, "call", "'phoneNumber':'0243665000'");
  fixture_assert_text (shared, "contactPersonId", NULL);
  fixture_assert_text (shared, "institutionId", HOSPITAL_ID);
  fixture_close (&fixture);
}

/* Nobody is linked to what the policy does not let him point at. */
static gboolean
refuse_contacts (RoundsOperationContext  *context,
                 RoundsEntity            *before,
                 RoundsEntity            *after,
                 gpointer                 user_data,
                 GError                 **error)
{
  if (rounds_entity_is_null (after, "contact-person-id"))
    return TRUE;
  rounds_problem_set (error, ROUNDS_PROBLEM_FORBIDDEN, "HIDDEN", "Hidden");
  return FALSE;
}

static void
test_call_hidden (void)
{
  Fixture fixture;
  g_autoptr(JsonObject) call = NULL;

  fixture_open (&fixture, ROUNDS_SCHEMA_SERVER);
  set_phone (&fixture, "contact", CONTACT_ID, "phone", "02 43 66 50 00");
  fixture.context.guard = refuse_contacts;
  call = create (&fixture, "call", "'phoneNumber':'0243665000'");
  fixture_assert_text (call, "contactPersonId", NULL);
  fixture_assert_text (call, "institutionId", NULL);
  fixture_close (&fixture);
}

static void
test_note (gconstpointer data)
{
  Fixture fixture;
  g_autofree char *alone = NULL;
  g_autofree char *shared = NULL;
  g_autoptr(JsonObject) note = NULL;
  g_autoptr(JsonObject) read = NULL;
  g_autoptr(JsonObject) written = NULL;
  JsonObject *share;

  fixture_open (&fixture, *(const RoundsSchema *) data);
  note = fixture_run (&fixture, "record.create",
                      "{'kind':'note','id':'%s','values':{'title':'Visite','content':'Accord','isPrivate':true,'contactPersonId':'%s'}}",
                      NOTE_ID, CONTACT_ID);
  fixture_assert_text (note, "creatorId", USER_ID);
  fixture_assert_text (note, "institutionId", HOSPITAL_ID);
  alone = fixture_dump (&fixture);

  read = fixture_run (&fixture, "note.share", "{'id':'%s','userId':'%s'}", NOTE_ID, OTHER_USER_ID);
  share = json_array_get_object_element (json_object_get_array_member (read, "shares"), 0);
  fixture_assert_text (share, "userId", OTHER_USER_ID);
  fixture_assert_text (share, "permission", "read");
  fixture_assert_undone (&fixture, alone);
  json_object_unref (fixture_run (&fixture, "note.share", "{'id':'%s','userId':'%s'}", NOTE_ID, OTHER_USER_ID));
  shared = fixture_dump (&fixture);

  /* The same person again: the same share with another permission. */
  written = fixture_run (&fixture, "note.share", "{'id':'%s','userId':'%s','permission':'write'}", NOTE_ID, OTHER_USER_ID);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (written, "shares")), ==, 1);
  fixture_assert_text (json_array_get_object_element (json_object_get_array_member (written, "shares"), 0), "permission", "write");
  fixture_assert_undone (&fixture, shared);
  json_object_unref (fixture_run (&fixture, "note.unshare", "{'id':'%s','userId':'%s'}", NOTE_ID, OTHER_USER_ID));
  g_assert_cmpint (fixture_count (&fixture, "SELECT COUNT(*) FROM note_shares WHERE deleted_at IS NULL"), ==, 0);
  fixture_assert_undone (&fixture, shared);

  fixture_refuse (&fixture, "SHARED_WITH_ONESELF", "note.share", "{'id':'%s','userId':'%s'}", NOTE_ID, USER_ID);
  fixture_refuse (&fixture, "UNKNOWN_CHOICE", "note.share", "{'id':'%s','userId':'%s','permission':'own'}", NOTE_ID, OTHER_USER_ID);
  fixture_refuse (&fixture, "READ_ONLY", "record.create",
                  "{'kind':'note','values':{'title':'x','content':'x','creatorId':'%s'}}", OTHER_USER_ID);
  fixture_refuse (&fixture, "SHARED_TWICE", "record.update",
                  "{'kind':'note','id':'%s','values':{'shares':[{'userId':'%s'},{'userId':'%s'}]}}", NOTE_ID, OTHER_USER_ID,
                  OTHER_USER_ID);
  if (fixture.context.is_server)
    fixture_refuse (&fixture, "REFERENCE_NOT_FOUND", "note.share", "{'id':'%s','userId':'01900000-0000-7000-8000-0000000000ff'}",
                    NOTE_ID);
  fixture_close (&fixture);
}

static void
test_email (gconstpointer data)
{
  Fixture fixture;
  g_autoptr(JsonObject) sent = NULL;
  g_autoptr(JsonObject) received = NULL;
  g_autoptr(JsonObject) stranger = NULL;
  g_autoptr(JsonObject) opened = NULL;
  g_autoptr(JsonObject) again = NULL;

  fixture_open (&fixture, *(const RoundsSchema *) data);
  json_object_unref (fixture_run (&fixture, "record.update", "{'kind':'contact','id':'%s','values':{'email':'C.Petit@ch-laval.example'}}",
                                  CONTACT_ID));
  sent = create (&fixture, "email-message", "'subject':'Devis','toAddresses':['Claire Petit <c.petit@CH-laval.example>'],"
                 "'fromAddress':'a@rounds.example'");
  fixture_assert_text (sent, "contactPersonId", CONTACT_ID);
  fixture_assert_text (sent, "institutionId", HOSPITAL_ID);
  fixture_assert_text (sent, "sentAt", "2026-03-10T09:00:00Z");
  fixture_assert_text (sent, "direction", "outgoing");

  /* Of what came in, who wrote it counts and not who got it. */
  received = create (&fixture, "email-message", "'direction':'incoming','fromAddress':'c.petit@ch-laval.example',"
                     "'toAddresses':['a@rounds.example'],'sentAt':'2026-03-01T09:00:00Z'");
  fixture_assert_text (received, "contactPersonId", CONTACT_ID);
  stranger = create (&fixture, "email-message", "'direction':'incoming','fromAddress':'x@example.com',"
                     "'toAddresses':['c.petit@ch-laval.example']");
  fixture_assert_text (stranger, "contactPersonId", NULL);
  fixture_refuse (&fixture, "BAD_EMAIL", "record.create",
                  "{'kind':'email-message','values':{'toAddresses':['a@rounds.example','Claire Petit']}}");

  if (fixture.context.is_server)
    {
      opened = fixture_run (&fixture, "email-message.mark-opened", "{'id':'%s'}", json_object_get_string_member (sent, "id"));
      fixture_assert_text (opened, "openedAt", "2026-03-10T09:00:00Z");
      fixture_set_now (&fixture, "2026-03-11T09:00:00Z");
      again = fixture_run (&fixture, "email-message.mark-opened", "{'id':'%s'}", json_object_get_string_member (sent, "id"));
      fixture_assert_text (again, "openedAt", "2026-03-10T09:00:00Z");
    }
  fixture_close (&fixture);
}

static void
test_comment (gconstpointer data)
{
  Fixture fixture;
  g_autoptr(JsonObject) comment = NULL;
  g_autoptr(JsonObject) on_contact = NULL;
  g_autoptr(JsonObject) edited = NULL;
  g_autofree char *before = NULL;

  fixture_open (&fixture, *(const RoundsSchema *) data);
  before = fixture_dump (&fixture);
  comment = create (&fixture, "comment", "'content':'Bien','recordKind':'institution','recordId':'" CLINIC_ID "'");
  fixture_assert_text (comment, "institutionId", CLINIC_ID);
  fixture_assert_text (comment, "userId", USER_ID);
  fixture_assert_undone (&fixture, before);

  on_contact = create (&fixture, "comment", "'content':'Bien','recordKind':'contact','recordId':'" CONTACT_ID "'");
  fixture_assert_text (on_contact, "institutionId", HOSPITAL_ID);
  edited = fixture_run (&fixture, "record.update", "{'kind':'comment','id':'%s','values':{'content':'Mieux'}}",
                        json_object_get_string_member (on_contact, "id"));
  fixture_assert_text (edited, "content", "Mieux");

  fixture_refuse (&fixture, "UNKNOWN_KIND", "record.create",
                  "{'kind':'comment','values':{'content':'x','recordKind':'invoice-line','recordId':'" CLINIC_ID "'}}");
  fixture_refuse (&fixture, "UNKNOWN_KIND", "record.create",
                  "{'kind':'comment','values':{'content':'x','recordKind':'audit-entry','recordId':'" CLINIC_ID "'}}");
  if (fixture.context.is_server)
    fixture_refuse (&fixture, "NO_SUCH_RECORD", "record.create",
                    "{'kind':'comment','values':{'content':'x','recordKind':'contact','recordId':'" CLINIC_ID "'}}");
  fixture_close (&fixture);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  fixture_add_tests ("/interactions/meeting", test_meeting);
  fixture_add_tests ("/interactions/call", test_call);
  fixture_add_tests ("/interactions/note", test_note);
  fixture_add_tests ("/interactions/email", test_email);
  fixture_add_tests ("/interactions/comment", test_comment);
  g_test_add_func ("/interactions/call-hidden", test_call_hidden);

  return g_test_run ();
}
