using System.Net;
using Academy.ServiceDefaults;
using Academy.Testing;
using Microsoft.EntityFrameworkCore;

namespace Academy.Benefits.Tests.Features;

/// <summary>Each test has an application of its own: some of them move the clock.</summary>
public sealed class CodesTests : IAsyncDisposable
{
    private const string V1 = BenefitsApp.V1;

    private readonly BenefitsApp _app = new();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task A_learner_gets_all_that_is_held_of_them_and_every_table_is_among_it_or_holds_nothing_of_people()
    {
        var learner = Guid.CreateVersion7();
        await _app.Reaches(learner, 2);

        var tables = (await (await BenefitsApp.Get(_app.As("benefits.read", learner: learner), $"{BenefitsApp.V1}/learners/{learner}/data")).Json()).GetProperty("tables");

        (tables.GetProperty("tiers").GetArrayLength(), tables.GetProperty("codes").GetArrayLength()).ShouldBe((1, 0));
        (await _app.InDatabase(db => Task.FromResult(HeldDataCheck.NotDecided(db.Model, Academy.Benefits.Data.HeldData.Tables)))).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_partner_gets_yes_the_offer_and_its_last_day_and_nothing_else_once()
    {
        var (_, partner, _, code) = await _app.ALearnerWithACode();

        (await _app.Check(partner, code)).ShouldBe("""{"eligible":true,"offer":"Half-price swimming","validUntil":"2027-03-02"}""");
        (await _app.Check(partner, code)).ShouldBe("""{"eligible":false,"reason":"used"}""");
    }

    [Fact]
    public async Task Of_a_hundred_checks_at_once_exactly_one_gets_yes()
    {
        var (_, partner, _, code) = await _app.ALearnerWithACode();

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => _app.Check(partner, code)));

        answers.Count(answer => answer.Contains("\"eligible\":true", StringComparison.Ordinal)).ShouldBe(1);
        answers.Count(answer => answer.Contains("\"reason\":\"used\"", StringComparison.Ordinal)).ShouldBe(99);
    }

    [Fact]
    public async Task A_partner_who_lost_the_answer_gets_it_again_with_the_same_key()
    {
        var (_, partner, _, code) = await _app.ALearnerWithACode();
        var key = Guid.NewGuid().ToString();

        var first = await _app.Check(partner, code, key);

        (await _app.Check(partner, code, key)).ShouldBe(first);
        (await _app.Check(partner, code, Guid.NewGuid().ToString())).ShouldBe("""{"eligible":false,"reason":"used"}""");
    }

    [Fact]
    public async Task A_code_may_be_typed_with_spaces_and_in_small_letters()
    {
        var (_, partner, _, code) = await _app.ALearnerWithACode();

        (await _app.Check(partner, $" {code.Replace('-', ' ').ToLowerInvariant()} ")).ShouldContain("\"eligible\":true");
    }

    [Fact]
    public async Task Another_partner_learns_nothing_and_does_not_use_the_code_up()
    {
        var (_, partner, _, code) = await _app.ALearnerWithACode();

        (await _app.Check(await _app.APartner(), code)).ShouldBe("""{"eligible":false,"reason":"unknown"}""");
        (await _app.Check(partner, "000-000-00")).ShouldBe("""{"eligible":false,"reason":"unknown"}""");
        (await _app.Check(partner, code)).ShouldContain("\"eligible\":true");
    }

    [Fact]
    public async Task A_code_ends_after_15_minutes()
    {
        var (_, partner, _, code) = await _app.ALearnerWithACode();

        _app.Clock.Advance(TimeSpan.FromMinutes(15));

        (await _app.Check(partner, code)).ShouldBe("""{"eligible":false,"reason":"expired"}""");
    }

    [Fact]
    public async Task A_status_that_lapsed_since_means_no_and_looks_like_a_code_that_came_too_late()
    {
        var (learner, partner, _, code) = await _app.ALearnerWithACode();
        await _app.Lapses(learner, 1);

        (await _app.Check(partner, code)).ShouldBe("""{"eligible":false,"reason":"expired"}""");
        (await _app.Check(partner, code)).ShouldBe("""{"eligible":false,"reason":"expired"}""");
    }

    [Fact]
    public async Task A_new_code_for_the_same_offer_ends_the_one_before()
    {
        var (learner, partner, offer, first) = await _app.ALearnerWithACode();

        var second = await _app.ACode(learner, offer);

        (await _app.Check(partner, first)).ShouldBe("""{"eligible":false,"reason":"expired"}""");
        (await _app.Check(partner, second)).ShouldContain("\"eligible\":true");
    }

    [Fact]
    public async Task Who_is_not_eligible_gets_the_reasons_instead_of_a_code()
    {
        var learner = Guid.CreateVersion7();
        var offer = await _app.AnOffer(await _app.APartner(), new { minimumTier = 1, requiresEmployment = true });

        var answer = await _app.AskForCode(learner, offer);

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await answer.Json()).GetProperty("detail").GetString().ShouldBe(
            "You need tier 1. You are at tier 0. You need to work in care. We know of no employment of yours today.");
    }

    [Fact]
    public async Task Ten_codes_a_day_are_enough_also_for_twenty_requests_at_once()
    {
        var (learner, _, offer, _) = await _app.ALearnerWithACode();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _app.AskForCode(learner, offer)));

        answers.Count(answer => answer.StatusCode == HttpStatusCode.Created).ShouldBe(9);
        (await answers.First(a => a.StatusCode != HttpStatusCode.Created).Json()).GetProperty("detail").GetString()
            .ShouldBe("You have had 10 codes today, and that is the most for one day. Ask for the next one tomorrow.");
        _app.Clock.Advance(TimeSpan.FromDays(1));
        (await _app.AskForCode(learner, offer)).StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task The_database_holds_no_code_that_could_be_used()
    {
        var (_, _, _, code) = await _app.ALearnerWithACode();

        code.ShouldMatch("^[0-9A-Z]{3}-[0-9A-Z]{3}-[0-9A-Z]{3}$");
        var everything = await _app.InDatabase(db => db.Database.SqlQuery<string>(
            $"SELECT (SELECT string_agg(c::text, ' ') FROM codes c) || coalesce((SELECT string_agg(encode(body, 'escape'), ' ') FROM idempotency_keys), '') AS \"Value\"")
            .SingleAsync());
        everything.Length.ShouldBeGreaterThan(200);
        everything.ShouldNotContain(code);
        everything.ShouldNotContain(code.Replace("-", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Codes_are_given_to_the_learner_and_checked_by_partners_only()
    {
        var (learner, _, offer, code) = await _app.ALearnerWithACode();

        var foreign = await _app.As("benefits.code", learner: Guid.NewGuid()).PostNew($"{V1}/learners/{learner}/codes", new { offerId = offer });
        var officer = await _app.As("benefits.check", OrganisationKind.Academy, Guid.NewGuid(), roles: ["officer"]).PostNew($"{V1}/checks", new { code });

        foreign.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        officer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_learner_sees_which_partner_checked_a_code()
    {
        var (learner, partner, _, code) = await _app.ALearnerWithACode();

        await _app.Check(partner, code);
        await _app.Check(partner, Academy.ServiceDefaults.Codes.New());

        var activity = await _app.As("benefits.read", learner: learner).GetAsync(new Uri($"{V1}/learners/{learner}/activity", UriKind.Relative));
        var seen = (await activity.Json()).GetProperty("activity").EnumerateArray().ShouldHaveSingleItem();
        seen.GetProperty("what").GetString().ShouldBe("CodeChecked");
        seen.GetProperty("who").GetString().ShouldNotBeOneOf("You", "An organisation", "The Academy");
    }

    [Fact]
    public async Task A_use_is_counted_once_and_only_after_a_yes()
    {
        var (_, partner, _, code) = await _app.ALearnerWithACode();
        var client = _app.AsPartner(partner);

        (await client.PostNew($"{V1}/redemptions", new { code })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        await _app.Check(partner, code);
        (await _app.AsPartner(await _app.APartner()).PostNew($"{V1}/redemptions", new { code })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await client.PostNew($"{V1}/redemptions", new { code })).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await client.PostNew($"{V1}/redemptions", new { code })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);

        (await _app.InDatabase(db => db.Codes.CountAsync(c => c.RedeemedOn != null))).ShouldBe(1);
    }

    [Fact]
    public async Task Use_is_shown_by_week_and_fewer_than_five_as_such()
    {
        var partner = await _app.APartner();
        var offer = await _app.AnOffer(partner, new { minimumTier = 0 });
        for (var i = 0; i < 6; i++)
        {
            if (i == 5)
            {
                _app.Clock.Advance(TimeSpan.FromDays(1));
            }

            var code = await _app.ACode(Guid.CreateVersion7(), offer);
            await _app.Check(partner, code);
            await _app.AsPartner(partner).PostNew($"{V1}/redemptions", new { code });
        }

        var usage = await (await BenefitsApp.Get(_app.AsPartner(partner), $"{V1}/partners/{partner}/usage?weeks=3")).Json();

        usage.GetProperty("weeks").EnumerateArray().Select(week => (week.GetProperty("weekBeginning").GetString(), week.GetProperty("redemptions").GetString()))
            .ShouldBe([("2026-11-23", "fewer than 5"), ("2026-11-16", "5"), ("2026-11-09", "fewer than 5")]);
        (await BenefitsApp.Get(_app.AsPartner(await _app.APartner()), $"{V1}/partners/{partner}/usage")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
