namespace Academy.Identity.Domain;

/// <summary>Somebody of the Academy looked at what a person asked for, and why. The person sees it, without who of the Academy it was.</summary>
internal sealed class StaffLook
{
    private StaffLook()
    {
    }

    public StaffLook(Guid accountId, Guid requestId, string by, string purpose, DateTimeOffset at)
        => (Id, AccountId, RequestId, By, Purpose, At) = (Guid.CreateVersion7(at), accountId, requestId, by, purpose, at);

    public Guid Id { get; private set; }

    public Guid AccountId { get; private set; }

    /// <summary>The search for a record, the request for another name, or the organisation whose members were listed.</summary>
    public Guid RequestId { get; private set; }

    public string By { get; private set; } = "";

    public string Purpose { get; private set; } = "";

    public DateTimeOffset At { get; private set; }
}
