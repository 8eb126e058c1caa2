namespace Academy.Portal.Clients;

/// <param name="NotInducted">How many of all partners nobody has inducted yet.</param>
internal sealed record PartnersMissing(int Partners, int NotInducted, IReadOnlyList<NamedPartner> Items);

internal sealed record PartnerList(IReadOnlyList<NamedPartner> Items);

internal sealed record NamedPartner(Guid PartnerId, string Name);

internal sealed record InductionList(IReadOnlyList<ListedInduction> Items, string? Next);

internal sealed record ListedInduction(string PartnerName, DateOnly On, string Content, string InductedBy);

internal sealed record StandardisationList(IReadOnlyList<ListedStandardisation> Items, string? Next);

internal sealed record ListedStandardisation(DateOnly On, string Topic, IReadOnlyList<PartnerThere> Partners, int SamplesCompared, string Agreed);

internal sealed record PartnerThere(string Name, IReadOnlyList<string>? People);

internal sealed record TookPart(Guid PartnerId, IReadOnlyList<string> People);

internal sealed record NewStandardisation(DateOnly On, string Topic, IReadOnlyList<TookPart> Partners, int SamplesCompared, string Agreed);

internal sealed record AddedToLog;

/// <summary>The Academy's log of partners: who was shown how it works, and who compared how they teach and assess.</summary>
internal sealed class PartnerLogClient(HttpClient http)
{
    private const string V1 = "api/kitemark/v1";

    /// <summary>How many partners a list to choose from has at most.</summary>
    public const int Most = 500;

    public Task<PartnersMissing> Missing(CancellationToken cancellationToken) => http.Get<PartnersMissing>($"{V1}/inductions/missing?limit=100", cancellationToken);

    public Task<PartnerList> Partners(CancellationToken cancellationToken) => http.Get<PartnerList>($"{V1}/partners?limit={Most}", cancellationToken);

    public Task<InductionList> Inductions(Guid? after, CancellationToken cancellationToken)
        => http.Get<InductionList>($"{V1}/inductions{After(after)}", cancellationToken);

    public Task<StandardisationList> Standardisations(Guid? after, CancellationToken cancellationToken)
        => http.Get<StandardisationList>($"{V1}/standardisations{After(after)}", cancellationToken);

    public Task<AddedToLog> Induct(Guid partner, DateOnly on, string content, string inductedBy, string key, CancellationToken cancellationToken)
        => http.PostOnce<AddedToLog>($"{V1}/inductions", new { partnerId = partner, on, content, inductedBy }, key, cancellationToken);

    public Task<AddedToLog> Standardise(NewStandardisation held, string key, CancellationToken cancellationToken)
        => http.PostOnce<AddedToLog>($"{V1}/standardisations", held, key, cancellationToken);

    private static string After(Guid? last) => last is { } id ? $"?after={id}" : "";
}
