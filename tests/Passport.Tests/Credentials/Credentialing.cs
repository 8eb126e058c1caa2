using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using Academy.Testing;

namespace Academy.Passport.Tests.Credentials;

/// <summary>Credentials as somebody outside gets and reads them.</summary>
internal static class Credentialing
{
    public static readonly DateOnly Day = new(2026, 9, 1);

    public static async Task<AnEntry> ACompletion(this PassportApp app, ACourse? course = null, DateOnly? day = null)
    {
        var learner = await app.ALearner();
        course ??= await app.ACourse();
        var recorded = await app.Record(course, day ?? Day, learner.Id);
        return new AnEntry(learner, course, recorded.GetProperty("completions")[0].GetProperty("entryId").GetGuid());
    }

    public static Task<HttpResponseMessage> AskForCredential(this HttpClient client, Guid entry)
        => client.GetAsync(new Uri($"/api/passport/v1/entries/{entry}/credential", UriKind.Relative));

    public static async Task<string> CredentialOf(this PassportApp app, AnEntry entry)
    {
        var answer = await app.AsLearner(entry.Learner.Id).AskForCredential(entry.Id);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/vc+jwt");
        return await answer.Content.ReadAsStringAsync();
    }

    public static Task<HttpResponseMessage> AskForEndorsement(this PassportApp app, Guid mark)
        => app.CreateClient().GetAsync(new Uri($"/api/passport/v1/kitemarks/{mark}/endorsement", UriKind.Relative));

    public static async Task<string> EndorsementOf(this PassportApp app, Guid mark)
    {
        var answer = await app.AskForEndorsement(mark);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/vc+jwt");
        return await answer.Content.ReadAsStringAsync();
    }

    public static Task<HttpResponseMessage> AskForPresentation(this HttpClient client, Guid learner, params Guid[] entries)
        => client.GetAsync(new Uri($"/api/passport/v1/learners/{learner}/presentation?{string.Join('&', entries.Select(id => $"entry={id}"))}", UriKind.Relative));

    public static async Task<string> PresentationOf(this PassportApp app, Guid learner, params Guid[] entries)
    {
        var answer = await app.AsLearner(learner).AskForPresentation(learner, entries);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/vp+jwt");
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>The Level 2 Adult Social Care Certificate, recorded by a training provider.</summary>
    public static async Task<Guid> AQualification(this PassportApp app, Guid provider, Guid learner)
    {
        var answer = await app.AsProvider(provider).PostNew(
            "/api/passport/v1/qualifications", new { learnerId = learner, qualificationCode = 158, awardedOn = "2026-03-02", awardingBody = "NQual" });
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return (await answer.Json()).GetProperty("qualificationId").GetGuid();
    }

    public static Task<HttpResponseMessage> AskForQualification(this HttpClient client, Guid qualification)
        => client.GetAsync(new Uri($"/api/passport/v1/qualifications/{qualification}/credential", UriKind.Relative));

    public static async Task<JsonElement> Verify(this PassportApp app, string credential)
    {
        var answer = await app.CreateClient().PostAsJsonAsync("/api/passport/v1/credentials/verify", new { credential });
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return await answer.Json();
    }

    public static string? Outcome(this JsonElement findings, string question) => findings.GetProperty(question).GetProperty("outcome").GetString();

    /// <summary>What was signed, without asking whether it was.</summary>
    public static JsonElement Claims(string jws) => JsonSerializer.Deserialize<JsonElement>(System.Buffers.Text.Base64Url.DecodeFromChars(jws.Split('.')[1]));

    public static JsonElement Status(string credential, string purpose)
        => Claims(credential).GetProperty("credentialStatus").EnumerateArray().Single(status => status.GetProperty("statusPurpose").GetString() == purpose);

    /// <summary>Whether the public list has the bit the credential names, read as the standard says.</summary>
    public static async Task<bool> IsListed(this PassportApp app, string credential, string purpose = "revocation")
    {
        var status = Status(credential, purpose);
        var list = Claims(await app.CreateClient().GetStringAsync(new Uri(new Uri(status.GetProperty("statusListCredential").GetString()!).AbsolutePath, UriKind.Relative)));
        list.GetProperty("id").GetString().ShouldBe(status.GetProperty("statusListCredential").GetString());
        list.GetProperty("credentialSubject").GetProperty("statusPurpose").GetString().ShouldBe(purpose);
        var packed = System.Buffers.Text.Base64Url.DecodeFromChars(list.GetProperty("credentialSubject").GetProperty("encodedList").GetString().AsSpan(1));
        using var gzip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var bits = new MemoryStream();
        await gzip.CopyToAsync(bits);
        bits.Length.ShouldBe(131_072 / 8);
        var index = int.Parse(status.GetProperty("statusListIndex").GetString()!, System.Globalization.CultureInfo.InvariantCulture);
        return (bits.ToArray()[index / 8] >> (7 - (index % 8)) & 1) == 1;
    }

    public static string Encode(string text) => System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}

internal sealed record AnEntry(ALearner Learner, ACourse Course, Guid Id);
