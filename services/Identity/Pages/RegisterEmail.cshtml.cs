using Academy.Identity.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Academy.Identity.Pages;

internal sealed class RegisterEmailModel(EmployerDomains employers, IStringLocalizer<Words> words) : RegisterPage
{
    [BindProperty]
    public string? Email { get; set; }

    protected override string? Before(Answers answers) => FirstMissing(answers with { Email = "" });

    public void OnGet() => Email = Answers.Email;

    public IActionResult OnPost()
    {
        if (!EmailAddress.TryRead(Email, out var address))
        {
            ModelState.AddModelError(nameof(Email), string.IsNullOrWhiteSpace(Email)
                ? words["Enter your email"]
                : words["Enter an email in the right form, like name@example.com"]);
            return Page();
        }

        var isNew = !string.Equals(address, Answers.Email, StringComparison.OrdinalIgnoreCase);
        var answers = Answers with { Email = address, KeepsWorkEmail = !isNew && Answers.KeepsWorkEmail };
        if (employers.Has(address) && !answers.KeepsWorkEmail)
        {
            var change = Change;
            Change = false;
            return Keep(answers, change ? "/register/work-email?change=true" : "/register/work-email");
        }

        return Keep(answers, "/register/phone");
    }
}
