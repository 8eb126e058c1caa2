using System.ComponentModel.DataAnnotations;
using Academy.Portal.Clients;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Academy.Portal.Pages.Courses;

[AllowAnonymous]
internal sealed class CourseModel(KitemarkClient kitemark, TimeProvider time) : PageModel
{
    [BindProperty(SupportsGet = true), Display(Name = "The day")]
    public DateOnly? On { get; set; }

    public Course Course { get; private set; } = null!;

    public CourseStanding Standing { get; private set; } = null!;

    public DateOnly Day { get; private set; }

    /// <summary>A day that cannot be read is said to be wrong; the page answers for today meanwhile.</summary>
    public async Task OnGet(Guid id, CancellationToken cancellationToken)
    {
        Day = ModelState.IsValid && On is { } day ? day : time.Today();
        var course = kitemark.Course(id, cancellationToken);
        var standing = kitemark.CourseStanding(id, Day, cancellationToken);
        Course = await course;
        Standing = await standing;
    }

    public MarkStanding Of(CourseVersion version) => Standing.Versions.Single(link => link.CourseVersionId == version.CourseVersionId).Standing;
}
