using System.Collections.Concurrent;
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
        for (var day = 0; day < 5; day++)
        {
            good.Add(await app.CredentialOf(await app.ACompletion(course, Credentialing.Day.AddDays(day))));
        }

        Good = good;
        Keys = await app.Services.GetRequiredService<CredentialKeys>().Get(default);
        Forger = new Forger(
            good[0], good[1],
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

    [Fact]
    public void A_hundred_thousand_changes_of_one_bit_are_all_refused()
    {
        var changes = source.Good.SelectMany(good => Enumerable.Range(0, good.Length * 8).Select(bit => (good, bit))).ToList();
        var (accepted, refused) = (new ConcurrentBag<int>(), 0);

        Parallel.ForEach(changes, change =>
        {
            var text = change.good.ToCharArray();
            text[change.bit / 8] ^= (char)(1 << (change.bit % 8));
            if (IsTaken(new string(text)))
            {
                accepted.Add(change.bit);
            }
            else
            {
                Interlocked.Increment(ref refused);
            }
        });

        accepted.ShouldBeEmpty();
        refused.ShouldBeGreaterThanOrEqualTo(SingleBitChanges);
        source.Good.ShouldAllBe(good => IsTaken(good));
    }

    [Fact]
    public void Every_change_of_one_bit_of_what_is_signed_and_of_the_signature_is_refused_when_it_is_written_properly()
    {
        var parts = source.Good[0].Split('.').Select(part => System.Buffers.Text.Base64Url.DecodeFromChars(part)).ToArray();
        var changes = parts.SelectMany((part, place) => Enumerable.Range(0, part.Length * 8).Select(bit => (place, bit))).ToList();

        var accepted = changes.AsParallel().Where(change =>
        {
            var bytes = parts[change.place].ToArray();
            bytes[change.bit / 8] ^= (byte)(1 << (change.bit % 8));
            return IsTaken(string.Join('.', parts.Select((part, place) => System.Buffers.Text.Base64Url.EncodeToString(place == change.place ? bytes : part))));
        }).ToList();

        changes.Count.ShouldBeGreaterThan(10_000);
        accepted.ShouldBeEmpty();
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
