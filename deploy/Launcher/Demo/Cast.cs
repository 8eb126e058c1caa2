namespace Academy.Launcher.Demo;

/// <summary>Somebody of the story, as whoever issues its tokens has to know them.</summary>
internal sealed record Member(
    string Name, string[] Scopes, string? OrganisationKind = null, Guid? OrganisationId = null, Guid? LearnerId = null, bool HoldsOwnKey = false);

/// <summary>Whoever issues tokens: Identity, or any other provider the platform is told to trust.</summary>
internal interface ICredentials
{
    /// <summary>A token for Academy staff, whom the platform knows from the start.</summary>
    Task<string> OfTheAcademy(CancellationToken cancel);

    /// <summary>Makes somebody known, and answers how that one gets a token.</summary>
    Task<Func<CancellationToken, Task<string>>> Of(Member member, CancellationToken cancel);
}

/// <summary>Who appears in the story, each with credentials of their own.</summary>
internal sealed class Cast(HttpClient http, Narrator narrator, ICredentials credentials)
{
    private static readonly string[] LearnerScopes =
        ["passport.read", "passport.share", "entries.write", "learners.read", "learners.write", "pathway.read", "benefits.read", "benefits.code"];

    public Cast(HttpClient http, Narrator narrator, string bootstrapSecret)
        : this(http, narrator, new IdentityCredentials(http, bootstrapSecret))
    {
    }

    public ApiClient Academy => new("Academy", http, credentials.OfTheAcademy, narrator);

    public ApiClient Anybody => new("Somebody", http, token: null, narrator);

    /// <summary>A system of an organisation, with a shared secret.</summary>
    public Task<ApiClient> Organisation(string name, string kind, Guid id, string[] scopes, CancellationToken cancel)
        => Client(new(name, scopes, kind, id), cancel);

    /// <summary>A learner's own client: development lets a client speak for one learner.</summary>
    public Task<ApiClient> Learner(string name, Guid learnerId, CancellationToken cancel)
        => Client(new(name, LearnerScopes, LearnerId: learnerId), cancel);

    /// <summary>A system that holds its own key and shows it by signing (private_key_jwt).</summary>
    public Task<ApiClient> WithKey(string name, string kind, Guid id, string[] scopes, CancellationToken cancel)
        => Client(new(name, scopes, kind, id, HoldsOwnKey: true), cancel);

    private async Task<ApiClient> Client(Member member, CancellationToken cancel)
        => new(member.Name, http, await credentials.Of(member, cancel), narrator);
}
