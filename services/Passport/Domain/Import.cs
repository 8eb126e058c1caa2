namespace Academy.Passport.Domain;

/// <summary>The report of a training file: counts and what to put right, and nothing of the rows themselves.</summary>
internal sealed class Import
{
    private Import()
    {
    }

    public Guid Id { get; private set; }

    public Guid EmployerId { get; private set; }

    public DateTimeOffset At { get; private set; }

    public string Report { get; private set; } = "";

    public static Import Of(Guid id, Guid employerId, string report, DateTimeOffset now)
        => new() { Id = id, EmployerId = employerId, Report = report, At = now };
}
