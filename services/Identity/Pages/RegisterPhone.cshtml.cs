using Academy.Identity.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Academy.Identity.Pages;

internal sealed class RegisterPhoneModel(IStringLocalizer<Words> words) : RegisterPage
{
    [BindProperty]
    public string? Phone { get; set; }

    protected override string? Before(Answers answers) => FirstMissing(answers);

    public void OnGet() => Phone = Answers.Phone;

    public IActionResult OnPost()
    {
        if (!PersonalDetails.TryReadPhone(Phone, out var phone))
        {
            ModelState.AddModelError(nameof(Phone), words["Enter a phone number, like 07700 900 982 or +44 808 157 0192"]);
            return Page();
        }

        return Keep(Answers with { Phone = phone }, "/register/check");
    }
}
