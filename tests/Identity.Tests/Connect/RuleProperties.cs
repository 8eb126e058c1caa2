using Academy.Identity.Connect;
using FsCheck;
using FsCheck.Fluent;

namespace Academy.Identity.Tests.Connect;

public sealed class RuleProperties
{
    private const string Unreserved = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~";

    private static readonly Gen<string> Verifier =
        from length in Gen.Choose(43, 128)
        from symbols in Gen.Elements(Unreserved.ToCharArray()).ArrayOf(length)
        select new string(symbols);

    private static readonly Gen<int> Port = Gen.Choose(1, 65535);

    private static readonly Gen<string> Path =
        from symbols in Gen.Elements("abc/%2e.-_?=&@:".ToCharArray()).ArrayOf()
        select $"/{new string(symbols)}";

    [Fact]
    public void A_verifier_verifies_its_own_challenge_and_no_other()
        => Check.QuickThrowOnFailure(Prop.ForAll(Verifier.ToArbitrary(), Verifier.ToArbitrary(), (one, other) =>
            Pkce.IsChallenge(Pkce.Challenge(one))
            && Pkce.Verifies(one, Pkce.Challenge(one))
            && Pkce.Verifies(one, Pkce.Challenge(other)) == (one == other)
            && !Pkce.Verifies(one, one)));

    [Fact]
    public void The_challenge_is_that_of_the_standard()
        => Pkce.Challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk").ShouldBe("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");

    [Fact]
    public void A_verifier_that_is_too_short_too_long_or_of_other_symbols_verifies_nothing()
        => Check.QuickThrowOnFailure(Prop.ForAll(Verifier.ToArbitrary(), Gen.Elements(' ', '+', '/', '=', 'é', '\0').ToArbitrary(), (verifier, symbol) =>
        {
            string[] bad = [verifier[..42], verifier + new string('a', 129 - verifier.Length), symbol + verifier[1..]];
            return bad.All(one => !Pkce.Verifies(one, Pkce.Challenge(one)));
        }));

    [Fact]
    public void A_native_client_s_loopback_address_matches_on_every_port_and_nothing_else_changes()
        => Check.QuickThrowOnFailure(Prop.ForAll(Path.ToArbitrary(), Path.ToArbitrary(), Port.ToArbitrary(), (path, other, port) =>
        {
            var registered = $"http://127.0.0.1{path}";
            return RedirectUris.Matches(registered, $"http://127.0.0.1:{port}{path}", isNative: true)
                && RedirectUris.Matches(registered, $"http://127.0.0.1:{port}{other}", isNative: true) == (path == other)
                && !RedirectUris.Matches(registered, $"http://127.0.0.1:{port}{path}", isNative: false)
                && !RedirectUris.Matches(registered, $"https://127.0.0.1:{port}{path}", isNative: true)
                && !RedirectUris.Matches(registered, $"http://localhost:{port}{path}", isNative: true);
        }));

    [Fact]
    public void Any_other_address_matches_itself_alone()
        => Check.QuickThrowOnFailure(Prop.ForAll(Path.ToArbitrary(), Path.ToArbitrary(), Gen.Elements(true, false).ToArbitrary(), (path, other, isNative) =>
            RedirectUris.Matches($"https://client.example{path}", $"https://client.example{other}", isNative) == (path == other)));

    [Theory]
    [InlineData("http://127.0.0.1:80@evil.example/cb")]
    [InlineData("http://127.0.0.1.evil.example/cb")]
    [InlineData("http://127.0.0.1:/cb")]
    [InlineData("http://127.0.0.1:0/cb")]
    [InlineData("http://127.0.0.1:080/cb")]
    [InlineData("http://127.0.0.1:99999/cb")]
    [InlineData("http://127.0.0.1:123456/cb")]
    [InlineData("http://127.0.0.1:8o/cb")]
    [InlineData("http://[::1]:80/cb")]
    [InlineData("HTTP://127.0.0.1:80/cb")]
    public void What_only_looks_like_the_loopback_address_does_not_match(string asked)
        => RedirectUris.Matches("http://127.0.0.1/cb", asked, isNative: true).ShouldBeFalse();

    [Theory]
    [InlineData("https://client.example/cb?x=1", false, true)]
    [InlineData("http://localhost:5000/cb", false, true)]
    [InlineData("http://[::1]/cb", true, true)]
    [InlineData("org.example.app:/cb", true, true)]
    [InlineData("org.example.app:/cb", false, false)]
    [InlineData("app:/cb", true, false)]
    [InlineData("http://client.example/cb", false, false)]
    [InlineData("https://client.example/cb#x", false, false)]
    [InlineData("https://*.example/cb", false, false)]
    [InlineData("https://me@client.example/cb", false, false)]
    [InlineData("https://client.example/ cb", false, false)]
    [InlineData("javascript:alert(1)", true, false)]
    [InlineData("/cb", false, false)]
    [InlineData("", false, false)]
    public void An_address_is_registered_only_if_it_is_safe_to_go_to(string uri, bool isNative, bool may)
        => RedirectUris.MayRegister(uri, isNative).ShouldBe(may);

    [Fact]
    public void A_key_is_published_a_day_before_it_signs_and_a_month_after_it_stopped()
        => Check.QuickThrowOnFailure(Prop.ForAll(Gen.Choose(1, 24 * 60).Select(minutes => TimeSpan.FromMinutes(minutes)).ArrayOf(400).ToArbitrary(), steps =>
        {
            var (now, keys, firstSeen, lastSigned) = (DateTimeOffset.UnixEpoch, new List<KeyTimes>(), new Dictionary<string, DateTimeOffset>(), new Dictionary<string, DateTimeOffset>());
            foreach (var step in steps)
            {
                now += step;
                if (KeySchedule.NextSignsFrom(keys, now) is { } signsFrom)
                {
                    keys.Add(new KeyTimes(keys.Count.ToString(System.Globalization.CultureInfo.InvariantCulture), signsFrom));
                }

                var published = KeySchedule.Published(keys, now).ToHashSet();
                foreach (var id in published)
                {
                    firstSeen.TryAdd(id, now);
                }

                var signs = KeySchedule.Signs(keys, now)!;
                lastSigned[signs] = now;
                var isKnown = signs == "0" || now - firstSeen[signs] >= KeySchedule.Ahead;
                var isYoung = now - keys.Find(key => key.Id == signs).SignsFrom <= KeySchedule.Signing + KeySchedule.Ahead;
                var isKept = lastSigned.All(signed => now - signed.Value > TimeSpan.FromDays(30) || published.Contains(signed.Key));
                if (!isKnown || !isYoung || !isKept)
                {
                    return false;
                }
            }

            return keys.Count > 1;
        }));
}
