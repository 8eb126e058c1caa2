using System.ComponentModel.DataAnnotations;
using Academy.Pages;
using Academy.Portal.Clients;
using Academy.Portal.Sessions;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Academy.Portal.Pages.AcademyStaff.People;

/// <summary>Finds a person by passport number, or by name and date of birth. What is asked and who is found stands in no address.</summary>
[Authorize(For.RecordReaders)]
internal sealed class SearchModel(PeopleClient people, TimeProvider time, IStringLocalizer<Words> words) : AcademyPage(time)
{
    [BindProperty]
    public string? Number { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty, Display(Name = "Date of birth")]
    public DateOnly? DateOfBirth { get; set; }

    [BindProperty]
    public string? Why { get; set; }

    /// <summary>The search box of the overview asks for the number only; the rest is asked here.</summary>
    [BindProperty]
    public bool IsBegun { get; set; }

    public IReadOnlyList<FoundPerson>? Found { get; private set; }

    /// <summary>What was searched for, as it was typed.</summary>
    public string Asked => string.IsNullOrWhiteSpace(Number) ? $"{Name?.Trim()}, {DateOfBirth?.ToWords()}" : Number.Trim();

    public async Task<IActionResult> OnPost(CancellationToken cancellationToken)
    {
        if (IsBegun)
        {
            ModelState.Remove(nameof(IsBegun));
            return Page();
        }

        Check();
        if (!ModelState.IsValid)
        {
            return Page();
        }

        try
        {
            Found = (await people.Because(Reasons.ReadFor(Why)!).Search(Number, Name, DateOfBirth, cancellationToken)).Learners;
            return Page();
        }
        catch (ServiceDown)
        {
            return Down();
        }
    }

    private void Check()
    {
        if (!string.IsNullOrWhiteSpace(Number))
        {
            if (!Codes.TryRead(Number, out _))
            {
                ModelState.AddModelError(nameof(Number), words["Check the passport number. It has 9 letters and numbers, for example CPA 4F7 KQ2 M9X"]);
            }
        }
        else if (string.IsNullOrWhiteSpace(Name))
        {
            ModelState.AddModelError(nameof(Number), words["Enter a passport number, or a name and a date of birth"]);
        }
        else if (DateOfBirth is null && ModelState[nameof(DateOfBirth)]?.Errors.Count is null or 0)
        {
            ModelState.AddModelError(nameof(DateOfBirth), words["Enter the date of birth"]);
        }

        if (Reasons.ReadFor(Why) is null)
        {
            ModelState.AddModelError(nameof(Why), words["Select why you look"]);
        }
    }
}
