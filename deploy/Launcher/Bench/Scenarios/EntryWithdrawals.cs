using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace Academy.Launcher.Bench.Scenarios;

/// <summary>An entry is withdrawn that has a credential and is shared: until the public status list says so, and whoever checks is told.</summary>
internal sealed class EntryWithdrawals : IScenario
{
    private const int EachPerson = 5;

    public string Id => "R2d";

    public string What => "entry withdrawn → public status list and check";

    public async Task Measure(Rig rig, CancellationToken cancel)
    {
        var provider = await rig.People.Provider(cancel);
        using var http = new HttpClient { BaseAddress = rig.Gateway };
        var (lists, checks) = (new List<double>(), new List<double>());
        foreach (var learner in await rig.People.Own(cancel))
        {
            var share = (await CheckByCode.Shares(rig, [learner], cancel, each: 1))[0];
            var entries = await rig.County.List("Passport", $"SELECT id FROM entries WHERE learner_id = '{learner}' AND withdrawn_at IS NULL AND training_provider_id IS NOT NULL ORDER BY id LIMIT {EachPerson}", row => row.GetGuid(0), cancel);
            foreach (var entry in entries)
            {
                var place = await Place(rig, http, learner, entry, cancel);
                await provider.SendQuietly(HttpMethod.Post, $"api/passport/v1/entries/{entry}/withdraw", new { reason = "Was not in the class." }, cancel);
                var since = Stopwatch.StartNew();
                await Rig.Until("the list says so", () => IsSet(http, place, cancel), cancel, mostSeconds: 60);
                lists.Add(since.Elapsed.TotalMilliseconds);
                await Rig.Until("the check says so", () => IsWithdrawn(http, share, entry, cancel), cancel, mostSeconds: 60);
                checks.Add(since.Elapsed.TotalMilliseconds);
            }
        }

        Tell(rig, "status list", lists);
        Tell(rig, "status list and check", checks);
    }

    private static void Tell(Rig rig, string what, List<double> milliseconds) => rig.Findings.Shows(
        "R2d", $"{milliseconds.Count} withdrawals acknowledged → {what}", $"p50 {Spread.Percentile(milliseconds, 50):N0} ms, p99 {Spread.Percentile(milliseconds, 99):N0} ms", "p99 ≤ 2,000 ms", Spread.Percentile(milliseconds, 99) <= 2_000);

    /// <summary>Where the credential of an entry says its revocation stands.</summary>
    private static async Task<(string List, int Index)> Place(Rig rig, HttpClient http, Guid learner, Guid entry, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"api/passport/v1/entries/{entry}/credential", UriKind.Relative));
        request.Headers.Authorization = new("Bearer", await rig.People[learner].Token(cancel));
        using var answer = await http.SendAsync(request, cancel);
        answer.EnsureSuccessStatusCode();
        var status = Claims(await answer.Content.ReadAsStringAsync(cancel)).GetProperty("credentialStatus").EnumerateArray()
            .First(one => one.GetProperty("statusPurpose").GetString() == "revocation");
        return (status.GetProperty("statusListCredential").GetString()!, int.Parse(status.GetProperty("statusListIndex").GetString()!, System.Globalization.CultureInfo.InvariantCulture));
    }

    private static async Task<bool> IsSet(HttpClient http, (string List, int Index) place, CancellationToken cancel)
    {
        var encoded = Claims(await http.GetStringAsync(new Uri(place.List), cancel)).GetProperty("credentialSubject").GetProperty("encodedList").GetString()!;
        using var bits = new MemoryStream();
        await using (var packed = new GZipStream(new MemoryStream(Base64UrlEncoder.DecodeBytes(encoded[1..])), CompressionMode.Decompress))
            await packed.CopyToAsync(bits, cancel);
        return (bits.GetBuffer()[place.Index / 8] & (0x80 >> (place.Index % 8))) != 0;
    }

    private static async Task<bool> IsWithdrawn(HttpClient http, string share, Guid entry, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("api/passport/v1/checks", UriKind.Relative)) { Content = new StringContent(share, Encoding.UTF8, "application/json") };
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        using var answer = await http.SendAsync(request, cancel);
        answer.EnsureSuccessStatusCode();
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync(cancel)).RootElement.GetProperty("entries").EnumerateArray()
            .Any(one => one.GetProperty("entryId").GetGuid() == entry && one.GetProperty("withdrawal").ValueKind == JsonValueKind.Object);
    }

    private static JsonElement Claims(string signed) => JsonDocument.Parse(Base64UrlEncoder.Decode(signed.Split('.')[1])).RootElement;
}
