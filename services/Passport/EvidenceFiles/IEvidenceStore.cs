namespace Academy.Passport.EvidenceFiles;

/// <summary>
/// Where the files of evidence lie: whole objects under an id, nothing more, so that an object store can take the place of the file system.
/// Writing the same id again replaces it; deleting what is not there does nothing.
/// </summary>
internal interface IEvidenceStore
{
    Task Put(Guid id, byte[] content, CancellationToken cancellationToken);

    /// <summary>Nothing where it is not there, or cannot be opened any more.</summary>
    Task<byte[]?> Get(Guid id, CancellationToken cancellationToken);

    Task Delete(Guid id, CancellationToken cancellationToken);
}
