namespace Academy.Kitemark.Domain;

/// <summary>A partner of the Academy, a training provider or an agency, was shown how the Academy works.</summary>
internal sealed class Induction
{
    private Induction()
    {
    }

    public Guid Id { get; private set; }

    public Guid OrganisationId { get; private set; }

    public DateOnly On { get; private set; }

    /// <summary>What was gone through.</summary>
    public string Content { get; private set; } = "";

    /// <summary>The name of whoever inducted the partner.</summary>
    public string InductedBy { get; private set; } = "";

    public DateTimeOffset RecordedAt { get; private set; }

    public string RecordedBy { get; private set; } = "";

    public static Induction Of(Guid organisationId, DateOnly on, string content, string inductedBy, string by, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        OrganisationId = organisationId,
        On = on,
        Content = content,
        InductedBy = inductedBy,
        RecordedAt = now,
        RecordedBy = by,
    };
}

/// <summary>Partners compared how they teach and assess, so that the same work is judged alike everywhere.</summary>
internal sealed class Standardisation
{
    private Standardisation()
    {
    }

    public Guid Id { get; private set; }

    public DateOnly On { get; private set; }

    public string Topic { get; private set; } = "";

    public IReadOnlyList<StandardisationPartner> Partners { get; private set; } = [];

    /// <summary>How many samples of assessed work were compared.</summary>
    public int SamplesCompared { get; private set; }

    public string Agreed { get; private set; } = "";

    public DateTimeOffset RecordedAt { get; private set; }

    public string RecordedBy { get; private set; } = "";

    public static Standardisation Of(
        DateOnly on, string topic, IReadOnlyList<StandardisationPartner> partners, int samplesCompared, string agreed, string by, DateTimeOffset now) => new()
        {
            Id = Guid.CreateVersion7(now),
            On = on,
            Topic = topic,
            Partners = partners,
            SamplesCompared = samplesCompared,
            Agreed = agreed,
            RecordedAt = now,
            RecordedBy = by,
        };
}

/// <param name="People">The names of those who took part for it.</param>
public sealed record StandardisationPartner(Guid OrganisationId, IReadOnlyList<string> People);
