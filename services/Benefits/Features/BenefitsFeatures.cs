using Academy.Benefits.Data;
using Academy.People;
using Academy.ServiceDefaults;

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
        WorkOutEffects.Map(v1);
        v1.MapLooks<BenefitsDb>("benefits.looks", db => db.Partners.Select(p => new OrganisationName { Id = p.Id, Name = p.Name }));
        v1.MapActivity<BenefitsDb>("benefits.read", db => db.Partners.Select(p => new OrganisationName { Id = p.Id, Name = p.Name }));
        v1.MapPersonalData("benefits", "benefits.read", HeldData.Tables);
    }

    /// <summary>Partners look after their own offers, officers of the Academy after all.</summary>
    public static bool MayManage(this Caller caller, Guid partnerId)
        => caller.Is(OrganisationKind.Partner, partnerId) || caller.IsOfficer();

    public static bool IsOfficer(this Caller caller) => caller.IsAcademy && caller.Roles.Contains("officer");
}
