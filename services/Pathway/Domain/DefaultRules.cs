using System.Text.Json;
using Academy.Pathway.Data;
using Academy.Pathway.Features;
using Microsoft.EntityFrameworkCore;

namespace Academy.Pathway.Domain;

/// <summary>
/// The rules a new Academy starts with. Nothing public says how many points make a tier, so the figures are data in
/// default-rules.json, and the first set the Academy publishes takes their place.
/// </summary>
internal static class DefaultRules
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static async Task Seed(PathwayDb db, TimeProvider time)
    {
        if (await db.RuleSets.AnyAsync())
        {
            return;
        }

        await using var file = typeof(DefaultRules).Assembly.GetManifestResourceStream("default-rules.json")!;
        var rules = (await JsonSerializer.DeserializeAsync<PublishRulesRequest>(file, Json))!;
        db.Add(rules.ToRuleSet(time.GetUtcNow()));
        await db.SaveChangesAsync();
    }
}
