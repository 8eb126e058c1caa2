using Academy.Portal.Clients;
using Academy.Portal.Sessions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Academy.Portal.Pages.AcademyStaff.People;

/// <summary>All the Academy has of a person, part by part. Each look is a line the person reads, with the reason.</summary>
[Authorize(For.RecordReaders)]
internal sealed class PersonModel(PeopleClient people, OwnPassportClient passports, TierClient tiers, TimeProvider time) : AcademyPage(time)
{
    public static IReadOnlyList<(string Tab, string Text)> Tabs { get; } = [("record", "Person"), ("training", "Training"), ("tier", "Tier")];

    [BindProperty(SupportsGet = true)]
    public string? Why { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Tab { get; set; }

    public string? Purpose => Reasons.ReadFor(Why);

    public bool MayAudit => Who.May(Who.Audits);

    /// <summary>None as long as nobody says why they look.</summary>
    public PersonRecord? Record { get; private set; }

    /// <summary>None of a name when the service did not answer.</summary>
    public IReadOnlyList<(string? Employer, PersonWork Work)> Work { get; private set; } = [];

    public OwnPassport? Passport { get; private set; }

    public OwnTier? Tier { get; private set; }

    public async Task OnGet(Guid id, CancellationToken cancellationToken)
    {
        if (Purpose is not { } purpose)
        {
            return;
        }

        Tab = Tabs.Any(known => known.Tab == Tab) ? Tab : Tabs[0].Tab;
        Record = await people.Because(purpose).Record(id, cancellationToken);
        switch (Tab)
        {
            case "training":
                Passport = await passports.Because(purpose).Passport(id, cancellationToken).OrDown();
                break;
            case "tier":
                Tier = await tiers.Because(purpose).Tier(id, cancellationToken).OrDown();
                break;
            default:
                await ReadWork(Record, cancellationToken);
                break;
        }
    }

    private async Task ReadWork(PersonRecord record, CancellationToken cancellationToken)
    {
        var names = new Dictionary<Guid, string?>();
        foreach (var employer in record.Employments.Select(work => work.EmployerId).Distinct())
        {
            names[employer] = (await people.Employer(employer, cancellationToken).OrDown())?.Name;
        }

        Work = [.. record.Employments.OrderByDescending(work => work.StartedOn).Select(work => (names[work.EmployerId], work))];
    }
}
