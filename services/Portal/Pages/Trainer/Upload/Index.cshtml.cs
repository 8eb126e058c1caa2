using System.Security.Cryptography;
using Academy.Pages;
using Academy.Portal.Clients;
using Academy.Portal.Pages.Trainer.Classes;
using Academy.Portal.Sessions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Academy.Portal.Pages.Trainer.Upload;

/// <summary>A class by the file: recorded at once as far as it is right, or looked at row by row before anything is recorded.</summary>
internal sealed class UploadModel(UploadClient uploads, ClassClient classes, Drafts drafts, TimeProvider time, IStringLocalizer<Words> words)
    : CoursePage(classes, drafts, time, words)
{
    /// <summary>Rows that are right are recorded; the others say what to put right.</summary>
    public const string GoodRows = "good";

    /// <summary>Nothing is recorded before every row was seen.</summary>
    public const string AllRows = "all";

    [BindProperty]
    public IFormFile? List { get; set; }

    [BindProperty]
    public string? How { get; set; }

    /// <summary>One form, one upload, however often it is sent.</summary>
    [BindProperty]
    public string? FormKey { get; set; }

    public Task OnGet(CancellationToken cancellationToken)
    {
        FormKey = Guid.CreateVersion7().ToString();
        return Show(cancellationToken);
    }

    /// <summary>A file to fill in.</summary>
    public IActionResult OnGetTemplate() => File(
        Sheet.File([[Words["Passport number"].Value, Words["Date of birth"].Value, Words["Name"].Value]]), "text/csv; charset=utf-8", "class.csv");

    public async Task<IActionResult> OnPost(CancellationToken cancellationToken)
    {
        var chosen = await Chosen(cancellationToken);
        var content = await Read(cancellationToken);
        var rows = content is null ? [] : Rows(content);
        if (How is not (GoodRows or AllRows))
        {
            ModelState.AddModelError(nameof(How), Words["Select what we do with the file"]);
        }
        else if (How == AllRows && rows.Count > PeopleModel.Most)
        {
            ModelState.AddModelError(nameof(How), Words["Only {0} rows can be shown before they are recorded. Split the file, or record the rows that are right", PeopleModel.Most]);
        }

        if (!ModelState.IsValid || chosen is not { } taught || content is null)
        {
            return Page();
        }

        try
        {
            var key = Once.Key($"{FormKey} {taught.Course} {taught.Trainer} {taught.On:O} {Convert.ToHexString(SHA256.HashData(content))} {How}");
            return How == AllRows
                ? RedirectToPage("/Trainer/Classes/People", new { id = (await Classes.Begin(key, new ClassContent(taught.Course, taught.Trainer, taught.On, [.. rows.Select(ClassFile.ToPerson)]), cancellationToken)).DraftId })
                : RedirectToPage("Report", new { id = (await uploads.Send(ClassFile.ForService(rows, taught.Course, taught.Trainer, taught.On), key, cancellationToken)).ImportId });
        }
        catch (Refused refused)
        {
            return Say(refused);
        }
        catch (ServiceDown)
        {
            return Down();
        }
    }

    private async Task<byte[]?> Read(CancellationToken cancellationToken)
    {
        if (List is null || List.Length == 0)
        {
            ModelState.AddModelError(nameof(List), Words["Select your file"]);
            return null;
        }

        if (List.Length > ClassFile.LongestFile)
        {
            ModelState.AddModelError(nameof(List), Words["The selected file must be smaller than {0} KB", ClassFile.LongestFile / 1024]);
            return null;
        }

        var content = new byte[List.Length];
        await using var file = List.OpenReadStream();
        await file.ReadExactlyAsync(content, cancellationToken);
        return content;
    }

    private IReadOnlyList<ClassRow> Rows(byte[] content)
    {
        var (rows, fault) = ClassFile.Read(content);
        if (fault is not null)
        {
            ModelState.AddModelError(nameof(List), fault switch
            {
                ClassFileFault.NoText => Words["The selected file must be a CSV file. In Excel, save it as CSV"],
                ClassFileFault.NoHeading => Words["The first row must have the headings of the template: Passport number, Date of birth, Name"],
                ClassFileFault.NoRows => Words["The selected file has no rows. Fill in the template and send it again"],
                _ => Words["The selected file must have {0} rows or fewer. Send the rest in a second file", ClassFile.MostRows],
            });
        }

        return rows;
    }
}
