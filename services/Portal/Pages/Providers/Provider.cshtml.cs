using System.ComponentModel.DataAnnotations;
using Academy.Contracts.Kitemark;
using Academy.Pages;
using Academy.Portal.Clients;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Academy.Portal.Pages.Providers;

[AllowAnonymous]
internal sealed class ProviderModel(KitemarkClient kitemark, TimeProvider time) : PageModel
{
    [BindProperty(SupportsGet = true), Display(Name = "The day")]
    public DateOnly? On { get; set; }

    public ProviderStanding Provider { get; private set; } = null!;

    /// <summary>Its kitemarked courses on the day; none when the register could not be asked.</summary>
    public IReadOnlyList<RegisterItem>? Courses { get; private set; }

    /// <summary>Who may teach what for it on the day; none when the register could not be asked.</summary>
    public IReadOnlyList<RegisteredTrainer>? Trainers { get; private set; }

    public DateOnly Day { get; private set; }

    public DateTimeOffset Now => time.GetUtcNow();

    public async Task OnGet(Guid id, CancellationToken cancellationToken)
    {
        Day = ModelState.IsValid && On is { } day ? day : time.Today();
        Provider = await kitemark.ProviderStanding(id, Day, cancellationToken);
        try
        {
            Courses = (await kitemark.Register(new(KitemarkSubject.CourseVersion, null, Day, Provider: id), cancellationToken, size: 100)).Items;
        }
        catch (ServiceDown)
        {
            Courses = null;
        }

        Trainers = (await kitemark.Trainers(id, Day, cancellationToken).OrDown())?.Items;
    }
}
