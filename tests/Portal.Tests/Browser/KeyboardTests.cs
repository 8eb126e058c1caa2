using Academy.Browsing;
using Academy.Testing;
using Microsoft.Playwright;

namespace Academy.Portal.Tests;

/// <summary>
/// What each group comes for, without a mouse, at a phone's width and at a desk's, with scripts and without. What one person does and another
/// sees, on the whole platform, is in tests/EndToEnd.Tests (PortalTests); so is registering, signing in and looking after an account.
/// <code>
/// Care staff         show the passport, see what expires, share, see who looked, use a benefit, add training, say what is wrong
/// Trainers           record a class, send a file, withdraw and correct, see what was sent, keep the kitemark
/// Employers          check a starter and keep the receipt, who is missing or expired, the inspection pack, ask for training
/// Benefit partners   check a code
/// Academy staff      certificates, records said to be wrong, applications, duplicates, why a passport says so
/// Integrators        connect a system, send a test event; their own programs are in SamplesTests
/// </code>
/// </summary>
public sealed class KeyboardTests(Chromium chromium) : IAsyncLifetime
{
    private readonly PortalApp _app = new();

    public ValueTask InitializeAsync()
    {
        _app.Listen();
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData(390, true)]
    [InlineData(390, false)]
    [InlineData(1280, true)]
    [InlineData(1280, false)]
    public Task Anybody_checks_a_passport_and_finds_a_course(int width, bool withScripts) => As(null, width, withScripts, async (page, keys) =>
    {
        await keys.Open("/");
        await keys.Press("Check a passport");
        await keys.Type("#Code", $"4f7 kq2 m9{StandIns.Code[^1]}");
        await keys.Type("#DateOfBirth_Day", "27");
        await keys.Type("#DateOfBirth_Month", "March");
        await keys.Type("#DateOfBirth_Year", "1987");
        await keys.Press("Check");
        (await page.GetByTestId("entries").TextContentAsync())!.Trim().ShouldBe("5");

        await keys.Press("Courses");
        await keys.Type("#Q", "moving");
        await keys.Press("Search");
        await keys.Press("Moving and assisting people");
        (await page.Locator("h1").TextContentAsync())!.ShouldContain("Moving and assisting people");
    });

    [Theory]
    [InlineData(390, true)]
    [InlineData(390, false)]
    [InlineData(1280, true)]
    [InlineData(1280, false)]
    public Task A_learner_shows_the_passport_shares_it_and_stops_and_sees_who_looked(int width, bool withScripts) => As(Somebody.Amara, width, withScripts, async (page, keys) =>
    {
        await keys.Open("/passport");
        await keys.Press("Show my card");
        (await page.GetByTestId("qr").CountAsync()).ShouldBe(1);

        await keys.Open("/passport");
        await keys.Press("Share my passport");
        await keys.Choose("What", "All my training");
        await keys.Press("Continue");
        await keys.Choose("Days", "7 days");
        await keys.Press("Make a code");
        (await page.GetByTestId("code").TextContentAsync())!.Length.ShouldBeGreaterThan(8);

        await keys.Press("Who can see my passport, and how to stop");
        await keys.Press("[href$='/stop']");
        await keys.Press("Stop sharing");
        await keys.Open("/passport");
        await keys.Press("Who looked at my passport");
        (await page.Locator("h1").TextContentAsync())!.ShouldContain("Who looked at my passport");
    });

    [Theory]
    [InlineData(390, true)]
    [InlineData(390, false)]
    [InlineData(1280, true)]
    [InlineData(1280, false)]
    public Task A_learner_adds_training_says_what_is_wrong_answers_an_employer_and_gets_a_benefit(int width, bool withScripts) => As(Somebody.Amara, width, withScripts, async (page, keys) =>
    {
        await keys.Open("/passport");
        await keys.Press("Add training");
        await keys.Type("#Name", "First aid at work");
        await keys.Pick("#Subject", "First");
        await keys.Press("Continue");
        await keys.TypeDay("CompletedOn", 14, 5, 2026);
        await keys.Press("Continue");
        await keys.Type("#TaughtBy", "St John");
        await keys.Press("Continue");
        await keys.Press("Continue without a picture");
        await keys.Press("Add this training");
        (await page.Locator("h1").TextContentAsync()).ShouldBe("Training added");

        await keys.Open($"/passport/items/{TeamStandIn.KitemarkedId}");
        await keys.Press("Something is wrong with this record");
        await keys.Choose("Claim", "The course is wrong");
        await keys.Type("#Words", "It was another one.");
        await keys.Press("Send");
        (await page.GetByTestId("sent").CountAsync()).ShouldBe(1);

        await keys.Open($"/passport/employers/{OwnStandIn.UnansweredWorkId}");
        await keys.Choose("Answer", "No, they cannot see it");
        await keys.Press("Save my answer");
        (await page.GetByTestId("answered").CountAsync()).ShouldBe(1);

        await keys.Open($"/benefits/{OwnStandIn.OfferId}/code");
        await keys.Press("Make a code");
        (await page.GetByTestId("code").CountAsync()).ShouldBe(1);
    });

    [Theory]
    [InlineData(390, true)]
    [InlineData(390, false)]
    [InlineData(1280, true)]
    [InlineData(1280, false)]
    public Task A_trainer_records_a_class_and_withdraws_a_record(int width, bool withScripts) => As(Somebody.Dev, width, withScripts, async (page, keys) =>
    {
        await keys.Open("/trainer");
        await keys.Press("Record a class");
        await keys.Pick("#Course", "Moving");
        await keys.TypeDay("On", 20, 11, 2026);
        await keys.Tick("[name='Trainer']");
        await keys.Press("Continue");
        await keys.Type("#List", "4F7-KQ2-M9F, Amara Okafor");
        await keys.Press("Add to the class");
        await keys.Press("Continue");
        await keys.Press("Everybody passed");
        await keys.Press("Continue");
        await keys.Press("Record 1 completion");
        (await page.GetByTestId("recorded").CountAsync()).ShouldBe(1);

        await keys.Open("/trainer/records");
        await keys.Press($"[href='/trainer/records/{RecordStandIn.StandingId}/withdraw']");
        await keys.Choose("Why", "It was recorded for the wrong person");
        await keys.Press("Continue");
        await keys.Press("Withdraw this record");
        (await page.Locator("h1").TextContentAsync()).ShouldBe("Record withdrawn");

        await keys.Open("/trainer/records");
        await keys.Type("#Q", "الأحمد");
        await keys.Press("Search");
        (await page.GetByTestId("record").CountAsync()).ShouldBe(1);

        // Files are chosen in a window of the browser's own.
        await keys.Open("/trainer/upload");
        await page.Locator("#List").SetInputFilesAsync(new FilePayload { Name = "class.csv", MimeType = "text/csv", Buffer = [.. "Passport number,Date of birth,Name\r\n4F7-KQ2-M9F,27/03/1987,Amara Okafor\r\n"u8] });
        await keys.Pick("#Course", "Moving");
        await keys.TypeDay("On", 20, 11, 2026);
        await keys.Tick("[name='Trainer']");
        await keys.Choose("How", "Record the rows that are right");
        await keys.Press("Send");
        (await page.GetByTestId("counts").CountAsync()).ShouldBe(1);

        await keys.Open($"/kitemark/{ApplicationStandIn.ConditionsId}");
        await keys.Press("[href*='/answer?number=']");
        await keys.Type("#Text", "Twelve at most, since May.");
        await keys.Press("Send");
        (await page.GetByTestId("done").CountAsync()).ShouldBe(1);
    });

    [Theory]
    [InlineData(390, true)]
    [InlineData(390, false)]
    [InlineData(1280, true)]
    [InlineData(1280, false)]
    public Task An_employer_checks_a_starter_sees_what_is_missing_asks_for_training_and_connects_a_system(int width, bool withScripts) => As(Somebody.Ruth, width, withScripts, async (page, keys) =>
    {
        await keys.Open("/employer");
        await keys.Press("Check a new starter");
        await keys.Type("#Code", StandIns.Code);
        await keys.TypeDay("DateOfBirth", 27, 3, 1987);
        await keys.Press("Check");
        (await page.GetByTestId("entries").CountAsync()).ShouldBe(1);

        await keys.Open("/employer/checks");
        await keys.Press($"[href='/employer/check/{SavedCheckStandIn.OldId}']");
        (await page.GetByTestId("by").CountAsync()).ShouldBe(1);

        await keys.Press("Training");
        (await page.GetByTestId("row").CountAsync()).ShouldBeGreaterThan(0);
        await keys.Open("/employer");
        await keys.Press("[href='/employer/missing']");
        (await page.Locator("h1").CountAsync()).ShouldBe(1);
        await keys.Open("/employer/reports");
        await keys.Press("Open the inspection pack");
        page.Url.ShouldEndWith("/employer/reports/inspection");

        await keys.Open("/employer/requirements");
        await keys.Press("Add training");
        await keys.Pick("#Subject", "Oral");
        await keys.Choose("AskedOf", "Everybody");
        await keys.Press("Continue");
        await keys.Press("Save");
        (await page.GetByTestId("saved").CountAsync()).ShouldBe(1);

        await keys.Open("/developers/webhooks");
        await keys.Type("#Address", "https://systems.example/events");
        await keys.Tick("Training that was recorded");
        await keys.Press("Add the address");
        await keys.Press("Send a test event");
        (await page.GetByTestId("sent").CountAsync()).ShouldBe(1);
    });

    [Theory]
    [InlineData(390, true)]
    [InlineData(390, false)]
    [InlineData(1280, true)]
    [InlineData(1280, false)]
    public Task A_partner_checks_a_code(int width, bool withScripts) => As(Somebody.Joanne, width, withScripts, async (page, keys) =>
    {
        await keys.Open("/partner");
        await keys.Type("#Code", StandIns.Code);
        await keys.Press("Check");
        (await page.Locator("h1").TextContentAsync()).ShouldBe("Yes");
    });

    [Theory]
    [InlineData(390, true)]
    [InlineData(390, false)]
    [InlineData(1280, true)]
    [InlineData(1280, false)]
    public Task Academy_staff_decide_on_a_certificate_and_on_a_record_that_is_said_to_be_wrong(int width, bool withScripts) => As(Somebody.Sam, width, withScripts, async (page, keys) =>
    {
        await keys.Open("/academy");
        await keys.Press("Certificates to check");
        await keys.Press($"[href='/academy/evidence/{EvidenceStandIn.WaitingId}']");
        await keys.Choose("Decision", "Do not accept it: it is in another name");
        await keys.Press("Save the decision");
        (await page.GetByTestId("decided").CountAsync()).ShouldBe(1);

        await keys.Open($"/disputes/{DisputeStandIn.AskedId}");
        await keys.Choose("Decision", "The record is wrong");
        await keys.Type("#Words", "We saw the certificate.");
        await keys.Press("Send the answer");
        page.Url.ShouldNotContain(DisputeStandIn.AskedId.ToString());
    });

    [Theory]
    [InlineData(390, true)]
    [InlineData(390, false)]
    [InlineData(1280, true)]
    [InlineData(1280, false)]
    public Task Academy_staff_refuse_an_application_tell_two_people_apart_and_find_out_why_a_passport_says_so(int width, bool withScripts) => As(Somebody.Sam, width, withScripts, async (page, keys) =>
    {
        await keys.Open($"/kitemark/{ApplicationStandIn.InReviewId}/decision");
        await keys.Choose("Choice", "Refuse");
        await keys.Type("#Text", "Assessments were not observed.");
        await keys.Press("Save the decision");
        (await page.GetByTestId("done").CountAsync()).ShouldBe(1);

        await keys.Open($"/academy/duplicates/{AcademyStandIn.OneId}/{AcademyStandIn.OtherId}");
        await keys.Choose("Decision", "They are two people");
        await keys.Type("#Reason", "Twins.");
        await keys.Press("Save the decision");
        (await page.GetByTestId("decided").CountAsync()).ShouldBe(1);

        await keys.Open("/academy/people");
        await keys.Type("#Number", "CPA-4F7-KQ2-M9F");
        await keys.Choose("Why", "The person asked us for help");
        await keys.Press("Search");
        await keys.Press($"[href^='/academy/people/{AcademyStandIn.OneId}']");
        (await page.GetByTestId("why").CountAsync()).ShouldBe(1);
        await keys.Press("[href*='tab=training']");
        (await page.GetByTestId("entry").CountAsync()).ShouldBeGreaterThan(0);
    });

    private async Task As(Somebody? who, int width, bool withScripts, Func<IPage, Keyboard, Task> journey)
    {
        var address = _app.ClientOptions.BaseAddress.ToString();
        await using var context = await chromium.NewContext(new() { BaseURL = address, ViewportSize = new() { Width = width, Height = 800 }, JavaScriptEnabled = withScripts });
        if (who is not null)
        {
            var jar = new CookieJar();
            await _app.Browser(who, jar);
            await context.AddCookiesAsync(jar.Cookies.Select(cookie => new Cookie { Name = cookie.Key, Value = cookie.Value, Url = address }));
        }

        var page = await context.NewPageAsync();
        await journey(page, new Keyboard(page));
    }
}
