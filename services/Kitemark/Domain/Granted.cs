namespace Academy.Kitemark.Domain;

/// <summary>What the Academy granted for a period, and can suspend, withdraw and reinstate: a mark, or a trainer's authorisation.</summary>
internal abstract class Granted
{
    protected Granted()
    {
    }

    protected Granted(Period period, string grantedBy)
    {
        (Id, Version) = (Guid.CreateVersion7(period.GrantedAt), 1);
        (From, Until, GrantedAt, GrantedBy) = (period.From, period.Until, period.GrantedAt, grantedBy);
    }

    public Guid Id { get; private set; }

    public long Version { get; private set; }

    public DateOnly From { get; private set; }

    public DateOnly Until { get; private set; }

    public DateTimeOffset GrantedAt { get; private set; }

    public string GrantedBy { get; private set; } = "";

    /// <summary>The last reminder of its end, as the days before it; see <see cref="Renewal.ToTell"/>.</summary>
    public int? Told { get; private set; }

    public IReadOnlyList<Decision> Decisions { get; private set; } = [];

    public Period Period => new(From, Until, GrantedAt, Decisions);

    /// <summary>Nothing was decided against it: it ends by itself.</summary>
    public bool EndsByItself => Decisions.All(decision => decision.Reversed is not null);

    public void Decide(Decision decision) => Take(Period.Decide(decision));

    /// <param name="others">What was granted to the same holder for the same besides; two never hold on one day.</param>
    public void Reinstate(Reversal reversal, IEnumerable<Period> others) => Take(Period.Reinstate(reversal, others));

    public void Tell(int days) => Told = days;

    protected virtual void Take(Period period)
    {
        Decisions = period.Decisions;
        Version++;
    }
}
