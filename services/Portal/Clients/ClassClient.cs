using Academy.Contracts.Passport;

namespace Academy.Portal.Clients;

internal sealed record Teaching(IReadOnlyList<TaughtVersion> Courses, IReadOnlyList<KnownTrainer> Trainers);

internal sealed record TaughtVersion(Guid CourseVersionId, string Title, string VersionLabel, bool IsKitemarked);

internal sealed record KnownTrainer(Guid TrainerId, string Name);

internal sealed record DraftList(IReadOnlyList<ListedDraft> Drafts);

internal sealed record ListedDraft(Guid DraftId, string Title, DateOnly CompletedOn, int People, DateTimeOffset ChangedAt, DateTimeOffset KeptUntil);

/// <param name="Assurance">What an entry of this class would be worth if it were recorded now.</param>
/// <param name="WhyNot">Why it would not be kitemarked, in English.</param>
internal sealed record ClassDraft(
    Guid DraftId, long Version, Guid CourseVersionId, string Title, string VersionLabel, Guid TrainerId, string? TrainerName, DateOnly CompletedOn,
    Assurance Assurance, IReadOnlyList<string> WhyNot, IReadOnlyList<DraftedPerson> People, DateTimeOffset KeptUntil)
{
    public IReadOnlyList<ClassWarning> Warnings { get; init; } = [];
}

/// <summary>Something to look at, though the class can be recorded.</summary>
internal sealed record ClassWarning(string Code)
{
    public const string CareCertificate = "care-certificate-is-awarded-by-an-employer";
}

/// <summary>Somebody on the list of a class, in the trainer's own words.</summary>
/// <param name="Result">Passed, NotPassed, ArrivedLate, InPart or Absent; none while it is not said.</param>
/// <param name="State">Matched, NumberOnly, NotMatched, Repeated or Unreadable.</param>
internal sealed record DraftedPerson(string AcademyNumber, string? FullName, DateOnly? DateOfBirth, string? Result, string State)
{
    /// <summary>How a page calls them.</summary>
    public string Shown => FullName ?? AcademyNumber;

    /// <summary>As it is, nobody can be meant by it.</summary>
    public bool IsBad => State is "Unreadable" or "Repeated";
}

/// <summary>What is kept of a class.</summary>
internal sealed record ClassContent(Guid CourseVersionId, Guid TrainerId, DateOnly CompletedOn, IReadOnlyList<ClassPerson> People)
{
    public static ClassContent Of(ClassDraft draft) => new(draft.CourseVersionId, draft.TrainerId, draft.CompletedOn, [.. draft.People.Select(ClassPerson.Of)]);
}

internal sealed record ClassPerson(string AcademyNumber, string? FullName, DateOnly? DateOfBirth, string? Result)
{
    public static ClassPerson Of(DraftedPerson person) => new(person.AcademyNumber, person.FullName, person.DateOfBirth, person.Result);
}

internal sealed record RecordedClass(int Recorded, int AlreadyRecorded, int NotFound, IReadOnlyList<RecordedPerson> Completions)
{
    public IReadOnlyList<ClassWarning> Warnings { get; init; } = [];
}

internal sealed record RecordedPerson(string Outcome);

/// <summary>The classes of a training provider: begun, and recorded.</summary>
internal sealed class ClassClient(HttpClient http)
{
    public Task<Teaching> Teaching(CancellationToken cancellationToken) => http.Get<Teaching>("api/passport/v1/teaching", cancellationToken);

    public Task<DraftList> Drafts(CancellationToken cancellationToken) => http.Get<DraftList>("api/passport/v1/class-drafts", cancellationToken);

    public Task<ClassDraft> Draft(Guid id, CancellationToken cancellationToken) => http.Get<ClassDraft>($"api/passport/v1/class-drafts/{id}", cancellationToken);

    /// <summary>The same key begins the same class.</summary>
    public Task<ClassDraft> Begin(string key, ClassContent content, CancellationToken cancellationToken)
        => http.PostOnce<ClassDraft>("api/passport/v1/class-drafts", content, key, cancellationToken);

    /// <param name="version">The version the change is based on.</param>
    public Task<ClassDraft> Keep(Guid id, long version, ClassContent content, CancellationToken cancellationToken)
        => http.Replace<ClassDraft>($"api/passport/v1/class-drafts/{id}", content, version, cancellationToken);

    public Task Delete(Guid id, CancellationToken cancellationToken) => http.Tell(HttpMethod.Delete, $"api/passport/v1/class-drafts/{id}", cancellationToken);

    /// <summary>Records who passed. The same key gets the same answer.</summary>
    public Task<RecordedClass> Record(ClassDraft draft, IReadOnlyList<DraftedPerson> passed, string key, CancellationToken cancellationToken)
        => http.PostOnce<RecordedClass>(
            "api/passport/v1/completions",
            new
            {
                draft.CourseVersionId,
                draft.TrainerId,
                draft.CompletedOn,
                learners = passed.Select(person => new { person.AcademyNumber, person.FullName, person.DateOfBirth }),
            },
            key,
            cancellationToken);
}
