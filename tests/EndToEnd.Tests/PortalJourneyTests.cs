using System.Globalization;
using Academy.Launcher.Running;
using Academy.ServiceDefaults;
using Microsoft.Playwright;

namespace Academy.EndToEnd.Tests;

/// <summary>
/// What one person does on a page, and another sees on theirs, against the running platform: care staff on phones without scripts, all
/// others at a desk with them. The portal's own KeyboardTests has every task by keyboard, at both widths, with scripts and without.
/// </summary>
public sealed partial class PortalTests
{
    [Fact]
    public async Task A_new_starter_lets_the_employer_see_the_passport_and_stops_it_and_the_employer_sees_it_as_long()
    {
        var (starter, ruth) = (await As("lukasz"), await As("ruth"));
        await starter.GotoAsync("/passport");
        await starter.GetByTestId("to-answer").Filter(new() { HasText = "Rosewood Care" }).GetByRole(AriaRole.Link).ClickAsync();
        await Answer(starter, "Yes, they can see it");

        (await starter.GetByTestId("answered").InnerTextAsync()).ShouldBe("You said yes. Rosewood Care can see your passport while you work there.");
        await Shows(ruth, "/employer/matrix", "Łukasz Wójcik");
        await starter.GotoAsync("/passport/activity");
        (await starter.Locator("main").InnerTextAsync()).ShouldContain("may see your passport from now on");

        await starter.GotoAsync("/passport/employers");
        await starter.GetByTestId("employer").Filter(new() { HasText = "Rosewood Care" }).GetByRole(AriaRole.Link).ClickAsync();
        await Answer(starter, "No, they cannot see it");
        await Shows(ruth, "/employer/matrix", "Łukasz Wójcik", isThere: false);
    }

    [Fact]
    public async Task Amara_makes_a_code_for_a_benefit_and_the_partner_says_yes_once()
    {
        var (amara, joanne) = (await As("amara"), await As("joanne"));
        await Shows(amara, "/benefits", "Yours");
        (await amara.GetByTestId("not-yet").CountAsync()).ShouldBe(2, "two of the five are for higher tiers");
        await amara.GetByTestId("yours").Filter(new() { HasText = "Half-price gym" }).GetByRole(AriaRole.Button).ClickAsync();
        await amara.GetByRole(AriaRole.Button, new() { Name = "Make a code" }).ClickAsync();
        var code = await amara.GetByTestId("code").InnerTextAsync();

        (await CheckBenefit(joanne, code)).ShouldContain("Half-price gym");
        (await joanne.Locator("h1").InnerTextAsync()).ShouldBe("Yes");
        (await CheckBenefit(joanne, code)).ShouldContain("This code was used before.");
        await amara.GotoAsync("/tier");
        (await amara.GetByTestId("tier").InnerTextAsync()).ShouldStartWith("Tier 2 of 5.");
    }

    [Fact]
    public async Task Ruth_asks_her_team_for_training_sees_before_for_how_many_it_is_new_and_takes_it_back()
    {
        var ruth = await As("ruth");
        await ruth.GotoAsync("/employer/requirements");
        await ruth.GetByRole(AriaRole.Button, new() { Name = "Add training" }).ClickAsync();
        await ruth.Locator("#Subject").SelectOptionAsync(new SelectOptionValue { Label = "Oral health" });
        await ruth.GetByLabel("Everybody").CheckAsync();
        await Press(ruth, "Continue");
        var newly = int.Parse(await ruth.GetByTestId("effect").Locator("strong").First.InnerTextAsync(), CultureInfo.InvariantCulture);
        newly.ShouldBePositive();
        await Press(ruth, "Save");
        (await ruth.GetByTestId("saved").InnerTextAsync()).ShouldStartWith("Saved: Oral health.");

        await ruth.GotoAsync("/employer/missing");
        (await ruth.GetByTestId("row").Filter(new() { HasText = "Oral health" }).CountAsync()).ShouldBe(newly);
        await ruth.GotoAsync("/employer/reports/inspection");
        (await ruth.GetByTestId("subject").Filter(new() { HasText = "Oral health" }).CountAsync()).ShouldBe(1);

        await ruth.GotoAsync("/employer/requirements");
        await ruth.GetByRole(AriaRole.Link, new() { Name = "Change Oral health" }).ClickAsync();
        await Press(ruth, "Do not ask for it any more");
        (await ruth.GetByTestId("effect").Locator("strong").Nth(2).InnerTextAsync()).ShouldBe($"{newly}");
        await Press(ruth, "Do not ask for it any more");
        (await ruth.GetByTestId("removed").InnerTextAsync()).ShouldStartWith("Removed: Oral health.");
    }

    [Fact]
    public async Task Dev_records_a_class_and_it_is_in_the_passport_of_who_matched()
    {
        var (priya, dev) = (await As("priya"), await As("dev"));
        await Shows(priya, "/passport", "CPA-");
        var number = await priya.GetByTestId("number").InnerTextAsync();
        var day = DateTime.UtcNow.AddDays(-1);

        await dev.GotoAsync("/trainer");
        await dev.GetByRole(AriaRole.Button, new() { Name = "Record a class" }).ClickAsync();
        await dev.Locator("#Course").SelectOptionAsync(new SelectOptionValue { Label = "Fire safety in care homes (2026)" });
        foreach (var (part, value) in new[] { ("Day", day.Day), ("Month", day.Month), ("Year", day.Year) })
        {
            await dev.Locator($"#On_{part}").FillAsync(value.ToString(CultureInfo.InvariantCulture));
        }

        await dev.GetByLabel("Dev Patel").CheckAsync();
        await Press(dev, "Continue");
        await dev.Locator("#List").FillAsync($"{number}, Nair Priya\n{Codes.New()}, Nobody We Know\n{number}, 5 12 1991\n");
        await Press(dev, "Add to the class");
        (await dev.GetByTestId("person").InnerTextAsync()).ShouldContain("Matched");
        (await dev.GetByTestId("to-fix").CountAsync()).ShouldBe(2);
        await dev.GetByTestId("to-fix").Last.GetByRole(AriaRole.Button).ClickAsync();
        await Press(dev, "Continue");
        await Press(dev, "Everybody passed");
        await Press(dev, "Continue");
        (await dev.GetByTestId("kitemark").InnerTextAsync()).ShouldBe("Kitemarked");
        await Press(dev, "Record 2 completions");

        (await dev.GetByTestId("recorded").InnerTextAsync()).ShouldBe("We recorded 1 of 2. 1 needs a match.");
        (await dev.GetByTestId("left").InnerTextAsync()).ShouldBe("Nobody We Know");
        await priya.GotoAsync("/passport");
        (await priya.GetByTestId("entry").InnerTextAsync()).ShouldContain("Fire safety in care homes");
        await dev.GotoAsync("/trainer");
        (await dev.GetByTestId("draft").Filter(new() { HasText = "Fire safety in care homes" }).CountAsync()).ShouldBe(1, "who needs a match waits there");
    }

    [Fact]
    public async Task Grace_adds_training_with_a_certificate_Academy_staff_accept_it_and_her_passport_says_so()
    {
        var (grace, sam) = (await As("grace"), await As("sam"));
        await Shows(grace, "/passport", "CPA-");
        await grace.GetByRole(AriaRole.Button, new() { Name = "Add training" }).ClickAsync();
        await grace.Locator("#Name").FillAsync("Stoma care – two days");
        await grace.Locator("#Subject").SelectOptionAsync(new SelectOptionValue { Label = "Nutrition and hydration" });
        await Press(grace, "Continue");
        foreach (var (part, value) in new[] { ("Day", "14"), ("Month", "5"), ("Year", "2024") })
        {
            await grace.Locator($"#CompletedOn_{part}").FillAsync(value);
        }

        await Press(grace, "Continue");
        await grace.Locator("#TaughtBy").FillAsync("Fenland Training");
        await Press(grace, "Continue");
        await grace.Locator("#Certificate").SetInputFilesAsync(new FilePayload { Name = "certificate.jpg", MimeType = "image/jpeg", Buffer = [.. "%PDF-1.7 Grace"u8] });
        await Press(grace, "Send and continue");
        await Press(grace, "Add this training");
        (await grace.Locator("h1").InnerTextAsync()).ShouldBe("Training added");

        await sam.GotoAsync("/academy");
        await sam.Locator("main").GetByRole(AriaRole.Link, new() { Name = "Certificates to check" }).ClickAsync();
        await sam.GetByRole(AriaRole.Link, new() { Name = "Stoma care – two days" }).ClickAsync();
        (await sam.GetByTestId("name").InnerTextAsync()).ShouldBe("Grace Mensah");
        var file = await sam.Context.APIRequest.GetAsync(new Uri(new Uri(sam.Url), await sam.GetByTestId("file").GetByRole(AriaRole.Link).GetAttributeAsync("href")).AbsoluteUri);
        (await file.TextAsync()).ShouldBe("%PDF-1.7 Grace");
        await sam.GetByLabel("Accept it", new() { Exact = true }).CheckAsync();
        await Press(sam, "Save the decision");
        (await sam.GetByTestId("decided").InnerTextAsync()).ShouldBe("The certificate was accepted. The person is told.");

        await grace.GotoAsync("/passport");
        (await grace.GetByTestId("notice").First.InnerTextAsync()).ShouldContain("Your certificate for Stoma care – two days was accepted.");
        await grace.GetByRole(AriaRole.Link, new() { Name = "Stoma care – two days" }).ClickAsync();
        (await grace.GetByTestId("assurance").InnerTextAsync()).ShouldContain("Academy staff saw the certificate.");
        await grace.GotoAsync("/passport/activity");
        (await grace.Locator("main").InnerTextAsync()).ShouldContain("looked at the certificate you sent");
    }

    [Fact]
    public async Task Dev_withdraws_what_was_recorded_by_mistake_and_the_passport_says_why()
    {
        var (tom, dev) = (await As("tom"), await As("dev"));
        await Shows(tom, "/passport", "Safeguarding adults, level 2");
        await dev.GotoAsync("/trainer/records?Q=Reilly");
        await dev.GetByTestId("record").Filter(new() { HasText = "Safeguarding adults, level 2" }).GetByRole(AriaRole.Link).Last.ClickAsync();
        await dev.GetByLabel("It was recorded by mistake").CheckAsync();
        await Press(dev, "Continue");
        await Press(dev, "Withdraw this record");
        (await dev.Locator("h1").InnerTextAsync()).ShouldBe("Record withdrawn");

        await tom.GotoAsync("/passport");
        await tom.GetByTestId("entry").Filter(new() { HasText = "Safeguarding adults, level 2" }).GetByRole(AriaRole.Link).ClickAsync();
        (await tom.Locator("main").InnerTextAsync()).ShouldContain("It was recorded by mistake.");
    }

    [Fact]
    public async Task Tom_says_that_a_day_is_wrong_the_Academy_agrees_and_Dev_puts_it_right()
    {
        var (tom, dev, sam) = (await As("tom"), await As("dev"), await As("sam"));
        await Shows(tom, "/passport", "Moving and assisting people");
        await tom.GetByTestId("entry").Filter(new() { HasText = "Moving and assisting people" }).GetByRole(AriaRole.Link).ClickAsync();
        await tom.GetByRole(AriaRole.Link, new() { Name = "Something is wrong with this record" }).ClickAsync();
        await tom.GetByLabel("The day is wrong").CheckAsync();
        await tom.Locator("#Words").FillAsync("It was on 14 May 2025.");
        await Press(tom, "Send");
        var problem = tom.Url;

        await Open(dev, "/trainer");
        await dev.GetByLabel("The record is right").CheckAsync();
        await dev.Locator("#Words").FillAsync("Our list says so.");
        await Press(dev, "Send the answer");

        await tom.GotoAsync(problem);
        (await tom.GetByTestId("state").InnerTextAsync()).ShouldStartWith("Northgate Care Training says that the record is right.");
        await tom.Locator("#Words").FillAsync("I have the certificate.");
        await Press(tom, "Ask the Academy");

        await Open(sam, "/academy");
        (await sam.GetByTestId("name").InnerTextAsync()).ShouldBe("Tom Reilly");
        await sam.GetByLabel("The record is wrong").CheckAsync();
        await sam.Locator("#Words").FillAsync("We saw the certificate.");
        await Press(sam, "Send the answer");

        await Open(dev, "/trainer");
        await dev.GetByLabel("Only the day is wrong").CheckAsync();
        await Press(dev, "Send the answer");
        foreach (var (part, value) in new[] { ("Day", "14"), ("Month", "5"), ("Year", "2025") })
        {
            await dev.Locator($"#On_{part}").FillAsync(value);
        }

        await dev.Locator("#Reason").FillAsync("The certificate says 14 May.");
        await Press(dev, "Correct the day");
        (await dev.GetByTestId("corrected").InnerTextAsync()).ShouldStartWith("The day was corrected.");

        await tom.GotoAsync(problem);
        (await tom.GetByTestId("state").InnerTextAsync()).ShouldBe("The record was put right.");
        (await tom.Locator("h1").InnerTextAsync()).ShouldContain("14 May 2025");

        static async Task Open(IPage page, string overview)
        {
            await page.GotoAsync(overview);
            await page.Locator("main").GetByRole(AriaRole.Link, new() { Name = "Records that people say are wrong" }).ClickAsync();
            await page.GetByTestId("dispute").Filter(new() { HasText = "Moving and assisting people" }).GetByRole(AriaRole.Link).ClickAsync();
        }
    }

    [Fact]
    public async Task Aisha_asks_Helen_to_put_one_thing_right_and_then_grants_the_kitemark()
    {
        var (helen, aisha) = (await As("helen"), await As("aisha"));
        await helen.GotoAsync("/kitemark");
        await helen.GetByRole(AriaRole.Link, new() { Name = "Learning disability awareness" }).ClickAsync();
        var application = helen.Url;
        (await helen.GetByTestId("state").InnerTextAsync()).ShouldContain("In review");

        await aisha.GotoAsync("/academy");
        await aisha.Locator("main").GetByRole(AriaRole.Link, new() { Name = "Applications for a kitemark" }).ClickAsync();
        await aisha.GetByRole(AriaRole.Link, new() { Name = "In review" }).ClickAsync();
        await aisha.GetByRole(AriaRole.Link, new() { Name = "Learning disability awareness" }).ClickAsync();
        await Press(aisha, "Take it over for review");
        await aisha.GetByRole(AriaRole.Link, new() { Name = "Ask for something to be put right first" }).ClickAsync();
        await aisha.Locator("#Choice").SelectOptionAsync("C2");
        await aisha.Locator("#Text").FillAsync("Show how many people are in a class.");
        await FillDay(aisha, "Until", "27", "3", "2098");
        await Press(aisha, "Send");

        await helen.GotoAsync(application);
        await helen.GetByRole(AriaRole.Link, new() { Name = "Say what you put right" }).ClickAsync();
        await helen.Locator("#Text").FillAsync("Twelve at most, since May.");
        await Press(helen, "Send");

        await aisha.GotoAsync(application);
        (await aisha.GetByTestId("condition").InnerTextAsync()).ShouldContain("Twelve at most, since May.");
        await aisha.GetByRole(AriaRole.Button, new() { Name = "Accept" }).Leave();
        await aisha.GetByRole(AriaRole.Button, new() { Name = "Decide", Exact = true }).Leave();
        await aisha.GetByLabel("Approve: it gets the kitemark").CheckAsync();
        var today = DateTime.UtcNow.Date;
        await FillDay(aisha, "From", $"{today.Day}", $"{today.Month}", $"{today.Year}");
        await FillDay(aisha, "Until", $"{today.Day}", $"{today.Month}", $"{today.Year + 1}");
        await aisha.Locator("#Text").FillAsync("All ten are met.");
        await Press(aisha, "Save the decision");
        (await aisha.GetByTestId("done").InnerTextAsync()).ShouldBe("The kitemark is granted.");

        await helen.GotoAsync(application);
        (await helen.GetByTestId("reason").InnerTextAsync()).ShouldContain("All ten are met.");
        await helen.GotoAsync("/courses?q=learning+disability");
        (await helen.Locator("main").InnerTextAsync()).ShouldContain("Learning disability awareness");

        static async Task FillDay(IPage page, string field, string day, string month, string year)
        {
            await page.Locator($"#{field}_Day").FillAsync(day);
            await page.Locator($"#{field}_Month").FillAsync(month);
            await page.Locator($"#{field}_Year").FillAsync(year);
        }
    }

    [Fact]
    public async Task Aisha_sees_what_a_suspension_changes_confirms_it_and_takes_it_back_and_the_passport_follows()
    {
        var (tom, aisha) = (await As("tom"), await As("aisha"));
        await Shows(tom, "/passport", "Moving and assisting people");
        await aisha.GotoAsync("/academy");
        await aisha.Locator("main").GetByRole(AriaRole.Link, new() { Name = "Kitemarks", Exact = true }).ClickAsync();
        await aisha.Locator("#q").FillAsync("Northgate");
        await Press(aisha, "Search");
        await aisha.GetByRole(AriaRole.Link, new() { Name = "Northgate Care Training", Exact = true }).ClickAsync();
        var mark = aisha.Url;

        await aisha.GetByRole(AriaRole.Button, new() { Name = "Suspend it" }).ClickAsync();
        await aisha.GetByLabel("It is shown as under review").CheckAsync();
        await aisha.Locator("#Reason").FillAsync("Somebody complained.");
        await Press(aisha, "Show what this changes");
        (await aisha.GetByTestId("effects").InnerTextAsync()).ShouldContain("training records.");
        (await aisha.GetByTestId("tiers").InnerTextAsync()).ShouldContain("Nobody falls to a lower tier");
        await Press(aisha, "Confirm and suspend");
        (await aisha.GetByTestId("done").InnerTextAsync()).ShouldBe("The kitemark is suspended.");
        await Shows(aisha, mark, "Training records follow the last decision since");
        await Shows(tom, "/passport", "Under review");

        await aisha.GetByRole(AriaRole.Button, new() { Name = "Take the last decision back" }).ClickAsync();
        await aisha.Locator("#Reason").FillAsync("It was another provider.");
        await Press(aisha, "Show what this changes");
        (await aisha.GetByTestId("leaving-review").InnerTextAsync()).ShouldNotBe("0");
        await Press(aisha, "Confirm and take back");
        await Shows(tom, "/passport", "Under review", isThere: false);
        (await aisha.GetByTestId("line").AllInnerTextsAsync()).Count.ShouldBeGreaterThanOrEqualTo(3);
    }

    private static readonly string[] CareStaff = ["amara", "lukasz", "grace", "ma", "tom", "priya"];

    private async Task<IPage> As(string persona)
    {
        var page = CareStaff.Contains(persona) ? await platform.Phone(withScripts: false) : await platform.Desk();
        await page.GotoAsync($"/dev/personas?as={persona}");
        await page.GetByTestId("who").WaitForAsync();
        return page;
    }

    /// <summary>Loads a page until it says something, or says it no more: services hear of each other a moment later.</summary>
    private static async Task Shows(IPage page, string address, string text, bool isThere = true)
        => (await Wait.Until(async _ =>
        {
            await page.GotoAsync(address);
            return (await page.Locator("main").InnerTextAsync()).Contains(text, StringComparison.Ordinal) == isThere;
        }, TimeSpan.FromMinutes(3), () => false, TestContext.Current.CancellationToken)).ShouldBeTrue($"{address} {(isThere ? "never says" : "still says")} {text}");

    private static async Task Answer(IPage page, string answer)
    {
        await page.GetByLabel(answer).CheckAsync();
        await Press(page, "Save my answer");
    }

    private static Task Press(IPage page, string button) => page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).Leave();

    private static async Task<string> CheckBenefit(IPage page, string code)
    {
        await page.GotoAsync("/partner");
        await page.Locator("#Code").FillAsync(code);
        await Press(page, "Check");
        return await page.Locator("main").InnerTextAsync();
    }
}
