namespace Academy.Benefits.Features;

internal static class BenefitsFeatures
{
    public static void MapFeatures(this IEndpointRouteBuilder app)
    {
        var v1 = app.MapGroup("/api/benefits/v1");
        RegisterPartner.Map(v1);
        PublishOffer.Map(v1);
        ChangeRule.Map(v1);
        ListOffers.Map(v1);
        GetBenefits.Map(v1);
        IssueCode.Map(v1);
        CheckCode.Map(v1);
        RedeemCode.Map(v1);
        GetUsage.Map(v1);
    }

    /// <summary>Partners look after their own offers, officers of the Academy after all.</summary>
    public static bool MayManage(this ServiceDefaults.Caller caller, Guid partnerId)
        => caller.Is(ServiceDefaults.OrganisationKind.Partner, partnerId) || caller.IsOfficer();

    public static bool IsOfficer(this ServiceDefaults.Caller caller) => caller.IsAcademy && caller.Roles.Contains("officer");
}
