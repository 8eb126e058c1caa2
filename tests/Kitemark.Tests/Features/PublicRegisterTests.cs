using System.Text.Json;
using Academy.Testing;
using static Academy.Kitemark.Tests.KitemarkApp;

namespace Academy.Kitemark.Tests.Features;

public sealed class PublicRegisterTests(KitemarkApp app)
{
    [Fact]
    public async Task A_course_answers_for_a_day_with_its_three_links()
    {
        var provider = await app.AProvider("Longport Learning");
        var trainer = await app.ATrainer(provider);
        var course = await app.ACourse(provider);
        var marked = await app.AVersion(provider, course, "2025");
        await app.AVersion(provider, course, "2026");
        await app.AMarkedProvider(provider, "2025-01-01", "2026-12-31");
        await app.AnAuthorisation(trainer, "2025-05-15", "2026-12-31");
        var kitemark = await app.AMarkedVersion(provider, marked, "2025-05-14", "2026-12-31");
        await app.Withdraw(kitemark, new { from = "2026-10-23", consequence = "Stands", reason = "Out of date." });

        var on = await app.Get($"/courses/{course}/standing?on=2025-05-14&trainerId={trainer}");

        on.GetProperty("provider").GetProperty("standing").GetProperty("isMarked").GetBoolean().ShouldBeTrue();
        var versions = on.GetProperty("versions").EnumerateArray().ToDictionary(v => v.GetProperty("versionLabel").GetString()!, v => v.GetProperty("standing"));
        versions["2025"].GetProperty("isMarked").GetBoolean().ShouldBeTrue();
        versions["2025"].GetProperty("kitemarkId").GetGuid().ShouldBe(kitemark);
        versions["2025"].GetProperty("sentence").GetString().ShouldBe("Kitemarked on 2025-05-14; withdrawn from 2026-10-23.");
        versions["2025"].GetProperty("period").GetProperty("decisions")[0].GetProperty("reason").GetString().ShouldBe("Out of date.");
        versions["2026"].GetProperty("isMarked").GetBoolean().ShouldBeFalse();
        on.GetProperty("trainer").GetProperty("standing").GetProperty("isAuthorised").GetBoolean().ShouldBeFalse();

        (await IsMarked(course, "2025-05-13")).ShouldBeFalse();
        (await IsMarked(course, "2026-10-22")).ShouldBeTrue();
        (await IsMarked(course, "2026-10-23")).ShouldBeFalse();
        (await app.Get($"/courses/{course}/standing?on=2025-05-15&trainerId={trainer}"))
            .GetProperty("trainer").GetProperty("standing").GetProperty("isAuthorised").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task Without_a_day_the_answer_is_for_today_in_London()
    {
        await using var own = new KitemarkApp();
        own.Clock.Set(new(2026, 7, 1, 23, 30, 0, TimeSpan.Zero));
        var provider = await own.AProvider();
        await own.AMarkedProvider(provider, "2026-07-02", "2026-12-31");

        var standing = await own.Get($"/providers/{provider}/standing");

        standing.GetProperty("on").GetString().ShouldBe("2026-07-02");
        standing.GetProperty("standing").GetProperty("isMarked").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task A_trainer_of_another_provider_does_not_teach_this_course()
    {
        var provider = await app.AProvider();
        var course = await app.ACourse(provider);
        var stranger = await app.ATrainer(await app.AProvider());

        await (await app.CreateClient().GetAsync($"{Api}/courses/{course}/standing?trainerId={stranger}")).ShouldBeRefused(404);
        await (await app.CreateClient().GetAsync($"{Api}/courses/{Guid.CreateVersion7()}/standing")).ShouldBeRefused(404);
        await (await app.CreateClient().GetAsync($"{Api}/courses/{course}/standing?on=14/05/2025x")).ShouldBeRefused(400);
    }

    [Fact]
    public async Task The_register_finds_by_provider_and_title_whatever_the_case()
    {
        var provider = await app.AProvider("Ōtautahi 100% Care");
        await app.AMarkedProvider(provider);
        var version = await app.AVersion(provider, await app.ACourse(provider, "Zebra crossings in care"));
        await app.AMarkedVersion(provider, version, "2026-06-01");

        (await Found("q=ōTAUTAHI")).Count.ShouldBe(2);
        (await Found("q=zebra")).Single().GetProperty("subjectId").GetGuid().ShouldBe(version);
        (await Found("q=100%25 c")).Count.ShouldBe(2);
        (await Found("q=100_")).ShouldBeEmpty();
        (await Found("q=ōtautahi&kind=TrainingProvider")).Single().GetProperty("subjectId").GetGuid().ShouldBe(provider);
        (await Found("q=ōtautahi&on=2026-05-31")).Single().GetProperty("subject").GetString().ShouldBe("TrainingProvider");
        (await Found("q=ōtautahi&on=2027-01-01")).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_register_is_narrowed_by_subject_mode_language_and_provider()
    {
        var provider = await app.AProvider("Narrow Lane Learning");
        await app.AMarkedProvider(provider);
        var course = await app.ACourse(provider, "Przenoszenie ludzi");
        var polish = await app.Provider(provider).Create(
            $"{Api}/courses/{course}/versions",
            new { versionLabel = "pl", durationHours = 3, pricePounds = 0, mode = "ELearning", language = "pl", careCertificate = new { version = 2025, standards = new[] { 5 } } },
            "courseVersionId");
        await app.AMarkedVersion(provider, polish);
        await app.AMarkedVersion(provider, await app.AVersion(provider, course, "en"));

        (await Found($"provider={provider}")).Count.ShouldBe(3);
        (await Found($"provider={provider}&language=pl&mode=ELearning&subject={AssistingAndMoving}")).Single()
            .GetProperty("careCertificate").GetProperty("standards")[0].GetProperty("name").GetString().ShouldBe("Work in a person-centred way");
        (await Found($"provider={provider}&subject={AssistingAndMoving}")).Count.ShouldBe(2);
        (await Found("q=lane przenoszenie&mode=FaceToFace")).Single().GetProperty("language").GetString().ShouldBe("en");
        (await Found($"provider={provider}&subject=45")).ShouldBeEmpty();
        await (await app.CreateClient().GetAsync($"{Api}/register?mode=Telepathy")).ShouldBeRefused(400);
    }

    [Fact]
    public async Task The_register_names_the_trainers_who_may_teach_a_subject_on_a_day()
    {
        var provider = await app.AProvider("Trainers of Tring");
        await app.AMarkedProvider(provider);
        var trainer = await app.ATrainer(provider, "Aoife of Tring");
        var authorisation = await app.AnAuthorisation(trainer, "2026-01-01", "2026-12-31");
        (await app.Lead().PostNew($"{Api}/authorisations/{authorisation}/withdraw", new { from = "2026-10-01", consequence = "Stands", reason = "Left." })).EnsureSuccessStatusCode();
        async Task<int> On(string day) => (await app.Get($"/register/trainers?q=aoife tring&subject={AssistingAndMoving}&on={day}")).GetProperty("items").GetArrayLength();

        (await On("2025-12-31"), await On("2026-01-01"), await On("2026-09-30"), await On("2026-10-01")).ShouldBe((0, 1, 1, 0));

        var listed = (await app.Get($"/register/trainers?provider={provider}&on=2026-05-01")).GetProperty("items")[0];
        listed.EnumerateObject().Select(property => property.Name).ShouldBe(
            ["authorisationId", "trainerId", "name", "trainingProviderId", "trainingProviderName", "trainingCategoryCode", "trainingCategory", "period"]);
    }

    [Fact]
    public async Task What_is_withdrawn_leaves_the_register_from_that_day_on()
    {
        var provider = await app.AProvider("Withdrawn Wisdom");
        await app.Withdraw(await app.AMarkedProvider(provider), new { from = "2026-10-23", consequence = "Stands", reason = "Closed." });

        (await Found("q=withdrawn wisdom&on=2026-10-22")).Single()
            .GetProperty("period").GetProperty("decisions")[0].GetProperty("from").GetString().ShouldBe("2026-10-23");
        (await Found("q=withdrawn wisdom&on=2026-10-23")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_course_and_a_trainer_leave_the_register_with_the_mark_of_their_provider_and_keep_their_own_standing()
    {
        var provider = await app.AProvider("Suspended Sunnyside");
        var mark = await app.AMarkedProvider(provider);
        var course = await app.ACourse(provider);
        await app.AMarkedVersion(provider, await app.AVersion(provider, course));
        await app.AnAuthorisation(await app.ATrainer(provider, "Aoife of Sunnyside"));
        async Task<(int, int)> On(string day)
            => ((await Found($"q=sunnyside&on={day}")).Count, (await app.Get($"/register/trainers?q=sunnyside&on={day}")).GetProperty("items").GetArrayLength());

        (await On("2026-11-22")).ShouldBe((2, 1));
        (await app.Lead().PostNew($"{Api}/kitemarks/{mark}/suspend", new { from = "2026-10-23", consequence = "Stands", reason = "A complaint." })).EnsureSuccessStatusCode();

        (await On("2026-10-22"), await On("2026-10-23")).ShouldBe(((2, 1), (0, 0)));
        (await IsMarked(course, "2026-10-23")).ShouldBeTrue("each link answers for itself");
        (await app.Lead().PostNew($"{Api}/kitemarks/{mark}/reinstate", new { reason = "It was untrue." })).EnsureSuccessStatusCode();
        (await On("2026-11-22")).ShouldBe((2, 1));
    }

    [Fact]
    public async Task The_register_comes_in_pages()
    {
        var names = new List<string?>();
        for (var i = 0; i < 5; i++)
        {
            await app.AMarkedProvider(await app.AProvider($"Paged College {i}"));
        }

        string? next = "/register?q=paged college&limit=2";
        while (next is not null)
        {
            var page = await app.Get(next.Replace(Api, "", StringComparison.Ordinal));
            names.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("trainingProviderName").GetString()));
            next = page.GetProperty("next").GetString();
        }

        names.Order().ShouldBe(Enumerable.Range(0, 5).Select(i => $"Paged College {i}"));
        await (await app.CreateClient().GetAsync($"{Api}/register?limit=101")).ShouldBeRefused(400);
    }

    private async Task<bool> IsMarked(Guid course, string on)
        => (await app.Get($"/courses/{course}/standing?on={on}")).GetProperty("versions")[0].GetProperty("standing").GetProperty("isMarked").GetBoolean();

    private async Task<List<JsonElement>> Found(string query)
        => [.. (await app.Get($"/register?{query}")).GetProperty("items").EnumerateArray()];
}
