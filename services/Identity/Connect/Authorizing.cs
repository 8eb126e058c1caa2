using Academy.Identity.Accounts;
using Academy.Identity.Data;
using Academy.Identity.Domain;
using Microsoft.EntityFrameworkCore;

namespace Academy.Identity.Connect;

/// <summary>What comes next for an authorization request.</summary>
internal enum NextStep
{
    SignIn,
    SecondProof,
    Choose,
    Consent,
    Answer,
}

/// <summary>A person who is signed in now, with the session as it is kept.</summary>
internal sealed record Person(Account Account, Session Session);

/// <summary>A request on its way, who asks and who is there to answer.</summary>
internal sealed record Authorization(
    AuthorizationRequest Request, Client Client, PendingAuthorization? Pending, Person? Person, IReadOnlyList<ActsFor> Organisations, DateTimeOffset Now)
{
    private DateTimeOffset StartedAt => Pending?.StartedAt ?? Now;

    /// <summary>Whom the person acts for, as chosen or asked for, or because there is nothing to choose from.</summary>
    public string? Chosen
        => Pending is { Chosen: { } chosen } && Pending.ChosenBy == Person?.Account.Id ? chosen
            : Request.Asks("select_account") ? null
            : Request.ActsFor ?? (Options is [var only] ? only : null);

    /// <summary>Themselves, if they are a learner or nothing else, and every organisation they hold a role in.</summary>
    public IReadOnlyList<string> Options
        =>
        [
            .. Person?.Account.LearnerId is not null || Organisations.Count == 0 ? new[] { ActsFor.Self } : [],
            .. Organisations.Select(organisation => organisation.OrganisationId.ToString()),
        ];

    public ActsFor? Organisation => Organisations.FirstOrDefault(held => held.OrganisationId.ToString() == Chosen);

    /// <summary>What was asked for, as far as the client may have it and the person may give it.</summary>
    public string[] Scopes
        => Standings.Allowed(Request.Scopes.Where(Client.Scopes.Contains), Person!.Account, Organisation);

    public bool MustSignIn
        => Person is null
            || (Person.Session.CreatedAt < StartedAt
                && (Request.Asks("login") || Now - Person.Session.CreatedAt > TimeSpan.FromSeconds(Request.MaxAge ?? int.MaxValue)));

    public bool NeedsConsent(Consent? given)
        => !Client.IsFirstParty && (given?.Covers(Scopes) != true || (Request.Asks("consent") && given.GivenAt < StartedAt));
}

/// <summary>Reads authorization requests, decides what is missing and in the end makes the code.</summary>
internal sealed class Authorizing(IdentityDb db, Memberships memberships, SecondFactor secondFactor, Standings standings, Issuer issuer, TimeProvider time)
{
    /// <summary>The client a request names, once its redirect URI is known to be the client's.</summary>
    public async Task<Client> Trust(string? clientId, string? redirectUri, CancellationToken cancellationToken)
    {
        var client = clientId is { Length: <= 100 } && !clientId.Contains('\0', StringComparison.Ordinal)
            ? await db.Clients.AsNoTracking().SingleOrDefaultAsync(known => known.Id == clientId, cancellationToken)
            : null;
        if (client is null)
        {
            throw new AuthorizationNotTrusted("The service that sent you here is not known to us.");
        }

        return redirectUri is not null && Array.Exists(client.RedirectUris, registered => RedirectUris.Matches(issuer.InFull(registered), redirectUri, client.IsNative))
            ? client
            : throw new AuthorizationNotTrusted("The service that sent you here asked us to send you back to an address it has not registered.");
    }

    /// <summary>A request that waited for the person, if it still may go on.</summary>
    public async Task<PendingAuthorization> Resume(string id, CancellationToken cancellationToken)
        => await FindPending(id, cancellationToken) ?? throw new AuthorizationNotTrusted("You took longer than an hour, or this address is not complete. Go back to the service you came from and start again.");

    public async Task<Authorization> Meet(
        HttpContext http, Client client, AuthorizationRequest request, PendingAuthorization? pending, CancellationToken cancellationToken)
    {
        var person = await SignedInNow(http, cancellationToken);
        var organisations = person is null ? [] : await memberships.Of(person.Account.Id, cancellationToken);
        return new Authorization(request, client, pending, person, organisations, time.GetUtcNow());
    }

    /// <summary>A request that waits, with the person who is signed in now; nothing if it may not go on.</summary>
    public async Task<Authorization?> Find(HttpContext http, string id, CancellationToken cancellationToken)
    {
        if (await FindPending(id, cancellationToken) is not { } pending)
        {
            return null;
        }

        var request = pending.Read();
        var client = await db.Clients.AsNoTracking().SingleOrDefaultAsync(known => known.Id == request.ClientId, cancellationToken);
        return client is null ? null : await Meet(http, client, request, pending, cancellationToken);
    }

    public async Task<NextStep> Next(Authorization asked, CancellationToken cancellationToken)
    {
        if (asked.MustSignIn)
        {
            return Ask(asked, NextStep.SignIn, "login_required", "The person has to sign in.");
        }

        var (account, session) = asked.Person!;
        if (await secondFactor.IsMissing(session.Amr, account, cancellationToken))
        {
            return Ask(asked, NextStep.SecondProof, "interaction_required", "The person's role wants a second proof of who they are.");
        }

        if (asked.Chosen is null)
        {
            return Ask(asked, NextStep.Choose, "interaction_required", "The person has to choose whom to act for. acts_for in the request says it beforehand.");
        }

        if (asked.Chosen != ActsFor.Self && asked.Organisation is null)
        {
            throw new AuthorizationRefused("access_denied", "The person holds no role in the organisation that acts_for names.");
        }

        if (asked.Scopes.Length == 0)
        {
            throw new AuthorizationRefused("invalid_scope", "Nothing of what was asked for may be given to this client by this person.");
        }

        var given = await db.Consents.AsNoTracking()
            .SingleOrDefaultAsync(consent => consent.AccountId == account.Id && consent.ClientId == asked.Client.Id, cancellationToken);
        return asked.NeedsConsent(given)
            ? Ask(asked, NextStep.Consent, "consent_required", "The person has to consent.")
            : NextStep.Answer;
    }

    /// <summary>Keeps a request until the person has done what it waits for.</summary>
    public async Task<Guid> Keep(AuthorizationRequest request, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var pending = new PendingAuthorization(request, now);
        db.Add(pending);
        await db.SaveChangesAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync(
            $"DELETE FROM pending_authorizations WHERE id IN (SELECT id FROM pending_authorizations WHERE started_at < {now - PendingAuthorization.Lifetime} LIMIT 50 FOR UPDATE SKIP LOCKED)",
            cancellationToken);
        return pending.Id;
    }

    /// <summary>A grant and the code that stands for it.</summary>
    public async Task<string> Grant(Authorization asked, CancellationToken cancellationToken)
    {
        var (account, session) = asked.Person!;
        var grant = new Grant(asked.Client.Id, account.Id, session.Id, asked.Scopes, asked.Now);
        if (asked.Organisation is { } organisation)
        {
            grant.ActFor(organisation.Kind, organisation.OrganisationId);
        }

        var code = grant.MakeCode(asked.Request.RedirectUri, asked.Request.CodeChallenge, asked.Request.Nonce);
        db.Add(grant);
        await db.SaveChangesAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync(
            $"DELETE FROM grants WHERE id IN (SELECT id FROM grants WHERE expires_at < {asked.Now - TimeSpan.FromDays(1)} LIMIT 50 FOR UPDATE SKIP LOCKED)",
            cancellationToken);
        return code;
    }

    private async Task<PendingAuthorization?> FindPending(string id, CancellationToken cancellationToken)
        => Guid.TryParseExact(id, "D", out var known)
            && await db.PendingAuthorizations.SingleOrDefaultAsync(pending => pending.Id == known, cancellationToken) is { } found
            && found.IsLive(time.GetUtcNow())
                ? found
                : null;

    private async Task<Person?> SignedInNow(HttpContext http, CancellationToken cancellationToken)
    {
        if (await Sessions.Current(http) is not { } current)
        {
            return null;
        }

        var account = await db.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == current.AccountId, cancellationToken);
        var session = await db.Sessions.AsNoTracking().SingleOrDefaultAsync(s => s.Id == current.SessionId, cancellationToken);
        return account is null || session is null || standings.IsLocked(account) ? null : new Person(account, session);
    }

    private static NextStep Ask(Authorization asked, NextStep step, string error, string description)
        => asked.Request.MayAsk ? step : throw new AuthorizationRefused(error, description);
}
