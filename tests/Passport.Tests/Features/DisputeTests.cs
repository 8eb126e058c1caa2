using System.Net;
using System.Text.Json;
using Academy.Contracts.Learner;
using Academy.ServiceDefaults;
using Academy.Testing;

namespace Academy.Passport.Tests.Features;

public sealed class DisputeTests(PassportApp app)
{
    private const string Base = "/api/passport/v1";

    [Fact]
    public async Task A_training_provider_reads_what_is_wrong_and_the_corrected_day_settles_it()
    {
        var (learner, course, entry) = await AnEntry();
        var dispute = await Open(learner, entry);
        var provider = app.AsProvider(course.ProviderId);

        var seen = await Get(provider, $"{Base}/disputes/{dispute}");
        (seen.GetProperty("state").GetString(), seen.GetProperty("claim").GetString()).ShouldBe(("WithIssuer", "WrongDay"));
        seen.GetProperty("whose").GetProperty("name").GetString().ShouldBe("Amara Okafor");
        seen.GetProperty("lines")[0].GetProperty("words").GetString().ShouldBe("It was a day earlier.");
        (await Waiting(provider)).ShouldBe([dispute]);

        (await provider.PostNew($"{Base}/entries/{entry}/correct", new { completedOn = app.Today.AddDays(-11), reason = "The register says so, too." })).StatusCode.ShouldBe(HttpStatusCode.OK);

        var own = (await Get(app.AsLearner(learner.Id), $"{Base}/learners/{learner.Id}/disputes")).GetProperty("disputes")[0];
        (own.GetProperty("state").GetString(), own.GetProperty("outcome").GetString()).ShouldBe(("Settled", "Corrected"));
        own.GetProperty("lines")[1].GetProperty("words").GetString().ShouldBe("The register says so, too.");
        (await Waiting(provider)).ShouldBeEmpty();
        (await Notices(learner)).ShouldBe(["DisputeAnswered"]);
    }

    [Fact]
    public async Task A_withdrawal_settles_it_and_the_learner_is_told_once()
    {
        var (learner, course, entry) = await AnEntry();
        await Open(learner, entry);

        await app.AsProvider(course.ProviderId).PostNew($"{Base}/entries/{entry}/withdraw", new { reason = "She was not in the class." });

        (await Own(learner)).GetProperty("outcome").GetString().ShouldBe("Withdrawn");
        (await Notices(learner)).ShouldBe(["EntryWithdrawn"]);
    }

    [Fact]
    public async Task Where_the_two_do_not_agree_the_academy_decides_and_the_provider_puts_it_right()
    {
        var (learner, course, entry) = await AnEntry();
        var dispute = await Open(learner, entry);
        var (client, provider) = (app.AsLearner(learner.Id), app.AsProvider(course.ProviderId));

        (await client.PostNew($"{Base}/disputes/{dispute}/ask-academy", new { words = "I do not want to wait." })).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await Answer(provider, dispute, isRight: true, 1)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await client.PostNew($"{Base}/disputes/{dispute}/ask-academy", new { words = "I was on leave." })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Waiting(provider)).ShouldBeEmpty();
        (await Waiting(Officer())).ShouldContain(dispute);

        (await Answer(provider, dispute, isRight: true, 3)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await Answer(Officer(), dispute, isRight: false, 3)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Waiting(provider)).ShouldBe([dispute]);
        (await Answer(provider, dispute, isRight: true, 4)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        await provider.PostNew($"{Base}/entries/{entry}/withdraw", new { reason = "The Academy decided." });

        (await Own(learner)).GetProperty("outcome").GetString().ShouldBe("Withdrawn");
        (await Notices(learner)).ShouldBe(["DisputeAnswered", "DisputeAnswered", "EntryWithdrawn"], ignoreOrder: true);
    }

    [Fact]
    public async Task What_is_said_again_is_added_and_the_same_request_twice_adds_it_once()
    {
        var (learner, course, entry) = await AnEntry();
        var (client, key, path) = (app.AsLearner(learner.Id), Guid.NewGuid().ToString(), $"{Base}/entries/{entry}/dispute");

        var first = await client.PostNew(path, new { claim = "WrongDay", words = "It was a day earlier." }, key);
        var same = await client.PostNew(path, new { claim = "WrongDay", words = "It was a day earlier." }, key);
        (await same.Content.ReadAsStringAsync()).ShouldBe(await first.Content.ReadAsStringAsync());
        await client.PostNew(path, new { claim = "NotMine", words = "I was not there at all." });

        var own = await Own(learner);
        (own.GetProperty("claim").GetString(), own.GetProperty("lines").GetArrayLength()).ShouldBe(("NotMine", 2));

        // Whoever answers without having read that does not answer it.
        (await Answer(app.AsProvider(course.ProviderId), own.GetProperty("disputeId").GetGuid(), isRight: true, 1)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Two_reports_at_the_same_moment_are_one_dispute()
    {
        var (learner, _, entry) = await AnEntry();

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(number => app.AsLearner(learner.Id).PostNew(
            $"{Base}/entries/{entry}/dispute", new { claim = "WrongDay", words = $"Report {number}." })));

        answers.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.OK);
        (await Own(learner)).GetProperty("lines").GetArrayLength().ShouldBe(4);
    }

    [Fact]
    public async Task Nobody_but_who_takes_part_finds_it()
    {
        var (learner, course, entry) = await AnEntry();
        var (other, employer) = (await app.ALearner("Łukasz Wójcik"), await app.AnEmployer());
        await app.AnEmployment(learner.Id, employer);
        var dispute = await Open(learner, entry);

        (await app.AsLearner(other.Id).PostNew($"{Base}/entries/{entry}/dispute", Claim())).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await app.AsLearner(other.Id).PostNew($"{Base}/disputes/{dispute}/ask-academy", new { words = "It is mine." })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        foreach (var stranger in new[] { app.AsEmployer(employer), app.AsProvider((await app.ACourse()).ProviderId) })
        {
            (await stranger.GetAsync(new Uri($"{Base}/disputes/{dispute}", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await Answer(stranger, dispute, isRight: true, 1)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await Waiting(stranger)).ShouldBeEmpty();
        }

        (await app.AsLearner(learner.Id).GetAsync(new Uri($"{Base}/disputes/{dispute}", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await Waiting(app.AsProvider(course.ProviderId))).ShouldBe([dispute]);
    }

    [Fact]
    public async Task Academy_staff_say_why_they_look_and_the_learner_sees_who_looked()
    {
        var (learner, course, entry) = await AnEntry();
        var dispute = await Open(learner, entry);
        var unspoken = app.As("disputes.answer", OrganisationKind.Academy, Guid.NewGuid(), roles: ["officer"]);

        (await unspoken.GetAsync(new Uri($"{Base}/disputes/{dispute}", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        await Get(Officer(), $"{Base}/disputes/{dispute}");
        await Get(app.AsProvider(course.ProviderId), $"{Base}/disputes/{dispute}");

        var activity = (await Get(app.AsLearner(learner.Id), $"{Base}/learners/{learner.Id}/activity")).GetProperty("activity");
        activity.EnumerateArray().Count(line => line.GetProperty("what").GetString() == "PassportSeen").ShouldBe(2);
    }

    [Fact]
    public async Task Only_the_academy_finds_an_entry_wrong_without_changing_it()
    {
        var (learner, course, entry) = await AnEntry();
        var dispute = await Open(learner, entry);

        var refused = await Answer(app.AsProvider(course.ProviderId), dispute, isRight: false, 1);

        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await refused.Json()).GetProperty("detail").GetString()!.ShouldContain("correct it or withdraw it");
    }

    [Fact]
    public async Task Training_a_learner_added_is_removed_not_disputed()
    {
        var learner = await app.ALearner();
        var client = app.AsLearner(learner.Id);
        var added = await (await client.PostNew(
            $"{Base}/learners/{learner.Id}/entries", new { title = "First aid", trainingCategoryCode = 15, completedOn = app.Today.AddDays(-10) })).Json();

        var refused = await client.PostNew($"{Base}/entries/{added.GetProperty("entryId").GetGuid()}/dispute", Claim());

        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Theory]
    [InlineData("Nonsense", "It was earlier.")]
    [InlineData("WrongDay", "")]
    [InlineData("WrongDay", "x")]
    [InlineData(99, "It was earlier.")]
    public async Task A_report_that_says_nothing_is_refused(object claim, string words)
    {
        var (learner, _, entry) = await AnEntry();

        var refused = await app.AsLearner(learner.Id).PostNew($"{Base}/entries/{entry}/dispute", new { claim, words });

        ((int)refused.StatusCode).ShouldBeInRange(400, 422);
        (await Get(app.AsLearner(learner.Id), $"{Base}/learners/{learner.Id}/disputes")).GetProperty("disputes").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task It_follows_the_entry_into_the_record_that_is_kept_and_goes_when_the_learner_is_erased()
    {
        var (learner, course, entry) = await AnEntry();
        var kept = await app.ALearner();
        var dispute = await Open(learner, entry);

        await app.Deliver(new LearnersMerged(learner.Id, 5, kept.Id, app.Clock.GetUtcNow()));
        (await Own(kept)).GetProperty("disputeId").GetGuid().ShouldBe(dispute);
        (await Answer(app.AsProvider(course.ProviderId), dispute, isRight: true, 1)).StatusCode.ShouldBe(HttpStatusCode.OK);

        await app.Deliver(new LearnerErased(kept.Id, 9, app.Clock.GetUtcNow()));
        (await app.AsProvider(course.ProviderId).GetAsync(new Uri($"{Base}/disputes/{dispute}", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static object Claim() => new { claim = "WrongDay", words = "It was a day earlier." };

    private async Task<(ALearner Learner, ACourse Course, Guid Entry)> AnEntry()
    {
        var (learner, course) = (await app.ALearner(), await app.ACourse());
        await app.Record(course, app.Today.AddDays(-10), learner.Id);
        return (learner, course, (await app.PassportOf(learner.Id)).GetProperty("entries")[0].GetProperty("entryId").GetGuid());
    }

    private async Task<Guid> Open(ALearner learner, Guid entry)
    {
        var opened = await app.AsLearner(learner.Id).PostNew($"{Base}/entries/{entry}/dispute", Claim());
        opened.StatusCode.ShouldBe(HttpStatusCode.OK);
        return (await opened.Json()).GetProperty("disputeId").GetGuid();
    }

    private static Task<HttpResponseMessage> Answer(HttpClient client, Guid dispute, bool isRight, int seen)
        => client.PostNew($"{Base}/disputes/{dispute}/answer", new { entryIsRight = isRight, words = "We looked at the register.", seenLines = seen });

    private async Task<JsonElement> Own(ALearner learner)
        => (await Get(app.AsLearner(learner.Id), $"{Base}/learners/{learner.Id}/disputes")).GetProperty("disputes").EnumerateArray().Single();

    private async Task<List<string?>> Notices(ALearner learner)
        => [.. (await Get(app.AsLearner(learner.Id), $"{Base}/learners/{learner.Id}/notices")).GetProperty("notices").EnumerateArray().Select(n => n.GetProperty("kind").GetString())];

    private static async Task<List<Guid>> Waiting(HttpClient client)
    {
        List<Guid> waiting = [];
        for (string? next = $"{Base}/disputes"; next is not null;)
        {
            var page = await Get(client, next);
            waiting.AddRange(page.GetProperty("disputes").EnumerateArray().Select(d => d.GetProperty("disputeId").GetGuid()));
            next = page.GetProperty("next").GetString();
        }

        return waiting;
    }

    private static async Task<JsonElement> Get(HttpClient client, string path)
    {
        var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await answer.Json();
    }

    private HttpClient Officer()
    {
        var officer = app.As("disputes.answer", OrganisationKind.Academy, Guid.NewGuid(), roles: ["officer"]);
        officer.DefaultRequestHeaders.Add("X-Purpose", "A learner says that a record is wrong");
        return officer;
    }
}
