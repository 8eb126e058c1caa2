using Academy.AscWds.Codes;
using Academy.Portal.Clients;
using Academy.Portal.Sessions;

namespace Academy.Portal.Pages.Employer;

/// <summary>What an employer asks of its team.</summary>
internal abstract class RequirementsPage(TeamClient team, TimeProvider time) : EmployerPage(time)
{
    /// <summary>What was just changed: the name of the training.</summary>
    public const string Saved = "requirement saved";
    public const string Removed = "requirement removed";

    public TeamRequirements Asked { get; private set; } = null!;

    public IReadOnlyList<Composite> Composites { get; private set; } = [];

    public bool MayChange => Who.May(Who.SetsRequirements);

    protected TeamClient Team => team;

    /// <summary>The name of a subject or composite; none where there is no such code.</summary>
    public string? NameOf(string? code)
        => int.TryParse(code, out var number) && TrainingCategories.TryGet(number, out var category) ? category.Name
            : Composites.FirstOrDefault(composite => composite.Code == code)?.Name;

    protected async Task Read(CancellationToken cancellationToken)
    {
        Asked = await team.Requirements(Employer, cancellationToken);
        Composites = (await team.NationalRules(cancellationToken)).Composites;
    }
}
