using System.ComponentModel.DataAnnotations;
using Academy.Learner.Data;
using Academy.Learner.Domain;
using Academy.People;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Learner.Features;

/// <param name="AcademyNumber">By itself, or a name and a date of birth together.</param>
public sealed record SearchLearnersRequest([StringLength(20)] string? AcademyNumber, [StringLength(120)] string? Name, DateOnly? DateOfBirth);

/// <summary>Ten people at most, who fits best first.</summary>
public sealed record SearchLearnersResponse(IReadOnlyList<FoundLearner> Learners);

public sealed record FoundLearner(Guid LearnerId, string AcademyNumber, string FullName, IReadOnlyList<string> FormerNames, DateOnly DateOfBirth);

/// <summary>
/// Academy staff find a person by academy number, or by a name that is similar and the exact date of birth; nobody leafs through
/// people. What is asked is sent as a body, because addresses are kept in logs. Everybody found sees that the Academy looked.
/// </summary>
internal static class SearchLearners
{
    private const int Most = 10;

    public static void Map(IEndpointRouteBuilder app)
        => app.MapPost("/learners/search", Handle).RequireScope("learners.read");

    private static async Task<Ok<SearchLearnersResponse>> Handle(
        SearchLearnersRequest request, LearnerDb db, Caller caller, Looks looks, HttpRequest http, CancellationToken cancellationToken)
    {
        if (!caller.IsAcademy)
        {
            throw new NotThere();
        }

        Purpose.Stated(http);
        var found = await Find(request, db, cancellationToken);
        looks.At(found.Select(learner => learner.Id), LearnerFeatures.RecordSeen);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new SearchLearnersResponse(
            [.. found.Select(learner => new FoundLearner(learner.Id, learner.ShownNumber, learner.FullName, learner.FormerNames, learner.DateOfBirth))]));
    }

    private static async Task<List<LearnerRecord>> Find(SearchLearnersRequest request, LearnerDb db, CancellationToken cancellationToken)
    {
        if (!string.IsNullOrWhiteSpace(request.AcademyNumber))
        {
            if (!Codes.TryRead(request.AcademyNumber, out var number))
            {
                return [];
            }

            var known = await db.Learners.AsNoTracking().SingleOrDefaultAsync(learner => learner.AcademyNumber == number, cancellationToken);
            var id = known?.MergedInto ?? known?.Id;
            return await db.Learners.AsNoTracking().Where(learner => learner.Id == id).ToListAsync(cancellationToken);
        }

        if (string.IsNullOrWhiteSpace(request.Name) || request.DateOfBirth is not { } born)
        {
            throw new RuleBroken("Give academyNumber, or name and dateOfBirth together.", "search-incomplete");
        }

        var names = Likeness.Names.Of(request.Name, []);
        var sameBirthday = await db.Learners.AsNoTracking().Where(learner => learner.DateOfBirth == born && learner.MergedInto == null).ToListAsync(cancellationToken);
        return [.. sameBirthday.Select(learner => (Learner: learner, Likeness: Likeness.Of(names, Likeness.Names.Of(learner.FullName, learner.FormerNames))))
            .Where(one => one.Likeness is not null).OrderByDescending(one => one.Likeness!.Score).Take(Most).Select(one => one.Learner)];
    }
}
