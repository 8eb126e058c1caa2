using Academy.Passport.Domain;
using Academy.Passport.Features;
using Academy.ServiceDefaults;
using Academy.Testing;

namespace Academy.Portal.Tests;

/// <summary>What the Passport service does with the addresses of an organisation's systems. Rosewood has one, and its system is away.</summary>
internal sealed class WebhookStandIn(IdentityStandIn identity, TimeProvider time)
{
    public static readonly Guid FailingId = new("01890a5d-0000-7000-8000-0000000003a1");

    /// <summary>What was asked for, once for each key.</summary>
    public Dictionary<string, string> Asked { get; } = [];

    /// <summary>There is none yet.</summary>
    public bool HasNone { get; set; }

    /// <summary>Nothing was sent yet.</summary>
    public bool HasSentNothing { get; set; }

    public void Map(WebApplication host, Func<object, int, IResult> json)
    {
        const string webhooks = "/Passport/api/passport/v1/webhooks";
        host.MapGet("/{service}/openapi/v1.json", () => Results.Text(Description, "application/json"));
        host.MapGet(webhooks, (HttpRequest request) => Own(request, () => json(new ListWebhooksResponse(HasNone ? [] : [Failing]), 200)));
        host.MapPost(webhooks, async (HttpRequest request) =>
        {
            var asked = (await request.ReadFromJsonAsync<SubscribeWebhookRequest>())!;
            return Own(request, () => asked.Address.StartsWith("https://", StringComparison.Ordinal)
                ? Once(request, $"add {asked.Address} {string.Join(' ', asked.EventTypes)}", () => json(Failing, 201))
                : Results.Problem(statusCode: 422, type: "/problems/address-refused", detail: "Give an address that begins with https://."));
        });
        host.MapDelete($"{webhooks}/{{id:guid}}", (Guid id, HttpRequest request) => Own(request, () => Once(request, $"delete {id}", Results.NoContent)));
        host.MapGet($"{webhooks}/{{id:guid}}/deliveries", (Guid id, HttpRequest request)
            => Own(request, () => json(new ListDeliveriesResponse(HasSentNothing ? [] : Deliveries()), 200)));
        host.MapPost($"{webhooks}/{{id:guid}}/ping", (Guid id, HttpRequest request) => Own(request, () => Once(request, "ping", () => json(Deliveries()[0], 202))));
        host.MapPost($"{webhooks}/{{id:guid}}/replay", (Guid id, HttpRequest request)
            => Own(request, () => Once(request, "replay all", () => json(new ReplayDeliveriesResponse(2), 202))));
        host.MapPost("/Passport/api/passport/v1/webhook-deliveries/{id:long}/replay", (long id, HttpRequest request)
            => Own(request, () => Once(request, $"replay {id}", () => json(Deliveries()[0], 202))));
    }

    private static readonly SubscribedWebhook Failing = new(
        FailingId, "https://rosewood.example/events", ["academy.passport.entry-recorded.v1"], new(2026, 11, 1, 9, 0, 0, TimeSpan.Zero), 1, 1);

    private const string Description =
        """
        {"openapi":"3.1.1","paths":{
          "/api/passport/v1/completions":{"post":{"security":[{"academy":["completions.write"]}],
            "parameters":[{"name":"Idempotency-Key","in":"header","required":true,"schema":{"type":"string"}}],
            "requestBody":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Class"}}}},"responses":{"201":{}}}},
          "/api/passport/v1/imports":{"post":{"requestBody":{"content":{"text/csv":{"schema":{"type":"string"}}}},"responses":{"201":{},"202":{}}}},
          "/.well-known/did.json":{"get":{"responses":{"200":{}}}}},
        "components":{"schemas":{"Class":{"type":"object","required":["courseVersionId"],"properties":{
          "courseVersionId":{"type":"string","format":"uuid"},"result":{"enum":["Passed","Absent"]},"hours":{"type":["null","number"]},
          "learners":{"type":"array","items":{"type":"object"}}}}}}}
        """;

    private List<Delivery> Deliveries() =>
    [
        new(3, Guid.NewGuid(), "academy.passport.ping.v1", time.GetUtcNow(), DeliveryState.Waiting, 0, null, time.GetUtcNow(), null, null, null),
        new(2, Guid.NewGuid(), "academy.passport.entry-recorded.v1", time.GetUtcNow().AddHours(-1), DeliveryState.Waiting, 3, time.GetUtcNow(), time.GetUtcNow().AddMinutes(3), 503, "<b>Down</b> for the night", null),
        new(1, Guid.NewGuid(), "academy.passport.entry-recorded.v1", time.GetUtcNow().AddDays(-5), DeliveryState.GivenUp, 10, time.GetUtcNow(), null, null, null, "Nothing takes connections at the address."),
    ];

    private IResult Once(HttpRequest request, string what, Func<IResult> answer)
    {
        Asked[request.Headers["Idempotency-Key"].ToString()] = what;
        return answer();
    }

    private IResult Own(HttpRequest request, Func<IResult> answer) => identity.Of(request) switch
    {
        null => Results.Problem(statusCode: 401, type: "/problems/not-signed-in", detail: "x"),
        { Kind: OrganisationKind.Employer } => answer(),
        _ => Results.Problem(statusCode: 404, type: "/problems/not-found", detail: "x"),
    };
}
