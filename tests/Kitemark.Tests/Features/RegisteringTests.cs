using System.Net;
using Academy.Contracts.Kitemark;
using Academy.ServiceDefaults;
using Academy.Testing;
using static Academy.Kitemark.Tests.KitemarkApp;

namespace Academy.Kitemark.Tests.Features;

public sealed class RegisteringTests(KitemarkApp app)
{
    [Fact]
    public async Task A_registered_provider_is_said_and_can_be_read_by_itself_and_the_Academy()
    {
        var id = await app.Officer().Create($"{Api}/providers", new { name = " Łucja & Søn Training ", ascWdsCode = 36, contact = "office@example.org" }, "trainingProviderId");

        (await app.Said<TrainingProviderRegistered>()).Single(said => said.TrainingProviderId == id)
            .ShouldBe(new TrainingProviderRegistered(id, 1, "Łucja & Søn Training", 36, app.Clock.GetUtcNow()));
        (await (await app.Provider(id).GetAsync($"{Api}/providers/{id}")).Json()).GetProperty("contact").GetString().ShouldBe("office@example.org");
        (await app.Officer().GetAsync($"{Api}/providers/{id}")).Headers.ETag!.Tag.ShouldBe("\"1\"");
        await (await app.Provider(Guid.CreateVersion7()).GetAsync($"{Api}/providers/{id}")).ShouldBeRefused(404);
        await (await app.Officer().PostNew($"{Api}/providers", new { name = "Another", ascWdsCode = 36 })).ShouldBeRefused(422, "code 36");
    }

    [Fact]
    public async Task The_same_registration_sent_twice_is_one_provider()
    {
        var key = Guid.NewGuid().ToString();

        var first = await (await app.Officer().PostNew($"{Api}/providers", new { name = "Sent twice" }, key)).Content.ReadAsStringAsync();
        var second = await (await app.Officer().PostNew($"{Api}/providers", new { name = "Sent twice" }, key)).Content.ReadAsStringAsync();

        second.ShouldBe(first);
        (await app.Said<TrainingProviderRegistered>()).Count(said => said.Name == "Sent twice").ShouldBe(1);
    }

    [Fact]
    public async Task Only_the_Academy_registers_providers()
    {
        await (await app.Provider(Guid.CreateVersion7()).PostNew($"{Api}/providers", new { name = "Myself" })).ShouldBeRefused(404);
        await (await app.As("kitemark.decide", OrganisationKind.Academy).PostNew($"{Api}/providers", new { name = "Wrong scope" })).ShouldBeRefused(403);
        await (await app.CreateClient().PostNew($"{Api}/providers", new { name = "Nobody" })).ShouldBeRefused(401);
    }

    [Theory]
    [InlineData("", 0, 400, "name")]
    [InlineData("   ", 0, 400, "name")]
    [InlineData("In no list", 98, 422, "98")]
    [InlineData("Any other", 999, 422, "999")]
    public async Task A_provider_has_a_name_and_a_code_that_exists(string name, int code, int status, string sentence)
        => await (await app.Officer().PostNew($"{Api}/providers", new { name, ascWdsCode = code == 0 ? (int?)null : code })).ShouldBeRefused(status, sentence);

    [Fact]
    public async Task A_provider_registers_its_own_trainers_only()
    {
        var provider = await app.AProvider();
        var other = await app.AProvider();

        await app.ATrainer(provider);

        await (await app.Provider(other).PostNew($"{Api}/providers/{provider}/trainers", new { name = "Not theirs" })).ShouldBeRefused(404);
    }

    [Fact]
    public async Task A_published_version_is_said_and_never_changes()
    {
        var provider = await app.AProvider();
        var course = await app.ACourse(provider);
        var version = await app.AVersion(provider, course, "2026");

        (await app.Said<CoursePublished>()).Single(said => said.CourseVersionId == version).ShouldBe(new CoursePublished(
            version, 1, course, provider, "Moving people safely", "2026", AssistingAndMoving, 6.5m, 85m, 12, CourseMode.FaceToFace, app.Clock.GetUtcNow(), "en"));
        var again = new { versionLabel = "2026", durationHours = 3, pricePounds = 10, mode = "ELearning" };
        await (await app.Provider(provider).PostNew($"{Api}/courses/{course}/versions", again)).ShouldBeRefused(422, "never changes");
        await app.AVersion(provider, course, "2027");
        (await app.Get($"/courses/{course}")).GetProperty("versions").EnumerateArray().Select(v => v.GetProperty("versionLabel").GetString())
            .ShouldBe(["2026", "2027"]);
    }

    [Theory]
    [InlineData("""{"versionLabel":"1","durationHours":0,"pricePounds":1,"mode":"Blended"}""", 400)]
    [InlineData("""{"versionLabel":"1","durationHours":1,"pricePounds":-1,"mode":"Blended"}""", 400)]
    [InlineData("""{"versionLabel":"1","durationHours":1,"pricePounds":1,"validityMonths":0,"mode":"Blended"}""", 400)]
    [InlineData("""{"versionLabel":"1","durationHours":1,"pricePounds":1,"mode":9}""", 400)]
    [InlineData("""{"versionLabel":"1","durationHours":1,"pricePounds":1,"mode":"Telepathy"}""", 400)]
    [InlineData("""{"versionLabel":"1","durationHours":1,"pricePounds":1}""", 400)]
    [InlineData("""{"versionLabel":"1","durationHours":1,"pricePounds":1,"mode":"Blended","language":"English"}""", 400)]
    [InlineData("""{"versionLabel":"1","durationHours":1,"pricePounds":1,"mode":"Blended","careCertificate":{"version":2020,"standards":[1]}}""", 422)]
    [InlineData("""{"versionLabel":"1","durationHours":1,"pricePounds":1,"mode":"Blended","careCertificate":{"version":2015,"standards":[16]}}""", 422)]
    [InlineData("""{"versionLabel":"1","durationHours":1,"pricePounds":1,"mode":"Blended","careCertificate":{"version":2025,"standards":[]}}""", 422)]
    [InlineData("""{"versionLabel":"1","durationHours":1,"pricePounds":1.005,"mode":"Blended"}""", 422)]
    public async Task A_version_that_makes_no_sense_is_refused(string body, int status)
    {
        var provider = await app.AProvider();
        var course = await app.ACourse(provider);

        await (await app.Provider(provider).PostNew($"{Api}/courses/{course}/versions", System.Text.Json.JsonDocument.Parse(body).RootElement)).ShouldBeRefused(status);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(24)]
    [InlineData(0)]
    public async Task A_course_maps_to_a_training_category_that_exists(int code)
    {
        var provider = await app.AProvider();

        await (await app.Provider(provider).PostNew($"{Api}/courses", new { trainingProviderId = provider, title = "A course", trainingCategoryCode = code }))
            .ShouldBeRefused(422, "training category");
    }

    [Fact]
    public async Task A_course_is_mapped_to_a_qualification_and_to_standards_of_the_Care_Certificate_and_has_a_language()
    {
        var provider = await app.AProvider();
        var body = new { trainingProviderId = provider, title = "Pierwsze kroki", trainingCategoryCode = AssistingAndMoving, qualificationCode = 158 };
        var course = await app.Provider(provider).Create($"{Api}/courses", body, "courseId");

        var version = await app.Provider(provider).Create(
            $"{Api}/courses/{course}/versions",
            new { versionLabel = "1", durationHours = 6, pricePounds = 0, mode = "Blended", language = "pl", careCertificate = new { version = 2025, standards = new[] { 16, 4, 16 } } },
            "courseVersionId");

        var said = (await app.Said<CoursePublished>()).Single(said => said.CourseVersionId == version);
        (said.Language, said.QualificationCode, said.CareCertificate!.Version).ShouldBe(("pl", 158, 2025));
        said.CareCertificate.Standards.ShouldBe([4, 16]);
        var read = await app.Get($"/courses/{course}");
        read.GetProperty("qualification").GetProperty("title").GetString().ShouldBe("Level 2 Adult Social Care Certificate");
        var shown = read.GetProperty("versions")[0];
        shown.GetProperty("language").GetString().ShouldBe("pl");
        shown.GetProperty("careCertificate").GetProperty("standards").EnumerateArray().Select(standard => standard.GetProperty("name").GetString())
            .ShouldBe(["Equality, diversity, inclusion and human rights", "Awareness of learning disability and autism"]);
        await (await app.Provider(provider).PostNew($"{Api}/courses", body with { qualificationCode = 200 })).ShouldBeRefused(422, "ASC-WDS qualification");
    }

    [Fact]
    public async Task A_course_for_another_provider_or_for_none_is_refused()
    {
        var provider = await app.AProvider();
        var body = new { trainingProviderId = Guid.CreateVersion7(), title = "A course", trainingCategoryCode = AssistingAndMoving };

        await (await app.Provider(provider).PostNew($"{Api}/courses", body)).ShouldBeRefused(404);
        await (await app.Officer().PostNew($"{Api}/courses", body)).ShouldBeRefused(404);
        (await app.CreateClient().GetAsync($"{Api}/courses/{Guid.CreateVersion7()}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
