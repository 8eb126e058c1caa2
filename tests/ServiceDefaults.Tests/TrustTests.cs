using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Academy.Contracts.Identity;
using Academy.Contracts.Learner;
using Academy.People;
using Academy.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Academy.ServiceDefaults.Tests;

public sealed class TrustTests : IAsyncLifetime
{
    private static readonly SigningCredentials Own = new(TestTokens.Key, SecurityAlgorithms.EcdsaSha256);

    private string _database = "";
    private TestService _service = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateFor<NoteDb>();
        _service = await TestService.Start(new("notes", _database)
        {
            Map = app => app.MapGet("/notes", (Caller caller) => caller.Subject).RequireScope("notes.read"),
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        await TestDatabase.Drop(_database);
    }

    [Fact]
    public async Task A_token_of_the_issuer_for_this_service_with_the_scope_is_let_in()
        => (await Ask(Token())).ShouldBe(HttpStatusCode.OK);

    [Fact]
    public async Task A_token_without_the_scope_is_known_and_still_refused()
        => (await Ask(Token(scope: "notes.readers notes.write"))).ShouldBe(HttpStatusCode.Forbidden);

    [Fact]
    public async Task No_token_is_refused() => (await Ask(null)).ShouldBe(HttpStatusCode.Unauthorized);

    [Fact]
    public async Task A_token_that_says_it_needs_no_signature_is_refused()
    {
        var parts = Token().Split('.');
        var header = Base64UrlEncoder.Encode("""{"alg":"none","typ":"at+jwt"}""");

        (await Ask($"{header}.{parts[1]}.")).ShouldBe(HttpStatusCode.Unauthorized);
        (await Ask($"{header}.{parts[1]}.{parts[2]}")).ShouldBe(HttpStatusCode.Unauthorized);
        (await Ask($"{parts[0]}.{parts[1]}.")).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_token_signed_with_the_public_key_as_a_password_is_refused()
    {
        var pem = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(TestTokens.Key.ECDsa.ExportSubjectPublicKeyInfoPem())) { KeyId = "test" };
        var der = new SymmetricSecurityKey(TestTokens.Key.ECDsa.ExportSubjectPublicKeyInfo()) { KeyId = "test" };

        (await Ask(Token(new SigningCredentials(pem, SecurityAlgorithms.HmacSha256)))).ShouldBe(HttpStatusCode.Unauthorized);
        (await Ask(Token(new SigningCredentials(der, SecurityAlgorithms.HmacSha256)))).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_token_signed_with_RSA_is_refused()
    {
        using var rsa = RSA.Create(2048);

        (await Ask(Token(new SigningCredentials(new RsaSecurityKey(rsa) { KeyId = "test" }, SecurityAlgorithms.RsaSha256)))).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_token_of_another_key_is_refused()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        (await Ask(Token(new SigningCredentials(new ECDsaSecurityKey(other) { KeyId = "test" }, SecurityAlgorithms.EcdsaSha256)))).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_token_of_another_issuer_is_refused()
        => (await Ask(Token(issuer: "https://elsewhere.test"))).ShouldBe(HttpStatusCode.Unauthorized);

    [Fact]
    public async Task A_token_for_another_service_is_refused()
        => (await Ask(Token(audience: "academy-letters"))).ShouldBe(HttpStatusCode.Unauthorized);

    [Fact]
    public async Task A_token_that_has_ended_or_never_ends_is_refused()
    {
        (await Ask(Token(expires: DateTime.UtcNow.AddMinutes(-2)))).ShouldBe(HttpStatusCode.Unauthorized);
        (await Ask(Sign("""{"iss":"https://academy.test","aud":"academy-notes","sub":"test","scope":"notes.read"}"""))).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("JWT")]
    [InlineData("id+jwt")]
    public async Task A_token_that_is_no_access_token_is_refused(string type)
        => (await Ask(Token(type: type))).ShouldBe(HttpStatusCode.Unauthorized);

    [Fact]
    public async Task A_refused_token_is_told_so_as_a_problem()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/notes", UriKind.Relative));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token(audience: "academy-letters"));
        using var answer = await _service.Http.SendAsync(request);

        answer.Headers.WwwAuthenticate.ShouldContain(challenge => challenge.Scheme == "Bearer");
        await ProblemsTests.ShouldBeAProblem(answer);
    }

    [Fact]
    public async Task A_token_from_before_the_end_of_the_access_it_speaks_of_is_refused_within_a_second_or_two()
    {
        var (person, organisation, end) = (Guid.NewGuid(), Guid.NewGuid(), DateTimeOffset.UtcNow.AddMinutes(-1));
        var held = Token(issuedAt: end.UtcDateTime.AddSeconds(-1), subject: person, organisation: organisation);
        (await Ask(held)).ShouldBe(HttpStatusCode.OK);

        await Hear(person, organisation, end);
        await Hear(person, organisation, end.AddMinutes(-3));

        await Eventually.True(async () => await Ask(held) == HttpStatusCode.Unauthorized, "the token is refused");
        (await Ask(Token(issuedAt: end.UtcDateTime.AddSeconds(2), subject: person, organisation: organisation))).ShouldBe(HttpStatusCode.OK);
        (await Ask(Token(issuedAt: end.UtcDateTime.AddSeconds(-1), subject: person, organisation: Guid.NewGuid()))).ShouldBe(HttpStatusCode.OK);
        (await Ask(Token(issuedAt: end.UtcDateTime.AddSeconds(-1), subject: Guid.NewGuid(), organisation: organisation))).ShouldBe(HttpStatusCode.OK);
        (await Ask(Token(issuedAt: end.UtcDateTime.AddSeconds(-1), subject: person))).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_token_for_a_record_that_was_closed_since_is_refused_and_one_for_the_kept_record_is_taken()
    {
        var (merged, kept, erased, end) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), DateTimeOffset.UtcNow.AddMinutes(-1));
        var before = end.UtcDateTime.AddSeconds(-1);

        await _service.InDatabase(async db =>
        {
            await db.Merge(new LearnersMerged(merged, 2, kept, end), CancellationToken.None);
            await db.Erase(new LearnerErased(erased, 2, end), CancellationToken.None);
            return 0;
        });

        await Eventually.True(
            async () => await Ask(Token(issuedAt: before, learner: merged)) == HttpStatusCode.Unauthorized
                && await Ask(Token(issuedAt: before, learner: erased)) == HttpStatusCode.Unauthorized,
            "both tokens are refused");
        (await Ask(Token(issuedAt: before, learner: kept))).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_role_that_was_given_ends_no_token()
    {
        var (person, organisation) = (Guid.NewGuid(), Guid.NewGuid());

        await Hear(person, organisation, null);

        (await _service.InDatabase(db => db.Set<EndedAccess>().AnyAsync(e => e.Subject == person))).ShouldBeFalse();
    }

    [Fact]
    public async Task A_service_with_a_route_nobody_decided_about_does_not_start()
    {
        var options = new ServiceOptions("notes", _database) { Map = app => app.MapGet("/forgotten", () => "open to all") };

        var refusal = await Should.ThrowAsync<InvalidOperationException>(() => TestService.Run(options));

        refusal.Message.ShouldContain("/forgotten");
        refusal.Message.ShouldContain("RequireScope");
    }

    private static string Token(
        SigningCredentials? credentials = null, string issuer = TestTokens.Issuer, string audience = "academy-notes",
        string type = "at+jwt", string scope = "notes.read", DateTime? expires = null,
        DateTime? issuedAt = null, Guid? subject = null, Guid? organisation = null, Guid? learner = null)
        => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = audience,
            NotBefore = DateTime.UtcNow.AddHours(-1),
            IssuedAt = issuedAt ?? DateTime.UtcNow.AddHours(-1),
            Expires = expires ?? DateTime.UtcNow.AddMinutes(5),
            TokenType = type,
            Claims = new Dictionary<string, object>
            {
                ["sub"] = subject?.ToString() ?? "test",
                ["scope"] = scope,
                ["org"] = organisation?.ToString() ?? "",
                ["learner_id"] = learner?.ToString() ?? "",
            },
            SigningCredentials = credentials ?? Own,
        });

    private Task<int> Hear(Guid person, Guid organisation, DateTimeOffset? endedAt)
        => _service.InDatabase(async db =>
        {
            var changed = new OrganisationRoleChanged(
                Guid.NewGuid(), endedAt is null ? 1 : 2, person, "Employer", organisation, "viewer", DateTimeOffset.UnixEpoch, endedAt);
            await EndedAccess.Hear(db, changed, CancellationToken.None);
            return await db.SaveChangesAsync();
        });

    private static string Sign(string payload)
        => new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }
            .CreateToken(payload, Own, new Dictionary<string, object> { [JwtHeaderParameterNames.Typ] = "at+jwt" });

    private async Task<HttpStatusCode> Ask(string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/notes", UriKind.Relative));
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var answer = await _service.Http.SendAsync(request);
        return answer.StatusCode;
    }
}
