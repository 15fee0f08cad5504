/* rounds-openapi-shapes.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "server/rounds-openapi-private.h"

#include "model/rounds-registry.h"

/*
 * What is answered and asked beside records, in the language of rounds-openapi-type.c. A route's `answer` names one of these or a kind
 * of record (`Invoice`). With @kind the fields of such a record stand before the members.
 */

#define FORECAST_FIGURES \
  "count:0.. total:number weighted:number commit:number bestCase:number pipeline:number won:number mean:number stdDev:number " \
  "p10:number p50:number p90:number"

static const struct
{
  const char *name;
  const char *description;
  const char *members;
  const char *kind;
} shapes[] = {
  { "ListMeta", "Where a page is in its list",
    "total:0.. page:1.. limit:1.. totalPages:0.." },
  { "FieldProblem", "What is wrong with one field",
    "field:text code:text detail:text" },
  { "ErrorSummary", "The code and the sentence again, for clients that look for them here",
    "code:text message:text" },
  { "Problem", "A refusal (RFC 9457); its code is stable, its sentence is for a person",
    "type:text title:text status:400..599 detail:text instance?:text code:text errors?:[FieldProblem] success:boolean error:ErrorSummary" },

  { "Credentials", "Who signs in. Over the socket of a private workspace, which is its user’s alone, both may be missing.",
    "email?:email password?:text" },
  { "SessionGrant", "A session; it is renewed while it is used",
    "accessToken:text expiresIn:1.. user:User" },

  { "PasswordChange", "The password that one has, and the one that one wants",
    "currentPassword:text newPassword:text" },
  { "NewPassword", "A password for somebody",
    "newPassword:text" },
  { "OwnAccount", "What one may say of oneself",
    "firstName?:text lastName?:text email?:email phone?:text|null" },
  { "HandOver", "Who gets what somebody has; the kinds are institutions, deals, quotes, invoices, tasks, meetings and reminders when none are "
    "named, and what is done with stays unless includeClosed says otherwise",
    "toUserId:uuid kinds?:[text] includeClosed?:boolean" },
  { "HandOverCount", "How many records were handed over, and of which kinds",
    "count:0.. kinds:object" },
  { "BulkChange", "Which records, by ids or by a filter tree, and one change of all of them",
    "ids?:[uuid] filter?:object values?:object addTags?:[text] removeTags?:[text] delete?:boolean" },
  { "ChangeCount", "How many records were changed",
    "count:0.." },
  { "Merge", "The record that goes",
    "fromId:uuid mergeId?:uuid" },
  { "Split", "The record that had gone, and the merge that is taken back",
    "fromId:uuid mergeId:uuid" },
  { "MergedInstitution", "The institution that stays",
    "mergeId:uuid", "institution" },
  { "MergedContact", "The contact that stays",
    "mergeId:uuid", "contact" },

  { "SyncGone", "A record that the asker may not see any more",
    "kind:text id:uuid" },
  { "SyncChange", "A record as it is now; a deleted one has deletedAt",
    "kind:text record:object" },
  { "SyncChanges", "What has changed, in the order of the revisions",
    "changes:[SyncChange] gone:[SyncGone] next:0.. more:boolean head:0.. total:0.." },
  { "SyncBatch", "Changes in the order in which they were made; each is done as a whole or not at all",
    "operations:[SyncOperation]" },
  { "SyncResult", "What became of a change",
    "id:uuid status:applied/rejected/duplicate result?:any problem?:Problem" },
  { "SyncResults", "What became of each change, in the same order",
    "results:[SyncResult]" },
  { "BatchStep", "One of several changes that are made together",
    "name:text arguments?:object" },

  { "WebhookEvent", "Something that another system can be told of",
    "event:text kind:text description:text" },

  { "ImportRefusal", "A line of the file that was left out, or something in it that was",
    "line:0.. reason:text" },
  { "ImportReport", "What an import has done",
    "created:0.. updated:0.. unchanged:0.. refused:[ImportRefusal] refusedCount:0.. remarks:[ImportRefusal] remarksCount:0.." },
  { "BulkStatus", "How far a change of many records is; when it failed or was cancelled, nothing was changed",
    "id:uuid state:running/done/failed/cancelled progress:number report?:ChangeCount problem?:Problem" },
  { "ImportStatus", "How far an import is",
    "id:uuid state:running/done/failed/cancelled progress:number report?:ImportReport problem?:Problem" },

  { "TaxLine", "The VAT of a document on what has one rate, in percent",
    "rate:number base:number tax:number" },
  { "DocumentPart", "A line of a document and how much of it is taken; without a quantity, all that is left",
    "lineId:uuid quantity?:number" },
  { "NewRemark", "A comment, without what it is on, which is in the path",
    "content:text" },
  { "SettingValue", "What a setting shall be: by its key any JSON, by its id the text of such",
    "value?:any category?:text|null description?:text|null isPublic?:boolean revision?:1.." },
  { "KeyedSetting", "A setting by its key, and what it shall be",
    "key:text value:any category?:text|null description?:text|null isPublic?:boolean" },
  { "SettingValues", "Settings by their keys; one that is refused refuses all",
    "settings:[KeyedSetting]" },
  { "Count", "How many there were",
    "count:0.." },
  { "SegmentQuestion", "Which records; limit is how many are shown, 10 when it is missing",
    "type:institution/contact criteria:object limit?:0..200" },
  { "SegmentPreview", "How many records meet the criteria, and the first of them",
    "total:0.. sample:[any]" },

  { "OpportunityPipelineStage", "A column of the board",
    "stage:text count:0.. totalValue:number weightedValue:number opportunities:[Opportunity]" },
  { "OpportunityPipeline", "Deals by stage, all stages in their order",
    "stages:[OpportunityPipelineStage]" },

  { "ForecastFigures", "What open deals may bring: the best case has the commit in it, the pipeline the best case",
    FORECAST_FIGURES },
  { "ForecastMonth", "A month of the forecast",
    "month:month " FORECAST_FIGURES },
  { "ForecastSlipped", "Open deals that were expected before today",
    "count:0.. total:number weighted:number" },
  { "OpportunityForecast", "The forecast; the total has the months and what has slipped",
    "currency:text months:[ForecastMonth] slipped:ForecastSlipped total:ForecastFigures" },

  { "Period", "From the first day to the last",
    "startDate:date endDate:date" },
  { "StageConversion", "How many of the deals that reached a stage reached the next one, in percent",
    "stage:text nextStage:text totalEntered:0.. converted:0.. rate:number|null" },
  { "StageTime", "How long deals stay in a stage",
    "stage:text visits:0.. meanDays:number|null" },
  { "SalesCycle", "From creation to being won",
    "count:0.. meanDays:number|null medianDays:number|null" },
  { "Outcome", "Deals and their value",
    "count:0.. value:number" },
  { "OutcomeReason", "Why deals were won, or lost",
    "reason:text|null count:0.. value:number" },
  { "OutcomeCompetitor", "How deals went against a competitor",
    "name:text count:0.. value:number won:Outcome lost:Outcome" },
  { "OpportunityAnalytics", "How deals go, in a period",
    "period:Period conversion:[StageConversion] timeInStage:[StageTime] winRate:number|null salesCycle:SalesCycle won:Outcome "
    "lost:Outcome wonReasons:[OutcomeReason] lostReasons:[OutcomeReason] competitors:[OutcomeCompetitor]" },

  { "ScoreRaise", "What would raise a score: what the fact would have to become, and the points that would bring",
    "fact:text to:number gain:number" },
  { "ScorePart", "A part of a score, 0 to 100; a part that nothing is known of is left out and the others count for more",
    "key:text weight:number value:number|null points:number|null facts:object raise:ScoreRaise|null" },
  { "HealthScore", "How good the relation with an institution is",
    "score:0..100 band:healthy/attention/at_risk parts:[ScorePart]" },
  { "LeadScore", "How promising an institution is",
    "score:0..100 level:hot/warm/cold lifecycle:cold_lead/warm_prospect/active_client/former_client parts:[ScorePart]" },
  { "HotLead", "An institution with its lead score",
    "id:uuid name:text type:text city:text|null assignedUserId:uuid|null score:0..100 level:hot/warm/cold" },

  { "NextActionRecord", "The record that an action is about",
    "type:text id:uuid title:text|null" },
  { "NextAction", "What should be done; its key, date and related id say which one it is",
    "key:text priority:urgent/high/medium reason:text dueDate:date date:date related:NextActionRecord" },
  { "ProbabilityReason", "What speaks for or against a deal: how many times likelier a won deal has the value than a lost one",
    "field:stage/institutionType/size/source/product/assignedUserId value:text label:text factor:number" },
  { "OpportunityProbability", "How likely a deal is to be won; learned only from enough closed deals, else the default of its stage",
    "probability:number learned:boolean stageDefault:0..100 current:0..100 won:0.. lost:0.. for:[ProbabilityReason] "
    "against:[ProbabilityReason] brierScore:number|null judged:0.." },
  { "DuplicateRecord", "One of two records that may be one",
    "id:uuid name:text detail:text|null institutionId:uuid|null" },
  { "Duplicate", "Two records that may be one, and why",
    "certainty:certain/likely/possible reason:finess/siret/name/similarName/email similarity:number records:[DuplicateRecord]" },

  { "RevenueSummary", "Totals of an institution; growth is in percent, null without revenue in the month before",
    "totalRevenue:number totalPaid:number totalOutstanding:number avgQuoteValue:number avgInvoiceValue:number "
    "quoteConversionRate:number lifetimeValue:number growth:number|null" },
  { "RevenueMonth", "A month of an institution",
    "month:month revenue:number invoices:0.." },
  { "RevenueContact", "What one contact’s invoices came to",
    "contactPersonId:uuid|null name:text|null revenue:number invoices:0.." },
  { "OverdueInvoice", "An invoice that should have been paid",
    "daysLate:integer", "invoice" },
  { "NamedRecord", "A record by its id and name",
    "id:uuid name:text|null" },
  { "RelatedRecord", "The record that something is about",
    "type:text id:uuid" },
  { "TimelineItem", "Something that happened; title and description are what the record says",
    "id:text type:text date:instant title:text|null description:text|null status:text|null fromStatus?:text|null amount?:number "
    "currency?:text actor:NamedRecord|null contact:NamedRecord|null opportunity:NamedRecord|null related:RelatedRecord" },
  { "Timeline", "The newest first; next is the cursor of the page after, null at the end",
    "items:[TimelineItem] next:text|null" },
  { "CollaborationStats", "How much there is of what",
    "totalNotes:0.. totalMeetings:0.. totalCalls:0.. totalReminders:0.. totalTasks:0.. totalEmails:0.. totalDocuments:0.. "
    "totalQuotes:0.. totalInvoices:0.. totalOpportunities:0.. upcomingMeetings:0.. pendingReminders:0.. openTasks:0.. openOpportunities:0.." },
  { "Collaboration", "What is going on with an institution",
    "stats:CollaborationStats recentNotes:[Note] upcomingMeetings:[Meeting] recentCalls:[Call] pendingReminders:[Reminder] "
    "openTasks:[Task] recentQuotes:[Quote] recentInvoices:[Invoice] openOpportunities:[Opportunity]" },
  { "SearchResult", "A record that was found",
    "type:text id:uuid title:text|null subtitle:text|null institutionId:uuid|null" },
  { "SearchResults", "What was found, by kind; more names the kinds of which there is more",
    "query:text results:[SearchResult] more:[text]" },
  { "TagCount", "A tag and how many records have it; without an id a word that records have and no tag is named",
    "id:uuid|null name:text color:text|null count:0.. counts:object" },
  { "DashboardPeriod", "Days, both included",
    "startDate:date endDate:date" },
  { "DashboardFigure", "Of the period; previous is that of the period before, change is in percent of it and null after nothing",
    "value:number previous?:number change?:number|null" },
  { "DashboardMetrics", "The figures",
    "revenue:DashboardFigure paid:DashboardFigure newClients:DashboardFigure newInstitutions:DashboardFigure "
    "newOpportunities:DashboardFigure wonOpportunities:DashboardFigure wonValue:DashboardFigure lostOpportunities:DashboardFigure "
    "lostValue:DashboardFigure quotesSent:DashboardFigure quotesAccepted:DashboardFigure quotesRejected:DashboardFigure "
    "meetings:DashboardFigure calls:DashboardFigure emails:DashboardFigure notes:DashboardFigure tasksCompleted:DashboardFigure "
    "openTasks:DashboardFigure openOpportunities:DashboardFigure openValue:DashboardFigure outstanding:DashboardFigure" },
  { "Dashboard", "Figures of a period beside those of the period before",
    "period:DashboardPeriod previousPeriod:DashboardPeriod metrics:DashboardMetrics" },
  { "InstitutionRevenue", "What an institution has brought in",
    "summary:RevenueSummary byMonth:[RevenueMonth] byContact:[RevenueContact] topQuotes:[Quote] overdueInvoices:[OverdueInvoice] "
    "paymentHistory:[Payment]" },
};

static void
write_with_record (RoundsJsonWriter       *writer,
                   const RoundsEntityInfo *info,
                   const char             *members)
{
  rounds_json_writer_key (writer, "allOf");
  rounds_json_writer_begin_array (writer);
  rounds_openapi_write_type (writer, rounds_openapi_get_name (info->kind), NULL);
  rounds_json_writer_begin_object (writer);
  rounds_openapi_write_type_members (writer, members);
  rounds_json_writer_end_object (writer);
  rounds_json_writer_end_array (writer);
}

/**
 * rounds_openapi_write_shapes:
 *
 * Writes each shape as a member of the object that is open.
 */
void
rounds_openapi_write_shapes (RoundsJsonWriter *writer)
{
  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      rounds_json_writer_key (writer, shapes[i].name);
      rounds_json_writer_begin_object (writer);
      rounds_openapi_write_text (writer, "description", shapes[i].description);
      if (shapes[i].kind != NULL)
        write_with_record (writer, rounds_registry_find (shapes[i].kind), shapes[i].members);
      else
        rounds_openapi_write_type_members (writer, shapes[i].members);
      rounds_json_writer_end_object (writer);
    }
}
