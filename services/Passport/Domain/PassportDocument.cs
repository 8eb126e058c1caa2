using System.Text.Json;
using System.Text.Json.Serialization;
using Academy.Contracts.Kitemark;
using Academy.Contracts.Passport;

namespace Academy.Passport.Domain;

/// <summary>A learner's passport as the API shows it. It is rendered when something changes, not when somebody reads.</summary>
/// <param name="Version">Grows by one with each change; also the ETag.</param>
public sealed record PassportDocument(
    Guid LearnerId, string AcademyNumber, string Name, long Version, DateTimeOffset UpdatedAt, IReadOnlyList<PassportEntry> Entries)
{
    /// <summary>The newest first. Those that were withdrawn stay to be seen.</summary>
    public IReadOnlyList<PassportQualification> Qualifications { get; init; } = [];

    /// <summary>By version, the newest first: those that were begun or awarded.</summary>
    public IReadOnlyList<PassportCareCertificate> CareCertificates { get; init; } = [];

    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}

/// <summary>One entry. Dates only, no "expired": whether a day has passed is for the reader's day to say.</summary>
public sealed record PassportEntry(
    Guid EntryId,
    string Title,
    string? VersionLabel,
    int TrainingCategoryCode,
    string TrainingCategory,
    DateOnly CompletedOn,
    DateOnly? ValidUntil,
    Assurance Assurance,
    bool UnderReview,
    KitemarkOnTheDay Kitemark,
    RecordedBy RecordedBy,
    decimal? DurationHours,
    CourseMode? Mode,
    DateTimeOffset RecordedAt,
    EntryWithdrawal? Withdrawal)
{
    /// <summary>Where nobody recorded it and the learner added it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DeclaredByLearner? Declared { get; init; }

    /// <summary>The entry of the same subject that was done again by this one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Guid? Renews { get; init; }

    /// <summary>The entry by which this one was done again.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Guid? RenewedBy { get; init; }
}

/// <summary>Training a learner added.</summary>
/// <param name="TaughtBy">In the learner's words.</param>
public sealed record DeclaredByLearner(string? TaughtBy, EvidenceStanding Evidence);

/// <summary>A qualification, by its bulk-upload code of ASC-WDS; it does not expire.</summary>
/// <param name="Level">RQF level; 0 is entry level, none where the list gives none.</param>
/// <param name="AwardingBody">Who awarded it, as the certificate names them.</param>
/// <param name="Assurance">Recorded by a training provider, or attested by an employer.</param>
public sealed record PassportQualification(
    Guid QualificationId,
    int Code,
    string Title,
    int? Level,
    DateOnly AwardedOn,
    string? AwardingBody,
    Assurance Assurance,
    RecordedBy RecordedBy,
    DateTimeOffset RecordedAt,
    EntryWithdrawal? Withdrawal);

/// <summary>Whoever issued the entry took it back: it stays to be seen, and counts for nothing.</summary>
/// <param name="Reason">In the words of whoever took it back.</param>
public sealed record EntryWithdrawal(DateTimeOffset At, string Reason);

/// <summary>Who vouches for the entry: a training provider and its trainer, or an employer.</summary>
public sealed record RecordedBy(Guid? TrainingProviderId, string? TrainingProvider, Guid? TrainerId, string? Trainer, Guid? EmployerId, string? Employer);

/// <summary>Whether the entry was kitemarked on the day it was completed, in one sentence and link by link.</summary>
public sealed record KitemarkOnTheDay(bool WasKitemarked, string Statement, IReadOnlyList<KitemarkLink> Links);

/// <param name="InForce">Whether this link was in force on the day of completion and has not been taken back.</param>
/// <param name="SinceEndedFrom">The mark was suspended or withdrawn after the day of completion, from this day on.</param>
public sealed record KitemarkLink(
    string Link, Guid SubjectId, string Name, bool InForce, Guid? MarkId, DateOnly? From, DateOnly? Until, string? WhyNot, DateOnly? SinceEndedFrom);

internal static class Rendering
{
    public static PassportEntry Render(Entry entry, Func<int, string> categoryName, Renewal? renewal = null) => new(
        entry.Id,
        entry.Title,
        entry.VersionLabel,
        entry.TrainingCategoryCode,
        categoryName(entry.TrainingCategoryCode),
        entry.CompletedOn,
        entry.ValidUntil,
        entry.Assurance,
        entry.UnderReview,
        new KitemarkOnTheDay(
            entry.Assurance == Assurance.Kitemarked,
            Statement(entry),
            [.. entry.Links.Select(link => new KitemarkLink(
                link.Kind.ToString(), link.SubjectId, link.Name, link.State == LinkState.InForce, link.MarkId, link.From, link.Until, link.Why, link.EndedFrom))]),
        new RecordedBy(entry.TrainingProviderId, entry.ProviderName, entry.TrainerId, entry.TrainerName, entry.EmployerId, entry.EmployerName),
        entry.DurationHours,
        entry.Mode,
        entry.RecordedAt,
        entry.WithdrawnAt is { } at ? new EntryWithdrawal(at, entry.WithdrawnReason!) : null)
    {
        Declared = entry.Declaration is { } declaration ? new DeclaredByLearner(declaration.TaughtBy, declaration.Evidence) : null,
        Renews = renewal?.Renews,
        RenewedBy = renewal?.RenewedBy,
    };

    private static string Statement(Entry entry)
    {
        if (entry.Links.Count == 0)
        {
            return "No kitemark is claimed";
        }

        if (entry.Assurance != Assurance.Kitemarked)
        {
            return entry.Links.Any(link => link.State == LinkState.Void) ? "Kitemarked when completed; taken back since" : "Not kitemarked";
        }

        var since = entry.Links.Where(link => link.EndedBy is not null).Select(link => link.EndedBy!.Value).ToList();
        return since switch
        {
            [] => "Kitemarked when completed",
            _ when since.Contains(MarkDecisionKind.Withdrawn) => "Kitemarked when completed; mark since withdrawn",
            _ => "Kitemarked when completed; mark since suspended",
        };
    }
}
