using System.Collections.Frozen;

namespace Academy.Identity.Domain;

/// <summary>The scopes of <see cref="AccessRules"/>; those that OpenID Connect gives a meaning have a name here.</summary>
internal static class Scopes
{
    public const string OpenId = "openid";
    public const string Profile = "profile";
    public const string Email = "email";
    public const string OfflineAccess = "offline_access";

    private static readonly FrozenDictionary<string, Scope> ByName = All.Concat(OfPeople).ToFrozenDictionary(scope => scope.Name);

    private static readonly FrozenSet<string> NamesOfPeople = OfPeople.Select(scope => scope.Name).ToFrozenSet();

    public static IReadOnlyList<Scope> OfPeople => AccessRules.Current.ScopesOfPeople;

    public static IReadOnlyList<Scope> All => AccessRules.Current.Scopes;

    public static bool IsKnown(string name) => ByName.ContainsKey(name);

    public static bool IsOfPeople(string name) => NamesOfPeople.Contains(name);

    public static string Describe(string name) => ByName[name].Description;

    /// <summary>The scopes of a space-separated list, each once, in the order asked.</summary>
    public static string[] Read(string list) => [.. list.Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct()];

    /// <summary>The services a token with these scopes is for.</summary>
    public static string[] Audiences(IEnumerable<string> names)
        => [.. names.Where(IsKnown).Select(name => $"academy-{ByName[name].Service}").Distinct()];
}
