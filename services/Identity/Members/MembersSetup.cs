using Academy.Identity.Accounts;
using Academy.Identity.Data;
using Academy.Identity.Records;

namespace Academy.Identity.Members;

internal static class MembersSetup
{
    /// <summary>Who may act for which organisation, and whose record is whose.</summary>
    public static void AddMembers(this IServiceCollection services)
    {
        services.AddScoped<Invitations>();
        services.AddScoped<RecordFinder>();
        services.AddScoped<RecordSearch>();
        services.AddScoped<IHeldRoles, HeldRoles>();
    }
}

/// <summary>Tells sign-in which roles an account holds, so that it asks administrators for a second proof.</summary>
internal sealed class HeldRoles(Memberships memberships) : IHeldRoles
{
    public async Task<IReadOnlyList<HeldRole>> Of(Guid accountId, CancellationToken cancellationToken)
        => [.. (await memberships.Of(accountId, cancellationToken)).SelectMany(
            organisation => organisation.Roles.Select(role => new HeldRole(organisation.Kind, organisation.OrganisationId, role)))];
}
