using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Academy.Contracts.Kitemark;
using Academy.Contracts.Passport;
using Academy.Kitemark.Features;
using Academy.Passport.Domain;
using Academy.Passport.Features;
using Academy.Testing;

namespace Academy.Portal.Tests;

/// <summary>Small programs in the services' places, on ports of their own. What they say has the services' own types.</summary>
internal sealed class StandIns : IAsyncDisposable
{
    public const string Code = "4F7KQ2M9F";
    public static readonly DateOnly Born = new(1987, 3, 27);
    public static readonly DateOnly Today = new(2026, 11, 22);
    public static readonly Guid ProviderId = Somebody.Dev.OrganisationId!.Value;
    public static readonly Guid MovingId = new("01890a5d-0000-7000-8000-000000000002");
    public static readonly Guid WithdrawnId = new("01890a5d-0000-7000-8000-000000000003");
    public static readonly Guid AgencyId = new("01890a5d-0000-7000-8000-000000000005");
    public static readonly Guid BrokenId = new("01890a5d-0000-7000-8000-000000000004");

    /// <summary>As services read and write.</summary>
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    private readonly WebApplication _host;
    private readonly ConcurrentDictionary<string, bool> _down = new();
    private readonly ConcurrentDictionary<string, CheckPassportResponse> _checks = new();

    public StandIns(TimeProvider time)
    {
        Identity = new IdentityStandIn(time);
        Evidence = new EvidenceStandIn(Identity, time);
        Team = new TeamStandIn(Identity, Evidence, time);
        Own = new OwnStandIn(Identity, time);
        Classes = new ClassStandIn(Identity, time);
        SavedChecks = new SavedCheckStandIn(Identity, time);
        Applications = new ApplicationStandIn(Identity, time);
        Marks = new MarkStandIn(Identity, time);
        Recognition = new RecognitionStandIn(Identity);
        Disputes = new DisputeStandIn(Identity, time);
        Staff = new AcademyStandIn(Identity, time);
        Records = new RecordStandIn(Identity, Evidence, time);
        Webhooks = new WebhookStandIn(Identity, time);
        Figures = new FiguresStandIn(Identity, time);
        Members = new MemberStandIn(Identity, time);
        Uploads = new UploadStandIn(Identity);
        Starters = new StarterStandIn(Identity, SavedChecks, time);
        CareCertificates = new CareCertificateStandIn(Identity);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _host = builder.Build();
        _host.Use((http, next) =>
        {
            var path = http.Request.Path.Value!;
            if (_down.Keys.Any(down => down == path.Split('/')[1] || (down.StartsWith('/') && path.EndsWith(down, StringComparison.Ordinal))))
            {
                http.Abort();
                return Task.CompletedTask;
            }

            LastTraceParent = http.Request.Headers.TraceParent.ToString();
            return next(http);
        });
        _host.MapGet("/{service}/health/ready", () => Results.Ok());
        _host.MapGet("/Kitemark/api/kitemark/v1/register", (HttpRequest request) => Results.Json(Register(Asked(request)), Json));
        _host.MapGet("/Kitemark/api/kitemark/v1/register/trainers", (HttpRequest request) => Results.Json(
            new SearchTrainersResponse(Asked(request).On!.Value, [new(Guid.Empty, Guid.Empty, "Dev <b>Patel</b>", Asked(request).Provider!.Value, "Northgate Care Training", 15, "Assisting and moving people", Period())], null), Json));
        _host.MapGet("/Kitemark/api/kitemark/v1/agencies/{id:guid}/standing", (Guid id, DateOnly on) => id == AgencyId
            ? Results.Json(new GetAgencyStandingResponse(id, "Bluebell Staffing", on, Standing(Period(), on)), Json)
            : Problem(404, "not-found"));
        _host.MapGet("/Kitemark/api/kitemark/v1/courses/{id:guid}", (Guid id) => id == BrokenId
            ? Results.Text("{\"title\":\"A course whose answer lacks its versions\"}", "application/json")
            : id == MovingId || id == WithdrawnId ? Results.Json(CourseOf(id), Json) : Problem(404, "not-found"));
        _host.MapGet("/Kitemark/api/kitemark/v1/courses/{id:guid}/standing", (Guid id, DateOnly on) =>
            id == MovingId || id == WithdrawnId || id == BrokenId ? Results.Json(StandingOf(id, on), Json) : Problem(404, "not-found"));
        _host.MapGet("/Kitemark/api/kitemark/v1/providers/{id:guid}/standing", (Guid id, DateOnly on) => id == ProviderId
            ? Results.Json(new GetProviderStandingResponse(id, "Northgate Care Training", on, Standing(Period(), on)), Json)
            : Problem(404, "not-found"));
        _host.MapPost("/Passport/api/passport/v1/checks", async (HttpRequest request) =>
        {
            var asked = await JsonSerializer.DeserializeAsync<CheckPassportRequest>(request.Body, Json);
            if (!IsShared || asked!.Code != Code || asked.DateOfBirth != Born)
            {
                return Problem(422, "nothing-shared");
            }

            var check = _checks.GetOrAdd(request.Headers["Idempotency-Key"].ToString(), _ => Checked(time.GetUtcNow()));
            SavedChecks.Keep(request, check);
            return Results.Json(check, Json, statusCode: 201);
        });
        Identity.Map(_host);
        Team.Map(_host, (answer, status) => Results.Json(answer, Json, statusCode: status));
        Own.Map(_host, (answer, status) => Results.Json(answer, Json, statusCode: status));
        Classes.Map(_host, (answer, status) => Results.Json(answer, Json, statusCode: status));
        Starters.Map(_host, (answer, status) => Results.Json(answer, Json, statusCode: status));
        CareCertificates.Map(_host, (answer, status) => Results.Json(answer, Json, statusCode: status));
        Evidence.Map(_host, (answer, status) => Results.Json(answer, Json, statusCode: status));
        Applications.Map(_host, (answer, status) => Results.Json(answer, Json, statusCode: status));
        Marks.Map(_host, (answer, status) => Results.Json(answer, Json, statusCode: status));
        Recognition.Map(_host, (answer, status) => Results.Json(answer, Json, statusCode: status));
        Staff.Map(_host, (answer, status) => Results.Json(answer, Json, statusCode: status));
        Disputes.Map(_host, (answer, status) => Results.Json(answer, Json, statusCode: status));
        Uploads.Map(_host, (answer, status) => Results.Json(answer, Json, statusCode: status));
        Members.Map(_host, (answer, status) => Results.Json(answer, Json, statusCode: status));
        Figures.Map(_host, (answer, status) => Results.Json(answer, Json, statusCode: status));
        Records.Map(_host, (answer, status) => Results.Json(answer, Json, statusCode: status));
        Webhooks.Map(_host, (answer, status) => Results.Json(answer, Json, statusCode: status));
        SavedChecks.Map(_host, (answer, status) => Results.Json(answer, Json, statusCode: status), Checked);
        _host.Start();
    }

    public IdentityStandIn Identity { get; }

    public EvidenceStandIn Evidence { get; }

    public ApplicationStandIn Applications { get; }

    public MarkStandIn Marks { get; }

    public RecognitionStandIn Recognition { get; }

    public DisputeStandIn Disputes { get; }

    public AcademyStandIn Staff { get; }

    public TeamStandIn Team { get; }

    public OwnStandIn Own { get; }

    public ClassStandIn Classes { get; }

    public StarterStandIn Starters { get; }

    public CareCertificateStandIn CareCertificates { get; }

    public SavedCheckStandIn SavedChecks { get; }

    public RecordStandIn Records { get; }

    public WebhookStandIn Webhooks { get; }

    public FiguresStandIn Figures { get; }

    public MemberStandIn Members { get; }

    public UploadStandIn Uploads { get; }

    public string Address => _host.Urls.First();

    public string LastTraceParent { get; private set; } = "";

    /// <summary>Every list the services answer is empty: see <see cref="BareAnswers"/>.</summary>
    public bool HasNothing { get; set; }

    /// <summary>The slug with which every change is refused, if it is: see <see cref="BareAnswers"/>.</summary>
    public string? Refuses { get; set; }

    /// <summary>Whether the learner still shares.</summary>
    public bool IsShared { get; set; } = true;

    public IReadOnlyCollection<CheckPassportResponse> Checks => [.. _checks.Values];

    /// <param name="service">Its name, or how the addresses end that it does not answer.</param>
    public void Down(string service) => _down[service] = true;

    public void Up(string service) => _down.TryRemove(service, out _);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private static IResult Problem(int status, string slug) => Results.Problem(statusCode: status, type: $"/problems/{slug}", detail: "x");

    private static RegisterQuestion Asked(HttpRequest request)
    {
        string? Text(string name) => request.Query.TryGetValue(name, out var given) ? given.ToString() : null;
        return new(
            Text("kind") is { } kind ? Enum.Parse<KitemarkSubject>(kind, ignoreCase: true) : null, Text("q"), Text("on") is { } on ? DateOnly.Parse(on, CultureInfo.InvariantCulture) : null,
            Text("subject") is { } subject ? int.Parse(subject, CultureInfo.InvariantCulture) : null, Text("provider") is { } provider ? Guid.Parse(provider) : null,
            Text("mode") is { } mode ? Enum.Parse<CourseMode>(mode, ignoreCase: true) : null, Text("language"), Text("after") is { } after ? Guid.Parse(after) : null,
            Text("limit") is { } limit ? int.Parse(limit, CultureInfo.InvariantCulture) : null);
    }

    /// <summary>45 courses of Northgate, of which the second is in Polish and online, and an agency.</summary>
    private static SearchRegisterResponse Register(RegisterQuestion asked)
    {
        var marks = Enumerable.Range(1, 45).Select(number => new RegisterItem(
            new Guid($"01890a5d-0000-7000-9000-0000000000{number:00}"), KitemarkSubject.CourseVersion, MovingId, ProviderId, "Northgate Care Training", null, null,
            MovingId, number == 1 ? "Moving and assisting people" : $"Care course {number}", "1.0", number == 2 ? 20 : 15,
            number == 2 ? CourseMode.ELearning : CourseMode.FaceToFace, number == 2 ? "pl" : "en", null, Period()))
            .Append(new RegisterItem(
                Guid.Empty, KitemarkSubject.Agency, AgencyId, null, null, AgencyId, "Bluebell Staffing", null, null, null, null, null, null, null, Period()));
        var (on, q, limit) = (asked.On!.Value, asked.Q, asked.Limit!.Value);
        var found = marks.Where(mark => mark.Subject == asked.Kind && on >= mark.Period.From && on <= mark.Period.Until)
            .Where(mark => q is null || $"{mark.Title} {mark.TrainingProviderName} {mark.AgencyName}".Contains(q, StringComparison.OrdinalIgnoreCase))
            .Where(mark => (asked.Subject ?? mark.TrainingCategoryCode) == mark.TrainingCategoryCode && (asked.Mode ?? mark.Mode) == mark.Mode)
            .Where(mark => (asked.Language ?? mark.Language) == mark.Language && (asked.Provider ?? mark.TrainingProviderId) == mark.TrainingProviderId)
            .Where(mark => asked.After is not { } after || mark.KitemarkId.CompareTo(after) > 0).ToList();
        return new SearchRegisterResponse(on, [.. found.Take(limit)], found.Count > limit ? "/next" : null);
    }

    private static GetCourseResponse CourseOf(Guid id) => new(
        id, id == MovingId ? "Moving and assisting people" : "First aid, old style", 15, "Moving and handling", ProviderId, "Northgate Care Training",
        new QualificationLedTo(158, "Level 2 Adult Social Care Certificate"),
        [new CourseVersionResponse(
            id, "1.0", 3.5m, 45, 12, CourseMode.FaceToFace, "pl", new CareCertificateCovered(2025, [new(5, "Work in a person-centred way")]), new DateTimeOffset(2025, 1, 1, 9, 0, 0, TimeSpan.Zero))]);

    private static GetCourseStandingResponse StandingOf(Guid id, DateOnly on)
    {
        var period = id == MovingId
            ? Period()
            : Period(new MarkDecision(
                MarkDecisionKind.Withdrawn, new DateOnly(2026, 6, 1), Consequence.VoidFrom, new DateOnly(2026, 5, 1), "The practical part was not taught", default));
        return new GetCourseStandingResponse(
            id, "x", on, new ProviderLink(ProviderId, "Northgate Care Training", Standing(Period(), on)),
            [new CourseVersionLink(id, "1.0", Standing(period, on))], Trainer: null);
    }

    private static MarkPeriod Period(params MarkDecision[] decisions)
        => new(new DateOnly(2025, 1, 1), new DateOnly(2027, 12, 31), new DateTimeOffset(2025, 1, 1, 9, 0, 0, TimeSpan.Zero), decisions);

    private static Kitemark.Features.MarkStanding Standing(MarkPeriod period, DateOnly on)
    {
        var within = on >= period.From && on <= period.Until;
        return new(within && period.Decisions.All(decision => on < decision.From), "x", Guid.Empty, within ? period : null);
    }

    private static CheckPassportResponse Checked(DateTimeOffset now)
    {
        KitemarkLink Link(bool inForce, DateOnly? ended = null) => new("CourseVersion", MovingId, "Moving and assisting people 1.0", inForce, Guid.Empty, null, null, inForce ? null : "x", ended);
        var provider = new RecordedBy(ProviderId, "Northgate Care Training", Guid.Empty, "Dev Patel", null, null);
        CheckedEntry Entry(string title, DateOnly on, DateOnly? until, RecordedBy by, Assurance assurance, KitemarkOnTheDay kitemark, bool review = false, EntryWithdrawal? withdrawal = null) => new(
            Guid.CreateVersion7(), title, "Moving and handling", on, until, by, assurance,
            kitemark.WasKitemarked ? KitemarkAnswer.Yes : KitemarkAnswer.No, kitemark, DatesAnswer.UpToDate, review, withdrawal);
        return new CheckPassportResponse(
            Guid.CreateVersion7(), now, now.AddDays(5), "Amara <b>Okafor</b>",
            new CheckSummary(5, 1, 1, 2, 1),
            [
                Entry("Moving and assisting people", new(2026, 9, 1), new(2027, 9, 1), provider, Assurance.Kitemarked, new(true, "x", [Link(true)])),
                Entry(
                    "Infection control", new(2026, 8, 1), new(2027, 8, 1), provider, Assurance.Kitemarked, new(true, "x", [Link(true)]),
                    withdrawal: new(new(2026, 8, 4, 9, 0, 0, TimeSpan.Zero), "She was <i>not</i> in the class.")),
                Entry("Fire safety", new(2025, 12, 1), new(2026, 12, 1), provider, Assurance.Kitemarked, new(true, "x", [Link(true, new(2026, 10, 1))]), review: true),
                Entry("First aid, old style", new(2025, 5, 14), new(2026, 5, 14), provider, Assurance.Recorded, new(false, "x", [Link(false, new(2025, 5, 1))])),
                Entry("Medication", new(2024, 2, 2), null, new(null, null, null, null, Guid.Empty, "Hilltop House"), Assurance.EmployerAttested, new(false, "x", [])),
            ])
        {
            Qualifications = [new(Guid.CreateVersion7(), 158, "Level 2 Adult Social Care Certificate", 2, new(2026, 3, 2), "NQual <b>", Assurance.Recorded, provider, now, null)],
        };
    }
}
