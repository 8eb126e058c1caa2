using System.Net;
using Academy.Contracts.Identity;
using Academy.Contracts.Learner;
using Academy.Identity.Domain;
using Academy.Identity.Tests.Members;
using Academy.ServiceDefaults;
using Academy.Testing;
using Microsoft.EntityFrameworkCore;

namespace Academy.Identity.Tests.Records;

public sealed class FindMyRecordTests(IdentityApp app)
{
    private const string Path = $"{Inviting.Api}/find-my-record";
    private const string Queue = $"{Inviting.Api}/record-requests";
    private static readonly DateOnly Born = new(1990, 2, 3);

    [Fact]
    public async Task A_person_whose_name_birthday_and_academy_number_agree_finds_their_record()
    {
        var (learner, account) = (await ALearner("Okafor-Smith, Amara"), await app.NewAccount());

        var answer = await (await Find(account, "amara OKAFOR smith", number: learner.Number)).Json();

        answer.GetProperty("state").GetString().ShouldBe("Linked");
        answer.GetProperty("learnerId").GetGuid().ShouldBe(learner.Id);
        (await LinkOf(account)).ShouldBe(learner.Id);
        var said = (await app.Said<AccountLinked>()).Single(e => e.LearnerId == learner.Id);
        (said.Version, said.AccountId).ShouldBe((1, account.Id));
        (await app.InDatabase(db => db.RecordRequests.SingleAsync(r => r.AccountId == account.Id))).FullName.ShouldBeNull();
    }

    [Fact]
    public async Task Asking_again_gives_the_same_record_and_says_it_once()
    {
        var (learner, account) = (await ALearner(), await app.NewAccount());
        await Find(account, learner.Name, number: learner.Number);

        var again = await (await Find(account, "Somebody Else", number: (await ALearner()).Number)).Json();

        again.GetProperty("learnerId").GetGuid().ShouldBe(learner.Id);
        (await app.Said<AccountLinked>()).Count(e => e.AccountId == account.Id).ShouldBe(1);
    }

    [Fact]
    public async Task A_former_name_and_a_former_employer_find_the_record_too()
    {
        var (learner, account, employer) = (await ALearner(), await app.NewAccount(), Guid.CreateVersion7());
        var company = $"Oak {Guid.NewGuid():N} Care Ltd";
        await app.Deliver(Started(learner.Id, employer));
        await app.Deliver(new LearnerDetailsChanged(learner.Id, 4, learner.Number, "Amara Jones", [learner.Name], Born, app.Clock.GetUtcNow()));
        await app.Deliver(new EmployerRegistered(employer, 1, company, EmployerKind.Private, null, app.Clock.GetUtcNow()));

        var answer = await (await Find(account, learner.Name, employer: company.ToUpperInvariant().Replace("LTD", "limited", StringComparison.Ordinal))).Json();

        answer.GetProperty("learnerId").GetGuid().ShouldBe(learner.Id);
    }

    [Fact]
    public async Task What_is_older_than_what_is_known_changes_nothing_in_whichever_order_and_however_often_it_is_heard()
    {
        var (id, number) = (Guid.CreateVersion7(), Codes.New());
        var registered = new LearnerRegistered(id, 1, number, "Li Wei", Born, app.Clock.GetUtcNow());
        var (message, changed) = (Guid.CreateVersion7(), new LearnerDetailsChanged(id, 3, number, "Wei Zhang", ["Li Wei"], Born, app.Clock.GetUtcNow()));
        var employment = Started(id, Guid.CreateVersion7());

        await app.Deliver(employment);
        await app.Deliver(employment);
        (await app.Deliver(changed, message)).ShouldBeTrue();
        (await app.Deliver(changed, message)).ShouldBeFalse();
        await app.Deliver(registered);
        await app.Deliver(registered);

        var known = await app.InDatabase(db => db.KnownLearners.SingleAsync(l => l.Id == id));
        (known.Version, known.DateOfBirth, known.AcademyNumber).ShouldBe((3, Born, number));
        known.Names.ShouldBe(["wei zhang", "li wei"]);
        (await app.InDatabase(db => db.KnownEmployments.CountAsync(e => e.LearnerId == id))).ShouldBe(1);
    }

    [Fact]
    public async Task A_doubtful_search_gets_a_reference_and_shows_nobody_elses_data()
    {
        var learner = await ALearner("Grace Mensah");
        foreach (var (name, born, number) in new[]
        {
            ("Grace Mensah", Born.AddDays(1), learner.Number),
            ("Somebody Else", Born, learner.Number),
            ("Grace Mensah", Born, Codes.New()),
        })
        {
            var account = await app.NewAccount();
            var answer = await Find(account, name, number, born: born);
            var told = await answer.Json();

            told.GetProperty("state").GetString().ShouldBe("Waiting");
            told.GetProperty("reference").GetString()!.ShouldMatch("^CPA-[0-9A-Z]{4}-[0-9A-Z]{4}$");
            told.EnumerateObject().Select(field => field.Name).ShouldBe(["state", "reference"]);
            (await LinkOf(account)).ShouldBeNull();
        }
    }

    [Fact]
    public async Task Two_records_that_agree_alike_are_left_to_the_Academy()
    {
        var (name, employer, account) = ($"Twin {Guid.NewGuid():N}", Guid.CreateVersion7(), await app.NewAccount());
        var (one, other) = (await ALearner(name), await ALearner(name));
        await app.Deliver(new EmployerRegistered(employer, 1, $"{name} Homes", EmployerKind.Private, null, app.Clock.GetUtcNow()));
        await app.Deliver(Started(one.Id, employer));
        await app.Deliver(Started(other.Id, employer));

        (await (await Find(account, name, employer: $"{name} Homes")).Json()).GetProperty("state").GetString().ShouldBe("Waiting");

        // The number tells them apart by one more fact, and still both agree in three.
        (await (await Find(account, name, number: one.Number, employer: $"{name} Homes")).Json()).GetProperty("state").GetString().ShouldBe("Waiting");
    }

    [Fact]
    public async Task A_record_is_one_accounts_alone_also_when_two_ask_at_the_same_moment()
    {
        for (var round = 0; round < 5; round++)
        {
            var (learner, one, other) = (await ALearner(), await app.NewAccount(), await app.NewAccount());

            var answers = await Task.WhenAll(Find(one, learner.Name, number: learner.Number), Find(other, learner.Name, number: learner.Number));

            var states = await Task.WhenAll(answers.Select(async answer => (await answer.Json()).GetProperty("state").GetString()));
            states.Order().ShouldBe(["Linked", "Waiting"]);
            (await app.Said<AccountLinked>()).Count(e => e.LearnerId == learner.Id).ShouldBe(1);
        }
    }

    [Fact]
    public async Task After_five_tries_a_day_an_account_has_to_wait()
    {
        await using var own = new IdentityApp();
        var account = await own.NewAccount();
        for (var i = 0; i < 5; i++)
        {
            (await Find(account, "Amara Okafor", number: Codes.New(), on: own)).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        (await Find(account, "Amara Okafor", number: Codes.New(), on: own)).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await Find(await own.NewAccount(), "Amara Okafor", number: Codes.New(), on: own)).StatusCode.ShouldBe(HttpStatusCode.OK);
        own.Clock.Advance(TimeSpan.FromDays(1));
        (await Find(account, "Amara Okafor", number: Codes.New(), on: own)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await own.InDatabase(db => db.RecordRequests.CountAsync(r => r.AccountId == account.Id))).ShouldBe(1);
    }

    [Fact]
    public async Task Staff_see_what_agrees_and_decide_and_the_person_sees_who_looked_and_why()
    {
        var (learner, account) = (await ALearner(), await app.NewAccount());
        var reference = (await (await Find(account, "Amara New-Name", number: learner.Number)).Json()).GetProperty("reference").GetString();
        var id = await IdOf(account);

        (await Officer().GetAsync($"{Queue}/{id}")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var seen = await (await Officer("Asked on the phone").GetAsync($"{Queue}/{id}")).Json();
        seen.GetProperty("fullName").GetString().ShouldBe("Amara New-Name");
        var candidate = seen.GetProperty("candidates").EnumerateArray().Single(c => c.GetProperty("learnerId").GetGuid() == learner.Id);
        candidate.GetProperty("agreeing").EnumerateArray().Select(fact => fact.GetString()).ShouldBe(["DateOfBirth", "AcademyNumber"]);
        seen.ToString().ShouldNotContain(learner.Name);

        var decided = await Decide(id, new { accept = true, learnerId = learner.Id, reason = "Showed the marriage certificate" });

        decided.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await LinkOf(account)).ShouldBe(learner.Id);
        var own = await (await app.ForThemselves(account).GetAsync(Path)).Json();
        own.GetProperty("reference").GetString().ShouldBe(reference);
        own.GetProperty("reason").GetString().ShouldBe("Showed the marriage certificate");
        own.GetProperty("looks").EnumerateArray().Select(look => look.GetProperty("purpose").GetString())
            .ShouldBe(["Asked on the phone", "Deciding the request"], ignoreOrder: true);
        (await Decide(id, new { accept = false, reason = "Another thought" })).StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_second_account_takes_over_a_record_only_where_staff_decide_so()
    {
        var (learner, former, later) = (await ALearner(), await app.NewAccount(), await app.NewAccount());
        await Find(former, learner.Name, number: learner.Number);
        (await (await Find(later, learner.Name, number: learner.Number)).Json()).GetProperty("state").GetString().ShouldBe("Waiting");
        var id = await IdOf(later);
        var candidate = (await (await Officer("Lost their address").GetAsync($"{Queue}/{id}")).Json()).GetProperty("candidates")[0];
        candidate.GetProperty("hasAccount").GetBoolean().ShouldBeTrue();

        (await Decide(id, new { accept = true, learnerId = learner.Id, reason = "Passport shown in the office" })).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await LinkOf(later)).ShouldBe(learner.Id);
        (await LinkOf(former)).ShouldBeNull();
        (await app.Said<AccountLinked>()).Where(e => e.LearnerId == learner.Id).Select(e => (e.Version, e.AccountId)).ShouldBe([(1, former.Id), (2, later.Id)]);
    }

    [Fact]
    public async Task A_refused_person_is_told_why_and_can_ask_again()
    {
        var account = await app.NewAccount();
        await Find(account, "Nobody Known", number: Codes.New());
        var id = await IdOf(account);

        (await Decide(id, new { accept = true, learnerId = Guid.CreateVersion7(), reason = "A slip" })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Decide(id, new { accept = true, reason = "A slip" })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Decide(id, new { accept = false, reason = "There is no such record yet" })).StatusCode.ShouldBe(HttpStatusCode.OK);

        var own = await (await app.ForThemselves(account).GetAsync(Path)).Json();
        (own.GetProperty("state").GetString(), own.GetProperty("reason").GetString()).ShouldBe(("Refused", "There is no such record yet"));
        (await (await Find(account, "Nobody Known", number: Codes.New())).Json()).GetProperty("state").GetString().ShouldBe("Waiting");
        (await app.InDatabase(db => db.RecordRequests.CountAsync(r => r.AccountId == account.Id))).ShouldBe(2);
    }

    [Fact]
    public async Task Only_the_Academys_staff_see_the_queue()
    {
        var account = await app.NewAccount();
        await Find(account, "Nobody Known", number: Codes.New());
        var id = await IdOf(account);
        HttpClient[] others =
        [
            app.As("accounts.manage", OrganisationKind.Academy, DemoClient.AcademyId, roles: ["auditor", "kitemark-lead"]),
            app.As("accounts.manage", OrganisationKind.Employer, Guid.CreateVersion7(), roles: ["administrator", "officer"]),
            app.As("accounts.manage", learner: Guid.CreateVersion7()),
        ];
        foreach (var other in others)
        {
            other.DefaultRequestHeaders.Add("X-Purpose", "Curious");
            (await other.GetAsync(Queue)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await other.GetAsync($"{Queue}/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await other.PostNew($"{Queue}/{id}/decision", new { accept = false, reason = "Because" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }

        (await Officer("Looking").GetAsync($"{Queue}/{Guid.CreateVersion7()}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Officer().GetAsync($"{Queue}?state=Lost")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await (await Officer().GetAsync($"{Queue}?limit=100")).Content.ReadAsStringAsync()).ShouldNotContain("Nobody");
    }

    [Fact]
    public async Task Whatever_cannot_be_an_answer_is_refused_with_a_sentence_and_counts_as_no_try()
    {
        var account = await app.NewAccount();
        object[] bodies =
        [
            new { fullName = "Amara Okafor", dateOfBirth = "1990-02-03" },
            new { fullName = "Amara Okafor", dateOfBirth = "1990-02-03", academyNumber = "CPA-000-000-001" },
            new { fullName = "---", dateOfBirth = "1990-02-03", employer = "Oak" },
            new { fullName = "Amara\tOkafor", dateOfBirth = "1990-02-03", employer = "Oak" },
            new { fullName = "Amara Okafor", dateOfBirth = "2190-02-03", employer = "Oak" },
            new { fullName = "Amara Okafor", dateOfBirth = "0001-01-01", employer = "Oak" },
            new { fullName = "Amara Okafor", dateOfBirth = "3 February", employer = "Oak" },
            new { fullName = new string('a', 10_000), dateOfBirth = "1990-02-03", employer = "Oak" },
            new { dateOfBirth = "1990-02-03", employer = "Oak" },
            new { fullName = "Amara Okafor", dateOfBirth = "1990-02-03", lastCourse = "  " },
            new { fullName = "Amara Okafor", dateOfBirth = "1990-02-03", lastCourse = "Moving\nand handling" },
            new { fullName = "Amara Okafor", dateOfBirth = "1990-02-03", lastCourse = new string('a', 201) },
        ];
        foreach (var body in bodies)
        {
            var answer = await app.ForThemselves(account).PostNew(Path, body);
            ((int)answer.StatusCode).ShouldBeInRange(400, 422);
            (await answer.Json()).GetProperty("detail").GetString()!.Length.ShouldBeGreaterThan(20);
        }

        foreach (var hostile in new[] { "'; DROP TABLE accounts; --", "<script>alert(1)</script>", "{{7*7}} ${7*7}", "\uFFFE\u202E", "%_%" })
        {
            ((int)(await Find(await app.NewAccount(), $"Amara {hostile}", employer: hostile, course: hostile)).StatusCode).ShouldBeOneOf(200, 422);
        }

        (await app.ForThemselves(account).PostNew(Path, new { fullName = "Amara\0", dateOfBirth = "1990-02-03", employer = "Oak" })).StatusCode
            .ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await app.As("account.connect").PostNew(Path, bodies[0])).StatusCode.ShouldBeOneOf(HttpStatusCode.NotFound, HttpStatusCode.UnprocessableEntity);
        (await app.ForThemselves(account).GetAsync(Path)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private EmploymentStarted Started(Guid learner, Guid employer)
        => new(learner, 2, new EmploymentFacts(Guid.CreateVersion7(), employer, null, null, 8, EmploymentKind.Employee, new DateOnly(2025, 1, 6), null, false), app.Clock.GetUtcNow());

    private async Task<(Guid Id, string Number, string Name)> ALearner(string? name = null)
    {
        var (id, number) = (Guid.CreateVersion7(), Codes.New());
        name ??= $"Amara {Guid.NewGuid():N}";
        await app.Deliver(new LearnerRegistered(id, 1, number, name, Born, app.Clock.GetUtcNow()));
        return (id, number, name);
    }

    private Task<HttpResponseMessage> Find(Account account, string name, string? number = null, string? employer = null, DateOnly? born = null, IdentityApp? on = null, string? course = null)
        => (on ?? app).ForThemselves(account).PostNew(Path, new { fullName = name, dateOfBirth = born ?? Born, academyNumber = number, employer, lastCourse = course });

    private HttpClient Officer(string? purpose = null)
    {
        var officer = app.As("accounts.manage", OrganisationKind.Academy, DemoClient.AcademyId, roles: ["officer"], subject: "officer-1");
        if (purpose is not null)
        {
            officer.DefaultRequestHeaders.Add("X-Purpose", purpose);
        }

        return officer;
    }

    private Task<HttpResponseMessage> Decide(Guid id, object decision) => Officer("Deciding the request").PostNew($"{Queue}/{id}/decision", decision);

    private Task<Guid> IdOf(Account account)
        => app.InDatabase(db => db.RecordRequests.Where(r => r.AccountId == account.Id && r.State == RecordRequestState.Waiting).Select(r => r.Id).SingleAsync());

    private Task<Guid?> LinkOf(Account account) => app.InDatabase(db => db.Accounts.Where(a => a.Id == account.Id).Select(a => a.LearnerId).SingleAsync());
}
