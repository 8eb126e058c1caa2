using System.Globalization;
using System.Text.RegularExpressions;
using Academy.Launcher.Demo;
using Academy.ServiceDefaults;
using Academy.Testing;

namespace Academy.EndToEnd.Tests.Access;

/// <summary>How a route is asked: with the id of what, and with which body.</summary>
/// <param name="Kind">What the id is of; nothing where the route takes none.</param>
/// <param name="Own">The thing the table speaks of: Amara's, or of an organisation she has to do with.</param>
internal sealed record AccessRequest(string Kind, Func<AccessCaller, Task<string>> Own, Func<AccessCaller, object?> Body)
{
    public bool IsAboutALearner => Kind.StartsWith("learner", StringComparison.Ordinal) && Kind != "learner import";
}

/// <summary>A well-formed request for every route, so that nothing but who asks decides the answer.</summary>
internal sealed partial class AccessRequests(AccessCast cast)
{
    private static int _ruleDay;

    /// <summary>Requests that change what they are about get something new each time from those who may.</summary>
    private readonly Dictionary<string, AccessRequest> _all = new()
    {
        ["GET /health/live"] = None(),
        ["GET /health/ready"] = None(),
        ["GET /openapi/identity/v1.json"] = None(),
        ["GET /openapi/learner/v1.json"] = None(),
        ["GET /asyncapi.json"] = None(),
        ["GET /openapi/kitemark/v1.json"] = None(),
        ["GET /openapi/passport/v1.json"] = None(),
        ["GET /openapi/pathway/v1.json"] = None(),
        ["GET /openapi/benefits/v1.json"] = None(),

        ["GET /.well-known/openid-configuration"] = None(),
        ["GET /.well-known/jwks.json"] = None(),
        ["GET /.well-known/did.json"] = None(),
        ["POST /connect/token"] = None(_ => AccessCast.TokenForm(cast.SpareClient.Id, cast.SpareClient.Secret)),
        ["POST /api/identity/v1/clients"] = None(_ => new { name = "A system", scopes = new[] { "learners.read" } }),
        ["POST /api/identity/v1/clients/{id}/secret"] = new("client", _ => cast.NewClient(), _ => new { }),
        ["DELETE /api/identity/v1/clients/{id}"] = new("client", _ => cast.NewClient(), Nothing),

        ["GET /api/identity/v1/name-changes"] = None(),
        ["GET /api/identity/v1/name-changes/{id}"] = Of("name change", Guid.NewGuid),
        ["POST /api/identity/v1/name-changes/{id}/decision"] = Of("name change", Guid.NewGuid, new { accept = true, note = "Seen the deed poll." }),
        ["POST /api/identity/v1/organisations"] = None(_ => AccessCast.OrganisationOf(Guid.CreateVersion7())),
        ["GET /api/identity/v1/organisations/{id}/members"] = Of("employer", () => cast.Rosewood),
        ["POST /api/identity/v1/organisations/{id}/members/{membershipId}/role"] = Of("employer", () => cast.Rosewood, new { role = "viewer", reason = "A new job." }),
        ["POST /api/identity/v1/organisations/{id}/members/{membershipId}/end"] = Of("employer", () => cast.Rosewood, new { reason = "Left us." }),
        ["POST /api/identity/v1/organisations/{id}/invitations"] = Of(
            "employer", () => cast.Rosewood, new { email = "ruth@post.example", role = "viewer", reason = "She manages the team." }),
        ["GET /api/identity/v1/organisations/{id}/invitations"] = Of("employer", () => cast.Rosewood),
        ["DELETE /api/identity/v1/organisations/{id}/invitations/{invitationId}"] = Of("employer", () => cast.Rosewood),
        ["POST /api/identity/v1/invitations/accept"] = None(_ => new { token = "0123456789abcdef0123456789abcdef" }),
        ["POST /api/identity/v1/organisations/{id}/staff-invitations"] = Of("employer", () => cast.Rosewood, new { emails = new[] { "kit@post.example" } }),
        ["GET /api/identity/v1/organisations/{id}/staff-invitations"] = Of("employer", () => cast.Rosewood),
        ["GET /api/identity/v1/feedback"] = None(),
        ["POST /api/identity/v1/find-my-record"] = None(_ => new { fullName = "Amara Okafor", dateOfBirth = AccessCast.Born, employer = "Rosewood Care Ltd" }),
        ["GET /api/identity/v1/find-my-record"] = None(),
        ["GET /api/identity/v1/learners/{learnerId}/data"] = Of("learner", () => cast.Amara),
        ["GET /api/identity/v1/record-requests"] = None(),
        ["GET /api/identity/v1/record-requests/{id}"] = Of("record request", Guid.NewGuid),
        ["POST /api/identity/v1/record-requests/{id}/decision"] = Of("record request", Guid.NewGuid, new { accept = false, reason = "It is somebody else's." }),
        ["PUT /dev/personas/{key}"] = new("persona", _ => Task.FromResult("amara"), _ => new { }),
        ["GET /connect/userinfo"] = None(),
        ["POST /connect/userinfo"] = None(),
        ["POST /connect/revocation"] = None(_ => AccessCast.OfNobody()),
        ["POST /connect/introspection"] = None(_ => AccessCast.OfNobody()),

        ["POST /api/learner/v1/employers"] = None(_ => new { name = "New Care Ltd", kind = "Private" }),
        ["GET /api/learner/v1/employers"] = None(),
        ["GET /api/learner/v1/employers/{id}"] = Of("employer", () => cast.Rosewood),
        ["POST /api/learner/v1/employers/{id}/standing"] = Of("employer", () => cast.Rosewood, new { kind = "Member", from = "2026-01-01", until = "2026-12-31" }),
        ["GET /api/learner/v1/employers/{id}/learners"] = Of("employer", () => cast.Rosewood),
        ["POST /api/learner/v1/learners"] = None(_ => new { fullName = "Somebody New", dateOfBirth = AccessCast.Born }),
        ["GET /api/identity/v1/failed-messages"] = None(),
        ["POST /api/identity/v1/failed-messages/{id}/replay"] = Of("message", Guid.NewGuid, new { }),
        ["GET /api/learner/v1/failed-messages"] = None(),
        ["POST /api/learner/v1/failed-messages/{id}/replay"] = Of("message", Guid.NewGuid, new { }),
        ["GET /api/learner/v1/looks"] = None(),
        ["GET /api/kitemark/v1/failed-messages"] = None(),
        ["POST /api/kitemark/v1/failed-messages/{id}/replay"] = Of("message", Guid.NewGuid, new { }),
        ["GET /api/passport/v1/failed-messages"] = None(),
        ["POST /api/passport/v1/failed-messages/{id}/replay"] = Of("message", Guid.NewGuid, new { }),
        ["GET /api/passport/v1/looks"] = None(),
        ["GET /api/pathway/v1/failed-messages"] = None(),
        ["POST /api/pathway/v1/failed-messages/{id}/replay"] = Of("message", Guid.NewGuid, new { }),
        ["GET /api/pathway/v1/looks"] = None(),
        ["GET /api/benefits/v1/failed-messages"] = None(),
        ["POST /api/benefits/v1/failed-messages/{id}/replay"] = Of("message", Guid.NewGuid, new { }),
        ["GET /api/benefits/v1/looks"] = None(),
        ["POST /api/learner/v1/learners/search"] = None(_ => new { academyNumber = "CPA-4F7-KQ2-M9F" }),
        ["GET /api/learner/v1/duplicates"] = None(),
        ["GET /api/pathway/v1/role-categories"] = None(),
        ["GET /api/learner/v1/duplicates/{oneId}/{otherId}"] = Of("pair", Guid.NewGuid),
        ["POST /api/learner/v1/duplicates/{oneId}/{otherId}/apart"] = Of("pair", Guid.NewGuid, new { reason = "They work in two towns." }),
        ["GET /api/learner/v1/learners/{id}"] = Of("learner", () => cast.Amara),
        ["POST /api/learner/v1/learners/{id}/merge"] = new(
            "learner of another day",
            async _ => $"{await cast.NewTwin()}",
            _ => new { duplicateLearnerId = cast.Duplicate, reason = "They are one person." }),
        ["POST /api/learner/v1/learners/{id}/erase"] = new("learner of another day", async _ => $"{(await cast.NewLearner()).Id}", _ => new { reason = "AskedFor" }),
        ["GET /api/learner/v1/learners/{learnerId}/activity"] = Of("learner", () => cast.Amara),
        ["GET /api/learner/v1/learners/{learnerId}/data"] = Of("learner", () => cast.Amara),
        ["GET /api/learner/v1/learners/{id}/employments"] = Of("learner", () => cast.Amara),
        ["POST /api/learner/v1/learners/{idOrAcademyNumber}/employments"] = new(
            "learner of another day",
            async _ => (await cast.NewLearner()).Id.ToString(),
            caller => new { employerId = caller.Employer ?? cast.Rosewood, dateOfBirth = AccessCast.Born, startedOn = "2025-01-01", kind = "Employee" }),
        ["POST /api/learner/v1/employments/{id}/consent"] = Of("employment", () => cast.AmarasEmployment, new { sharesPassport = true }),
        ["POST /api/learner/v1/employments/{id}/end"] = new("employment", _ => Task.FromResult($"{cast.AmarasEmployment}"), _ => new { endedOn = NextMonth() }),
        ["POST /api/learner/v1/imports?employerId={employerId}"] = Of("employer", () => cast.Rosewood, WorkerFile),
        ["GET /api/learner/v1/imports/{id}"] = Of("learner import", () => cast.LearnerImport),
        ["GET /api/learner/v1/imports/{id}/problems.csv"] = Of("learner import", () => cast.LearnerImport),
        ["GET /api/learner/v1/figures"] = None(),

        ["POST /api/kitemark/v1/providers"] = None(_ => new { name = "New Training" }),
        ["GET /api/kitemark/v1/providers/{id}"] = Of("provider", () => cast.Northgate),
        ["POST /api/kitemark/v1/providers/{id}/trainers"] = Of("provider", () => cast.Northgate, new { name = "Dev Patel" }),
        ["POST /api/kitemark/v1/trainers/{id}/authorisations"] = Fresh(
            "trainer", cast.NewTrainer, () => cast.Trainer, new { trainingCategoryCode = 15, from = "2020-01-01", until = "2030-12-31" }),
        ["GET /api/kitemark/v1/authorisations"] = None(),
        ["GET /api/kitemark/v1/authorisations/{id}"] = Of("authorisation", () => cast.Authorisation),
        ["POST /api/kitemark/v1/authorisations/{id}/suspend"] = Fresh("authorisation", () => cast.NewAuthorisation(), () => cast.Authorisation, Withdrawal),
        ["POST /api/kitemark/v1/authorisations/{id}/withdraw"] = Fresh("authorisation", () => cast.NewAuthorisation(), () => cast.Authorisation, Withdrawal),
        ["POST /api/kitemark/v1/authorisations/{id}/reinstate"] = Fresh("authorisation", cast.NewSuspendedAuthorisation, () => cast.Authorisation, Reason),
        ["POST /api/kitemark/v1/courses"] = None(_ => new { trainingProviderId = cast.Northgate, title = "Another course", trainingCategoryCode = 15 }),
        ["POST /api/kitemark/v1/courses/{id}/versions"] = new(
            "course",
            _ => Task.FromResult($"{cast.Course}"),
            _ => new { versionLabel = $"{Guid.NewGuid()}", durationHours = 6, pricePounds = 85, mode = "FaceToFace" }),
        ["POST /api/kitemark/v1/applications"] = new("", _ => Task.FromResult(""), _ => new { subject = "CourseVersion", subjectId = cast.Version }),
        ["GET /api/kitemark/v1/criteria"] = None(),
        ["POST /api/kitemark/v1/criteria"] = None(_ => Criteria()),
        ["GET /api/kitemark/v1/applications"] = None(),
        ["PUT /api/kitemark/v1/applications/{id}/self-assessment"] = OfApplicant(cast, cast.NewDraft, new { criteria = Applying.SelfAssessment }),
        ["POST /api/kitemark/v1/applications/{id}/submit"] = OfApplicant(cast, cast.NewAssessment, new { }),
        ["POST /api/kitemark/v1/applications/{id}/close"] = OfApplicant(cast, cast.NewDraft, Reason),
        ["POST /api/kitemark/v1/applications/{id}/review"] = OfReviewer(cast, _ => cast.NewSubmission(), new { }),
        ["PUT /api/kitemark/v1/applications/{id}/review"] = OfReviewer(cast, _ => cast.NewSubmission(), new { scores = Applying.Scores }),
        ["POST /api/kitemark/v1/applications/{id}/interests"] = OfReviewer(cast, _ => cast.NewSubmission(), Reason),
        ["POST /api/kitemark/v1/applications/{id}/conditions"] = OfReviewer(cast, cast.NewReview, Conditions),
        ["POST /api/kitemark/v1/applications/{id}/conditions/{number}/answer"] = OfApplicant(cast, cast.NewCondition, new { answer = "Done." }),
        ["POST /api/kitemark/v1/applications/{id}/conditions/{number}/accept"] = OfReviewer(cast, cast.NewAnswer, new { }),
        ["POST /api/kitemark/v1/applications/{id}/appeal"] = OfApplicant(cast, cast.NewRefusal, new { grounds = "The visit saw another course." }),
        ["POST /api/kitemark/v1/applications/{id}/appeal/decision"] = Fresh(
            "application", cast.NewAppeal, () => cast.Application, new { uphold = false, reason = "Nothing new." }),
        ["POST /api/kitemark/v1/kitemarks/{id}/reinstate"] = Fresh("kitemark", cast.NewWithdrawal, () => cast.Kitemark, Reason),
        ["GET /api/kitemark/v1/applications/{id}"] = Of("application", () => cast.Application),
        ["POST /api/kitemark/v1/applications/{id}/decision"] = Fresh(
            "application", cast.NewApplication, () => cast.Application, new { approve = false, reason = "Not every criterion is met." }),
        ["POST /api/kitemark/v1/kitemarks/{id}/suspend"] = Fresh("kitemark", cast.NewKitemark, () => cast.Kitemark, Withdrawal),
        ["POST /api/kitemark/v1/kitemarks/{id}/withdraw"] = Fresh("kitemark", cast.NewKitemark, () => cast.Kitemark, Withdrawal),
        ["POST /api/kitemark/v1/equivalences"] = None(_ => Equivalence),
        ["POST /api/kitemark/v1/equivalences/{id}/end"] = Fresh("equivalence", cast.NewEquivalence, () => cast.Equivalence, new { from = "2026-10-01", reason = "The course was changed." }),
        ["GET /api/kitemark/v1/equivalences"] = None(),
        ["GET /api/kitemark/v1/equivalences/{id}"] = Of("equivalence", () => cast.Equivalence),
        ["POST /api/kitemark/v1/inductions"] = None(_ => new { partnerId = cast.Northgate, on = "2026-05-14", content = "How records are made.", inductedBy = "Ines Okafor" }),
        ["GET /api/kitemark/v1/inductions"] = None(),
        ["GET /api/kitemark/v1/inductions/missing"] = None(),
        ["GET /api/kitemark/v1/partners"] = None(),
        ["POST /api/kitemark/v1/standardisations"] = None(_ => new
        {
            on = "2026-05-14",
            topic = "Observation",
            partners = new[] { new { partnerId = cast.Northgate, people = new[] { "Dev Patel" } } },
            samplesCompared = 6,
            agreed = "A hoist is checked before every use.",
        }),
        ["GET /api/kitemark/v1/standardisations"] = None(),
        ["GET /api/kitemark/v1/kitemarks"] = None(),
        ["GET /api/kitemark/v1/kitemarks/{id}"] = Of("kitemark", () => cast.Kitemark),
        ["GET /api/kitemark/v1/renewals"] = None(),
        ["POST /api/kitemark/v1/applications/{id}/visits"] = OfReviewer(cast, cast.NewReview, Visit),
        ["POST /api/kitemark/v1/kitemarks/{id}/visits"] = Of("kitemark", () => cast.Kitemark, Visit),
        ["POST /api/kitemark/v1/visits/{id}/done"] = OfVisitor(cast, new { on = "2026-10-01", findings = "A class of twelve." }),
        ["POST /api/kitemark/v1/visits/{id}/cancel"] = OfVisitor(cast, Reason),
        ["GET /api/kitemark/v1/register"] = None(),
        ["GET /api/kitemark/v1/register/trainers"] = None(),
        ["GET /api/kitemark/v1/agencies/{id}/standing"] = Of("agency", () => cast.Agency),
        ["GET /api/kitemark/v1/courses/{id}"] = Of("course", () => cast.Course),
        ["GET /api/kitemark/v1/courses/{id}/standing"] = Of("course", () => cast.Course),
        ["GET /api/kitemark/v1/providers/{id}/standing"] = Of("provider", () => cast.Northgate),
        ["GET /api/kitemark/v1/trainers/{id}/standing"] = Of("trainer", () => cast.Trainer),

        ["POST /api/passport/v1/completions"] = None(_ => Completion(cast.Version, cast.Trainer, cast.Amara)),
        ["GET /api/passport/v1/teaching"] = None(),
        ["GET /api/passport/v1/entries"] = None(),
        ["GET /api/passport/v1/entries/{entryId}"] = Of("entry", () => cast.Entry),
        ["POST /api/passport/v1/class-drafts"] = None(_ => cast.Class),
        ["GET /api/passport/v1/class-drafts"] = None(),
        ["GET /api/passport/v1/class-drafts/{draftId}"] = Of("class draft", () => cast.ClassDraft),
        ["PUT /api/passport/v1/class-drafts/{draftId}"] = new("class draft", _ => Task.FromResult($"{cast.ClassDraft}"), _ => cast.Class),
        ["DELETE /api/passport/v1/class-drafts/{draftId}"] = new(
            "class draft", async caller => $"{(caller.IsHerProvider ? await cast.NewClassDraft() : cast.ClassDraft)}", _ => null),
        ["POST /api/passport/v1/entries/{entryId}/correct"] = OfIssuer(cast, new { completedOn = "2026-05-13", reason = "The wrong day was typed." }),
        ["POST /api/passport/v1/entries/{entryId}/withdraw"] = OfIssuer(cast, Reason),

        // Whoever recorded something sees that person from then on, so the other provider has somebody else.
        ["POST /api/passport/v1/qualifications"] = None(caller => Qualification(caller.Name == "provider2" ? cast.Zofia : cast.Amara)),
        ["POST /api/passport/v1/qualifications/{qualificationId}/withdraw"] = new(
            "qualification", async caller => $"{(caller.IsHerProvider ? await cast.NewQualification() : cast.Qualification)}", _ => Reason),
        ["POST /api/passport/v1/observations"] = None(_ => Observation(cast.Amara)),
        ["POST /api/passport/v1/observations/{observationId}/end"] = Of("observation", () => cast.Observation, Reason),
        ["GET /api/passport/v1/learners/{learnerId}/competences"] = Of("learner", () => cast.Amara),
        ["POST /api/passport/v1/care-certificate-standards"] = None(_ => Standards(cast.Amara)),
        ["POST /api/passport/v1/learners/{learnerId}/care-certificate-standards/{assessmentId}/withdraw"] = Of("learner", () => cast.Amara, Reason),
        ["POST /api/passport/v1/care-certificates"] = None(_ => new { learnerId = cast.Amara, version = 2025, awardedOn = "2026-05-14" }),
        ["GET /api/passport/v1/learners/{learnerId}/care-certificate"] = Of("learner", () => cast.Amara),
        ["PUT /api/passport/v1/learners/{learnerId}/evidence/{evidenceId}"] = new("learner", _ => Task.FromResult($"{cast.Amara}"), _ => Certificate),
        ["GET /api/passport/v1/learners/{learnerId}/evidence/{evidenceId}"] = Of("learner", () => cast.Amara),
        ["POST /api/passport/v1/learners/{learnerId}/entries"] = Of("learner", () => cast.Amara, () => Declaration()),
        ["POST /api/passport/v1/entries/{entryId}/evidence"] = Of("entry", () => cast.Declared, () => new { evidenceIds = new[] { cast.Amara } }),
        ["GET /api/passport/v1/evidence-checks"] = None(),
        ["GET /api/passport/v1/evidence-checks/{entryId}"] = Of("entry", () => cast.Declared),
        ["POST /api/passport/v1/evidence-checks/{entryId}/decision"] = new(
            "entry",
            async caller => $"{(caller.IsAcademy ? await cast.NewDeclared() : cast.Declared)}",
            _ => new { seenEvidenceIds = new[] { cast.Amara }, refusal = "Unreadable" }),
        ["POST /api/passport/v1/entries/{entryId}/dispute"] = Of("entry", () => cast.Entry, AccessRequests.Dispute),
        ["POST /api/passport/v1/disputes/{disputeId}/ask-academy"] = Of("dispute", () => cast.AnsweredDispute, new { words = "I was on leave." }),
        ["GET /api/passport/v1/learners/{learnerId}/disputes"] = Of("learner", () => cast.Amara),
        ["GET /api/passport/v1/disputes"] = None(),
        ["GET /api/passport/v1/disputes/{disputeId}"] = Of("dispute", () => cast.Dispute),
        ["POST /api/passport/v1/disputes/{disputeId}/answer"] = new(
            "dispute",
            async caller => $"{(caller.IsAcademy ? await cast.NewAskedDispute() : caller.IsHerProvider ? await cast.NewDispute() : cast.Dispute)}",
            caller => Answer(caller.IsAcademy ? 3 : 1)),
        ["POST /api/passport/v1/imports?employerId={employerId}"] = Of("employer", () => cast.Rosewood, TrainingFile),
        ["GET /api/passport/v1/imports/{importId}"] = Of("passport import", () => cast.PassportImport),
        ["POST /api/passport/v1/completion-imports"] = None(_ => CompletionFile(cast)),
        ["GET /api/passport/v1/completion-imports/{importId}"] = Of("completion import", () => cast.CompletionImport),
        ["POST /api/passport/v1/course-codes"] = None(_ => CourseCode(cast)),
        ["GET /api/passport/v1/course-codes"] = None(),
        ["DELETE /api/passport/v1/course-codes/{id}"] = new(
            "course code", async caller => $"{(caller.IsHerProvider ? await cast.NewCourseCode() : cast.CourseCode)}", _ => null),
        ["POST /api/passport/v1/xapi/statements"] = None(_ => XapiStatement(cast)),
        ["POST /api/passport/v1/webhooks"] = None(_ => Webhook),
        ["GET /api/passport/v1/webhooks"] = None(),
        ["DELETE /api/passport/v1/webhooks/{webhookId}"] = new(
            "webhook", async caller => $"{(caller.IsHerEmployer ? await cast.NewWebhook() : cast.Webhook)}", _ => null),
        ["GET /api/passport/v1/webhooks/{webhookId}/deliveries"] = Of("webhook", () => cast.Webhook),
        ["POST /api/passport/v1/webhooks/{webhookId}/ping"] = Of("webhook", () => cast.Webhook),
        ["POST /api/passport/v1/webhooks/{webhookId}/replay"] = Of("webhook", () => cast.Webhook, new { since = "2026-01-01T00:00:00Z" }),
        ["POST /api/passport/v1/webhook-deliveries/{deliveryId}/replay"] = new("delivery", _ => Task.FromResult($"{cast.Delivery}"), _ => null),
        ["GET /api/passport/v1/learners/{learnerId}/passport"] = Of("learner", () => cast.Amara),
        ["GET /api/passport/v1/learners/{learnerId}/activity"] = Of("learner", () => cast.Amara),
        ["GET /api/passport/v1/learners/{learnerId}/data"] = Of("learner", () => cast.Amara),
        ["GET /api/passport/v1/learners/{learnerId}/presentation"] = Of("learner", () => cast.Amara),
        ["POST /api/passport/v1/learners/{learnerId}/shares"] = Of("learner", () => cast.Amara, new { days = 7 }),
        ["DELETE /api/passport/v1/shares/{shareId}"] = Of("share", () => cast.Share),
        ["GET /api/passport/v1/learners/{learnerId}/shares"] = Of("learner", () => cast.Amara),
        ["POST /api/passport/v1/checks"] = None(_ => new { code = cast.ShareCode, dateOfBirth = AccessCast.Born }),
        ["GET /api/passport/v1/checks/{checkId}"] = Of("check", () => cast.Check),
        ["GET /api/passport/v1/employers/{employerId}/checks"] = Of("employer", () => cast.Rosewood),
        ["GET /api/passport/v1/refresh-rules"] = None(),
        ["GET /api/passport/v1/qualifications/{qualificationId}/credential"] = Of("qualification", () => cast.Qualification),
        ["GET /api/passport/v1/entries/{entryId}/credential"] = Of("entry", () => cast.Entry),
        ["GET /api/passport/v1/kitemarks/{id}/endorsement"] = Of("kitemark", () => cast.Kitemark),
        ["POST /api/passport/v1/credentials/verify"] = None(_ => new { credential = "no.signed.text" }),
        ["GET /api/passport/v1/status-lists/{id}"] = new("status list", _ => Task.FromResult("1-revocation"), Nothing),
        ["PUT /api/passport/v1/employers/{employerId}/requirements"] = Of(
            "employer", () => cast.Rosewood, new { subjects = new[] { new { trainingCategoryCode = 15 } } }),
        ["POST /api/passport/v1/employers/{employerId}/requirements/preview"] = Of(
            "employer", () => cast.Rosewood, new { subjects = new[] { new { trainingCategoryCode = 15 } } }),
        ["GET /api/passport/v1/employers/{employerId}/requirements"] = Of("employer", () => cast.Rosewood),
        ["GET /api/passport/v1/employers/{employerId}/starters/{learnerId}"] = Of("learner", () => cast.Amara),
        ["GET /api/passport/v1/employers/{employerId}/training.csv"] = Of("employer", () => cast.Rosewood),
        ["GET /api/passport/v1/employers/{employerId}/matrix"] = Of("employer", () => cast.Rosewood),
        ["POST /api/passport/v1/employers/{employerId}/reliance-receipts"] = Of("employer", () => cast.Rosewood, () => new
        {
            checkId = cast.Check,
            decisions = new[] { new { entryId = cast.Brought, decision = "Repeat", reason = "Our lifting equipment is another one." } },
        }),
        ["GET /api/passport/v1/employers/{employerId}/reliance-receipts"] = Of("employer", () => cast.Rosewood),
        ["GET /api/passport/v1/employers/{employerId}/repeats-avoided"] = Of("employer", () => cast.Rosewood),
        ["GET /api/passport/v1/learners/{learnerId}/reliance-receipts"] = Of("learner", () => cast.Amara),
        ["POST /api/passport/v1/reliance-receipts/verify"] = None(_ => new { receipt = "no.signed.text" }),
        ["GET /api/passport/v1/learners/{learnerId}/notices"] = Of("learner", () => cast.Amara),
        ["GET /api/passport/v1/employers/{employerId}/notices"] = Of("employer", () => cast.Rosewood),
        ["GET /api/passport/v1/figures"] = None(),
        ["GET /api/passport/v1/kitemarks/{id}/effects?kind=Withdrawn&from=2026-10-01&consequence=Stands"] = Of("kitemark", () => cast.Kitemark),
        ["GET /api/passport/v1/reassessments"] = None(),

        ["POST /api/pathway/v1/rules"] = None(_ => Rules()),
        ["GET /api/pathway/v1/rules"] = None(),
        ["GET /api/pathway/v1/rules/{id}"] = Of("rules", () => cast.Rules),
        ["GET /api/pathway/v1/learners/{id}/tier"] = Of("learner", () => cast.Amara),
        ["GET /api/pathway/v1/learners/{learnerId}/activity"] = Of("learner", () => cast.Amara),
        ["GET /api/pathway/v1/learners/{learnerId}/data"] = Of("learner", () => cast.Amara),
        ["GET /api/pathway/v1/figures"] = None(),
        ["GET /api/pathway/v1/effects?kitemarkId={id}&voidFrom=2026-10-01"] = Of("kitemark", () => cast.Kitemark),
        ["POST /api/pathway/v1/effects"] = None(_ => new { learners = new[] { new { learnerId = cast.Amara, entryIds = new[] { Guid.NewGuid() } } } }),

        ["POST /api/benefits/v1/partners"] = None(_ => new { name = "New Partner" }),
        ["POST /api/benefits/v1/offers"] = None(_ => AccessCast.OfferOf(cast.Riverside)),
        ["POST /api/benefits/v1/offers/{id}/rules"] = new(
            "offer", async _ => $"{await cast.NewOffer()}", _ => new { effectiveFrom = NextMonth(), rule = new { minimumTier = 1 } }),
        ["GET /api/benefits/v1/offers"] = None(),
        ["GET /api/benefits/v1/offers/{id}"] = Of("offer", () => cast.Offer),
        ["GET /api/benefits/v1/learners/{id}/benefits"] = Of("learner", () => cast.Amara),
        ["GET /api/benefits/v1/learners/{learnerId}/activity"] = Of("learner", () => cast.Amara),
        ["GET /api/benefits/v1/learners/{learnerId}/data"] = Of("learner", () => cast.Amara),
        ["POST /api/benefits/v1/learners/{id}/codes"] = new("learner", _ => Task.FromResult($"{cast.Amara}"), _ => new { offerId = cast.Offer }),
        ["POST /api/benefits/v1/checks"] = None(_ => new { code = Codes.New() }),
        ["POST /api/benefits/v1/redemptions"] = None(_ => new { code = cast.UsedCode }),
        ["GET /api/benefits/v1/partners/{id}/usage"] = Of("partner", () => cast.Riverside),
        ["POST /api/benefits/v1/effects"] = None(_ => new { learners = new[] { new { learnerId = cast.Amara, tier = 0 } } }),

        ["PAGE /v/{number}"] = new("card", _ => Task.FromResult("CPA-4F7-KQ2-M9F"), Nothing),
        ["PAGE /courses/{id}"] = Of("course", () => cast.Course),
        ["PAGE /providers/{id}"] = Of("provider", () => cast.Northgate),
        ["PAGE /agencies/{id}"] = Of("agency", () => cast.Agency),
        ["PAGE /passport/items/{id}"] = Of("entry", () => cast.Entry),
        ["PAGE /academy/evidence/{id}"] = Of("entry", () => cast.Declared),
        ["PAGE /passport/problem/{id}"] = Of("entry", () => cast.Entry),
        ["PAGE /kitemark/{id}"] = Of("application", () => cast.Application),
        ["PAGE /kitemark/{id}/criteria"] = Of("application", () => cast.Application),
        ["PAGE /kitemark/{id}/{step}"] = Of("application", () => cast.Application),
        ["PAGE /academy/kitemarks/{id}"] = Of("kitemark", () => cast.Kitemark),
        ["PAGE /academy/kitemarks/{id}/{step}"] = Of("kitemark", () => cast.Kitemark),
        ["PAGE /academy/equivalences/{id}/end"] = Of("equivalence", () => cast.Equivalence),
        ["PAGE /academy/visits/{about}/{id}/{visit}"] = Of("kitemark", () => cast.Kitemark),
        ["PAGE /disputes/{id}"] = Of("dispute", () => cast.Dispute),
        ["PAGE /trainer/records/{id}/correct"] = Of("entry", () => cast.Entry),
        ["PAGE /passport/items/{id}/evidence"] = Of("entry", () => cast.Declared),
        ["PAGE /passport/items/{id}/remove"] = Of("entry", () => cast.Declared),
        ["PAGE /passport/add/done/{id}"] = Of("entry", () => cast.Declared),
        ["PAGE /passport/employers/{id}"] = Of("employment", () => cast.AmarasEmployment),
        ["PAGE /benefits/{id}/code"] = Of("offer", () => cast.Offer),
        ["PAGE /developers/webhooks/{id}"] = Of("webhook", () => cast.Webhook),
        ["PAGE /employer/check/{id}"] = Of("check", () => cast.Check),
        ["PAGE /employer/check/{id}/decide"] = Of("check", () => cast.Check),
        ["PAGE /employer/staff/{id}"] = Of("learner", () => cast.Amara),
        ["PAGE /employer/staff/{id}/care-certificate"] = Of("learner", () => cast.Amara),
        ["PAGE /employer/staff/{id}/receipts"] = Of("learner", () => cast.Amara),
        ["GET /employer/matrix.csv"] = None(),
        ["PAGE /employer/people/{id}"] = Of("membership", Guid.NewGuid),
        ["PAGE /trainer/upload/{id}"] = Of("completion import", Guid.NewGuid),
        ["PAGE /employer/requirements/{code}"] = new("requirement", _ => Task.FromResult("new"), Nothing),
        ["PAGE /employer/requirements/{code}/check"] = new("requirement", _ => Task.FromResult("new"), Nothing),
        ["PAGE /passport/share/{id}"] = Of("share", () => cast.Share),
        ["PAGE /trainer/classes/{id}/course"] = Of("class draft", () => cast.ClassDraft),
        ["PAGE /trainer/classes/{id}/people"] = Of("class draft", () => cast.ClassDraft),
        ["PAGE /trainer/classes/{id}/results"] = Of("class draft", () => cast.ClassDraft),
        ["PAGE /trainer/classes/{id}/check"] = Of("class draft", () => cast.ClassDraft),
        ["PAGE /trainer/classes/{id}/done"] = Of("class draft", () => cast.ClassDraft),
        ["PAGE /trainer/classes/{id}/delete"] = Of("class draft", () => cast.ClassDraft),
        ["PAGE /trainer/records/{id}/withdraw"] = Of("entry", () => cast.Entry),
        ["PAGE /trainer/records/{id}/withdraw/check"] = Of("entry", () => cast.Entry),
        ["PAGE /trainer/records/{id}/withdraw/done"] = Of("entry", () => cast.Entry),
        ["PAGE /passport/shares/{id}/stop"] = Of("share", () => cast.Share),
    };

    public static readonly object Conditions = new { conditions = new[] { new { criterion = "C2", text = "Show how trainers keep up.", dueOn = NextMonth() } } };

    public static readonly object Equivalence = new
    {
        held = new { trainingCategoryCode = 15 },
        countsAs = new { trainingCategoryCode = 45 },
        from = "2024-01-01",
        reason = "The outcomes are the same.",
        source = "Mapping of the Academy",
    };

    public static readonly object Visit = new { plannedOn = NextMonth(), criteria = new[] { "C2" } };

    public static readonly object Reason = new { reason = "It has to be so." };

    public static readonly object Withdrawal = new { from = "2026-10-01", consequence = "Stands", reason = "Assessments were not observed." };

    public static readonly object Dispute = new { claim = "WrongDay", words = "It was a day earlier." };

    public static object Answer(int seenLines) => new { entryIsRight = true, words = "The register says so.", seenLines };

    /// <summary>A file that is evidence by its first bytes.</summary>
    public static HttpContent Certificate => new ByteArrayContent([.. "%PDF-1.7 A certificate."u8]) { Headers = { ContentType = new("application/pdf") } };

    public static string WorkerFile { get; } = FirstRowOf("worker-rosewood.csv");

    public static string TrainingFile { get; } = FirstRowOf("training-rosewood-12.csv");

    public static string CompletionFile(AccessCast cast)
        => $"LEARNERID,DATEOFBIRTH,COURSE,TRAINER,COMPLETEDON\r\n{cast.Amara},{AccessCast.Born},{cast.Version},{cast.Trainer},2026-05-12";

    public static HttpContent XapiStatement(AccessCast cast)
    {
        var content = JsonContent.Create(new
        {
            id = Guid.CreateVersion7(),
            actor = new { account = new { homePage = "https://lms.example", name = cast.AmarasNumber } },
            verb = new { id = "http://adlnet.gov/expapi/verbs/completed" },
            @object = new { id = $"{cast.Version}" },
            context = new { instructor = new { account = new { homePage = "https://lms.example", name = $"{cast.Trainer}" } } },
            timestamp = "2026-05-12T10:00:00Z",
        });
        content.Headers.Add("X-Experience-API-Version", "1.0.3");
        return content;
    }

    public static object CourseCode(AccessCast cast) => new { code = $"{Guid.CreateVersion7()}", courseVersionId = cast.Version };

    /// <summary>An address that has nothing behind it.</summary>
    public static readonly object Webhook = new { address = "https://nobody.example/events", eventTypes = new[] { "academy.passport.entry-recorded.v1" } };

    public AccessRequest this[Line line] => _all.TryGetValue(line.Key, out var request) ? request
        : line.Method == Line.Page ? new("page", _ => Task.FromResult($"{Guid.Empty}"), Nothing) : throw new KeyNotFoundException($"{line.Key} has no request in AccessRequests");

    public IEnumerable<string> Keys => _all.Keys;

    public static object Completion(Guid version, Guid trainer, Guid learner, string completedOn = "2026-05-14") => new
    {
        courseVersionId = version,
        trainerId = trainer,
        completedOn,
        learners = new[] { new { learnerId = learner } },
    };

    public static object Declaration(params Guid[] evidenceIds) => new
    {
        title = "First aid at work",
        trainingCategoryCode = 15,
        completedOn = "2024-05-14",
        evidenceIds,
        isAnother = true,
    };

    public static object Qualification(Guid learner) => new { learnerId = learner, qualificationCode = 158, awardedOn = "2026-03-02", awardingBody = "NQual" };

    public static object Standards(Guid learner) => new
    {
        learners = new[] { new { learnerId = learner } },
        version = 2025,
        standards = new[] { 1 },
        assessor = "Ruth Ellis",
        assessorRole = "Registered manager",
        assessedOn = "2026-05-14",
    };

    public static object Observation(Guid learner)
        => new { learnerId = learner, trainingCategoryCode = 15, observedOn = $"{DateTime.UtcNow.AddDays(-2):yyyy-MM-dd}", observer = "Ruth Ellis" };

    /// <summary>The id a line asks with: Amara's or another that the line speaks of, or that of a closed record.</summary>
    public Task<string> IdFor(Line line, AccessCaller caller) => line.Record switch
    {
        Line.Merged => Task.FromResult($"{cast.Merged}"),
        Line.Erased => Task.FromResult($"{cast.Erased}"),
        _ => this[line].Own(caller),
    };

    /// <summary>The address with the id in its place; an employer of a starter is always the one who asks.</summary>
    public string Path(Line line, AccessCaller caller, string id)
    {
        var path = line.Route.Contains("/starters/", StringComparison.Ordinal)
            ? line.Route.Replace("{employerId}", $"{caller.Employer ?? cast.Rosewood}", StringComparison.Ordinal)
            : line.Route;
        return Parameter().Replace(path.Replace("/conditions/{number}", "/conditions/1", StringComparison.Ordinal).Replace("{kind}", "expired", StringComparison.Ordinal)
            .Replace("{step}", path.StartsWith("/academy/", StringComparison.Ordinal) ? "withdraw" : "appeal", StringComparison.Ordinal)
            .Replace("{about}", "kitemark", StringComparison.Ordinal), id);
    }

    private static AccessRequest None(Func<AccessCaller, object?>? body = null) => new("", _ => Task.FromResult(""), body ?? Nothing);

    private static AccessRequest Of(string kind, Func<Guid> own, object? body = null) => new(kind, _ => Task.FromResult($"{own()}"), _ => body);

    private static AccessRequest Of(string kind, Func<Guid> own, Func<object> body) => new(kind, _ => Task.FromResult($"{own()}"), _ => body());

    private static AccessRequest Fresh(string kind, Func<Task<Guid>> fresh, Func<Guid> shared, object body)
        => new(kind, async caller => $"{(caller.IsLead ? await fresh() : shared())}", _ => body);

    private static AccessRequest OfApplicant(AccessCast cast, Func<Task<Guid>> fresh, object body)
        => new("application", async caller => $"{(caller.IsHerProvider ? await fresh() : cast.Application)}", _ => body);

    private static AccessRequest OfVisitor(AccessCast cast, object body)
        => new("visit", async caller => $"{(caller.IsReviewer ? await cast.NewVisit() : cast.Visit)}", _ => body);

    private static AccessRequest OfReviewer(AccessCast cast, Func<AccessCaller, Task<Guid>> fresh, object body)
        => new("application", async caller => $"{(caller.IsReviewer ? await fresh(caller) : cast.Application)}", _ => body);

    /// <summary>Amara's entry; who recorded it gets another one each time, for hers is needed as it is.</summary>
    private static AccessRequest OfIssuer(AccessCast cast, object body)
        => new("entry", async caller => $"{(caller.IsHerProvider ? await cast.NewEntry() : cast.Entry)}", _ => body);

    private static object? Nothing(AccessCaller caller) => null;

    private static object Criteria() => new
    {
        from = FarDay(),
        criteria = Enumerable.Range(1, 10).Select(number => new { code = $"C{number}", title = $"Criterion {number}", question = "How?" }),
    };

    private static string FarDay() => new DateOnly(2090, 1, 1).AddDays(Interlocked.Increment(ref _ruleDay)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static object Rules() => new
    {
        name = "Rules of a far day",
        effectiveFrom = FarDay(),
        pointsByAssurance = new { Kitemarked = 10, Recorded = 5, EvidenceChecked = 4, EmployerAttested = 3, SelfDeclared = 1 },
        tierThresholds = new[] { 10, 30, 60, 100, 150 },
        countsEachSubjectOnce = true,
        expiredEntriesCount = false,
    };

    private static string NextMonth() => DateTime.UtcNow.AddDays(30).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string FirstRowOf(string sample)
        => string.Join("\r\n", File.ReadLines(Repository.File("deploy", "samples", sample)).Take(2)) + "\r\n";

    [GeneratedRegex(@"\{[^}]*\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parameter();
}
