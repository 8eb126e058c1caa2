namespace Academy.Contracts.Kitemark;

/// <summary>
/// The Academy says that holding one thing counts as another (recognition of prior learning), or has ended that. It counts for
/// what was completed or awarded on the days from the first to the last; nothing that is recorded changes by it.
/// </summary>
/// <param name="Until">The last day; none where it is open.</param>
/// <param name="Source">Where it can be read that it is so: a mapping, a ruling, a page.</param>
[HeardBy("passport")]
public sealed record EquivalenceDecided(
    Guid EquivalenceId,
    long Version,
    PriorLearning Held,
    Recognition CountsAs,
    DateOnly From,
    DateOnly? Until,
    string Reason,
    string Source,
    EquivalenceEnding? Ended,
    DateTimeOffset DecidedAt);

/// <summary>What somebody holds: one of certain course versions, training in a subject, or a qualification.</summary>
/// <param name="Name">As people say it.</param>
/// <param name="CourseVersionIds">The versions of a course there were when it was decided; a later one is decided on by itself.</param>
/// <param name="TrainingProviderId">With a subject: only training of this provider.</param>
public sealed record PriorLearning(
    string Name, IReadOnlyList<Guid>? CourseVersionIds, int? TrainingCategoryCode, Guid? TrainingProviderId, int? QualificationCode);

/// <summary>What it counts as: training in a subject, or standards of the Care Certificate.</summary>
public sealed record Recognition(string Name, int? TrainingCategoryCode, CareCertificateCoverage? CareCertificate);

/// <param name="From">The first day on which what is completed no longer counts.</param>
public sealed record EquivalenceEnding(DateOnly From, string Reason, DateTimeOffset DecidedAt);
