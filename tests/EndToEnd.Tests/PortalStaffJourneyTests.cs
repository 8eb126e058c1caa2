using Microsoft.Playwright;

namespace Academy.EndToEnd.Tests;

/// <summary>What employers, trainers and Academy staff do with what others have told: checks and their receipts, files, records of one person, systems.</summary>
public sealed partial class PortalTests
{
    [Fact]
    public async Task Ruth_checks_a_starter_keeps_the_receipt_and_an_inspector_sees_that_nobody_changed_it()
    {
        var (grace, ruth, inspector) = (await As("grace"), await As("ruth"), await platform.Phone(withScripts: false));
        var code = await ShareEverything(grace);
        await ruth.GotoAsync("/employer");
        await Press(ruth, "Check a new starter");
        await ruth.Locator("#Code").FillAsync(code);
        await FillDay(ruth, "DateOfBirth", 21, 6, 1979);
        await Press(ruth, "Check");
        (await ruth.Locator("h1").InnerTextAsync()).ShouldContain("Grace Mensah");
        (await ruth.GetByTestId("withdrawn").InnerTextAsync()).ShouldBe("None");
        var receipt = new Uri(ruth.Url).AbsolutePath;
        var signed = (await ruth.GetByTestId("jws").TextContentAsync())!.Trim();

        await grace.GotoAsync("/passport/shares");
        await grace.GetByRole(AriaRole.Link, new() { Name = "Stop now" }).First.Leave();
        await Press(grace, "Stop sharing");
        await grace.GotoAsync("/passport/activity");
        (await grace.GetByTestId("look").AllInnerTextsAsync()).ShouldContain(look => look.Contains("Rosewood Care", StringComparison.Ordinal) && look.Contains("checked your passport", StringComparison.Ordinal));

        await ruth.GotoAsync("/employer/checks");
        await ruth.Locator($"a[href='{receipt}']").Leave();
        (await ruth.GetByTestId("since").InnerTextAsync()).ShouldBe("The sharing has ended. We do not say what changed since.", "a receipt says what was found, and nothing newer once the share is stopped");
        (await Verify(inspector, signed)).ShouldSatisfyAllConditions(said => said.ShouldContain("Good."), said => said.ShouldContain("Grace Mensah"), said => said.ShouldContain("Rosewood Care"));
        (await Verify(inspector, $"{signed[..^4]}{(signed.EndsWith("AAAA", StringComparison.Ordinal) ? "BBBB" : "AAAA")}")).ShouldContain("Not good.");

        static async Task<string> Verify(IPage page, string signed)
        {
            await page.GotoAsync("/check/receipt");
            await page.Locator("#Signed").FillAsync(signed);
            await Press(page, "Check");
            return await page.Locator("main").InnerTextAsync();
        }
    }

    [Fact]
    public async Task Dev_sends_a_file_the_right_rows_are_recorded_and_the_wrong_ones_come_back_with_what_to_fix()
    {
        var dev = await As("dev");
        await dev.GotoAsync("/trainer/upload");
        await dev.Locator("#List").SetInputFilesAsync(Path.Combine(platform.Folder, "demo", "class-with-3-bad-rows.csv"));
        await dev.Locator("#Course").SelectOptionAsync(new SelectOptionValue { Label = "Fire safety in care homes (2026)" });
        var day = DateTime.UtcNow.AddDays(-2);
        await FillDay(dev, "On", day.Day, day.Month, day.Year);
        await dev.GetByLabel("Dev Patel").CheckAsync();
        await dev.GetByLabel("Record the rows that are right").CheckAsync();
        await Press(dev, "Send");

        await Shows(dev, dev.Url, "What became of your file");
        (await dev.GetByTestId("problem").CountAsync()).ShouldBe(3);
        (await dev.GetByTestId("counts").InnerTextAsync()).ReplaceLineEndings(" ").ShouldStartWith("11 Recorded");
        var toFix = await dev.Context.APIRequest.GetAsync(new Uri(new Uri(dev.Url), await dev.GetByTestId("file").GetAttributeAsync("href")).AbsoluteUri);
        (await toFix.TextAsync()).TrimEnd().Split('\n').Length.ShouldBe(4, "the headings and a line for each row that was not recorded");
        await dev.GotoAsync($"/trainer/records?From.Day={day.Day}&From.Month={day.Month}&From.Year={day.Year}&Until.Day={day.Day}&Until.Month={day.Month}&Until.Year={day.Year}");
        (await dev.GetByTestId("record").CountAsync()).ShouldBe(11);
    }

    [Fact]
    public async Task Sam_makes_one_record_of_two_and_the_other_number_still_leads_to_it()
    {
        var (ma, sam) = (await As("ma"), await As("sam"));
        await Shows(ma, "/passport", "CPA-");
        var kept = await ma.GetByTestId("number").InnerTextAsync();
        await sam.GotoAsync("/academy");
        await sam.Locator("main").GetByRole(AriaRole.Link, new() { Name = "Records that may be one person" }).Leave();
        foreach (var pair in await sam.GetByTestId("pair").GetByRole(AriaRole.Link).EvaluateAllAsync<string[]>("links => links.map(link => link.getAttribute('href'))"))
        {
            await sam.GotoAsync(pair);
            if ((await sam.Locator("main").InnerTextAsync()).Contains(kept, StringComparison.OrdinalIgnoreCase))
            {
                break;
            }
        }

        var numbers = (await sam.GetByTestId("person").Locator(".academy-code").AllTextContentsAsync()).Select(number => number.Trim()).ToList();
        numbers.Count.ShouldBe(2);
        var isFirst = numbers[0] == kept;
        var other = numbers[isFirst ? 1 : 0];
        await sam.GetByLabel(isFirst ? "One person: keep record 1" : "One person: keep record 2").CheckAsync();
        await sam.Locator("#Reason").FillAsync("One name, one day of birth, one employer.");
        await Press(sam, "Save the decision");
        (await sam.GetByTestId("decided").InnerTextAsync()).ShouldBe("The two records are one now. Both numbers lead to it.");

        await ma.GotoAsync("/passport");
        (await ma.GetByTestId("number").InnerTextAsync()).ShouldBe(kept);
        await FindPerson(sam, other, "The person may have two records");
        (await sam.GetByTestId("found").InnerTextAsync()).ShouldContain(kept);
    }

    [Fact]
    public async Task Sam_finds_out_why_a_passport_says_so_and_the_person_reads_that_somebody_looked_and_why()
    {
        var (amara, sam) = (await As("amara"), await As("sam"));
        await Shows(amara, "/passport", "CPA-");
        await FindPerson(sam, await amara.GetByTestId("number").InnerTextAsync(), "The person asked us for help");
        await sam.GetByTestId("person").GetByRole(AriaRole.Link).Leave();
        (await sam.GetByTestId("why").InnerTextAsync()).ShouldContain("To help you with what you asked us");
        await sam.Locator("[href*='tab=training']").Leave();
        (await sam.GetByTestId("entry").Filter(new() { HasText = "Moving and assisting people" }).InnerTextAsync())
            .ShouldSatisfyAllConditions(entry => entry.ShouldContain("Yes. Course, provider and trainer were kitemarked on the day."), entry => entry.ShouldContain("Northgate Care Training"));

        // Was it kitemarked on that day? The register answers for any day, to anybody.
        await sam.GotoAsync("/courses?q=moving");
        await sam.GetByRole(AriaRole.Link, new() { Name = "Moving and assisting people" }).First.Leave();
        await FillDay(sam, "On", 14, 5, 1999);
        await Press(sam, "Show");
        (await sam.Locator("main").InnerTextAsync()).ShouldContain("Was it kitemarked on 14 May 1999?");

        await amara.GotoAsync("/passport/activity");
        (await amara.GetByTestId("look").AllInnerTextsAsync()).ShouldContain(look => look.Contains("The Academy", StringComparison.Ordinal) && look.Contains("To help you with what you asked us", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ruth_connects_a_system_of_hers_and_sees_what_it_was_sent_and_answered()
    {
        var heard = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var system = builder.Build();
        system.MapPost("/events", async (HttpRequest request) =>
        {
            using var reader = new StreamReader(request.Body);
            heard.TrySetResult($"{await reader.ReadToEndAsync()} {string.Join(' ', request.Headers.Select(header => $"{header.Key}: {header.Value}"))}");
            return Results.Ok();
        });
        await system.StartAsync();
        var ruth = await As("ruth");
        await ruth.GotoAsync("/developers/webhooks");
        (await ruth.GetByTestId("webhook").Filter(new() { HasText = "http://127.0.0.1:9/events" }).CountAsync()).ShouldBe(1);
        await ruth.Locator("#Address").FillAsync($"{system.Urls.First()}/events");
        await ruth.GetByLabel("Training that was recorded").CheckAsync();
        await Press(ruth, "Add the address");
        await Press(ruth, "Send a test event");

        (await heard.Task.WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken)).ShouldContain("academy.passport.ping.v1");
        var page = ruth.Url.Split('?')[0];
        await Shows(ruth, page, "Taken");
        (await ruth.GetByTestId("delivery").InnerTextAsync()).ShouldContain("200");
        await Press(ruth, "Delete this address");
        (await ruth.GetByTestId("webhook").CountAsync()).ShouldBe(1);
    }

    /// <summary>A share code for all training, made on a phone.</summary>
    private static async Task<string> ShareEverything(IPage page)
    {
        await page.GotoAsync("/passport/share");
        await page.GetByLabel("All my training").CheckAsync();
        await Press(page, "Continue");
        await page.GetByLabel("7 days").CheckAsync();
        await Press(page, "Make a code");
        return await page.GetByTestId("code").InnerTextAsync();
    }

    private static async Task FindPerson(IPage page, string number, string why)
    {
        await page.GotoAsync("/academy/people");
        await page.Locator("#Number").FillAsync(number);
        await page.GetByLabel(why).CheckAsync();
        await Press(page, "Search");
    }

    private static async Task FillDay(IPage page, string field, int day, int month, int year)
    {
        foreach (var (part, value) in new[] { ("Day", day), ("Month", month), ("Year", year) })
        {
            await page.Locator($"#{field}_{part}").FillAsync(value.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
    }
}
