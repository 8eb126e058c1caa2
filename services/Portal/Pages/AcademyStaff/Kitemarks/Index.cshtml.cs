using Academy.Portal.Clients;
using Academy.Portal.Sessions;
using Microsoft.Extensions.Localization;

namespace Academy.Portal.Pages.AcademyStaff.Kitemarks;

/// <summary>All kitemarks by name, and those that end soon or are to be looked at again.</summary>
internal sealed class KitemarkListModel(MarkClient marks, Drafts drafts, TimeProvider time, IStringLocalizer<Words> words) : KitemarkPage(drafts, time, words)
{
    private const int LongestSearch = 100;

    /// <summary>What is due; all marks where nothing is chosen.</summary>
    public static IReadOnlyList<(string? Due, string Text)> Lists { get; } = [(null, "All kitemarks"), ("Renewal", "Renewals due"), ("Review", "Reviews due")];

    public string? Due { get; private set; }

    public string? Search { get; private set; }

    /// <summary>None when the service does not answer, or something due was asked for.</summary>
    public MarkList? Marks { get; private set; }

    public RenewalList? Renewals { get; private set; }

    public bool IsDown => Marks is null && Renewals is null;

    public string? Next => TeamClient.After(Marks?.Next ?? Renewals?.Next) is { } after
        ? $"/academy/kitemarks?after={after}{(Due is null ? "" : $"&due={Due}")}{(Search is null ? "" : $"&q={Uri.EscapeDataString(Search)}")}"
        : null;

    public async Task OnGet(string? due, string? q, Guid? after, CancellationToken cancellationToken)
    {
        Due = Lists.Select(list => list.Due).FirstOrDefault(known => known == due);
        Search = Due is null && q?.Trim() is { Length: > 0 } text ? text[..Math.Min(text.Length, LongestSearch)] : null;
        if (Due is null)
        {
            Marks = await marks.List(Search, after, cancellationToken).OrDown();
        }
        else
        {
            Renewals = await marks.Renewals(Due, after, cancellationToken).OrDown();
        }
    }
}
