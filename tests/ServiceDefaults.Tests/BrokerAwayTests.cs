using System.Net;
using Academy.Launcher.Running;
using Academy.Testing;

namespace Academy.ServiceDefaults.Tests;

[Collection("what Learner says")]
public sealed class BrokerAwayTests
{
    private const string Queue = "benefits-employer-registered";

    [Fact]
    public async Task Requests_are_answered_while_the_broker_is_away_and_everything_arrives_later()
    {
        var folder = Directory.CreateTempSubdirectory("academy-broker-away-").FullName;
        var database = await TestDatabase.CreateFor<NoteDb>();
        await using (var broker = await PrivateRabbitMq.Start(folder))
        {
            await broker.Stop();
            await using var service = await TestService.Start(new("learner", database) { Broker = broker.Address, Map = MapNotes });
            await WriteNotes(service, 20);
            (await service.Http.GetAsync(new Uri("/health/ready", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
            await broker.StartAgain();
            await Arrived(broker, service, 20);

            await broker.Stop();
            await WriteNotes(service, 20);
            await broker.StartAgain();
            await Arrived(broker, service, 40);
        }

        await TestDatabase.Drop(database);
        Directory.Delete(folder, recursive: true);
    }

    private static async Task WriteNotes(TestService service, int count)
    {
        for (var i = 0; i < count; i++)
        {
            using var answer = await service.Http.PostAsync(new Uri("/notes", UriKind.Relative), content: null);
            answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        }
    }

    private static async Task Arrived(PrivateRabbitMq broker, TestService service, int count)
    {
        await Eventually.True(async () => await service.InOutbox() == 0, "the outbox is empty once the broker is back", TimeSpan.FromMinutes(3));
        await using var queues = await QueueView.Of(broker.Address);
        // A quorum queue says what it holds once it has a leader again.
        await Eventually.True(async () => await queues.Waiting(Queue) == count, $"{count} messages are in {Queue}");
    }

    private static void MapNotes(WebApplication app) => app.MapPost("/notes", async (NoteDb db) =>
    {
        db.Add(new Note());
        db.Say(OutboxTests.Registered());
        await db.SaveChangesAsync();
        return TypedResults.Created();
    }).AllowAnonymous();
}
