using System.IO.Compression;
using System.Net;
using System.Text;

namespace Academy.Launcher.Bench.Scenarios;

/// <summary>The page with which somebody who has signed in sees their passport.</summary>
internal sealed class PortalPage : IScenario
{
    private const string Page = "passport";
    private const int MostBytes = 14 * 1024;

    public string Id => "P15";

    public string What => "the portal's page of one's own passport";

    public async Task Measure(Rig rig, CancellationToken cancel)
    {
        var (cookie, html) = await SignIn(rig, cancel);
        await rig.Compare(new(Id, What, "the passport read over the API", Target.AtLeast(0.25))
        {
            Ours = Side.Fixed(rig.Gateway, [new("GET", $"/{Page}", Cookie: cookie)]),
            Bare = await PassportRead.Ours(rig, cancel),
        }, cancel);
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            await gzip.WriteAsync(Encoding.UTF8.GetBytes(html), cancel);
        rig.Findings.Shows(Id, "its size, packed", $"{packed.Length:N0} bytes", "≤ 14 kB", packed.Length <= MostBytes);
    }

    /// <summary>As a person of the demo, who is given the record of somebody of the county.</summary>
    private static async Task<(string Cookie, string Html)> SignIn(Rig rig, CancellationToken cancel)
    {
        var learner = (await rig.People.Own(cancel))[0];
        await rig.County.Academy.SendQuietly(HttpMethod.Put, "dev/personas/amara", new { learnerId = learner }, cancel, HttpStatusCode.NoContent);
        var cookies = new CookieContainer();
        using var browser = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies, UseCookies = true }) { BaseAddress = rig.Gateway };
        using var entered = await browser.GetAsync(new Uri($"dev/personas?as=amara&go=/{Page}", UriKind.Relative), cancel);
        var html = await entered.Content.ReadAsStringAsync(cancel);
        if (entered.StatusCode != HttpStatusCode.OK || entered.RequestMessage!.RequestUri!.AbsolutePath != $"/{Page}")
            throw new AdviceException($"Signing in ended at {entered.RequestMessage!.RequestUri} with {(int)entered.StatusCode}.");
        return (cookies.GetCookieHeader(rig.Gateway), html);
    }
}
