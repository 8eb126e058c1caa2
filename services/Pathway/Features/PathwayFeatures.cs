using Academy.Pathway.Data;
using Academy.People;

namespace Academy.Pathway.Features;

internal static class PathwayFeatures
{
    public static void MapFeatures(this IEndpointRouteBuilder app)
    {
        var v1 = app.MapGroup("/api/pathway/v1");
        PublishRules.Map(v1);
        ListRules.Map(v1);
        GetRules.Map(v1);
        GetTier.Map(v1);
        ListRoleCategories.Map(v1);
        GetFigures.Map(v1);
        GetEffects.Map(v1);
        WorkOutEffects.Map(v1);
        v1.MapLooks<PathwayDb>("pathway.looks");
        v1.MapActivity<PathwayDb>("pathway.read");
        v1.MapPersonalData("pathway", "pathway.read", HeldData.Tables);
    }
}
