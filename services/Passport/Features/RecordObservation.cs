using System.ComponentModel.DataAnnotations;
using Academy.AscWds.Codes;
using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Features;

/// <summary>What an employer saw one of its staff do well at work.</summary>
/// <param name="LearnerId">This or the academy number is enough; two that are not of one person find nobody.</param>
/// <param name="TrainingCategoryCode">The subject, by its bulk-upload code of ASC-WDS.</param>
/// <param name="Observer">Who saw it: somebody else than the learner.</param>
/// <param name="Delegation">Where a registered professional delegates a healthcare activity.</param>
public sealed record RecordObservationRequest(
    Guid? LearnerId,
    [StringLength(40)] string? AcademyNumber,
    int TrainingCategoryCode,
    DateOnly ObservedOn,
    [Required, StringLength(120, MinimumLength = 2)] string Observer,
    DelegationRequest? Delegation);

/// <param name="DelegatedBy">The professional's name.</param>
/// <param name="RegisteredWith">The regulator on whose register the professional is.</param>
/// <param name="RegistrationNumber">As that register writes it, for example an NMC PIN.</param>
/// <param name="Until">The last day it is delegated; two years ahead at most.</param>
public sealed record DelegationRequest(
    DelegatedActivity Activity,
    [Required, StringLength(120, MinimumLength = 2)] string DelegatedBy,
    [Required, StringLength(120, MinimumLength = 2)] string Profession,
    [Required] RegistrationBody? RegisteredWith,
    [Required, StringLength(20, MinimumLength = 2)] string RegistrationNumber,
    DateOnly Until);

/// <summary>
/// The second key of a competence, held by somebody else than the learner. Training of the subject is the first; it may come later. What was
/// seen on one day is there once, until it is ended.
/// </summary>
internal static class RecordObservation
{
    private const int LongestDelegation = 2;

    public static void Map(IEndpointRouteBuilder app)
        => app.MapPost("/observations", Handle).RequireScope("observations.write").Idempotent();

    private static async Task<Created<ObservationResponse>> Handle(
        RecordObservationRequest request, Caller caller, PassportDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        if (caller is not { Kind: OrganisationKind.Employer, OrganisationId: { } employerId })
        {
            throw new NotThere();
        }

        var today = time.Today();
        RequireSense(request, today);
        var employer = await db.Organisations.FindAsync([employerId], cancellationToken) ?? throw Staff.EmployerUnknown();
        var learnerId = await Staff.Find(db, caller, new ClassMember(request.LearnerId, request.AcademyNumber), today, cancellationToken);
        var delegation = request.Delegation is { } asked
            ? new Delegation(asked.Activity, asked.DelegatedBy.Trim(), asked.Profession.Trim(), asked.Until)
            {
                RegisteredWith = asked.RegisteredWith,
                RegistrationNumber = Registrations.Read(asked.RegisteredWith!.Value, asked.RegistrationNumber),
            }
            : null;
        var passport = (await db.LockKeptPassports([learnerId], cancellationToken)).GetValueOrDefault(learnerId) ?? throw Staff.Unknown();
        await RequireOthers(request, passport, caller, db, cancellationToken);
        var now = time.GetUtcNow();
        var known = await db.Observations.Where(o => o.LearnerId == passport.LearnerId && o.EmployerId == employerId
            && o.TrainingCategoryCode == request.TrainingCategoryCode && o.ObservedOn == request.ObservedOn && o.EndedAt == null).ToListAsync(cancellationToken);
        if (known.Find(o => o.Delegation?.Activity == delegation?.Activity) is { } same)
        {
            return TypedResults.Created((string?)null, ObservationResponse.Of(same));
        }

        var observation = Observation.Of(
            passport.LearnerId, employer, request.TrainingCategoryCode, request.ObservedOn, request.Observer.Trim(), delegation, now);
        db.Add(observation);
        passport.Note(observation, LedgerEvent.Recorded, caller.Subject, reason: null, now);
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created((string?)null, ObservationResponse.Of(observation));
    }

    /// <summary>Observer, delegator and whoever records it are not the learner.</summary>
    private static async Task RequireOthers(
        RecordObservationRequest request, TrainingPassport passport, Caller caller, PassportDb db, CancellationToken cancellationToken)
    {
        if (PersonName.Fits(request.Observer, passport.FullName) || await OwnAccount.IsOf(db, caller, passport.LearnerId, cancellationToken))
        {
            throw new RuleBroken(
                "Nobody observes themselves. Let somebody else see it, name them as the observer, and let somebody else than the learner record it. If another person of the same name saw it, write what they do behind the name.",
                "own-observation");
        }

        if (request.Delegation is { } delegation && PersonName.Fits(delegation.DelegatedBy, passport.FullName))
        {
            throw new RuleBroken(
                "Nobody delegates to themselves. Name the registered professional who does. If that is another person of the same name, write what they do behind the name.",
                "own-delegation");
        }
    }

    private static void RequireSense(RecordObservationRequest request, DateOnly today)
    {
        if (!Subjects.Exists(request.TrainingCategoryCode))
        {
            throw new RuleBroken($"{request.TrainingCategoryCode} is not a training category of ASC-WDS. Choose one of its bulk-upload codes.", "training-category-unknown");
        }

        if (request.ObservedOn > today || request.ObservedOn < today.AddYears(-1))
        {
            throw new RuleBroken("The day of the observation is in the future or more than a year ago. Write observedOn as YYYY-MM-DD.", "observed-on");
        }

        if (request.Delegation is { } delegation && (!Enum.IsDefined(delegation.Activity) || delegation.Until < request.ObservedOn || delegation.Until > today.AddYears(LongestDelegation)))
        {
            throw new RuleBroken(
                $"A delegation names an activity of the list, and ends on or after the day of the observation and within {LongestDelegation} years. Then the professional decides again.",
                "delegation");
        }

        if (request.Delegation is { RegisteredWith: { } register } registered
            && (!Enum.IsDefined(register) || Registrations.Read(register, registered.RegistrationNumber) is null))
        {
            throw new RuleBroken(
                $"Name the professional's registration: registeredWith is one of {string.Join(", ", Enum.GetNames<RegistrationBody>())}, and registrationNumber is as that register writes it, for example {Registrations.Example(register)}.",
                "registration");
        }
    }
}
