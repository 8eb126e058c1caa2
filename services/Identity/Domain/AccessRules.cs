using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;
using Academy.ServiceDefaults;

namespace Academy.Identity.Domain;

/// <summary>What an access token may allow: the name, the service that owns it, and what it means to a person.</summary>
internal sealed record Scope(string Name, string Service, string Description);

/// <param name="IsHeldAtWorkplaces">Whether it may be held at some workplaces only.</param>
/// <param name="Scopes">A space-separated list.</param>
internal sealed record RoleRule(OrganisationKind Kind, string Name, string Scopes, bool IsHeldAtWorkplaces = false);

/// <summary>
/// Which scopes there are, and which of them each role allows: the file <c>access.json</c> beside the program, read once.
/// To change what a role may do, change the file and start the service anew.
/// </summary>
/// <param name="ScopesOfPeople">What a person who signs in may let a client know and do; no client holds these for itself.</param>
/// <param name="Learners">What a person may do with their own record, as a space-separated list.</param>
internal sealed record AccessRules(
    IReadOnlyList<Scope> Scopes, IReadOnlyList<Scope> ScopesOfPeople, string Learners, IReadOnlyList<RoleRule> Roles)
{
    private const string File = "access.json";

    private static readonly JsonSerializerOptions Json = new()
    {
        Converters = { new JsonStringEnumConverter() },
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>Those of this program; asked for at the start, so that a file that is not as it should be stops it there.</summary>
    public static AccessRules Current { get; } = Read(System.IO.File.ReadAllText(Path.Combine(AppContext.BaseDirectory, File)));

    /// <exception cref="InvalidOperationException">The file is not as it should be; the message says what to mend.</exception>
    public static AccessRules Read(string text)
    {
        AccessRules rules;
        try
        {
            rules = JsonSerializer.Deserialize<AccessRules>(text, Json) ?? throw new InvalidOperationException($"{File} is empty.");
        }
        catch (JsonException unreadable)
        {
            throw new InvalidOperationException($"{File} cannot be read: {unreadable.Message}", unreadable);
        }

        Once(rules.Scopes.Concat(rules.ScopesOfPeople).Select(scope => scope.Name), "scope");
        Once(rules.Roles.Select(role => $"{role.Kind} {role.Name}"), "role");
        var names = rules.Scopes.Select(scope => scope.Name).ToFrozenSet();
        foreach (var (who, list) in rules.Roles.Select(role => ($"{role.Kind} {role.Name}", role.Scopes)).Append(("Learners", rules.Learners)))
        {
            if (list.Split(' ').FirstOrDefault(name => !names.Contains(name)) is { } unknown)
            {
                throw new InvalidOperationException($"{File}: {who} has the scope '{unknown}', which is not among the Scopes. Names are parted by one space.");
            }
        }

        return rules;
    }

    private static void Once(IEnumerable<string> names, string what)
    {
        if (names.GroupBy(name => name).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw new InvalidOperationException($"{File}: the {what} '{twice.Key}' is there more than once.");
        }
    }
}
