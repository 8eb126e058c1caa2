using System.Globalization;
using Academy.Portal.Clients;
using Academy.Portal.Sessions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Academy.Portal.Pages.AcademyStaff.Partners;

/// <summary>Partners compared how they teach and assess: who took part, how much was compared, and what was agreed.</summary>
internal sealed class StandardisationModel(PartnerLogClient log, Drafts drafts, TimeProvider time, IStringLocalizer<Words> words) : PartnerPage(log, drafts, time, words)
{
    private const int Rows = 8;
    private const int LongestTopic = 200;
    private const int LongestAgreed = 4000;
    private const int LongestName = 100;
    private const int MostPeople = 50;

    /// <summary>The rows partners are named in.</summary>
    public static IReadOnlyList<string> Numbers { get; } = [.. Enumerable.Range(1, Rows).Select(row => row.ToString(CultureInfo.InvariantCulture))];

    [BindProperty]
    public string? Topic { get; set; }

    [BindProperty]
    public Dictionary<string, string?> Chosen { get; set; } = [];

    [BindProperty]
    public Dictionary<string, string?> People { get; set; } = [];

    [BindProperty]
    public string? Samples { get; set; }

    [BindProperty]
    public string? Agreed { get; set; }

    public async Task OnGet(CancellationToken cancellationToken)
    {
        await Read(cancellationToken);
        FormKey = Guid.CreateVersion7().ToString();
        FillRows();
        if (await TakeTyped(nameof(On)) is { } typed)
        {
            (Topic, Samples, Agreed) = (typed(nameof(Topic)).FirstOrDefault(), typed(nameof(Samples)).FirstOrDefault(), typed(nameof(Agreed)).FirstOrDefault());
            foreach (var row in Numbers)
            {
                (Chosen[row], People[row]) = (typed($"{nameof(Chosen)}[{row}]").FirstOrDefault(), typed($"{nameof(People)}[{row}]").FirstOrDefault());
            }
        }
    }

    public async Task<IActionResult> OnPost(CancellationToken cancellationToken)
    {
        await Read(cancellationToken);
        FillRows();
        var partners = ReadPartners();
        CheckDay();
        Require(nameof(Topic), Topic, LongestTopic, T["Say what it was about"]);
        Require(nameof(Agreed), Agreed, LongestAgreed, T["Say what was agreed"]);
        if (!int.TryParse(Samples?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var samples) || samples > 10_000)
        {
            ModelState.AddModelError(nameof(Samples), T["Enter how many samples were compared, as a number up to 10,000"]);
        }

        var held = ModelState.IsValid ? new NewStandardisation(On!.Value, Topic!.Trim(), partners, samples, Agreed!.Trim()) : null;
        return held is null
            ? Page()
            : await Add(() => Log.Standardise(held, Once.Key($"{FormKey} {System.Text.Json.JsonSerializer.Serialize(held)}"), cancellationToken));
    }

    /// <summary>The page asks for every row by its number, also for those nothing was sent of.</summary>
    private void FillRows()
    {
        foreach (var row in Numbers)
        {
            Chosen.TryAdd(row, null);
            People.TryAdd(row, null);
        }
    }

    private List<TookPart> ReadPartners()
    {
        var partners = new List<TookPart>();
        foreach (var row in Numbers)
        {
            List<string> people = [.. (People.GetValueOrDefault(row) ?? "").Split([',', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
            var partner = Partner(Chosen.GetValueOrDefault(row));
            if (partner is null && (people.Count > 0 || !string.IsNullOrEmpty(Chosen.GetValueOrDefault(row))))
            {
                ModelState.AddModelError($"{nameof(Chosen)}[{row}]", T["Select the partner in row {0}", row]);
            }
            else if (people.Count > MostPeople || people.Exists(name => name.Length > LongestName))
            {
                ModelState.AddModelError($"{nameof(People)}[{row}]", T["Give {0} names at most in row {1}, each of {2} characters or fewer", MostPeople, row, LongestName]);
            }
            else if (partner is not null)
            {
                partners.Add(new(partner.PartnerId, people));
            }
        }

        if (partners.Count == 0 && ModelState.IsValid)
        {
            ModelState.AddModelError($"{nameof(Chosen)}[1]", T["Select at least one partner"]);
        }

        return partners;
    }
}
