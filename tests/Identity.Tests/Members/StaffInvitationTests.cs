using System.Net;
using Academy.Contracts.Identity;
using Academy.Contracts.Learner;
using Academy.ServiceDefaults;
using Academy.Testing;
using Microsoft.EntityFrameworkCore;

namespace Academy.Identity.Tests.Members;

/// <summary>An employer invites people to say that they work for it, and only they say so.</summary>
public sealed class StaffInvitationTests(IdentityApp app)
{
    [Fact]
    public async Task Good_lines_are_sent_bad_ones_are_named_and_nobody_is_written_to_twice_in_seven_days()
    {
        var organisation = await app.AnOrganisation();
        var (first, second) = (People.NewAddress(), People.NewAddress());

        var sent = await Outcomes(await Invite(organisation, [first, "nobody", first.ToUpperInvariant(), second]));
        var again = await Outcomes(await Invite(organisation, [first, second]));

        sent.ShouldBe(["Sent", "NotAnAddress", "SameAsEarlierLine", "Sent"]);
        again.ShouldBe(["InvitedBefore", "InvitedBefore"]);
        (await app.MessagesTo(first)).ShouldHaveSingleItem().Lines[0].ShouldBe("Oak Care invites you to its list of staff at the Academy.");
        (await Outcomes(await Invite(await app.AnOrganisation(), [first]))).ShouldBe(["Sent"], "another employer is another matter");
    }

    [Fact]
    public async Task The_same_request_sent_twice_or_at_once_sends_one_message()
    {
        var organisation = await app.AnOrganisation();
        var address = People.NewAddress();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Invite(organisation, [address])));

        (await app.MessagesTo(address)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_manager_of_some_workplaces_invites_to_one_of_these_and_sees_only_these()
    {
        var organisation = await app.AnOrganisation();
        var manager = app.As("staff.invite", OrganisationKind.Employer, organisation.Id, workplaces: ["HOME1"]);
        var (here, there) = (People.NewAddress(), People.NewAddress());

        (await Invite(organisation, [here], "HOME1", manager)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Invite(organisation, [there], "HOME2", manager)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Invite(organisation, [there], null, manager)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Invite(organisation, [there], "HOME2")).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await Emails(organisation, manager)).ShouldBe([here]);
        (await Emails(organisation)).ShouldBe([there, here], ignoreOrder: true);
    }

    [Fact]
    public async Task Whoever_has_a_record_says_that_they_work_there_once_and_lets_nobody_see_anything()
    {
        var (organisation, person) = (await app.AnOrganisation(), await app.SignedIn());
        var learner = Guid.CreateVersion7();
        await app.Deliver(new LearnerRegistered(learner, 1, Codes.New(), "Amara Okafor", new DateOnly(1990, 3, 27), app.Clock.GetUtcNow()));
        await app.InDatabase(db => db.Accounts.Where(a => a.Id == person.Account.Id).ExecuteUpdateAsync(a => a.SetProperty(x => x.LearnerId, learner)));
        var path = await Invited(organisation, person.Account.Email!, "HOME1");

        var page = await person.Http.Open(path);
        await person.Http.Open(path);
        (await Said(organisation)).ShouldBeEmpty("opening the link says nothing");
        page.Heading.ShouldBe("Oak Care says that you work there");
        await person.Http.Follow(await person.Http.Send(path, page, ""));
        var done = await person.Http.Follow(await person.Http.Send(path, page, ""));

        var said = (await Said(organisation)).ShouldHaveSingleItem();
        (said.LearnerId, said.EmployerId, said.WorkplaceReference, said.FullName, said.DateOfBirth).ShouldBe((learner, organisation.Id, "HOME1", null, null));
        done.TestId("organisation").ShouldBe("Oak Care");
        done.Links.ShouldContain("/session/start?returnUrl=%2Fpassport%2Femployers");
        (await States(organisation)).ShouldBe(["Accepted"]);
    }

    [Fact]
    public async Task Whoever_has_no_record_gets_one_and_two_employers_say_the_same_one()
    {
        var (one, other, person) = (await app.AnOrganisation(), await app.AnOrganisation(), await app.SignedIn());

        var page = await person.Http.Open(await Invited(one, person.Account.Email!));
        page.TestId("no-record").ShouldContain("Find your record first");
        await person.Http.Fill(await Invited(one, People.NewAddress()));
        await person.Http.Fill(await Invited(other, People.NewAddress()));

        var (first, second) = ((await Said(one)).ShouldHaveSingleItem(), (await Said(other)).ShouldHaveSingleItem());
        (first.FullName, first.DateOfBirth).ShouldBe(("Amara Okafor", new DateOnly(1990, 3, 27)));
        (second.LearnerId, second.FullName).ShouldBe((first.LearnerId, "Amara Okafor"));

        var registered = new LearnerRegistered(first.LearnerId, 1, Codes.New(), "Amara Okafor", new DateOnly(1990, 3, 27), app.Clock.GetUtcNow());
        await app.Deliver(registered, Guid.CreateVersion7());
        await app.Deliver(registered, Guid.CreateVersion7());
        (await app.Said<AccountLinked>()).Where(e => e.LearnerId == first.LearnerId).Select(e => (e.Version, e.AccountId)).ShouldBe([(1, person.Account.Id)]);
    }

    [Fact]
    public async Task What_was_used_or_has_expired_accepts_nothing()
    {
        var (organisation, person, other) = (await app.AnOrganisation(), await app.SignedIn(), await app.SignedIn());
        var path = await Invited(organisation, person.Account.Email!);
        await person.Http.Fill(path);

        var theirs = await other.Http.Open(path);
        var nobodys = await other.Http.Open("/account/staff-invitation/no-such-token");

        theirs.TestId("used").ShouldContain("Ask Oak Care for a new one");
        nobodys.Status.ShouldBe(HttpStatusCode.NotFound);
        (await Said(organisation)).Count.ShouldBe(1);

        var late = await Invited(organisation, People.NewAddress());
        await app.InDatabase(db => db.StaffInvitations.Where(i => i.OrganisationId == organisation.Id && i.AcceptedAt == null)
            .ExecuteUpdateAsync(i => i.SetProperty(x => x.InvitedAt, app.Clock.GetUtcNow().AddDays(-7))));
        (await other.Http.Open(late)).TestId("used").ShouldNotBeNullOrEmpty();
        (await States(organisation)).ShouldBe(["Expired", "Accepted"], ignoreOrder: true);
    }

    private static Task<HttpResponseMessage> Invite(StartedOrganisation organisation, string[] emails, string? workplaceReference, HttpClient by)
        => by.PostNew($"{organisation.Path}/staff-invitations", new { emails, workplaceReference });

    private Task<HttpResponseMessage> Invite(StartedOrganisation organisation, string[] emails, string? workplaceReference = null)
        => Invite(organisation, emails, workplaceReference, By(organisation));

    private HttpClient By(StartedOrganisation organisation) => app.As("staff.invite", OrganisationKind.Employer, organisation.Id);

    private async Task<string> Invited(StartedOrganisation organisation, string address, string? workplace = null)
    {
        (await Outcomes(await Invite(organisation, [address], workplace))).ShouldBe(["Sent"]);
        return await app.StaffInvitationSentTo(address);
    }

    private async Task<List<StaffInvitationAccepted>> Said(StartedOrganisation organisation)
        => [.. (await app.Said<StaffInvitationAccepted>()).Where(e => e.EmployerId == organisation.Id)];

    private static async Task<string[]> Outcomes(HttpResponseMessage answer)
        => [.. (await answer.Json()).GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("outcome").GetString()!)];

    private Task<string[]> Emails(StartedOrganisation organisation, HttpClient? by = null) => Listed(organisation, "email", by);

    private Task<string[]> States(StartedOrganisation organisation) => Listed(organisation, "state");

    private async Task<string[]> Listed(StartedOrganisation organisation, string property, HttpClient? by = null)
    {
        var answer = await (await (by ?? By(organisation)).GetAsync(new Uri($"{organisation.Path}/staff-invitations", UriKind.Relative))).Json();
        return [.. answer.GetProperty("invitations").EnumerateArray().Select(one => one.GetProperty(property).GetString()!)];
    }
}
