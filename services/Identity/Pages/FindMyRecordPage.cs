using Academy.Identity.Accounts;
using Academy.Identity.Records;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.Localization;

namespace Academy.Identity.Pages;

/// <summary>What somebody has answered so far to have their record found.</summary>
internal sealed record WantedRecord(Guid AccountId, string FullName, DateOnly? DateOfBirth, string? AcademyNumber = null, string? Employer = null, string? LastCourse = null)
{
    public const string Draft = "find-my-record";
}

/// <summary>One question on the way to somebody's record. Who is connected to one already is told so.</summary>
internal abstract class FindMyRecordPage(Drafts drafts, TimeProvider time, IStringLocalizer<Words> words) : AccountPage
{
    private static readonly DateOnly SomeDay = new(2000, 1, 1);

    /// <summary>None before the first question is answered.</summary>
    public WantedRecord? Wanted { get; private set; }

    protected DateOnly Today => time.Today();

    protected IStringLocalizer Words => words;

    protected virtual bool IsFirst => false;

    public override Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
        => base.OnPageHandlerExecutionAsync(context, async () =>
        {
            Wanted = drafts.Read<WantedRecord>(HttpContext, WantedRecord.Draft) is { } wanted && wanted.AccountId == Account.Id ? wanted : null;
            var elsewhere = Account.LearnerId is not null ? "/find-my-record/done"
                : Wanted is null && !IsFirst ? "/find-my-record"
                : null;
            if (elsewhere is null)
            {
                return await next();
            }

            context.Result = Redirect(elsewhere);
            return new PageHandlerExecutedContext(PageContext, context.Filters, context.HandlerMethod, context.HandlerInstance) { Canceled = true };
        });

    protected void Keep(WantedRecord wanted) => drafts.Write(HttpContext, WantedRecord.Draft, wanted);

    protected void Forget() => drafts.Clear(HttpContext, WantedRecord.Draft);

    /// <summary>Whether one answer can be taken, whatever the others will be; if not, the page says why at its field.</summary>
    protected bool IsRight(string field, string fullName = "x", DateOnly? dateOfBirth = null, string? academyNumber = null, string? employer = null, string? lastCourse = null)
    {
        try
        {
            RecordAnswers.Read(fullName, dateOfBirth ?? SomeDay, academyNumber, string.IsNullOrWhiteSpace(employer) ? "x" : employer, lastCourse, Today);
            return true;
        }
        catch (RuleBroken broken)
        {
            ModelState.AddModelError(field, words[broken.Message]);
            return false;
        }
    }
}
