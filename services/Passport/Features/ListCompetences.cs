using System.Text.Json.Serialization;
using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Features;

public sealed record ListCompetencesResponse(IReadOnlyList<ObservationResponse> Competences);

/// <summary>
/// A competence with its two keys: the training and what an employer observed. How it stands is told to those who may see the
/// passport; whoever records or ends an observation is told no more than what they said.
/// </summary>
/// <param name="State">Today, in Europe/London.</param>
/// <param name="Until">The last day both keys count; none where that does not end by itself.</param>
/// <param name="TrainingEntryId">The entry that is the first key.</param>
public sealed record ObservationResponse(
    Guid ObservationId,
    Guid LearnerId,
    int TrainingCategoryCode,
    string TrainingCategory,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Delegation? Delegation,
    DateOnly ObservedOn,
    string Observer,
    Guid EmployerId,
    string Employer,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] CompetenceState? State,
    DateOnly? Until,
    Guid? TrainingEntryId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? EndedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? EndedReason)
{
    internal static ObservationResponse Of(Observation o) => new(
        o.Id, o.LearnerId, o.TrainingCategoryCode, Subjects.Name(o.TrainingCategoryCode), o.Delegation, o.ObservedOn, o.Observer, o.EmployerId, o.EmployerName,
        null, null, null, o.EndedAt, o.EndedReason);

    /// <param name="employers">Whom the learner works for today: a delegation does not go along to another employer.</param>
    internal static ObservationResponse Of(
        Observation o, TrainingPassport passport, IReadOnlyCollection<Equivalence> equivalences, IReadOnlyCollection<Guid> employers, DateOnly today)
    {
        var knowledge = new Requirement(o.TrainingCategoryCode, [], RefreshMonths: null)
            .Judge(passport.Entries, passport.Qualifications, equivalences, RefreshRules.Current, jobRoleCodes: [], today);
        var (state, until) = o.Judge(knowledge, employers.Contains(o.EmployerId), today);
        return Of(o) with { State = state, Until = until, TrainingEntryId = knowledge.Entries is [var entry] ? entry.Id : null };
    }
}

/// <summary>What somebody was seen to be able to do, newest first; seen by whoever may see the whole passport.</summary>
internal static class ListCompetences
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet("/learners/{learnerId:guid}/competences", Handle).RequireScope("passport.read");

    private static async Task<Ok<ListCompetencesResponse>> Handle(
        Guid learnerId, PassportAccess access, PassportDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        if (await access.View(learnerId, cancellationToken) != PassportView.Everything)
        {
            throw new NotThere();
        }

        var passport = await db.Passports.AsNoTracking().Include(p => p.Entries).SingleOrDefaultAsync(p => p.LearnerId == learnerId, cancellationToken)
            ?? throw new NotThere();
        var observations = await db.Observations.AsNoTracking().Where(o => o.LearnerId == learnerId).OrderByDescending(o => o.Id).ToListAsync(cancellationToken);
        var today = time.Today();
        var employers = await db.Employments.Where(e => e.LearnerId == learnerId && e.StartedOn <= today && (e.EndedOn == null || e.EndedOn >= today))
            .Select(e => e.EmployerId).Distinct().ToListAsync(cancellationToken);
        var equivalences = await db.Equivalences.AsNoTracking().ToListAsync(cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new ListCompetencesResponse(observations.ConvertAll(o => ObservationResponse.Of(o, passport, equivalences, employers, today))));
    }
}
