using System.Text.Json;
using Academy.Contracts.Kitemark;
using Academy.ServiceDefaults;
using Academy.Testing;
using static Academy.Kitemark.Tests.KitemarkApp;

namespace Academy.Kitemark.Tests.Features;

/// <summary>The clock stands at 22 November 2026; marks last until 31 December unless told otherwise.</summary>
public sealed class RenewalTests(KitemarkApp app)
{
    [Fact]
    public async Task A_mark_is_renewed_within_its_last_ninety_days_and_the_new_period_follows_without_gap_or_overlap()
    {
        var provider = await app.AProvider();
        var mark = await app.AMarkedProvider(provider);
        var application = await app.AnApplication(provider, "TrainingProvider", provider);

        (await Read($"/applications/{application}")).GetProperty("renewsFrom").GetString().ShouldBe("2027-01-01");
        await (await Approve(application, "2027-01-02")).ShouldBeRefused(422, "without a gap: from 2027-01-01");
        (await Approve(application, from: null)).EnsureSuccessStatusCode();

        var renewed = await Read($"/kitemarks/{(await Read($"/applications/{application}")).GetProperty("kitemarkId").GetGuid()}");
        renewed.GetProperty("reviewedOn").GetString().ShouldBe("2026-11-22", "a renewal looks at everything");
        renewed.GetProperty("periods").EnumerateArray().Select(p => (p.GetProperty("from").GetString(), p.GetProperty("lastDay").GetString()))
            .ShouldBe([("2026-01-01", "2026-12-31"), ("2027-01-01", "2027-12-31")]);
        (await Mine(provider)).Select(item => item.GetProperty("kitemarkId").GetGuid()).ShouldHaveSingleItem().ShouldNotBe(mark);
    }

    [Fact]
    public async Task Before_the_window_opens_one_is_told_when_it_does()
    {
        var provider = await app.AProvider();
        await app.AMarkedProvider(provider, until: "2027-02-21");

        await (await app.Provider(provider).PostNew($"{Api}/applications", new { subject = "TrainingProvider", subjectId = provider }))
            .ShouldBeRefused(422, "kitemarked until 2027-02-21. You can apply to renew it from 2026-11-23 on");
        (await Mine(provider)).Single().GetProperty("state").GetString().ShouldBe("NotYet");
    }

    [Fact]
    public async Task A_mark_that_was_suspended_is_not_renewed_but_applied_for_anew()
    {
        var provider = await app.AProvider();
        var mark = await app.AMarkedProvider(provider, until: "2027-12-31");
        (await app.Lead().PostNew($"{Api}/kitemarks/{mark}/suspend", new { from = "2026-11-01", consequence = "Stands", reason = "A complaint." })).EnsureSuccessStatusCode();
        (await Mine(provider)).ShouldBeEmpty("the decision says all");

        var application = await app.AnApplication(provider, "TrainingProvider", provider);

        (await Read($"/applications/{application}")).GetProperty("renewsFrom").ValueKind.ShouldBe(JsonValueKind.Null);
        (await Approve(application, "2026-11-10")).EnsureSuccessStatusCode();
    }

    [Fact]
    public async Task The_Academy_sees_what_is_due_the_first_to_end_first_and_a_provider_its_own()
    {
        await using var own = new KitemarkApp();
        var (soon, later, young) = (await own.AProvider("Soon"), await own.AProvider("Later"), await own.AProvider("Young"));
        await own.AMarkedProvider(later, "2026-01-01", "2027-06-30");
        await own.AMarkedProvider(soon, "2026-01-01", "2026-12-31");
        await own.AMarkedProvider(young, "2026-06-01", "2028-12-31");

        (await Names(own, "?due=Renewal")).ShouldBe(["Soon"]);
        (await Names(own, "?due=Review")).ShouldBeEmpty("a mark taken over is first looked at six months after the Academy granted it");
        (await Names(own, "")).ShouldBe(["Soon", "Later", "Young"]);
        own.Clock.Advance(TimeSpan.FromDays(181));
        (await Names(own, "?due=Review")).ShouldBe(["Later", "Young"], "six months on; what has lapsed is not reviewed");
        (await Names(own, "?due=Renewal")).ShouldBe(["Later"]);
        var page = await (await own.Lead().GetAsync($"{Api}/renewals?limit=1")).Json();
        page.GetProperty("items").GetArrayLength().ShouldBe(1);
        (await (await own.Lead().GetAsync(page.GetProperty("next").GetString())).Json()).GetProperty("items")[0].GetProperty("organisationName").GetString().ShouldBe("Young");
        (await (await own.Provider(young).GetAsync($"{Api}/renewals")).Json()).GetProperty("items").GetArrayLength().ShouldBe(1);
        await (await own.As("kitemark.write", OrganisationKind.Employer, Guid.CreateVersion7()).GetAsync($"{Api}/renewals")).ShouldBeRefused(404);
    }

    [Fact]
    public async Task Reminders_are_told_once_each_however_often_and_in_however_many_instances_the_job_runs()
    {
        await using var own = new KitemarkApp();
        var provider = await own.AProvider();
        var version = await own.AVersion(provider, await own.ACourse(provider));
        await own.AMarkedProvider(provider, until: "2027-12-31");
        var mark = await own.AMarkedVersion(provider, version, until: "2027-02-20");

        foreach (var days in new[] { 0, 10, 20, 1, 29, 1, 29, 1, 1 })
        {
            own.Clock.Advance(TimeSpan.FromDays(days));
            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Reminders(own).Tell(TestContext.Current.CancellationToken)));
        }

        var said = await own.Said<KitemarkRenewalDue>();
        said.ShouldAllBe(due => due.KitemarkId == mark && due.OrganisationId == provider && due.Title == "Moving people safely (2026)" && due.LastDay == new DateOnly(2027, 2, 20));
        said.Select(due => due.DaysBefore).ShouldBe([90, 60, 30, null]);
    }

    [Fact]
    public async Task Whoever_has_sent_an_application_is_not_reminded_but_told_of_a_lapse()
    {
        await using var own = new KitemarkApp();
        var provider = await own.AProvider();
        await own.AMarkedProvider(provider);
        await own.ASubmission(provider, "TrainingProvider", provider);

        (await Reminders(own).Tell(TestContext.Current.CancellationToken)).ShouldBe(0);
        own.Clock.Advance(TimeSpan.FromDays(41));
        (await Reminders(own).Tell(TestContext.Current.CancellationToken)).ShouldBe(1);
    }

    [Fact]
    public async Task Terms_are_published_with_the_criteria_and_hold_from_their_day_on()
    {
        await using var own = new KitemarkApp();
        var provider = await own.AProvider();
        await own.AMarkedProvider(provider, until: "2027-01-31");
        var terms = new { renewalDays = 30, reminderDays = new[] { 30, 7 }, firstReviewMonths = new { from = 3, until = 4 }, nextReviewMonths = new { from = 12, until = 12 }, asksForVisit = true };
        var criteria = Enumerable.Range(1, 10).Select(i => new { code = $"C{i}", title = "A title", question = "A question?" });

        await (await Publish(new { from = "2026-12-01", criteria, terms = new { terms.renewalDays, reminderDays = new[] { 31 }, terms.firstReviewMonths, terms.nextReviewMonths, terms.asksForVisit } }))
            .ShouldBeRefused(422, "from 1 to 30 days before");
        (await Publish(new { from = "2026-12-01", criteria, terms })).EnsureSuccessStatusCode();

        (await Reminders(own).Tell(TestContext.Current.CancellationToken)).ShouldBe(1, "90 days, by the terms before");
        own.Clock.Advance(TimeSpan.FromDays(10));
        (await own.Get("/criteria")).GetProperty("terms").GetProperty("asksForVisit").GetBoolean().ShouldBeTrue();
        await (await own.Provider(provider).PostNew($"{Api}/applications", new { subject = "TrainingProvider", subjectId = provider })).ShouldBeRefused(422, "from 2027-01-01 on");

        Task<HttpResponseMessage> Publish(object body) => own.Lead().PostNew($"{Api}/criteria", body);
    }

    private static RenewalReminders Reminders(KitemarkApp own) => own.Services.GetRequiredService<RenewalReminders>();

    private static async Task<List<string?>> Names(KitemarkApp own, string query)
        => [.. (await (await own.Lead().GetAsync($"{Api}/renewals{query}")).Json()).GetProperty("items").EnumerateArray().Select(item => item.GetProperty("organisationName").GetString())];

    private async Task<List<JsonElement>> Mine(Guid provider)
        => [.. (await (await app.Provider(provider).GetAsync($"{Api}/renewals")).Json()).GetProperty("items").EnumerateArray()];

    private Task<HttpResponseMessage> Approve(Guid application, string? from)
        => app.Decide(application, new { approve = true, from, until = "2027-12-31", reason = "As good as before." });

    private async Task<JsonElement> Read(string path) => await (await app.Lead().GetAsync($"{Api}{path}")).Json();
}
