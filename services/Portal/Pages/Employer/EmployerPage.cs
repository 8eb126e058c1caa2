using Academy.AscWds.Codes;
using Academy.Portal.Clients;
using Academy.Portal.Sessions;
using Microsoft.AspNetCore.Authorization;

namespace Academy.Portal.Pages.Employer;

/// <summary>A page about the team of the employer that whoever is signed in acts for.</summary>
[Authorize(For.Employers)]
internal abstract class EmployerPage(TimeProvider time) : SignedInPage(time)
{
    public Guid Employer => Who.OrganisationId!.Value;

    public static string? Role(int? code) => code is { } known && JobRoles.TryGet(known, out var role) ? role.Name : null;

    public StatusTag Status(MatrixCell cell) => cell switch
    {
        { Status: "Missing" } => new("Missing", "red"),
        { Status: "Expired" } => new("Expired", "red"),
        { Status: "NotYet" } => new("Needed later", "grey"),
        _ => StatusTag.Of(cell.Until, Today),
    };
}
