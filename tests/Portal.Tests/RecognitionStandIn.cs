using Academy.Contracts.Kitemark;
using Academy.Kitemark.Features;
using Academy.ServiceDefaults;
using Academy.Testing;

namespace Academy.Portal.Tests;

/// <summary>What the Kitemark service knows of what counts as what, and of its partners, and takes from Academy staff.</summary>
internal sealed class RecognitionStandIn(IdentityStandIn identity)
{
    public static readonly Guid OpenId = Id(1);
    public static readonly Guid EndedId = Id(2);
    public static readonly Guid AshId = Id(3);
    public static readonly Guid BeechId = Id(4);

    private static readonly DateTimeOffset At = new(2026, 5, 1, 9, 0, 0, TimeSpan.Zero);

    /// <summary>What was decided and logged, once for each key: the end of the address and what was sent.</summary>
    public Dictionary<string, (string Path, string Content)> Taken { get; } = [];

    /// <summary>The sentence everything is refused with, if it is.</summary>
    public string? Refuses { get; set; }

    public void Map(WebApplication host, Func<object, int, IResult> json)
    {
        const string path = "/Kitemark/api/kitemark/v1";
        host.MapGet($"{path}/equivalences", (Guid? after) => json(
            after is null ? new ListEquivalencesResponse([One(OpenId), One(EndedId)], $"/api/kitemark/v1/equivalences?after={EndedId}&limit=25") : new([], null), 200));
        host.MapGet($"{path}/equivalences/{{id:guid}}", (Guid id) => id == OpenId || id == EndedId ? json(One(id), 200) : Problem(404, "x"));
        host.MapPost($"{path}/equivalences", (HttpRequest request) => Take(request, "equivalences", () => json(One(OpenId), 201)));
        host.MapPost($"{path}/equivalences/{{id:guid}}/end", (Guid id, HttpRequest request) => Take(request, $"{id}/end", () => json(One(EndedId), 200)));
        host.MapGet($"{path}/partners", (HttpRequest request) => OfStaff(request, () => json(
            new ListPartnersResponse([new(AshId, "Ash <b>Training</b>", null), new(BeechId, "Beech Staffing", new(2026, 3, 2))]), 200)));
        host.MapGet($"{path}/inductions/missing", (HttpRequest request) => OfStaff(request, () => json(new NotInductedResponse(2, 1, [new(AshId, "Ash <b>Training</b>")], null), 200)));
        host.MapGet($"{path}/inductions", (Guid? after, HttpRequest request) => OfStaff(request, () => json(
            after is null
                ? new ListInductionsResponse([new(Id(5), BeechId, "Beech Staffing", new(2026, 3, 2), "How <i>records</i> are made.", "Ines Okafor", At)], $"/api/kitemark/v1/inductions?after={Id(5)}&limit=25")
                : new([], null), 200)));
        host.MapGet($"{path}/standardisations", (Guid? after, HttpRequest request) => OfStaff(request, () => json(
            after is null
                ? new ListStandardisationsResponse([new(Id(6), new(2026, 4, 7), "Moving <b>people</b>", [new(AshId, "Ash <b>Training</b>", ["Una", "Tom"])], 12, "A hoist is checked first.", At)], null)
                : new([], null), 200)));
        host.MapPost($"{path}/inductions", (HttpRequest request) => Take(request, "inductions", () => json(new RecordInductionResponse(Id(7)), 201)));
        host.MapPost($"{path}/standardisations", (HttpRequest request) => Take(request, "standardisations", () => json(new RecordStandardisationResponse(Id(8)), 201)));
    }

    private static Guid Id(int number) => new($"01890a5d-0000-7000-8000-0000000005a{number}");

    private static EquivalenceResponse One(Guid id) => new(
        id,
        new PriorLearning("Moving <b>people</b>", [Id(9)], null, null, null),
        new Recognition("Care Certificate of 2025, standards 5, 13", null, new(2025, [5, 13])),
        new(2025, 3, 1),
        id == OpenId ? null : new(2027, 3, 1),
        "The outcomes are the <i>same</i>.",
        "Mapping of the Academy, 2026",
        At,
        id == OpenId ? null : new EquivalenceEnding(new(2026, 6, 1), "The course was changed.", At));

    private async Task<IResult> Take(HttpRequest request, string path, Func<IResult> answer)
    {
        var content = await new StreamReader(request.Body).ReadToEndAsync();
        return OfStaff(request, () =>
        {
            if (Refuses is { } sentence)
            {
                return Problem(422, sentence);
            }

            Taken[request.Headers["Idempotency-Key"].ToString()] = (path, content);
            return answer();
        });
    }

    private IResult OfStaff(HttpRequest request, Func<IResult> answer) => identity.Of(request) switch
    {
        null => Problem(401, "x"),
        { Kind: OrganisationKind.Academy } => answer(),
        _ => Problem(404, "x"),
    };

    private static IResult Problem(int status, string sentence) => Results.Problem(statusCode: status, type: "/problems/refused", detail: sentence);
}
