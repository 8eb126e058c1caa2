using System.ComponentModel.DataAnnotations;
using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Features;

/// <summary>What a training provider's own systems call a course version: a code of theirs, or the address (IRI) of an xAPI activity.</summary>
public sealed record GiveCourseCodeRequest([Required, StringLength(500, MinimumLength = 1)] string Code, Guid CourseVersionId);

public sealed record GivenCourseCode(Guid Id, string Code, Guid CourseVersionId);

public sealed record ListCourseCodesResponse(IReadOnlyList<GivenCourseCode> Codes);

/// <summary>Codes by which imports and xAPI statements name a course version. A code given again means the later version.</summary>
internal static class GiveCourseCode
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/course-codes", Give).RequireScope("completions.write").Idempotent();
        app.MapGet("/course-codes", List).RequireScope("completions.write");
        app.MapDelete("/course-codes/{id:guid}", Take).RequireScope("completions.write");
    }

    private static async Task<Created<GivenCourseCode>> Give(GiveCourseCodeRequest request, Caller caller, PassportDb db, CancellationToken cancellationToken)
    {
        var (provider, code) = (caller.Provider(), request.Code.Trim());
        if (!await db.CourseVersions.AnyAsync(c => c.Id == request.CourseVersionId && c.TrainingProviderId == provider, cancellationToken))
        {
            throw new RuleBroken("Choose a course version of your own catalogue.", "course-version-unknown");
        }

        var given = await db.CourseCodes.SingleOrDefaultAsync(c => c.TrainingProviderId == provider && c.Code == code, cancellationToken);
        if (given is null)
        {
            given = CourseCode.Of(provider, code);
            db.Add(given);
        }

        given.Mean(request.CourseVersionId);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created((string?)null, new GivenCourseCode(given.Id, given.Code, given.CourseVersionId));
    }

    private static async Task<Ok<ListCourseCodesResponse>> List(Caller caller, PassportDb db, CancellationToken cancellationToken)
    {
        var provider = caller.Provider();
        return TypedResults.Ok(new ListCourseCodesResponse(await db.CourseCodes.Where(c => c.TrainingProviderId == provider).OrderBy(c => c.Code)
            .Select(c => new GivenCourseCode(c.Id, c.Code, c.CourseVersionId)).ToListAsync(cancellationToken)));
    }

    private static async Task<NoContent> Take(Guid id, Caller caller, PassportDb db, CancellationToken cancellationToken)
    {
        var provider = caller.Provider();
        return await db.CourseCodes.Where(c => c.Id == id && c.TrainingProviderId == provider).ExecuteDeleteAsync(cancellationToken) == 0
            ? throw new NotThere()
            : TypedResults.NoContent();
    }
}
