using System.Globalization;
using Academy.Portal.Clients;
using Academy.Portal.Sessions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace Academy.Portal.Pages.AcademyStaff;

/// <summary>What people say of the service. Nobody knows who they are.</summary>
[Authorize(For.FeedbackReaders)]
internal sealed class FeedbackModel(FeedbackClient feedback, TimeProvider time) : AcademyPage(time)
{
    private const int HappyAnswer = 4;

    /// <summary>The last of the page before.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Before { get; set; }

    /// <summary>None when the service does not answer.</summary>
    public FeedbackPage? Feedback { get; private set; }

    public int Total => Feedback!.Counts.Sum();

    public int Happy => Feedback!.Counts.Skip(HappyAnswer - 1).Sum();

    public string? Next => Feedback?.Next is { } next && QueryHelpers.ParseQuery(next[next.IndexOf('?', StringComparison.Ordinal)..])["before"].ToString() is { Length: > 0 } before
        ? $"/academy/feedback?before={before}"
        : null;

    public static string Answer(int satisfaction) => satisfaction switch
    {
        1 => "Very unhappy",
        2 => "Unhappy",
        3 => "Neither happy nor unhappy",
        HappyAnswer => "Happy",
        _ => "Very happy",
    };

    public async Task OnGet(CancellationToken cancellationToken)
        => Feedback = await feedback.Page(long.TryParse(Before, CultureInfo.InvariantCulture, out var before) ? before : null, cancellationToken).OrDown();
}
