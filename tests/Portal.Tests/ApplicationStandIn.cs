using System.Text.Json;
using System.Text.Json.Serialization;
using Academy.Contracts.Kitemark;
using Academy.Kitemark.Domain;
using Academy.Kitemark.Features;
using Academy.ServiceDefaults;
using Academy.Testing;

namespace Academy.Portal.Tests;

/// <summary>What the Kitemark service does with applications of Northgate, one in each state.</summary>
internal sealed class ApplicationStandIn(IdentityStandIn identity, TimeProvider time)
{
    /// <summary>One question of ten is answered.</summary>
    public static readonly Guid DraftId = Id(1);
    public static readonly Guid AnsweredId = Id(2);
    public static readonly Guid SubmittedId = Id(3);
    public static readonly Guid InReviewId = Id(4);

    /// <summary>One condition is answered, one is not.</summary>
    public static readonly Guid ConditionsId = Id(5);
    public static readonly Guid RefusedId = Id(6);
    public static readonly Guid AppealedId = Id(7);
    public static readonly Guid ApprovedId = Id(8);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    /// <summary>What was asked for, once for each key: the end of the address and what was sent.</summary>
    public Dictionary<string, (string Path, string Content)> Taken { get; } = [];

    /// <summary>What was put in the place of what was there, with the version it was based on.</summary>
    public List<(string IfMatch, string Content)> Replaced { get; } = [];

    /// <summary>The status and the sentence everything is refused with, if it is.</summary>
    public (int Status, string Sentence)? Refuses { get; set; }

    public void Map(WebApplication host, Func<object, int, IResult> json)
    {
        const string path = "/Kitemark/api/kitemark/v1";
        host.MapGet($"{path}/criteria", () => json(new CriteriaResponse(Guid.Empty, MarkScheme.Kitemark, new(2026, 1, 1), Criteria, MarkTerms.First), 200));
        host.MapGet($"{path}/applications", (string? state, bool? overdue, Guid? after, HttpRequest request) => OfThose(request, who => json(List(who, overdue is true ? "ConditionsSet" : state, after, overdue is true), 200)));
        host.MapPost($"{path}/applications", async (HttpRequest request) =>
        {
            var content = await new StreamReader(request.Body).ReadToEndAsync();
            return OfThose(request, _ => Refused() ?? Take(request, "", content, () => json(new StartApplicationResponse(DraftId, ApplicationState.Draft), 201)));
        });
        host.MapGet($"{path}/applications/{{id:guid}}", (Guid id, HttpRequest request) => OfThose(request, who => One(id, who) is { } one ? json(one, 200) : Problem(404, "x")));
        host.MapPost($"{path}/applications/{{id:guid}}/{{**step}}", async (Guid id, string step, HttpRequest request) =>
        {
            var content = await new StreamReader(request.Body).ReadToEndAsync();
            return OfThose(request, who => Refused() ?? Take(request, step, content, () => json(One(id, who)!, 200)));
        });
        host.MapPut($"{path}/applications/{{id:guid}}/{{part}}", async (Guid id, HttpRequest request) =>
        {
            var content = await new StreamReader(request.Body).ReadToEndAsync();
            return OfThose(request, who =>
            {
                if (Refused() is { } refused)
                {
                    return refused;
                }

                Replaced.Add((request.Headers.IfMatch.ToString(), content));
                return json(One(id, who)!, 200);
            });
        });
    }

    private static IReadOnlyList<Criterion> Criteria { get; } =
        [.. Enumerable.Range(1, 10).Select(n => new Criterion($"C{n}", n == 1 ? "Competent <b>trainers</b>" : $"Criterion {n}", $"How do you meet {n}?"))];

    private static Guid Id(int number) => new($"01890a5d-0000-7000-8000-0000000003a{number}");

    private IResult Take(HttpRequest request, string step, string content, Func<IResult> answer)
    {
        Taken[request.Headers["Idempotency-Key"].ToString()] = (step, content);
        return answer();
    }

    private ListApplicationsResponse List(Somebody who, string? state, Guid? after, bool isOverdue)
    {
        if (after is not null || state == "Approved")
        {
            return new([], null);
        }

        var now = time.GetUtcNow();
        return new(
            [
                new(
                    who.Kind == OrganisationKind.Academy ? SubmittedId : DraftId, state is null ? ApplicationState.Draft : Enum.Parse<ApplicationState>(state), KitemarkSubject.CourseVersion,
                    StandIns.MovingId, StandIns.ProviderId, "Northgate Care Training", null, "Moving <b>people</b>", now.AddDays(-3), state is null ? null : now.AddDays(-1), null, isOverdue ? DateOnly.FromDateTime(now.UtcDateTime).AddDays(-1) : null),
            ],
            $"/api/kitemark/v1/applications?after={DraftId}&limit=25");
    }

    private GetApplicationResponse? One(Guid id, Somebody who) => OfAProvider(id, who) is not { } one ? null
        : who.Kind != OrganisationKind.Employer ? one
        : one with { Subject = KitemarkSubject.Agency, SubjectId = StandIns.AgencyId, TrainingProviderId = null, TrainingProviderName = null, Agency = new(StandIns.AgencyId, "Bluebell Staffing"), Course = null };

    private GetApplicationResponse? OfAProvider(Guid id, Somebody who)
    {
        var isAcademy = who.Kind == OrganisationKind.Academy;
        ApplicationStep[] Either(ApplicationStep[] provider, ApplicationStep[] academy) => isAcademy ? academy : provider;
        (ApplicationState State, ApplicationStep[] Steps)? found =
            id == DraftId || id == AnsweredId ? (ApplicationState.Draft, Either([ApplicationStep.AssessOneself, ApplicationStep.Submit, ApplicationStep.Close], []))
            : id == SubmittedId ? (ApplicationState.Submitted, Either([ApplicationStep.Close], [ApplicationStep.TakeIntoReview]))
            : id == InReviewId ? (ApplicationState.InReview, Either([ApplicationStep.Close], [ApplicationStep.Score, ApplicationStep.SetConditions, ApplicationStep.Approve, ApplicationStep.Refuse, ApplicationStep.PlanVisit]))
            : id == ConditionsId ? (ApplicationState.ConditionsSet, Either([ApplicationStep.AnswerCondition, ApplicationStep.Close], [ApplicationStep.AcceptCondition, ApplicationStep.Refuse]))
            : id == RefusedId ? (ApplicationState.Refused, Either([ApplicationStep.Appeal], []))
            : id == AppealedId ? (ApplicationState.Appealed, Either([], [ApplicationStep.UpholdAppeal, ApplicationStep.DismissAppeal]))
            : id == ApprovedId ? (ApplicationState.Approved, [])
            : null;
        if (found is not ({ } state, { } steps))
        {
            return null;
        }

        var now = time.GetUtcNow();
        var isDecided = state is ApplicationState.Approved or ApplicationState.Refused or ApplicationState.Appealed;
        var isSent = state != ApplicationState.Draft;
        return new(
            id, 7, state, KitemarkSubject.CourseVersion, StandIns.MovingId, StandIns.ProviderId, "Northgate Care Training", null, new(StandIns.MovingId, "Moving <b>people</b>", "2026"),
            isSent ? now.AddDays(-9) : null,
            [.. Criteria.Take(id == DraftId ? 1 : 10).Select(criterion => new SelfAssessment(criterion.Code, criterion.Code != "C4", $"We <i>do</i> {criterion.Code}."))],
            isDecided || (isAcademy && isSent && state != ApplicationState.Submitted) ? [.. Criteria.Select(criterion => new Score(criterion.Code, 2, $"Seen: {criterion.Code}."))] : null,
            isDecided ? [new(Id(9), new(2026, 11, 2), ["C3"], null, new(2026, 11, 2), "A class of twelve.", null, null, [])] : [],
            id == ConditionsId
                ? [new(1, "C2", "Show the <b>policy</b>.", new(2026, 12, 24), null, null, null), new(2, "C3", "Show the plan.", new(2026, 12, 24), "Here it is.", now, null)]
                : [],
            isDecided ? now.AddDays(-1) : null, isDecided ? "Assessed <b>in full</b>." : null, null, id == InReviewId ? new(2026, 12, 1) : null,
            [new(ApplicationStep.AssessOneself, ApplicationState.Draft, now.AddDays(-10), null, null), new(ApplicationStep.Submit, ApplicationState.Submitted, now.AddDays(-9), null, null)],
            steps);
    }

    private IResult? Refused() => Refuses is { } refused ? Problem(refused.Status, refused.Sentence) : null;

    private IResult OfThose(HttpRequest request, Func<Somebody, IResult> answer) => identity.Of(request) switch
    {
        null => Problem(401, "x"),
        { Kind: OrganisationKind.TrainingProvider or OrganisationKind.Academy } who => answer(who),
        { OrganisationId: { } agency } who when agency == StandIns.AgencyId => answer(who),
        _ => Problem(404, "x"),
    };

    private static IResult Problem(int status, string sentence) => Results.Problem(statusCode: status, type: "/problems/refused", detail: sentence);
}
