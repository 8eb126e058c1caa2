using Academy.Contracts.Kitemark;
using Academy.Identity.Messages;
using Academy.Identity.Tests.Members;
using Academy.ServiceDefaults;

namespace Academy.Identity.Tests.Messages;

public sealed class KitemarkRenewalDueTests(IdentityApp app)
{
    [Fact]
    public async Task The_administrators_of_the_training_provider_and_nobody_else_are_written_to_once_for_each_reminder()
    {
        var (school, other) = (await app.AnOrganisation(OrganisationKind.TrainingProvider), await app.AnOrganisation(OrganisationKind.TrainingProvider));
        var trainer = await app.NewAccount();
        await school.Invite(trainer.Email!, "trainer");
        await app.Accept(trainer);

        var (reminder, message) = (Due(school.Id, 60), Guid.CreateVersion7());
        await app.Deliver(reminder, message);
        (await app.Deliver(reminder, message)).ShouldBeFalse();
        await app.Deliver(Due(school.Id, daysBefore: null));

        var letters = await LettersTo(school.Administrator.Email!);
        letters.Select(letter => letter.Subject).ShouldBe(["A kitemark of yours has ended", "A kitemark of yours ends after 31 January 2027"], ignoreOrder: true);
        var reminded = letters.Single(letter => letter.Subject.EndsWith("2027", StringComparison.Ordinal));
        reminded.Lines[0].ShouldBe("The kitemark of Moving <b>people</b> (2026) ends after 31 January 2027.");
        reminded.Lines.ShouldContain(line => line.EndsWith("/kitemark", StringComparison.Ordinal));
        (await LettersTo(trainer.Email!)).ShouldBeEmpty();
        (await LettersTo(other.Administrator.Email!)).ShouldBeEmpty();
    }

    private KitemarkRenewalDue Due(Guid provider, int? daysBefore) => new(
        Guid.CreateVersion7(), 1, KitemarkSubject.CourseVersion, Guid.CreateVersion7(), provider, "Moving <b>people</b> (2026)", new(2027, 1, 31), daysBefore, app.Clock.GetUtcNow());

    private async Task<IReadOnlyList<Notification>> LettersTo(string address)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var all = await scope.ServiceProvider.GetRequiredService<Post>().Newest(1000, CancellationToken.None);
        return [.. all.Select(sent => sent.Notification).Where(letter => letter.Address == address && letter.Purpose == "kitemark-renewal")];
    }
}
