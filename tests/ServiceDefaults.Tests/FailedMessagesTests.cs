using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Academy.Contracts.Learner;
using Academy.Testing;
using MassTransit;

namespace Academy.ServiceDefaults.Tests;

/// <summary>What lies in an error queue is seen, without what it says, and sent again once.</summary>
public sealed class FailedMessagesTests(Broker broker) : IAsyncLifetime
{
    private readonly string _name = $"t{Guid.NewGuid():N}";
    private string _database = "";

    private string Queue => $"{_name}-learner-registered";

    private string Messages => $"/api/{_name}/v1/failed-messages";

    public async ValueTask InitializeAsync() => _database = await TestDatabase.CreateFor<NoteDb>();

    public async ValueTask DisposeAsync()
    {
        await broker.Queues.Forget(Queue, $"{Queue}_error");
        await TestDatabase.Drop(_database);
    }

    [Fact]
    public async Task A_message_that_failed_is_listed_sent_again_once_and_counted_when_it_fails_anew()
    {
        var handler = new Handler<LearnerRegistered>();
        await using var service = await Hears(handler);
        var (message, id) = (new LearnerRegistered(Guid.NewGuid(), 1, "4F7KQ2M9F", "Amara Okafor", new DateOnly(1990, 2, 3), DateTimeOffset.UtcNow), Guid.CreateVersion7());
        await Fail(service, message, id);

        var text = await service.Http.GetStringAsync(new Uri(Messages, UriKind.Relative));
        var listed = JsonDocument.Parse(text).RootElement;
        var failed = listed.GetProperty("messages").EnumerateArray().ShouldHaveSingleItem();
        (failed.GetProperty("messageId").GetGuid(), failed.GetProperty("queue").GetString(), failed.GetProperty("error").GetString(), failed.GetProperty("times").GetInt32())
            .ShouldBe((id, Queue, "InvalidOperationException: Never.", 1));
        text.ShouldNotContain("Okafor");
        listed.GetProperty("brokerAnswers").GetBoolean().ShouldBeTrue();
        (await broker.Queues.Waiting($"{Queue}_error")).ShouldBe(0, "it is kept in the database from now on");

        var replay = $"{Messages}/{failed.GetProperty("id").GetGuid()}/replay";
        (await service.Http.PostNew(replay, new { })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await service.Http.PostNew(replay, new { })).StatusCode.ShouldBe(HttpStatusCode.OK);
        await Eventually.True(async () => await service.InInbox() == 1, "the message is handled");
        handler.Handled.ShouldHaveSingleItem().FullName.ShouldBe("Amara Okafor");

        await Fail(service, message, id);
        var again = JsonDocument.Parse(await service.Http.GetStringAsync(new Uri(Messages, UriKind.Relative))).RootElement.GetProperty("messages")[0];
        (again.GetProperty("times").GetInt32(), again.GetProperty("replayedAt").ValueKind).ShouldBe((2, JsonValueKind.Null));
    }

    [Fact]
    public async Task Whoever_is_no_administrator_of_the_Academy_finds_nothing_and_what_waits_to_be_said_is_counted()
    {
        await using var service = await TestService.Start(new(_name, _database));
        await service.Say(new LearnerRegistered(Guid.NewGuid(), 1, "4F7KQ2M9F", "Amara Okafor", new DateOnly(1990, 2, 3), DateTimeOffset.UtcNow));
        foreach (var (kind, role) in new[] { (OrganisationKind.Employer, "administrator"), (OrganisationKind.Academy, "officer") })
        {
            service.Http.DefaultRequestHeaders.Authorization = Token(kind, role);
            (await service.Http.GetAsync(new Uri(Messages, UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await service.Http.PostNew($"{Messages}/{Guid.NewGuid()}/replay", new { })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }

        service.Http.DefaultRequestHeaders.Authorization = Token(OrganisationKind.Academy, "administrator");
        var listed = await service.Http.GetFromJsonAsync<JsonElement>(new Uri(Messages, UriKind.Relative));
        listed.GetProperty("waiting").GetInt32().ShouldBe(1);
        listed.GetProperty("waitingSince").GetDateTimeOffset().ShouldBeInRange(DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow);
        (await service.Http.PostNew($"{Messages}/{Guid.NewGuid()}/replay", new { })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task<TestService> Hears(Handler<LearnerRegistered> handler)
    {
        var service = await TestService.Start(new(_name, _database)
        {
            Broker = broker.Address,
            Hear = hear => hear.Hear<LearnerRegisteredConsumer, LearnerRegistered>(),
            More = services => services.AddSingleton(handler),
        });
        await service.BusIsUp();
        service.Http.DefaultRequestHeaders.Authorization = Token(OrganisationKind.Academy, "administrator");
        return service;
    }

    /// <summary>Puts a message where one is put that has failed time after time.</summary>
    private async Task Fail(TestService service, LearnerRegistered message, Guid id)
    {
        var errors = await service.Services.GetRequiredService<IBus>().GetSendEndpoint(new Uri($"queue:{Queue}_error"));
        await errors.Send(message, Pipe.Execute<SendContext>(context =>
        {
            context.MessageId = id;
            context.Headers.Set("MT-Fault-ExceptionType", "System.InvalidOperationException");
            context.Headers.Set("MT-Fault-Message", "Never.");
        }));
    }

    private AuthenticationHeaderValue Token(OrganisationKind kind, string role)
        => new("Bearer", TestTokens.Of(_name, $"{_name}.messages", kind, Guid.NewGuid(), roles: [role]));
}
