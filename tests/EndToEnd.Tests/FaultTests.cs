namespace Academy.EndToEnd.Tests;

/// <summary>
/// No acknowledged completion is lost and none is doubled, whatever is killed while it is recorded.
/// </summary>
public sealed class FaultTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Kills_of_services_broker_and_database_lose_and_double_nothing()
    {
        await using var platform = await APlatform.Start(isKilled: true);
        using var http = new HttpClient { BaseAddress = platform.Running.GatewayAddress };
        var faults = new Faults(platform, http);
        await faults.Prepare();

        await faults.Record(
            2_400,
            () => platform.KillAndStart("Passport"),
            () => platform.Pause("Pathway"),
            () => platform.KillWhileItCatchesUp(),
            () => platform.Pause("Pathway"),
            () => platform.KillBrokerUnderItsHands(),
            () => platform.KillAndStart("Passport"),
            () => platform.KillDatabase(),
            () => platform.KillAndStart("Pathway"),
            () => platform.KillAndStart("Benefits"),
            () => platform.KillAndStart("Passport"),
            () => platform.KillBroker(),
            () => platform.KillAndStart("Passport"),
            () => platform.KillDatabase());
        var outcome = await faults.Settle();

        output.WriteLine(outcome.ToString());
        outcome.ShouldBe(new Outcome(2_400, 0, 0, 0, 0));
        await AWithdrawalSurvivesKillsInTheMiddleOfIt(platform, faults);
    }

    /// <summary>One decision, 2,400 entries, the service killed three times while it judges them again: each once.</summary>
    private static async Task AWithdrawalSurvivesKillsInTheMiddleOfIt(APlatform platform, Faults faults)
    {
        await APlatform.Until("the withdrawal is taken, by services that find out only now that their database was away", async () =>
        {
            await faults.Academy.SendQuietly(
                HttpMethod.Post,
                $"api/kitemark/v1/kitemarks/{faults.CourseMarkId}/withdraw",
                new { from = "2026-01-01", consequence = "NeedsReview", reason = "Assessments were not observed." },
                CancellationToken.None);
            return true;
        });
        for (var kill = 0; kill < 3; kill++)
        {
            await platform.KillAndStart("Passport");
        }

        await APlatform.Until("every entry is under review, here and in Pathway", async () =>
            await platform.Count("Passport", "SELECT count(*) FROM entries WHERE under_review") == 2_400
            && await platform.Count("Pathway", "SELECT sum(version) FROM learners") == 4_800);
        (await platform.Count("Passport", "SELECT count(*) FROM ledger WHERE event = 'Reassessed'")).ShouldBe(2_400);
    }
}
