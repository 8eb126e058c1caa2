using System.Data.Common;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Academy.Contracts.Kitemark;
using Academy.Passport.Credentials;
using Academy.Passport.Data;
using Academy.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Academy.Passport.Tests.Credentials;

public sealed class VerifyCredentialTests(PassportApp app)
{
    [Fact]
    public async Task What_ran_out_is_signed_well_and_out_of_date()
    {
        var found = await app.Verify(await app.CredentialOf(await app.ACompletion(day: new DateOnly(2025, 3, 1))));

        (found.Outcome("signature"), found.Outcome("dates"), found.Outcome("kitemarkedOnTheDay")).ShouldBe(("Passed", "Failed", "Passed"));
        found.GetProperty("dates").GetProperty("reason").GetString().ShouldBe("It was valid until 2026-02-28.");
    }

    [Fact]
    public async Task What_the_academy_s_key_signed_and_the_academy_never_recorded_is_not_taken_for_issued()
    {
        var good = await app.CredentialOf(await app.ACompletion());
        var keys = await app.Services.GetRequiredService<CredentialKeys>().Get(default);
        var content = JsonNode.Parse(Credentialing.Claims(good).GetRawText())!.AsObject();
        var id = $"urn:uuid:{Guid.CreateVersion7()}";
        (content["id"], content["jti"]) = (id, id);
        var swapped = JsonNode.Parse(Credentialing.Claims(good).GetRawText())!.AsObject();
        swapped["credentialStatus"]![0]!["statusListIndex"] = "131071";

        (await app.Verify(keys.Sign(content.ToJsonString()))).Outcome("revocation").ShouldBe("Failed");
        (await app.Verify(keys.Sign(swapped.ToJsonString()))).Outcome("revocation").ShouldBe("Failed");
        (await app.Verify(good)).Outcome("revocation").ShouldBe("Passed");
    }

    [Theory]
    [InlineData("CourseVersion", "course version")]
    [InlineData("TrainingProvider", "training provider")]
    [InlineData("Trainer", "trainer")]
    public async Task N13_break_any_link_and_the_verifier_names_it(string link, string name)
    {
        var good = Credentialing.Claims(await app.CredentialOf(await app.ACompletion())).GetRawText();
        var keys = await app.Services.GetRequiredService<CredentialKeys>().Get(default);

        foreach (var broken in new Action<JsonObject>[] { l => l["until"] = "2026-08-31", l => l["from"] = "2026-09-02", l => l["inForce"] = false, l => l["link"] = "Other" })
        {
            var content = JsonNode.Parse(good)!.AsObject();
            broken(content["credentialSubject"]!["kitemark"]!["links"]!.AsArray().Single(one => one!["link"]!.GetValue<string>() == link)!.AsObject());
            var found = await app.Verify(keys.Sign(content.ToJsonString()));
            found.Outcome("kitemarkedOnTheDay").ShouldBe("Failed");
            found.GetProperty("kitemarkedOnTheDay").GetProperty("reason").GetString().ShouldNotBeNull().ShouldContain(name);
        }
    }

    /// <summary>The Academy endorses the provider and the course, authorises the trainer for the subject, and the provider signs for the completion: one check walks it all.</summary>
    [Theory]
    [InlineData("CourseVersion", false, "The course version was not kitemarked on that day, only from 1 January 2025 to 31 August 2026.")]
    [InlineData("TrainingProvider", false, "The training provider was not kitemarked on that day, only from 1 January 2025 to 31 August 2026.")]
    [InlineData("Trainer", false, "The trainer was not authorised for this subject on that day, only from 1 January 2025 to 31 August 2026.")]
    [InlineData("CourseVersion", true, "The course version was not kitemarked on that day: suspended from 1 September 2026.")]
    [InlineData("TrainingProvider", true, "The training provider was not kitemarked on that day: suspended from 1 September 2026.")]
    [InlineData("Trainer", true, "The trainer was not authorised for this subject on that day: suspended from 1 September 2026.")]
    public async Task N13_let_any_link_expire_or_be_suspended_and_a_check_of_the_credential_names_it_and_no_other(string link, bool isSuspended, string sentence)
    {
        var (course, now) = (await app.ACourse(isMarked: false), app.Clock.GetUtcNow());
        MarkPeriod Period(string of, MarkPeriod period) => of != link ? period
            : isSuspended ? period with { Decisions = [new(MarkDecisionKind.Suspended, Credentialing.Day, Consequence.Stands, null, "A complaint.", now)] }
            : period with { Until = Credentialing.Day.AddDays(-1) };
        var (provider, version, trainer) = (course.ProviderGranted(now), course.CourseGranted(now), course.TrainerAuthorised(now));
        await app.Deliver(provider with { Period = Period("TrainingProvider", provider.Period) });
        await app.Deliver(version with { Period = Period("CourseVersion", version.Period) });
        await app.Deliver(trainer with { Period = Period("Trainer", trainer.Period) });

        var found = await app.Verify(await app.CredentialOf(await app.ACompletion(course)));

        (found.Outcome("signature"), found.Outcome("kitemarkedOnTheDay")).ShouldBe(("Passed", "Failed"));
        found.GetProperty("kitemarkedOnTheDay").GetProperty("reason").GetString().ShouldBe(sentence);
        found.GetProperty("credential").GetProperty("credentialSubject").GetProperty("kitemark").GetProperty("links").EnumerateArray()
            .Where(one => !one.GetProperty("inForce").GetBoolean()).Select(one => one.GetProperty("link").GetString()).ShouldBe([link]);
        var before = await app.Verify(await app.CredentialOf(await app.ACompletion(course, Credentialing.Day.AddDays(-1))));
        before.Outcome("kitemarkedOnTheDay").ShouldBe("Passed", "the day before, every link held");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"credential":null}""")]
    [InlineData("""{"credential":""}""")]
    [InlineData("""{"credential":{}}""")]
    [InlineData("[]")]
    public async Task A_request_without_a_credential_is_told_so(string body) => (await Post(body)).ShouldBe(HttpStatusCode.BadRequest);

    [Fact]
    public async Task A_credential_is_at_most_so_long()
    {
        (await Post($$"""{"credential":"{{new string('A', Jws.Longest)}}"}""")).ShouldBe(HttpStatusCode.OK);
        (await Post($$"""{"credential":"{{new string('A', Jws.Longest + 1)}}"}""")).ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task What_our_own_database_does_not_answer_just_now_could_not_be_checked_and_is_not_said_to_be_wrong()
    {
        var (credential, away) = (await app.CredentialOf(await app.ACompletion()), new Away { IsOn = true });
        await using var failing = app.WithWebHostBuilder(builder => builder.ConfigureTestServices(services =>
            services.ConfigureDbContext<PassportDb>(options => options.AddInterceptors(away))));

        (await Questions()).ShouldBe(("CouldNotCheck", "CouldNotCheck", "CouldNotCheck"), "not even the keys are known");

        away.IsOn = false;
        (await Questions()).ShouldBe(("Passed", "Passed", "Passed"));
        away.IsOn = true;
        (await Questions()).ShouldBe(("Passed", "CouldNotCheck", "CouldNotCheck"));

        async Task<(string?, string?, string?)> Questions()
        {
            var answer = await failing.CreateClient().PostAsJsonAsync("/api/passport/v1/credentials/verify", new { credential });
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            var found = await answer.Json();
            return (found.Outcome("signature"), found.Outcome("revocation"), found.Outcome("suspension"));
        }
    }

    /// <summary>A database that is away while it is on.</summary>
    private sealed class Away : DbCommandInterceptor
    {
        public bool IsOn { get; set; }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
            => IsOn ? throw new NpgsqlException("The server closed the connection.") : ValueTask.FromResult(result);
    }

    private async Task<HttpStatusCode> Post(string body)
        => (await app.CreateClient().PostAsync(new Uri("/api/passport/v1/credentials/verify", UriKind.Relative), new StringContent(body, Encoding.UTF8, "application/json"))).StatusCode;
}
