using Academy.Launcher.Demo;

namespace Academy.EndToEnd.Tests;

/// <summary>The parts may start in any order; what is said before its hearer has ever run waits for it.</summary>
public sealed class OrderOfStartTests
{
    [Theory]
    [InlineData("Identity Gateway Learner RabbitMQ Kitemark Pathway Benefits Passport")]
    [InlineData("Passport Benefits Pathway Gateway Kitemark RabbitMQ Learner Identity")]
    public async Task Nothing_is_lost_whatever_starts_first(string order)
    {
        await using var platform = await APlatform.Start(startServices: false);
        var running = platform.Running;
        await running.RabbitMq!.Stop();
        using var http = new HttpClient { BaseAddress = running.GatewayAddress };
        var secret = Tell.Secret(running.SecretsFolder);
        var isSaid = false;

        foreach (var part in order.Split(' '))
        {
            await (part switch
            {
                "RabbitMQ" => running.RabbitMq.StartAgain(),
                "Gateway" => running.Gateway.Start(),
                _ => running[part].Start(),
            });
            if (!isSaid && running.Gateway.IsRunning && running["Identity"].IsRunning && running["Learner"].IsRunning)
            {
                await Say(new Cast(http, new Narrator(_ => { }), secret).Academy);
                isSaid = true;
            }
        }

        isSaid.ShouldBeTrue();
        await APlatform.Until("every hearer has heard", async () =>
            await platform.Count("Passport", "SELECT count(*) FROM passports") == 20
            && await platform.Count("Passport", "SELECT count(*) FROM organisations") == 1
            && await platform.Count("Benefits", "SELECT count(*) FROM employers") == 1
            && await platform.Count("Learner", "SELECT count(*) FROM outbox") == 0);
    }

    private static async Task Say(ApiClient academy)
    {
        await APlatform.Until("the public API answers", async () =>
        {
            try
            {
                await academy.SendQuietly(HttpMethod.Post, "api/learner/v1/employers", new { name = "Rosewood Care Ltd", kind = "Private" }, CancellationToken.None);
                return true;
            }
            catch (Exception failure) when (failure is StoryBroken or HttpRequestException or System.Text.Json.JsonException)
            {
                return false;
            }
        });
        for (var i = 0; i < 20; i++)
        {
            await academy.SendQuietly(HttpMethod.Post, "api/learner/v1/learners", new { fullName = $"Learner {i}", dateOfBirth = "1990-05-14" }, CancellationToken.None);
        }
    }
}
