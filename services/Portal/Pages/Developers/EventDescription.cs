using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Academy.Contracts;
using Academy.ServiceDefaults;

namespace Academy.Portal.Pages.Developers;

/// <summary>
/// What the services tell each other, for programs (AsyncAPI 3.0): each event with the exchange it is said at, who says and who hears it and what is in
/// it, made of the contracts themselves. They are for whoever runs a service beside ours; other systems hear what changes by webhooks.
/// </summary>
internal static partial class EventDescription
{
    public const string Address = "/asyncapi.json";

    /// <summary>As MassTransit sends it: the event is the member <c>message</c> of an envelope.</summary>
    private const string Envelope = "application/vnd.masstransit+json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    private static readonly Lazy<string> Document = new(() => Describe().ToJsonString());

    public static void Map(WebApplication app)
    {
        app.UseDescriptions(Address);
        app.MapGet(Address, () => TypedResults.Text(Document.Value, "application/json")).AllowAnonymous();
    }

    private static JsonObject Describe()
    {
        var events = typeof(HeardByAttribute).Assembly.GetExportedTypes().Where(type => type.IsDefined(typeof(HeardByAttribute))).OrderBy(type => type.Name, StringComparer.Ordinal).ToList();
        var comments = Comments();
        return new JsonObject
        {
            ["asyncapi"] = "3.0.0",
            ["info"] = new JsonObject
            {
                ["title"] = "Events of the Academy",
                ["version"] = "1",
                ["description"] = "Facts that have happened, each handled once by each hearer, in any order. Days are days in London, instants are in UTC.",
            },
            ["channels"] = Each(events, type => new JsonObject
            {
                ["address"] = $"{type.Namespace}:{type.Name}",
                ["messages"] = new JsonObject { [type.Name] = Reference("components", "messages", type.Name) },
                ["bindings"] = new JsonObject { ["amqp"] = new JsonObject { ["is"] = "routingKey", ["exchange"] = new JsonObject { ["name"] = $"{type.Namespace}:{type.Name}", ["type"] = "fanout", ["durable"] = true } } },
            }),
            ["operations"] = new JsonObject(events.SelectMany(Operations)),
            ["components"] = new JsonObject
            {
                ["messages"] = Each(events, type => new JsonObject
                {
                    ["name"] = type.Name,
                    ["summary"] = comments.GetValueOrDefault(type.FullName!, type.Name),
                    ["contentType"] = Envelope,
                    ["payload"] = new JsonObject
                    {
                        ["type"] = "object",
                        ["properties"] = new JsonObject { ["messageId"] = new JsonObject { ["type"] = "string", ["format"] = "uuid" }, ["message"] = Json.GetJsonSchemaAsNode(type) },
                    },
                }),
            },
        };
    }

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Operations(Type type)
    {
        var service = type.Namespace!.Split('.')[^1];
        return type.GetCustomAttribute<HeardByAttribute>()!.Services
            .Select(hearer => Operation($"{hearer}Hears{type.Name}", "receive", hearer))
            .Prepend(Operation($"{Lower(service)}Says{type.Name}", "send", Lower(service)));

        KeyValuePair<string, JsonNode?> Operation(string name, string action, string who) => new(name, new JsonObject
        {
            ["action"] = action,
            ["channel"] = Reference("channels", type.Name),
            ["tags"] = new JsonArray(new JsonObject { ["name"] = who }),
        });
    }

    private static JsonObject Each(IEnumerable<Type> events, Func<Type, JsonNode> describe)
        => new(events.Select(type => new KeyValuePair<string, JsonNode?>(type.Name, describe(type))));

    private static JsonObject Reference(params string[] path) => new() { ["$ref"] = $"#/{string.Join('/', path)}" };

    private static string Lower(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    /// <summary>The doc comments of the contracts, by the full name of the type; none where they were not built along.</summary>
    private static Dictionary<string, string> Comments()
    {
        var file = Path.ChangeExtension(typeof(HeardByAttribute).Assembly.Location, ".xml");
        return !File.Exists(file)
            ? []
            : XDocument.Load(file).Descendants("member").Where(member => member.Attribute("name")!.Value.StartsWith("T:", StringComparison.Ordinal) && member.Element("summary") is not null)
                .ToDictionary(member => member.Attribute("name")!.Value[2..], member => Spaces().Replace(Words(member.Element("summary")!).Trim(), " "), StringComparer.Ordinal);
    }

    /// <summary>A comment's text, with the names of what it refers to.</summary>
    private static string Words(XElement summary)
        => string.Concat(summary.Nodes().Select(node => node is XElement { Value.Length: 0 } reference
            ? (reference.Attribute("cref") ?? reference.Attribute("name"))?.Value.Split('.', ':')[^1]
            : node is XElement element ? element.Value : ((XText)node).Value));

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Spaces();
}
