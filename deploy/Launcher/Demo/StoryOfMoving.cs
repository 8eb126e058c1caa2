using System.Net;
using System.Text.Json;

namespace Academy.Launcher.Demo;

/// <summary>Chapters d to g: a new employer, a tier and its benefit, a share, and a withdrawn kitemark.</summary>
internal sealed partial class Story
{
    private static readonly int[] Required = [15, 20, 6, 13];

    private Guid _offerId;
    private ApiClient _partner = null!;

    private async Task APersonChangesEmployer(CancellationToken cancel)
    {
        narrator.Chapter("d. Amara leaves Rosewood and starts at Hilltop; her passport goes with her");
        await _hilltop.Send(
            HttpMethod.Put, $"api/passport/v1/employers/{_hilltopId}/requirements",
            new { subjects = Required.Select(code => new { trainingCategoryCode = code }) }, cancel);
        await _rosewood.Post($"api/learner/v1/employments/{_amara.EmploymentId}/end", new { endedOn = Day(-1) }, cancel);
        await narrator.Becomes("Rosewood no longer sees Amara's passport",
            async ct => await _rosewood.Status(Passport(_amara), ct) == HttpStatusCode.NotFound, cancel);

        var started = await _hilltop.Post($"api/learner/v1/learners/{_amara.AcademyNumber}/employments", new
        {
            employerId = _hilltopId,
            dateOfBirth = _amara.Born,
            startedOn = Day(0),
            jobRoleCode = 8,
            kind = "Employee",
        }, cancel);
        narrator.Shows(await _hilltop.Status(Passport(_amara), cancel) == HttpStatusCode.NotFound, "Hilltop does not see it before Amara lets it");
        _amara = _amara with { EmploymentId = Id(started, "employmentId") };
        await Consent(_amara, cancel);
        await narrator.Becomes("Hilltop sees Amara's passport", async ct => await _hilltop.Status(Passport(_amara), ct) == HttpStatusCode.OK, cancel);

        var starter = await _hilltop.Get($"api/passport/v1/employers/{_hilltopId}/starters/{_amara.Id}", cancel);
        foreach (var subject in starter.GetProperty("subjects").EnumerateArray())
        {
            var isExpected = subject.GetProperty("status").GetString() == (subject.GetProperty("trainingCategoryCode").GetInt32() == 13 ? "Missing" : "Met");
            narrator.Shows(isExpected, $"{subject.GetProperty("name").GetString()}: {subject.GetProperty("status").GetString()}{Until(subject)}");
        }

        var spared = starter.GetProperty("needNotBeRepeated");
        narrator.Shows(
            spared.GetProperty("hours").GetDecimal() == 11.5m && spared.GetProperty("pounds").GetDecimal() == 160,
            $"{spared.GetProperty("hours")} hours and £{spared.GetProperty("pounds")} of training need not be repeated");
    }

    private async Task ATierOpensABenefit(CancellationToken cancel)
    {
        narrator.Chapter("e. The new entries take Amara to tier 2, and tier 2 opens a benefit");
        var partnerId = Id(await Academy.Post("api/benefits/v1/partners", new { name = "Riverside Leisure" }, cancel), "partnerId");
        _partner = await cast.Organisation("Riverside Leisure", "Partner", partnerId, ["benefits.check", "benefits.offers"], cancel);
        _offerId = Id(await Academy.Post("api/benefits/v1/offers", new
        {
            partnerId,
            name = "Half-price swimming",
            description = "Half price at every pool, Monday to Friday.",
            validFrom = Day(-30),
            validUntil = Day(90),
            rule = new { minimumTier = 2 },
        }, cancel), "offerId");
        await narrator.Becomes("Amara is at tier 2", ct => IsAtTier(2, ct), cancel);
        var tier = await _amara.Client.Get($"api/pathway/v1/learners/{_amara.Id}/tier", cancel);
        narrator.Shows(tier.GetProperty("reasons").GetArrayLength() > 0,
            $"{tier.GetProperty("points")} points, under the rules \"{tier.GetProperty("ruleSet").GetProperty("name").GetString()}\"");
        await narrator.Becomes("the offer is hers", ct => IsEligible(ct), cancel);

        var code = await NewCode(cancel);
        var yes = await _partner.Post("api/benefits/v1/checks", new { code }, cancel);
        narrator.Shows(
            yes.GetProperty("eligible").GetBoolean() && yes.EnumerateObject().Select(p => p.Name).Order().SequenceEqual(["eligible", "offer", "validUntil"]),
            $"the partner learns yes, \"{yes.GetProperty("offer").GetString()}\", until {yes.GetProperty("validUntil").GetString()}, and nothing else");
        var no = await _partner.Post("api/benefits/v1/checks", new { code }, cancel);
        narrator.Shows(!no.GetProperty("eligible").GetBoolean(), $"the same code again gets no ({no.GetProperty("reason").GetString()})");
    }

    private async Task AShareIsChecked(CancellationToken cancel)
    {
        narrator.Chapter("f. Amara shares her passport by code, and somebody checks it");
        var share = await _amara.Client.Post($"api/passport/v1/learners/{_amara.Id}/shares", new { days = 7 }, cancel);
        var code = share.GetProperty("code").GetString();
        await cast.Anybody.Send(
            HttpMethod.Post, "api/passport/v1/checks", new { code, dateOfBirth = _amara.Born.AddDays(1) }, cancel, HttpStatusCode.UnprocessableEntity);
        narrator.Shows(isSo: true, "with a wrong date of birth the code shows nothing");
        var check = await cast.Anybody.Post("api/passport/v1/checks", new { code, dateOfBirth = _amara.Born }, cancel);
        var entries = check.GetProperty("entries").EnumerateArray().ToList();
        narrator.Shows(entries.Count >= 6, $"with the right one there are {entries.Count} entries, each with its own answers");
        foreach (var entry in entries)
            narrator.Shows(
                entry.GetProperty("kitemarkedOnTheDay").GetString() == (entry.GetProperty("assurance").GetString() == "Kitemarked" ? "Yes" : "NotClaimed"),
                $"{entry.GetProperty("title").GetString()}, {entry.GetProperty("completedOn").GetString()}: kitemarked on the day {entry.GetProperty("kitemarkedOnTheDay").GetString()}, dates {entry.GetProperty("dates").GetString()}");
    }

    private async Task AKitemarkIsWithdrawn(CancellationToken cancel)
    {
        narrator.Chapter("g. The kitemark is withdrawn, and what that means is chosen and seen");
        await Academy.Post($"api/kitemark/v1/kitemarks/{_moving.MarkId}/withdraw", new { from = Day(-30), consequence = "Stands", reason = "The assessment was not observed." }, cancel);
        await narrator.Becomes($"what Amara completed on {Day(-60)} says \"Kitemarked when completed; mark since withdrawn\"",
            ct => Says(_amara, _moving, Day(-60), "Kitemarked when completed; mark since withdrawn", ct), cancel);
        await narrator.Becomes($"the class of {Day(-10)} is recorded all the same", ct => Recorded(_moving, Day(-10), ct, _grace), cancel);
        await narrator.Becomes($"what Grace completed on {Day(-10)} says \"Not kitemarked\"", ct => Says(_grace, _moving, Day(-10), "Not kitemarked", ct), cancel);
        narrator.Shows(await IsAtTier(2, cancel) && await IsEligible(cancel), "the consequence is \"stands\": Amara keeps her tier and her benefit");

        await Academy.Post($"api/kitemark/v1/kitemarks/{_providerMarkId}/withdraw", new
        {
            from = Day(0),
            consequence = "VoidFrom",
            voidFrom = Day(-90),
            reason = "The provider's trainer records were not true.",
        }, cancel);
        await narrator.Becomes("with \"void from a date\" her entry says \"Kitemarked when completed; taken back since\"",
            ct => Says(_amara, _moving, Day(-60), "Kitemarked when completed; taken back since", ct), cancel);
        await narrator.Becomes("her tier follows: tier 1", ct => IsAtTier(1, ct), cancel);
        await narrator.Becomes("her benefit follows: not hers any more", async ct => !await IsEligible(ct), cancel);
    }

    private static async Task<bool> Says(Person person, Course course, string day, string statement, CancellationToken cancel)
        => Entry(await person.Client.SendQuietly(HttpMethod.Get, Passport(person), null, cancel), course.Title, day) is { } entry
            && entry.GetProperty("kitemark").GetProperty("statement").GetString() == statement;

    private async Task<bool> IsAtTier(int tier, CancellationToken cancel)
        => (await _amara.Client.SendQuietly(HttpMethod.Get, $"api/pathway/v1/learners/{_amara.Id}/tier", null, cancel)).GetProperty("tier").GetInt32() == tier;

    private async Task<bool> IsEligible(CancellationToken cancel)
    {
        var benefits = await _amara.Client.SendQuietly(HttpMethod.Get, $"api/benefits/v1/learners/{_amara.Id}/benefits", null, cancel);
        return benefits.GetProperty("benefits").EnumerateArray()
            .Any(benefit => benefit.GetProperty("offerId").GetGuid() == _offerId && benefit.GetProperty("eligible").GetBoolean());
    }

    private async Task<string> NewCode(CancellationToken cancel)
        => (await _amara.Client.Post($"api/benefits/v1/learners/{_amara.Id}/codes", new { offerId = _offerId }, cancel)).GetProperty("code").GetString()!;

    private static string Until(JsonElement subject)
        => subject.GetProperty("until") is { ValueKind: JsonValueKind.String } until ? $", until {until.GetString()}" : "";
}
