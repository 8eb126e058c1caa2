using System.Net;
using System.Text.Json;
using Academy.Testing;

namespace Academy.Passport.Tests.Features;

public sealed class CheckPassportTests(PassportApp app)
{
    private const string Path = "/api/passport/v1/checks";

    [Fact]
    public async Task The_code_and_the_date_of_birth_show_each_entry_with_separate_results()
    {
        var learner = await app.ALearner();
        await app.Record(await app.ACourse(), new DateOnly(2026, 9, 1), learner.Id);
        await app.Record(await app.ACourse(isMarked: false, validityMonths: 1), new DateOnly(2026, 3, 1), learner.Id);
        var code = await Share(learner.Id);

        var response = await app.CreateClient().PostNew(Path, new { code, dateOfBirth = learner.DateOfBirth });

        response.StatusCode.ShouldBe(HttpStatusCode.Created);
        var entries = (await response.Json()).GetProperty("entries");
        (Text(entries[0], "kitemarkedOnTheDay"), Text(entries[0], "dates")).ShouldBe(("Yes", "UpToDate"));
        (Text(entries[1], "kitemarkedOnTheDay"), Text(entries[1], "dates")).ShouldBe(("No", "Expired"));
    }

    [Fact]
    public async Task A_wrong_date_of_birth_an_unknown_code_and_a_stopped_share_get_one_answer()
    {
        var learner = await app.ALearner();
        var code = await Share(learner.Id);
        var stopped = await Share(learner.Id, stop: true);
        var client = app.CreateClient();

        string[] answers =
        [
            Detail(await client.PostNew(Path, new { code, dateOfBirth = learner.DateOfBirth.AddDays(1) })),
            Detail(await client.PostNew(Path, new { code = Academy.ServiceDefaults.Codes.New(), dateOfBirth = learner.DateOfBirth })),
            Detail(await client.PostNew(Path, new { code = stopped, dateOfBirth = learner.DateOfBirth })),
        ];

        answers.Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task The_fifth_wrong_date_of_birth_stops_the_share_and_the_learner_sees_it()
    {
        var learner = await app.ALearner();
        var code = await Share(learner.Id);
        var client = app.CreateClient();

        await Task.WhenAll(Enumerable.Range(1, 5).Select(days => client.PostNew(Path, new { code, dateOfBirth = learner.DateOfBirth.AddDays(days) })));

        (await client.PostNew(Path, new { code, dateOfBirth = learner.DateOfBirth })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await ActivityOf(learner.Id)).ShouldContain("ShareStoppedByWrongTries");
    }

    [Fact]
    public async Task Four_wrong_dates_of_birth_are_forgotten_with_the_right_one()
    {
        var learner = await app.ALearner();
        var code = await Share(learner.Id);
        var client = app.CreateClient();

        for (var i = 1; i <= 10; i++)
        {
            await client.PostNew(Path, new { code, dateOfBirth = i % 5 == 0 ? learner.DateOfBirth : learner.DateOfBirth.AddDays(i) });
        }

        (await client.PostNew(Path, new { code, dateOfBirth = learner.DateOfBirth })).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await ActivityOf(learner.Id)).ShouldNotContain("ShareStoppedByWrongTries");
    }

    /// <summary>Who looked, and how, the newest first; making and stopping shares left out.</summary>
    private async Task<List<string>> Looks(Guid learner)
        => [.. JsonDocument.Parse(await ActivityOf(learner)).RootElement.GetProperty("activity").EnumerateArray()
            .Select(line => $"{Text(line, "what")} {Text(line, "who")}").Where(line => !line.StartsWith("Share", StringComparison.Ordinal))];

    private Task<string> ActivityOf(Guid learner)
        => app.AsLearner(learner).GetStringAsync(new Uri($"/api/passport/v1/learners/{learner}/activity", UriKind.Relative));

    [Fact]
    public async Task A_mistyped_code_is_told_from_a_wrong_one()
    {
        var response = await app.CreateClient().PostNew(Path, new { code = "4F7-KQ2-M9", dateOfBirth = "1990-05-14" });

        (await response.Json()).GetProperty("type").GetString().ShouldBe("/problems/code-mistyped");
    }

    [Fact]
    public async Task Only_the_chosen_entries_are_shown()
    {
        var learner = await app.ALearner();
        var recorded = await app.Record(await app.ACourse(), new DateOnly(2026, 9, 1), learner.Id);
        await app.Record(await app.ACourse(), new DateOnly(2026, 9, 2), learner.Id);
        var chosen = recorded.GetProperty("completions")[0].GetProperty("entryId").GetGuid();
        var code = await Share(learner.Id, entryIds: [chosen]);

        var seen = await (await app.CreateClient().PostNew(Path, new { code, dateOfBirth = learner.DateOfBirth })).Json();

        seen.GetProperty("entries").EnumerateArray().Select(e => e.GetProperty("entryId").GetGuid()).ShouldBe([chosen]);
    }

    [Fact]
    public async Task An_employers_check_is_kept_as_a_receipt_that_only_it_can_read()
    {
        var (learner, employer) = (await app.ALearner(), await app.AnEmployer());
        var code = await Share(learner.Id);
        var answer = await (await app.AsEmployer(employer).PostNew(Path, new { code, dateOfBirth = learner.DateOfBirth })).Json();
        var receipt = new Uri($"{Path}/{answer.GetProperty("checkId").GetGuid()}", UriKind.Relative);

        (await app.AsEmployer(employer).GetStringAsync(receipt)).ShouldContain(learner.Name);
        (await ActivityOf(learner.Id)).ShouldContain("ReceiptSeen");
        (await app.AsEmployer(Guid.NewGuid()).GetAsync(receipt)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_check_sent_again_gets_the_same_answer_while_the_share_lasts_and_each_sight_is_in_who_looked()
    {
        var (learner, key) = (await app.ALearner(), Guid.NewGuid().ToString());
        await app.Record(await app.ACourse(), new DateOnly(2026, 9, 1), learner.Id);
        var body = new { code = await Share(learner.Id), dateOfBirth = learner.DateOfBirth };
        var client = app.CreateClient();
        var first = await client.PostNew(Path, body, key);

        var again = await client.PostNew(Path, body, key);

        again.StatusCode.ShouldBe(HttpStatusCode.Created);
        (await again.Content.ReadAsStringAsync()).ShouldBe(await first.Content.ReadAsStringAsync());
        again.Headers.CacheControl.ShouldNotBeNull().NoStore.ShouldBeTrue();
        (await Looks(learner.Id)).ShouldBe(["ReceiptSeen Somebody with your share code", "PassportChecked Somebody with your share code"]);
    }

    [Fact]
    public async Task A_check_sent_again_after_the_share_was_stopped_shows_nothing()
    {
        var (learner, employer, key) = (await app.ALearner(), await app.AnEmployer(), Guid.NewGuid().ToString());
        var share = await (await app.AsLearner(learner.Id).PostNew($"/api/passport/v1/learners/{learner.Id}/shares", new { days = 7 })).Json();
        var body = new { code = share.GetProperty("code").GetString(), dateOfBirth = learner.DateOfBirth };
        HttpClient[] callers = [app.CreateClient(), app.AsEmployer(employer)];
        foreach (var caller in callers)
        {
            (await caller.PostNew(Path, body, key)).StatusCode.ShouldBe(HttpStatusCode.Created);
        }

        (await app.AsLearner(learner.Id).DeleteAsync(new Uri($"/api/passport/v1/shares/{share.GetProperty("shareId").GetGuid()}", UriKind.Relative))).EnsureSuccessStatusCode();

        foreach (var caller in callers)
        {
            var refused = await caller.PostNew(Path, body, key);
            refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            var answer = await refused.Content.ReadAsStringAsync();
            answer.ShouldContain("/problems/nothing-shared");
            answer.ShouldNotContain(learner.Name);
        }
    }

    [Fact]
    public async Task Whoever_checks_at_the_public_door_gets_the_signed_receipt_too()
    {
        var learner = await app.ALearner();
        await app.Record(await app.ACourse(), new DateOnly(2026, 9, 1), learner.Id);

        var answer = await (await app.CreateClient().PostNew(Path, new { code = await Share(learner.Id), dateOfBirth = learner.DateOfBirth })).Json();

        var found = await (await app.CreateClient().PostAsJsonAsync("/api/passport/v1/reliance-receipts/verify", new { receipt = Text(answer, "jws") })).Json();
        Text(found.GetProperty("signature"), "outcome").ShouldBe("Passed");
        var receipt = found.GetProperty("receipt");
        receipt.GetProperty("checkedBy").GetRawText().ShouldBe("""{"name":"Somebody with the share code"}""");
        JsonElement.DeepEquals(receipt.GetProperty("check").GetProperty("entries"), answer.GetProperty("entries")).ShouldBeTrue();
        receipt.GetProperty("jti").GetString().ShouldBe($"urn:uuid:{answer.GetProperty("checkId").GetGuid()}");
    }

    [Fact]
    public async Task A_withdrawn_mark_shows_in_the_next_check_and_the_day_still_counts()
    {
        var learner = await app.ALearner();
        var course = await app.ACourse();
        await app.Record(course, new DateOnly(2026, 9, 1), learner.Id);
        var code = await Share(learner.Id);
        var now = app.Clock.GetUtcNow();

        await app.Deliver(course.CourseWithdrawn(now, new DateOnly(2026, 10, 1), now.AddMinutes(1)));
        await app.Reassess();
        var entry = (await (await app.CreateClient().PostNew(Path, new { code, dateOfBirth = learner.DateOfBirth })).Json()).GetProperty("entries")[0];

        Text(entry, "kitemarkedOnTheDay").ShouldBe("Yes");
        entry.GetProperty("kitemark").GetProperty("statement").GetString().ShouldBe("Kitemarked when completed; mark since withdrawn");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(365)]
    public async Task A_share_lasts_1_7_or_30_days(int days)
    {
        var learner = await app.ALearner();

        var response = await app.AsLearner(learner.Id).PostNew($"/api/passport/v1/learners/{learner.Id}/shares", new { days });

        response.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Nobody_shares_for_somebody_else()
        => (await app.AsLearner(Guid.NewGuid()).PostNew($"/api/passport/v1/learners/{(await app.ALearner()).Id}/shares", new { days = 1 }))
            .StatusCode.ShouldBe(HttpStatusCode.NotFound);

    private async Task<string> Share(Guid learner, bool stop = false, Guid[]? entryIds = null)
    {
        var client = app.AsLearner(learner);
        var share = await (await client.PostNew($"/api/passport/v1/learners/{learner}/shares", new { days = 7, entryIds })).Json();
        if (stop)
        {
            (await client.DeleteAsync(new Uri($"/api/passport/v1/shares/{share.GetProperty("shareId").GetGuid()}", UriKind.Relative))).EnsureSuccessStatusCode();
        }

        return share.GetProperty("code").GetString()!;
    }

    private static string Text(JsonElement element, string property) => element.GetProperty(property).GetString()!;

    private static string Detail(HttpResponseMessage response) => response.Json().GetAwaiter().GetResult().GetProperty("detail").GetString()!;
}
