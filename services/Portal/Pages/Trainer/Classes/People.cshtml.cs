using System.Globalization;
using Academy.Pages;
using Academy.Portal.Clients;
using Academy.Portal.Sessions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Academy.Portal.Pages.Trainer.Classes;

/// <summary>A row of the form, as typed.</summary>
internal sealed class TypedPerson
{
    public string? Number { get; set; }

    public string? Name { get; set; }

    public string? Born { get; set; }

    public string? Result { get; set; }

    public static TypedPerson Of(DraftedPerson person) => new()
    {
        Number = person.AcademyNumber,
        Name = person.FullName,
        Born = person.DateOfBirth?.ToString("d M yyyy", CultureInfo.InvariantCulture),
        Result = person.Result,
    };
}

/// <summary>Somebody the training provider has recorded training for before.</summary>
internal sealed record PastLearner(string AcademyNumber, string Name)
{
    /// <summary>As a line of a list that is pasted.</summary>
    public string Line => $"{AcademyNumber}, {Name}";
}

/// <summary>Who was in the class. Every button keeps what was typed; a list, a file or people who were taught before are added to it.</summary>
internal sealed class PeopleModel(ClassClient classes, RecordsClient records, Drafts drafts, TimeProvider time, IStringLocalizer<Words> words) : ClassPage(classes, time)
{
    public const int Most = 100;
    private const int ShortestSearch = 3;
    private const int MostFound = 20;
    private const string Remove = "remove ";
    private const string Use = "use ";

    [BindProperty]
    public string? List { get; set; }

    [BindProperty]
    public IFormFile? ListFile { get; set; }

    [BindProperty]
    public List<TypedPerson> People { get; set; } = [];

    [BindProperty]
    public long Version { get; set; }

    /// <summary>Which button: add, save, continue, remove with the number of a row, or use with a row and the passport number that is meant there.</summary>
    [BindProperty]
    public string? Do { get; set; }

    /// <summary>A name that is looked for among those the provider has recorded training for.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    /// <summary>The row that whoever is found may be meant by, counted from 0.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Row { get; set; }

    /// <summary>The same, where there is such a row; none to add whoever was found.</summary>
    public int? Meant => int.TryParse(Row, NumberStyles.None, CultureInfo.InvariantCulture, out var row) && row < People.Count ? row : null;

    /// <summary>Who of those found is to be added, each as a line of a list.</summary>
    [BindProperty]
    public List<string> Known { get; set; } = [];

    public bool WasSearched { get; private set; }

    public bool IsTooShort => Q?.Trim().Length < ShortestSearch;

    /// <summary>Who is not in the class yet; none when the service does not answer.</summary>
    public IReadOnlyList<PastLearner>? Found { get; private set; }

    public bool WasKept { get; private set; }

    public bool WasSaved { get; private set; }

    public async Task OnGet(Guid id, CancellationToken cancellationToken)
    {
        await Read(id, cancellationToken);
        WasSaved = TempData["class saved"] is true;
        (People, Version) = ([.. Draft.People.Select(TypedPerson.Of)], Draft.Version);
        if (await drafts.Take(HttpContext) is { } typed)
        {
            (List, WasKept) = (typed.GetValueOrDefault(nameof(List))?.FirstOrDefault(), true);
        }

        WasSearched = !string.IsNullOrWhiteSpace(Q);
        if (WasSearched && !IsTooShort)
        {
            Found = (await records.Search(new RecordSearch(Q!.Trim(), null, null, null, null), before: null, cancellationToken).OrDown())?.Entries
                .Select(record => new PastLearner(record.AcademyNumber, record.Name)).Distinct()
                .Where(person => !Draft.People.Any(known => known.AcademyNumber == person.AcademyNumber)).Take(MostFound).ToList();
        }
    }

    public async Task<IActionResult> OnPost(Guid id, CancellationToken cancellationToken)
    {
        await Read(id, cancellationToken);
        if (Draft.Version != Version || People.Count != Draft.People.Count)
        {
            TempData[Changed] = true;
            return RedirectToPage(new { id });
        }

        var rows = Rows();
        await Add(rows, cancellationToken);
        if (!ModelState.IsValid)
        {
            return Page();
        }

        try
        {
            Draft = await Classes.Keep(id, Version, ClassContent.Of(Draft) with { People = rows }, cancellationToken);
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

        return Next(id);
    }

    /// <summary>What is in the rows now, without the one that is to go.</summary>
    private List<ClassPerson> Rows()
    {
        var gone = Do?.StartsWith(Remove, StringComparison.Ordinal) == true && int.TryParse(Do[Remove.Length..], CultureInfo.InvariantCulture, out var index) ? index : -1;
        (int Row, string Number) used = Do?.StartsWith(Use, StringComparison.Ordinal) == true && Do[Use.Length..].Split(' ', 2) is [var row, var number]
            && int.TryParse(row, CultureInfo.InvariantCulture, out var place) ? (place, number) : (-1, "");
        var rows = new List<ClassPerson>();
        for (var i = 0; i < People.Count; i++)
        {
            if (i == gone)
            {
                continue;
            }

            if (i == used.Row)
            {
                People[i].Number = used.Number;
            }

            DateOnly? born = null;
            if (!string.IsNullOrWhiteSpace(People[i].Born))
            {
                if (Sheet.TryDay(People[i].Born!, out var day))
                {
                    born = day;
                }
                else
                {
                    ModelState.AddModelError($"{nameof(People)}[{i}].{nameof(TypedPerson.Born)}", words["Date of birth in row {0} must be a real date, for example 27 3 1987", i + 1]);
                }
            }

            var name = Sheet.Clean(People[i].Name, ClassList.LongestName);
            rows.Add(new(Sheet.Clean(People[i].Number, ClassList.LongestNumber), name.Length == 0 ? null : name, born, Draft.People[i].Result));
        }

        return rows;
    }

    private async Task Add(List<ClassPerson> rows, CancellationToken cancellationToken)
    {
        rows.AddRange(ClassList.Read(List ?? ""));
        rows.AddRange(Known.SelectMany(ClassList.Read));
        if (ListFile is { Length: > Sheet.LongestFile })
        {
            ModelState.AddModelError(nameof(ListFile), words["The file must be smaller than 256 KB. A list of 100 people is smaller"]);
        }
        else if (ListFile is not null)
        {
            using var content = new MemoryStream();
            await ListFile.CopyToAsync(content, cancellationToken);
            if (Sheet.Text(content.ToArray()) is { } text)
            {
                rows.AddRange(ClassList.Read(text));
            }
            else
            {
                ModelState.AddModelError(nameof(ListFile), words["The file must be a CSV file. In Excel, save the list as CSV first"]);
            }
        }

        if (rows.Count > Most)
        {
            ModelState.AddModelError(nameof(List), words["A class has 100 people at most. This list has {0}", rows.Count]);
        }
        else if (Do == "add" && rows.Count == People.Count && ListFile is null)
        {
            ModelState.AddModelError(nameof(List), words["Paste at least one passport number, or choose a file"]);
        }
    }

    private IActionResult Next(Guid id)
    {
        if (Do != "continue")
        {
            TempData["class saved"] = Do == "save";
            return RedirectToPage(new { id });
        }

        if (Draft.People.Count > 0 && !Draft.People.Any(person => person.IsBad))
        {
            return RedirectToPage("Results", new { id });
        }

        // The rows are kept; the page shows them as they are kept now.
        ModelState.Clear();
        (List, Version, People) = (null, Draft.Version, [.. Draft.People.Select(TypedPerson.Of)]);
        if (Draft.People.Count == 0)
        {
            ModelState.AddModelError(nameof(List), words["Add at least one person"]);
        }

        foreach (var (person, number) in Draft.People.Select((person, index) => (person, index)).Where(row => row.person.IsBad))
        {
            ModelState.AddModelError($"{nameof(People)}[{number}].{nameof(TypedPerson.Number)}", Problem(person, number));
        }

        return Page();
    }

    /// <summary>What is wrong with a row, with how to put it right.</summary>
    public string Problem(DraftedPerson person, int index) => person.State switch
    {
        "Unreadable" when person.AcademyNumber.Length == 0 => words["Row {0}: enter a passport number, or remove the row", index + 1],
        "Unreadable" => words["Row {0}: check the passport number. It has 9 letters and numbers, for example CPA-4F7-KQ2-M9X", index + 1],
        "Repeated" => words["Row {0}: this passport number is in the list twice. Remove one of them", index + 1],
        _ => words["Row {0}: we do not know this passport number with this name or date of birth", index + 1],
    };
}
