using System.Net;
using Academy.Contracts.Kitemark;
using Academy.Testing;
using static Academy.Kitemark.Tests.KitemarkApp;

namespace Academy.Kitemark.Tests.Features;

public sealed class EndingTests(KitemarkApp app)
{
    [Fact]
    public async Task A_suspension_and_then_a_withdrawal_are_said_with_all_decisions_so_far()
    {
        await using var own = new KitemarkApp();
        var kitemark = await own.AMarkedProvider(await own.AProvider());

        (await own.Lead().PostNew(
            $"{Api}/kitemarks/{kitemark}/suspend", new { from = "2026-08-01", consequence = "NeedsReview", reason = "A complaint." })).EnsureSuccessStatusCode();
        own.Clock.Advance(TimeSpan.FromHours(1));
        (await own.Withdraw(
            kitemark, new { from = "2026-10-23", consequence = "VoidFrom", voidFrom = "2026-07-01", reason = "It was true." })).EnsureSuccessStatusCode();

        (await own.Said<KitemarkSuspended>()).Single(said => said.KitemarkId == kitemark).Version.ShouldBe(2);
        var withdrawn = (await own.Said<KitemarkWithdrawn>()).Single(said => said.KitemarkId == kitemark);
        withdrawn.Version.ShouldBe(3);
        withdrawn.DecidedAt.ShouldBe(own.Clock.GetUtcNow());
        withdrawn.Period.Decisions.Select(d => (d.Kind, d.From, d.Consequence, d.VoidFrom, d.Reason)).ShouldBe(
        [
            (MarkDecisionKind.Suspended, new(2026, 8, 1), Consequence.NeedsReview, null, "A complaint."),
            (MarkDecisionKind.Withdrawn, new(2026, 10, 23), Consequence.VoidFrom, new DateOnly(2026, 7, 1), "It was true."),
        ]);
    }

    [Fact]
    public async Task A_withdrawal_that_was_taken_back_leaves_the_mark_in_force_and_stays_on_record()
    {
        var provider = await app.AProvider();
        var kitemark = await app.AMarkedProvider(provider);
        (await app.Withdraw(kitemark, new { from = "2026-09-01", consequence = "Stands", reason = "A mistake." })).EnsureSuccessStatusCode();

        (await app.Lead().PostNew($"{Api}/kitemarks/{kitemark}/reinstate", new { reason = "It was another provider." })).EnsureSuccessStatusCode();

        var said = (await app.Said<KitemarkReinstated>()).Single(said => said.KitemarkId == kitemark);
        (said.Version, said.Period.Decisions.Single().Reversed?.Reason).ShouldBe((3L, "It was another provider."));
        var standing = (await app.Get($"/providers/{provider}/standing?on=2026-10-01")).GetRawText();
        standing.ShouldContain("Kitemarked on 2026-10-01; withdrawn from 2026-09-01, taken back on 2026-11-22.");
        await (await app.Lead().PostNew($"{Api}/kitemarks/{kitemark}/reinstate", new { reason = "Again." })).ShouldBeRefused(422, "nothing to take back");
        (await app.Withdraw(kitemark, new { from = "2026-10-01", consequence = "Stands", reason = "This time it was." })).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_mark_is_not_reinstated_over_a_newer_one()
    {
        var provider = await app.AProvider();
        var former = await app.AMarkedProvider(provider);
        (await app.Withdraw(former, new { from = "2026-09-01", consequence = "Stands", reason = "Records were not kept." })).EnsureSuccessStatusCode();
        var newer = await app.AMarkedProvider(provider, "2026-11-01", "2027-12-31");

        await (await app.Lead().PostNew($"{Api}/kitemarks/{former}/reinstate", new { reason = "They were." })).ShouldBeRefused(422, "granted anew, from 2026-11-01 to 2027-12-31");

        (await app.Withdraw(newer, new { from = "2026-11-01", consequence = "Stands", reason = "The first one goes on." })).EnsureSuccessStatusCode();
        (await app.Lead().PostNew($"{Api}/kitemarks/{former}/reinstate", new { reason = "They were." })).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("0001-01-01", "2026-12-31")]
    [InlineData("2026-01-01", "9999-12-31")]
    public async Task A_period_at_the_ends_of_the_calendar_is_refused_because_days_are_reckoned_from_it(string from, string until)
    {
        var provider = await app.AProvider();
        var application = await app.AnApplication(provider, "TrainingProvider", provider);

        await (await app.Decide(application, new { approve = true, from, until, reason = "All criteria are met." }))
            .ShouldBeRefused(422, "between the years 2000 and 2100");
    }

    [Fact]
    public async Task A_withdrawn_mark_is_not_withdrawn_again_but_the_same_request_gets_the_same_answer()
    {
        var kitemark = await app.AMarkedProvider(await app.AProvider());
        var body = new { from = "2026-10-23", consequence = "Stands", reason = "The provider closed." };
        var key = Guid.NewGuid().ToString();

        var first = await (await app.Withdraw(kitemark, body, key)).Content.ReadAsStringAsync();

        (await (await app.Withdraw(kitemark, body, key)).Content.ReadAsStringAsync()).ShouldBe(first);
        await (await app.Withdraw(kitemark, body)).ShouldBeRefused(422, "withdrawn from 2026-10-23, decided 2026-11-22: The provider closed.");
        (await app.Said<KitemarkWithdrawn>()).Count(said => said.KitemarkId == kitemark).ShouldBe(1);
    }

    [Theory]
    [InlineData("""{"from":"2027-01-01","consequence":"Stands","reason":"Late."}""", 422, "2026-12-31")]
    [InlineData("""{"from":"2026-06-01","consequence":"VoidFrom","reason":"No day."}""", 422, "which day")]
    [InlineData("""{"from":"2026-06-01","consequence":"VoidFrom","voidFrom":"2026-06-02","reason":"After."}""", 422, "which day")]
    [InlineData("""{"from":"2026-06-01","consequence":"Stands","voidFrom":"2026-05-01","reason":"Both."}""", 422, "Leave it out")]
    [InlineData("""{"from":"2026-06-01","consequence":5,"reason":"No such."}""", 400, "consequence")]
    [InlineData("""{"from":"2026-06-01","reason":"No consequence."}""", 400, "consequence")]
    [InlineData("""{"consequence":"Stands","reason":"No day."}""", 400, "from")]
    [InlineData("""{"from":"2026-06-01","consequence":"Stands"}""", 400, "reason")]
    [InlineData("""{"from":"2026-06-01","consequence":"Stands","reason":"   "}""", 400, "reason")]
    public async Task A_withdrawal_that_makes_no_sense_is_refused(string body, int status, string sentence)
    {
        var kitemark = await app.AMarkedProvider(await app.AProvider());

        await (await app.Withdraw(kitemark, System.Text.Json.JsonDocument.Parse(body).RootElement)).ShouldBeRefused(status, sentence);
    }

    [Fact]
    public async Task A_mark_that_is_not_there_cannot_be_withdrawn()
        => await (await app.Withdraw(Guid.CreateVersion7(), new { from = "2026-06-01", consequence = "Stands", reason = "Which?" })).ShouldBeRefused(404);

    [Fact]
    public async Task Of_many_withdrawals_at_once_one_counts()
    {
        var kitemark = await app.AMarkedProvider(await app.AProvider());

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => app.Withdraw(
            kitemark, new { from = "2026-10-23", consequence = "Stands", reason = "Once." })));

        answers.Count(answer => answer.StatusCode == HttpStatusCode.OK).ShouldBe(1);
        (await app.Said<KitemarkWithdrawn>()).Count(said => said.KitemarkId == kitemark).ShouldBe(1);
    }
}
