using Academy.Launcher.Demo;

namespace Academy.EndToEnd.Tests;

[Collection(nameof(TracedPlatform))]
public sealed class StoryTests(TracedPlatform platform)
{
    [Fact]
    public async Task A_completion_follows_a_person_to_their_next_employer()
    {
        var told = new List<string>();

        var secret = Tell.Secret(platform.Running.SecretsFolder);

        var facts = await Tell.Story(platform.Running.GatewayAddress, secret, told.Add, CancellationToken.None);
        facts.ShouldBeGreaterThan(35);

        // It can be told again, and what it left is still as it was told.
        (await Tell.Story(platform.Running.GatewayAddress, secret, told.Add, CancellationToken.None)).ShouldBe(facts);
        await APlatform.Until("everything said was published", async () =>
            await APlatform.Count(platform.Running, "Learner", "SELECT count(*) FROM outbox") == 0);
    }
}
