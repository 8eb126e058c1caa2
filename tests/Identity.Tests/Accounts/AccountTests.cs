using System.Net;
using Academy.Identity.Accounts;
using Academy.Identity.Domain;
using Academy.ServiceDefaults;
using Academy.Testing;
using Microsoft.EntityFrameworkCore;

namespace Academy.Identity.Tests.Accounts;

public sealed class AccountTests(IdentityApp app)
{
    private const string NameChanges = "/api/identity/v1/name-changes";

    [Theory]
    [InlineData("/account")]
    [InlineData("/account/sessions")]
    [InlineData("/account/email")]
    [InlineData("/account/phone")]
    [InlineData("/account/reminders")]
    [InlineData("/account/passkeys")]
    [InlineData("/account/two-step")]
    [InlineData("/account/name-change")]
    [InlineData("/account/name-change/check")]
    public async Task Nobody_sees_an_account_without_signing_in(string path)
        => (await app.OpenBrowser().Http.Open(path)).Location!.PathAndQuery.ShouldBe($"/sign-in?returnUrl={Uri.EscapeDataString(path)}");

    [Fact]
    public async Task The_list_of_sessions_signs_out_everywhere_else()
    {
        var here = await app.SignedIn();
        var there = await app.SignedIn(here.Account);
        var page = await here.Http.Open("/account/sessions");
        page.Main.ShouldContain("Firefox on Linux");
        page.Main.ShouldContain("This one");

        await here.Http.Send("/account/sessions", page, "");

        (await there.Http.Open("/account")).Status.ShouldBe(HttpStatusCode.Redirect);
        (await here.Http.Open("/account/sessions")).Main.ShouldContain("You are not signed in anywhere else.");
    }

    [Fact]
    public async Task A_phone_number_is_changed_or_taken_away_and_the_language_is_said()
    {
        var person = await app.SignedIn();
        (await person.Http.Open("/account")).TestId("language").ShouldBe("English");

        (await person.Http.Follow(await person.Http.Fill("/account/phone", ("Phone", "+44 (808) 157-0192")))).Main.ShouldContain("Your phone number is changed.");
        (await person.Http.Open("/account")).TestId("phone").ShouldBe("+448081570192");
        (await person.Http.Fill("/account/phone", ("Phone", "call me"))).Errors.ShouldBe(["Enter a phone number, like 07700 900 982 or +44 808 157 0192"]);
        await person.Http.Fill("/account/phone", ("Phone", ""));

        (await person.Http.Open("/account")).TestId("phone").ShouldBe("Not given");
    }

    [Fact]
    public async Task A_learner_chooses_when_to_be_reminded_or_not_to_be()
    {
        var person = await app.SignedIn();
        (await person.Http.Open("/account")).TestId("reminders").ShouldBe("", "without a training record nothing expires");
        await app.InDatabase(db => db.Accounts.Where(a => a.Id == person.Account.Id).ExecuteUpdateAsync(a => a.SetProperty(x => x.LearnerId, Guid.CreateVersion7())));
        (await person.Http.Open("/account")).TestId("reminders").ShouldContain("90, 60, 30");

        (await person.Http.Follow(await person.Http.Fill("/account/reminders", ("Days", "30"), ("Days", "60")))).Main.ShouldContain("Your reminders are changed.");
        (await person.Http.Open("/account")).TestId("reminders").ShouldContain("60, 30");
        (await person.Http.Fill("/account/reminders")).Errors.ShouldBe(["Select when you want reminders, or that you do not want reminders"]);
        (await person.Http.Fill("/account/reminders", ("Days", "none"), ("Days", "30"))).Errors.ShouldHaveSingleItem().ShouldEndWith("not both");
        (await person.Http.Fill("/account/reminders", ("Days", "7<script>"))).Errors.ShouldHaveSingleItem();
        (await person.Http.Open("/account")).TestId("reminders").ShouldContain("60, 30");
        await person.Http.Fill("/account/reminders", ("Days", "none"));

        (await person.Http.Open("/account")).TestId("reminders").ShouldStartWith("None");
    }

    [Fact]
    public async Task A_new_address_is_taken_when_it_is_confirmed_and_the_former_one_is_told()
    {
        var person = await app.SignedIn();
        var (former, next) = (person.Account.Email!, People.NewAddress());

        (await person.Http.Follow(await person.Http.Fill("/account/email", ("Email", next)))).Heading.ShouldBe("Check your new email");
        (await person.Http.Open("/account")).TestId("email").ShouldBe(former);
        var link = await app.LinkTo(next);
        (await person.Http.Open(link)).Heading.ShouldBe("Confirm your new email");
        (await person.Http.Fill(link)).Location!.ToString().ShouldBe("/account");

        (await person.Http.Open("/account")).TestId("email").ShouldBe(next);
        var told = (await app.MessagesTo(former)).ShouldHaveSingleItem();
        told.Purpose.ShouldBe("email-changed");
        told.Body.ShouldNotContain(next);
    }

    [Fact]
    public async Task An_address_of_an_employer_is_taken_only_when_it_is_wanted_all_the_same()
    {
        var person = await app.SignedIn();
        var work = $"{Guid.NewGuid():N}@ward.nhs.net";

        var warned = await person.Http.Fill("/account/email", ("Email", work));
        warned.Heading.ShouldBe("You may lose this email if you leave your job");
        warned.Links.ShouldContain("/account/email");
        (await app.MessagesTo(work)).ShouldBeEmpty();

        var kept = await person.Http.Send("/account/email", warned, "", ("Email", warned.Field("Email")), ("Kept", warned.Field("Kept")));
        kept.Location!.ToString().ShouldBe("/account/email?sent=true");
        (await app.MessagesTo(work)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_link_to_sign_in_that_was_sent_to_the_former_address_ends_with_it()
    {
        var person = await app.SignedIn();
        var (former, next) = (person.Account.Email!, People.NewAddress());
        await app.OpenBrowser().Http.Fill("/sign-in", ("Email", former));
        var old = await app.LinkTo(former);
        await person.Http.Fill("/account/email", ("Email", next));
        await person.Http.Fill(await app.LinkTo(next));

        var browser = app.OpenBrowser().Http;
        await browser.Send(old, await browser.Open("/sign-in"), "");

        (await browser.Open("/account")).Location!.AbsolutePath.ShouldBe("/sign-in");
        (await person.Http.Open("/account")).TestId("email").ShouldBe(next);
    }

    [Fact]
    public async Task Only_the_account_that_asked_takes_a_new_address()
    {
        var (asker, other) = (await app.SignedIn(), await app.SignedIn());
        var next = People.NewAddress();
        await asker.Http.Fill("/account/email", ("Email", next));
        var link = await app.LinkTo(next);

        (await other.Http.Fill(link)).Location!.ToString().ShouldStartWith("/sign-in?returnUrl=");
        (await app.OpenBrowser().Http.Fill(link)).Location!.ToString().ShouldStartWith("/sign-in?returnUrl=");

        (await app.InDatabase(db => db.Accounts.AnyAsync(account => account.Email == next))).ShouldBeFalse();
        (await asker.Http.Fill(link)).Location!.ToString().ShouldBe("/account");
    }

    [Fact]
    public async Task An_address_of_another_account_is_not_taken_and_not_shown_to_be_one()
    {
        var (asker, other) = (await app.SignedIn(), await app.NewAccount());

        (await asker.Http.Fill("/account/email", ("Email", other.Email!))).Location!.ToString().ShouldBe("/account/email?sent=true");

        var told = (await app.MessagesTo(other.Email!)).ShouldHaveSingleItem();
        told.Purpose.ShouldBe("address-in-use");
        told.Body.ShouldNotContain("/sign-in/link/");
    }

    [Fact]
    public async Task Asking_for_a_new_name_gives_a_reference_once_and_shows_that_it_is_in_review()
    {
        var person = await app.SignedIn();
        var check = await AskForName(person, "Amara Obi");
        check.Main.ShouldContain("Amara Obi");

        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => person.Http.Send("/account/name-change/check", check, "")));
        var done = await person.Http.Follow(answers[0]);

        answers.Select(answer => answer.Location).Distinct().ShouldHaveSingleItem();
        done.TestId("reference").ShouldStartWith("NC-");
        var account = await person.Http.Open("/account");
        account.TestId("name").ShouldBe($"Amara Okafor In review {done.TestId("reference")}");
        account.Links.ShouldNotContain("/account/name-change");
        (await (await app.SignedIn()).Http.Open(answers[0].Location!.ToString())).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Academy_staff_decide_and_the_person_is_told()
    {
        var person = await app.SignedIn();
        var reference = (await person.Http.Follow(await person.Http.Send("/account/name-change/check", await AskForName(person, "Amara Obi"), ""))).TestId("reference");
        var officer = app.As("accounts.manage", OrganisationKind.Academy, DemoClient.AcademyId, roles: ["officer"]);
        var id = (await app.InDatabase(db => db.NameChanges.SingleAsync(change => change.Reference == reference))).Id;
        var listed = (await (await officer.GetAsync($"{NameChanges}?limit=100")).Json()).GetProperty("items").EnumerateArray()
            .Single(item => item.GetProperty("id").GetGuid() == id);
        listed.TryGetProperty("newName", out _).ShouldBeFalse("the queue says nothing of the people");
        (await officer.GetAsync($"{NameChanges}/{id}")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        officer.DefaultRequestHeaders.Add("X-Purpose", "Deciding the request");
        var opened = await (await officer.GetAsync($"{NameChanges}/{id}")).Json();
        opened.GetProperty("formerName").GetString().ShouldBe("Amara Okafor");
        opened.GetProperty("newName").GetString().ShouldBe("Amara Obi");
        opened.GetProperty("reason").GetString().ShouldBe("I married.\nThe registry has the paper.");
        (await person.Http.Open("/account")).TestId("looks").ShouldEndWith("Deciding the request");

        var key = Guid.NewGuid().ToString();
        var decided = await officer.PostNew($"{NameChanges}/{id}/decision", new { accept = true, note = "We saw the certificate." }, key);

        decided.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await officer.PostNew($"{NameChanges}/{id}/decision", new { accept = true, note = "We saw the certificate." }, key)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await officer.PostNew($"{NameChanges}/{id}/decision", new { accept = false, note = "No." })).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await person.Http.Open("/account")).TestId("name").ShouldBe("Amara Obi");
        (await app.MessagesTo(person.Account.Email!)).Count(message => message.Purpose == "name-change").ShouldBe(1);
    }

    [Theory]
    [InlineData(OrganisationKind.Employer, "administrator")]
    [InlineData(OrganisationKind.Academy, "kitemark-lead")]
    public async Task Others_learn_nothing_of_the_queue(OrganisationKind kind, string role)
    {
        var caller = app.As("accounts.manage", kind, Guid.NewGuid(), roles: [role]);

        (await caller.GetAsync(NameChanges)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await caller.GetAsync($"{NameChanges}/{Guid.NewGuid()}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await caller.PostNew($"{NameChanges}/{Guid.NewGuid()}/decision", new { accept = true, note = "x" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await app.As("clients.write", OrganisationKind.Academy, Guid.NewGuid(), roles: ["officer"]).GetAsync(NameChanges)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Two_step_is_turned_on_by_a_code_and_asked_for_after_the_link()
    {
        var person = await app.SignedIn();
        var (key, codes) = await app.TurnOnTwoStep(person);
        codes.Length.ShouldBe(Authenticator.RecoveryCodes);
        (await person.Http.Open("/account")).TestId("two-step").ShouldBe("On");

        var browser = await EnterByLink(person.Account);
        (await browser.Open("/account")).Status.ShouldBe(HttpStatusCode.Redirect);
        var refused = await browser.Fill("/sign-in/code", ("Code", "000 000"));
        refused.Errors.ShouldHaveSingleItem().ShouldStartWith("The code is not right.");
        var now = app.NextCode(key, 1);
        (await browser.Fill("/sign-in/code", ("Code", $" {now[..3]} {now[3..]} "))).Location!.ToString().ShouldBe("/account");
        (await browser.Open("/account")).Status.ShouldBe(HttpStatusCode.OK);

        // A code works once, on this browser and on every other.
        var second = await EnterByLink(person.Account);
        (await second.Fill("/sign-in/code", ("Code", now))).Errors.ShouldHaveSingleItem();

        // So does a recovery code.
        (await second.Fill("/sign-in/code", ("Code", codes[0].ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal)))).Location!.ToString().ShouldBe("/account");
        (await (await EnterByLink(person.Account)).Fill("/sign-in/code", ("Code", codes[0]))).Errors.ShouldHaveSingleItem();
        (await second.Open("/account/two-step")).TestId("codes-left").ShouldContain("9");
    }

    [Fact]
    public async Task After_five_wrong_codes_the_right_one_is_not_taken_either()
    {
        var person = await app.SignedIn();
        var (key, codes) = await app.TurnOnTwoStep(person);
        var browser = await EnterByLink(person.Account);
        for (var i = 0; i < 5; i++)
        {
            (await browser.Fill("/sign-in/code", ("Code", "12345"))).Status.ShouldBe(HttpStatusCode.OK);
        }

        (await browser.Fill("/sign-in/code", ("Code", app.NextCode(key, 1)))).Status.ShouldBe(HttpStatusCode.TooManyRequests);
        (await browser.Fill("/sign-in/code", ("Code", codes[0]))).Status.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task A_wrong_first_code_keeps_the_key_that_is_in_the_app_and_turns_nothing_on()
    {
        var person = await app.SignedIn();
        var page = await person.Http.Open("/account/two-step");

        var refused = await person.Http.Send("/account/two-step", page, "", ("Code", "000000"), ("SealedKey", page.Field("SealedKey")));

        refused.Errors.ShouldHaveSingleItem();
        refused.TestId("key").ShouldBe(page.TestId("key"));
        (await person.Http.Open("/account")).TestId("two-step").ShouldBe("Off");
    }

    [Fact]
    public async Task A_key_sealed_for_somebody_else_is_not_taken()
    {
        var (person, other) = (await app.SignedIn(), await app.SignedIn());
        var (page, foreign) = (await person.Http.Open("/account/two-step"), await other.Http.Open("/account/two-step"));
        var key = foreign.TestId("key").Replace(" ", "", StringComparison.Ordinal);

        var refused = await person.Http.Send("/account/two-step", page, "", ("Code", app.NextCode(key, 0)), ("SealedKey", foreign.Field("SealedKey")));

        refused.Errors.ShouldHaveSingleItem();
        (await person.Http.Open("/account")).TestId("two-step").ShouldBe("Off");
    }

    [Fact]
    public async Task Turning_on_two_step_ends_what_was_signed_in_without_it()
    {
        var person = await app.SignedIn();
        var elsewhere = await app.SignedIn(person.Account);

        await app.TurnOnTwoStep(person);

        (await elsewhere.Http.Open("/account")).Status.ShouldBe(HttpStatusCode.Redirect);
    }

    [Theory]
    [InlineData("JBSWY3DPEHPK3PXP", 1, "996554")]
    [InlineData("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", 1, "287082")]
    [InlineData("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", 37037036, "081804")]
    [InlineData("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", 66666666, "279037")]
    public void Codes_are_those_of_RFC_6238(string key, long step, string code) => Authenticator.CodeOf(key, step).ShouldBe(code);

    [Theory]
    [InlineData(OrganisationKind.Academy, "officer", true)]
    [InlineData(OrganisationKind.Employer, "administrator", true)]
    [InlineData(OrganisationKind.Partner, "administrator", true)]
    [InlineData(OrganisationKind.Employer, "viewer", false)]
    [InlineData(OrganisationKind.TrainingProvider, "trainer", false)]
    public void Whoever_reaches_other_peoples_data_needs_a_second_factor(OrganisationKind kind, string role, bool isRequired)
        => SecondFactor.IsRequired([new ActsFor(kind, Guid.NewGuid(), "Hilltop House", [role])]).ShouldBe(isRequired);

    private async Task<HttpClient> EnterByLink(Account account)
    {
        // A link can be asked for once a minute, and this clock stands still.
        await app.InDatabase(db => db.EmailLinks.Where(link => link.AccountId == account.Id)
            .ExecuteUpdateAsync(link => link.SetProperty(l => l.CreatedAt, l => l.CreatedAt.AddMinutes(-5))));
        var browser = app.OpenBrowser().Http;
        await browser.Fill("/sign-in", ("Email", account.Email!));
        (await browser.Fill(await app.LinkTo(account.Email!))).Location!.ToString().ShouldBe("/sign-in/code");
        return browser;
    }

    private static async Task<Shown> AskForName(Person person, string name)
    {
        (await person.Http.Open("/account/name-change")).Field("NewName").ShouldBe("");
        await person.Http.Fill("/account/name-change", ("NewName", name));
        return await person.Http.Follow(await person.Http.Fill("/account/name-change/reason", ("Reason", " I married.\r\nThe registry has the paper. ")));
    }
}
