using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Academy.Identity.Pages;

[AllowAnonymous]
internal sealed class RegisterTooYoungModel : PageModel;
