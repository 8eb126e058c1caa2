using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Academy.Passport.Features;

/// <summary>Keeps what was typed of a class since. If-Match says on which version the change is based.</summary>
internal static class KeepClassDraft
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapPut("/class-drafts/{draftId:guid}", Handle).RequireScope("completions.write").Versioned();

    private static async Task<Ok<ClassDraftResponse>> Handle(
        Guid draftId, ClassDraftRequest request, Caller caller, PassportDb db, TimeProvider time, HttpContext http, CancellationToken cancellationToken)
    {
        var draft = await db.OwnDraft(draftId, caller.Provider(), time, cancellationToken);
        EntityTag.Require(http.Request, draft.Version);
        return TypedResults.Ok(await Keep(draft, request, db, time, http, cancellationToken));
    }

    public static async Task<ClassDraftResponse> Keep(
        ClassDraft draft, ClassDraftRequest request, PassportDb db, TimeProvider time, HttpContext http, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        RecordCompletion.RefuseDay(request.CompletedOn, time.Today());
        draft.Set(request.CourseVersionId, request.TrainerId, request.CompletedOn, [.. request.People.Select(Typed)], now);
        var shown = await ClassDraftView.Of(draft, db, now, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        http.Response.Headers.ETag = EntityTag.Of(draft.Version);
        return shown;
    }

    private static DraftPerson Typed(ClassPerson person)
    {
        if ($"{person.AcademyNumber}{person.FullName}".Any(char.IsControl))
        {
            throw new RuleBroken("A name or an academy number has a symbol in it that cannot be printed. Take it out.", "unprintable");
        }

        return new(
            Codes.TryRead(person.AcademyNumber, out var number) ? number : person.AcademyNumber.Trim(),
            string.IsNullOrWhiteSpace(person.FullName) ? null : person.FullName.Trim(),
            person.DateOfBirth,
            person.Result);
    }
}
