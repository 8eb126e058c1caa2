using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.People;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Features;

/// <summary>What a training provider recorded, the last recorded first, 50 a page.</summary>
/// <param name="Next">Where the next page is; none on the last one.</param>
public sealed record ListEntriesResponse(IReadOnlyList<IssuedRecord> Entries, string? Next);

/// <summary>An entry as whoever recorded it sees it, with whose it is.</summary>
public sealed record IssuedRecord(string Name, string AcademyNumber, PassportEntry Entry);

/// <param name="Q">Part of a name, 3 to 100 characters, or an academy number.</param>
/// <param name="CourseVersionId">Entries of this version only.</param>
/// <param name="From">Completed on this day or later.</param>
/// <param name="Until">Completed on this day or earlier.</param>
/// <param name="Withdrawn">Those that were withdrawn, or those that were not.</param>
/// <param name="Before">The last entry of the page before.</param>
internal sealed record ListEntriesQuery(string? Q, Guid? CourseVersionId, DateOnly? From, DateOnly? Until, bool? Withdrawn, Guid? Before);

internal static class ListEntries
{
    private const int PageSize = 50;
    private const int ShortestName = 3;
    private const int LongestName = 100;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/entries", Handle).RequireScope("completions.write");
        app.MapGet("/entries/{entryId:guid}", One).RequireScope("completions.write");
    }

    private static async Task<Ok<ListEntriesResponse>> Handle(
        [AsParameters] ListEntriesQuery query, Caller caller, Looks looks, PassportDb db, HttpRequest http, CancellationToken cancellationToken)
    {
        var provider = caller.Provider();
        var entries = db.Entries.AsNoTracking().Where(e => e.TrainingProviderId == provider
            && (query.CourseVersionId == null || e.CourseVersionId == query.CourseVersionId)
            && (query.From == null || e.CompletedOn >= query.From)
            && (query.Until == null || e.CompletedOn <= query.Until)
            && (query.Withdrawn == null || e.WithdrawnAt != null == query.Withdrawn)
            && (query.Before == null || e.Id < query.Before));
        var found = await Of(Whose(query.Q, db), entries).Take(PageSize).ToListAsync(cancellationToken);
        looks.At(found.Select(row => row.Entry.LearnerId).Distinct(), ActivityKind.PassportSeen);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new ListEntriesResponse(found.ConvertAll(Show), found.Count == PageSize ? Next(http, found[^1].Entry.Id) : null));
    }

    /// <summary>One that the caller's training provider recorded; others are not there.</summary>
    private static async Task<Ok<IssuedRecord>> One(Guid entryId, Caller caller, Looks looks, PassportDb db, CancellationToken cancellationToken)
    {
        var provider = caller.Provider();
        var found = await Of(db.Passports, db.Entries.AsNoTracking().Where(e => e.Id == entryId && e.TrainingProviderId == provider))
            .SingleOrDefaultAsync(cancellationToken) ?? throw new NotThere();
        looks.At(found.Entry.LearnerId, ActivityKind.PassportSeen);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(Show(found));
    }

    private static IQueryable<TrainingPassport> Whose(string? typed, PassportDb db)
    {
        var text = typed?.Trim() ?? "";
        if (text.Length == 0)
        {
            return db.Passports;
        }

        if (Codes.TryRead(text, out var number))
        {
            return db.Passports.Where(p => p.AcademyNumber == number);
        }

        return text.Length is >= ShortestName and <= LongestName
            ? db.Passports.Where(p => EF.Functions.ILike(p.FullName, LikePattern.With(text), LikePattern.Escape))
            : throw new RuleBroken("Type 3 to 100 letters of the name, or the academy number.", "text-length");
    }

    private static IQueryable<Found> Of(IQueryable<TrainingPassport> passports, IQueryable<Entry> entries)
        => from entry in entries
           join passport in passports on entry.LearnerId equals passport.LearnerId
           orderby entry.Id descending
           select new Found(passport.FullName, passport.AcademyNumber, entry);

    private static IssuedRecord Show(Found found) => new(found.Name, $"CPA-{Codes.Show(found.Number)}", Rendering.Render(found.Entry, Subjects.Name));

    private static string Next(HttpRequest http, Guid last)
        => $"{http.Path}{QueryString.Create(http.Query.Where(asked => !asked.Key.Equals("before", StringComparison.OrdinalIgnoreCase)).Append(new("before", $"{last}")))}";

    private sealed record Found(string Name, string Number, Entry Entry);
}
