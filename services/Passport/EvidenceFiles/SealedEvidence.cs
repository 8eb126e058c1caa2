using Academy.Passport.Credentials;

namespace Academy.Passport.EvidenceFiles;

/// <summary>The files of evidence, closed before they leave this service: who has the store, or a backup of it, reads nothing.</summary>
internal sealed class SealedEvidence(IEvidenceStore store, IConfiguration configuration)
{
    private readonly KeySeal _seal = new(configuration, "evidence");

    public Task Put(Guid id, byte[] content, CancellationToken cancellationToken) => store.Put(id, _seal.Close($"{id}", content), cancellationToken);

    /// <summary>Nothing where it is not there, or was closed under another secret.</summary>
    public async Task<byte[]?> Get(Guid id, CancellationToken cancellationToken)
        => await store.Get(id, cancellationToken) is { } closed ? _seal.Open($"{id}", closed) : null;

    public Task Delete(Guid id, CancellationToken cancellationToken) => store.Delete(id, cancellationToken);
}
