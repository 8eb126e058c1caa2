using Academy.Launcher.Demo;

namespace Academy.EndToEnd.Tests;

public sealed class StoryTests
{
    [Fact]
    public async Task A_completion_follows_a_person_to_their_next_employer()
    {
        await using var platform = await APlatform.Start();
        var told = new List<string>();

        var secret = Tell.Secret(platform.Running.SecretsFolder);

        var facts = await Tell.Story(platform.Running.GatewayAddress, secret, told.Add, CancellationToken.None);
        facts.ShouldBeGreaterThan(35);

        // It can be told again, and what it left is still as it was told.
        (await Tell.Story(platform.Running.GatewayAddress, secret, told.Add, CancellationToken.None)).ShouldBe(facts);
        (await platform.Count("Learner", "SELECT count(*) FROM outbox")).ShouldBe(0);
    }
}
