namespace Academy.Identity.Messages;

/// <summary>Something to tell a person: what it is for, where it goes, and what it says, line by line.</summary>
internal sealed record Notification(string Purpose, string Address, string Subject, IReadOnlyList<string> Lines)
{
    public string Body => string.Join("\n\n", Lines);
}

/// <summary>The way messages leave: one of the development outbox, SMTP and GOV.UK Notify, as <c>Notify:Through</c> says.</summary>
internal interface INotifier
{
    /// <summary>Whether sent messages stay readable: only where nobody's real messages pass.</summary>
    bool KeepsBodies { get; }

    /// <param name="id">The message's id; sending again after a failure uses it again.</param>
    Task Send(Guid id, Notification notification, CancellationToken cancellationToken);
}

/// <summary>Sends nothing: developers read the messages at /dev/outbox.</summary>
internal sealed class DevelopmentOutbox : INotifier
{
    public bool KeepsBodies => true;

    public Task Send(Guid id, Notification notification, CancellationToken cancellationToken) => Task.CompletedTask;
}
