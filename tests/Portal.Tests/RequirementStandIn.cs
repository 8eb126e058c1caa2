using Academy.Passport.Features;

namespace Academy.Portal.Tests;

/// <summary>What an employer asks of its team, kept with a version as the Passport service keeps it.</summary>
internal sealed class RequirementStandIn
{
    public long Version { get; private set; } = 1;

    public IReadOnlyList<RequiredSubject> Subjects { get; private set; } =
        [new(6, [], null), new(15, [8, 25], 12, null, Academy.Passport.Domain.Combination.Longest, new DateOnly(2027, 1, 1), 30)];

    /// <summary>What was asked about last, before it was saved.</summary>
    public IReadOnlyList<RequiredSubject>? Previewed { get; private set; }

    /// <summary>Whether whoever asks acts for some workplaces only.</summary>
    public bool IsForOthers { get; set; }

    /// <summary>Somebody else changes the list.</summary>
    public void Set(params RequiredSubject[] subjects) => (Subjects, Version) = (subjects, Version + 1);

    public void Map(WebApplication host, Func<object, int, IResult> json, Func<HttpRequest, Guid, Func<IResult>, IResult> ofEmployer)
    {
        const string passport = "/Passport/api/passport/v1";
        host.MapGet($"{passport}/refresh-rules", () => Results.Text("""{"composites":[{"code":"OMMT","name":"Oliver McGowan Mandatory Training"}]}""", "application/json"));
        host.MapGet($"{passport}/employers/{{id:guid}}/requirements", (Guid id, HttpRequest request)
            => ofEmployer(request, id, () => json(new RequirementsResponse(id, Version, Subjects), 200)));
        host.MapPut($"{passport}/employers/{{id:guid}}/requirements", async (Guid id, HttpRequest request) =>
        {
            var asked = (await request.ReadFromJsonAsync<SetRequirementsRequest>(StandIns.Json))!;
            return ofEmployer(request, id, () =>
            {
                if (IsForOthers)
                {
                    return Problem(404, "not-found");
                }

                if (request.Headers.IfMatch != $"\"{Version}\"")
                {
                    return Problem(412, "stale-version");
                }

                Set([.. asked.Subjects]);
                return json(new RequirementsResponse(id, Version, Subjects), 200);
            });
        });
        host.MapPost($"{passport}/employers/{{id:guid}}/requirements/preview", async (Guid id, HttpRequest request) =>
        {
            Previewed = (await request.ReadFromJsonAsync<SetRequirementsRequest>(StandIns.Json))!.Subjects;
            return ofEmployer(request, id, () => IsForOthers ? Problem(404, "not-found") : json(new PreviewRequirementsResponse(14, 3, 1, 2), 200));
        });
    }

    private static IResult Problem(int status, string slug) => Results.Problem(statusCode: status, type: $"/problems/{slug}", detail: "x");
}
