using Academy.Identity.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Academy.Identity.Pages;

internal sealed class RegisterModel(IStringLocalizer<Words> words) : RegisterPage
{
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    [BindProperty]
    public string? FullName { get; set; }

    protected override string? Before(Answers answers) => null;

    public void OnGet()
    {
        FullName = Answers.FullName;
        ReturnUrl = LocalUrl.Safe(ReturnUrl) ?? Answers.ReturnUrl;
    }

    public IActionResult OnPost()
    {
        if (!PersonalDetails.TryReadName(FullName, out var name))
        {
            ModelState.AddModelError(nameof(FullName), string.IsNullOrWhiteSpace(FullName)
                ? words["Enter your full name"]
                : words["Your full name must be 100 letters or fewer, with no numbers or signs"]);
            return Page();
        }

        return Keep(Answers with { FullName = name, ReturnUrl = LocalUrl.Safe(ReturnUrl) }, "/register/date-of-birth");
    }
}
