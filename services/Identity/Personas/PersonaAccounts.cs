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

/// <summary>What a system signs in with at <c>/connect/token</c>.</summary>
internal sealed record PersonaCredentials(string ClientId, string Secret, IReadOnlyList<string> Scopes);

/// <summary>The accounts behind the personas. They are ordinary accounts; only the way in is short.</summary>
internal sealed class PersonaAccounts(
    IdentityDb db, UserManager<Account> accounts, Sessions sessions, SecondFactor secondFactor, Authenticator authenticator, TimeProvider time)
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
    {
        var account = await Of(persona);
        if (!account.TwoFactorEnabled && await secondFactor.IsRequired(account, cancellationToken))
        {
            // Nobody has the app: the click stands for its code too.
            account.UseAuthenticator(authenticator.NewKey(account), authenticator.StepNow());
            await db.SaveChangesAsync(cancellationToken);
        }

        await sessions.SignIn(http, account, [Amr.Otp, Amr.Several], cancellationToken);
    }

    /// <summary>A secret for the system in place of the one before: only its hash is kept, so nobody could show that one again.</summary>
    public async Task<PersonaCredentials> NewSecret(CancellationToken cancellationToken)
    {
        var secret = RandomToken.New();
        (await RobinsClient(cancellationToken)).UseSecret(secret);
        await db.SaveChangesAsync(cancellationToken);
        return new(Persona.Robin.Key, secret, Persona.Robin.Scopes);
    }

    private static async Task<IResult> Bind(
        string key, BindPersonaRequest request, Caller caller, PersonaAccounts personas, CancellationToken cancellationToken)
    {
        Features.Administrators.Only(caller);
        if (key == Persona.Robin.Key)
        {
            await personas.GiveSystem(request.OrganisationId, cancellationToken);
            return TypedResults.NoContent();
        }

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

    private async Task GiveSystem(Guid? organisationId, CancellationToken cancellationToken)
    {
        var client = await RobinsClient(cancellationToken);
        if (organisationId is { } organisation)
        {
            client.SpeakFor(Persona.Robin.Kind, organisation, []);
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    private async Task<Client> RobinsClient(CancellationToken cancellationToken)
    {
        if (await db.Clients.SingleOrDefaultAsync(client => client.Id == Persona.Robin.Key, cancellationToken) is { } known)
        {
            return known;
        }

        var client = new Client(Persona.Robin.Key, $"{Persona.Robin.Name}, {Persona.Robin.Who}", Persona.Robin.Scopes, time.GetUtcNow());
        db.Add(client);
        return client;
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
