using System.Net;
using Microsoft.EntityFrameworkCore;

namespace Academy.Identity.Tests.Accounts;

public sealed class RegisterTests(IdentityApp app)
{
    [Fact]
    public async Task Five_questions_and_a_link_make_an_account_and_sign_in()
    {
        var (browser, address) = (app.OpenBrowser().Http, People.NewAddress());
        var check = await Answer(browser, address, name: "  Nkechi  O'Brien-Ṣọlá ", phone: "+44 808 157 0192");
        check.Heading.ShouldBe("Check your answers");
        foreach (var shown in new[] { "Nkechi O'Brien-Ṣọlá", "27 March 1990", address, "+448081570192" })
        {
            check.Main.ShouldContain(shown);
        }

        var sent = await browser.Follow(await browser.Send("/register/check", check, ""));
        sent.Heading.ShouldBe("Check your email");
        (await Accounts(address)).ShouldBe(0);
        var entered = await browser.Fill(await app.LinkTo(address));

        entered.Location!.ToString().ShouldBe("/account");
        (await browser.Open("/account")).TestId("name").ShouldBe("Nkechi O'Brien-Ṣọlá");
        var account = await app.InDatabase(db => db.Accounts.SingleAsync(a => a.Email == address));
        account.DateOfBirth.ShouldBe(new DateOnly(1990, 3, 27));
        account.PhoneNumber.ShouldBe("+448081570192");
        account.EmailConfirmed.ShouldBeTrue();
        (await app.InDatabase(db => db.EmailLinks.SingleAsync(link => link.Address == address))).Details.ShouldBeNull();
    }

    [Fact]
    public async Task The_way_back_to_where_one_came_from_is_kept()
    {
        var (browser, address) = (app.OpenBrowser().Http, People.NewAddress());
        var first = await browser.Open("/register?returnUrl=%2Faccount%2Fsessions");
        first.Field("ReturnUrl").ShouldBe("/account/sessions");
        await browser.Send("/register", first, "", ("FullName", "Amara Okafor"), ("ReturnUrl", "/account/sessions"));
        await browser.Fill("/register/date-of-birth", ("DateOfBirth.Day", "27"), ("DateOfBirth.Month", "March"), ("DateOfBirth.Year", "1990"));
        await browser.Fill("/register/email", ("Email", address));
        await browser.Fill("/register/check");

        (await browser.Fill(await app.LinkTo(address))).Location!.ToString().ShouldBe("/account/sessions");
    }

    [Fact]
    public async Task The_link_makes_one_account_however_often_it_is_pressed()
    {
        var (browser, address) = (app.OpenBrowser().Http, People.NewAddress());
        var check = await Answer(browser, address);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => browser.Send("/register/check", check, "")));
        (await app.MessagesTo(address)).ShouldHaveSingleItem();
        var link = await app.LinkTo(address);
        var page = await browser.Open(link);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => browser.Send(link, page, "")));

        (await Accounts(address)).ShouldBe(1);
        (await browser.Send(link, page, "")).Location!.ToString().ShouldBe("/account");
    }

    [Fact]
    public async Task An_address_that_has_an_account_does_not_show_it_and_is_told_by_message()
    {
        var account = await app.NewAccount();
        var (known, unknown) = (app.OpenBrowser().Http, app.OpenBrowser().Http);
        var (one, two) = (await Answer(known, account.Email!, name: "Somebody Else"), await Answer(unknown, People.NewAddress()));

        var (first, second) = (await known.Send("/register/check", one, ""), await unknown.Send("/register/check", two, ""));

        (first.Status, first.Location).ShouldBe((second.Status, second.Location));
        (await known.Follow(first)).Heading.ShouldBe((await unknown.Follow(second)).Heading);
        var message = (await app.MessagesTo(account.Email!)).ShouldHaveSingleItem();
        message.Purpose.ShouldBe("have-account");
        (await app.OpenBrowser().Http.Fill(await app.LinkTo(account.Email!))).Location!.ToString().ShouldBe("/account");
        (await app.InDatabase(db => db.Accounts.SingleAsync(a => a.Id == account.Id))).FullName.ShouldBe(account.FullName);
    }

    [Fact]
    public async Task Two_people_who_confirm_one_address_at_once_get_one_account()
    {
        var (one, two) = (app.OpenBrowser().Http, app.OpenBrowser().Http);
        var address = People.NewAddress();
        await one.Send("/register/check", await Answer(one, address), "");
        var link = await app.LinkTo(address);
        var (first, second) = (await one.Open(link), await two.Open(link));

        var answers = await Task.WhenAll(one.Send(link, first, ""), two.Send(link, second, ""));

        answers.Select(answer => answer.Status).Order().ShouldBe([HttpStatusCode.Redirect, HttpStatusCode.Gone]);
        (await Accounts(address)).ShouldBe(1);
    }

    [Fact]
    public async Task Under_sixteen_there_is_a_page_that_says_so()
    {
        var browser = app.OpenBrowser().Http;
        await browser.Fill("/register", ("FullName", "Amara Okafor"));
        var today = app.Clock.GetUtcNow();

        var young = await browser.Follow(await Born(browser, today.AddYears(-16).AddDays(1)));
        young.Heading.ShouldBe("You cannot create an account yet");
        (await browser.Open("/register/email")).Location!.ToString().ShouldBe("/register/date-of-birth");

        (await Born(browser, today.AddYears(-16))).Location!.ToString().ShouldBe("/register/email");
    }

    [Fact]
    public async Task An_employers_address_is_asked_about_once_and_can_be_kept()
    {
        var browser = app.OpenBrowser().Http;
        await browser.Fill("/register", ("FullName", "Amara Okafor"));
        await browser.Fill("/register/date-of-birth", ("DateOfBirth", "1990-03-27"));
        var asked = await browser.Follow(await browser.Fill("/register/email", ("Email", "amara@trust.NHS.uk")));
        asked.Heading.ShouldBe("You may lose this email if you leave your job");

        // The question cannot be walked around.
        (await browser.Open("/register/check")).Location!.ToString().ShouldBe("/register/work-email");
        (await browser.Fill("/register/work-email")).Location!.ToString().ShouldBe("/register/phone");
        (await browser.Open("/register/check")).Heading.ShouldBe("Check your answers");
        (await browser.Fill("/register/email", ("Email", "amara@gov.uk"))).Location!.ToString().ShouldBe("/register/work-email");
        (await browser.Fill("/register/email", ("Email", "amara@notgov.uk"))).Location!.ToString().ShouldBe("/register/phone");
    }

    [Theory]
    [InlineData("", "Enter your full name")]
    [InlineData("R2D2", "Your full name must be 100 letters or fewer, with no numbers or signs")]
    [InlineData("<b>Amara</b>", "Your full name must be 100 letters or fewer, with no numbers or signs")]
    [InlineData("---", "Your full name must be 100 letters or fewer, with no numbers or signs")]
    public async Task A_name_that_is_none_comes_back_with_what_to_do(string typed, string sentence)
        => (await app.OpenBrowser().Http.Fill("/register", ("FullName", typed))).Errors.ShouldHaveSingleItem().ShouldBe(sentence);

    [Theory]
    [InlineData("陳")]
    [InlineData("María José Ñuñez")]
    [InlineData("Siân O’Neill")]
    [InlineData("அமரா")]
    [InlineData("D. J. Smith, Jr.")]
    public async Task Names_of_every_script_are_taken(string name)
        => (await app.OpenBrowser().Http.Fill("/register", ("FullName", name))).Location!.ToString().ShouldBe("/register/date-of-birth");

    [Theory]
    [InlineData("", "", "", "Enter your date of birth")]
    [InlineData("27", "", "1990", "Date of birth must include a month")]
    [InlineData("31", "2", "1990", "Date of birth must be a real date")]
    [InlineData("1", "1", "2090", "Your date of birth must be in the past")]
    [InlineData("1", "1", "1850", "Check the year of your date of birth")]
    public async Task A_date_of_birth_that_cannot_be_comes_back_as_typed(string day, string month, string year, string sentence)
    {
        var browser = app.OpenBrowser().Http;
        await browser.Fill("/register", ("FullName", "Amara Okafor"));

        var refused = await browser.Fill("/register/date-of-birth", ("DateOfBirth.Day", day), ("DateOfBirth.Month", month), ("DateOfBirth.Year", year));

        refused.Errors.ShouldHaveSingleItem().ShouldBe(sentence);
        refused.Field("DateOfBirth.Year").ShouldBe(year);
    }

    [Theory]
    [InlineData("12")]
    [InlineData("call me")]
    [InlineData("+44 1234 567890 123456")]
    public async Task A_phone_number_that_is_none_comes_back(string typed)
    {
        var browser = app.OpenBrowser().Http;
        await Answer(browser, People.NewAddress());

        var refused = await browser.Fill("/register/phone", ("Phone", typed));

        refused.Errors.ShouldHaveSingleItem().ShouldStartWith("Enter a phone number");
        refused.Field("Phone").ShouldBe(typed);
    }

    [Fact]
    public async Task An_answer_is_changed_from_the_last_page_and_leads_back_to_it()
    {
        var browser = app.OpenBrowser().Http;
        await Answer(browser, People.NewAddress());
        var page = await browser.Open("/register?change=true");
        page.Field("FullName").ShouldBe("Amara Okafor");

        var back = await browser.Follow(await browser.Send("/register", page, "", ("FullName", "Amara Obi"), ("Change", page.Field("Change"))));

        back.Heading.ShouldBe("Check your answers");
        back.Main.ShouldContain("Amara Obi");
    }

    [Fact]
    public async Task Nobody_starts_in_the_middle_nor_with_answers_of_their_own_making()
    {
        var browser = app.OpenBrowser();
        foreach (var path in new[] { "/register/date-of-birth", "/register/email", "/register/phone", "/register/work-email", "/register/check" })
        {
            (await browser.Http.Open(path)).Location!.ToString().ShouldBe("/register");
        }

        browser.Cookies.Add(People.Site, new Cookie("__Host-academy-register", "CfDJ8made-up", "/") { Secure = true });
        (await browser.Http.Open("/register/check")).Location!.ToString().ShouldBe("/register");
        (await browser.Http.Open("/sign-in/sent")).Location!.ToString().ShouldBe("/sign-in");
    }

    private static Task<Shown> Born(HttpClient browser, DateTimeOffset day)
        => browser.Fill("/register/date-of-birth", ("DateOfBirth", day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)));

    private static async Task<Shown> Answer(HttpClient browser, string address, string name = "Amara Okafor", string phone = "")
    {
        (await browser.Fill("/register", ("FullName", name))).Location!.ToString().ShouldBe("/register/date-of-birth");
        (await browser.Fill("/register/date-of-birth", ("DateOfBirth.Day", "27"), ("DateOfBirth.Month", "3"), ("DateOfBirth.Year", "1990"))).Location!.ToString().ShouldBe("/register/email");
        (await browser.Fill("/register/email", ("Email", address))).Location!.ToString().ShouldBe("/register/phone");
        return await browser.Follow(await browser.Fill("/register/phone", ("Phone", phone)));
    }

    private Task<int> Accounts(string address)
        => app.InDatabase(db => db.Accounts.CountAsync(account => account.Email == address));
}
