using System.Net;
using Academy.Contracts.Identity;
using Academy.Contracts.Learner;
using Academy.Identity.Domain;
using Academy.Identity.Tests.Members;
using Academy.ServiceDefaults;
using Academy.Testing;
using Microsoft.EntityFrameworkCore;

namespace Academy.Identity.Tests.Records;

public sealed class ClosedRecordTests(IdentityApp app)
{
    private const string Path = $"{Inviting.Api}/find-my-record";
    private static readonly DateOnly Born = new(1990, 2, 3);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public async Task The_account_of_a_merged_record_becomes_that_of_the_kept_one_in_whichever_order_it_is_heard(params int[] order)
    {
        var (kept, other, account) = (ALearner(), ALearner(), await app.NewAccount());
        await app.Deliver(other);
        await Find(account, other.FullName, other.AcademyNumber);
        Func<Task>[] heard = [() => app.Deliver(kept), () => app.Deliver(Merged(other, kept))];

        foreach (var index in order)
        {
            await heard[index]();
        }

        await app.Deliver(Merged(other, kept));

        (await LinkOf(account)).ShouldBe(kept.LearnerId);
        (await app.Said<AccountLinked>()).Count(e => e.LearnerId == kept.LearnerId && e.AccountId == account.Id).ShouldBe(1);
    }

    [Fact]
    public async Task Where_both_records_have_an_account_the_kept_ones_stays()
    {
        var (kept, other, mine, spare) = (ALearner(), ALearner(), await app.NewAccount(), await app.NewAccount());
        await app.Deliver(kept);
        await app.Deliver(other);
        await Find(mine, kept.FullName, kept.AcademyNumber);
        await Find(spare, other.FullName, other.AcademyNumber);

        await app.Deliver(Merged(other, kept));

        (await LinkOf(mine)).ShouldBe(kept.LearnerId);
        (await LinkOf(spare)).ShouldBeNull();
    }

    [Fact]
    public async Task What_was_known_of_the_merged_record_finds_the_kept_one()
    {
        var (kept, other, account) = (ALearner(), ALearner(), await app.NewAccount());
        await app.Deliver(kept);
        await app.Deliver(other);
        await app.Deliver(Merged(other, kept));

        var answer = await (await Find(account, other.FullName, other.AcademyNumber)).Json();

        answer.GetProperty("learnerId").GetGuid().ShouldBe(kept.LearnerId);
        (await LinkOf(account)).ShouldBe(kept.LearnerId);
    }

    [Fact]
    public async Task Two_records_of_one_name_and_birthday_are_found_by_the_number_of_the_merged_one()
    {
        var (kept, account) = (ALearner(), await app.NewAccount());
        var other = ALearner() with { FullName = kept.FullName };
        await app.Deliver(kept);
        await app.Deliver(other);
        await app.Deliver(Merged(other, kept));

        await Find(account, other.FullName, other.AcademyNumber);

        (await LinkOf(account)).ShouldBe(kept.LearnerId);
    }

    [Fact]
    public async Task The_spare_account_of_a_person_goes_with_them_too_and_so_do_letters_and_invitations_to_them()
    {
        var (kept, other, mine, spare) = (ALearner(), ALearner(), await app.NewAccount(), await app.NewAccount());
        await app.Deliver(kept);
        await app.Deliver(other);
        await Find(mine, kept.FullName, kept.AcademyNumber);
        await Find(spare, other.FullName, other.AcademyNumber);
        await app.Deliver(Merged(other, kept));
        var organisation = await app.AnOrganisation();
        (await organisation.Http.PostNew($"{organisation.Path}/invitations", new { email = spare.Email!.ToUpperInvariant(), role = "viewer", reason = "She manages the team." }))
            .EnsureSuccessStatusCode();

        await app.Deliver(new LearnerErased(other.LearnerId, 9, app.Clock.GetUtcNow()));
        await app.Deliver(new LearnerErased(kept.LearnerId, 9, app.Clock.GetUtcNow()));

        await app.InDatabase(async db =>
        {
            (await db.Accounts.AnyAsync(a => a.Id == mine.Id || a.Id == spare.Id)).ShouldBeFalse();
            (await db.Invitations.AnyAsync(i => i.NormalizedAddress == spare.NormalizedEmail)).ShouldBeFalse();
            var addresses = await db.Messages.Select(m => m.Address).ToListAsync();
            addresses.ShouldNotContain(address => address.Equals(spare.Email, StringComparison.OrdinalIgnoreCase));
            return 0;
        });
    }

    [Fact]
    public async Task An_erased_persons_account_goes_with_all_that_hangs_on_it()
    {
        var (learner, person) = (ALearner(), await app.SignedIn());
        await app.Deliver(learner);
        await Find(person.Account, learner.FullName, learner.AcademyNumber);

        await app.Deliver(new LearnerErased(learner.LearnerId, 9, app.Clock.GetUtcNow()));
        await app.Deliver(learner);

        await app.InDatabase(async db =>
        {
            (await db.Accounts.AnyAsync(a => a.Id == person.Account.Id)).ShouldBeFalse();
            (await db.Sessions.AnyAsync(s => s.AccountId == person.Account.Id)).ShouldBeFalse();
            (await db.RecordRequests.AnyAsync(r => r.AccountId == person.Account.Id)).ShouldBeFalse();
            (await db.KnownLearners.AnyAsync(l => l.Id == learner.LearnerId)).ShouldBeFalse();
            return 0;
        });
        (await person.Http.GetAsync("/account")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Who_has_a_role_in_an_organisation_keeps_the_account_and_is_no_learner_any_more()
    {
        var (learner, account) = (ALearner(), await app.NewAccount());
        await app.Deliver(learner);
        await Find(account, learner.FullName, learner.AcademyNumber);
        await app.InDatabase(async db =>
        {
            db.Add(new Membership(account.Id, OrganisationKind.Employer, Guid.NewGuid(), "Rosewood Care Ltd", "manager", null, app.Clock.GetUtcNow()));
            return await db.SaveChangesAsync();
        });

        await app.Deliver(new LearnerErased(learner.LearnerId, 9, app.Clock.GetUtcNow()));

        (await LinkOf(account)).ShouldBeNull();
    }

    private LearnerRegistered ALearner()
        => new(Guid.CreateVersion7(), 1, Codes.New(), $"Amara {Guid.NewGuid():N}", Born, app.Clock.GetUtcNow());

    private LearnersMerged Merged(LearnerRegistered from, LearnerRegistered into) => new(from.LearnerId, 5, into.LearnerId, app.Clock.GetUtcNow());

    private Task<HttpResponseMessage> Find(Account account, string name, string number)
        => app.ForThemselves(account).PostNew(Path, new { fullName = name, dateOfBirth = Born, academyNumber = number });

    private Task<Guid?> LinkOf(Account account) => app.InDatabase(db => db.Accounts.Where(a => a.Id == account.Id).Select(a => a.LearnerId).SingleAsync());
}
