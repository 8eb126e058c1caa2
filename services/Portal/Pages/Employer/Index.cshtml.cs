using Academy.Portal.Clients;
using Academy.Portal.Sessions;

namespace Academy.Portal.Pages.Employer;

internal sealed class OverviewModel(TeamClient team, StarterClient starters, DisputeClient disputes, TimeProvider time) : EmployerPage(time)
{
    /// <summary>1,000 people: beyond it the counts say that they are of a part.</summary>
    public const int Pages = 20;

    /// <summary>None when the service does not answer.</summary>
    public IReadOnlyList<MatrixRow>? Rows { get; private set; }

    public bool IsWhole { get; private set; }

    /// <summary>Whether the employer has said what it asks for; without that nothing is missing.</summary>
    public bool AsksForSomething { get; private set; }

    /// <summary>What was decided that concerns somebody of the team.</summary>
    public IReadOnlyList<Notice>? Notices { get; private set; }

    /// <summary>None where it does not answer, and for whoever does not act for the whole employer.</summary>
    public RepeatsAvoided? Avoided { get; private set; }

    /// <summary>Otherwise what was avoided is not theirs to see.</summary>
    public bool IsForWholeEmployer { get; private set; }

    /// <summary>Records that people say are wrong; none when the service does not answer, or others of the organisation answer.</summary>
    public DisputeQueue? Disputes { get; private set; }

    public bool AnswersDisputes => Who.May(Who.AnswersDisputes);

    public int Count(string status) => Rows!.SelectMany(row => row.Cells).Count(cell => Status(cell).Text == status);

    public async Task OnGet(CancellationToken cancellationToken)
    {
        var asked = team.Requirements(Employer, cancellationToken).OrDown();
        var avoided = starters.RepeatsAvoided(Employer, cancellationToken);
        var noticed = team.Notices(Employer, cancellationToken).OrDown();
        var wrong = AnswersDisputes ? disputes.Queue(after: null, cancellationToken).OrDown() : Task.FromResult<DisputeQueue?>(null);
        try
        {
            (Rows, IsWhole) = await team.Whole(Employer, Pages, cancellationToken);
        }
        catch (Academy.Pages.ServiceDown)
        {
            Rows = null;
        }

        var requirements = await asked;
        Rows = requirements is null ? null : Rows;
        AsksForSomething = requirements?.Subjects.Count > 0;
        Notices = (await noticed)?.Notices;
        (Avoided, IsForWholeEmployer) = await Told(avoided);
        Disputes = await wrong;
    }

    /// <summary>None where the service does not answer, and where it is not theirs to see.</summary>
    internal static async Task<(RepeatsAvoided? Avoided, bool IsTheirs)> Told(Task<RepeatsAvoided> asked)
    {
        try
        {
            return (await asked.OrDown(), true);
        }
        catch (Exception notTheirs) when (notTheirs is Refused or Academy.ServiceDefaults.NotThere)
        {
            return (null, false);
        }
    }
}
