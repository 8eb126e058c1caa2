using System.Text.Json;
using Academy.Portal.Clients;
using Academy.Portal.Sessions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.Extensions.Localization;

namespace Academy.Portal.Pages.Trainer.Records;

/// <summary>Why something that was recorded is taken back, on its way from the question to the button.</summary>
/// <param name="Why">One of <see cref="Reasons"/>.</param>
internal sealed record WithdrawalReason(string Why, string? Detail)
{
    /// <summary>What the learner, and whoever checks the passport, will read; what is kept is English.</summary>
    public static IReadOnlyDictionary<string, string> Reasons { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["error"] = "It was recorded by mistake.",
        ["person"] = "It was recorded for the wrong person.",
        ["incomplete"] = "The training was not completed.",
        ["other"] = "",
    };

    public string Text => $"{Reasons[Why]} {Detail}".Trim();

    public static string Note(Guid entry) => $"withdraw {entry}";

    public static WithdrawalReason? Of(ITempDataDictionary notes, Guid entry) => notes.Peek(Note(entry)) is string kept ? JsonSerializer.Deserialize<WithdrawalReason>(kept) : null;
}

/// <summary>One record of the training provider, to be taken back or taken back already.</summary>
internal abstract class RecordPage(RecordsClient records, TimeProvider time) : TrainerPage(time)
{
    public IssuedRecord Record { get; private set; } = null!;

    protected RecordsClient Records => records;

    protected async Task Read(Guid id, CancellationToken cancellationToken) => Record = await records.Record(id, cancellationToken);
}

internal sealed class WithdrawModel(RecordsClient records, Drafts drafts, TimeProvider time, IStringLocalizer<Words> words) : RecordPage(records, time)
{
    private const int LongestDetail = 400;

    [BindProperty]
    public string? Why { get; set; }

    [BindProperty]
    public string? Detail { get; set; }

    public bool WasKept { get; private set; }

    public async Task OnGet(Guid id, CancellationToken cancellationToken)
    {
        await Read(id, cancellationToken);
        if (WithdrawalReason.Of(TempData, id) is { } before)
        {
            (Why, Detail) = (before.Why, before.Detail);
        }

        if (await drafts.Take(HttpContext) is { } typed)
        {
            (Why, Detail, WasKept) = (typed.GetValueOrDefault(nameof(Why))?.FirstOrDefault(), typed.GetValueOrDefault(nameof(Detail))?.FirstOrDefault(), true);
        }
    }

    public async Task<IActionResult> OnPost(Guid id, CancellationToken cancellationToken)
    {
        await Read(id, cancellationToken);
        if (Record.Entry.Withdrawal is not null)
        {
            return RedirectToPage(new { id });
        }

        var detail = string.IsNullOrWhiteSpace(Detail) ? null : Detail.Trim();
        if (Why is null || !WithdrawalReason.Reasons.ContainsKey(Why))
        {
            ModelState.AddModelError(nameof(Why), words["Select why you withdraw it"]);
        }
        else if (Why == "other" && detail is not { Length: >= 3 })
        {
            ModelState.AddModelError(nameof(Detail), words["Say why you withdraw it. The person will read it"]);
        }

        if (detail?.Length > LongestDetail)
        {
            ModelState.AddModelError(nameof(Detail), words["What you say must be {0} characters or fewer", LongestDetail]);
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        TempData[WithdrawalReason.Note(id)] = JsonSerializer.Serialize(new WithdrawalReason(Why!, detail));
        return RedirectToPage("WithdrawCheck", new { id });
    }
}
