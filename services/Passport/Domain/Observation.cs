using System.Text.Json.Serialization;
using Academy.AscWds.Codes;

namespace Academy.Passport.Domain;

/// <summary>A registered professional lets somebody do a healthcare activity, until a day.</summary>
/// <param name="Activity">By the list of ASC-WDS (DHAACTIVITIES).</param>
/// <param name="Profession">As they are registered, for example Registered nurse.</param>
/// <param name="Until">The last day it is delegated.</param>
public sealed record Delegation(DelegatedActivity Activity, string DelegatedBy, string Profession, DateOnly Until)
{
    /// <summary>On whose register the professional is; none for delegations from before it was asked.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RegistrationBody? RegisteredWith { get; init; }

    /// <summary>The professional's number there.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? RegistrationNumber { get; init; }
}

/// <summary>
/// An employer saw somebody do at work what they had learned: the second key of a competence. The first is the training,
/// by whoever recorded it; one without the other is not enough.
/// </summary>
internal sealed class Observation
{
    private Observation()
    {
    }

    public Guid Id { get; private set; }

    public Guid LearnerId { get; private set; }

    public Guid EmployerId { get; private set; }

    public string EmployerName { get; private set; } = "";

    public int TrainingCategoryCode { get; private set; }

    public DateOnly ObservedOn { get; private set; }

    public string Observer { get; private set; } = "";

    public Delegation? Delegation { get; private set; }

    public DateTimeOffset RecordedAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    public string? EndedReason { get; private set; }

    /// <summary>What it is a competence in, in the sector's words.</summary>
    public string Competence
        => Delegation is { } delegation ? $"{NameOf(delegation.Activity)} ({Subjects.Name(TrainingCategoryCode)})" : Subjects.Name(TrainingCategoryCode);

    public static Observation Of(
        Guid learnerId, Organisation employer, int trainingCategoryCode, DateOnly observedOn, string observer, Delegation? delegation, DateTimeOffset now) => new()
        {
            Id = Guid.CreateVersion7(now),
            LearnerId = learnerId,
            EmployerId = employer.Id,
            EmployerName = employer.Name,
            TrainingCategoryCode = trainingCategoryCode,
            ObservedOn = observedOn,
            Observer = observer,
            Delegation = delegation,
            RecordedAt = now,
        };

    /// <summary>Says whether it had not ended before.</summary>
    public bool End(string reason, DateTimeOffset now)
    {
        if (EndedAt is not null)
        {
            return false;
        }

        (EndedAt, EndedReason) = (now, reason);
        return true;
    }

    /// <summary>Whether both keys are there on a day, and until when.</summary>
    /// <param name="knowledge">How the training of the subject stands on that day.</param>
    /// <param name="isEmployedThere">Whether the learner works for the employer on that day.</param>
    public CompetenceStanding Judge(RequirementResult knowledge, bool isEmployedThere, DateOnly today)
    {
        var state = this switch
        {
            { EndedAt: not null } => CompetenceState.Ended,
            { Delegation: { } over } when over.Until < today || !isEmployedThere => CompetenceState.DelegationOver,
            _ => knowledge.Status switch
            {
                RequirementStatus.Met => CompetenceState.InForce,
                RequirementStatus.Expired => CompetenceState.TrainingExpired,
                _ => CompetenceState.TrainingMissing,
            },
        };
        var until = Delegation is { } delegation && (knowledge.Until is null || delegation.Until < knowledge.Until) ? delegation.Until : knowledge.Until;
        return new CompetenceStanding(state, state == CompetenceState.Ended ? null : until);
    }

    private static string NameOf(DelegatedActivity activity) => activity switch
    {
        DelegatedActivity.VitalSignsMonitoring => "Vital signs monitoring",
        DelegatedActivity.SpecialisedMedicationAdministration => "Specialised medication administration",
        DelegatedActivity.ComplexPostureAndMobility => "Complex posture and mobility",
        DelegatedActivity.SkinIntegrityAndWoundCare => "Skin integrity and wound care",
        DelegatedActivity.AirwaysAndBreathing => "Airways and breathing",
        DelegatedActivity.FeedingAndDigestive => "Feeding and digestive",
        DelegatedActivity.BladderAndBowel => "Bladder and bowel",
        _ => "Another delegated healthcare activity",
    };
}

public enum CompetenceState
{
    /// <summary>Training and observation both count today, and so does the delegation where there is one.</summary>
    InForce,
    TrainingMissing,
    TrainingExpired,

    /// <summary>Its last day is over, or the person has left the employer it was given for.</summary>
    DelegationOver,

    /// <summary>The employer ended it, for example because the professional no longer delegates.</summary>
    Ended,
}

/// <param name="Until">The last day both keys count; none where that does not end by itself.</param>
internal sealed record CompetenceStanding(CompetenceState State, DateOnly? Until);
