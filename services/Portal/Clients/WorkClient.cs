namespace Academy.Portal.Clients;

internal sealed record WorkList(IReadOnlyList<Work> Employments);

/// <summary>An employment of whoever is signed in.</summary>
/// <param name="EmployerName">It is never translated.</param>
/// <param name="AnsweredAt">When they last said whether the employer may see their passport.</param>
internal sealed record Work(Guid EmploymentId, string EmployerName, DateOnly StartedOn, DateOnly? EndedOn, bool SharesPassport, DateTimeOffset? AnsweredAt)
{
    /// <summary>As the sector numbers job roles; none where the employer did not say.</summary>
    public int? JobRoleCode { get; init; }

    /// <summary>Nobody sees a passport because of an employment that is over.</summary>
    public bool GoesOn(DateOnly today) => !(EndedOn < today);

    public bool IsUnanswered => !SharesPassport && AnsweredAt is null;
}

/// <summary>Where a learner works, and who of these employers may see the passport.</summary>
internal sealed class WorkClient(HttpClient http)
{
    public Task<WorkList> Of(Guid learner, CancellationToken cancellationToken)
        => http.Get<WorkList>($"api/learner/v1/learners/{learner}/employments", cancellationToken);

    /// <summary>The same answer twice changes nothing.</summary>
    public Task Share(Guid employment, bool sharesPassport, CancellationToken cancellationToken)
        => http.Ask<object>(
            new HttpRequestMessage(HttpMethod.Post, $"api/learner/v1/employments/{employment}/consent") { Content = JsonContent.Create(new { sharesPassport }) },
            cancellationToken);
}
