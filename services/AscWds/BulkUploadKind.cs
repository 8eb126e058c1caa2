namespace Academy.AscWds;

/// <summary>The three files of an ASC-WDS bulk upload.</summary>
public enum BulkUploadKind
{
    Unknown,
    Workplace,
    Worker,
    Training,
}
