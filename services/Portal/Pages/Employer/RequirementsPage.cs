using System.Text.Json;
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

    /// <summary>A change on its way from the form to the button, in a sealed cookie.</summary>
    protected RequirementChange? Noted(string at)
        => TempData.Peek(Note(at)) is string kept ? JsonSerializer.Deserialize<RequirementChange>(kept) : null;

    protected void Keep(string at, RequirementChange change) => TempData[Note(at)] = JsonSerializer.Serialize(change);

    protected void Forget(string at) => TempData.Remove(Note(at));

    private static string Note(string at) => $"requirement {at}";
}

/// <summary>What becomes of one training in the list.</summary>
/// <param name="Code">Which training.</param>
/// <param name="Subject">How it is asked for; none takes it out.</param>
/// <param name="Version">The version of the whole list that the page was opened with.</param>
internal sealed record RequirementChange(string Code, RequiredSubject? Subject, long Version)
{
    /// <summary>The list with the change in it.</summary>
    public IReadOnlyList<RequiredSubject> In(IReadOnlyList<RequiredSubject> subjects)
        => [.. subjects.Select(other => other.Code == Code ? Subject : other).OfType<RequiredSubject>(), .. Subject is { } added && !subjects.Any(other => other.Code == Code) ? [added] : Array.Empty<RequiredSubject>()];

    public bool IsMade(IReadOnlyList<RequiredSubject> subjects) => subjects.FirstOrDefault(other => other.Code == Code) is var there
        && (Subject is null ? there is null : there is not null && there.IsSame(Subject));
}
