using Academy.Identity.Accounts;
using Academy.Identity.Data;
using Academy.Identity.Records;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Academy.Identity.Pages;

internal sealed class FindMyRecordCheckModel(IdentityDb db, RecordSearch search, Drafts drafts, TimeProvider time, IStringLocalizer<Words> words)
    : FindMyRecordPage(drafts, time, words)
{
    public IActionResult OnGet() => Missing() is { } page ? Redirect(page) : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (Missing() is { } page)
        {
            return Redirect(page);
        }

        var answers = RecordAnswers.Read(Wanted!.FullName, Wanted.DateOfBirth!.Value, Wanted.AcademyNumber, Wanted.Employer, Wanted.LastCourse, Today);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await search.Find(Account.Id, answers, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return Redirect("/find-my-record/done");
    }

    /// <summary>The first page whose answer is missing; none if a search can begin.</summary>
    private string? Missing() => Wanted switch
    {
        { DateOfBirth: null } => "/find-my-record/date-of-birth",
        { AcademyNumber: null, Employer: null, LastCourse: null } => "/find-my-record/number",
        _ => null,
    };
}
