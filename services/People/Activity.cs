using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.People;

/// <summary>Somebody looked at a person, or may look from now on, or no longer; the person sees every line.</summary>
public sealed class ActivityLine
{
    private ActivityLine()
    {
    }

    public Guid Id { get; private set; }

    public Guid LearnerId { get; private set; }

    public DateTimeOffset At { get; private set; }

    /// <summary>What was done, in one word the service chooses.</summary>
    public string Kind { get; private set; } = "";

    /// <summary>The organisation that is shown, never the person of it; none for the learner's own doing and for an open door.</summary>
    public Guid? OrganisationId { get; private set; }

    public OrganisationKind? OrganisationKind { get; private set; }

    /// <summary>The purpose Academy staff stated.</summary>
    public string? Purpose { get; private set; }

    /// <summary>Who of the organisation it was, for an enquiry; it is not shown.</summary>
    public string? Subject { get; private set; }

    public static ActivityLine Of(
        Guid learnerId, string kind, DateTimeOffset at, OrganisationKind? organisationKind = null, Guid? organisationId = null) => new()
        {
            Id = Guid.CreateVersion7(),
            LearnerId = learnerId,
            At = at,
            Kind = kind,
            OrganisationId = organisationId,
            OrganisationKind = organisationKind,
        };

    public static ActivityLine Of(Guid learnerId, string kind, DateTimeOffset at, Caller caller, string? purpose)
    {
        var line = Of(learnerId, kind, at, caller.Kind, caller.OrganisationId);
        (line.Subject, line.Purpose) = (caller.Subject, purpose);
        return line;
    }
}

/// <summary>Notes who looks at which person, in the transaction of the request; the person's own looks are not noted.</summary>
public sealed class Looks(ServiceDb db, Caller caller, TimeProvider time, IHttpContextAccessor http)
{
    /// <summary>Notes a look that is about to be answered. Academy staff have to say why they look.</summary>
    public void At(Guid learnerId, string kind) => At([learnerId], kind);

    public void At(IEnumerable<Guid> learnerIds, string kind)
    {
        var purpose = caller.IsAcademy ? Purpose.Stated(http.HttpContext!.Request) : null;
        db.AddRange(learnerIds.Where(id => !caller.IsLearner(id)).Select(id => ActivityLine.Of(id, kind, time.GetUtcNow(), caller, purpose)));
    }
}

/// <summary>Who looked at a person and who may, newest first.</summary>
/// <param name="Next">Where the next page is; none on the last one.</param>
public sealed record GetActivityResponse(IReadOnlyList<ActivityResponse> Activity, string? Next);

/// <param name="Who">The organisation's name; "You" for the learner; never the name of a person.</param>
public sealed record ActivityResponse(DateTimeOffset At, string What, string Who, string? Purpose);

/// <summary>An organisation's name, as the service knows it.</summary>
public sealed record OrganisationName
{
    public Guid Id { get; init; }

    public string Name { get; init; } = "";
}

/// <summary>The same list of looks in every service that shows a person to somebody.</summary>
public static class ActivityLog
{
    private const int PageSize = 50;

    public static void DescribeActivity(this ModelBuilder model) => model.Entity<ActivityLine>(line =>
    {
        line.ToTable("activity");
        line.Property(l => l.Purpose).HasMaxLength(Purpose.Longest);
        line.HasIndex(l => new { l.LearnerId, l.Id });
    });

    /// <summary><c>GET …/learners/{id}/activity</c>, for the learner and nobody else.</summary>
    /// <param name="organisations">The organisations a line can be about, besides the Academy.</param>
    /// <param name="withoutOrganisation">Who it was where no organisation is known and it was not the learner, by kind.</param>
    public static void MapActivity<TDb>(
        this IEndpointRouteBuilder app,
        string scope,
        Func<TDb, IQueryable<OrganisationName>>? organisations = null,
        IReadOnlyDictionary<string, string>? withoutOrganisation = null)
        where TDb : ServiceDb
        => app.MapGet(
            "/learners/{learnerId:guid}/activity",
            (Guid learnerId, Guid? before, ClosedRecordAnswers closed, ServiceDb db, HttpRequest request, CancellationToken cancellationToken)
                => Handle(learnerId, before, closed, db, request.Path, organisations?.Invoke((TDb)db), withoutOrganisation, cancellationToken))
            .RequireScope(scope);

    private static async Task<Ok<GetActivityResponse>> Handle(
        Guid learnerId,
        Guid? before,
        ClosedRecordAnswers closed,
        ServiceDb db,
        string path,
        IQueryable<OrganisationName>? organisations,
        IReadOnlyDictionary<string, string>? withoutOrganisation,
        CancellationToken cancellationToken)
    {
        await closed.RequireOwn(learnerId, cancellationToken);
        var lines = await db.Set<ActivityLine>().AsNoTracking()
            .Where(line => (line.LearnerId == learnerId || db.Set<ClosedRecord>().Any(r => r.MergedInto == learnerId && r.LearnerId == line.LearnerId)) && (before == null || line.Id < before))
            .OrderByDescending(line => line.Id).Take(PageSize).ToListAsync(cancellationToken);
        var ids = lines.Select(line => line.OrganisationId).OfType<Guid>().Distinct().ToList();
        var names = organisations is null
            ? []
            : await organisations.Where(o => ids.Contains(o.Id)).ToDictionaryAsync(o => o.Id, o => o.Name, cancellationToken);
        return TypedResults.Ok(new GetActivityResponse(
            [.. lines.Select(line => new ActivityResponse(line.At, line.Kind, Who(line, names, withoutOrganisation), line.Purpose))],
            lines.Count == PageSize ? $"{path}?before={lines[^1].Id}" : null));
    }

    private static string Who(ActivityLine line, Dictionary<Guid, string> names, IReadOnlyDictionary<string, string>? withoutOrganisation) => line switch
    {
        { OrganisationKind: OrganisationKind.Academy } => "The Academy",
        { OrganisationId: { } id } => names.GetValueOrDefault(id, "An organisation"),
        _ => withoutOrganisation?.GetValueOrDefault(line.Kind) ?? "You",
    };
}
