using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.People;

/// <summary>Who looked at whom in this service, newest first.</summary>
/// <param name="Next">Where the next page is; none on the last one.</param>
public sealed record ListLooksResponse(IReadOnlyList<LookResponse> Looks, string? Next);

/// <param name="LearnerId">Whose record it was; none when somebody looked at this list.</param>
/// <param name="By">The account or client of the organisation, for an enquiry.</param>
public sealed record LookResponse(
    Guid LookId, DateTimeOffset At, string What, Guid? LearnerId, OrganisationKind? OrganisationKind, Guid? OrganisationId, string? Organisation, string? By, string? Purpose);

/// <summary>
/// <c>GET …/looks</c> for the Academy's auditors: nothing can be changed there, and looking is a line of the same list; whoever asks about one person
/// is seen by that person.
/// </summary>
public static class LookList
{
    /// <summary>The kind of a look at this list.</summary>
    public const string LooksSeen = "LooksSeen";

    private const int PageSize = 50;

    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    public static void MapLooks<TDb>(this IEndpointRouteBuilder app, string scope, Func<TDb, IQueryable<OrganisationName>>? organisations = null)
        where TDb : ServiceDb
        => app.MapGet(
            "/looks",
            (DateOnly? on, Guid? organisationId, Guid? learnerId, Guid? before, ServiceDb db, Caller caller, TimeProvider time, HttpRequest request, CancellationToken cancellationToken)
                => Handle(new(on, organisationId, learnerId, before), db, caller, time, request, organisations?.Invoke((TDb)db), cancellationToken))
            .RequireScope(scope);

    private static async Task<Ok<ListLooksResponse>> Handle(
        Asked asked, ServiceDb db, Caller caller, TimeProvider time, HttpRequest request, IQueryable<OrganisationName>? organisations, CancellationToken cancellationToken)
    {
        if (!caller.IsAcademy)
        {
            throw new NotThere();
        }

        var lines = await asked.Of(db.Set<ActivityLine>().AsNoTracking()).OrderByDescending(line => line.Id).Take(PageSize).ToListAsync(cancellationToken);
        db.Add(ActivityLine.Of(asked.LearnerId ?? Guid.Empty, LooksSeen, time.GetUtcNow(), caller, Purpose.Stated(request)));
        await db.SaveChangesAsync(cancellationToken);
        var ids = lines.Select(line => line.OrganisationId).OfType<Guid>().Distinct().ToList();
        var names = organisations is null ? [] : await organisations.Where(o => ids.Contains(o.Id)).ToDictionaryAsync(o => o.Id, o => o.Name, cancellationToken);
        return TypedResults.Ok(new ListLooksResponse(
            [.. lines.Select(line => Shown(line, names))],
            lines.Count == PageSize ? $"{request.Path}{asked.Before(lines[^1].Id)}" : null));
    }

    private static LookResponse Shown(ActivityLine line, Dictionary<Guid, string> names) => new(
        line.Id, line.At, line.Kind, line.LearnerId == Guid.Empty ? null : line.LearnerId, line.OrganisationKind, line.OrganisationId,
        line.OrganisationId is { } id ? names.GetValueOrDefault(id) : null, line.Subject, line.Purpose);

    private sealed record Asked(DateOnly? On, Guid? OrganisationId, Guid? LearnerId, Guid? BeforeId)
    {
        public IQueryable<ActivityLine> Of(IQueryable<ActivityLine> lines)
        {
            lines = lines.Where(line => (OrganisationId == null || line.OrganisationId == OrganisationId) && (LearnerId == null || line.LearnerId == LearnerId));
            if (BeforeId is { } before)
            {
                lines = lines.Where(line => line.Id < before);
            }

            if (On is { } day)
            {
                var (from, until) = (StartOf(day), StartOf(day.AddDays(1)));
                lines = lines.Where(line => line.At >= from && line.At < until);
            }

            return lines;
        }

        public QueryString Before(Guid id) => QueryString.Create(new Dictionary<string, string?>
        {
            ["on"] = On?.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
            ["organisationId"] = OrganisationId?.ToString(),
            ["learnerId"] = LearnerId?.ToString(),
            ["before"] = id.ToString(),
        }.Where(field => field.Value is not null));

        private static DateTimeOffset StartOf(DateOnly day) => new(TimeZoneInfo.ConvertTimeToUtc(day.ToDateTime(TimeOnly.MinValue), London));
    }
}
