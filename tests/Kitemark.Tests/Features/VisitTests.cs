using System.Net;
using System.Text.Json;
using Academy.Testing;
using static Academy.Kitemark.Tests.KitemarkApp;

namespace Academy.Kitemark.Tests.Features;

public sealed class VisitTests(KitemarkApp app)
{
    private static readonly object Planned = new { plannedOn = "2026-12-01", criteria = new[] { "C2", "C3" } };

    [Fact]
    public async Task A_visit_is_planned_done_and_shown_to_the_applicant_once_the_application_is_decided()
    {
        var provider = await app.AProvider();
        var application = await app.AnApplication(provider, "TrainingProvider", provider);
        var path = $"{Api}/applications/{application}";

        var planned = await Created(await app.Reviewer().PostNew($"{path}/visits", Planned));
        Steps(Visit(planned)).ShouldBe(["Record", "Cancel"]);
        var id = Visit(planned).GetProperty("visitId").GetGuid();
        await (await Done(id, new { on = "2026-11-23", findings = "Early." })).ShouldBeRefused(422, "day to come");
        (await Done(id, new { on = "2026-11-22", findings = "A class of twelve.", criteria = new[] { "C3" } })).EnsureSuccessStatusCode();
        await (await Done(id, new { on = "2026-11-22", findings = "Again." })).ShouldBeRefused(422, "recorded as done on 2026-11-22");

        var own = Visit(await Read(app.Provider(provider), path));
        (own.GetProperty("doneOn").GetString(), own.GetProperty("findings").GetString(), own.GetProperty("visitor").GetString()).ShouldBe(("2026-11-22", null, null));
        (await app.Decide(application, new { approve = false, reason = "Not yet." })).EnsureSuccessStatusCode();
        own = Visit(await Read(app.Provider(provider), path));
        (own.GetProperty("findings").GetString(), own.GetProperty("criteria")[0].GetString()).ShouldBe(("A class of twelve.", "C3"));
    }

    [Fact]
    public async Task Somebody_with_an_interest_neither_plans_nor_does_a_visit()
    {
        var provider = await app.AProvider();
        var application = await app.AnApplication(provider, "TrainingProvider", provider);
        var path = $"{Api}/applications/{application}";
        var id = Visit(await Created(await app.Reviewer("one").PostNew($"{path}/visits", Planned))).GetProperty("visitId").GetGuid();
        (await app.Reviewer("one").PostNew($"{path}/interests", new { reason = "My sister teaches there." })).EnsureSuccessStatusCode();
        var insider = await app.Insider(provider, role: "officer");

        await (await app.Reviewer("one").PostNew($"{Api}/visits/{id}/done", new { on = "2026-11-22", findings = "Fine." })).ShouldBeRefused(422, "declared an interest");
        await (await app.Reviewer("one").PostNew($"{path}/visits", Planned)).ShouldBeRefused(422, "declared an interest");
        await (await insider.PostNew($"{path}/visits", Planned)).ShouldBeRefused(422, "belong to the organisation");
        Steps(Visit(await Read(app.Reviewer("one"), path))).ShouldBeEmpty();

        (await app.Decide(application, new { approve = true, from = "2026-01-01", until = "2026-12-31", reason = "Fine." })).EnsureSuccessStatusCode();
        var mark = (await Read(app.Lead(), path)).GetProperty("kitemarkId").GetGuid();
        await (await app.Reviewer("one").PostNew($"{Api}/kitemarks/{mark}/visits", Planned)).ShouldBeRefused(422, "declared an interest");
        await (await app.Reviewer("two").PostNew($"{Api}/visits/{id}/cancel", new { reason = "It is decided." })).ShouldBeRefused(200);
    }

    [Fact]
    public async Task A_visit_to_a_mark_is_its_review()
    {
        var provider = await app.AProvider();
        var mark = await app.AMarkedProvider(provider, until: "2028-12-31");
        var path = $"{Api}/kitemarks/{mark}";
        (await Read(app.Lead(), path)).GetProperty("review").GetProperty("from").GetString().ShouldBe("2027-05-22");

        var id = Visit(await Created(await app.Reviewer().PostNew($"{path}/visits", Planned))).GetProperty("visitId").GetGuid();
        (await Done(id, new { on = "2026-11-22", findings = "As good as before." })).EnsureSuccessStatusCode();

        var read = await Read(app.Provider(provider), path);
        (read.GetProperty("reviewedOn").GetString(), read.GetProperty("review").GetProperty("from").GetString(), read.GetProperty("review").GetProperty("until").GetString())
            .ShouldBe(("2026-11-22", "2027-11-22", "2028-11-22"));
        Visit(read).GetProperty("findings").GetString().ShouldBe("As good as before.");
    }

    [Fact]
    public async Task Criteria_can_ask_for_a_visit_before_an_approval()
    {
        await using var own = new KitemarkApp();
        var criteria = Enumerable.Range(1, 10).Select(i => new { code = $"C{i}", title = "A title", question = "A question?" });
        var terms = new { renewalDays = 90, reminderDays = new[] { 90 }, firstReviewMonths = new { from = 6, until = 9 }, nextReviewMonths = new { from = 12, until = 24 }, asksForVisit = true };
        (await own.Lead().PostNew($"{Api}/criteria", new { from = "2026-11-23", criteria, terms })).EnsureSuccessStatusCode();
        own.Clock.Advance(TimeSpan.FromDays(1));
        var provider = await own.AProvider();
        var application = await own.AnApplication(provider, "TrainingProvider", provider);
        var approval = new { approve = true, from = "2026-01-01", until = "2026-12-31", reason = "Fine." };

        await (await own.Decide(application, approval)).ShouldBeRefused(422, "ask for a visit");
        var id = Visit(await Created(await own.Reviewer().PostNew($"{Api}/applications/{application}/visits", Planned))).GetProperty("visitId").GetGuid();
        await (await own.Decide(application, approval)).ShouldBeRefused(422, "ask for a visit");
        (await own.Reviewer().PostNew($"{Api}/visits/{id}/done", new { on = "2026-11-23", findings = "Seen." })).EnsureSuccessStatusCode();
        (await own.Decide(application, approval)).EnsureSuccessStatusCode();
    }

    [Theory]
    [InlineData("""{"plannedOn":"2026-11-21","criteria":["C1"]}""", 422, "day to come")]
    [InlineData("""{"plannedOn":"2026-12-01","criteria":["C11"]}""", 422, "none of the criteria")]
    [InlineData("""{"plannedOn":"2026-12-01","criteria":["C1","C1"]}""", 422, "more than once")]
    [InlineData("""{"plannedOn":"2026-12-01","criteria":[]}""", 400, "criteria")]
    [InlineData("""{"criteria":["C1"]}""", 400, "plannedOn")]
    public async Task A_plan_that_makes_no_sense_is_refused(string body, int status, string sentence)
    {
        var provider = await app.AProvider();
        var mark = await app.AMarkedProvider(provider);

        await (await app.Reviewer().PostNew($"{Api}/kitemarks/{mark}/visits", JsonDocument.Parse(body).RootElement)).ShouldBeRefused(status, sentence);
    }

    [Fact]
    public async Task Marks_are_found_by_name_whether_in_force_or_not_and_only_their_own_provider_sees_one()
    {
        await using var own = new KitemarkApp();
        var (provider, other) = (await own.AProvider("Silver%dale"), await own.AProvider("Other"));
        var mark = await own.AMarkedProvider(provider);
        (await own.Withdraw(mark, new { from = "2026-06-01", consequence = "Stands", reason = "Closed." })).EnsureSuccessStatusCode();

        var found = (await Read(own.Lead(), $"{Api}/kitemarks?q=R%25d")).GetProperty("items");
        (found.GetArrayLength(), found[0].GetProperty("endedBy").GetString(), found[0].GetProperty("lastDay").GetString()).ShouldBe((1, "Withdrawn", "2026-05-31"));
        (await Read(own.Lead(), $"{Api}/kitemarks?q=_ther")).GetProperty("items").GetArrayLength().ShouldBe(0);
        (await Read(own.Lead(), $"{Api}/kitemarks/{mark}")).GetProperty("steps").EnumerateArray().Select(step => step.GetString()).ShouldBe(["Reinstate"]);
        (await Read(own.Officer(), $"{Api}/kitemarks/{mark}")).GetProperty("steps").GetArrayLength().ShouldBe(0);
        (await own.Provider(provider).GetAsync($"{Api}/kitemarks/{mark}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await (await own.Provider(other).GetAsync($"{Api}/kitemarks/{mark}")).ShouldBeRefused(404);
        await (await own.Provider(provider).GetAsync($"{Api}/kitemarks")).ShouldBeRefused(404);
    }

    private static JsonElement Visit(JsonElement of) => of.GetProperty("visits").EnumerateArray().Single();

    private static List<string?> Steps(JsonElement visit) => [.. visit.GetProperty("steps").EnumerateArray().Select(step => step.GetString())];

    private static async Task<JsonElement> Read(HttpClient client, string path) => await (await client.GetAsync(path)).Json();

    private static async Task<JsonElement> Created(HttpResponseMessage answer)
    {
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return await answer.Json();
    }

    private Task<HttpResponseMessage> Done(Guid visit, object body) => app.Reviewer().PostNew($"{Api}/visits/{visit}/done", body);
}
