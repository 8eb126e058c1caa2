using System.Net;
using System.Text.Json;
using Academy.Contracts.Kitemark;
using Academy.Testing;

namespace Academy.Passport.Tests.Features;

/// <summary>The checks an employer made: listed, read again, and told apart from what changed since.</summary>
public sealed class SavedCheckTests : IAsyncDisposable
{
    private static readonly DateOnly Day = new(2026, 9, 1);

    /// <summary>Of its own: its clock goes on, which would disturb others.</summary>
    private readonly PassportApp _app = new();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task A_receipt_stays_as_it_was_and_tells_apart_what_was_changed_since()
    {
        var (learner, employer, course, other) = (await _app.ALearner(), await _app.AnEmployer(), await _app.ACourse(), await _app.ACourse(category: 20));
        var (withdrawn, stays) = (await Entry(course, learner.Id), await Entry(other, learner.Id));
        var check = await Check(employer, learner);
        (await Read(employer, check)).GetProperty("changes").GetArrayLength().ShouldBe(0);

        _app.Clock.Advance(TimeSpan.FromMinutes(1));
        (await _app.AsProvider(course.ProviderId).PostNew($"/api/passport/v1/entries/{withdrawn}/withdraw", new { reason = "She was not in the class." })).EnsureSuccessStatusCode();
        var receipt = await Read(employer, check);

        var change = receipt.GetProperty("changes").EnumerateArray().ShouldHaveSingleItem();
        (change.GetProperty("entryId").GetGuid(), change.GetProperty("what").GetString(), change.GetProperty("reason").GetString())
            .ShouldBe((withdrawn, "Withdrawn", "She was not in the class."));
        change.GetProperty("at").GetDateTimeOffset().ShouldBeGreaterThan(receipt.GetProperty("checkedAt").GetDateTimeOffset());
        receipt.GetProperty("entries").EnumerateArray().ShouldAllBe(entry => entry.GetProperty("withdrawal").ValueKind == JsonValueKind.Null);
        receipt.GetProperty("brought").EnumerateArray().Select(brought => brought.GetProperty("entry"))
            .ToDictionary(entry => entry.GetProperty("entryId").GetGuid(), entry => entry.GetProperty("withdrawal").ValueKind)
            .ShouldBe(new Dictionary<Guid, JsonValueKind> { [withdrawn] = JsonValueKind.Object, [stays] = JsonValueKind.Null }, ignoreOrder: true);
    }

    [Fact]
    public async Task A_receipt_is_signed_and_verifies_after_what_it_shows_was_withdrawn_and_not_when_it_was_changed()
    {
        var (learner, employer, course) = (await _app.ALearner(), await _app.AnEmployer(), await _app.ACourse());
        var entry = await Entry(course, learner.Id);
        var receipt = await Read(employer, await Check(employer, learner));
        await _app.AsProvider(course.ProviderId).PostNew($"/api/passport/v1/entries/{entry}/withdraw", new { reason = "She was not in the class." });
        var signed = receipt.GetProperty("jws").GetString()!;

        var found = await Verify(signed);

        found.GetProperty("signature").GetProperty("outcome").GetString().ShouldBe("Passed");
        found.GetProperty("current").GetProperty("outcome").GetString().ShouldBe("CouldNotCheck");
        var said = found.GetProperty("receipt");
        (said.GetProperty("checkedBy").GetProperty("name").GetString(), said.GetProperty("check").GetProperty("name").GetString()).ShouldBe(("Rosewood Care Ltd", learner.Name));
        said.GetProperty("check").GetProperty("entries")[0].GetProperty("entryId").GetGuid().ShouldBe(entry);
        said.GetRawText().ShouldNotContain($"{learner.Id}");
        var parts = signed.Split('.');
        (await Verify($"{parts[0]}.{parts[1][..^8]}AAAAAAAA.{parts[2]}")).GetProperty("signature").GetProperty("outcome").GetString().ShouldBe("Failed");
    }

    [Fact]
    public async Task A_receipt_is_signed_once_and_verifies_after_the_keys_have_changed()
    {
        var (learner, employer, course) = (await _app.ALearner(), await _app.AnEmployer(), await _app.ACourse());
        await Entry(course, learner.Id);
        var answer = await Made(employer, learner, await Share(learner));
        var (signed, check) = (answer.GetProperty("jws").GetString()!, answer.GetProperty("checkId").GetGuid());
        (await Read(employer, check)).GetProperty("jws").GetString().ShouldBe(signed);

        for (var year = 1; year <= 3; year++)
        {
            _app.Clock.Advance(TimeSpan.FromDays(366));
            (await _app.CreateClient().GetAsync(new Uri("/.well-known/did.json", UriKind.Relative))).EnsureSuccessStatusCode();
        }

        var another = await Made(employer, learner, await Share(learner));
        Kid(another.GetProperty("jws").GetString()!).ShouldNotBe(Kid(signed), "another key signs by now");
        (await Read(employer, check)).GetProperty("jws").GetString().ShouldBe(signed);
        (await Verify(signed)).GetProperty("signature").GetProperty("outcome").GetString().ShouldBe("Passed");

        static string Kid(string jws) => JsonDocument.Parse(Microsoft.AspNetCore.WebUtilities.WebEncoders.Base64UrlDecode(jws.Split('.')[0])).RootElement.GetProperty("kid").GetString()!;
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Once_the_share_has_ended_a_check_shows_what_was_seen_and_nothing_newer(bool isStopped)
    {
        var (learner, employer, course, other) = (await _app.ALearner(), await _app.AnEmployer(), await _app.ACourse(), await _app.ACourse(category: 20));
        var (withdrawn, stays) = (await Entry(course, learner.Id), await Entry(other, learner.Id));
        var share = await (await _app.AsLearner(learner.Id).PostNew($"/api/passport/v1/learners/{learner.Id}/shares", new { days = 1 })).Json();
        var check = await Check(employer, learner, share.GetProperty("code").GetString()!);
        var before = await Read(employer, check);
        before.GetProperty("isShared").GetBoolean().ShouldBeTrue();
        _app.Clock.Advance(isStopped ? TimeSpan.FromMinutes(1) : TimeSpan.FromDays(1));
        if (isStopped)
        {
            (await _app.AsLearner(learner.Id).DeleteAsync(new Uri($"/api/passport/v1/shares/{share.GetProperty("shareId").GetGuid()}", UriKind.Relative))).EnsureSuccessStatusCode();
        }

        (await _app.AsProvider(course.ProviderId).PostNew($"/api/passport/v1/entries/{withdrawn}/withdraw", new { reason = "She was not in the class." })).EnsureSuccessStatusCode();
        var after = await Read(employer, check);

        after.GetProperty("isShared").GetBoolean().ShouldBeFalse();
        after.GetProperty("entries").GetRawText().ShouldBe(before.GetProperty("entries").GetRawText());
        after.GetProperty("changes").GetArrayLength().ShouldBe(0);
        after.GetRawText().ShouldNotContain("She was not in the class.");
        var brought = after.GetProperty("brought").EnumerateArray().Select(one => one.GetProperty("entry")).ToList();
        brought.Select(entry => entry.GetProperty("entryId").GetGuid()).ShouldBe([withdrawn, stays], ignoreOrder: true);
        brought.ShouldAllBe(entry => entry.GetProperty("withdrawal").ValueKind == JsonValueKind.Null && entry.GetProperty("assurance").GetString() == "Kitemarked");
        brought.Select(entry => entry.GetProperty("trainingCategoryCode").GetInt32()).ShouldBe([15, 20], ignoreOrder: true);

        (await Decide(stays)).StatusCode.ShouldBe(HttpStatusCode.Created, "what was seen can still be decided about");
        var refused = await Decide(withdrawn);
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("/problems/changed-since-check");

        Task<HttpResponseMessage> Decide(Guid entry) => _app.AsEmployer(employer).PostNew(
            $"/api/passport/v1/employers/{employer}/reliance-receipts", new { checkId = check, decisions = new[] { new { entryId = entry, decision = "Accepted" } } });
    }

    [Fact]
    public async Task Whoever_is_no_employer_reads_the_receipt_of_their_own_check_and_nothing_newer()
    {
        var (learner, course) = (await _app.ALearner(), await _app.ACourse());
        var entry = await Entry(course, learner.Id);
        var partner = _app.As("passport.check", Academy.ServiceDefaults.OrganisationKind.Partner, Guid.NewGuid());
        var check = await Check(Guid.Empty, learner, await Share(learner), partner);
        _app.Clock.Advance(TimeSpan.FromMinutes(1));
        (await _app.AsProvider(course.ProviderId).PostNew($"/api/passport/v1/entries/{entry}/withdraw", new { reason = "She was not in the class." })).EnsureSuccessStatusCode();

        var receipt = await List(partner, $"/api/passport/v1/checks/{check}");

        receipt.GetProperty("entries").GetArrayLength().ShouldBe(1);
        (receipt.GetProperty("changes").GetArrayLength(), receipt.GetProperty("brought").GetArrayLength()).ShouldBe((0, 0));
        var stranger = _app.As("passport.check", Academy.ServiceDefaults.OrganisationKind.Partner, Guid.NewGuid());
        (await stranger.GetAsync(new Uri($"/api/passport/v1/checks/{check}", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_kitemark_that_was_taken_back_is_a_change_and_what_was_not_shown_is_not_told_of()
    {
        var (learner, employer, course, hidden) = (await _app.ALearner(), await _app.AnEmployer(), await _app.ACourse(), await _app.ACourse(category: 20));
        var (shown, kept) = (await Entry(course, learner.Id), await Entry(hidden, learner.Id));
        var check = await Check(employer, learner, shown);
        var granted = _app.Clock.GetUtcNow();
        _app.Clock.Advance(TimeSpan.FromMinutes(1));

        await _app.Deliver(course.CourseWithdrawn(granted, Day.AddDays(-1), _app.Clock.GetUtcNow(), Consequence.VoidFrom, Day.AddDays(-1)));
        await _app.Deliver(hidden.CourseWithdrawn(granted, Day.AddDays(-1), _app.Clock.GetUtcNow(), Consequence.VoidFrom, Day.AddDays(-1)));
        await _app.Reassess();

        var receipt = await Read(employer, check);
        var change = receipt.GetProperty("changes").EnumerateArray().ShouldHaveSingleItem();
        (change.GetProperty("entryId").GetGuid(), change.GetProperty("what").GetString(), change.TryGetProperty("reason", out _)).ShouldBe((shown, "Reassessed", false));
        receipt.GetRawText().ShouldNotContain($"{kept}");
        receipt.GetRawText().ShouldNotContain($"{learner.Id}", Case.Insensitive);
    }

    [Fact]
    public async Task What_was_decided_by_the_check_is_in_it_and_what_they_did_since_they_work_there_is_not_for_deciding()
    {
        var (learner, employer) = (await _app.ALearner(), await _app.AnEmployer());
        var (before, since) = (await Entry(await _app.ACourse(), learner.Id), await Entry(await _app.ACourse(category: 20), learner.Id, Day.AddDays(30)));
        await _app.AnEmployment(learner.Id, employer, shares: false, from: Day.AddDays(10));
        var check = await Check(employer, learner);

        (await _app.AsEmployer(employer).PostNew(
            $"/api/passport/v1/employers/{employer}/reliance-receipts", new { checkId = check, decisions = new[] { new { entryId = before, decision = "Accepted" } } })).EnsureSuccessStatusCode();

        var receipt = await Read(employer, check);
        receipt.GetProperty("entries").GetArrayLength().ShouldBe(2);
        var brought = receipt.GetProperty("brought").EnumerateArray().ShouldHaveSingleItem();
        brought.GetProperty("entry").GetProperty("entryId").GetGuid().ShouldBe(before);
        brought.GetProperty("decision").GetProperty("decision").GetString().ShouldBe("Accepted");
        brought.GetProperty("decision").TryGetProperty("learnerId", out _).ShouldBeFalse();
        since.ShouldNotBe(before);
    }

    [Fact]
    public async Task An_employer_lists_its_own_checks_the_newest_first_in_pages()
    {
        var (learner, employer) = (await _app.ALearner("Siân O'Brien"), await _app.AnEmployer());
        await Check(await _app.AnEmployer(), learner);
        var code = await Share(learner);
        var made = new List<Guid>();
        for (var n = 0; n < 51; n++)
        {
            made.Add(await Check(employer, learner, code));
        }

        var first = await List(_app.AsEmployer(employer), $"/api/passport/v1/employers/{employer}/checks");
        var second = await List(_app.AsEmployer(employer), first.GetProperty("next").GetString()!);

        made.Reverse();
        Ids(first).ShouldBe(made.Take(50));
        Ids(second).ShouldBe(made.Skip(50));
        second.GetProperty("next").ValueKind.ShouldBe(JsonValueKind.Null);
        first.GetProperty("checks")[0].GetProperty("name").GetString().ShouldBe("Siân O'Brien");
    }

    [Fact]
    public async Task Checks_are_found_by_the_name_that_was_shown_and_by_day_with_how_it_stood_then()
    {
        var (sian, omar, employer) = (await _app.ALearner("Siân O'Brien"), await _app.ALearner("Omar 100%_Haddad"), await _app.AnEmployer());
        await Entry(await _app.ACourse(), sian.Id);
        var (early, path) = (_app.Clock.GetUtcNow(), $"/api/passport/v1/employers/{employer}/checks");
        var first = await Check(employer, sian);
        _app.Clock.Advance(TimeSpan.FromDays(1));
        var second = await Check(employer, omar);
        var client = _app.AsEmployer(employer);

        Ids(await List(client, $"{path}?q=o'br")).ShouldBe([first]);
        Ids(await List(client, $"{path}?q=100%25_h")).ShouldBe([second]);
        Ids(await List(client, $"{path}?q=%25%25%25")).ShouldBeEmpty();
        Ids(await List(client, $"{path}?until={early:yyyy-MM-dd}")).ShouldBe([first]);
        Ids(await List(client, $"{path}?from={early.AddDays(1):yyyy-MM-dd}&until=9999-12-31")).ShouldBe([second]);
        Ids(await List(client, $"{path}?q=omar&until={early:yyyy-MM-dd}")).ShouldBeEmpty();
        (await List(client, $"{path}?q=Si%C3%A2n")).GetProperty("checks")[0].GetProperty("summary").GetProperty("entries").GetInt32().ShouldBe(1);
        (await client.GetAsync(new Uri($"{path}?q=om", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        Ids(await List(_app.At(employer, "HOME1"), $"{path}?q=omar")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Checks_are_not_there_for_others_and_at_a_workplace_one_sees_what_one_made()
    {
        var (learner, employer) = (await _app.ALearner(), await _app.AnEmployer());
        var path = $"/api/passport/v1/employers/{employer}/checks";
        var (here, elsewhere, code) = (_app.At(employer, "HOME1"), _app.At(employer, "HOME1"), await Share(learner));
        var check = await Check(employer, learner, code, here);
        _app.Clock.Advance(TimeSpan.FromMinutes(1));
        var whole = await Check(employer, learner, code);

        foreach (var client in new[] { _app.AsEmployer(await _app.AnEmployer()), _app.As("passport.check", learner: learner.Id) })
        {
            (await client.GetAsync(new Uri(path, UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }

        Ids(await List(here, path)).ShouldBe([check]);
        Ids(await List(elsewhere, path)).ShouldBeEmpty();
        Ids(await List(_app.AsEmployer(employer), path)).ShouldBe([whole, check]);
    }

    private static Guid[] Ids(JsonElement list) => [.. list.GetProperty("checks").EnumerateArray().Select(check => check.GetProperty("checkId").GetGuid())];

    private static async Task<JsonElement> List(HttpClient client, string path) => await (await client.GetAsync(new Uri(path, UriKind.Relative))).Json();

    private Task<JsonElement> Read(Guid employer, Guid check) => List(_app.AsEmployer(employer), $"/api/passport/v1/checks/{check}");

    private async Task<Guid> Entry(ACourse course, Guid learner, DateOnly? on = null)
        => (await _app.Record(course, on ?? Day, learner)).GetProperty("completions")[0].GetProperty("entryId").GetGuid();

    private async Task<string> Share(ALearner learner, params Guid[] entries)
        => (await (await _app.AsLearner(learner.Id).PostNew($"/api/passport/v1/learners/{learner.Id}/shares", new { days = 7, entryIds = entries.Length == 0 ? null : entries })).Json())
            .GetProperty("code").GetString()!;

    private async Task<Guid> Check(Guid employer, ALearner learner, params Guid[] entries) => await Check(employer, learner, await Share(learner, entries));

    private async Task<Guid> Check(Guid employer, ALearner learner, string code, HttpClient? client = null) => (await Made(employer, learner, code, client)).GetProperty("checkId").GetGuid();

    private async Task<JsonElement> Made(Guid employer, ALearner learner, string code, HttpClient? client = null)
        => await (await (client ?? _app.AsEmployer(employer)).PostNew("/api/passport/v1/checks", new { code, dateOfBirth = learner.DateOfBirth })).Json();

    private async Task<JsonElement> Verify(string text)
        => await (await _app.CreateClient().PostAsJsonAsync("/api/passport/v1/reliance-receipts/verify", new { receipt = text })).Json();
}
