using Academy.ServiceDefaults;

namespace Academy.Passport.EvidenceFiles;

/// <summary>
/// Where the files of evidence lie: whole objects under an id, already sealed. Writing the same id again replaces it; deleting what is not
/// there does nothing.
/// </summary>
internal interface IEvidenceStore
{
    Task Put(Guid id, byte[] sealedContent, CancellationToken cancellationToken);

    /// <summary>Nothing where it is not there.</summary>
    Task<byte[]?> Get(Guid id, CancellationToken cancellationToken);

    Task Delete(Guid id, CancellationToken cancellationToken);
}

/// <summary>503: the files cannot be reached.</summary>
internal sealed class EvidenceStoreDown() : Problem(
    StatusCodes.Status503ServiceUnavailable, "evidence-store-down", "Files cannot be kept or shown just now. Nothing was lost. Try again in a few minutes.");
