using Academy.AscWds.Codes;
using Academy.Contracts.Learner;
using Academy.Passport.Domain;
using Academy.Passport.Features;
using Academy.ServiceDefaults;
using Academy.Testing;

namespace Academy.Portal.Tests;

/// <summary>What the Passport service tells Rosewood of the Care Certificate of one who works there, and takes of what Rosewood assessed.</summary>
internal sealed class CareCertificateStandIn(IdentityStandIn identity)
{
    private readonly Dictionary<string, RecordStandardsRequest> _recorded = [];
    private readonly Dictionary<string, AwardCareCertificateRequest> _awarded = [];

    public IReadOnlyCollection<RecordStandardsRequest> Recorded => _recorded.Values;

    public IReadOnlyCollection<AwardCareCertificateRequest> Awarded => _awarded.Values;

    /// <summary>How many standards of 2025 somebody met before.</summary>
    public int Met { get; set; } = 11;

    /// <summary>Whether prior learning counts for standard 13.</summary>
    public bool Recognises { get; set; }

    /// <summary>Whether the day is refused for the person.</summary>
    public bool RefusesDay { get; set; }

    public void Map(WebApplication host, Func<object, int, IResult> json)
    {
        const string passport = "/Passport/api/passport/v1";
        host.MapGet(passport + "/learners/{id:guid}/care-certificate", (Guid id, HttpRequest request) => OfEmployer(
            request, () => id == StarterStandIn.StarterId ? json(
                new GetCareCertificateResponse([Begun(2025, Met, isRecognised: Recognises), Begun(2015, 0)], [new(Guid.Empty, "Hilltop <House>", StatedProgress.Completed, null, null)]), 200) : Problem(404, "not-found")));
        host.MapPost(passport + "/care-certificate-standards", async (HttpRequest request) =>
        {
            var asked = (await request.ReadFromJsonAsync<RecordStandardsRequest>())!;
            return OfEmployer(request, () =>
            {
                if (!RefusesDay)
                {
                    _recorded[request.Headers["Idempotency-Key"].ToString()] = asked;
                }

                return json(new RecordStandardsResponse([new(asked.Learners[0].LearnerId, RefusesDay ? StandardsOutcome.Refused : StandardsOutcome.Recorded, asked.Standards, "x")]), 201);
            });
        });
        host.MapPost(passport + "/care-certificates", async (HttpRequest request) =>
        {
            var asked = (await request.ReadFromJsonAsync<AwardCareCertificateRequest>())!;
            return OfEmployer(request, () =>
            {
                _awarded[request.Headers["Idempotency-Key"].ToString()] = asked;
                return json(new { entryId = Guid.CreateVersion7() }, 201);
            });
        });
    }

    /// <param name="met">The first so many standards are met.</param>
    public static PassportCareCertificate Begun(int version, int met, bool isAwarded = false, bool isRecognised = false) => new(
        version,
        met,
        CareCertificateStandards.Of(version).Count,
        [.. CareCertificateStandards.Of(version).Select(standard => new PassportStandard(
            standard.Number,
            standard.Name,
            standard.Number <= met ? new(Guid.NewGuid(), new DateOnly(2026, 3, 2), "Ruth <b>Ellis</b>", "Registered <i>manager</i>", Guid.Empty, "Rosewood <Care>") : null,
            standard.Number == 10 ? [Guid.NewGuid()] : [])
        {
            Recognised = isRecognised && standard.Number == 13 ? new(Guid.NewGuid(), "Hoists <b>2</b> of 2025-02-01 counts as two standards.", "The outcomes are the same.", "Mapping of the <i>Academy</i>") : null,
        })],
        isAwarded ? new(Guid.NewGuid(), new DateOnly(2026, 4, 1), Guid.Empty, "Rosewood <Care>") : null);

    private static IResult Problem(int status, string slug) => Results.Problem(statusCode: status, type: $"/problems/{slug}", detail: "x");

    private IResult OfEmployer(HttpRequest request, Func<IResult> answer) => identity.Of(request) switch
    {
        null => Problem(401, "not-signed-in"),
        { Kind: OrganisationKind.Employer } => answer(),
        _ => Problem(404, "not-found"),
    };
}
