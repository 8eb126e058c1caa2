using Academy.Browsing;
using Academy.Testing;
using Microsoft.Playwright;

namespace Academy.Portal.Tests;

/// <summary>
/// Every route of the route table, and the states a page can be in, at three widths: nothing is wrong that <see cref="PageProblems"/>
/// knows of. The views' own sources say which states there are: a page that can say what is wrong was seen saying it, and a page with a
/// list was seen without anything in it. ACADEMY_SCREENSHOTS=folder keeps pictures.
/// </summary>
public sealed class AccessibilityTests(Chromium chromium) : IAsyncLifetime
{
    private const int Height = 800;
    private const string Error = ".govuk-error-summary";

    /// <summary>What a page says where a list would be, and whether it says what is wrong.</summary>
    private const string Marks = "[...document.querySelectorAll('[data-testid], .govuk-error-summary')].map(e => e.matches('.govuk-error-summary') ? '.govuk-error-summary' : e.dataset.testid)";

    /// <summary>Texts with a table, what a file said, and what is answered for one day: there is always a row.</summary>
    private static readonly string[] NeverWithoutARow = ["/Pages/Cookies.cshtml", "/Pages/Privacy.cshtml", "/Pages/Employer/BulkResult.cshtml", "/Pages/Agencies/Agency.cshtml"];

    /// <summary>Where lists are, beside the addresses of the route table.</summary>
    private static readonly (string Address, Somebody Who)[] MoreLists =
    [
        ($"/academy/people/{AcademyStandIn.OneId}?why=help", Somebody.Sam),
        ($"/academy/people/{AcademyStandIn.OneId}?why=help&tab=training", Somebody.Sam),
        ($"/academy/people/{AcademyStandIn.OneId}?why=help&tab=tier", Somebody.Sam),
    ];

    private static readonly (string Name, Func<IPage, Task> Reach)[] States =
    [
        ("check with errors", page => Check(page, "<b>", "31", "2", "1987")),
        ("receipt with an error", page => Submit(page, "/check/receipt")),
        ("language with an error", async page =>
        {
            await page.GotoAsync("/language");
            await page.EvaluateAsync("document.querySelectorAll('main form input[type=radio]').forEach(one => one.checked = false)");
            await Send(page);
        }),
        ("course with an error", page => page.GotoAsync($"/courses/{StandIns.MovingId}?On.Day=31&On.Month=2&On.Year=2025")),
        ("agency with an error", page => page.GotoAsync($"/agencies/{StandIns.AgencyId}?On.Day=31&On.Month=2&On.Year=2025")),
        ("provider with an error", page => page.GotoAsync($"/providers/{StandIns.ProviderId}?On.Day=31&On.Month=2&On.Year=2025")),
        ("check not found", page => Check(page, StandIns.Code, "28", "3", "1987")),
        ("check result", page => Check(page, StandIns.Code, "27", "3", "1987")),
        ("courses with an error", page => page.GotoAsync("/courses?On.Day=31&On.Month=2&On.Year=2025")),
        ("courses none found", page => page.GotoAsync("/courses?Q=zzzz")),
        ("courses too short", page => page.GotoAsync("/courses?Q=zz")),
        ("agencies with an error", page => page.GotoAsync("/agencies?On.Day=31&On.Month=2&On.Year=2025")),
        ("agencies none found", page => page.GotoAsync("/agencies?Q=zzzz")),
        ("course withdrawn", page => page.GotoAsync($"/courses/{StandIns.WithdrawnId}")),
        ("badge with an error", page => Submit(page, "/check/credential")),
        ("badge checked", async page =>
        {
            await page.GotoAsync("/check/credential");
            await page.Locator("#Badge").FillAsync("eyJ.good.x");
            await Send(page);
        }),
        ("page not found", page => page.GotoAsync("/nobody")),
        ("something went wrong", page => page.GotoAsync($"/courses/{StandIns.BrokenId}")),
    ];

    private static readonly (string Name, Somebody? Who, Func<IPage, Task> Reach)[] OwnStates =
    [
        ("passport empty", Somebody.Lukasz, page => page.GotoAsync("/passport")),
        ("share with an error", Somebody.Amara, page => Submit(page, "/passport/share")),
        ("share days with an error", Somebody.Amara, page => Submit(page, "/passport/share/days")),
        ("share done", Somebody.Amara, page => Submit(page, "/passport/share/days", "input[value='7']")),
        ("share empty", Somebody.Lukasz, page => page.GotoAsync("/passport/share")),
        ("shares none", Somebody.Lukasz, page => page.GotoAsync("/passport/shares")),
        ("employers empty", Somebody.Lukasz, page => page.GotoAsync("/passport/employers")),
        ("employer with an error", Somebody.Amara, page => Submit(page, $"/passport/employers/{OwnStandIn.UnansweredWorkId}")),
        ("employer answered", Somebody.Amara, page => Submit(page, $"/passport/employers/{OwnStandIn.SharedWorkId}", "input[value='yes']")),
        ("employer left", Somebody.Amara, page => page.GotoAsync($"/passport/employers/{OwnStandIn.EndedWorkId}")),
        ("card saved", Somebody.Amara, page => page.GotoAsync("/passport/card?saved=true")),
        ("print empty", Somebody.Lukasz, page => page.GotoAsync("/passport/print")),
        ("wallet empty", Somebody.Lukasz, page => page.GotoAsync("/passport/wallet")),
        ("news empty", Somebody.Lukasz, page => page.GotoAsync("/notifications")),
        ("tier empty", Somebody.Lukasz, page => page.GotoAsync("/tier")),
        ("benefits empty", Somebody.Lukasz, page => page.GotoAsync("/benefits")),
        ("benefit not yet", Somebody.Amara, page => page.GotoAsync($"/benefits/{OwnStandIn.OtherOfferId}/code")),
        ("benefit code made", Somebody.Amara, page => Submit(page, $"/benefits/{OwnStandIn.OfferId}/code")),
        ("activity empty", Somebody.Lukasz, page => page.GotoAsync("/passport/activity")),
        ("add with errors", Somebody.Amara, page => Submit(page, "/passport/add")),
        ("add when with errors", Somebody.Amara, async page =>
        {
            await AddUpTo(page, "/passport/add/when");
            await Send(page);
        }),
        ("add who with errors", Somebody.Amara, async page =>
        {
            await AddUpTo(page, "/passport/add/who");
            await Send(page);
        }),
        ("add evidence with errors", Somebody.Amara, async page =>
        {
            await AddUpTo(page, "/passport/add/evidence");
            await PressButton(page, "Send and continue");
        }),
        ("add check", Somebody.Amara, page => AddUpTo(page, "/passport/add/check")),
        ("add done with evidence", Somebody.Amara, async page =>
        {
            await AddUpTo(page, "/passport/add/evidence");
            await page.Locator("#Certificate").SetInputFilesAsync(Certificate);
            await PressButton(page, "Send and continue");
            await Send(page);
        }),
        ("add same with errors", Somebody.Amara, async page =>
        {
            await AddUpTo(page, "/passport/add/same");
            await Send(page);
        }),
        ("item evidence with errors", Somebody.Amara, page => Submit(page, $"/passport/items/{EvidenceStandIn.DeclaredId}/evidence")),
        ("item evidence waiting", Somebody.Amara, async page =>
        {
            await page.Locator("#Certificate").SetInputFilesAsync(Certificate);
            await Send(page);
        }),
        ("item withdrawn", Somebody.Amara, page => page.GotoAsync($"/passport/items/{TeamStandIn.WithdrawnId}")),
        ("problem with errors", Somebody.Amara, page => Submit(page, $"/passport/problem/{TeamStandIn.KitemarkedId}")),
        ("problem sent", Somebody.Amara, async page =>
        {
            await page.Locator("#Claim").CheckAsync();
            await page.Locator("#Words").FillAsync("It was a day earlier.");
            await Send(page);
        }),
        ("requirement with errors", Somebody.Ruth, page => SubmitFirst(page, "/employer/requirements/new")),
        ("requirement check", Somebody.Ruth, page => SubmitFirst(page, "/employer/requirements/15")),
        ("requirement saved", Somebody.Ruth, page => Send(page)),
        ("invite with errors", Somebody.Ruth, page => Submit(page, "/employer/people/invite")),
        ("invite staff with errors", Somebody.Ruth, page => Submit(page, "/employer/invite")),
        ("invite staff check", Somebody.Ruth, async page =>
        {
            await page.GotoAsync("/employer/invite");
            await page.Locator("#List").FillAsync("new@post.example\na.very.long.line.that.is.no.address.and.has.no.end.to.it.whatever.somebody.does");
            await Send(page);
        }),
        ("invite staff sent", Somebody.Ruth, page => Send(page, page.Locator("main form button").First)),
        ("membership with errors", Somebody.Ruth, page => SubmitFirst(page, $"/employer/people/{MemberStandIn.ZahraId}")),
        ("bulk check with errors", Somebody.Ruth, page => Submit(page, "/employer/check/bulk")),
        ("bulk check result", Somebody.Ruth, async page =>
        {
            await page.GotoAsync("/employer/check/bulk");
            var rows = $"{StandIns.Code},27/03/1987\n{StandIns.Code},28/03/1987\nno code,27/03/1987\n";
            await page.Locator("#List").SetInputFilesAsync(new FilePayload { Name = "codes-of-new-starters.csv", MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes(rows) });
            await Send(page);
        }),
        ("checks with an error", Somebody.Ruth, page => page.GotoAsync("/employer/checks?From.Day=31&From.Month=2&From.Year=2026")),
        ("checks none found", Somebody.Ruth, page => page.GotoAsync("/employer/checks?Q=zz")),
        ("new check with errors", Somebody.Ruth, page => Submit(page, "/employer/check")),
        ("saved check new", Somebody.Ruth, page => Check(page, StandIns.Code, "27", "3", "1987", "/employer/check")),
        ("decide with errors", Somebody.Ruth, page => Submit(page, $"/employer/check/{SavedCheckStandIn.OldId}/decide", "#Answers_1__Decision")),
        ("checks last page", Somebody.Ruth, page => page.GotoAsync($"/employer/checks?before={SavedCheckStandIn.OldId}")),
        ("person with errors", Somebody.Ruth, page => Submit(page, $"/employer/staff/{StarterStandIn.StarterId}", "#Answers_0__Decision-2")),
        ("care certificate with errors", Somebody.Ruth, page => Submit(page, $"/employer/staff/{StarterStandIn.StarterId}/care-certificate")),
        ("decisions none", Somebody.Lukasz, page => page.GotoAsync("/passport/decisions")),
        ("missing", Somebody.Ruth, page => page.GotoAsync("/employer/missing")),
        ("expiring in 30 days", Somebody.Ruth, page => page.GotoAsync("/employer/expiring?days=30")),
        ("partner with an error", Somebody.Joanne, page => Submit(page, "/partner")),
        ("partner yes", Somebody.Joanne, page => CheckCode(page, StandIns.Code)),
        ("partner no", Somebody.Joanne, page => CheckCode(page, StandIns.Code)),
        ("new class with errors", Somebody.Dev, page => Submit(page, "/trainer/classes/new")),
        ("upload with errors", Somebody.Dev, page => Submit(page, "/trainer/upload")),
        ("upload waiting", Somebody.Dev, page => page.GotoAsync($"/trainer/upload/{UploadStandIn.WaitingId}")),
        ("people with errors", Somebody.Dev, page => Press(page, $"/trainer/classes/{ClassStandIn.MixedId}/people", "Continue")),
        ("people saved", Somebody.Dev, page => Press(page, $"/trainer/classes/{ClassStandIn.MixedId}/people", "Save and go on later")),
        ("people taught before", Somebody.Dev, page => page.GotoAsync($"/trainer/classes/{ClassStandIn.ReadyId}/people?q=الأحمد")),
        ("people who may be meant", Somebody.Dev, page => page.GotoAsync($"/trainer/classes/{ClassStandIn.ReadyId}/people?q=الأحمد&row=1")),
        ("people not found", Somebody.Dev, page => page.GotoAsync($"/trainer/classes/{ClassStandIn.MixedId}/people?q=zzzz")),
        ("people too short", Somebody.Dev, page => page.GotoAsync($"/trainer/classes/{ClassStandIn.MixedId}/people?q=zz")),
        ("people nobody", Somebody.Dev, NewClass),
        ("results missing", Somebody.Dev, async page =>
        {
            await NewClass(page);
            await page.Locator("#List").FillAsync("4F7-KQ2-M9F, Amara Okafor\n");
            await PressButton(page, "Add to the class");
            await PressButton(page, "Continue");
            await PressButton(page, "Continue");
        }),
        ("class done", Somebody.Dev, async page =>
        {
            await page.GotoAsync($"/trainer/classes/{ClassStandIn.ReadyId}/check");
            await Send(page);
        }),
        ("records with an error", Somebody.Dev, page => page.GotoAsync("/trainer/records?From.Day=31&From.Month=2&From.Year=2026")),
        ("records none found", Somebody.Dev, page => page.GotoAsync("/trainer/records?Q=zzzz")),
        ("withdraw with an error", Somebody.Dev, page => Submit(page, $"/trainer/records/{RecordStandIn.StandingId}/withdraw")),
        ("withdraw check", Somebody.Dev, page => Submit(page, $"/trainer/records/{RecordStandIn.StandingId}/withdraw", "input[value='error']")),
        ("withdrawn before", Somebody.Dev, page => page.GotoAsync($"/trainer/records/{RecordStandIn.WithdrawnId}/withdraw")),
        ("kitemark with errors", Somebody.Dev, page => Press(page, "/kitemark", "Begin")),
        ("kitemark conditions", Somebody.Dev, page => page.GotoAsync($"/kitemark/{ApplicationStandIn.ConditionsId}")),
        ("kitemark answer", Somebody.Dev, page => page.GotoAsync($"/kitemark/{ApplicationStandIn.ConditionsId}/answer?number=1")),
        ("kitemark refused", Somebody.Dev, page => page.GotoAsync($"/kitemark/{ApplicationStandIn.RefusedId}")),
        ("kitemark criteria with errors", Somebody.Dev, async page =>
        {
            await page.GotoAsync($"/kitemark/{ApplicationStandIn.DraftId}/criteria");
            await page.Locator("#Texts_C2_").FillAsync("We do.");
            await Send(page);
        }),
        ("kitemarks renewals", Somebody.Sam, page => page.GotoAsync("/academy/kitemarks?due=Renewal")),
        ("kitemarks reviews", Somebody.Sam, page => page.GotoAsync("/academy/kitemarks?due=Review")),
        ("kitemarks empty", Somebody.Sam, page => page.GotoAsync("/academy/kitemarks?q=nothing")),
        ("kitemark withdrawn", Somebody.Sam, page => page.GotoAsync($"/academy/kitemarks/{MarkStandIn.WithdrawnId}")),
        ("kitemark withdraw with errors", Somebody.Sam, page => Submit(page, $"/academy/kitemarks/{MarkStandIn.InForceId}/withdraw")),
        ("kitemark effects", Somebody.Sam, async page =>
        {
            await page.GotoAsync($"/academy/kitemarks/{MarkStandIn.InForceId}/withdraw");
            await page.GetByLabel("It is not kitemarked any more, from a day on").CheckAsync();
            foreach (var (part, value) in new[] { ("Day", "1"), ("Month", "9"), ("Year", "2026") })
            {
                await page.Locator($"#VoidFrom_{part}").FillAsync(value);
            }

            await page.Locator("#Reason").FillAsync("Assessments were not observed.");
            await PressButton(page, "Show what this changes");
        }),
        ("kitemark of an agency", Somebody.Bola, page => page.GotoAsync("/kitemark")),
        ("kitemark of no agency", Somebody.Ruth, page => page.GotoAsync("/kitemark")),
        ("equivalence with errors", Somebody.Sam, page => Submit(page, "/academy/equivalences/new")),
        ("equivalence end with errors", Somebody.Sam, page => Submit(page, $"/academy/equivalences/{RecognitionStandIn.OpenId}/end")),
        ("induction with errors", Somebody.Sam, page => Submit(page, "/academy/partners/induction")),
        ("standardisation with errors", Somebody.Sam, page => Submit(page, "/academy/partners/standardisation")),
        ("visit with errors", Somebody.Sam, page => Submit(page, $"/academy/visits/kitemark/{MarkStandIn.InForceId}")),
        ("visit planned", Somebody.Sam, page => page.GotoAsync($"/academy/visits/kitemark/{MarkStandIn.InForceId}/{MarkStandIn.PlannedVisitId}")),
        ("kitemark queue", Somebody.Sam, page => page.GotoAsync("/kitemark")),
        ("kitemark queue empty", Somebody.Sam, page => page.GotoAsync("/kitemark?state=Approved")),
        ("kitemark in review", Somebody.Sam, page => page.GotoAsync($"/kitemark/{ApplicationStandIn.InReviewId}")),
        ("kitemark scores", Somebody.Sam, page => page.GotoAsync($"/kitemark/{ApplicationStandIn.InReviewId}/criteria")),
        ("kitemark decision with errors", Somebody.Sam, page => Submit(page, $"/kitemark/{ApplicationStandIn.InReviewId}/decision")),
        ("kitemark condition with errors", Somebody.Sam, page => Submit(page, $"/kitemark/{ApplicationStandIn.InReviewId}/condition")),
        ("kitemark appeal decision", Somebody.Sam, page => page.GotoAsync($"/kitemark/{ApplicationStandIn.AppealedId}/appeal-decision")),
        ("correct with errors", Somebody.Dev, page => Submit(page, $"/trainer/records/{RecordStandIn.StandingId}/correct")),
        ("dispute with errors", Somebody.Dev, page => Submit(page, $"/disputes/{DisputeStandIn.WaitingId}")),
        ("dispute upheld", Somebody.Dev, page => page.GotoAsync($"/disputes/{DisputeStandIn.UpheldId}")),
        ("disputes last page", Somebody.Dev, page => page.GotoAsync($"/disputes?after={DisputeStandIn.WaitingId}")),
        ("dispute for the academy", Somebody.Sam, page => page.GotoAsync($"/disputes/{DisputeStandIn.AskedId}")),
        ("dispute first with others", Somebody.Sam, page => page.GotoAsync($"/disputes/{DisputeStandIn.WaitingId}")),
        ("evidence empty", Somebody.Sam, page => page.GotoAsync($"/academy/evidence?after={EvidenceStandIn.WaitingId}")),
        ("evidence with errors", Somebody.Sam, page => Submit(page, $"/academy/evidence/{EvidenceStandIn.WaitingId}")),
        ("evidence decided", Somebody.Sam, page => Submit(page, $"/academy/evidence/{EvidenceStandIn.WaitingId}", "input[value='Unreadable']")),
        ("people with errors", Somebody.Sam, page => Submit(page, "/academy/people")),
        ("people found", Somebody.Sam, async page =>
        {
            await page.GotoAsync("/academy/people");
            await page.Locator("#Number").FillAsync("CPA-4F7-KQ2-M9F");
            await page.Locator("#Why").CheckAsync();
            await Send(page);
        }),
        ("person", Somebody.Sam, page => page.GotoAsync($"/academy/people/{AcademyStandIn.OneId}?why=help")),
        ("person training", Somebody.Sam, page => page.GotoAsync($"/academy/people/{AcademyStandIn.OneId}?why=help&tab=training")),
        ("person tier", Somebody.Sam, page => page.GotoAsync($"/academy/people/{AcademyStandIn.OneId}?why=help&tab=tier")),
        ("duplicates with errors", Somebody.Sam, page => Submit(page, $"/academy/duplicates/{AcademyStandIn.OneId}/{AcademyStandIn.OtherId}")),
        ("request with errors", Somebody.Sam, page => Submit(page, $"/academy/requests/{AcademyStandIn.RequestId}")),
        ("request decided", Somebody.Sam, page => page.GotoAsync($"/academy/requests/{AcademyStandIn.DecidedRequestId}")),
        ("message sent again", Somebody.Sam, page => Submit(page, "/academy/messages")),
        ("audit of a person", Somebody.Sam, page => page.GotoAsync($"/academy/audit?person={AcademyStandIn.OneId}")),
        ("audit with an error", Somebody.Sam, page => page.GotoAsync("/academy/audit?On.Day=31&On.Month=2&On.Year=2026")),
        ("people nobody found", Somebody.Sam, async page =>
        {
            await page.GotoAsync("/academy/people");
            await page.Locator("#Name").FillAsync("Nobody");
            foreach (var (part, value) in new[] { ("Day", "27"), ("Month", "3"), ("Year", "1987") })
            {
                await page.Locator($"#DateOfBirth_{part}").FillAsync(value);
            }

            await page.Locator("#Why").CheckAsync();
            await Send(page);
        }),
        ("academy without a task", Somebody.Mary, page => page.GotoAsync("/academy")),
        ("webhooks with errors", Somebody.Ruth, page => Submit(page, "/developers/webhooks")),
        ("matrix nobody chosen", Somebody.Ruth, page => page.GotoAsync("/employer/matrix?State=Needed%20later")),
        ("course of a class with errors", Somebody.Dev, async page =>
        {
            await page.GotoAsync($"/trainer/classes/{ClassStandIn.MixedId}/course");
            await page.Locator("#On_Month").FillAsync("");
            await Send(page);
        }),
        ("class with nobody who passed", Somebody.Dev, async page =>
        {
            await NewClass(page);
            await page.Locator("#List").FillAsync("4F7-KQ2-M9F, Amara Okafor\n");
            await PressButton(page, "Add to the class");
            await PressButton(page, "Continue");
            await page.Locator("input[value='Absent']").First.CheckAsync();
            await PressButton(page, "Continue");
            await Send(page);
        }),
        ("not yours", Somebody.Sam, page => page.GotoAsync("/home?not=yours")),
        ("passport of another", Somebody.Lukasz, page => page.GotoAsync($"/passport/items/{TeamStandIn.KitemarkedId}")),
    ];

    private readonly PortalApp _app = new();
    private readonly List<(string Address, string[] Marks)> _seen = [];
    private readonly List<string> _problems = [];
    private readonly HashSet<string> _shapes = new(StringComparer.Ordinal);
    private string _name = "";
    private IBrowserContext _context = null!;
    private IPage _page = null!;
    private string? _whose;

    public async ValueTask InitializeAsync()
    {
        _app.Listen();
        _context = await NewContext(320);
        await PageProblems.BringAxe(_context);
        _page = await Open(_context, _problems, () => _name);
    }

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Every_page_in_every_state_is_free_of_violations()
    {
        var routes = Addresses.Of(_app).Where(route => !Addresses.OnlyLeadsOn(route.Route)).ToList();
        await Look(
            [
                .. routes.Select(route => (route.Route, Addresses.ReaderOf(route.Address), (Func<IPage, Task>)(page => page.GotoAsync(route.Address)))),
                .. States.Select(state => (state.Name, (Somebody?)null, state.Reach)), .. WithServicesThatRefuse(), .. OwnStates, .. WithServicesThatKnowLittle(),
            ],
            PageProblems.AtEveryWidth);
        _app.Behind.HasNothing = true;
        await Look(
            routes.Select(route => (route.Address, Who: Addresses.ReaderOf(route.Address))).Concat(MoreLists.Select(list => (list.Address, Who: (Somebody?)list.Who)))
                .Select(list => ($"{list.Address} without anything", list.Who, (Func<IPage, Task>)(async page =>
                {
                    if ((await page.GotoAsync(list.Address))!.Status is var status and not (200 or 404))
                    {
                        _problems.Add($"{list.Address} answers {status} where every list is empty");
                    }
                }))),
            AtOneWidth);

        _problems.ShouldBeEmpty();
        var views = PageView.All(_app);
        var marks = _seen.Select(seen => (View: PageView.Of(views, seen.Address), seen.Marks)).ToLookup(seen => seen.View?.Path, seen => seen.Marks);
        bool WasSeen(PageView view, string mark) => marks[view.Path].Any(seen => seen.Contains(mark));
        views.Where(view => view.SaysErrors && !WasSeen(view, Error)).Select(view => view.Path)
            .ShouldBeEmpty("these pages can say what is wrong, and no state here shows them saying it");
        views.Where(view => view.HoldsAList && !view.WordsForEmpty.Any()).Select(view => view.Path)
            .ShouldBe(NeverWithoutARow, ignoreOrder: true, "a page with a list says why there is nothing in it, in an element with data-testid \"empty\", \"none-…\", \"no-…\" or \"nothing-…\"");
        views.SelectMany(view => view.WordsForEmpty).Distinct()
            .Where(words => !views.Any(view => view.WordsForEmpty.Contains(words) && WasSeen(view, words.Mark)))
            .Select(words => $"{Path.GetFileName(words.File)}: {words.Mark}").ShouldBeEmpty("no state here shows these words for an empty list");
    }

    [Fact]
    public async Task A_page_whose_service_is_away_is_free_of_violations_too()
    {
        foreach (var service in new[] { "Kitemark", "Passport", "Learner", "Pathway", "Benefits" })
        {
            _app.Behind.Down(service);
        }

        _app.Behind.Members.IsDown = true;
        await Look(
            [
                ("check away", null, page => Check(page, StandIns.Code, "27", "3", "1987")),
                ("employer check away", Somebody.Ruth, page => Check(page, StandIns.Code, "27", "3", "1987", "/employer/check")),
                .. Addresses.Of(_app).Where(route => !Addresses.OnlyLeadsOn(route.Route))
                    .Select(route => ($"{route.Route} away", Addresses.ReaderOf(route.Address), (Func<IPage, Task>)(page => page.GotoAsync(route.Address)))),
            ],
            AtOneWidth);

        _problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_error_summary_takes_the_focus_and_leads_to_the_field()
    {
        await using var context = await NewContext(390);
        var page = await Open(context, [], () => "check");
        await Check(page, "", "27", "", "1987");

        (await page.EvaluateAsync<string>("document.activeElement.className")).ShouldBe("govuk-error-summary");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        (await page.EvaluateAsync<string>("document.activeElement.id")).ShouldBe("DateOfBirth_Month");
    }

    /// <summary>Errors that come of what a service says no to.</summary>
    private (string Name, Somebody? Who, Func<IPage, Task> Reach)[] WithServicesThatRefuse() =>
    [
        ("message refused", Somebody.Sam, page => Refused(page, "x", "/academy/messages")),
        ("benefit code refused", Somebody.Amara, page => Refused(page, "too-many-codes", $"/benefits/{OwnStandIn.OfferId}/code")),
        ("requirement refused", Somebody.Ruth, async page =>
        {
            // What is asked for is another list by then, or the change would be made already.
            await SubmitFirst(page, "/employer/requirements/15");
            var asked = _app.Behind.Team.Requirements.Subjects;
            _app.Behind.Team.Requirements.Set();
            await Refused(page, "x");
            _app.Behind.Team.Requirements.Set([.. asked]);
        }),
        ("application refused", Somebody.Dev, page => Refused(page, "x", $"/kitemark/{ApplicationStandIn.AnsweredId}")),
        ("added training refused", Somebody.Amara, async page =>
        {
            await AddUpTo(page, "/passport/add/check");
            await Refused(page, "x");
        }),
        ("removal refused", Somebody.Amara, page => Refused(page, "x", $"/passport/items/{EvidenceStandIn.DeclaredId}/remove")),
        ("class refused", Somebody.Dev, page => Refused(page, "x", $"/trainer/classes/{ClassStandIn.ReadyId}/check")),
        ("withdrawal refused", Somebody.Dev, async page =>
        {
            await Submit(page, $"/trainer/records/{RecordStandIn.StandingId}/withdraw", "input[value='error']");
            await Refused(page, "x");
        }),
    ];

    /// <summary>Empty in another way than that every list is.</summary>
    private (string Name, Somebody? Who, Func<IPage, Task> Reach)[] WithServicesThatKnowLittle() =>
    [
        ("feedback of nobody", Somebody.Sam, async page =>
        {
            _app.Behind.Staff.IsEmpty = true;
            await page.GotoAsync("/academy/feedback");
            _app.Behind.Staff.IsEmpty = false;
        }),
        ("no benefit now", Somebody.Amara, async page =>
        {
            _app.Behind.Own.HasNoneNow = true;
            await page.GotoAsync("/benefits");
            _app.Behind.Own.HasNoneNow = false;
        }),
        ("care certificate not begun", Somebody.Ruth, async page =>
        {
            var met = _app.Behind.CareCertificates.Met;
            _app.Behind.CareCertificates.Met = 0;
            await page.GotoAsync($"/employer/staff/{StarterStandIn.StarterId}/care-certificate");
            _app.Behind.CareCertificates.Met = met;
        }),
        ("webhook nothing sent", Somebody.Ruth, async page =>
        {
            _app.Behind.Webhooks.HasSentNothing = true;
            await page.GotoAsync($"/developers/webhooks/{WebhookStandIn.FailingId}");
            _app.Behind.Webhooks.HasSentNothing = false;
        }),
        ("nobody shares", Somebody.Ruth, async page =>
        {
            _app.Behind.Team.IsEmpty = true;
            await page.GotoAsync("/employer");
            _app.Behind.Team.IsEmpty = false;
        }),
        ("inspection nothing missing", Somebody.Ruth, async page =>
        {
            _app.Behind.Team.IsUpToDate = true;
            await page.GotoAsync("/employer/reports/inspection");
            _app.Behind.Team.IsUpToDate = false;
        }),
        ("passport up to date", Somebody.Amara, async page =>
        {
            _app.Behind.Team.IsUpToDate = true;
            await Submit(page, $"/passport/employers/{OwnStandIn.UnansweredWorkId}", "input[value='no']");
            await page.GotoAsync("/passport");
            _app.Behind.Team.IsUpToDate = false;
        }),
    ];

    /// <summary>Goes to each, as whoever it is for, and asks what is wrong there.</summary>
    private async Task Look(IEnumerable<(string Name, Somebody? Who, Func<IPage, Task> Reach)> states, Func<IPage, string, Task<IReadOnlyList<string>>> problems)
    {
        foreach (var (name, who, reach) in states)
        {
            _name = name;
            if (_whose != (who?.Subject ?? ""))
            {
                // One page for all of them: a browser holds a process, and a hundred megabytes, for each that is open.
                _whose = who?.Subject ?? "";
                await _context.ClearCookiesAsync();
                await SignIn(_context, who);
            }

            await reach(_page);
            _seen.Add((new Uri(_page.Url).AbsolutePath, await _page.EvaluateAsync<string[]>(Marks)));
            if (_shapes.Add(await PageProblems.Shape(_page)))
            {
                _problems.AddRange(await problems(_page, name));
            }
        }
    }

    private static async Task<IReadOnlyList<string>> AtOneWidth(IPage page, string name)
    {
        await page.SetViewportSizeAsync(320, Height);
        var problems = await PageProblems.Of(page, name);
        await PageProblems.Picture(page, name, 320);
        return problems;
    }

    /// <summary>Sends the first form of a page while services refuse every change.</summary>
    private async Task Refused(IPage page, string slug, string? address = null)
    {
        if (address is not null)
        {
            await page.GotoAsync(address);
        }

        _app.Behind.Refuses = slug;
        await Send(page, page.Locator("main form button").First);
        _app.Behind.Refuses = null;
    }

    private static async Task Check(IPage page, string code, string day, string month, string year, string address = "/check")
    {
        await page.GotoAsync(address);
        await page.Locator("#Code").FillAsync(code);
        await page.Locator("#DateOfBirth_Day").FillAsync(day);
        await page.Locator("#DateOfBirth_Month").FillAsync(month);
        await page.Locator("#DateOfBirth_Year").FillAsync(year);
        await Send(page);
    }

    private static async Task CheckCode(IPage page, string code)
    {
        await page.GotoAsync("/partner");
        await page.Locator("#Code").FillAsync(code);
        await Send(page);
    }

    private static async Task Submit(IPage page, string address, string? choose = null)
    {
        await page.GotoAsync(address);
        if (choose is not null)
        {
            await page.Locator(choose).CheckAsync();
        }

        await Send(page);
    }

    /// <summary>Sends the first form of a page that has several.</summary>
    private static async Task SubmitFirst(IPage page, string address)
    {
        await page.GotoAsync(address);
        await Send(page, page.Locator("main form button").First);
    }

    private static FilePayload Certificate => new() { Name = "certificate.pdf", MimeType = "application/pdf", Buffer = [.. "%PDF-1.7"u8] };

    /// <summary>Answers the questions about training that is added, until the page with this address.</summary>
    private static async Task AddUpTo(IPage page, string address)
    {
        await page.GotoAsync("/passport/add");
        while (new Uri(page.Url).AbsolutePath is var at && at != address)
        {
            switch (at)
            {
                case "/passport/add":
                    await page.Locator("#Name").FillAsync("First aid at work");
                    await page.Locator("#Subject").SelectOptionAsync("6");
                    await Send(page);
                    break;
                case "/passport/add/when":
                    await page.Locator("#CompletedOn_Day").FillAsync("14");
                    await page.Locator("#CompletedOn_Month").FillAsync("5");
                    await page.Locator("#CompletedOn_Year").FillAsync("2026");
                    await Send(page);
                    break;
                case "/passport/add/who":
                    await page.Locator("#TaughtBy").FillAsync("St John");
                    await Send(page);
                    break;
                case "/passport/add/evidence":
                    await PressButton(page, "Continue without a picture");
                    break;
                case "/passport/add/check":
                    await page.GotoAsync(address);
                    break;
                default:
                    throw new ShouldAssertException($"{at} is no step before {address}.");
            }
        }
    }

    private static async Task NewClass(IPage page)
    {
        await page.GotoAsync("/trainer/classes/new");
        await page.Locator("#Course").SelectOptionAsync($"{StandIns.MovingId}");
        await page.Locator("#On_Day").FillAsync("20");
        await page.Locator("#On_Month").FillAsync("11");
        await page.Locator("#On_Year").FillAsync("2026");
        await page.Locator("#Trainer").CheckAsync();
        await Send(page);
    }

    private static async Task Press(IPage page, string address, string button)
    {
        await page.GotoAsync(address);
        await PressButton(page, button);
    }

    private static Task PressButton(IPage page, string button) => Send(page, page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }));

    private static async Task Send(IPage page, ILocator? button = null)
    {
        // Playwright's own waiting for a load misses one that was quicker than the question; the answer is the page without the mark.
        await page.EvaluateAsync("document.documentElement.dataset.left = 'yes'");
        await (button ?? page.Locator("main form button")).ClickAsync();
        await page.Locator("html:not([data-left])").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await page.EvaluateAsync("() => new Promise(done => document.readyState === 'complete' ? done() : addEventListener('load', () => done()))");
    }

    /// <summary>Gives a browser the cookies of somebody who has signed in.</summary>
    private async Task SignIn(IBrowserContext context, Somebody? who)
    {
        if (who is not null)
        {
            var jar = new CookieJar();
            await _app.Browser(who, jar);
            await context.AddCookiesAsync(jar.Cookies.Select(cookie => new Cookie { Name = cookie.Key, Value = cookie.Value, Url = Address }));
        }
    }

    private string Address => _app.ClientOptions.BaseAddress.ToString();

    private Task<IBrowserContext> NewContext(int width)
        => chromium.NewContext(new() { BaseURL = Address, ViewportSize = new() { Width = width, Height = Height } });

    private async Task<IPage> Open(IBrowserContext context, List<string> problems, Func<string> name)
    {
        var page = await context.NewPageAsync();
        PageProblems.Watch(page, problems, name, Address);
        return page;
    }
}
