using Academy.AscWds.Codes;
using Academy.Portal.Clients;
using Academy.Portal.Pages.Passport;

namespace Academy.Portal.Pages.Pathway;

/// <summary>The role categories of the Care Workforce Pathway, with training that often helps, and what of it is in the passport already.</summary>
internal sealed class PathwayModel(TierClient tiers, OwnPassportClient passports, TimeProvider time) : LearnerPage(time)
{
    private HashSet<string> _held = [];

    /// <summary>None when the service does not answer.</summary>
    public IReadOnlyList<Clients.RoleCategory>? Categories { get; private set; }

    public async Task OnGet(CancellationToken cancellationToken)
    {
        Categories = (await tiers.RoleCategories(cancellationToken).OrDown())?.Categories;
        var entries = (await passports.Passport(Learner, cancellationToken).OrDown())?.Entries ?? [];
        _held = [.. entries.Where(entry => entry.Withdrawal is null && !(entry.ValidUntil < Today)).Select(entry => entry.TrainingCategory)];
    }

    public IEnumerable<(string Subject, bool IsHeld)> Training(Clients.RoleCategory category)
        => category.Suggested.Select(code => TrainingCategories.TryGet(code, out var subject) ? subject.Name : $"{code}").Select(name => (name, _held.Contains(name)));
}
