using System.Text;
using System.Text.Json;
using Academy.Pages;
using Academy.Portal.Clients;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Academy.Portal.Pages.Check;

/// <summary>For whoever was handed a signed badge: each question about it is answered by itself. Nothing is kept.</summary>
[AllowAnonymous]
internal sealed class CredentialModel(PassportClient passports, TimeProvider time, IStringLocalizer<Words> words) : PageModel
{
    private const int MostBytes = 256 * 1024;

    [BindProperty]
    public string? Badge { get; set; }

    [BindProperty]
    public IFormFile? BadgeFile { get; set; }

    public CredentialFindings? Findings { get; private set; }

    /// <summary>When it could not be checked because the service did not answer.</summary>
    public DateTimeOffset? DownAt { get; private set; }

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Whom the badge is about, in its own words.</summary>
    public string? Person => Text("credentialSubject", "name") ?? Text("credentialSubject", "identifier");

    public string? Training => Text("credentialSubject", "achievement", "name") ?? Text("name");

    public async Task<IActionResult> OnPost(CancellationToken cancellationToken)
    {
        Response.Headers.CacheControl = "no-store";
        if (await Read(cancellationToken) is not { } badge)
        {
            return Page();
        }

        try
        {
            Findings = await passports.VerifyCredential(badge, cancellationToken);
        }
        catch (Refused)
        {
            ModelState.AddModelError(nameof(Badge), words["This is no badge that we can read. Paste the whole text of one badge"]);
        }
        catch (ServiceDown)
        {
            DownAt = Now;
            Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }

        return Page();
    }

    /// <summary>What was pasted, or else the file; without the spaces and lines that copying puts in.</summary>
    private async Task<string?> Read(CancellationToken cancellationToken)
    {
        var (text, field) = (Badge, nameof(Badge));
        if (string.IsNullOrWhiteSpace(text) && BadgeFile is not null)
        {
            field = nameof(BadgeFile);
            if (BadgeFile.Length <= MostBytes)
            {
                using var reader = new StreamReader(BadgeFile.OpenReadStream(), Encoding.UTF8);
                text = await reader.ReadToEndAsync(cancellationToken);
            }
        }

        if (text?.Length > MostBytes || BadgeFile?.Length > MostBytes)
        {
            ModelState.AddModelError(field, words["This is more than 256 KB. A badge is smaller"]);
            return null;
        }

        var badge = string.Concat((text ?? "").Where(symbol => !char.IsWhiteSpace(symbol)));
        if (badge.Length == 0)
        {
            ModelState.AddModelError(nameof(Badge), words["Paste a badge or choose its file"]);
            return null;
        }

        return badge;
    }

    private string? Text(params string[] path)
    {
        if (Findings?.Credential is not { } at)
        {
            return null;
        }

        foreach (var name in path)
        {
            if (at.ValueKind == JsonValueKind.Array && at.GetArrayLength() > 0)
            {
                at = at[0];
            }

            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(name, out at))
            {
                return null;
            }
        }

        return at.ValueKind == JsonValueKind.String ? at.GetString() : null;
    }
}
