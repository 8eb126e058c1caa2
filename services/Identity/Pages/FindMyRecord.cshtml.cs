using System.ComponentModel.DataAnnotations;
using Academy.Identity.Data;
using Academy.Identity.Records;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Academy.Identity.Pages;

internal sealed class FindMyRecordModel(IdentityDb db, RecordSearch search, TimeProvider time, IStringLocalizer<Words> words) : AccountPage
{
    [BindProperty]
    public string? FullName { get; set; }

    [BindProperty, Display(Name = "Date of birth")]
    public DateOnly? DateOfBirth { get; set; }

    [BindProperty]
    public string? AcademyNumber { get; set; }

    [BindProperty]
    public string? Employer { get; set; }

    [BindProperty]
    public string? LastCourse { get; set; }

    public IActionResult OnGet()
    {
        if (Account.LearnerId is not null)
        {
            return Redirect("/find-my-record/done");
        }

        (FullName, DateOfBirth) = (Account.FullName, Account.DateOfBirth);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (Read() is not { } answers)
        {
            return Page();
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await search.Find(Account.Id, answers, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return Redirect("/find-my-record/done");
    }

    private RecordAnswers? Read()
    {
        if (string.IsNullOrWhiteSpace(FullName))
        {
            ModelState.AddModelError(nameof(FullName), words["Enter your full name"]);
        }

        if (DateOfBirth is null && ModelState[nameof(DateOfBirth)]?.Errors.Count is null or 0)
        {
            ModelState.AddModelError(nameof(DateOfBirth), words["Enter your date of birth"]);
        }

        try
        {
            return ModelState.IsValid ? RecordAnswers.Read(FullName!, DateOfBirth!.Value, AcademyNumber, Employer, LastCourse, time.Today()) : null;
        }
        catch (RuleBroken broken)
        {
            ModelState.AddModelError(FieldOf(broken), words[broken.Message]);
            return null;
        }
    }

    private static string FieldOf(RuleBroken broken) => broken.Slug switch
    {
        "name" => nameof(FullName),
        "date-of-birth" => nameof(DateOfBirth),
        "employer" => nameof(Employer),
        "last-course" => nameof(LastCourse),
        _ => nameof(AcademyNumber),
    };
}
