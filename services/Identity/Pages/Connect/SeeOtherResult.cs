using Microsoft.AspNetCore.Mvc;

namespace Academy.Identity.Pages.Connect;

/// <summary>303: whatever method came, the browser goes on by GET, and no form is posted to the next address (RFC 9700 §4.12).</summary>
internal sealed class SeeOtherResult(string address) : ActionResult
{
    public override void ExecuteResult(ActionContext context)
    {
        context.HttpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.HttpContext.Response.Headers.Location = address;
    }
}
