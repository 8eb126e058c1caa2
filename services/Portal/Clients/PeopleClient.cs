using Academy.ServiceDefaults;

namespace Academy.Portal.Clients;

internal sealed record FoundPeople(IReadOnlyList<FoundPerson> Learners);

internal sealed record FoundPerson(Guid LearnerId, string AcademyNumber, string FullName, IReadOnlyList<string> FormerNames, DateOnly DateOfBirth);

internal sealed record PersonRecord(
    Guid LearnerId, string AcademyNumber, string FullName, IReadOnlyList<string> FormerNames, DateOnly DateOfBirth, IReadOnlyList<PersonWork> Employments, bool HasAccount);

internal sealed record PersonWork(Guid EmployerId, DateOnly StartedOn, DateOnly? EndedOn, bool SharesPassport);

internal sealed record EmployerName(Guid EmployerId, string Name);

/// <param name="Waiting">How many pairs there are; the list may have fewer.</param>
internal sealed record DuplicateQueue(int Waiting, IReadOnlyList<DuplicatePair> Pairs);

internal sealed record DuplicatePair(Guid OneId, Guid OtherId, string Sign);

internal sealed record ComparedPair(ComparedPerson One, ComparedPerson Other, string? Sign, bool AreToldApart);

internal sealed record ComparedPerson(
    Guid LearnerId, string AcademyNumber, string FullName, IReadOnlyList<string> FormerNames, DateOnly DateOfBirth, DateTimeOffset RegisteredAt, bool HasAccount,
    IReadOnlyList<ComparedWork> Employments);

internal sealed record ComparedWork(string EmployerName, DateOnly StartedOn, DateOnly? EndedOn);

/// <summary>Whose record it is to Academy staff. Whoever it is of reads why somebody looked.</summary>
internal sealed class PeopleClient(HttpClient http)
{
    public PeopleClient Because(string purpose)
    {
        http.Because(purpose);
        return this;
    }

    public Task<FoundPeople> Search(string? academyNumber, string? name, DateOnly? dateOfBirth, CancellationToken cancellationToken)
        => http.Ask<FoundPeople>(new HttpRequestMessage(HttpMethod.Post, "api/learner/v1/learners/search") { Content = JsonContent.Create(new { academyNumber, name, dateOfBirth }) }, cancellationToken);

    public Task<PersonRecord> Record(Guid learner, CancellationToken cancellationToken)
        => http.Get<PersonRecord>($"api/learner/v1/learners/{learner}", cancellationToken);

    public Task<EmployerName> Employer(Guid employer, CancellationToken cancellationToken)
        => http.Get<EmployerName>($"api/learner/v1/employers/{employer}", cancellationToken);

    public Task<DuplicateQueue> Duplicates(CancellationToken cancellationToken)
        => http.Get<DuplicateQueue>("api/learner/v1/duplicates", cancellationToken);

    public Task<ComparedPair> Compare(Guid one, Guid other, CancellationToken cancellationToken)
        => http.Get<ComparedPair>($"api/learner/v1/duplicates/{one}/{other}", cancellationToken);

    /// <param name="key">The same key and answers merge once.</param>
    public Task<object> Merge(Guid kept, Guid duplicate, string reason, string key, CancellationToken cancellationToken)
        => http.PostOnce<object>($"api/learner/v1/learners/{kept}/merge", new { duplicateLearnerId = duplicate, reason }, key, cancellationToken);

    public Task TellApart(Guid one, Guid other, string reason, string key, CancellationToken cancellationToken)
        => http.TellOnce($"api/learner/v1/duplicates/{one}/{other}/apart", new { reason }, key, cancellationToken);
}

/// <summary>Why Academy staff look at a person, as that person reads it.</summary>
internal static class Looking
{
    public static void Because(this HttpClient http, string purpose)
    {
        http.DefaultRequestHeaders.Remove(Purpose.Header);
        http.DefaultRequestHeaders.Add(Purpose.Header, purpose);
    }
}
