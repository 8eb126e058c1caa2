using System.Security.Cryptography;
using Academy.Portal.Clients;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Localization;

namespace Academy.Portal.Pages.Passport;

/// <summary>Takes a file out of a form and sends it as evidence.</summary>
internal static class EvidenceUpload
{
    /// <summary>More than is taken, so that somebody whose phone makes large pictures is told so on the page. The gateway has the same limit.</summary>
    public const int MostSent = 20_000_000;

    private const int MostBytes = 5 * 1024 * 1024;

    /// <summary>Its id; nothing, and an error at the field, where it is not taken.</summary>
    public static async Task<Guid?> Send(
        IFormFile? file, Guid learner, EvidenceClient evidence, string field, ModelStateDictionary errors, IStringLocalizer<Words> words, CancellationToken cancellationToken)
    {
        var wrong = file switch
        {
            null or { Length: 0 } => words["Choose a picture or a PDF of your certificate"].Value,
            { Length: > MostBytes } => words["The file must be smaller than 5 MB. Take the picture again with a lower size"].Value,
            _ => null,
        };
        if (wrong is null)
        {
            var content = new byte[file!.Length];
            await using (var stream = file.OpenReadStream())
            {
                await stream.ReadExactlyAsync(content, cancellationToken);
            }

            try
            {
                // The same file of the same person has the same id: sent twice it is there once.
                var id = new Guid(SHA256.HashData([.. learner.ToByteArray(), .. content]).AsSpan(0, 16));
                await evidence.Send(learner, id, content, cancellationToken);
                return id;
            }
            catch (Refused refused)
            {
                wrong = refused.Slug switch
                {
                    "evidence-type" => words["The file must be a PDF, PNG or JPG"],
                    "evidence-infected" => words["The file holds malware. Take a new picture of the certificate"],
                    "too-much-evidence" => words["You sent too many files. Try again tomorrow"],
                    _ => words["We could not take this file. Choose another one"],
                };
            }
        }

        errors.AddModelError(field, wrong);
        return null;
    }
}
