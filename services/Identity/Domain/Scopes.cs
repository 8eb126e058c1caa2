using System.Collections.Frozen;

namespace Academy.Identity.Domain;

/// <summary>What an access token may allow: the name, the service that owns it, and what it means to a person.</summary>
internal sealed record Scope(string Name, string Service, string Description);

internal static class Scopes
{
    public const string OpenId = "openid";
    public const string Profile = "profile";
    public const string Email = "email";
    public const string OfflineAccess = "offline_access";

    /// <summary>What a person who signs in may let a client know and do; no client holds these for itself.</summary>
    public static readonly IReadOnlyList<Scope> OfPeople =
    [
        new(OpenId, "identity", "Know that it is you who signed in"),
        new(Profile, "identity", "See your name and the language you read"),
        new(Email, "identity", "See your e-mail address"),
        new("account.connect", "identity", "Connect your training record to your account, and accept invitations for you"),
        new(OfflineAccess, "identity", "Stay connected for up to 30 days, until you sign out or end the connection"),
    ];

    public static readonly IReadOnlyList<Scope> All =
    [
        new("learners.read", "learner", "See people and where they work"),
        new("learners.write", "learner", "Register people and their employments"),
        new("learners.merge", "learner", "Merge two records of one person"),
        new("learners.erase", "learner", "Erase a person's record for good"),
        new("employers.read", "learner", "See employers, their workplaces and standings"),
        new("employers.write", "learner", "Register employers and their standing"),
        new("learner.imports", "learner", "Send workplace and worker files"),
        new("learner.figures", "learner", "See how many learners and employers there are, in numbers only"),
        new("kitemark.write", "kitemark", "Register training providers, trainers and courses, and apply for kitemarks"),
        new("kitemark.decide", "kitemark", "Decide on kitemarks and authorisations"),
        new("passport.read", "passport", "See training passports"),
        new("passport.share", "passport", "Share a training passport"),
        new("completions.write", "passport", "Record completed training"),
        new("entries.write", "passport", "Correct or withdraw recorded training"),
        new("passport.imports", "passport", "Send training files"),
        new("passport.check", "passport", "Check a shared passport"),
        new("requirements.write", "passport", "Set what a team must hold"),
        new("passport.figures", "passport", "See how much training is done and held, in numbers only"),
        new("pathway.read", "pathway", "See tiers and next steps"),
        new("pathway.rules", "pathway", "Publish the rules of the tiers"),
        new("pathway.figures", "pathway", "See how many learners are at which tier, in numbers only"),
        new("benefits.read", "benefits", "See benefits"),
        new("benefits.code", "benefits", "Get one-time codes for benefits"),
        new("benefits.offers", "benefits", "Publish offers"),
        new("benefits.check", "benefits", "Check one-time codes"),
        new("accounts.manage", "identity", "Look after accounts: decide on new names, and on which record is whose"),
        new("members.read", "identity", "See who holds which role in an organisation"),
        new("members.write", "identity", "Invite people to an organisation, change and end their roles"),
        new("clients.write", "identity", "Register the systems that may ask for tokens"),
    ];

    private static readonly FrozenDictionary<string, Scope> ByName = All.Concat(OfPeople).ToFrozenDictionary(scope => scope.Name);

    private static readonly FrozenSet<string> NamesOfPeople = OfPeople.Select(scope => scope.Name).ToFrozenSet();

    public static bool IsKnown(string name) => ByName.ContainsKey(name);

    public static bool IsOfPeople(string name) => NamesOfPeople.Contains(name);

    public static string Describe(string name) => ByName[name].Description;

    /// <summary>The scopes of a space-separated list, each once, in the order asked.</summary>
    public static string[] Read(string list) => [.. list.Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct()];

    /// <summary>The services a token with these scopes is for.</summary>
    public static string[] Audiences(IEnumerable<string> names)
        => [.. names.Where(IsKnown).Select(name => $"academy-{ByName[name].Service}").Distinct()];
}
