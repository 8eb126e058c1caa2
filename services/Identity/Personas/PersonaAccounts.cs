using Academy.Identity.Accounts;
using Academy.Identity.Data;
using Academy.Identity.Domain;
using Academy.Identity.Members;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Academy.Identity.Personas;

/// <param name="LearnerId">The person's record, for personas who have one.</param>
/// <param name="OrganisationId">Whom the person acts for, by the id the other services know it by.</param>
/// <param name="Workplaces">The workplaces the person's role is held at; none means the whole organisation.</param>
public sealed record BindPersonaRequest(Guid? LearnerId, Guid? OrganisationId, string? OrganisationName, IReadOnlyList<string>? Workplaces);

/// <summary>The accounts behind the personas. They are ordinary accounts; only the way in is short.</summary>
internal sealed class PersonaAccounts(IdentityDb db, UserManager<Account> accounts, Sessions sessions, TimeProvider time)
{
    private const string Why = "A persona of the development platform";

    /// <summary>Only in Development: elsewhere not even what was compiled in by mistake has an address.</summary>
    public static void Map(IEndpointRouteBuilder app)
    {
        if (app.ServiceProvider.GetRequiredService<IHostEnvironment>().IsDevelopment())
        {
            app.MapPut("/dev/personas/{key}", Bind).RequireScope("clients.write").ExcludeFromDescription();
        }
    }

    public async Task SignIn(HttpContext http, Persona persona, CancellationToken cancellationToken)
        => await sessions.SignIn(http, await Of(persona), [Amr.Otp, Amr.Several], cancellationToken);

    private static async Task<IResult> Bind(
        string key, BindPersonaRequest request, Caller caller, PersonaAccounts personas, CancellationToken cancellationToken)
    {
        Features.Administrators.Only(caller);
        await personas.Give(Persona.Find(key) ?? throw new NotThere(), request, caller, cancellationToken);
        return TypedResults.NoContent();
    }

    private async Task Give(Persona persona, BindPersonaRequest request, Caller caller, CancellationToken cancellationToken)
    {
        var account = await Of(persona);
        if (request.LearnerId is { } learnerId)
        {
            account.LinkTo(learnerId);
        }

        if (persona.Kind is { } kind && (kind == OrganisationKind.Academy ? DemoClient.AcademyId : request.OrganisationId) is { } organisationId)
        {
            var now = time.GetUtcNow();
            var organisation = await db.Organisations.SingleOrDefaultAsync(o => o.Id == organisationId, cancellationToken);
            if (organisation is null)
            {
                organisation = new Organisation(organisationId, kind, request.OrganisationName ?? persona.Who, caller.Subject, Why, now);
                db.Add(organisation);
            }

            foreach (var role in persona.Roles ?? [])
            {
                await db.Give(organisation, account.Id, role, organisation.Limit(role, request.Workplaces), caller.Subject, Why, now, cancellationToken);
            }
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    private async Task<Account> Of(Persona persona)
    {
        if (await accounts.FindByEmailAsync(persona.Email) is { } known)
        {
            return known;
        }

        var account = new Account(persona.Name, persona.BornOn, persona.Email, time.GetUtcNow());
        var made = await accounts.CreateAsync(account);
        return made.Succeeded ? account : throw new InvalidOperationException(string.Join(' ', made.Errors.Select(error => error.Description)));
    }
}
