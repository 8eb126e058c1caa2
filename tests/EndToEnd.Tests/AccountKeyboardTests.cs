using Academy.Browsing;
using Microsoft.Playwright;

namespace Academy.EndToEnd.Tests;

/// <summary>Identity's pages without a mouse: an account from its first question to signing out, in all four ways pages are looked at.</summary>
public sealed partial class PortalTests
{
    /// <summary>The one of the page; the menu may have a link with the same words.</summary>
    private const string Button = "[class~='govuk-button']";

    [Theory]
    [InlineData(390, true)]
    [InlineData(390, false)]
    [InlineData(1280, true)]
    [InlineData(1280, false)]
    public async Task Somebody_makes_an_account_looks_after_it_and_signs_in_again_with_the_keyboard_alone(int width, bool withScripts)
    {
        var (page, email) = (await platform.Open(width, withScripts), $"ha.{Guid.NewGuid():N}@post.example");
        var keys = new Keyboard(page);
        await keys.Open("/register");
        await keys.Type("#FullName", "Nguyễn Thị Hà");
        await keys.Press("Continue");
        await keys.TypeDay("DateOfBirth", 27, 3, 1990);
        await keys.Press("Continue");
        await keys.Type("#Email", email);
        await keys.Press("Continue");
        await keys.Type("#Phone", "07700 900 982");
        await keys.Press("Continue");
        await keys.Press("Create my account");
        (await page.Locator("h1").InnerTextAsync()).ShouldBe("Check your email");
        await keys.Open(await LinkSentTo(page, email));
        await keys.Press("Create my account");

        await keys.Open("/account");
        (await page.GetByTestId("email").InnerTextAsync()).ShouldContain(email);
        await keys.Press("[href='/account/name-change']");
        await keys.Type("#NewName", "Nguyễn Hà");
        await keys.Press("Continue");
        await keys.Type("#Reason", "I was married. My marriage certificate shows it.");
        await keys.Press("Continue");
        await keys.Press("Ask for this change");
        await keys.Open("/account");
        (await page.GetByTestId("name").InnerTextAsync()).ShouldContain("In review");
        await keys.Press("[href='/account/email']");
        await keys.Type("#Email", $"new.{email}");
        await keys.Press("Continue");
        (await page.Locator("h1").InnerTextAsync()).ShouldBe("Check your new email");
        await keys.Open("/account");
        await keys.Press("[href='/account/phone']");
        await keys.Type("#Phone", "07700 900 983");
        await keys.Press("Save");
        (await page.GetByTestId("phone").InnerTextAsync()).ShouldBe("07700900983");
        await keys.Open("/account/reminders");
        await keys.Tick("30 days before");
        await keys.Press("Save");
        new Uri(page.Url).AbsolutePath.ShouldBe("/account");

        await keys.Open("/account");
        await keys.Press("[href='/find-my-record']");
        await keys.Press("Continue");
        await keys.Press("Continue");
        await keys.Press("Continue");
        await keys.Type("#Employer", "Hilltop House");
        await keys.Press("Continue");
        await keys.Type("#LastCourse", "Moving and assisting people");
        await keys.Press("Continue");
        await keys.Press("Find my record");
        (await page.GetByTestId("reference").InnerTextAsync()).ShouldStartWith("CPA-");

        await keys.Open("/sign-out");
        await keys.Press(Button);
        await keys.Press("[href='/sign-in']");
        await keys.Type("#Email", email);
        await keys.Press("Send me a link");
        await keys.Open(await LinkSentTo(page, email));
        await keys.Press(Button);
        await keys.Open("/account");
        (await page.GetByTestId("email").InnerTextAsync()).ShouldContain(email);
        await page.Context.CloseAsync();
    }

    /// <summary>The newest link that went to an address; it is the first there.</summary>
    private static async Task<string> LinkSentTo(IPage page, string email)
    {
        await page.GotoAsync("/dev/outbox");
        return await page.GetByTestId("message").Filter(new() { HasText = $"to {email}", Has = page.GetByRole(AriaRole.Link) }).First.GetByRole(AriaRole.Link).GetAttributeAsync("href")
            ?? throw new ShouldAssertException($"No link went to {email}.");
    }
}
