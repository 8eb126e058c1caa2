using System.Security.Cryptography;
using System.Text.Json;
using Academy.Identity.Connect;
using Academy.Identity.Data;
using Academy.Identity.Domain;
using Academy.ServiceDefaults;
using Academy.Testing;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.TestHost;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

[assembly: AssemblyFixture(typeof(Academy.Identity.Tests.IdentityApp))]

namespace Academy.Identity.Tests;

/// <summary>Identity with a signing key, a former one and the demo client. It takes its own tokens and those of the test run.</summary>
public sealed class IdentityApp : ServiceApp<IdentityDb>
{
    public const string DemoSecret = "3b1f0c8d5e7a49269d04c1b7a8e6f5d23b1f0c8d5e7a49269d04c1b7a8e6f5d2";

    private readonly bool _allowLearnerClients;
    private readonly (string Key, string Value)[] _settings;

    public IdentityApp()
        : this(allowLearnerClients: false)
    {
    }

    /// <param name="port">For a real browser: the service listens there, on the loopback address.</param>
    internal IdentityApp(bool allowLearnerClients = false, int? port = null, params (string Key, string Value)[] settings)
        : base("identity")
    {
        _allowLearnerClients = allowLearnerClients;
        _settings = settings;
        if (port is not null)
        {
            UseKestrel(port.Value);
        }

        // Tokens are checked against the clock of the machine, as every service does.
        Clock.Set(DateTimeOffset.UtcNow);
        InDatabase(async db =>
        {
            await DemoClient.Ensure(db, Clock, Services.GetRequiredService<IConfiguration>());
            return true;
        }).GetAwaiter().GetResult();
    }

    public string Issuer => Services.GetRequiredService<Issuer>().Name;

    public ECDsa SigningKey { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public ECDsa FormerKey { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>On a port of this machine, for programs that are not this test run.</summary>
    internal static IdentityApp OnLoopback()
    {
        var port = FreePort.Next();
        return new IdentityApp(port: port, settings: ("Auth:Issuer", $"http://127.0.0.1:{port}"));
    }

    public HttpClient Administrator() => As("clients.write", OrganisationKind.Academy, DemoClient.AcademyId, roles: ["administrator"]);

    public async Task<string> Register(object body)
    {
        var answer = await Administrator().PostNew("/api/identity/v1/clients", body);
        answer.EnsureSuccessStatusCode();
        return (await answer.Json()).GetProperty("clientId").GetString()!;
    }

    public async Task<(string Id, string Secret)> RegisterWithSecret(params string[] scopes)
    {
        var id = await Register(new { name = "Silverdale College", scopes });
        var answer = await Administrator().PostAsync($"/api/identity/v1/clients/{id}/secret", null);
        return (id, (await answer.Json()).GetProperty("clientSecret").GetString()!);
    }

    public Task<string> RegisterWithKey(ECDsa key, params string[] scopes)
        => Register(new { name = "A learning system that signs", scopes, jwks = new { keys = new[] { PublicHalf(key) } } });

    public async Task<HttpResponseMessage> Ask(params (string Name, string Value)[] fields)
        => await CreateClient().PostAsync(
            "/connect/token",
            new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))));

    public static object PublicHalf(ECDsa key)
    {
        var point = key.ExportParameters(false).Q;
        return new { kty = "EC", crv = "P-256", x = Base64UrlEncoder.Encode(point.X), y = Base64UrlEncoder.Encode(point.Y) };
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseSetting("Identity:SigningKey", SigningKey.ExportPkcs8PrivateKeyPem());
        builder.UseSetting("Identity:PreviousSigningKeys", FormerKey.ExportSubjectPublicKeyInfoPem());
        builder.UseSetting("Identity:Bootstrap:Secret", DemoSecret);
        builder.UseSetting("Identity:AllowLearnerClients", _allowLearnerClients ? "true" : "false");
        foreach (var (key, value) in _settings)
        {
            builder.UseSetting(key, value);
        }

        builder.ConfigureTestServices(services => services
            .AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme)
            .PostConfigure<Issuer, SigningKeys>((bearer, issuer, keys) =>
                bearer.ConfigurationManager = new BothKeys(bearer.ConfigurationManager!, new OwnKeys(issuer, keys))));
    }
}

/// <summary>Identity's own keys, and the key the tokens of the test run are signed with.</summary>
internal sealed class BothKeys(IConfigurationManager<OpenIdConnectConfiguration> testRun, OwnKeys own) : IConfigurationManager<OpenIdConnectConfiguration>
{
    public async Task<OpenIdConnectConfiguration> GetConfigurationAsync(CancellationToken cancel)
    {
        var both = await own.GetConfigurationAsync(cancel);
        foreach (var key in (await testRun.GetConfigurationAsync(cancel)).SigningKeys)
        {
            both.SigningKeys.Add(key);
        }

        return both;
    }

    public void RequestRefresh() => own.RequestRefresh();
}

internal static class Tokens
{
    public static async Task<string> AccessToken(this HttpResponseMessage answer)
    {
        answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return (await answer.Json()).GetProperty("access_token").GetString()!;
    }

    public static async Task ShouldBeRefused(this HttpResponseMessage answer, int status, string error)
    {
        var body = await answer.Content.ReadAsStringAsync();
        ((int)answer.StatusCode).ShouldBe(status, body);
        JsonDocument.Parse(body).RootElement.GetProperty("error").GetString().ShouldBe(error);
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }
}
