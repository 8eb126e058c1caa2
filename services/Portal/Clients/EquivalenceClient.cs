using Microsoft.AspNetCore.Http.Extensions;

namespace Academy.Portal.Clients;

internal sealed record EquivalenceList(IReadOnlyList<ListedEquivalence> Items, string? Next);

/// <summary>What counts as what. Names, reason and source are the Academy's own words; they are never translated.</summary>
/// <param name="Until">The last day it counts for, as it was decided; none where it is open.</param>
internal sealed record ListedEquivalence(
    Guid EquivalenceId, NamedLearning Held, NamedLearning CountsAs, DateOnly From, DateOnly? Until, string Reason, string Source, EndedEquivalence? Ended);

internal sealed record NamedLearning(string Name);

internal sealed record EndedEquivalence(DateOnly From, string Reason);

/// <summary>Exactly one of the three.</summary>
internal sealed record HeldLearning(Guid? CourseId, int? TrainingCategoryCode, int? QualificationCode);

/// <summary>Exactly one of the two.</summary>
internal sealed record CountedAs(int? TrainingCategoryCode, CountedStandards? CareCertificate);

internal sealed record CountedStandards(int Version, IReadOnlyList<int> Standards);

internal sealed record NewEquivalence(HeldLearning Held, CountedAs CountsAs, DateOnly From, DateOnly? Until, string Reason, string Source);

internal sealed class EquivalenceClient(HttpClient http)
{
    private const string Path = "api/kitemark/v1/equivalences";

    public Task<EquivalenceList> List(Guid? after, CancellationToken cancellationToken)
        => http.Get<EquivalenceList>(after is { } last ? $"{Path}{new QueryBuilder { { "after", last.ToString() } }}" : Path, cancellationToken);

    public Task<ListedEquivalence> One(Guid id, CancellationToken cancellationToken) => http.Get<ListedEquivalence>($"{Path}/{id}", cancellationToken);

    public Task<ListedEquivalence> Decide(NewEquivalence decided, string key, CancellationToken cancellationToken)
        => http.PostOnce<ListedEquivalence>(Path, decided, key, cancellationToken);

    public Task<ListedEquivalence> End(Guid id, DateOnly from, string reason, string key, CancellationToken cancellationToken)
        => http.PostOnce<ListedEquivalence>($"{Path}/{id}/end", new { from, reason }, key, cancellationToken);
}
