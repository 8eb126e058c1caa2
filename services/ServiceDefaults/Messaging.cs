using System.Reflection;
using Academy.Contracts;
using MassTransit;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Academy.ServiceDefaults;

/// <summary>
/// The one way services hear each other: a quorum queue <c>{service}-{event}</c> for each event, the messages of a person one
/// after the other, one retry policy, then the error queue <c>{queue}_error</c>.
/// </summary>
public sealed class Hearing
{
    /// <summary>
    /// A broker that was killed takes its time until its queues answer. Whoever gives up asking is, to MassTransit, called off,
    /// and would hear nothing from that queue until the next start.
    /// </summary>
    private static readonly TimeSpan PatienceWithBroker = TimeSpan.FromMinutes(5);

    private readonly IBusRegistrationConfigurator _bus;
    private readonly Dictionary<string, Action<IReceiveEndpointConfigurator>> _partitions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _together = new(StringComparer.Ordinal);
    private readonly KebabCaseEndpointNameFormatter _names;
    private readonly string _service;

    internal Hearing(IBusRegistrationConfigurator bus, string service)
    {
        _bus = bus;
        _service = service;
        _names = new KebabCaseEndpointNameFormatter(service, includeNamespace: false);
    }

    /// <summary>Hears an event. Consumers neither save nor commit: the inbox does both, once, around them.</summary>
    public Hearing Hear<TConsumer, TEvent>()
        where TConsumer : class, IConsumer<TEvent>
        where TEvent : class
    {
        _bus.AddConsumer<TConsumer>();
        _partitions.Add(
            _names.Consumer<TConsumer>(),
            endpoint => endpoint.UsePartitioner<TEvent>(endpoint.CreatePartitioner(16), context => Subject<TEvent>.Of(context.Message)));
        return this;
    }

    /// <summary>Hears an event of which many come at once.</summary>
    public Hearing HearMany<THearer, TEvent>()
        where THearer : class, IHearMany<TEvent>
        where TEvent : class
    {
        if (Subject<TEvent>.IsClosed)
        {
            throw new InvalidOperationException($"{typeof(TEvent).Name} closes a record, which is done for one alone. Use Hear.");
        }

        var queue = $"{_service}-{KebabCaseEndpointNameFormatter.Instance.SanitizeName(typeof(TEvent).Name)}";
        _bus.AddScoped<THearer>();
        _bus.AddSingleton<Turns<THearer, TEvent>>();
        _bus.AddConsumer<Together<THearer, TEvent>>().Endpoint(endpoint => endpoint.Name = queue);
        _together.Add(queue, Turns<THearer, TEvent>.Most);
        return this;
    }

    internal static void Add(WebApplicationBuilder builder, string service, Action<Hearing>? hear)
    {
        builder.Services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            var hearing = new Hearing(bus, service);
            hear?.Invoke(hearing);
            builder.Services.AddSingleton(new HeardQueues([.. hearing._partitions.Keys, .. hearing._together.Keys]));
            bus.SetEndpointNameFormatter(hearing._names);
            bus.AddConfigureEndpointsCallback((context, name, endpoint) => hearing.Configure(context, name, endpoint));
            bus.ConfigureHealthCheckOptions(health =>
            {
                health.Tags.Add(ServiceHealth.Ready);
                health.MinimalFailureStatus = HealthStatus.Degraded;
            });
            bus.UsingRabbitMq((context, rabbit) =>
            {
                rabbit.Host(new Uri(builder.Configuration.GetRequired("ConnectionStrings:Broker")), host =>
                {
                    host.ConnectionName($"academy-{service}");
                    host.ContinuationTimeout(PatienceWithBroker);
                });
                DeclareWhoHears(rabbit, service);
                rabbit.ConfigureEndpoints(context);
            });
        });
        builder.Services.Configure<MassTransitHostOptions>(host =>
        {
            // Requests are answered while the broker is away; what is said meanwhile waits in the outbox.
            host.WaitUntilStarted = false;
            host.StopTimeout = TimeSpan.FromSeconds(20);
        });
        builder.Services.AddHostedService<OutboxDispatcher>();
    }

    private void Configure(IRegistrationContext context, string name, IReceiveEndpointConfigurator endpoint)
    {
        if (endpoint is not IRabbitMqReceiveEndpointConfigurator rabbit)
        {
            return;
        }

        rabbit.SetQuorumQueue();
        var isTogether = _together.TryGetValue(name, out var most);
        rabbit.PrefetchCount = isTogether ? 2 * most : 64;
        rabbit.ConcurrentMessageLimit = isTogether ? 2 * most : 16;

        // While the database is away nothing else can succeed either, so waiting beats filling the error queue.
        rabbit.UseMessageRetry(retry =>
        {
            retry.Handle<Exception>(Outage.Caused);
            retry.Interval(100_000, TimeSpan.FromSeconds(1));
        });
        rabbit.UseMessageRetry(retry =>
        {
            retry.Ignore<Exception>(Outage.Caused);
            retry.Exponential(8, TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(5), TimeSpan.FromMilliseconds(100));
        });
        if (!isTogether)
        {
            rabbit.ConnectConsumerConfigurationObserver(new AfterRetry(() => _partitions[name](rabbit)));
            rabbit.UseConsumeFilter(typeof(InboxFilter<>), context);
        }
    }

    /// <summary>
    /// Declares the queues of all hearers of what this service says and binds them to the event. One hearer that has started
    /// would be enough for the broker to take a message, and the others would never get it; so they must all be there first.
    /// </summary>
    private static void DeclareWhoHears(IRabbitMqBusFactoryConfigurator rabbit, string service)
    {
        foreach (var @event in OutboxMessage.SaidBy(service))
        {
            var name = KebabCaseEndpointNameFormatter.Instance.SanitizeName(@event.Name);
            rabbit.Publish(@event, topology =>
            {
                foreach (var hearer in @event.GetCustomAttribute<HeardByAttribute>()!.Services)
                {
                    var queue = $"{hearer}-{name}";

                    // Straight from the event's exchange (MassTransit names it so). The hearer binds its queue by way of an exchange
                    // of its own; the broker puts a message into a queue once, by however many ways it leads there.
                    topology.BindQueue($"{@event.Namespace}:{@event.Name}", queue, binding => binding.SetQueueArgument("x-queue-type", "quorum"));
                }
            });
        }
    }
}

/// <summary>
/// Filters are lined up when the consumer is configured, as the retries are. One that is added at once would stand before
/// them, and a message that waits for its next attempt would keep everybody of its part waiting with it.
/// </summary>
internal sealed class AfterRetry(Action add) : IConsumerConfigurationObserver
{
    public void ConsumerConfigured<TConsumer>(IConsumerConfigurator<TConsumer> configurator)
        where TConsumer : class
    {
        // Only the message counts here.
    }

    public void ConsumerMessageConfigured<TConsumer, TMessage>(IConsumerMessageConfigurator<TConsumer, TMessage> configurator)
        where TConsumer : class
        where TMessage : class
        => add();
}

/// <summary>
/// The two protections of every message. They are switched off only by the test that shows what is lost without them.
/// </summary>
internal sealed record Protections(bool Outbox, bool Inbox)
{
    /// <summary>What the inbox knows a message by. Each sending is its own when the inbox is switched off, so nothing is recognised again.</summary>
    public Guid IdOf(MessageContext message) => Inbox ? message.MessageId!.Value : Guid.CreateVersion7();

    internal static Protections From(IConfiguration configuration)
        => new(configuration.GetValue("Protections:Outbox", true), configuration.GetValue("Protections:Inbox", true));
}
