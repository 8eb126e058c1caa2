using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Academy.Passport.Credentials;
using Academy.Passport.Data;
using Academy.Testing;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;

namespace Academy.Passport.Tests.Credentials;

/// <summary>The Passport service where the college is a trusted issuer, and the internet leads to its site.</summary>
public sealed class CollegeApp(PassportApp app) : IAsyncLifetime
{
    internal College College { get; private set; } = null!;

    internal WebApplicationFactory<PassportDb> Trusting { get; private set; } = null!;

    internal WebApplicationFactory<PassportDb> With(string trusted) => app.WithWebHostBuilder(builder =>
    {
        builder.UseSetting("Credentials:TrustedIssuers:0", trusted);
        builder.ConfigureTestServices(services => services.AddHttpClient(ForeignIssuers.Client).ConfigurePrimaryHttpMessageHandler(College.Internet));
    });

    public async ValueTask InitializeAsync()
    {
        College = await College.Open();
        Trusting = With(College.Did);
    }

    public async ValueTask DisposeAsync()
    {
        await Trusting.DisposeAsync();
        await College.DisposeAsync();
    }
}

public sealed class ForeignIssuerTests : IClassFixture<CollegeApp>
{
    private readonly PassportApp _app;
    private readonly CollegeApp _site;
    private readonly College _college;

    public ForeignIssuerTests(PassportApp passport, CollegeApp site)
    {
        (_app, _site, _college) = (passport, site, site.College);
        _college.Reset();
    }

    [Fact]
    public async Task A_trusted_issuer_s_credential_is_verified_with_the_keys_and_the_list_it_publishes()
    {
        var found = await Verify(_college.Badge());

        Outcomes(found).ShouldBe(("Passed", "Passed", "Passed", "Passed"));
        found.Outcome("suspension").ShouldBe("CouldNotCheck");
        found.Outcome("kitemarkedOnTheDay").ShouldBe("CouldNotCheck");
        found.GetProperty("credential").GetProperty("issuer").GetString().ShouldBe(College.Did);
    }

    [Fact]
    public async Task Nobody_but_the_academy_says_what_was_kitemarked()
    {
        var kitemark = Credentialing.Claims(await _app.CredentialOf(await _app.ACompletion())).GetProperty("credentialSubject").GetProperty("kitemark").GetRawText();

        var found = await Verify(_college.Badge(badge => badge["credentialSubject"]!["kitemark"] = JsonNode.Parse(kitemark)));

        (found.Outcome("signature"), found.Outcome("kitemarkedOnTheDay")).ShouldBe(("Passed", "CouldNotCheck"));
    }

    [Theory]
    [InlineData("https://college.example")]
    [InlineData("did:key:zDnaerx9CtbPJ1q36T5Ln5wYt3MQYeGRG5ehnPAmxcf5mDZpv")]
    [InlineData("did:web:")]
    [InlineData("did:web:college.example::x")]
    [InlineData("did:web:me@college.example")]
    public async Task A_trusted_issuer_that_has_no_address_stops_the_service_from_starting(string name)
    {
        await using var wrong = _site.With(name);

        Should.Throw<InvalidOperationException>(() => wrong.CreateClient()).Message.ShouldContain("Credentials:TrustedIssuers");
    }

    [Fact]
    public async Task What_the_issuer_withdrew_is_withdrawn()
    {
        _college.Pages["/lists/revocation"] = _college.List(set: 42);

        (await Verify(_college.Badge())).Outcome("revocation").ShouldBe("Failed");
    }

    [Fact]
    public async Task What_has_run_out_says_so_and_what_is_yet_to_come()
    {
        (await Verify(_college.Badge(badge => badge["validUntil"] = "2026-02-01T00:00:00Z"))).Outcome("dates").ShouldBe("Failed");
        (await Verify(_college.Badge(badge => badge["validFrom"] = "2026-11-23T00:00:00Z"))).Outcome("dates").ShouldBe("Failed");
    }

    [Fact]
    public async Task An_issuer_that_is_not_listed_is_not_asked_for_anything()
    {
        await using var distrusting = _site.With("did:web:other.example");

        var found = await Verify(_college.Badge(), distrusting);

        (found.Outcome("issuerTrusted"), found.Outcome("signature"), found.Outcome("revocation")).ShouldBe(("Failed", "CouldNotCheck", "CouldNotCheck"));
        _college.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_listed_name_that_leads_into_our_own_network_is_not_connected_to()
    {
        var name = $"did:web:localhost%3A{_college.Port}";
        await using var own = _app.WithWebHostBuilder(builder => builder.UseSetting("Credentials:TrustedIssuers:0", name));
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        var found = await Verify(Jws.Sign(Jws.Credential, $"{name}#key-1", "{}", key), own);

        (found.Outcome("signature"), found.Outcome("issuerTrusted")).ShouldBe(("CouldNotCheck", "Passed"));
        _college.Asked.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("a redirect", "https://college.example/elsewhere.json")]
    [InlineData("no JSON", "<html></html>")]
    [InlineData("a member twice", """{"id":"did:web:college.example","id":"did:web:college.example"}""")]
    [InlineData("nothing", null)]
    public async Task Where_the_keys_cannot_be_fetched_the_signature_could_not_be_checked(string what, string? page)
    {
        _college.Pages["/elsewhere.json"] = _college.Document().ToJsonString();
        _college.Pages.Remove("/.well-known/did.json", out _);
        if (page is not null)
        {
            _college.Pages["/.well-known/did.json"] = page;
        }

        (await Verify(_college.Badge())).Outcome("signature").ShouldBe("CouldNotCheck", what);
    }

    [Fact]
    public async Task Too_large_a_document_is_not_read()
    {
        _college.Pages["/.well-known/did.json"] = _college.Document().ToJsonString() + new string(' ', ForeignIssuers.MostBytes);

        (await Verify(_college.Badge())).Outcome("signature").ShouldBe("CouldNotCheck");
    }

    public static TheoryData<string> WrongKeys => [.. Documents.Keys];

    private static readonly Dictionary<string, Action<JsonObject>> Documents = new(StringComparer.Ordinal)
    {
        ["not for credentials"] = document => document["assertionMethod"] = new JsonArray(),
        ["of another name"] = document => document["verificationMethod"]![0]!["id"] = "#key-2",
        ["of another controller"] = document => document["verificationMethod"]![0]!["controller"] = "did:web:other.example",
        ["of another issuer's document"] = document => document["id"] = "did:web:other.example",
        ["of another curve"] = document => document["verificationMethod"]![0]!["publicKeyJwk"]!["crv"] = "P-384",
        ["not on the curve"] = document => document["verificationMethod"]![0]!["publicKeyJwk"]!["y"] = document["verificationMethod"]![0]!["publicKeyJwk"]!["x"]!.DeepClone(),
        ["too short"] = document => document["verificationMethod"]![0]!["publicKeyJwk"]!["x"] = "AQ",
        ["with its private half"] = document => document["verificationMethod"]![0]!["publicKeyJwk"]!["d"] = "AQ",
        ["a secret"] = document => document["verificationMethod"]![0]!["publicKeyJwk"] = new JsonObject { ["kty"] = "oct", ["k"] = "AQ" },
    };

    [Theory]
    [MemberData(nameof(WrongKeys))]
    public async Task A_key_that_is_not_published_for_credentials_verifies_nothing(string wrong)
    {
        var document = _college.Document();
        Documents[wrong](document);
        _college.Pages["/.well-known/did.json"] = document.ToJsonString();

        (await Verify(_college.Badge())).Outcome("signature").ShouldBe("Failed", wrong);
    }

    public static TheoryData<string> WrongLists => [.. Lists.Keys];

    private static readonly Dictionary<string, Func<College, string?>> Lists = new(StringComparer.Ordinal)
    {
        ["not there"] = _ => null,
        ["not signed"] = _ => "{}",
        ["signed by somebody else"] = college => college.List(by: ECDsa.Create(ECCurve.NamedCurves.nistP256)),
        ["of another address"] = college => college.List(change: list => list["id"] = "https://college.example/lists/other"),
        ["of another purpose"] = college => college.List(change: list => list["credentialSubject"]!["statusPurpose"] = "suspension"),
        ["of another type"] = college => college.List(change: list => list["type"] = new JsonArray("VerifiableCredential")),
        ["that has run out"] = college => college.List(change: list => list["validUntil"] = "2026-11-01T00:00:00Z"),
        ["too short"] = college => college.List(change: list => list["credentialSubject"]!["encodedList"] = StatusBits.Encode(new byte[100])),
        ["that unpacks to a hundred megabytes"] = college => college.List(change: list => list["credentialSubject"]!["encodedList"] = StatusBits.Encode(new byte[100_000_000])),
        ["not packed"] = college => college.List(change: list => list["credentialSubject"]!["encodedList"] = "uAAAA"),
        ["of another alphabet"] = college => college.List(change: list => list["credentialSubject"]!["encodedList"] = "zAAAA"),
    };

    [Theory]
    [MemberData(nameof(WrongLists))]
    public async Task A_status_list_that_is_not_what_it_should_be_leaves_the_question_open(string wrong)
    {
        _college.Pages.Remove("/lists/revocation", out _);
        if (Lists[wrong](_college) is { } list)
        {
            _college.Pages["/lists/revocation"] = list;
        }

        var found = await Verify(_college.Badge());

        (found.Outcome("signature"), found.Outcome("revocation")).ShouldBe(("Passed", "CouldNotCheck"), wrong);
    }

    public static TheoryData<string> WrongPlaces => [.. Places.Keys];

    private static readonly Dictionary<string, Action<JsonObject>> Places = new(StringComparer.Ordinal)
    {
        ["at somebody else's"] = status => status["statusListCredential"] = "https://other.example/lists/revocation",
        ["at another port"] = status => status["statusListCredential"] = "https://college.example:8443/lists/revocation",
        ["without TLS"] = status => status["statusListCredential"] = "http://college.example/lists/revocation",
        ["a file"] = status => status["statusListCredential"] = "file:///etc/passwd",
        ["behind the end"] = status => status["statusListIndex"] = "8000000",
        ["a number of the moon"] = status => status["statusListIndex"] = "99999999999999999999",
        ["below zero"] = status => status["statusListIndex"] = "-1",
        ["with a zero before"] = status => status["statusListIndex"] = "042",
        ["a number, not a text"] = status => status["statusListIndex"] = 42,
        ["of another kind"] = status => status["type"] = "StatusList2021Entry",
        ["of two bits"] = status => status["statusSize"] = 2,
    };

    [Theory]
    [MemberData(nameof(WrongPlaces))]
    public async Task A_place_that_cannot_be_looked_at_leaves_the_question_open(string wrong)
        => (await Verify(_college.Badge(badge => Places[wrong](badge["credentialStatus"]!.AsObject())))).Outcome("revocation").ShouldBe("CouldNotCheck", wrong);

    public static TheoryData<string> NoBadges => [.. Contents.Keys];

    private static readonly Dictionary<string, Action<JsonObject>> Contents = new(StringComparer.Ordinal)
    {
        ["of another issuer"] = badge => badge["issuer"] = "did:web:academy.test",
        ["without an issuer"] = badge => badge.Remove("issuer"),
        ["of another data model"] = badge => badge["@context"] = new JsonArray("https://www.w3.org/2018/credentials/v1"),
        ["of another type"] = badge => badge["type"] = new JsonArray("VerifiableCredential", "ParkingTicket"),
        ["with another inside"] = badge => badge["vc"] = new JsonObject(),
        ["with another issuer in the token"] = badge => badge["iss"] = "did:web:academy.test",
        ["with another id in the token"] = badge => badge["jti"] = "urn:uuid:00000000-0000-0000-0000-000000000000",
        ["with another end in the token"] = badge => badge["exp"] = 4_000_000_000,
        ["with another beginning in the token"] = badge => badge["nbf"] = 1,
        ["valid from a day without a zone"] = badge => badge["validFrom"] = "2026-01-01T00:00:00",
        ["valid from a number"] = badge => badge["validFrom"] = 1,
    };

    [Theory]
    [MemberData(nameof(NoBadges))]
    public async Task What_is_signed_and_is_no_credential_of_its_issuer_is_refused(string wrong)
        => (await Verify(_college.Badge(Contents[wrong]))).Outcome("signature").ShouldBe("Failed", wrong);

    private static (string?, string?, string?, string?) Outcomes(JsonElement found)
        => (found.Outcome("signature"), found.Outcome("issuerTrusted"), found.Outcome("dates"), found.Outcome("revocation"));

    private async Task<JsonElement> Verify(string credential, WebApplicationFactory<PassportDb>? asked = null)
    {
        var answer = await (asked ?? _site.Trusting).CreateClient().PostAsJsonAsync("/api/passport/v1/credentials/verify", new { credential });
        answer.EnsureSuccessStatusCode();
        return await answer.Json();
    }
}
