using Academy.AscWds.Codes;
using Academy.Portal.Clients;
using Academy.Portal.Pages.Passport;

namespace Academy.Portal.Pages.Pathway;

/// <summary>The role categories of the Care Workforce Pathway, with training that often helps, and what of it is in the passport already.</summary>
internal sealed class PathwayModel(TierClient tiers, OwnPassportClient passports, TimeProvider time) : LearnerPage(time)
{
    private HashSet<string> _held = [];

    /// <summary>Whether it is known what is held; without that no training is said to be.</summary>
    public bool KnowsPassport { get; private set; }

    /// <summary>None when the service does not answer.</summary>
    public IReadOnlyList<Clients.RoleCategory>? Categories { get; private set; }

    public async Task OnGet(CancellationToken cancellationToken)
    {
        Categories = (await tiers.RoleCategories(cancellationToken).OrDown())?.Categories;
        var passport = await passports.Passport(Learner, cancellationToken).OrDown();
        KnowsPassport = passport is not null;
        _held = [.. (passport?.Entries ?? []).Where(entry => entry.Withdrawal is null && !(entry.ValidUntil < Today)).Select(entry => entry.TrainingCategory)];
    }

    public IEnumerable<(int Code, string Subject, bool IsHeld)> Training(Clients.RoleCategory category)
        => category.Suggested.Select(code => (code, Name: TrainingCategories.TryGet(code, out var subject) ? subject.Name : $"{code}"))
            .Select(subject => (subject.code, subject.Name, _held.Contains(subject.Name)));
}
