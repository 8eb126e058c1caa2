using Academy.Contracts.Kitemark;
using Academy.Identity.Messages;
using Academy.Identity.Tests.Members;
using Academy.ServiceDefaults;

namespace Academy.Identity.Tests.Messages;

/// <summary>What ends or waits besides a kitemark: a trainer's authorisation, a condition of an application.</summary>
public sealed class KitemarkRemindersTests(IdentityApp app)
{
    [Fact]
    public async Task The_administrators_of_the_training_provider_are_told_that_an_authorisation_of_a_trainer_ends_or_has_ended()
    {
        var (school, other) = (await app.AnOrganisation(OrganisationKind.TrainingProvider), await app.AnOrganisation(OrganisationKind.TrainingProvider));

        await app.Deliver(Due(school.Id, 60));
        await app.Deliver(Due(school.Id, daysBefore: null));

        var letters = await LettersTo(school.Administrator.Email!, "authorisation-renewal");
        letters.Select(letter => letter.Subject).ShouldBe(
            ["A trainer of yours is authorised no longer", "The authorisation of a trainer of yours ends after 31 January 2027"], ignoreOrder: true);
        letters.ShouldAllBe(letter => letter.Lines[0].Contains("Aoife Ní Bhriain", StringComparison.Ordinal) && letter.Lines[0].Contains("31 January 2027", StringComparison.Ordinal));
        (await LettersTo(other.Administrator.Email!, "authorisation-renewal")).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_administrators_of_the_applicant_are_told_of_a_condition_they_have_not_answered_and_where_they_answer()
    {
        var (school, application) = (await app.AnOrganisation(OrganisationKind.TrainingProvider), Guid.CreateVersion7());

        await app.Deliver(new KitemarkConditionOverdue(
            application, 7, KitemarkSubject.TrainingProvider, school.Id, school.Id, "Silverdale College", [1, 3], new(2027, 1, 31), app.Clock.GetUtcNow()));

        var letter = (await LettersTo(school.Administrator.Email!, "condition-overdue")).ShouldHaveSingleItem();
        letter.Lines[0].ShouldBe("To give Silverdale College a kitemark, the Academy asked you to put something right by 31 January 2027. There is no answer yet.");
        letter.Lines.ShouldContain(line => line.EndsWith($"/kitemark/{application}", StringComparison.Ordinal));
    }

    private TrainerAuthorisationRenewalDue Due(Guid provider, int? daysBefore) => new(
        Guid.CreateVersion7(), 1, Guid.CreateVersion7(), provider, "Aoife Ní Bhriain", 15, "Moving people", new(2027, 1, 31), daysBefore, app.Clock.GetUtcNow());

    private async Task<IReadOnlyList<Notification>> LettersTo(string address, string purpose)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var all = await scope.ServiceProvider.GetRequiredService<Post>().Newest(1000, CancellationToken.None);
        return [.. all.Select(sent => sent.Notification).Where(letter => letter.Address == address && letter.Purpose == purpose)];
    }
}
