using System.Text.Json.Serialization;
using Academy.AscWds.Codes;

namespace Academy.Passport.Domain;

/// <summary>A standard of the Care Certificate that an employer assessed somebody in at work.</summary>
/// <param name="Version">Of the Care Certificate: 2015 or 2025. It is never judged by the list of another version.</param>
/// <param name="AssessorRole">What the assessor is at the employer, for example Registered manager.</param>
internal sealed record StandardAssessment(
    Guid Id,
    int Version,
    int Standard,
    Guid EmployerId,
    string EmployerName,
    string Assessor,
    string AssessorRole,
    DateOnly AssessedOn,
    DateTimeOffset RecordedAt,
    EntryWithdrawal? Withdrawal)
{
    public bool IsWithdrawn => Withdrawal is not null;

    /// <summary>The same standard, assessed by the same employer: that is recorded once.</summary>
    public bool StandsFor(StandardAssessment other)
        => !IsWithdrawn && !other.IsWithdrawn && (Version, Standard, EmployerId) == (other.Version, other.Standard, other.EmployerId);
}

/// <summary>How somebody stands in one standard.</summary>
/// <param name="Assessment">The first that counts; without one the standard is not met.</param>
/// <param name="Knowledge">Training that prepares for it. It meets no standard: only an employer's assessment does.</param>
internal sealed record StandardStanding(CareCertificateStandard Standard, StandardAssessment? Assessment, IReadOnlyList<Entry> Knowledge);

/// <summary>
/// Somebody's Care Certificate in one version: standard by standard, and the award. Whoever holds all standards of a version holds none of
/// another one by that. Sources: Skills for Care, The Care Certificate standards (2015, 2025); the joint statement of Skills for Care,
/// Skills for Health and Health Education England of 2015 (the employer assesses and awards, no training provider may).
/// </summary>
/// <param name="Award">The entry it was awarded by; one that was withdrawn is no award.</param>
internal sealed record CareCertificate(int Version, IReadOnlyList<StandardStanding> Standards, Entry? Award)
{
    private static readonly Dictionary<int, DateOnly> FirstDays = new() { [2015] = new(2015, 4, 1), [2025] = new(2025, 3, 1) };

    /// <summary>The last day the version of 2015 could be begun on.</summary>
    private static readonly DateOnly LastBeginningOf2015 = new(2025, 7, 31);

    public int Met => Standards.Count(standard => standard.Assessment is not null);

    public IReadOnlyList<StandardStanding> Missing => [.. Standards.Where(standard => standard.Assessment is null)];

    public bool IsComplete => Missing.Count == 0;

    /// <summary>The day the last of its standards was met.</summary>
    public DateOnly? LastMetOn => Standards.Max(standard => standard.Assessment?.AssessedOn);

    public static CareCertificate Of(int version, IReadOnlyCollection<StandardAssessment> assessments, IReadOnlyCollection<Entry> entries)
    {
        var counting = assessments.Where(a => a.Version == version && !a.IsWithdrawn).OrderBy(a => a.AssessedOn).ThenBy(a => a.Id).ToLookup(a => a.Standard);
        var vouched = entries.Where(e => e is { IsWithdrawn: false, Assurance: not Contracts.Passport.Assurance.SelfDeclared, CareCertificateVersion: null })
            .OrderBy(e => e.CompletedOn).ThenBy(e => e.Id).ToList();
        return new CareCertificate(
            version,
            [.. CareCertificateStandards.Of(version).Select(standard => new StandardStanding(
                standard, counting[standard.Number].FirstOrDefault(), vouched.FindAll(e => StandardKnowledge.PreparesFor(e, standard))))],
            entries.Where(e => e.CareCertificateVersion == version && !e.IsWithdrawn).OrderBy(e => e.CompletedOn).ThenBy(e => e.Id).FirstOrDefault());
    }

    /// <summary>The versions somebody has begun or was awarded, the newest first.</summary>
    public static IReadOnlyList<CareCertificate> AllOf(IReadOnlyCollection<StandardAssessment> assessments, IReadOnlyCollection<Entry> entries)
        => [.. CareCertificateStandards.Versions.OrderDescending().Select(version => Of(version, assessments, entries)).Where(one => one.Met > 0 || one.Award is not null)];

    /// <summary>Why a standard of a version cannot have been assessed on a day; nothing where it can.</summary>
    /// <param name="known">What was assessed before and may be looked at: whoever began the version of 2015 in time finishes it.</param>
    public static string? WhyNot(int version, DateOnly assessedOn, IEnumerable<StandardAssessment> known, DateOnly today)
    {
        if (assessedOn > today)
        {
            return "The day of the assessment is in the future. Record it on the day, or later.";
        }

        if (assessedOn < FirstDays[version])
        {
            return $"The version of {version} came out on {FirstDays[version]:yyyy-MM-dd}. Check the day, or choose another version.";
        }

        return version != 2015 || assessedOn <= LastBeginningOf2015
            || known.Any(a => a.Version == version && !a.IsWithdrawn && a.AssessedOn <= LastBeginningOf2015)
            ? null
            : $"The version of 2015 could be begun until {LastBeginningOf2015:yyyy-MM-dd}. Record the version of 2025, or first what was assessed by then.";
    }

    public PassportCareCertificate Show() => Show([]);

    /// <param name="recognised">What prior learning counts for, of all versions: it need not be taught again, and is assessed at work all the same.</param>
    public PassportCareCertificate Show(IReadOnlyCollection<RecognisedStandard> recognised) => new(
        Version,
        Met,
        Standards.Count,
        [.. Standards.Select(one => new PassportStandard(
            one.Standard.Number,
            one.Standard.Name,
            one.Assessment is { } a ? new StandardAssessed(a.Id, a.AssessedOn, a.Assessor, a.AssessorRole, a.EmployerId, a.EmployerName) : null,
            [.. one.Knowledge.Select(entry => entry.Id)])
        {
            Recognised = recognised.FirstOrDefault(prior => prior.Version == Version && prior.Number == one.Standard.Number)?.By,
        })],
        Award is { } award ? new CareCertificateAward(award.Id, award.CompletedOn, award.EmployerId!.Value, award.EmployerName!) : null);
}

/// <summary>A Care Certificate in one version, begun or awarded.</summary>
/// <param name="Version">2015 (15 standards) or 2025 (16).</param>
/// <param name="Award">None until an employer has awarded it.</param>
public sealed record PassportCareCertificate(
    int Version, int StandardsMet, int StandardsInAll, IReadOnlyList<PassportStandard> Standards, CareCertificateAward? Award);

/// <param name="Assessed">Who assessed it at work; none while it is not met.</param>
/// <param name="KnowledgeEntryIds">Entries of training that prepares for it.</param>
public sealed record PassportStandard(int Number, string Name, StandardAssessed? Assessed, IReadOnlyList<Guid> KnowledgeEntryIds)
{
    /// <summary>The equivalence by which prior learning counts for it, so that it need not be taught again; it is met by an assessment only.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CountedEquivalence? Recognised { get; init; }
}

public sealed record StandardAssessed(Guid AssessmentId, DateOnly AssessedOn, string Assessor, string AssessorRole, Guid EmployerId, string Employer);

/// <param name="EntryId">The entry of the award, which has a credential and is withdrawn like others.</param>
public sealed record CareCertificateAward(Guid EntryId, DateOnly AwardedOn, Guid EmployerId, string Employer);
