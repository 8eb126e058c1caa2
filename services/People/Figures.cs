using System.Globalization;
using Academy.ServiceDefaults;

namespace Academy.People;

/// <summary>
/// A count as it may be told to whoever may see nobody: below 5 it is not told, and all others are rounded to the nearest 5,
/// totals like parts, so that nobody is found by taking one answer from another. It is the disclosure control of NHS England's
/// statistics, as of the Mental Health Services Data Set: values below 5 suppressed, all others rounded to the nearest 5.
/// </summary>
/// <param name="Count">None where it is below 5; none at all is not told apart.</param>
public sealed record Figure(int? Count, string Shown)
{
    private const int Fewest = 5;

    public static Figure Of(int count) => Unrounded(count < Fewest ? count : (count + 2) / 5 * 5);

    /// <summary>For an organisation's count of its own doings, where each one was seen by it anyway.</summary>
    public static Figure Unrounded(int count) => count < Fewest
        ? new(Count: null, $"fewer than {Fewest}")
        : new(count, count.ToString(CultureInfo.InvariantCulture));
}

/// <summary>
/// Figures for commissioners and the Academy, and for nobody else. They are worked out once an hour at most: asking again
/// and again neither burdens the database nor shows the moment at which one more was counted.
/// </summary>
public sealed class Figures<TFigures>(TimeProvider time) : IDisposable
    where TFigures : class
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    private readonly SemaphoreSlim _turn = new(1);
    private TFigures? _figures;
    private DateTimeOffset _until;

    public async Task<TFigures> For(Caller caller, Func<Task<TFigures>> workOut, CancellationToken cancellationToken)
    {
        if (caller.Kind is not (OrganisationKind.Commissioner or OrganisationKind.Academy))
        {
            throw new NotThere();
        }

        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_figures is null || time.GetUtcNow() >= _until)
            {
                (_figures, _until) = (await workOut(), time.GetUtcNow() + Kept);
            }

            return _figures;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();
}
