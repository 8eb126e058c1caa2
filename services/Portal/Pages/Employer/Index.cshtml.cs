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

    /// <summary>Records that people say are wrong; none when the service does not answer, or others of the organisation answer.</summary>
    public DisputeQueue? Disputes { get; private set; }

    public int Count(string status) => Rows!.SelectMany(row => row.Cells).Count(cell => Status(cell).Text == status);

    public async Task OnGet(CancellationToken cancellationToken)
    {
        try
        {
            var asked = team.Requirements(Employer, cancellationToken);
            var avoided = starters.RepeatsAvoided(Employer, cancellationToken).OrDown();
            var noticed = team.Notices(Employer, cancellationToken).OrDown();
            var wrong = Who.May(Who.AnswersDisputes) ? disputes.Queue(after: null, cancellationToken).OrDown() : Task.FromResult<DisputeQueue?>(null);
            (Rows, IsWhole) = await team.Whole(Employer, Pages, cancellationToken);
            AsksForSomething = (await asked).Subjects.Count > 0;
            Notices = (await noticed)?.Notices;
            Avoided = await Told(avoided);
            Disputes = await wrong;
        }
        catch (Academy.Pages.ServiceDown)
        {
            Rows = null;
        }
    }

    /// <summary>None, too, where it is not theirs to see.</summary>
    internal static async Task<RepeatsAvoided?> Told(Task<RepeatsAvoided?> asked)
    {
        try
        {
            return await asked;
        }
        catch (Exception notTheirs) when (notTheirs is Refused or Academy.ServiceDefaults.NotThere)
        {
            return null;
        }
    }
}
