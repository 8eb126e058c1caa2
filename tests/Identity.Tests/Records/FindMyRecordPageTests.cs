using System.Net;
using Academy.Contracts.Learner;
using Academy.Contracts.Passport;
using Academy.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Identity.Tests.Records;

public sealed class FindMyRecordPageTests(IdentityApp app)
{
    private const string Page = "/find-my-record";

    [Fact]
    public async Task A_person_finds_their_record_on_the_page()
    {
        var (person, learner, number) = (await app.SignedIn(), Guid.CreateVersion7(), Codes.New());
        await app.Deliver(new LearnerRegistered(learner, 1, number, "Amara Okafor", new DateOnly(1990, 3, 27), app.Clock.GetUtcNow()));
        (await person.Http.Open(Page)).Field("FullName").ShouldBe("Amara Okafor");

        var done = await person.Http.Follow(await Find(person.Http, "amara  okafor", $"cpa {Codes.Show(number)}"));

        done.TestId("linked").ShouldBe("Your record is connected");
        (await app.InDatabase(db => db.Accounts.SingleAsync(a => a.Id == person.Account.Id))).LearnerId.ShouldBe(learner);
        (await person.Http.Open(Page)).Location!.ToString().ShouldBe("/find-my-record/done");
    }

    [Fact]
    public async Task A_person_without_a_number_names_the_course_they_did_last()
    {
        var (person, learner) = (await app.SignedIn(), Guid.CreateVersion7());
        var name = $"Zofia {learner:N}";
        await app.Deliver(new LearnerRegistered(learner, 1, Codes.New(), name, new DateOnly(1990, 3, 27), app.Clock.GetUtcNow()));
        await app.Deliver(new CompletionRecorded(
            learner, 1, new EntryFacts(Guid.CreateVersion7(), 15, new DateOnly(2026, 5, 14), null, Assurance.Recorded, UnderReview: false, Title: "Moving people safely"), app.Clock.GetUtcNow()));

        var mistyped = await Find(person.Http, name, "", "Moving\tpeople");
        var done = await person.Http.Follow(await Find(person.Http, name, "", "moving people SAFELY"));

        mistyped.Errors.ShouldBe(["Write the title of the course on one line."]);
        done.TestId("linked").ShouldBe("Your record is connected");
    }

    [Fact]
    public async Task A_doubtful_search_ends_with_a_reference_that_stays_the_same()
    {
        var person = await app.SignedIn();

        var first = await person.Http.Follow(await Find(person.Http, "Amara Okafor", Codes.New()));
        var second = await person.Http.Follow(await Find(person.Http, "Amara Okafor", Codes.New()));

        first.TestId("reference")!.ShouldStartWith("CPA-");
        second.TestId("reference").ShouldBe(first.TestId("reference"));
    }

    [Fact]
    public async Task What_is_missing_is_said_and_what_was_typed_stays()
    {
        var person = await app.SignedIn();

        var empty = await person.Http.Fill(Page);
        var none = await Find(person.Http, "Amara <b>Okafor", "");
        (await person.Http.Open(Page)).Field("FullName").ShouldBe("Amara <b>Okafor");
        var mistyped = await person.Http.Fill($"{Page}/number", ("AcademyNumber", "CPA-000-000-001"));
        var ageless = await person.Http.Fill($"{Page}/date-of-birth");

        none.Errors.ShouldBe(["Enter your passport number, the name of your employer or the course you did last as well."]);
        none.Title.ShouldStartWith("Error: ");
        mistyped.Errors.ShouldHaveSingleItem().ShouldContain("typing mistake");
        mistyped.Field("AcademyNumber").ShouldBe("CPA-000-000-001");
        empty.Errors.ShouldBe(["Enter your full name"]);
        ageless.Errors.ShouldBe(["Enter your date of birth"]);
    }

    [Fact]
    public async Task After_five_tries_the_page_says_when_to_come_back()
    {
        var person = await app.SignedIn();
        for (var i = 0; i < 5; i++)
        {
            (await Find(person.Http, "Amara Okafor", Codes.New())).Status.ShouldBe(HttpStatusCode.Redirect);
        }

        (await Find(person.Http, "Amara Okafor", Codes.New())).Status.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Nobody_searches_without_signing_in_or_through_a_form_from_elsewhere()
    {
        (await app.OpenBrowser().Http.Open(Page)).Location!.ToString().ShouldContain("/sign-in");
        var person = await app.SignedIn();
        await person.Http.Fill(Page, ("FullName", "Amara Okafor"));
        (await person.Http.Post($"{Page}/check")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await (await app.SignedIn()).Http.Open("/find-my-record/done")).Location!.ToString().ShouldBe(Page);
    }

    [Fact]
    public async Task A_later_question_leads_to_the_first_that_is_not_answered()
    {
        var person = await app.SignedIn();

        foreach (var question in new[] { "date-of-birth", "number", "employer", "course", "check" })
        {
            (await person.Http.Open($"{Page}/{question}")).Location!.ToString().ShouldBe(Page);
        }

        await person.Http.Fill(Page, ("FullName", "Amara Okafor"));
        (await person.Http.Open($"{Page}/check")).Location!.ToString().ShouldBe($"{Page}/number");
        (await person.Http.Fill($"{Page}/number", ("AcademyNumber", ""))).Location!.ToString().ShouldBe($"{Page}/employer");
        (await person.Http.Fill($"{Page}/employer", ("Employer", "Hilltop House"))).Location!.ToString().ShouldBe($"{Page}/course");
        (await person.Http.Fill($"{Page}/course", ("LastCourse", ""))).Location!.ToString().ShouldBe($"{Page}/check");
        (await person.Http.Open($"{Page}/check")).Main.ShouldContain("Hilltop House");
    }

    /// <summary>Answers one question after the other and sends the last page; or stops at the one that is not taken.</summary>
    internal static async Task<Shown> Find(HttpClient browser, string name, string number, string course = "")
    {
        var at = Page;
        while (true)
        {
            var answer = at switch
            {
                $"{Page}/date-of-birth" => await browser.Fill(at, ("DateOfBirth.Day", "27"), ("DateOfBirth.Month", "3"), ("DateOfBirth.Year", "1990")),
                $"{Page}/number" => await browser.Fill(at, ("AcademyNumber", number)),
                $"{Page}/employer" => await browser.Fill(at, ("Employer", "")),
                $"{Page}/course" => await browser.Fill(at, ("LastCourse", course)),
                $"{Page}/check" => await browser.Fill(at),
                _ => await browser.Fill(at, ("FullName", name)),
            };
            if (answer.Status != HttpStatusCode.Redirect || at == $"{Page}/check")
            {
                return answer;
            }

            at = answer.Location!.ToString();
        }
    }
}
