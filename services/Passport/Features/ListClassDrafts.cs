using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Features;

/// <summary>The classes a training provider has begun to record, the last changed first; never more than 50.</summary>
public sealed record ListClassDraftsResponse(IReadOnlyList<ListedClassDraft> Drafts);

public sealed record ListedClassDraft(Guid DraftId, string Title, DateOnly CompletedOn, int People, DateTimeOffset ChangedAt, DateTimeOffset KeptUntil);

internal static class ListClassDrafts
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet("/class-drafts", Handle).RequireScope("completions.write");

    private static async Task<Ok<ListClassDraftsResponse>> Handle(Caller caller, PassportDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var (provider, oldest) = (caller.Provider(), time.GetUtcNow() - ClassDraft.Kept);
        var drafts =
            from draft in db.ClassDrafts.AsNoTracking()
            join course in db.CourseVersions on draft.CourseVersionId equals course.Id
            where draft.TrainingProviderId == provider && draft.ChangedAt >= oldest
            orderby draft.ChangedAt descending
            select new { Draft = draft, course.Title };
        return TypedResults.Ok(new ListClassDraftsResponse([.. (await drafts.ToListAsync(cancellationToken)).Select(found => new ListedClassDraft(
            found.Draft.Id, found.Title, found.Draft.CompletedOn, found.Draft.People.Count, found.Draft.ChangedAt, found.Draft.ChangedAt + ClassDraft.Kept))]));
    }
}
