namespace Academy.Identity.Domain;

/// <summary>What somebody thinks of the service. Nothing says who they are, and the day is kept without the time.</summary>
internal sealed class Feedback
{
    public const int Best = 5;
    public const int LongestComment = 1200;

    /// <summary>What is older says nothing of the service as it is.</summary>
    public const int KeptYears = 2;

    private Feedback()
    {
    }

    public Feedback(Guid id, int satisfaction, string? comment, DateOnly givenOn)
        => (Id, Satisfaction, Comment, GivenOn) = (id, satisfaction, comment, givenOn);

    /// <summary>Of the form it came in, so that a form that is sent twice counts once.</summary>
    public Guid Id { get; private set; }

    /// <summary>From 1, very unhappy, to 5, very happy.</summary>
    public int Satisfaction { get; private set; }

    public string? Comment { get; private set; }

    public DateOnly GivenOn { get; private set; }

    /// <summary>The order they came in, for pages of a list.</summary>
    public long Number { get; private set; }
}
