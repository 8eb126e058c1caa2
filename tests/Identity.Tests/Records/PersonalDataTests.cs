using System.Net;
using Academy.Contracts.Learner;
using Academy.Identity.Data;
using Academy.ServiceDefaults;
using Academy.Testing;
using Microsoft.EntityFrameworkCore;

namespace Academy.Identity.Tests.Records;

public sealed class PersonalDataTests(IdentityApp app)
{
    /// <summary>A client speaks for a learner in development only; a sign-in under way is over in minutes.</summary>
    private static readonly string[] InDevelopment = ["clients"];

    [Fact]
    public async Task Every_table_is_given_to_the_person_or_holds_nothing_of_people()
        => (await app.InDatabase(db => Task.FromResult(HeldDataCheck.NotDecided(db.Model, HeldData.Tables, InDevelopment)))).ShouldBeEmpty();

    [Fact]
    public async Task A_learner_gets_their_account_without_what_proves_who_they_are()
    {
        var (learner, account) = (Guid.CreateVersion7(), await app.NewAccount());
        var signedIn = await app.SignedIn(account);
        await app.Deliver(new LearnerRegistered(learner, 1, Codes.New(), account.FullName, new DateOnly(1990, 3, 27), app.Clock.GetUtcNow()));
        await app.InDatabase(db => db.Accounts.Where(a => a.Id == account.Id).ExecuteUpdateAsync(a => a.SetProperty(a => a.LearnerId, learner)));

        var answer = await Ask(app.As("profile", learner: learner), learner);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        var text = await answer.Content.ReadAsStringAsync();
        var tables = (await answer.Json()).GetProperty("tables");
        tables.GetProperty("accounts")[0].GetProperty("email").GetString().ShouldBe(account.Email);
        tables.GetProperty("sessions")[0].GetProperty("id").GetGuid().ShouldBe(signedIn.Session.Id);
        tables.GetProperty("knownLearners").GetArrayLength().ShouldBe(1);
        foreach (var secret in new[] { account.SecurityStamp!, account.ConcurrencyStamp!, "hash", "Stamp" })
        {
            text.ShouldNotContain(secret);
        }
    }

    [Fact]
    public async Task Nobody_else_gets_it_not_even_the_Academy()
    {
        var learner = Guid.CreateVersion7();
        var staff = app.As("profile", OrganisationKind.Academy, Guid.NewGuid());
        staff.DefaultRequestHeaders.Add(Purpose.Header, "She asked for her data.");

        (await Ask(staff, learner)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Ask(app.As("profile", learner: Guid.CreateVersion7()), learner)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static Task<HttpResponseMessage> Ask(HttpClient client, Guid learner) => client.GetAsync(new Uri($"/api/identity/v1/learners/{learner}/data", UriKind.Relative));
}
