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
        var trainer = await app.ATrainer(await app.AProvider());
        await End(await app.AnAuthorisation(trainer), new { from = "2026-10-23", consequence = "Stands", reason = "She left." });

        (await Sentence(trainer, "2026-10-22")).ShouldBe("Authorised on 2026-10-22; withdrawn from 2026-10-23.");
        (await Sentence(trainer, "2026-10-23")).ShouldBe("Not authorised on 2026-10-23; withdrawn from 2026-10-23.");
        (await Sentence(trainer, "2025-12-31")).ShouldBe("Not authorised on 2025-12-31.");
    }

    [Fact]
    public async Task An_ended_authorisation_is_not_ended_again()
    {
        var authorisation = await app.AnAuthorisation(await app.ATrainer(await app.AProvider()));
        var body = new { from = "2026-10-23", consequence = "Stands", reason = "She left." };

        (await End(authorisation, body)).EnsureSuccessStatusCode();

        await (await End(authorisation, body)).ShouldBeRefused(422, "withdrawn from 2026-10-23, decided 2026-11-22: She left.");
    }

    [Fact]
    public async Task Two_authorisations_for_one_subject_do_not_overlap()
    {
        var trainer = await app.ATrainer(await app.AProvider());
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
        await (await app.As("kitemark.decide", OrganisationKind.Academy, provider, roles: ["kitemark-lead"]).PostNew(path, body)).ShouldBeRefused(422, "somebody else");
        await (await app.Officer().PostNew(path, body)).ShouldBeRefused(403);
    }

    [Theory]
    [InlineData(3, "2026-01-01", "2026-12-31", 422)]
    [InlineData(15, "2026-12-31", "2026-01-01", 422)]
    [InlineData(15, null, "2026-01-01", 400)]
    [InlineData(15, "2026-02-30", "2026-12-31", 400)]
    public async Task An_authorisation_names_a_subject_and_days_that_exist(int code, string? from, string until, int status)
    {
        var trainer = await app.ATrainer(await app.AProvider());

        await (await app.Lead().PostNew($"{Api}/trainers/{trainer}/authorisations", new { trainingCategoryCode = code, from, until })).ShouldBeRefused(status);
    }

    private Task<HttpResponseMessage> End(Guid authorisation, object body) => app.Lead().PostNew($"{Api}/authorisations/{authorisation}/end", body);

    private async Task<string?> Sentence(Guid trainer, string on)
        => (await app.Get($"/trainers/{trainer}/standing?on={on}")).GetProperty("subjects")[0].GetProperty("sentence").GetString();
}
