using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Academy.Launcher.Bench.Scenarios;

/// <summary>A partner checks a one-time code, which uses it up, and then counts the use: two requests, each a commit.</summary>
internal sealed class OneTimeCodes : IScenario
{
    private const int MostPairsPerSecond = 800;

    /// <summary>Between the check of a code and its redemption, so that the one is answered before the other is sent.</summary>
    private const int Apart = 100;
    private const int Racing = 100;

    public string Id => "P8";

    public string What => "one-time code checked, and redeemed (requests)";

    public async Task Measure(Rig rig, CancellationToken cancel)
    {
        var partner = await rig.County.Partner(cancel);
        await rig.Compare(new(Id, What, "a bare INSERT through a bare YARP", Target.AtLeast(0.4))
        {
            Ours = new(rig.Gateway, async ct => [.. CheckedAndRedeemed(await rig.Inside.Codes(rig.County.Loaded, rig.Seconds * MostPairsPerSecond, ct), await partner.Token(ct))]),
            Bare = rig.Bare.Inserts(["{\"code\":\"4F7-KQ2-M9X\"}"]),
        }, cancel);
        await Race(rig, await partner.Token(cancel), cancel);
    }

    /// <summary>Every second request goes to the same thread of the load generator, so the codes are dealt out to both.</summary>
    private static IEnumerable<LoadRequest> CheckedAndRedeemed(IReadOnlyList<string> codes, string token)
    {
        var half = codes.Count / 2;
        return Stream(codes.Take(half).ToList(), token).Zip(Stream(codes.Skip(half).Take(half).ToList(), token), (one, other) => new[] { one, other }).SelectMany(both => both);
    }

    private static IEnumerable<LoadRequest> Stream(List<string> codes, string token)
    {
        // The load generator tries its script out with the first request of all, which it does not send.
        yield return new LoadRequest("GET", "/.well-known/did.json");
        for (var at = 0; at < codes.Count + Apart; at++)
        {
            if (at < codes.Count)
                yield return Request("checks", codes[at]);
            if (at >= Apart)
                yield return Request("redemptions", codes[at - Apart]);
        }

        LoadRequest Request(string what, string code) => new("POST", $"/api/benefits/v1/{what}", token, Body: JsonSerializer.Serialize(new { code }));
    }

    /// <summary>No load: what is asked is whether it is so.</summary>
    private async Task Race(Rig rig, string token, CancellationToken cancel)
    {
        using var http = new HttpClient { BaseAddress = rig.Gateway };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var code = (await rig.Inside.Codes(rig.County.Loaded, 1, cancel))[0];
        var answers = await Task.WhenAll(Enumerable.Range(0, Racing).Select(_ => Eligible()));
        var won = answers.Count(isYes => isYes);
        rig.Findings.Shows(Id, $"{Racing} check one code at once", $"{won} got yes", "exactly 1", won == 1);
        var redeemed = await Redeem();
        var again = await Redeem();
        rig.Findings.Shows(Id, "it is redeemed, and redeemed again", $"{(int)redeemed}, then {(int)again}; checked again: {(await Eligible() ? "yes" : "no")}", "201, then 422; no", redeemed == HttpStatusCode.Created && again == HttpStatusCode.UnprocessableEntity);

        async Task<bool> Eligible()
        {
            using var answer = await Post("checks");
            return JsonDocument.Parse(await answer.Content.ReadAsStringAsync(cancel)).RootElement.TryGetProperty("eligible", out var eligible) && eligible.GetBoolean();
        }

        async Task<HttpStatusCode> Redeem()
        {
            using var answer = await Post("redemptions");
            return answer.StatusCode;
        }

        async Task<HttpResponseMessage> Post(string what)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"api/benefits/v1/{what}", UriKind.Relative))
            {
                Content = new StringContent(JsonSerializer.Serialize(new { code }), System.Text.Encoding.UTF8, "application/json"),
            };
            request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
            return await http.SendAsync(request, cancel);
        }
    }
}
