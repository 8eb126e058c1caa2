namespace Academy.Portal.Clients;

/// <param name="Stated">What the worker files of employers say; by it nothing is awarded.</param>
internal sealed record CareCertificates(IReadOnlyList<HeldCareCertificate> Versions, IReadOnlyList<StatedCertificate> Stated);

/// <param name="CareCertificate">NotStarted, Started or Completed.</param>
internal sealed record StatedCertificate(string Employer, string? CareCertificate);

/// <summary>A Care Certificate in one version, standard by standard.</summary>
/// <param name="Version">2015 or 2025.</param>
/// <param name="Award">None until an employer has awarded it.</param>
internal sealed record HeldCareCertificate(int Version, int StandardsMet, int StandardsInAll, IReadOnlyList<HeldStandard> Standards, CareCertificateAward? Award)
{
    /// <summary>Standards not met yet that prior learning counts for.</summary>
    public int Recognised => Standards.Count(standard => standard is { Assessed: null, Recognised: not null });
}

/// <param name="Name">In the sector's own words; it is never translated.</param>
/// <param name="Assessed">None while it is not met.</param>
/// <param name="Recognised">Prior learning that counts for it, where there is some.</param>
internal sealed record HeldStandard(int Number, string Name, AssessedStandard? Assessed, IReadOnlyList<Guid> KnowledgeEntryIds, CountedLearning? Recognised = null);

/// <summary>By which equivalence something counts. The words are the Academy's own; they are never translated.</summary>
internal sealed record CountedLearning(string Sentence, string Reason, string Source);

internal sealed record AssessedStandard(DateOnly AssessedOn, string Assessor, string AssessorRole, string Employer);

internal sealed record CareCertificateAward(Guid EntryId, DateOnly AwardedOn, string Employer);

internal sealed record NewAssessment(int Version, IReadOnlyList<int> Standards, string Assessor, string AssessorRole, DateOnly AssessedOn);

internal sealed record AssessmentResults(IReadOnlyList<AssessmentResult> Learners);

/// <param name="Outcome">Recorded, AlreadyRecorded, NotFound or Refused.</param>
internal sealed record AssessmentResult(string Outcome);

internal sealed record NewAward(Guid EntryId);

/// <summary>The Care Certificate of one of the staff: how they stand, what the employer assessed, the award.</summary>
internal sealed class CareCertificateClient(HttpClient http)
{
    public Task<CareCertificates> Of(Guid learner, CancellationToken cancellationToken)
        => http.Get<CareCertificates>($"api/passport/v1/learners/{learner}/care-certificate", cancellationToken);

    /// <param name="key">The same key and answers are recorded once.</param>
    public async Task<AssessmentResult> Record(Guid learner, NewAssessment said, string key, CancellationToken cancellationToken)
        => (await http.PostOnce<AssessmentResults>(
            "api/passport/v1/care-certificate-standards",
            new { learners = new[] { new { learnerId = learner } }, said.Version, said.Standards, said.Assessor, said.AssessorRole, said.AssessedOn },
            key,
            cancellationToken)).Learners[0];

    public Task<NewAward> Award(Guid learner, int version, DateOnly awardedOn, string key, CancellationToken cancellationToken)
        => http.PostOnce<NewAward>("api/passport/v1/care-certificates", new { learnerId = learner, version, awardedOn }, key, cancellationToken);
}
