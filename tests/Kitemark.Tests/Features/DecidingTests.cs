using System.Net;
using Academy.Contracts.Identity;
using Academy.Contracts.Kitemark;
using Academy.ServiceDefaults;
using Academy.Testing;
using Microsoft.EntityFrameworkCore;
using static Academy.Kitemark.Tests.KitemarkApp;

namespace Academy.Kitemark.Tests.Features;

public sealed class DecidingTests(KitemarkApp app)
{
    private static object Approval(string from = "2026-01-01", string until = "2026-12-31")
        => new { approve = true, from, until, reason = "All criteria are met." };

    [Fact]
    public async Task An_approved_application_grants_the_kitemark_and_says_so()
    {
        var provider = await app.AProvider();
        var application = await app.AnApplication(provider, "TrainingProvider", provider);

        var answer = await (await app.Decide(application, Approval("2025-01-01"))).Json();

        answer.GetProperty("state").GetString().ShouldBe("Approved");
        var kitemark = answer.GetProperty("kitemarkId").GetGuid();
        var said = (await app.Said<KitemarkGranted>()).Single(said => said.KitemarkId == kitemark);
        (said.Version, said.Subject, said.SubjectId, said.DecidedAt).ShouldBe((1L, KitemarkSubject.TrainingProvider, provider, app.Clock.GetUtcNow()));
        (said.Period.From, said.Period.Until, said.Period.GrantedAt).ShouldBe((new(2025, 1, 1), new(2026, 12, 31), app.Clock.GetUtcNow()));
        said.Period.Decisions.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_refused_application_keeps_its_reason_and_grants_nothing()
    {
        var provider = await app.AProvider();
        var application = await app.AnApplication(provider, "TrainingProvider", provider);

        (await app.Decide(application, new { approve = false, reason = "No assessment at the workplace." })).EnsureSuccessStatusCode();

        var read = await (await app.Provider(provider).GetAsync($"{Api}/applications/{application}")).Json();
        read.GetProperty("state").GetString().ShouldBe("Refused");
        read.GetProperty("reason").GetString().ShouldBe("No assessment at the workplace.");
        read.GetProperty("kitemarkId").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        (await app.Said<KitemarkGranted>()).ShouldNotContain(said => said.SubjectId == provider);
        await app.AnApplication(provider, "TrainingProvider", provider);
    }

    [Fact]
    public async Task An_application_is_decided_once()
    {
        var provider = await app.AProvider();
        var application = await app.AnApplication(provider, "TrainingProvider", provider);
        var key = Guid.NewGuid().ToString();

        var first = await (await app.Decide(application, Approval(), key)).Content.ReadAsStringAsync();

        (await (await app.Decide(application, Approval(), key)).Content.ReadAsStringAsync()).ShouldBe(first);
        await (await app.Decide(application, Approval())).ShouldBeRefused(422, "approved on 2026-11-22");
    }

    [Fact]
    public async Task Of_many_decisions_at_once_one_counts()
    {
        var provider = await app.AProvider();
        var application = await app.AnApplication(provider, "TrainingProvider", provider);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => app.Decide(application, Approval())));

        answers.Count(answer => answer.StatusCode == HttpStatusCode.OK).ShouldBe(1);
        (await app.InDatabase(db => db.Marks.CountAsync(mark => mark.SubjectId == provider))).ShouldBe(1);
    }

    [Fact]
    public async Task A_course_version_is_marked_only_while_its_provider_is()
    {
        var provider = await app.AProvider();
        await app.AMarkedProvider(provider, "2026-01-01", "2026-06-30");
        var version = await app.AVersion(provider, await app.ACourse(provider));
        var application = await app.AnApplication(provider, "CourseVersion", version);

        await (await app.Decide(application, Approval("2026-03-01", "2026-07-31"))).ShouldBeRefused(422, "not kitemarked on 2026-07-01");

        await app.AMarkedProvider(provider, "2026-07-01", "2026-12-31");
        (await app.Decide(application, Approval("2026-03-01", "2026-07-31"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await app.Said<KitemarkGranted>()).Single(said => said.SubjectId == version).Subject.ShouldBe(KitemarkSubject.CourseVersion);
    }

    [Fact]
    public async Task A_provider_whose_mark_was_withdrawn_carries_no_course_after_that_day()
    {
        var provider = await app.AProvider();
        var kitemark = await app.AMarkedProvider(provider);
        await app.Withdraw(kitemark, new { from = "2026-09-01", consequence = "Stands", reason = "Records were not kept." });
        var application = await app.AnApplication(provider, "CourseVersion", await app.AVersion(provider, await app.ACourse(provider)));

        await (await app.Decide(application, Approval("2026-03-01", "2026-09-01"))).ShouldBeRefused(422, "not kitemarked on 2026-09-01");
        (await app.Decide(application, Approval("2026-03-01", "2026-08-31"))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Two_kitemarks_of_one_subject_do_not_overlap()
    {
        var provider = await app.AProvider();
        await app.AMarkedProvider(provider);
        var application = await app.AnApplication(provider, "TrainingProvider", provider);

        await (await app.Decide(application, Approval("2026-12-31", "2027-12-31"))).ShouldBeRefused(422, "2026-12-31 already");
        (await app.Decide(application, Approval("2027-01-01", "2027-12-31"))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Nobody_decides_on_their_own_organisation()
    {
        var provider = await app.AProvider();
        var kitemark = await app.AMarkedProvider(provider);
        var application = await app.AnApplication(provider, "TrainingProvider", provider);
        var insider = await app.Insider(provider);

        await (await insider.PostNew($"{Api}/applications/{application}/decision", Approval("2027-01-01", "2027-12-31"))).ShouldBeRefused(422, "somebody else");
        await (await insider.PostNew($"{Api}/kitemarks/{kitemark}/withdraw", new { from = "2026-09-01", consequence = "Stands", reason = "Mine." }))
            .ShouldBeRefused(422, "somebody else");
        foreach (var path in new[] { $"applications/{application}", $"kitemarks/{kitemark}" })
        {
            (await (await insider.GetAsync($"{Api}/{path}")).Json()).GetProperty("steps").GetArrayLength().ShouldBe(0, path);
        }

        await (await (await app.Insider(Guid.CreateVersion7())).PostNew($"{Api}/kitemarks/{kitemark}/withdraw", new { from = "2026-09-01", consequence = "Stands", reason = "Not mine." }))
            .ShouldBeRefused(200);
    }

    [Fact]
    public async Task A_role_that_ended_counts_for_two_years_more_in_whichever_order_its_beginning_and_its_end_are_heard()
    {
        var provider = await app.AProvider();
        var application = await app.AnApplication(provider, "TrainingProvider", provider);
        var refusal = new { approve = false, reason = "Not this time." };
        var path = $"{Api}/applications/{application}/decision";

        await (await (await app.Insider(provider, until: app.Clock.GetUtcNow().AddYears(-2).AddDays(1))).PostNew(path, refusal)).ShouldBeRefused(422, "within the last 2 years");
        var (member, account) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var began = new OrganisationRoleChanged(member, 1, account, "TrainingProvider", provider, "trainer", app.Clock.GetUtcNow().AddYears(-5), null);
        await app.Deliver(began with { Version = 2, EndedAt = app.Clock.GetUtcNow().AddYears(-3) });
        await app.Deliver(began);
        var former = app.As("kitemark.decide", OrganisationKind.Academy, Guid.CreateVersion7(), roles: ["kitemark-lead"], subject: account.ToString());
        await (await former.PostNew(path, refusal)).ShouldBeRefused(200);
    }

    [Fact]
    public async Task Roles_that_count_no_longer_are_forgotten_and_the_others_kept()
    {
        await using var own = new KitemarkApp();
        var (held, lately, longAgo) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await own.Insider(held);
        await own.Insider(lately, until: own.Clock.GetUtcNow().AddYears(-2).AddDays(1));
        await own.Insider(longAgo, until: own.Clock.GetUtcNow().AddYears(-2).AddDays(-1));
        await own.Insider(Guid.CreateVersion7(), kind: "Partner");

        await own.Services.GetRequiredService<RenewalReminders>().Forget(TestContext.Current.CancellationToken);

        (await own.InDatabase(db => db.HeldRoles.Select(role => role.OrganisationId).ToListAsync())).ShouldBe([held, lately], ignoreOrder: true);
    }

    [Fact]
    public async Task An_appeal_is_not_decided_by_somebody_of_the_applicant()
    {
        var agency = await app.AnAgency();
        var application = await app.AnApplication(agency, "Agency", agency);
        (await app.Decide(application, new { approve = false, reason = "Not this time." })).EnsureSuccessStatusCode();
        (await app.Employer(agency).PostNew($"{Api}/applications/{application}/appeal", new { grounds = "We disagree." })).EnsureSuccessStatusCode();

        await (await (await app.Insider(agency, kind: "Employer")).PostNew($"{Api}/applications/{application}/appeal/decision", new { uphold = true, reason = "Mine." }))
            .ShouldBeRefused(422, "belong to the organisation");
    }

    [Fact]
    public async Task Who_declared_an_interest_does_not_decide_on_the_mark_either()
    {
        var provider = await app.AProvider();
        var application = await app.AnApplication(provider, "TrainingProvider", provider);
        var interested = app.As("kitemark.write kitemark.decide", OrganisationKind.Academy, Guid.CreateVersion7(), roles: ["kitemark-lead"], subject: Guid.CreateVersion7().ToString());
        (await interested.PostNew($"{Api}/applications/{application}/interests", new { reason = "My sister teaches there." })).EnsureSuccessStatusCode();
        var mark = (await (await app.Decide(application, Approval())).Json()).GetProperty("kitemarkId").GetGuid();
        var version = await app.AMarkedVersion(provider, await app.AVersion(provider, await app.ACourse(provider)));

        foreach (var (kitemark, step) in new[] { (mark, "suspend"), (mark, "withdraw"), (version, "withdraw") })
        {
            await (await interested.PostNew($"{Api}/kitemarks/{kitemark}/{step}", new { from = "2026-10-01", consequence = "Stands", reason = "Theirs." }))
                .ShouldBeRefused(422, "declared an interest");
        }

        (await (await interested.GetAsync($"{Api}/kitemarks/{mark}")).Json()).GetProperty("steps").GetArrayLength().ShouldBe(0);
        (await app.Withdraw(mark, new { from = "2026-10-01", consequence = "Stands", reason = "Closed." })).EnsureSuccessStatusCode();
        await (await interested.PostNew($"{Api}/kitemarks/{mark}/reinstate", new { reason = "Theirs." })).ShouldBeRefused(422, "declared an interest");
    }

    [Fact]
    public async Task Only_a_kitemark_lead_of_the_Academy_decides()
    {
        var provider = await app.AProvider();
        var application = await app.AnApplication(provider, "TrainingProvider", provider);
        var path = $"{Api}/applications/{application}/decision";

        await (await app.As("kitemark.decide", OrganisationKind.Academy, Guid.CreateVersion7(), roles: ["officer"]).PostNew(path, Approval())).ShouldBeRefused(404);
        await (await app.As("kitemark.decide", OrganisationKind.TrainingProvider, provider, roles: ["kitemark-lead"]).PostNew(path, Approval())).ShouldBeRefused(404);
        await (await app.Provider(provider).PostNew(path, Approval())).ShouldBeRefused(403);
        await (await app.Provider(Guid.CreateVersion7()).GetAsync($"{Api}/applications/{application}")).ShouldBeRefused(404);
    }

    [Fact]
    public async Task A_provider_applies_for_what_is_its_own_and_once_at_a_time()
    {
        var provider = await app.AProvider();
        var other = await app.AProvider();
        var version = await app.AVersion(provider, await app.ACourse(provider));
        await app.AnApplication(provider, "CourseVersion", version);

        await (await app.Provider(provider).PostNew($"{Api}/applications", new { subject = "CourseVersion", subjectId = version })).ShouldBeRefused(422, "waiting");
        await (await app.Provider(other).PostNew($"{Api}/applications", new { subject = "CourseVersion", subjectId = version })).ShouldBeRefused(404);
        await (await app.Provider(other).PostNew($"{Api}/applications", new { subject = "TrainingProvider", subjectId = provider })).ShouldBeRefused(404);
        await (await app.Provider(provider).PostNew($"{Api}/applications", new { subject = "CourseVersion", subjectId = Guid.CreateVersion7() })).ShouldBeRefused(404);
        await (await app.Provider(provider).PostNew($"{Api}/applications", new { subject = 7, subjectId = provider })).ShouldBeRefused(400);
        await (await app.Officer().PostNew($"{Api}/applications", new { subject = "TrainingProvider", subjectId = provider })).ShouldBeRefused(404);
    }

    [Fact]
    public async Task An_approval_names_its_days_and_every_decision_its_reason()
    {
        var provider = await app.AProvider();
        var application = await app.AnApplication(provider, "TrainingProvider", provider);

        await (await app.Decide(application, new { approve = true, reason = "Fine." })).ShouldBeRefused(422, "from and until");
        await (await app.Decide(application, new { approve = true, from = "2026-01-01", until = "2026-12-31" })).ShouldBeRefused(400, "reason");
        await (await app.Decide(application, new { reason = "Neither yes nor no." })).ShouldBeRefused(400, "approve");
        await (await app.Decide(application, Approval("2026-12-31", "2026-01-01"))).ShouldBeRefused(422, "in order");
        await (await app.Decide(Guid.CreateVersion7(), Approval())).ShouldBeRefused(404);
    }
}
