using System.Net;
using System.Text.Json;
using Academy.Identity.Domain;
using Academy.Identity.Messages;
using Academy.ServiceDefaults;
using Academy.Testing;

namespace Academy.Identity.Tests.Members;

/// <summary>An organisation with its first administrator, who holds a token for it.</summary>
internal sealed record StartedOrganisation(Guid Id, OrganisationKind Kind, Account Administrator, HttpClient Http)
{
    public string Path => $"{Inviting.Api}/organisations/{Id}";
}

internal static class Inviting
{
    public const string Api = "/api/identity/v1";
    private const string Scopes = "members.read members.write";

    public static HttpClient AcademyAdministrator(this IdentityApp app, string? purpose = null)
    {
        var http = app.As(Scopes, OrganisationKind.Academy, DemoClient.AcademyId, roles: ["administrator"], subject: "academy-office");
        if (purpose is not null)
        {
            http.DefaultRequestHeaders.Add("X-Purpose", purpose);
        }

        return http;
    }

    public static HttpClient Acting(this IdentityApp app, Account account, OrganisationKind kind, Guid organisation, params string[] roles)
        => app.As(Scopes, kind, organisation, roles: roles, subject: account.Id.ToString());

    public static HttpClient ForThemselves(this IdentityApp app, Account account) => app.As("account.connect", subject: account.Id.ToString());

    public static Task<HttpResponseMessage> Start(this IdentityApp app, Guid id, string email, OrganisationKind kind = OrganisationKind.Employer)
        => app.AcademyAdministrator().PostNew(
            $"{Api}/organisations", new { kind, organisationId = id, name = "Oak Care", email, reason = "Signed the agreement of May" });

    /// <summary>The token in the newest invitation that was sent to an address.</summary>
    public static async Task<string> InvitationSentTo(this IdentityApp app, string address)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var letters = await scope.ServiceProvider.GetRequiredService<Post>().Newest(1000, CancellationToken.None);
        var letter = letters.First(sent => sent.Notification.Address == address && sent.Notification.Purpose == "invitation").Notification;
        return letter.Lines.Single(line => line.Contains("/account/invitation/", StringComparison.Ordinal)).Split("/account/invitation/")[1];
    }

    /// <summary>Where the newest invitation to an employer's staff that was sent to an address leads.</summary>
    public static async Task<string> StaffInvitationSentTo(this IdentityApp app, string address)
    {
        const string path = "/account/staff-invitation/";
        await using var scope = app.Services.CreateAsyncScope();
        var letters = await scope.ServiceProvider.GetRequiredService<Post>().Newest(1000, CancellationToken.None);
        var body = letters.First(sent => sent.Notification.Address == address && sent.Notification.Purpose == "staff-invitation").Notification.Body;
        return path + body.Split(path)[1].Split('\n', ' ')[0];
    }

    public static async Task<HttpResponseMessage> Accept(this IdentityApp app, Account account, string? token = null)
        => await app.ForThemselves(account).PostNew($"{Api}/invitations/accept", new { token = token ?? await app.InvitationSentTo(account.Email!) });

    public static async Task<StartedOrganisation> AnOrganisation(this IdentityApp app, OrganisationKind kind = OrganisationKind.Employer)
    {
        var (id, account) = (Guid.CreateVersion7(), await app.NewAccount());
        (await app.Start(id, account.Email!, kind)).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await app.Accept(account)).StatusCode.ShouldBe(HttpStatusCode.OK);
        return new StartedOrganisation(id, kind, account, app.Acting(account, kind, id, "administrator"));
    }

    public static Task<HttpResponseMessage> Invite(
        this StartedOrganisation organisation, string email, string role = "viewer", string[]? workplaces = null)
        => organisation.Http.PostNew($"{organisation.Path}/invitations", new { email, role, workplaces, reason = "Plans the rota" });

    /// <summary>Somebody who was invited and accepted: the account and the membership.</summary>
    public static async Task<(Account Account, Guid Membership)> AMember(
        this IdentityApp app, StartedOrganisation organisation, string role = "viewer", string[]? workplaces = null)
    {
        var account = await app.NewAccount();
        (await organisation.Invite(account.Email!, role, workplaces)).StatusCode.ShouldBe(HttpStatusCode.Created);
        return (account, (await (await app.Accept(account)).Json()).GetProperty("membershipId").GetGuid());
    }

    public static Task<HttpResponseMessage> End(this StartedOrganisation organisation, Guid membership, HttpClient? by = null)
        => (by ?? organisation.Http).PostNew($"{organisation.Path}/members/{membership}/end", new { reason = "Left on Friday" });

    public static Task<HttpResponseMessage> Change(
        this StartedOrganisation organisation, Guid membership, string role, HttpClient? by = null, string[]? workplaces = null)
        => (by ?? organisation.Http).PostNew($"{organisation.Path}/members/{membership}/role", new { role, workplaces, reason = "New duties" });

    public static async Task<IReadOnlyList<JsonElement>> Members(this StartedOrganisation organisation, string query = "", HttpClient? by = null)
        => [.. (await (await (by ?? organisation.Http).GetAsync($"{organisation.Path}/members{query}")).Json()).GetProperty("members").EnumerateArray()];

    public static async Task<Guid> FirstAdministrator(this StartedOrganisation organisation)
        => (await organisation.Members()).Single(m => m.GetProperty("accountId").GetGuid() == organisation.Administrator.Id).GetProperty("membershipId").GetGuid();

    public static async Task<string> Slug(this HttpResponseMessage answer) => (await answer.Json()).GetProperty("type").GetString()!;
}
