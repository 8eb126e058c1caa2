namespace Academy.EndToEnd.Tests;

/// <summary>
/// No acknowledged completion is lost and none is doubled, whatever is killed while it is recorded. The same run without
/// the outbox, or without the inbox, must show what they are there for; otherwise it would prove nothing.
/// </summary>
public sealed class FaultTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Kills_of_services_broker_and_database_lose_and_double_nothing()
    {
        await using var platform = await APlatform.Start();
        using var http = new HttpClient { BaseAddress = platform.Running.GatewayAddress };
        var faults = new Faults(platform, http);
        await faults.Prepare();

        await faults.Record(
            2_400,
            () => KillAndStart(platform, "Passport"),
            () => Pause(platform, "Pathway"),
            () => KillWhileItCatchesUp(platform),
            () => Pause(platform, "Pathway"),
            () => KillBrokerUnderItsHands(platform),
            () => KillAndStart(platform, "Passport"),
            () => KillDatabase(platform),
            () => KillAndStart(platform, "Pathway"),
            () => KillAndStart(platform, "Benefits"),
            () => KillAndStart(platform, "Passport"),
            () => KillBroker(platform),
            () => KillAndStart(platform, "Passport"),
            () => KillDatabase(platform));
        var outcome = await faults.Settle();

        output.WriteLine(outcome.ToString());
        outcome.ShouldBe(new Outcome(2_400, 0, 0, 0, 0));
        await AWithdrawalSurvivesKillsInTheMiddleOfIt(platform, faults);
    }

    [Fact]
    public async Task Without_the_outbox_the_same_kills_lose_facts()
    {
        var outcome = await RunWithout("Protections__Outbox", outcome => outcome.LostFacts > 0);

        output.WriteLine(outcome.ToString());
        outcome.LostFacts.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Without_the_inbox_the_same_kills_double_facts()
    {
        var outcome = await RunWithout("Protections__Inbox", outcome => outcome.DoubledFacts > 0);

        output.WriteLine(outcome.ToString());
        outcome.DoubledFacts.ShouldBeGreaterThan(0);
    }

    /// <summary>A kill hits the moment that matters only now and then; three rounds of nine leave no doubt.</summary>
    private static async Task<Outcome> RunWithout(string protection, Func<Outcome, bool> shows)
    {
        await using var platform = await APlatform.Start(settings: new Dictionary<string, string> { [protection] = "false" });
        using var http = new HttpClient { BaseAddress = platform.Running.GatewayAddress };
        var faults = new Faults(platform, http);
        await faults.Prepare();
        var outcome = await Round(platform, faults);
        for (var round = 1; round < 3 && !shows(outcome); round++)
        {
            outcome = await Round(platform, faults);
        }

        return outcome;
    }

    private static async Task<Outcome> Round(APlatform platform, Faults faults)
    {
        await faults.Record(
            1_200,
            () => KillAndStart(platform, "Passport"),
            () => Pause(platform, "Pathway"),
            () => KillWhileItCatchesUp(platform),
            () => Pause(platform, "Pathway"),
            () => KillBrokerUnderItsHands(platform),
            () => KillAndStart(platform, "Passport"),
            () => Pause(platform, "Pathway"),
            () => KillWhileItCatchesUp(platform),
            () => Pause(platform, "Pathway"),
            () => KillBrokerUnderItsHands(platform),
            () => KillAndStart(platform, "Passport"));
        return await faults.Settle();
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
            await KillAndStart(platform, "Passport");
        }

        await APlatform.Until("every entry is under review, here and in Pathway", async () =>
            await platform.Count("Passport", "SELECT count(*) FROM entries WHERE under_review") == 2_400
            && await platform.Count("Pathway", "SELECT sum(version) FROM learners") == 4_800);
        (await platform.Count("Passport", "SELECT count(*) FROM ledger WHERE event = 'Reassessed'")).ShouldBe(2_400);
    }

    private static async Task KillAndStart(APlatform platform, string service)
    {
        await platform.Running[service].Kill();
        await platform.Running[service].Start();
        await platform.Running[service].WaitUntilReady(TimeSpan.FromSeconds(60));
    }

    private static Task Pause(APlatform platform, string service)
    {
        platform.Running[service].Pause();
        return Task.CompletedTask;
    }

    /// <summary>In the middle of handling what had piled up while it was paused.</summary>
    private static async Task KillWhileItCatchesUp(APlatform platform)
    {
        var before = await platform.Count("Pathway", "SELECT count(*) FROM entries");
        platform.Running["Pathway"].Continue();
        await APlatform.Until("Pathway catches up", async () => await platform.Count("Pathway", "SELECT count(*) FROM entries") > before + 5);
        await KillAndStart(platform, "Pathway");
    }

    /// <summary>What was delivered to the paused service is handled after the broker has gone, and delivered again when it is back.</summary>
    private static async Task KillBrokerUnderItsHands(APlatform platform)
    {
        await platform.Running.RabbitMq!.Kill();
        platform.Running["Pathway"].Continue();
        await platform.Running.RabbitMq.StartAgain();
    }

    private static async Task KillBroker(APlatform platform)
    {
        await platform.Running.RabbitMq!.Kill();
        await platform.Running.RabbitMq.StartAgain();
    }

    private static async Task KillDatabase(APlatform platform)
    {
        await platform.Running.Postgres!.Kill();
        await platform.Running.Postgres.StartAgain();
    }
}
