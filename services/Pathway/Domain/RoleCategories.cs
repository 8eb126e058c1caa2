using System.Text.Json;

namespace Academy.Pathway.Domain;

/// <summary>A role category of the Department of Health and Social Care's Care Workforce Pathway (April 2025). It says what work somebody does; it is no tier.</summary>
/// <param name="AscWdsCode">CWPCATEGORY; a personal assistant has none in the data set.</param>
/// <param name="Suggested">Training that often helps in it, by ASC-WDS category. The suggestions are the Academy's own.</param>
public sealed record RoleCategory(string Key, string Name, int? AscWdsCode, string About, IReadOnlyList<int> Suggested);

/// <summary>The eight role categories, as <c>role-categories.json</c> has them.</summary>
internal static class RoleCategories
{
    public static IReadOnlyList<RoleCategory> All { get; } = Read();

    private static RoleCategory[] Read()
    {
        using var file = typeof(RoleCategories).Assembly.GetManifestResourceStream("role-categories.json")!;
        return JsonSerializer.Deserialize<RoleCategory[]>(file, JsonSerializerOptions.Web)!;
    }
}
