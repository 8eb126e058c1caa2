using Academy.Passport.Data;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Academy.Passport.Features;

internal static class GetClassDraft
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet("/class-drafts/{draftId:guid}", Handle).RequireScope("completions.write");

    private static async Task<Ok<ClassDraftResponse>> Handle(
        Guid draftId, Caller caller, PassportDb db, TimeProvider time, HttpContext http, CancellationToken cancellationToken)
    {
        var draft = await db.OwnDraft(draftId, caller.Provider(), time, cancellationToken);

        // What it says of the people changes without the draft, so it is never "not modified".
        http.Response.Headers.ETag = EntityTag.Of(draft.Version);
        return TypedResults.Ok(await ClassDraftView.Of(draft, db, time.GetUtcNow(), cancellationToken));
    }
}
