using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Features;

/// <summary>Who looked at the passport and who may, newest first.</summary>
/// <param name="Next">Where the next page is; none on the last one.</param>
public sealed record GetActivityResponse(IReadOnlyList<Activity> Activity, string? Next);

/// <param name="Who">The organisation's name; "You" for the learner; never the name of a person.</param>
public sealed record Activity(DateTimeOffset At, string What, string Who, string? Purpose);

internal static class GetActivity
{
    private const int PageSize = 50;

    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet("/learners/{learnerId:guid}/activity", Handle).RequireScope("passport.read");

    private static async Task<Ok<GetActivityResponse>> Handle(
        Guid learnerId, Guid? before, Caller caller, PassportDb db, CancellationToken cancellationToken)
    {
        if (!caller.IsLearner(learnerId))
        {
            throw new NotThere();
        }

        var lines = await db.Activity.AsNoTracking()
            .Where(line => line.LearnerId == learnerId && (before == null || line.Id < before))
            .OrderByDescending(line => line.Id).Take(PageSize).ToListAsync(cancellationToken);
        var ids = lines.Select(line => line.OrganisationId).OfType<Guid>().Distinct().ToList();
        var names = await db.Organisations.Where(o => ids.Contains(o.Id)).ToDictionaryAsync(o => o.Id, o => o.Name, cancellationToken);
        return TypedResults.Ok(new GetActivityResponse(
            [.. lines.Select(line => new Activity(line.At, line.Kind.ToString(), Who(line, names), line.Purpose))],
            lines.Count == PageSize ? $"/api/passport/v1/learners/{learnerId}/activity?before={lines[^1].Id}" : null));
    }

    private static string Who(ActivityLine line, Dictionary<Guid, string> names) => line switch
    {
        { OrganisationKind: OrganisationKind.Academy } => "The Academy",
        { OrganisationId: { } id } => names.GetValueOrDefault(id, "An organisation"),
        { Kind: ActivityKind.PassportChecked } => "Somebody with your share code",
        _ => "You",
    };
}
