using System.Globalization;
using System.Net.Http.Headers;
using Academy.Launcher.Demo;

namespace Academy.Launcher.Bench;

/// <summary>People of the county who ask for themselves, each with a token of their own, and the systems of organisations.</summary>
internal sealed class People(County county, HttpClient http)
{
    /// <summary>How many people ask for themselves at once.</summary>
    private const int Askers = 40;

    private readonly Dictionary<Guid, ApiClient> askers = [];
    private ApiClient? provider;

    /// <summary>Forty people, spread over the whole table.</summary>
    public async Task<IReadOnlyList<Guid>> Own(CancellationToken cancel)
    {
        var learners = Enumerable.Range(0, Askers).Select(at => county.Learners[at * (county.Learners.Count / Askers)]).ToList();
        foreach (var learner in learners.Where(learner => !askers.ContainsKey(learner)))
            askers[learner] = await county.Learner(learner, cancel);
        return learners;
    }

    public ApiClient this[Guid learner] => askers[learner];

    public async Task<ApiClient> Provider(CancellationToken cancel) => provider ??= await county.Provider(cancel);

    public async Task<IReadOnlyList<LoadRequest>> Each(IReadOnlyList<Guid> learners, Func<Guid, string, LoadRequest> request, CancellationToken cancel)
    {
        var requests = new List<LoadRequest>();
        foreach (var learner in learners)
            requests.Add(request(learner, await askers[learner].Token(cancel)));
        return requests;
    }

    public async Task<(string Document, string Tag)> Read(Guid learner, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Passport(learner));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await askers[learner].Token(cancel));
        using var response = await http.SendAsync(request, cancel);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadAsStringAsync(cancel), response.Headers.ETag!.ToString());
    }

    public static string Passport(Guid learner) => string.Create(CultureInfo.InvariantCulture, $"/api/passport/v1/learners/{learner}/passport");
}
