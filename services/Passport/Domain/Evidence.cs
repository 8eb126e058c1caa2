namespace Academy.Passport.Domain;

/// <summary>What a scanner for malware made of a file.</summary>
public enum ScanResult
{
    Clean,

    /// <summary>It is not kept.</summary>
    Infected,

    /// <summary>No scanner is set up.</summary>
    NotScanned,
}

/// <summary>What a file is, by its first bytes.</summary>
public enum EvidenceKind
{
    Pdf,
    Png,
    Jpeg,
}

/// <summary>
/// A file a learner sent as evidence. What is in it lies outside the database. Without a learner it is to be removed: its owner was erased, or
/// it was never attached to an entry.
/// </summary>
internal sealed class Evidence
{
    /// <summary>5 MiB.</summary>
    public const int MostBytes = 5 * 1024 * 1024;

    private Evidence()
    {
    }

    public Guid Id { get; private set; }

    public Guid? LearnerId { get; private set; }

    public EvidenceKind Kind { get; private set; }

    public int Length { get; private set; }

    /// <summary>By it the same file sent for two people is found.</summary>
    public byte[] Sha256 { get; private set; } = [];

    public DateTimeOffset SentAt { get; private set; }

    /// <summary>None while it is still being written.</summary>
    public DateTimeOffset? StoredAt { get; private set; }

    /// <summary>What the scanner made of it when it was sent; none for files from before that was kept.</summary>
    public ScanResult? Scan { get; private set; }

    /// <summary>When it was first attached to an entry.</summary>
    public DateTimeOffset? AttachedAt { get; private set; }

    public static Evidence Of(Guid id, Guid learnerId, EvidenceKind kind, int length, byte[] sha256, ScanResult scan, DateTimeOffset now)
        => new() { Id = id, LearnerId = learnerId, Kind = kind, Length = length, Sha256 = sha256, Scan = scan, SentAt = now };

    /// <summary>The same file was sent again, when there was a scanner: once found clean, it stays so.</summary>
    public void Scanned(ScanResult scan) => Scan = Scan == ScanResult.Clean ? Scan : scan;

    public void Stored(DateTimeOffset now) => StoredAt = now;

    /// <summary>Whatever its name says; none where it is neither a PDF nor a PNG or JPEG picture.</summary>
    public static EvidenceKind? KindOf(ReadOnlySpan<byte> content) => content switch
    {
        _ when content.StartsWith("%PDF-"u8) => EvidenceKind.Pdf,
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => EvidenceKind.Png,
        [0xFF, 0xD8, 0xFF, ..] => EvidenceKind.Jpeg,
        _ => null,
    };

    public static string TypeOf(EvidenceKind kind) => kind switch
    {
        EvidenceKind.Pdf => "application/pdf",
        EvidenceKind.Png => "image/png",
        _ => "image/jpeg",
    };
}
