using Academy.Passport.Data;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Academy.Passport.Features;

internal static class DeleteClassDraft
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapDelete("/class-drafts/{draftId:guid}", Handle).RequireScope("completions.write");

    private static async Task<NoContent> Handle(Guid draftId, Caller caller, PassportDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        db.Remove(await db.OwnDraft(draftId, caller.Provider(), time, cancellationToken));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
