using Academy.Pages;
using Academy.Portal.Clients;
using Academy.Portal.Sessions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Academy.Portal.Pages.Trainer.Classes;

/// <summary>What became of each person. Only who passed is recorded.</summary>
internal sealed class ResultsModel(ClassClient classes, Drafts drafts, TimeProvider time, IStringLocalizer<Words> words) : ClassPage(classes, time)
{
    private static readonly string[] Known = ["Passed", "NotPassed", "ArrivedLate", "InPart", "Absent"];

    /// <summary>By the row, so that one without an answer leaves no gap.</summary>
    [BindProperty]
    public Dictionary<string, string?> Results { get; set; } = [];

    [BindProperty]
    public long Version { get; set; }

    /// <summary>Which button: all, save or continue.</summary>
    [BindProperty]
    public string? Do { get; set; }

    public bool WasKept { get; private set; }

    public static string Row(int index) => $"row{index}";

    public async Task<IActionResult> OnGet(Guid id, CancellationToken cancellationToken)
    {
        await Read(id, cancellationToken);
        if (Draft.People.Count == 0 || Draft.People.Any(person => person.IsBad))
        {
            return RedirectToPage("People", new { id });
        }

        Version = Draft.Version;
        Results = Draft.People.Select((person, index) => (index, person.Result)).ToDictionary(row => Row(row.index), row => row.Result);
        if (await drafts.Take(HttpContext) is { } typed)
        {
            WasKept = true;
            foreach (var row in Results.Keys.ToList())
            {
                Results[row] = typed.GetValueOrDefault($"{nameof(Results)}[{row}]")?.FirstOrDefault() ?? Results[row];
            }
        }

        return Page();
    }

    public async Task<IActionResult> OnPost(Guid id, CancellationToken cancellationToken)
    {
        await Read(id, cancellationToken);
        if (Draft.Version != Version)
        {
            TempData[Changed] = true;
            return RedirectToPage(new { id });
        }

        var people = Draft.People.Select((person, index) => ClassPerson.Of(person) with { Result = Chosen(index) }).ToList();
        Results = people.Select((person, index) => (index, person.Result)).ToDictionary(row => Row(row.index), row => row.Result);
        if (Do == "continue")
        {
            for (var i = 0; i < people.Count; i++)
            {
                if (people[i].Result is null)
                {
                    ModelState.AddModelError($"{nameof(Results)}[{Row(i)}]", words["Select a result for {0}", Draft.People[i].Shown]);
                }
            }
        }

        try
        {
            Draft = await Classes.Keep(id, Version, ClassContent.Of(Draft) with { People = people }, cancellationToken);
        }
        catch (Refused)
        {
            TempData[Changed] = true;
            return RedirectToPage(new { id });
        }
        catch (ServiceDown)
        {
            return Down();
        }

        Version = Draft.Version;
        return !ModelState.IsValid ? Page() : Do switch
        {
            "continue" => RedirectToPage("Check", new { id }),
            "save" => RedirectToPage("/Trainer/Index"),
            _ => RedirectToPage(new { id }),
        };
    }

    private string? Chosen(int index)
        => Do == "all" ? "Passed" : Results.TryGetValue(Row(index), out var result) && Known.Contains(result, StringComparer.Ordinal) ? result : null;
}
