using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Academy.Pages;
using Academy.Portal.Clients;
using Academy.Portal.Sessions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Academy.Portal.Pages.Kitemarks;

/// <summary>A step of an application that needs words: each is one form of the same kind.</summary>
internal sealed class StepModel(ApplicationClient applications, Drafts drafts, TimeProvider time, IStringLocalizer<Words> words)
    : ApplicationPage(applications, time, words)
{
    /// <summary>What a service takes for each step.</summary>
    private static readonly Dictionary<string, int> Longest = new(StringComparer.Ordinal)
    {
        ["close"] = 1000,
        ["interest"] = 1000,
        ["condition"] = 2000,
        ["answer"] = 4000,
        ["decision"] = 1000,
        ["appeal"] = 4000,
        ["appeal-decision"] = 1000,
    };

    /// <summary>Which step, as the address says.</summary>
    [BindProperty(SupportsGet = true)]
    public string Step { get; set; } = "";

    /// <summary>Which condition is answered.</summary>
    [BindProperty(SupportsGet = true)]
    public int? Number { get; set; }

    /// <summary>Yes, no or a criterion.</summary>
    [BindProperty]
    public string? Choice { get; set; }

    [BindProperty, FromForm, Display(Name = "First day of the kitemark")]
    public DateOnly? From { get; set; }

    [BindProperty, FromForm, Display(Name = "Last day")]
    public DateOnly? Until { get; set; }

    [BindProperty]
    public string? Text { get; set; }

    [BindProperty]
    public string? FormKey { get; set; }

    public bool WasKept { get; private set; }

    public Condition? Condition => Application.Conditions.FirstOrDefault(known => known.Number == Number);

    /// <summary>Whether it is this person's turn to do this now.</summary>
    private bool IsOpen => Step switch
    {
        "close" => Application.May("Close"),
        "interest" => IsAcademy && Application.Steps.Count > 0,
        "condition" => Application.May("SetConditions"),
        "answer" => Application.May("AnswerCondition") && Condition is { AcceptedAt: null },
        "decision" => Application.May("Refuse"),
        "appeal" => Application.May("Appeal"),
        _ => Application.May("UpholdAppeal"),
    };

    public async Task<IActionResult> OnGet(Guid id, CancellationToken cancellationToken)
    {
        await Read(id, cancellationToken);
        if (!IsOpen)
        {
            return RedirectToPage("Application", new { id });
        }

        FormKey = Guid.CreateVersion7().ToString();
        Text = Step == "answer" ? Condition!.Answer : null;
        From = Step == "decision" ? Application.RenewsFrom : null;
        if (await drafts.Take(HttpContext) is { } typed)
        {
            (Choice, Text, WasKept) = (typed.GetValueOrDefault(nameof(Choice))?.FirstOrDefault(), typed.GetValueOrDefault(nameof(Text))?.FirstOrDefault(), true);
            foreach (var part in new[] { "From.Day", "From.Month", "From.Year", "Until.Day", "Until.Month", "Until.Year" })
            {
                ModelState.SetModelValue(part, typed.GetValueOrDefault(part)?.FirstOrDefault(), typed.GetValueOrDefault(part)?.FirstOrDefault());
            }
        }

        return Page();
    }

    public async Task<IActionResult> OnPost(Guid id, CancellationToken cancellationToken)
    {
        await Read(id, cancellationToken);
        if (!IsOpen)
        {
            return RedirectToPage("Application", new { id });
        }

        var text = Check();
        if (!ModelState.IsValid)
        {
            return Page();
        }

        var (path, content, done) = Asked(text);
        try
        {
            await Applications.Take(id, path, content, Once.Key($"{FormKey} {id} {path} {Choice} {From:O} {Until:O} {text}"), cancellationToken);
            Remember(done);
            return RedirectToPage("Application", new { id });
        }
        catch (Refused refused)
        {
            Say(refused);
            return Page();
        }
        catch (ServiceDown)
        {
            return Down();
        }
    }

    private string Check()
    {
        if (Step is "decision" or "appeal-decision" && Choice is not ("yes" or "no"))
        {
            ModelState.AddModelError(nameof(Choice), T["Select what you decide"]);
        }

        if (Step == "condition" && Criteria.All(criterion => criterion.Code != Choice))
        {
            ModelState.AddModelError(nameof(Choice), T["Choose the criterion"]);
        }

        if (Step == "decision" && Choice == "yes" && From is null && !IsWrong(nameof(From)))
        {
            ModelState.AddModelError($"{nameof(From)}.Day", T["Enter the first day of the kitemark"]);
        }

        if (((Step == "decision" && Choice == "yes") || Step == "condition") && Until is null && !IsWrong(nameof(Until)))
        {
            ModelState.AddModelError($"{nameof(Until)}.Day", Step == "condition" ? T["Enter the day by which it is to be put right"] : T["Enter the last day of the kitemark"]);
        }
        else if (Until < From)
        {
            ModelState.AddModelError($"{nameof(Until)}.Day", T["The last day must be after the first"]);
        }
        else if (Step == "condition" && Until <= Today)
        {
            ModelState.AddModelError($"{nameof(Until)}.Day", T["The day must be in the future"]);
        }

        var text = Text?.Trim() ?? "";
        if (text.Length == 0)
        {
            ModelState.AddModelError(nameof(Text), Step switch
            {
                "condition" => T["Say what is to be put right"],
                "answer" => T["Say what you put right"],
                _ => T["Say why"],
            });
        }
        else if (text.Length > Longest[Step])
        {
            ModelState.AddModelError(nameof(Text), T["What you say must be {0} characters or fewer", Longest[Step]]);
        }

        return text;
    }

    /// <summary>Where it goes, what is sent, and what the next page says.</summary>
    private (string Path, object Content, string Done) Asked(string text) => Step switch
    {
        "close" => ("close", new { reason = text }, T["The application is taken back."]),
        "interest" => ("interests", new { reason = text }, T["Your interest is noted. Somebody else goes on with it."]),
        "condition" => ("conditions", new { conditions = new[] { new { criterion = Choice, text, dueOn = Until } } }, T["The applicant is asked to put it right."]),
        "answer" => (string.Create(CultureInfo.InvariantCulture, $"conditions/{Number}/answer"), new { answer = text }, T["Your answer is with the reviewer."]),
        "decision" when Choice == "yes" => ("decision", new { approve = true, from = From, until = Until, reason = text }, T["The kitemark is granted."]),
        "decision" => ("decision", new { approve = false, reason = text }, T["The application is refused."]),
        "appeal" => ("appeal", new { grounds = text }, T["The appeal is with the Academy."]),
        _ => ("appeal/decision", new { uphold = Choice == "yes", reason = text }, T["The appeal is decided."]),
    };
}
