using Academy.Learner.Data;
using Academy.Learner.Domain;
using Academy.People;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Learner.Features;

/// <summary>Two records side by side. Both people see that the Academy looked.</summary>
/// <param name="Sign">Why they look like one person; none when only the birthday is the same, or not even that.</param>
public sealed record GetDuplicateResponse(ComparedLearner One, ComparedLearner Other, LikenessSign? Sign, bool AreToldApart);

public sealed record ComparedLearner(
    Guid LearnerId,
    string AcademyNumber,
    string FullName,
    IReadOnlyList<string> FormerNames,
    DateOnly DateOfBirth,
    DateTimeOffset RegisteredAt,
    bool HasAccount,
    IReadOnlyList<ComparedEmployment> Employments);

public sealed record ComparedEmployment(string EmployerName, DateOnly StartedOn, DateOnly? EndedOn);

internal static class GetDuplicate
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet("/duplicates/{oneId:guid}/{otherId:guid}", Handle).RequireScope("learners.merge");

    private static async Task<Ok<GetDuplicateResponse>> Handle(
        Guid oneId, Guid otherId, LearnerDb db, Caller caller, Looks looks, CancellationToken cancellationToken)
    {
        caller.RequireOfficer();
        looks.At([oneId, otherId], LearnerFeatures.RecordSeen);
        var found = await db.Learners.AsNoTracking().Include(learner => learner.Employments)
            .Where(learner => (learner.Id == oneId || learner.Id == otherId) && learner.MergedInto == null).ToListAsync(cancellationToken);
        if (found.Count != 2)
        {
            throw new NotThere();
        }

        var employers = found.SelectMany(learner => learner.Employments).Select(employment => employment.EmployerId).Distinct().ToList();
        var names = await db.Employers.Where(employer => employers.Contains(employer.Id)).ToDictionaryAsync(employer => employer.Id, employer => employer.Name, cancellationToken);
        var (one, other) = ToldApart.Ordered(oneId, otherId);
        var isApart = await db.ToldApart.AnyAsync(pair => pair.OneId == one && pair.OtherId == other, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        var (first, second) = (found.Single(learner => learner.Id == oneId), found.Single(learner => learner.Id == otherId));
        var likeness = first.DateOfBirth == second.DateOfBirth
            ? Likeness.Of(Likeness.Names.Of(first.FullName, first.FormerNames), Likeness.Names.Of(second.FullName, second.FormerNames)) : null;
        return TypedResults.Ok(new GetDuplicateResponse(Compared(first, names), Compared(second, names), likeness?.Sign, isApart));
    }

    private static ComparedLearner Compared(LearnerRecord learner, Dictionary<Guid, string> employers) => new(
        learner.Id, learner.ShownNumber, learner.FullName, learner.FormerNames, learner.DateOfBirth, learner.RegisteredAt, learner.AccountId is not null,
        [.. learner.Employments.OrderByDescending(employment => employment.StartedOn).Select(employment => new ComparedEmployment(employers[employment.EmployerId], employment.StartedOn, employment.EndedOn))]);
}
