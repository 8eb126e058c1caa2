using System.Text.Json;
using Academy.Passport.Credentials;
using Academy.Testing;

namespace Academy.Passport.Tests.Credentials;

/// <summary>Good credentials, a status list and the keys, made once for all forgeries.</summary>
public sealed class ForgerySource(PassportApp app) : IAsyncLifetime
{
    internal IReadOnlyList<string> Good { get; private set; } = [];

    internal CredentialKeyRing Keys { get; private set; } = null!;

    internal Forger Forger { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var (course, good) = (await app.ACourse(), new List<string>());
        for (var day = 0; day < 4; day++)
        {
            good.Add(await app.CredentialOf(await app.ACompletion(course, Credentialing.Day.AddDays(day))));
        }

        Good = good;
        Keys = await app.Services.GetRequiredService<CredentialKeys>().Get(default);
        Forger = new Forger(
            good[0], good[1], await app.EndorsementOf(course.Marks[1]),
            await app.CreateClient().GetStringAsync(new Uri("/api/passport/v1/status-lists/1-revocation", UriKind.Relative)),
            TestTokens.Of("passport", "passport.read"), Keys.Signing);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

public sealed class ForgeryTests(PassportApp app, ForgerySource source) : IClassFixture<ForgerySource>
{
    private const int SingleBitChanges = 100_000;
    private static readonly string[] Questions = ["signature", "dates", "revocation", "suspension", "kitemarkedOnTheDay"];

    public static TheoryData<string> Forgeries => [.. Forger.All.Keys];

    [Theory]
    [MemberData(nameof(Forgeries))]
    public async Task A_forged_or_damaged_credential_is_refused(string forgery)
    {
        var forged = Forger.All[forgery](source.Forger);
        forged.ShouldNotBe(source.Good[0]);

        var found = await app.Verify(forged);

        foreach (var question in Questions)
        {
            found.Outcome(question).ShouldNotBe("Passed", question);
        }

        found.GetProperty("credential").ValueKind.ShouldBe(JsonValueKind.Null);
        found.GetProperty("signature").GetProperty("reason").GetString().ShouldNotBeNullOrWhiteSpace();
    }

    [Fact]
    public async Task The_credentials_that_are_forged_are_good_themselves_and_the_forgeries_are_many()
    {
        Forger.All.Count.ShouldBeGreaterThanOrEqualTo(60);
        Forger.All.Values.Select(forge => forge(source.Forger)).ShouldBeUnique();
        foreach (var good in source.Good)
        {
            var found = await app.Verify(good);
            foreach (var question in Questions.Append("issuerTrusted"))
            {
                found.Outcome(question).ShouldBe("Passed", question);
            }
        }
    }

    /// <summary>Of the text as it is sent, and of what it says when that is written properly again.</summary>
    [Fact]
    public void A_hundred_thousand_changes_of_one_bit_are_all_refused()
    {
        var changes = source.Good.SelectMany(InTheText).Concat(InWhatItSays(source.Good[0])).ToList();

        var accepted = changes.AsParallel().Where(change => IsTaken(change())).Count();

        accepted.ShouldBe(0);
        changes.Count.ShouldBeGreaterThanOrEqualTo(SingleBitChanges);
        source.Good.ShouldAllBe(good => IsTaken(good));
    }

    private static IEnumerable<Func<string>> InTheText(string good) => Enumerable.Range(0, good.Length * 8).Select(bit => new Func<string>(() =>
    {
        var text = good.ToCharArray();
        text[bit / 8] ^= (char)(1 << (bit % 8));
        return new string(text);
    }));

    private static IEnumerable<Func<string>> InWhatItSays(string good)
    {
        var parts = good.Split('.').Select(part => System.Buffers.Text.Base64Url.DecodeFromChars(part)).ToArray();
        return parts.SelectMany((part, place) => Enumerable.Range(0, part.Length * 8).Select(bit => new Func<string>(() =>
        {
            var changed = part.ToArray();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            return string.Join('.', parts.Select((other, at) => System.Buffers.Text.Base64Url.EncodeToString(at == place ? changed : other)));
        })));
    }

    /// <summary>What the door does before it asks the database; anything but a refusal fails the test.</summary>
    private bool IsTaken(string text)
    {
        try
        {
            var jws = Jws.Read(text, Jws.Credential);
            var claims = jws.Open(source.Keys.Find(jws.Kid) ?? throw new Refused("unknown key"));
            CredentialClaims.Read(claims, jws.Issuer, "OpenBadgeCredential");
            return true;
        }
        catch (Refused)
        {
            return false;
        }
    }
}
