using Academy.ServiceDefaults;
using Academy.Testing;

namespace Academy.Portal.Tests;

/// <summary>Who may act for an organisation, as Identity keeps it: two people, one of them the last administrator.</summary>
internal sealed class MemberStandIn(IdentityStandIn identity, TimeProvider time)
{
    public static readonly Guid RuthId = new("01890a5d-0000-7000-8000-0000000000f1");
    public static readonly Guid ZahraId = new("01890a5d-0000-7000-8000-0000000000f2");
    public static readonly Guid InvitationId = new("01890a5d-0000-7000-8000-0000000000f3");

    private readonly Dictionary<string, object> _answered = [];
    private readonly List<(Guid Id, string Email, string Role, string[]? Workplaces)> _invited = [(InvitationId, "kit@post.example", "viewer", null)];
    private readonly Dictionary<Guid, (string Name, string Role, string[]? Workplaces)> _members = new()
    {
        [RuthId] = ("Ruth <b>Ellis</b>", "administrator", null),
        [ZahraId] = ("Zahra Ahmadi", "manager", ["RW-1", "RW-2"]),
    };

    public IReadOnlyList<(Guid Id, string Email, string Role, string[]? Workplaces)> Invited => _invited;

    public IReadOnlyDictionary<Guid, (string Name, string Role, string[]? Workplaces)> Members => _members;

    /// <summary>Lists of staff that were invited, with the workplace.</summary>
    public List<string> StaffInvited { get; } = [];

    /// <summary>Members are not answered, while signing in still works.</summary>
    public bool IsDown { get; set; }

    public void Map(WebApplication host, Func<object, int, IResult> json)
    {
        const string organisation = "/Identity/api/identity/v1/organisations/{id:guid}";
        host.MapGet($"{organisation}/members", (Guid id, HttpRequest request) => Own(request, id, () => json(
            new { members = _members.Select(member => Show(id, member.Key)) }, 200)));
        host.MapGet($"{organisation}/invitations", (Guid id, HttpRequest request) => Own(request, id, () => json(
            new { invitations = _invited.Select(invited => new { invitationId = invited.Id, email = invited.Email, role = invited.Role, workplaces = invited.Workplaces, expiresAt = time.GetUtcNow().AddDays(7) }) }, 200)));
        host.MapPost($"{organisation}/invitations", async (Guid id, HttpRequest request) =>
        {
            var asked = (await request.ReadFromJsonAsync<Asked>())!;
            return Own(request, id, () => Once(request, () =>
            {
                if (asked.Email!.EndsWith("@bad", StringComparison.Ordinal))
                {
                    return Problem(422, "email");
                }

                var invited = (Id: Guid.CreateVersion7(), asked.Email, asked.Role!, asked.Workplaces);
                _invited.Add(invited);
                return json(new { invitationId = invited.Id, email = invited.Email, role = asked.Role, expiresAt = time.GetUtcNow().AddDays(7) }, 201);
            }));
        });
        host.MapGet($"{organisation}/staff-invitations", (Guid id, HttpRequest request) => Own(request, id, () => json(
            new { invitations = new[] { Staff("kit@post.example", "Accepted"), Staff("late@post.example", "Expired"), Staff("a.very.long.address.of.somebody@a-very-long-domain.example", "Sent") } }, 200)));
        host.MapPost($"{organisation}/staff-invitations", async (Guid id, HttpRequest request) =>
        {
            var asked = (await request.ReadFromJsonAsync<AskedStaff>())!;
            return Own(request, id, () => Once(request, () =>
            {
                StaffInvited.Add($"{string.Join(' ', asked.Emails)} {asked.WorkplaceReference}".TrimEnd());
                return json(
                    new
                    {
                        sent = asked.Emails.Count(email => email != "kit@post.example"),
                        rows = asked.Emails.Select(email => new { email, outcome = email == "kit@post.example" ? "InvitedBefore" : "Sent" }),
                    },
                    200);
            }));
        });
        host.MapDelete($"{organisation}/invitations/{{invitation:guid}}", (Guid id, Guid invitation, HttpRequest request)
            => Own(request, id, () => _invited.RemoveAll(invited => invited.Id == invitation) > 0 ? Results.NoContent() : Problem(404, "not-found")));
        host.MapPost($"{organisation}/members/{{member:guid}}/role", async (Guid id, Guid member, HttpRequest request) =>
        {
            var asked = (await request.ReadFromJsonAsync<Asked>())!;
            return Own(request, id, () => Once(request, () =>
            {
                if (member == RuthId)
                {
                    return Problem(422, "last-administrator");
                }

                _members[member] = (_members[member].Name, asked.Role!, asked.Workplaces);
                return json(Show(id, member), 200);
            }));
        });
        host.MapPost($"{organisation}/members/{{member:guid}}/end", (Guid id, Guid member, HttpRequest request) => Own(request, id, () => Once(request, () =>
        {
            if (member == RuthId)
            {
                return Problem(422, "last-administrator");
            }

            var shown = Show(id, member);
            _members.Remove(member);
            return json(shown, 200);
        })));
    }

    private static IResult Problem(int status, string slug) => Results.Problem(statusCode: status, type: $"/problems/{slug}", detail: "x");

    private object Show(Guid organisation, Guid member) => new
    {
        membershipId = member,
        accountId = Guid.Empty,
        fullName = _members[member].Name,
        organisationId = organisation,
        role = _members[member].Role,
        workplaces = _members[member].Workplaces,
        since = time.GetUtcNow().AddDays(-100),
    };

    private IResult Once(HttpRequest request, Func<IResult> answer)
    {
        var key = request.Headers["Idempotency-Key"].ToString();
        return (IResult)(_answered.TryGetValue(key, out var known) ? known : _answered[key] = answer());
    }

    private IResult Own(HttpRequest request, Guid organisation, Func<IResult> answer) => identity.Of(request) switch
    {
        _ when IsDown => Results.StatusCode(503),
        null => Problem(401, "not-signed-in"),
        { Kind: OrganisationKind.Employer } who when who.OrganisationId == organisation => answer(),
        _ => Problem(404, "not-found"),
    };

    private object Staff(string email, string state) => new
    {
        invitationId = Guid.CreateVersion7(),
        email,
        state,
        invitedAt = time.GetUtcNow().AddDays(-1),
        expiresAt = time.GetUtcNow().AddDays(6),
    };

    private sealed record AskedStaff(string[] Emails, string? WorkplaceReference);

    private sealed record Asked(string? Email, string? Role, string[]? Workplaces);
}
