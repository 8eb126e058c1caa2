namespace Academy.Contracts.Kitemark;

/// <summary>A training provider is in the catalogue. Being registered is not yet being kitemarked.</summary>
/// <param name="AscWdsCode">The provider's code in the ASC-WDS list of training providers, where it has one.</param>
[HeardBy("passport")]
public sealed record TrainingProviderRegistered(
    Guid TrainingProviderId,
    long Version,
    string Name,
    int? AscWdsCode,
    DateTimeOffset RegisteredAt);
