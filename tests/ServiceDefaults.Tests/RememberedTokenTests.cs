using Academy.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Academy.ServiceDefaults.Tests;

public sealed class RememberedTokenTests : IDisposable
{
    private readonly RememberingTokenHandler _handler = new();

    [Fact]
    public async Task A_token_is_checked_once_for_each_set_of_keys_the_issuer_publishes()
    {
        var token = Token(DateTime.UtcNow.AddMinutes(5));
        var published = Published();
        (await Validate(token, published)).IsValid.ShouldBeTrue();

        published.SigningKeys.Clear();
        var again = await Validate(token, published);
        var readAgain = await Validate(token, new OpenIdConnectConfiguration { Issuer = TestTokens.Issuer });

        again.IsValid.ShouldBeTrue("it is remembered");
        again.ClaimsIdentity.FindFirst("sub")!.Value.ShouldBe("test");
        readAgain.IsValid.ShouldBeFalse("the key is not among those published now");
    }

    [Fact]
    public async Task A_remembered_token_is_refused_once_it_has_ended()
    {
        var token = Token(DateTime.UtcNow.AddSeconds(-20));
        var published = Published();
        (await Validate(token, published, TimeSpan.FromMinutes(5))).IsValid.ShouldBeTrue();

        var later = await Validate(token, published, TimeSpan.FromSeconds(10));

        later.Exception.ShouldBeOfType<SecurityTokenExpiredException>();
    }

    [Fact]
    public async Task A_token_that_was_refused_is_not_remembered_as_a_good_one_nor_another_with_its_beginning()
    {
        var token = Token(DateTime.UtcNow.AddMinutes(5));
        var published = Published();
        (await Validate(token, published)).IsValid.ShouldBeTrue();
        var forged = string.Concat(token.AsSpan(0, token.LastIndexOf('.') + 1), Base64UrlEncoder.Encode(new byte[64]));

        (await Validate(forged, published)).IsValid.ShouldBeFalse();
        (await Validate(forged, published)).IsValid.ShouldBeFalse();
    }

    public void Dispose() => _handler.Dispose();

    private static OpenIdConnectConfiguration Published()
    {
        var published = new OpenIdConnectConfiguration { Issuer = TestTokens.Issuer };
        published.SigningKeys.Add(TestTokens.Key);
        return published;
    }

    private static string Token(DateTime expires) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = TestTokens.Issuer,
        Audience = "academy-notes",
        NotBefore = DateTime.UtcNow.AddHours(-1),
        Expires = expires,
        Claims = new Dictionary<string, object>(StringComparer.Ordinal) { ["sub"] = "test" },
        SigningCredentials = new SigningCredentials(TestTokens.Key, SecurityAlgorithms.EcdsaSha256),
    });

    private Task<TokenValidationResult> Validate(string token, OpenIdConnectConfiguration published, TimeSpan skew = default)
        => _handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = TestTokens.Issuer,
            ValidAudience = "academy-notes",
            ClockSkew = skew,
            ConfigurationManager = new StaticConfigurationManager<OpenIdConnectConfiguration>(published),
        });
}
