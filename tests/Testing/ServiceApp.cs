using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;
using Academy.ServiceDefaults;
using MassTransit;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using NSubstitute;

namespace Academy.Testing;

/// <summary>
/// One service over HTTP on a database of its own, without the broker: requests and delivered messages go in, state and
/// outbox come out. The broker itself is tested end to end.
/// </summary>
public abstract class ServiceApp<TDb>(string service) : WebApplicationFactory<TDb>
    where TDb : ServiceDb
{
    private readonly string _connectionString = TestDatabase.CreateFor<TDb>().GetAwaiter().GetResult();

    public TestClock Clock { get; } = new();

    /// <summary>A client with a token of this scope, for an organisation or a learner.</summary>
    public HttpClient As(
        string scope, OrganisationKind? kind = null, Guid? organisation = null, Guid? learner = null, string[]? roles = null, string? subject = null,
        string[]? workplaces = null)
    {
        // A redirect is an answer to be looked at; followed by itself it would lose the token.
        var client = CreateClient(new() { AllowAutoRedirect = false });
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer", TestTokens.Of(service, scope, kind, organisation, learner, roles, subject, workplaces: workplaces));
        return client;
    }

    /// <summary>Delivers an event as the broker would, through the inbox. Says whether it was new.</summary>
    public async Task<bool> Deliver<TEvent>(TEvent @event, Guid? messageId = null)
        where TEvent : class
    {
        var id = messageId ?? Guid.CreateVersion7();
        return (await DeliverTogether((@event, id))).Contains(id);
    }

    /// <summary>Delivers events that waited together; what is heard one by one is delivered so. Says which were new.</summary>
    public async Task<IReadOnlySet<Guid>> DeliverTogether<TEvent>(params (TEvent Event, Guid MessageId)[] messages)
        where TEvent : class
    {
        await using var scope = Services.CreateAsyncScope();
        var type = typeof(TDb).Assembly.GetTypes().Single(t => t.IsAssignableTo(typeof(IConsumer<TEvent>)) || t.IsAssignableTo(typeof(IHearMany<TEvent>)));
        var hearer = ActivatorUtilities.CreateInstance(scope.ServiceProvider, type);
        return await InboxMessage.HandleOnce(
            scope.ServiceProvider.GetRequiredService<TDb>(),
            [.. messages.Select(message => Heard.Of(message.MessageId, message.Event))],
            type.Name,
            Clock.GetUtcNow(),
            added => Hear([.. messages.Where(message => added.Contains(message.MessageId)).Select(message => message.Event)]),
            CancellationToken.None);

        async Task Hear(IReadOnlyList<TEvent> added)
        {
            if (hearer is IHearMany<TEvent> many)
            {
                await many.Hear([.. added.Select(one => new Told<TEvent>(one, Activity.Current))], CancellationToken.None);
                return;
            }

            var context = Substitute.For<ConsumeContext<TEvent>>();
            context.Message.Returns(added.Single());
            await ((IConsumer<TEvent>)hearer).Consume(context);
        }
    }

    /// <summary>What the service has said so far, oldest first.</summary>
    public async Task<IReadOnlyList<TEvent>> Said<TEvent>()
    {
        var said = await InDatabase(db => db.Set<OutboxMessage>()
            .Where(message => message.Type == typeof(TEvent).FullName).OrderBy(message => message.Id).ToListAsync());
        return [.. said.Select(message => JsonSerializer.Deserialize<TEvent>(message.Body, OutboxMessage.Json)!)];
    }

    public async Task<T> InDatabase<T>(Func<TDb, Task<T>> work)
    {
        await using var scope = Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<TDb>());
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await TestDatabase.Drop(_connectionString);
        GC.SuppressFinalize(this);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        // Nobody changes a setting meanwhile, and each app that watched its files would take one of the few watchers an account has.
        builder.UseSetting("hostBuilder:reloadConfigOnChange", "false");
        builder.UseSetting("ConnectionStrings:Database", _connectionString);
        builder.UseSetting("Messaging:Enabled", "false");
        builder.UseSetting("Auth:Issuer", TestTokens.Issuer);
        builder.UseSetting("Codes:Key", Convert.ToBase64String(new byte[32]));
        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<TimeProvider>(Clock);
            TestTokens.Trust(services);
        });
    }
}

public static class Requests
{
    /// <summary>Sends JSON as a new request: with an idempotency key of its own, or the one given.</summary>
    /// <summary>As a client does that follows a redirect with its token.</summary>
    public static async Task<HttpResponseMessage> Follow(this HttpClient client, string path)
    {
        var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        return answer.Headers.Location is { } elsewhere ? await client.GetAsync(elsewhere) : answer;
    }

    public static async Task<HttpResponseMessage> PostNew(this HttpClient client, string path, object? body, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", key ?? Guid.CreateVersion7().ToString());
        return await client.SendAsync(request);
    }

    public static async Task<JsonElement> Json(this HttpResponseMessage response)
        => await response.Content.ReadFromJsonAsync<JsonElement>();
}
