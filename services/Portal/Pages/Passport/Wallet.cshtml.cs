using System.Text;
using Academy.Contracts.Passport;
using Academy.Portal.Clients;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Mvc;

namespace Academy.Portal.Pages.Passport;

/// <summary>Signed badges (Open Badges 3.0) of the training that somebody vouches for, one by one or all together.</summary>
internal sealed class WalletModel(OwnPassportClient passports, TimeProvider time) : LearnerPage(time)
{
    private const string Jwt = "application/vc+jwt";

    /// <summary>None when the service does not answer.</summary>
    public OwnPassport? Passport { get; private set; }

    public IReadOnlyList<OwnEntry> Badges { get; private set; } = [];

    public async Task OnGet(CancellationToken cancellationToken) => await Read(cancellationToken);

    public async Task<IActionResult> OnGetOne(Guid entry, CancellationToken cancellationToken)
    {
        await Read(cancellationToken);
        var badge = Badges.FirstOrDefault(own => own.EntryId == entry) ?? throw new NotThere();
        return File(Encoding.UTF8.GetBytes(await passports.Badge(entry, cancellationToken) ?? throw new NotThere()), Jwt, NameOf(badge));
    }

    public async Task<IActionResult> OnGetAll(CancellationToken cancellationToken)
    {
        await Read(cancellationToken);
        using var packed = new MemoryStream();
        await using (var zip = await Zip.Into(packed, cancellationToken))
        {
            foreach (var badge in Badges)
            {
                if (await passports.Badge(badge.EntryId, cancellationToken) is { } signed)
                {
                    await zip.Put(NameOf(badge), Encoding.UTF8.GetBytes(signed), cancellationToken);
                }
            }
        }

        return File(packed.ToArray(), "application/zip", "training-badges.zip");
    }

    private async Task Read(CancellationToken cancellationToken)
    {
        Passport = await passports.Passport(Learner, cancellationToken).OrDown();
        Badges = [.. (Passport?.Entries ?? []).Where(entry => entry.Withdrawal is null && entry.Assurance != Assurance.SelfDeclared).OrderByDescending(entry => entry.CompletedOn)];
    }

    /// <summary>A name every system takes; the day and the id keep two of one title apart.</summary>
    private static string NameOf(OwnEntry entry)
        => $"{string.Concat(entry.Title.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-')).Trim('-')}-{entry.CompletedOn:yyyy-MM-dd}-{$"{entry.EntryId:N}"[^6..]}.jwt";
}
