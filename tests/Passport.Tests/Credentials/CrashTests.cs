using System.Collections.Concurrent;
using System.Data.Common;
using System.Net;
using System.Net.Http.Headers;
using Academy.Passport.Data;
using Academy.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Academy.Passport.Tests.Credentials;

/// <summary>The service is cut off before and after every command and every commit it sends to the database while it makes a credential.</summary>
public sealed class CrashTests(PassportApp app)
{
    [Theory]
    [InlineData(Asked.Credential, true)]
    [InlineData(Asked.Credential, false)]
    [InlineData(Asked.CredentialOfAnAward, false)]
    [InlineData(Asked.Presentation, true)]
    [InlineData(Asked.Presentation, false)]
    public async Task Wherever_making_a_credential_is_cut_off_all_that_was_signed_can_be_withdrawn(Asked asked, bool isAskedAgain)
    {
        var cut = new Cut();
        await using var crashing = app.WithWebHostBuilder(builder => builder.ConfigureTestServices(services =>
            services.ConfigureDbContext<PassportDb>(options => options.AddInterceptors(cut))));
        var (course, employer) = (await app.ACourse(), await app.AnEmployer());
        await crashing.CreateClient().GetAsync(new Uri("/.well-known/did.json", UriKind.Relative));
        var (steps, signed) = (0, 0);
        for (var isWhole = false; !isWhole; steps++)
        {
            var (learner, entries) = await Entries(asked, course, employer);
            cut.Arm(steps);
            var client = crashing.CreateClient();
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", TestTokens.Of("passport", "passport.read", learner: learner));
            var answer = asked == Asked.Presentation ? await client.AskForPresentation(learner) : await client.AskForCredential(entries[0]);
            isWhole = cut.Disarm();
            answer.StatusCode.ShouldBe(isWhole ? HttpStatusCode.OK : HttpStatusCode.InternalServerError);

            var credentials = cut.Signed.ToList();
            if (isAskedAgain)
            {
                foreach (var entry in entries)
                {
                    credentials.Add(await (await app.AsLearner(learner).AskForCredential(entry)).Content.ReadAsStringAsync());
                    (await app.Verify(credentials[^1])).Outcome("revocation").ShouldBe("Passed");
                }
            }

            foreach (var entry in entries)
            {
                var issuer = asked == Asked.CredentialOfAnAward ? app.AsEmployer(employer) : app.AsProvider(course.ProviderId);
                await issuer.PostNew($"/api/passport/v1/entries/{entry}/withdraw", new { reason = "She was not there." });
            }

            foreach (var credential in credentials)
            {
                (await app.IsListed(credential)).ShouldBeTrue($"cut off at step {steps}");
                (await app.Verify(credential)).Outcome("revocation").ShouldBe("Failed");
            }

            signed += cut.Signed.Count;
        }

        steps.ShouldBeGreaterThan(20);
        signed.ShouldBeGreaterThan(4, "it was cut off with a signed credential in hand, too");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Wherever_making_an_endorsement_is_cut_off_all_that_was_signed_is_revoked_with_its_mark(bool isAskedAgain)
    {
        var cut = new Cut();
        await using var crashing = app.WithWebHostBuilder(builder => builder.ConfigureTestServices(services =>
            services.ConfigureDbContext<PassportDb>(options => options.AddInterceptors(cut))));
        await crashing.CreateClient().GetAsync(new Uri("/.well-known/did.json", UriKind.Relative));
        var (steps, signed) = (0, 0);
        for (var isWhole = false; !isWhole; steps++)
        {
            var (course, now) = (await app.ACourse(), app.Clock.GetUtcNow());
            cut.Arm(steps);
            var answer = await crashing.CreateClient().GetAsync(new Uri($"/api/passport/v1/kitemarks/{course.Marks[1]}/endorsement", UriKind.Relative));
            isWhole = cut.Disarm();
            answer.StatusCode.ShouldBe(isWhole ? HttpStatusCode.OK : HttpStatusCode.InternalServerError);
            var endorsements = cut.Signed.ToList();
            if (isAskedAgain)
            {
                endorsements.Add(await app.EndorsementOf(course.Marks[1]));
                (await app.Verify(endorsements[^1])).Outcome("revocation").ShouldBe("Passed");
            }

            await app.Deliver(course.CourseWithdrawn(now, app.Today, now.AddMinutes(1)));

            foreach (var endorsement in endorsements)
            {
                (await app.IsListed(endorsement)).ShouldBeTrue($"cut off at step {steps}");
                (await app.Verify(endorsement)).Outcome("revocation").ShouldBe("Failed");
            }

            signed += cut.Signed.Count;
        }

        steps.ShouldBeGreaterThan(10);
        signed.ShouldBeGreaterThan(1, "it was cut off with a signed endorsement in hand, too");
    }

    private async Task<(Guid Learner, Guid[] Entries)> Entries(Asked asked, ACourse course, Guid employer)
    {
        if (asked != Asked.CredentialOfAnAward)
        {
            var first = await app.ACompletion(course);
            return asked == Asked.Credential ? (first.Learner.Id, [first.Id]) : (first.Learner.Id, [first.Id, await Another(first)]);
        }

        var learner = (await app.ALearner()).Id;
        await app.AnEmployment(learner, employer);
        var standards = Enumerable.Range(1, 16);
        await app.AsEmployer(employer).PostNew(
            "/api/passport/v1/care-certificate-standards",
            new { learners = new[] { new { learnerId = learner } }, version = 2025, standards, assessor = "Ruth Cole", assessorRole = "Manager", assessedOn = Credentialing.Day });
        var awarded = await app.AsEmployer(employer).PostNew("/api/passport/v1/care-certificates", new { learnerId = learner, version = 2025, awardedOn = Credentialing.Day });
        return (learner, [(await awarded.Json()).GetProperty("entryId").GetGuid()]);

        async Task<Guid> Another(AnEntry first)
            => (await app.Record(course, Credentialing.Day.AddDays(1), first.Learner.Id)).GetProperty("completions")[0].GetProperty("entryId").GetGuid();
    }

    public enum Asked
    {
        Credential,
        CredentialOfAnAward,
        Presentation,
    }

    /// <summary>Throws at one of the moments, and keeps every signed text it sees on its way to the database.</summary>
    private sealed class Cut : DbCommandInterceptor, IDbTransactionInterceptor
    {
        private int _left = -1;

        public ConcurrentBag<string> Signed { get; private set; } = [];

        public void Arm(int steps) => (_left, Signed) = (steps, []);

        /// <summary>Whether the work was done before the moment came.</summary>
        public bool Disarm()
        {
            var isWhole = _left >= 0;
            _left = -1;
            return isWhole;
        }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
            => Before(command, result);

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
            => Before(command, result);

        public override ValueTask<DbDataReader> ReaderExecutedAsync(
            DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
            => Moment(result);

        public override ValueTask<int> NonQueryExecutedAsync(
            DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default)
            => Moment(result);

        public ValueTask<InterceptionResult> TransactionCommittingAsync(
            DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
            => Moment(result);

        public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
            => Moment(true).AsTask();

        private ValueTask<T> Before<T>(DbCommand command, T result)
        {
            foreach (var text in command.Parameters.Cast<DbParameter>().Select(parameter => parameter.Value).OfType<string>())
            {
                if (text.StartsWith("eyJ", StringComparison.Ordinal) && text.Count(letter => letter == '.') == 2)
                {
                    Signed.Add(text);
                }
            }

            return Moment(result);
        }

        private ValueTask<T> Moment<T>(T result)
            => _left >= 0 && _left-- == 0 ? throw new InvalidOperationException("The service was cut off here.") : ValueTask.FromResult(result);
    }
}
