using System.Text.Json;
using Academy.Testing;
using static Academy.Kitemark.Tests.KitemarkApp;

namespace Academy.Kitemark.Tests.Features;

public sealed class PartnerLogTests(KitemarkApp app)
{
    [Fact]
    public async Task The_log_says_which_partners_were_not_inducted_yet()
    {
        await using var own = new KitemarkApp();
        var (provider, agency) = (await own.AProvider("Ash Training"), await own.AnAgency("Beech Staffing"));
        await own.AnAgency("Not an agency", Contracts.Learner.EmployerKind.Private);
        (await Missing(own)).ShouldBe((2, "Ash Training, Beech Staffing"));

        await own.Reviewer().Create($"{Api}/inductions", Induction(agency), "inductionId");

        (await Missing(own)).ShouldBe((2, "Ash Training"));
        var listed = (await Read(own.Employer(agency), "/inductions")).Single();
        (listed.GetProperty("partnerName").GetString(), listed.GetProperty("inductedBy").GetString()).ShouldBe(("Beech Staffing", "Ines Okafor"));
        (await Read(own.Provider(provider), "/inductions")).ShouldBeEmpty();
        (await Partners(own, "")).ShouldBe("Ash Training never, Beech Staffing 2026-11-02");
        (await Partners(own, "?q=BEECH")).ShouldBe("Beech Staffing 2026-11-02");
        (await Partners(own, "?q=%25")).ShouldBe("", "a sign of the search language is a letter like others");
        await (await own.As("kitemark.decide", ServiceDefaults.OrganisationKind.TrainingProvider, provider).GetAsync($"{Api}/partners")).ShouldBeRefused(404);
    }

    [Fact]
    public async Task A_partner_sees_the_standardisation_it_took_part_in_and_only_its_own_people()
    {
        var (one, two, other) = (await app.AProvider("One"), await app.AProvider("Two"), await app.AProvider("Other"));
        var body = new
        {
            on = "2026-11-02",
            topic = "Observation of moving and handling",
            partners = new object[] { new { partnerId = one, people = new[] { "Una" } }, new { partnerId = two, people = new[] { "Tom", "Tilda", "Tom" } } },
            samplesCompared = 12,
            agreed = "A hoist is checked before every use.",
        };

        await app.Reviewer().Create($"{Api}/standardisations", body, "standardisationId");

        var seen = (await Read(app.Provider(two), "/standardisations")).Single();
        seen.GetProperty("samplesCompared").GetInt32().ShouldBe(12);
        seen.GetProperty("partners").EnumerateArray().Select(p => (p.GetProperty("name").GetString(), People(p))).ShouldBe([("One", null), ("Two", "Tom, Tilda")]);
        (await Read(app.Provider(other), "/standardisations")).ShouldBeEmpty();
        (await Read(app.Officer(), "/standardisations?limit=100")).Single(s => s.GetProperty("topic").GetString() == body.topic)
            .GetProperty("partners").EnumerateArray().Select(People).ShouldBe(["Una", "Tom, Tilda"]);
    }

    [Fact]
    public async Task Academy_staff_record_what_has_taken_place_with_partners_there_are()
    {
        var provider = await app.AProvider();

        await (await app.Reviewer().PostNew($"{Api}/inductions", Induction(Guid.CreateVersion7()))).ShouldBeRefused(422, "neither a training provider nor an agency");
        await (await app.Reviewer().PostNew($"{Api}/inductions", Induction(provider, "2026-11-23"))).ShouldBeRefused(422, "day to come");
        await (await app.As("kitemark.decide", ServiceDefaults.OrganisationKind.TrainingProvider, provider).PostNew($"{Api}/inductions", Induction(provider))).ShouldBeRefused(404);
        await (await app.Employer(Guid.CreateVersion7()).GetAsync($"{Api}/inductions")).ShouldBeRefused(404);
    }

    private static async Task<string> Partners(KitemarkApp own, string query) => string.Join(", ", (await Read(own.Reviewer(), $"/partners{query}"))
        .Select(partner => $"{partner.GetProperty("name").GetString()} {(partner.GetProperty("inductedOn").ValueKind == JsonValueKind.Null ? "never" : partner.GetProperty("inductedOn").GetString())}"));

    private static object Induction(Guid partnerId, string on = "2026-11-02")
        => new { partnerId, on, content = "How records are made and what a kitemark asks for.", inductedBy = "Ines Okafor" };

    private static async Task<(int, string)> Missing(KitemarkApp own)
    {
        var answer = await (await own.Reviewer().GetAsync($"{Api}/inductions/missing")).Json();
        var names = answer.GetProperty("items").EnumerateArray().Select(partner => partner.GetProperty("name").GetString()).ToList();
        answer.GetProperty("notInducted").GetInt32().ShouldBe(names.Count);
        return (answer.GetProperty("partners").GetInt32(), string.Join(", ", names));
    }

    private static async Task<List<JsonElement>> Read(HttpClient client, string path)
        => [.. (await (await client.GetAsync($"{Api}{path}")).Json()).GetProperty("items").EnumerateArray()];

    private static string? People(JsonElement partner)
        => partner.GetProperty("people") is { ValueKind: JsonValueKind.Array } people ? string.Join(", ", people.EnumerateArray().Select(name => name.GetString())) : null;
}
