using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Academy.Identity.Data;
using Academy.Identity.Domain;
using Academy.Identity.Members;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Identity.Features;

public sealed record ListMembersResponse(IReadOnlyList<MemberResponse> Members, string? Next);

/// <summary>A role somebody holds or held, at some workplaces or for the whole organisation. Who gave and ended it is an account or a client.</summary>
public sealed record MemberResponse(
    Guid MembershipId,
    Guid AccountId,
    string FullName,
    Guid OrganisationId,
    string Role,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Workplaces,
    DateTimeOffset Since,
    string GivenBy,
    string Why,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? EndedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? EndedBy,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? EndedWhy)
{
    internal static MemberResponse Of(Membership m, string fullName)
        => new(m.Id, m.AccountId, fullName, m.OrganisationId, m.Role, m.Workplaces, m.Since, m.GivenBy, m.Why, m.EndedAt, m.EndedBy, m.EndedWhy);
}

/// <summary>
/// Who holds a role now or, with <c>history=true</c>, every role ever held: who gave and ended it, when and why. When the
/// Academy lists another organisation's members, each of them is shown that it did and why.
/// </summary>
internal static class ListMembers
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet("/organisations/{id:guid}/members", Handle).RequireScope("members.read").WithName(nameof(ListMembers));

    private static async Task<Ok<ListMembersResponse>> Handle(
        Guid id, bool? history, Guid? after, [Range(1, 100)] int? limit, Caller caller, HttpRequest http, IdentityDb db, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var organisation = await db.Administered(id, caller, http, cancellationToken);
        var (size, all) = (limit ?? 50, history == true);
        var page = await (
            from membership in db.Memberships.AsNoTracking()
            join account in db.Accounts on membership.AccountId equals account.Id
            where membership.OrganisationId == organisation.Id && (all || membership.EndedAt == null) && (after == null || membership.Id > after)
            orderby membership.Id
            select new { membership, account.FullName }).Take(size + 1).ToListAsync(cancellationToken);
        var shown = page.Take(size).ToList();
        if (caller.OrganisationId != organisation.Id)
        {
            var (purpose, now) = (Purpose.Stated(http), time.GetUtcNow());
            db.AddRange(shown.Select(row => row.membership.AccountId).Distinct().Select(
                account => new StaffLook(account, organisation.Id, caller.Subject, purpose, now)));
            await db.SaveChangesAsync(cancellationToken);
        }

        var next = page.Count > size
            ? $"/api/identity/v1/organisations/{id}/members?after={page[size - 1].membership.Id}&limit={size}{(all ? "&history=true" : "")}"
            : null;
        return TypedResults.Ok(new ListMembersResponse([.. shown.Select(row => MemberResponse.Of(row.membership, row.FullName))], next));
    }
}
