using Academy.Contracts.Learner;
using Academy.Contracts.Passport;
using Academy.Identity.Domain;
using Academy.Identity.Messages;
using Academy.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Identity.Tests.Messages;

/// <summary>A person is reminded of training that expires as they chose.</summary>
public sealed class EntryExpiresSoonTests(IdentityApp app)
{
    [Fact]
    public async Task Who_chose_nothing_is_written_to_at_each_distance_once()
    {
        var (person, learner) = await ALearner();
        var (said, message) = (Soon(learner, 90), Guid.CreateVersion7());

        await app.Deliver(said, message);
        (await app.Deliver(said, message)).ShouldBeFalse();
        await app.Deliver(Soon(learner, 30));

        var letters = await LettersTo(person);
        letters.Count.ShouldBe(2);
        letters.ShouldAllBe(letter => letter.Subject == $"Some of your training expires after {Day(said.ValidUntil)}");
        letters[0].Lines[0].ShouldBe($"Moving <b>people</b> expires after {Day(said.ValidUntil)}.");
        letters[0].Lines.ShouldContain(line => line.EndsWith("/courses?q=Moving%20%3Cb%3Epeople%3C%2Fb%3E", StringComparison.Ordinal));
        letters[0].Lines.ShouldContain(line => line.EndsWith("/account/reminders", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_chose_30_days_is_written_to_then_and_who_wants_none_never()
    {
        var ((one, first), (other, second)) = (await ALearner(), await ALearner());
        await Choose(one, [30]);
        await Choose(other, []);

        foreach (var days in Account.PossibleReminderDays)
        {
            await app.Deliver(Soon(first, days));
            await app.Deliver(Soon(second, days));
        }

        (await LettersTo(one)).Count.ShouldBe(1);
        (await LettersTo(other)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_heard_after_the_day_or_of_somebody_erased_or_without_an_account_is_written_to_nobody()
    {
        var ((late, first), (gone, second)) = (await ALearner(), await ALearner());
        await app.Deliver(new LearnerErased(second, 9, app.Clock.GetUtcNow()));
        var before = await Letters();

        await app.Deliver(Soon(first, 30) with { ValidUntil = app.Clock.Today().AddDays(-1) });
        await app.Deliver(Soon(second, 30));
        await app.Deliver(Soon(Guid.CreateVersion7(), 30));

        (await Letters()).Count.ShouldBe(before.Count);
    }

    private EntryExpiresSoon Soon(Guid learner, int days)
        => new(learner, 3, Guid.CreateVersion7(), "Moving <b>people</b>", app.Clock.Today().AddDays(25), days, app.Clock.GetUtcNow());

    private static string Day(DateOnly day) => day.ToString("d MMMM yyyy", System.Globalization.CultureInfo.GetCultureInfo("en-GB"));

    private async Task<(string Address, Guid Learner)> ALearner()
    {
        var (account, learner) = (await app.NewAccount(), Guid.CreateVersion7());
        await InDatabase(db => db.Accounts.Where(a => a.Id == account.Id).ExecuteUpdateAsync(a => a.SetProperty(x => x.LearnerId, learner)));
        return (account.Email!, learner);
    }

    private Task<int> Choose(string address, int[] days)
        => InDatabase(db => db.Accounts.Where(a => a.Email == address).ExecuteUpdateAsync(a => a.SetProperty(x => x.ReminderDays, days)));

    private Task<int> InDatabase(Func<Data.IdentityDb, Task<int>> work) => app.InDatabase(work);

    private async Task<IReadOnlyList<Notification>> LettersTo(string address) => [.. (await Letters()).Where(letter => letter.Address == address)];

    private async Task<IReadOnlyList<Notification>> Letters()
    {
        await using var scope = app.Services.CreateAsyncScope();
        var all = await scope.ServiceProvider.GetRequiredService<Post>().Newest(1000, CancellationToken.None);
        return [.. all.Select(sent => sent.Notification).Where(letter => letter.Purpose == "training-expires")];
    }
}
