using Academy.Identity.Accounts;
using Microsoft.AspNetCore.Mvc;

namespace Academy.Identity.Pages;

internal sealed class RegisterWorkEmailModel : RegisterPage
{
    protected override string? Before(Answers answers) => FirstMissing(answers);

    public IActionResult OnPost() => Keep(Answers with { KeepsWorkEmail = true }, "/register/phone");
}
