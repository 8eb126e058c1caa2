using System.Net;
using System.Text.Json;
using Academy.Testing;
using static Academy.Kitemark.Tests.KitemarkApp;

namespace Academy.Kitemark.Tests.Features;

public sealed class ApplicationLifeTests(KitemarkApp app)
{
    [Fact]
    public async Task An_application_is_written_submitted_reviewed_and_approved()
    {
        var provider = await app.AProvider();
        var application = await app.ADraft(provider, "TrainingProvider", provider);
        State(await Read(provider, application)).ShouldBe("Draft");

        await app.Provider(provider).Change(Path(application), "self-assessment", new { criteria = Assessed(4) });
        await (await app.Provider(provider).PostNew($"{Path(application)}/submit", new { })).ShouldBeRefused(422, "C5, C6, C7, C8, C9, C10");
        await app.Provider(provider).Change(Path(application), "self-assessment", new { criteria = Assessed() });
        State(await Step(app.Provider(provider), application, "submit")).ShouldBe("Submitted");
        State(await Step(app.Reviewer(), application, "review")).ShouldBe("InReview");
        await app.Reviewer().Change(Path(application), "review", new { scores = Scored() });
        (await app.Decide(application, Approval())).EnsureSuccessStatusCode();

        var read = await Read(provider, application);
        read.GetProperty("history").EnumerateArray().Select(step => step.GetProperty("step").GetString())
            .ShouldBe(["AssessOneself", "AssessOneself", "Submit", "TakeIntoReview", "Score", "Approve"]);
        read.GetProperty("history").EnumerateArray().ShouldAllBe(step => step.GetProperty("by").ValueKind == JsonValueKind.Null);
    }

    [Fact]
    public async Task The_applicant_sees_the_review_once_it_is_decided()
    {
        var provider = await app.AProvider();
        var application = await app.AnApplication(provider, "TrainingProvider", provider);

        (await Read(provider, application)).GetProperty("scores").ValueKind.ShouldBe(JsonValueKind.Null);
        (await Read(app.Reviewer(), application)).GetProperty("scores").GetArrayLength().ShouldBe(10);
        (await app.Decide(application, Refusal())).EnsureSuccessStatusCode();
        (await Read(provider, application)).GetProperty("scores").GetArrayLength().ShouldBe(10);
    }

    [Fact]
    public async Task An_application_is_not_approved_before_every_criterion_is_met()
    {
        var provider = await app.AProvider();
        var application = await app.ASubmission(provider, "TrainingProvider", provider);
        await app.Review(application, 2, 1, 3, 2, 0);

        await (await app.Decide(application, Approval())).ShouldBeRefused(422, "Not met yet: C2, C5.");

        await app.Reviewer().Change(Path(application), "review", new { scores = Scored() });
        (await app.Decide(application, Approval())).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_condition_that_was_met_stands_in_for_the_points()
    {
        var provider = await app.AProvider();
        var application = await app.ASubmission(provider, "TrainingProvider", provider);
        await app.Review(application, 2, 1);
        var conditions = new { conditions = new[] { new { criterion = "C2", text = "Show how trainers keep up.", dueOn = "2027-01-31" } } };
        State(await Step(app.Reviewer(), application, "conditions", conditions)).ShouldBe("ConditionsSet");

        await (await app.Reviewer().PostNew($"{Path(application)}/conditions/1/accept", new { })).ShouldBeRefused(422, "has not answered condition 1");
        await (await app.Decide(application, Approval())).ShouldBeRefused(422, "is not possible while the application is conditions set");
        await Step(app.Provider(provider), application, "conditions/1/answer", new { answer = "Every trainer is observed twice a year." });
        State(await Step(app.Reviewer(), application, "conditions/1/accept")).ShouldBe("InReview");

        (await app.Decide(application, Approval())).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_condition_that_is_not_answered_by_its_day_is_in_the_queue_and_told_once()
    {
        await using var own = new KitemarkApp();
        var provider = await own.AProvider("Silverdale College");
        var application = await own.ASubmission(provider, "TrainingProvider", provider);
        await own.Review(application, 1, 1, 1);
        await Step(own.Reviewer(), application, "conditions", new
        {
            conditions = new[]
            {
                new { criterion = "C1", text = "Show the plan.", dueOn = "2026-11-30" },
                new { criterion = "C2", text = "Show the record.", dueOn = "2026-11-30" },
                new { criterion = "C3", text = "Show the list.", dueOn = "2026-12-10" },
            },
        });
        await Step(own.Provider(provider), application, "conditions/2/answer", new { answer = "Here it is." });
        foreach (var days in new[] { 8, 1, 1, 10, 1 })
        {
            own.Clock.Advance(TimeSpan.FromDays(days));
            Guid[] overdue = days == 8 ? [] : [application];
            (await Overdue()).Select(item => item.GetProperty("applicationId").GetGuid()).ShouldBe(overdue);
            await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => own.Services.GetRequiredService<RenewalReminders>().Tell(TestContext.Current.CancellationToken)));
        }

        (await Overdue()).Single().GetProperty("conditionOverdueSince").GetString().ShouldBe("2026-11-30");
        var said = await own.Said<Contracts.Kitemark.KitemarkConditionOverdue>();
        said.ShouldAllBe(one => one.ApplicationId == application && one.OrganisationId == provider && one.Title == "Silverdale College");
        said.Select(one => (one.Conditions.Single(), one.DueOn)).ShouldBe([(1, new(2026, 11, 30)), (3, new(2026, 12, 10))]);
        foreach (var number in new[] { 1, 3 })
        {
            await Step(own.Provider(provider), application, $"conditions/{number}/answer", new { answer = "Here it is." });
        }

        (await Overdue()).ShouldBeEmpty();

        async Task<List<JsonElement>> Overdue() => [.. (await (await own.Officer().GetAsync($"{Api}/applications?overdue=true")).Json()).GetProperty("items").EnumerateArray()];
    }

    [Fact]
    public async Task A_refusal_is_appealed_and_decided_by_somebody_else()
    {
        var provider = await app.AProvider();
        var application = await app.AnApplication(provider, "TrainingProvider", provider);
        (await app.Decide(application, Refusal())).EnsureSuccessStatusCode();
        State(await Step(app.Provider(provider), application, "appeal", new { grounds = "The visit saw another course." })).ShouldBe("Appealed");
        var decision = new { uphold = true, reason = "The visit is to be repeated." };

        await (await app.Lead().PostNew($"{Path(application)}/appeal/decision", decision)).ShouldBeRefused(422, "somebody else must decide the appeal");
        State(await Step(OtherLead(), application, "appeal/decision", decision)).ShouldBe("InReview");

        State(await Step(app.Reviewer("another"), application, "review")).ShouldBe("InReview");
        await (await app.Reviewer().TryChange(Path(application), "review", new { scores = Scored() })).ShouldBeRefused(422, "Somebody else reviews");
        (await app.Decide(application, Approval())).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_dismissed_appeal_is_the_end_of_it()
    {
        var provider = await app.AProvider();
        var application = await app.AnApplication(provider, "TrainingProvider", provider);
        (await app.Decide(application, Refusal())).EnsureSuccessStatusCode();
        await Step(app.Provider(provider), application, "appeal", new { grounds = "We disagree." });

        State(await Step(OtherLead(), application, "appeal/decision", new { uphold = false, reason = "Nothing new." })).ShouldBe("Refused");

        await (await app.Provider(provider).PostNew($"{Path(application)}/appeal", new { grounds = "Again." })).ShouldBeRefused(422, "new application");
        await app.ADraft(provider, "TrainingProvider", provider);
    }

    [Fact]
    public async Task A_refusal_can_be_appealed_for_four_weeks()
    {
        await using var own = new KitemarkApp();
        var provider = await own.AProvider();
        var application = await own.AnApplication(provider, "TrainingProvider", provider);
        (await own.Decide(application, Refusal())).EnsureSuccessStatusCode();
        own.Clock.Advance(TimeSpan.FromDays(28) + TimeSpan.FromSeconds(1));

        await (await own.Provider(provider).PostNew($"{Path(application)}/appeal", new { grounds = "Late." })).ShouldBeRefused(422, "28 days");
    }

    [Fact]
    public async Task Somebody_with_an_interest_takes_no_part()
    {
        var provider = await app.AProvider();
        var application = await app.ASubmission(provider, "TrainingProvider", provider);
        await Step(app.Reviewer(), application, "review");
        await Step(app.Reviewer(), application, "interests", new { reason = "My sister teaches there." });

        await (await app.Reviewer().PostNew($"{Path(application)}/review", new { })).ShouldBeRefused(422, "declared an interest");
        await (await app.Reviewer().TryChange(Path(application), "review", new { scores = Scored() })).ShouldBeRefused(422, "declared an interest");
        var insider = await app.Insider(provider, role: "officer");
        await (await insider.PostNew($"{Path(application)}/review", new { })).ShouldBeRefused(422, "somebody else");
        State(await Step(app.Reviewer("another"), application, "review")).ShouldBe("InReview");
    }

    [Fact]
    public async Task A_provider_takes_its_application_back_and_starts_anew()
    {
        var provider = await app.AProvider();
        var application = await app.ASubmission(provider, "TrainingProvider", provider);

        State(await Step(app.Provider(provider), application, "close", new { reason = "We change our course first." })).ShouldBe("Closed");

        await (await app.Reviewer().PostNew($"{Path(application)}/review", new { })).ShouldBeRefused(422, "Possible now: nothing; make a new application");
        await app.ADraft(provider, "TrainingProvider", provider);
    }

    [Fact]
    public async Task A_change_that_is_not_based_on_the_newest_version_is_refused()
    {
        var provider = await app.AProvider();
        var application = await app.ADraft(provider, "TrainingProvider", provider);
        using var put = new HttpRequestMessage(HttpMethod.Put, $"{Path(application)}/self-assessment") { Content = JsonContent.Create(new { criteria = Assessed() }) };
        put.Headers.TryAddWithoutValidation("If-Match", "\"99\"");

        await (await app.Provider(provider).SendAsync(put)).ShouldBeRefused(412);
        await (await app.Provider(provider).PutAsJsonAsync($"{Path(application)}/self-assessment", new { criteria = Assessed() })).ShouldBeRefused(428);
    }

    [Theory]
    [InlineData("""{"criteria":[{"criterion":"C11","isMet":true,"statement":"x"}]}""", 422, "C11 is none of the criteria")]
    [InlineData("""{"criteria":[{"criterion":"C1","isMet":true,"statement":"x"},{"criterion":"C1","isMet":true,"statement":"x"}]}""", 422, "C1 is there more than once")]
    [InlineData("""{"criteria":[{"criterion":"C1","statement":"x"}]}""", 400, "isMet")]
    [InlineData("""{"criteria":[null]}""", 400, "null")]
    [InlineData("""{}""", 400, "criteria")]
    public async Task A_self_assessment_that_makes_no_sense_is_refused(string body, int status, string sentence)
    {
        var provider = await app.AProvider();
        var application = await app.ADraft(provider, "TrainingProvider", provider);

        await (await app.Provider(provider).TryChange(Path(application), "self-assessment", JsonDocument.Parse(body).RootElement)).ShouldBeRefused(status, sentence);
    }

    [Fact]
    public async Task Nobody_else_takes_part()
    {
        var provider = await app.AProvider();
        var application = await app.ASubmission(provider, "TrainingProvider", provider);
        var stranger = app.As("kitemark.write kitemark.decide", ServiceDefaults.OrganisationKind.TrainingProvider, Guid.CreateVersion7(), roles: ["officer", "kitemark-lead"]);

        foreach (var (step, body) in new (string, object)[]
        {
            ("submit", new { }), ("close", new { reason = "x" }), ("review", new { }), ("interests", new { reason = "x" }),
            ("conditions", new { conditions = new[] { new { criterion = "C1", text = "x", dueOn = "2027-01-31" } } }),
            ("conditions/1/answer", new { answer = "x" }), ("conditions/1/accept", new { }), ("appeal", new { grounds = "x" }),
            ("appeal/decision", new { uphold = true, reason = "x" }), ("decision", Approval()),
        })
        {
            await (await stranger.PostNew($"{Path(application)}/{step}", body)).ShouldBeRefused(404);
        }

        (await Listed(stranger)).ShouldBeEmpty();
        (await Listed(app.Provider(provider))).ShouldBe([application]);
    }

    [Fact]
    public async Task The_queue_is_read_page_by_page()
    {
        await using var own = new KitemarkApp();
        var made = new List<Guid>();
        for (var i = 0; i < 3; i++)
        {
            var provider = await own.AProvider();
            made.Add(await own.ASubmission(provider, "TrainingProvider", provider));
        }

        var first = await (await own.Officer().GetAsync($"{Api}/applications?state=Submitted&limit=2")).Json();
        var second = await (await own.Officer().GetAsync(first.GetProperty("next").GetString())).Json();

        Ids(first).Count().ShouldBe(2);
        Ids(first).Concat(Ids(second)).ShouldBe(made, ignoreOrder: true);
        second.GetProperty("next").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task An_application_is_judged_by_the_criteria_of_the_day_it_was_submitted_on()
    {
        await using var own = new KitemarkApp();
        var provider = await own.AProvider();
        var application = await own.ASubmission(provider, "TrainingProvider", provider);
        var criteria = Enumerable.Range(1, 10).Select(i => new { code = $"C{i}", title = $"Criterion {i}", question = "How?" });

        var published = await own.Lead().PostNew($"{Api}/criteria", new { from = "2026-11-25", criteria });
        published.StatusCode.ShouldBe(HttpStatusCode.Created, await published.Content.ReadAsStringAsync());

        (await own.Get("/criteria")).GetProperty("criteria")[0].GetProperty("title").GetString().ShouldBe("Learning outcomes");
        (await own.Get("/criteria?on=2026-11-25")).GetProperty("criteria")[0].GetProperty("title").GetString().ShouldBe("Criterion 1");
        await (await own.Lead().PostNew($"{Api}/criteria", new { from = "2026-11-25", criteria })).ShouldBeRefused(422, "after 2026-11-25");
        await (await own.Lead().PostNew($"{Api}/criteria", new { from = "2027-11-25", criteria = criteria.Reverse() })).ShouldBeRefused(422, "C1 to C10");
        await (await own.CreateClient().GetAsync($"{Api}/criteria?on=1999-01-01")).ShouldBeRefused(404);
        own.Clock.Advance(TimeSpan.FromDays(10));
        await own.Review(application);
        (await own.Decide(application, Approval())).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static object Approval() => new { approve = true, from = "2026-01-01", until = "2026-12-31", reason = "All criteria are met." };

    private static object Refusal() => new { approve = false, reason = "Practice is not observed." };

    [Fact]
    public async Task Each_is_told_what_it_is_about_and_what_they_may_do_now()
    {
        var provider = await app.AProvider();
        var version = await app.AVersion(provider, await app.ACourse(provider, "Moving people safely"), "2026");
        var application = await app.ADraft(provider, "CourseVersion", version);
        var read = await Read(provider, application);
        read.GetProperty("trainingProviderName").GetString().ShouldBe("Silverdale College");
        read.GetProperty("course").GetProperty("title").GetString().ShouldBe("Moving people safely");
        read.GetProperty("course").GetProperty("versionLabel").GetString().ShouldBe("2026");
        Steps(read).ShouldBe(["AssessOneself", "Submit", "Close"]);
        Steps(await Read(app.Lead(), application)).ShouldBeEmpty();

        await app.Provider(provider).Change(Path(application), "self-assessment", new { criteria = Assessed() });
        Steps(await Step(app.Provider(provider), application, "submit")).ShouldBe(["Close"]);
        Steps(await Read(app.Reviewer(), application)).ShouldBe(["TakeIntoReview"]);
        Steps(await Step(app.Reviewer(), application, "review")).ShouldBe(["Score", "SetConditions", "PlanVisit"]);
        Steps(await Read(app.Reviewer("another"), application)).ShouldBe(["TakeIntoReview", "PlanVisit"]);
        Steps(await Read(app.Lead(), application)).ShouldBe(["TakeIntoReview", "Approve", "Refuse", "PlanVisit"]);
        await Step(app.Reviewer("another"), application, "interests", new { reason = "My sister teaches there." });
        Steps(await Read(app.Reviewer("another"), application)).ShouldBeEmpty();

        (await app.Decide(application, Refusal())).EnsureSuccessStatusCode();
        Steps(await Read(provider, application)).ShouldBe(["Appeal"]);
        await Step(app.Provider(provider), application, "appeal", new { grounds = "We disagree." });
        Steps(await Read(app.Lead(), application)).ShouldBeEmpty("whoever refused does not decide the appeal");
        Steps(await Read(OtherLead(), application)).ShouldBe(["UpholdAppeal", "DismissAppeal"]);
        await Step(OtherLead(), application, "appeal/decision", new { uphold = false, reason = "Nothing new." });
        Steps(await Read(provider, application)).ShouldBeEmpty();
    }

    private static List<string?> Steps(JsonElement application) => [.. application.GetProperty("steps").EnumerateArray().Select(step => step.GetString())];

    private static string Path(Guid application) => $"{Api}/applications/{application}";

    private static string? State(JsonElement application) => application.GetProperty("state").GetString();

    private static IEnumerable<Guid> Ids(JsonElement page) => page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("applicationId").GetGuid());

    private static async Task<IReadOnlyList<Guid>> Listed(HttpClient client) => [.. Ids(await (await client.GetAsync($"{Api}/applications")).Json())];

    private static async Task<JsonElement> Step(HttpClient client, Guid application, string step, object? body = null)
    {
        var answer = await client.PostNew($"{Path(application)}/{step}", body ?? new { });
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return await answer.Json();
    }

    private static async Task<JsonElement> Read(HttpClient client, Guid application) => await (await client.GetAsync(Path(application))).Json();

    private Task<JsonElement> Read(Guid provider, Guid application) => Read(app.Provider(provider), application);

    private HttpClient OtherLead()
        => app.As("kitemark.write kitemark.decide", ServiceDefaults.OrganisationKind.Academy, Guid.CreateVersion7(), roles: ["kitemark-lead"], subject: "other-lead");
}
