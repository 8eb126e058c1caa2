namespace Academy.Learner.Domain;

internal sealed record WorkplaceFacts(string Name, string Postcode, string? CqcLocationId, int? MainServiceCode);

/// <summary>A place where an employer's people work, known by the employer's own reference (LOCALESTID).</summary>
internal sealed class Workplace
{
    private Workplace()
    {
    }

    public Guid Id { get; private set; }

    public Guid EmployerId { get; private set; }

    public string Reference { get; private set; } = "";

    public string Name { get; private set; } = "";

    public string Postcode { get; private set; } = "";

    public string? CqcLocationId { get; private set; }

    /// <summary>The Care Quality Commission gives a service that moves or changes hands a new id; these are the ones before.</summary>
    public List<string> PredecessorLocationIds { get; private set; } = [];

    public int? MainServiceCode { get; private set; }

    public DateOnly? ClosedOn { get; private set; }

    public static Workplace Of(Guid employerId, string reference, WorkplaceFacts facts)
    {
        var workplace = new Workplace { Id = Guid.CreateVersion7(), EmployerId = employerId, Reference = reference };
        workplace.Set(facts);
        return workplace;
    }

    /// <summary>Puts the facts right and opens the workplace again if it was closed. Says whether anything changed.</summary>
    public bool Correct(WorkplaceFacts facts)
    {
        if (ClosedOn is null && facts == new WorkplaceFacts(Name, Postcode, CqcLocationId, MainServiceCode))
        {
            return false;
        }

        if (CqcLocationId is { } former && facts.CqcLocationId is not null && facts.CqcLocationId != former)
        {
            PredecessorLocationIds.Remove(facts.CqcLocationId);
            PredecessorLocationIds.Add(former);
        }

        Set(facts);
        ClosedOn = null;
        return true;
    }

    public bool Close(DateOnly today)
    {
        if (ClosedOn is not null)
        {
            return false;
        }

        ClosedOn = today;
        return true;
    }

    private void Set(WorkplaceFacts facts)
        => (Name, Postcode, CqcLocationId, MainServiceCode) = (facts.Name, facts.Postcode, facts.CqcLocationId, facts.MainServiceCode);
}
