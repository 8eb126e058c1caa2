using Academy.Identity.Accounts;
using Academy.Identity.Domain;
using Microsoft.AspNetCore.Mvc;

namespace Academy.Identity.Pages;

internal sealed class RegisterCheckModel(EmailLinks links, Drafts drafts, EmployerDomains employers, TimeProvider time) : RegisterPage
{
    protected override string? Before(Answers answers)
        => FirstMissing(answers) ?? (employers.Has(answers.Email!) && !answers.KeepsWorkEmail ? "/register/work-email" : null);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await links.AskToRegister(HttpContext, Answers, cancellationToken);
        drafts.Write(HttpContext, Sent.Draft, new Sent(LinkPurpose.Register, Answers.Email!, Answers.ReturnUrl, time.GetUtcNow()));
        return Redirect("/sign-in/sent");
    }
}
