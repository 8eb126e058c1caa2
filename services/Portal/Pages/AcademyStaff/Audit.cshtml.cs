using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.RegularExpressions;
using Academy.Portal.Clients;
using Academy.Portal.Sessions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Academy.Portal.Pages.AcademyStaff;

/// <summary>Who looked at whom, when and why, service by service. Who a person is stands in their record, where looking is seen by them.</summary>
[Authorize(For.Auditors)]
internal sealed partial class AuditModel(OversightClient services, TimeProvider time) : AcademyPage(time)
{
    [BindProperty(SupportsGet = true)]
    public string? Service { get; set; }

    [BindProperty(SupportsGet = true), Display(Name = "Day")]
    public DateOnly? On { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Person { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Organisation { get; set; }

    /// <summary>None when the service does not answer.</summary>
    public LookPage? Looks { get; private set; }

    public async Task OnGet(Guid? before, CancellationToken cancellationToken)
    {
        Service = OversightClient.WithLooks.Contains(Service) ? Service : OversightClient.WithLooks[0];
        if (ModelState.IsValid)
        {
            Looks = await services.Looks(Service!, On, Organisation, Person, before, cancellationToken).OrDown();
        }
    }

    /// <summary>This list with one filter more.</summary>
    public string At(Guid? person = null, Guid? organisation = null, Guid? before = null)
        => $"/academy/audit{QueryString.Create(new Dictionary<string, string?>
        {
            ["service"] = Service,
            ["on"] = On?.ToString("O", CultureInfo.InvariantCulture),
            ["person"] = (person ?? Person)?.ToString(),
            ["organisation"] = (organisation ?? Organisation)?.ToString(),
            ["before"] = before?.ToString(),
        }.Where(field => field.Value is not null))}";

    /// <summary>PassportSeen is Passport seen.</summary>
    public static string InWords(string kind)
    {
        var words = WordStart().Replace(kind, " $0").ToLowerInvariant();
        return $"{char.ToUpperInvariant(words[0])}{words[1..]}";
    }

    [GeneratedRegex("(?<!^)[A-Z]", RegexOptions.None, 1000)]
    private static partial Regex WordStart();
}
