namespace Academy.EndToEnd.Tests;

/// <summary>
/// The kills of <see cref="FaultTests"/> without the outbox, or without the inbox, must show what these are there for;
/// otherwise that test would prove nothing.
/// </summary>
public sealed class UnprotectedTests(ITestOutputHelper output)
{
    /// <summary>A kill hits the moment that matters only now and then; this many rounds leave no doubt.</summary>
    private const int Rounds = 5;

    /// <summary>On two platforms side by side: each waits for what was killed, and then for what might still come, most of its time.</summary>
    [Fact]
    public async Task Without_the_outbox_the_same_kills_lose_facts_and_without_the_inbox_they_double_facts()
    {
        var (lost, doubled) = (RunWithout("Protections__Outbox", outcome => outcome.LostFacts), RunWithout("Protections__Inbox", outcome => outcome.DoubledFacts));
        // Both are waited for, so that each platform is gone when one of them fails.
        await Task.WhenAll(lost, doubled);

        (await lost).ShouldBeGreaterThan(0);
        (await doubled).ShouldBeGreaterThan(0);
    }

    private async Task<long> RunWithout(string protection, Func<Outcome, long> damage)
    {
        await using var platform = await APlatform.Start(isKilled: true, settings: new Dictionary<string, string> { [protection] = "false" });
        using var http = new HttpClient { BaseAddress = platform.Running.GatewayAddress };
        var faults = new Faults(platform, http);
        await faults.Prepare();
        for (var round = 1; round <= Rounds; round++)
        {
            await faults.Record(
                600,
                () => platform.Pause("Pathway"),
                () => platform.KillWhileItCatchesUp(),
                () => platform.Pause("Pathway"),
                () => platform.KillBrokerUnderItsHands(),
                () => platform.KillAndStart("Passport"));
            var outcome = await faults.Settle();
            output.WriteLine($"{protection}: {outcome}");
            if (damage(outcome) > 0)
            {
                return damage(outcome);
            }

            // What is not protected may have gone deaf when the broker died (MassTransit's issue 5942); started again it hears the next round.
            await platform.KillAndStart("Pathway");
        }

        return 0;
    }
}
