using System.Text.Json;
using Academy.Contracts.Kitemark;
using Academy.ServiceDefaults;
using Academy.Testing;
using static Academy.Kitemark.Tests.KitemarkApp;

namespace Academy.Kitemark.Tests.Features;

public sealed class AuthorisationTests(KitemarkApp app)
{
    [Fact]
    public async Task An_authorisation_and_its_end_are_said_with_the_whole_period()
    {
        var provider = await app.AProvider();
        await app.AMarkedProvider(provider);
        var trainer = await app.ATrainer(provider);
        var authorisation = await app.AnAuthorisation(trainer);

        var ended = await End(authorisation, new { from = "2026-10-23", consequence = "Stands", reason = "She left." });

        ended.EnsureSuccessStatusCode();
        var authorised = (await app.Said<TrainerAuthorised>()).Single(said => said.AuthorisationId == authorisation);
        (authorised.Version, authorised.TrainerId, authorised.TrainingProviderId, authorised.TrainerName, authorised.TrainingCategoryCode)
            .ShouldBe((1L, trainer, provider, "Aoife Ní Bhriain", AssistingAndMoving));
        var said = (await app.Said<TrainerAuthorisationEnded>()).Single(said => said.AuthorisationId == authorisation);
        said.Version.ShouldBe(2);
        said.Period.From.ShouldBe(new(2026, 1, 1));
        said.Period.Decisions.ShouldBe([new MarkDecision(
            MarkDecisionKind.Withdrawn, new(2026, 10, 23), Consequence.Stands, null, "She left.", app.Clock.GetUtcNow())]);
    }

    [Fact]
    public async Task A_trainer_has_a_standing_for_each_day_and_subject()
    {
        var trainer = await app.ATrainerOfAMarkedProvider();
        await End(await app.AnAuthorisation(trainer), new { from = "2026-10-23", consequence = "Stands", reason = "She left." });

        (await Sentence(trainer, "2026-10-22")).ShouldBe("Authorised on 2026-10-22; withdrawn from 2026-10-23.");
        (await Sentence(trainer, "2026-10-23")).ShouldBe("Not authorised on 2026-10-23; withdrawn from 2026-10-23.");
        (await Sentence(trainer, "2025-12-31")).ShouldBe("Not authorised on 2025-12-31.");
    }

    [Fact]
    public async Task An_ended_authorisation_is_not_ended_again()
    {
        var authorisation = await app.AnAuthorisation(await app.ATrainerOfAMarkedProvider());
        var body = new { from = "2026-10-23", consequence = "Stands", reason = "She left." };

        (await End(authorisation, body)).EnsureSuccessStatusCode();

        await (await End(authorisation, body)).ShouldBeRefused(422, "withdrawn from 2026-10-23, decided 2026-11-22: She left.");
    }

    [Fact]
    public async Task Two_authorisations_for_one_subject_do_not_overlap()
    {
        var trainer = await app.ATrainerOfAMarkedProvider();
        await app.AnAuthorisation(trainer, "2026-01-01", "2026-06-30");

        await (await app.Lead().PostNew(
            $"{Api}/trainers/{trainer}/authorisations", new { trainingCategoryCode = AssistingAndMoving, from = "2026-06-30", until = "2026-12-31" }))
            .ShouldBeRefused(422, "2026-06-30 already");
        await app.AnAuthorisation(trainer, "2026-07-01", "2026-12-31");
    }

    [Fact]
    public async Task Only_a_kitemark_lead_of_another_organisation_authorises()
    {
        var provider = await app.AProvider();
        var trainer = await app.ATrainer(provider);
        var body = new { trainingCategoryCode = AssistingAndMoving, from = "2026-01-01", until = "2026-12-31" };
        var path = $"{Api}/trainers/{trainer}/authorisations";

        await (await app.As("kitemark.decide", OrganisationKind.Academy, Guid.CreateVersion7(), roles: ["officer"]).PostNew(path, body)).ShouldBeRefused(404);
        await (await app.As("kitemark.decide", OrganisationKind.TrainingProvider, provider, roles: ["kitemark-lead"]).PostNew(path, body)).ShouldBeRefused(404);
        await (await (await app.Insider(provider)).PostNew(path, body)).ShouldBeRefused(422, "somebody else");
        await (await app.Officer().PostNew(path, body)).ShouldBeRefused(403);
    }

    [Theory]
    [InlineData(3, "2026-01-01", "2026-12-31", 422)]
    [InlineData(15, "2026-12-31", "2026-01-01", 422)]
    [InlineData(15, null, "2026-01-01", 400)]
    [InlineData(15, "2026-02-30", "2026-12-31", 400)]
    public async Task An_authorisation_names_a_subject_and_days_that_exist(int code, string? from, string until, int status)
    {
        var trainer = await app.ATrainerOfAMarkedProvider();

        await (await app.Lead().PostNew($"{Api}/trainers/{trainer}/authorisations", new { trainingCategoryCode = code, from, until })).ShouldBeRefused(status);
    }

    [Fact]
    public async Task An_authorisation_is_suspended_reinstated_and_withdrawn_by_the_rules_of_a_mark_and_its_history_stays()
    {
        await using var own = new KitemarkApp();
        var trainer = await own.ATrainerOfAMarkedProvider();
        var authorisation = await own.AnAuthorisation(trainer);
        (await Steps(own, authorisation)).ShouldBe(["Suspend", "Withdraw"]);

        (await Decide("suspend", new { from = "2026-09-01", consequence = "NeedsReview", reason = "A complaint." })).EnsureSuccessStatusCode();
        (await Steps(own, authorisation)).ShouldBe(["Withdraw", "Reinstate"]);
        await (await Decide("suspend", new { from = "2026-09-01", consequence = "NeedsReview", reason = "Another." })).ShouldBeRefused(422, "suspended from 2026-09-01 already: A complaint.");
        own.Clock.Advance(TimeSpan.FromHours(1));
        (await Decide("reinstate", new { reason = "It was untrue." })).EnsureSuccessStatusCode();
        await (await Decide("reinstate", new { reason = "Again." })).ShouldBeRefused(422, "nothing to take back");
        await (await Decide("withdraw", new { from = "2027-01-01", consequence = "Stands", reason = "Late." })).ShouldBeRefused(422, "between 2026-01-01 and 2026-12-31");
        (await Decide("withdraw", new { from = "2026-10-01", consequence = "VoidFrom", voidFrom = "2026-08-01", reason = "It was true." })).EnsureSuccessStatusCode();
        (await Steps(own, authorisation)).ShouldBe(["Reinstate"]);

        var again = (await own.Said<TrainerAuthorised>())[^1];
        (again.Version, again.Period.Decisions.Single().Reversed?.Reason).ShouldBe((3L, "It was untrue."));
        var ended = await own.Said<TrainerAuthorisationEnded>();
        ended.Select(said => said.Version).ShouldBe([2L, 4L]);
        ended[^1].Period.Decisions.Select(d => (d.Kind, d.Consequence, d.VoidFrom, IsReversed: d.Reversed is not null)).ShouldBe(
        [
            (MarkDecisionKind.Suspended, Consequence.NeedsReview, null, true),
            (MarkDecisionKind.Withdrawn, Consequence.VoidFrom, new DateOnly(2026, 8, 1), false),
        ]);

        Task<HttpResponseMessage> Decide(string step, object body) => own.Lead().PostNew($"{Api}/authorisations/{authorisation}/{step}", body);
    }

    [Fact]
    public async Task An_authorisation_is_not_reinstated_over_a_newer_one()
    {
        var trainer = await app.ATrainerOfAMarkedProvider();
        var authorisation = await app.AnAuthorisation(trainer);
        (await End(authorisation, new { from = "2026-10-01", consequence = "Stands", reason = "She left." })).EnsureSuccessStatusCode();
        await app.AnAuthorisation(trainer, "2026-11-01", "2026-12-31");

        await (await app.Lead().PostNew($"{Api}/authorisations/{authorisation}/reinstate", new { reason = "She is back." }))
            .ShouldBeRefused(422, "granted anew, from 2026-11-01 to 2026-12-31");
    }

    [Fact]
    public async Task A_trainer_is_authorised_for_a_provider_that_is_kitemarked_on_the_first_day()
    {
        var provider = await app.AProvider();
        var trainer = await app.ATrainer(provider);
        var body = new { trainingCategoryCode = AssistingAndMoving, from = "2026-03-01", until = "2026-12-31" };
        await (await app.Lead().PostNew($"{Api}/trainers/{trainer}/authorisations", body)).ShouldBeRefused(422, "not kitemarked on 2026-03-01");
        var mark = await app.AMarkedProvider(provider);
        (await app.Withdraw(mark, new { from = "2026-03-01", consequence = "Stands", reason = "Closed." })).EnsureSuccessStatusCode();
        await (await app.Lead().PostNew($"{Api}/trainers/{trainer}/authorisations", body)).ShouldBeRefused(422, "not kitemarked on 2026-03-01");

        await app.AnAuthorisation(trainer, "2026-02-28", "2026-12-31");
    }

    [Fact]
    public async Task An_authorisation_is_renewed_within_its_last_ninety_days_and_without_a_gap()
    {
        var trainer = await app.ATrainerOfAMarkedProvider();
        await app.AnAuthorisation(trainer, until: "2027-02-21");
        await (await Renew("2027-02-22")).ShouldBeRefused(422, "You can renew that from 2026-11-23 on");

        var another = await app.ATrainerOfAMarkedProvider();
        trainer = another;
        await app.AnAuthorisation(another, until: "2027-02-20");
        await (await Renew("2027-02-22")).ShouldBeRefused(422, "without a gap: from 2027-02-21");
        (await Renew("2027-02-21")).EnsureSuccessStatusCode();

        Task<HttpResponseMessage> Renew(string from) => app.Lead().PostNew(
            $"{Api}/trainers/{trainer}/authorisations", new { trainingCategoryCode = AssistingAndMoving, from, until = "2027-12-31" });
    }

    [Fact]
    public async Task The_Academy_sees_the_authorisations_that_are_due_and_a_provider_its_own_and_each_reminder_is_told_once()
    {
        await using var own = new KitemarkApp();
        var trainer = await own.ATrainerOfAMarkedProvider("Aoife of Tring");
        var soon = await own.AnAuthorisation(trainer, until: "2027-02-20");
        var later = await own.AnAuthorisation(await own.ATrainerOfAMarkedProvider("Later"), until: "2028-06-30");
        var suspended = await own.AnAuthorisation(await own.ATrainerOfAMarkedProvider("Suspended"), until: "2027-02-19");
        (await own.Lead().PostNew($"{Api}/authorisations/{suspended}/suspend", new { from = "2026-11-01", consequence = "Stands", reason = "A complaint." })).EnsureSuccessStatusCode();
        var provider = (await One(own.Lead(), soon)).GetProperty("trainingProviderId").GetGuid();

        (await Listed(own.Officer(), "?due=true")).ShouldBe([soon]);
        (await Listed(own.Officer(), "")).ShouldBe([suspended, soon, later]);
        (await Listed(own.Provider(provider), "")).ShouldBe([soon]);
        (await One(own.Provider(provider), soon)).GetProperty("renewal").GetString().ShouldBe("Open");
        var first = await (await own.Officer().GetAsync($"{Api}/authorisations?limit=2")).Json();
        (await Listed(own.Officer(), first.GetProperty("next").GetString()!.Split('/')[^1]["authorisations".Length..])).ShouldBe([later]);
        await (await own.Provider(provider).GetAsync($"{Api}/authorisations/{later}")).ShouldBeRefused(404);
        await (await own.Provider(provider).GetAsync($"{Api}/authorisations?provider={Guid.CreateVersion7()}")).ShouldBeRefused(404);

        foreach (var days in new[] { 0, 1, 29, 30, 31, 1 })
        {
            own.Clock.Advance(TimeSpan.FromDays(days));
            await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => own.Services.GetRequiredService<RenewalReminders>().Tell(TestContext.Current.CancellationToken)));
        }

        var said = await own.Said<TrainerAuthorisationRenewalDue>();
        said.ShouldAllBe(due => due.AuthorisationId == soon && due.TrainingProviderId == provider && due.TrainerName == "Aoife of Tring" && due.LastDay == new DateOnly(2027, 2, 20));
        said.Select(due => due.DaysBefore).ShouldBe([90, 60, 30, null]);

        static async Task<List<Guid>> Listed(HttpClient client, string query)
            => [.. (await (await client.GetAsync($"{Api}/authorisations{query}")).Json()).GetProperty("items").EnumerateArray().Select(item => item.GetProperty("authorisationId").GetGuid())];
    }

    [Fact]
    public async Task Whoever_has_a_role_at_the_provider_does_not_decide_on_its_trainers()
    {
        var provider = await app.AProvider();
        await app.AMarkedProvider(provider);
        var authorisation = await app.AnAuthorisation(await app.ATrainer(provider));
        var insider = await app.Insider(provider);

        (await One(insider, authorisation)).GetProperty("steps").GetArrayLength().ShouldBe(0);
        await (await insider.PostNew($"{Api}/authorisations/{authorisation}/withdraw", new { from = "2026-10-01", consequence = "Stands", reason = "Mine." }))
            .ShouldBeRefused(422, "belong to the organisation");
    }

    private static async Task<JsonElement> One(HttpClient client, Guid authorisation) => await (await client.GetAsync($"{Api}/authorisations/{authorisation}")).Json();

    private static async Task<List<string?>> Steps(KitemarkApp of, Guid authorisation)
        => [.. (await One(of.Lead(), authorisation)).GetProperty("steps").EnumerateArray().Select(step => step.GetString())];

    private Task<HttpResponseMessage> End(Guid authorisation, object body) => app.Lead().PostNew($"{Api}/authorisations/{authorisation}/withdraw", body);

    private async Task<string?> Sentence(Guid trainer, string on)
        => (await app.Get($"/trainers/{trainer}/standing?on={on}")).GetProperty("subjects")[0].GetProperty("sentence").GetString();
}
