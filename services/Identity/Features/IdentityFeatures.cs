using Academy.Identity.Data;
using Academy.Identity.Domain;
using Academy.People;

namespace Academy.Identity.Features;

internal static class IdentityFeatures
{
    public static void MapIdentity(this IEndpointRouteBuilder app)
    {
        GetDiscovery.Map(app);
        GetKeys.Map(app);
        IssueToken.Map(app);
        GetUserInfo.Map(app);
        RevokeToken.Map(app);
        IntrospectToken.Map(app);

        var api = app.MapGroup("/api/identity/v1");
        RegisterClient.Map(api);
        RenewClientSecret.Map(api);
        RemoveClient.Map(api);
        ListNameChanges.Map(api);
        GetNameChange.Map(api);
        DecideNameChange.Map(api);
        StartOrganisation.Map(api);
        ListMembers.Map(api);
        ChangeMemberRole.Map(api);
        EndMembership.Map(api);
        InviteMember.Map(api);
        ListInvitations.Map(api);
        WithdrawInvitation.Map(api);
        AcceptInvitation.Map(api);
        InviteStaff.Map(api);
        ListStaffInvitations.Map(api);
        ListFeedback.Map(api);
        FindMyRecord.Map(api);
        GetMyRecordSearch.Map(api);
        ListRecordRequests.Map(api);
        GetRecordRequest.Map(api);
        DecideRecordRequest.Map(api);
        api.MapPersonalData("identity", Scopes.Profile, HeldData.Tables, forAcademy: false);
#if PERSONAS
        Personas.PersonaAccounts.Map(app);
#endif
    }
}
