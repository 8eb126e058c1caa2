using Academy.Contracts.Kitemark;
using Academy.Testing;
using static Academy.Kitemark.Tests.KitemarkApp;

namespace Academy.Kitemark.Tests.Features;

public sealed class EquivalenceTests(KitemarkApp app)
{
    private static object Body(object held, object countsAs, string from = "2024-01-01", string? until = null)
        => new { held, countsAs, from, until, reason = "The outcomes are the same.", source = "Mapping of the Academy, May 2026" };

    [Fact]
    public async Task A_course_counts_in_the_versions_there_are_and_is_said_with_reason_and_source()
    {
        var provider = await app.AProvider();
        var course = await app.ACourse(provider);
        var versions = new[] { await app.AVersion(provider, course, "1"), await app.AVersion(provider, course, "2") };

        var id = await Decide(new { courseId = course }, new { careCertificate = new { version = 2025, standards = new[] { 13, 5 } } }, until: "2027-12-31");

        await app.AVersion(provider, course, "3");
        var said = (await app.Said<EquivalenceDecided>()).Single(said => said.EquivalenceId == id);
        said.Held.CourseVersionIds!.ShouldBe(versions, ignoreOrder: true);
        (said.Version, said.From, said.Until, said.Source).ShouldBe((1L, new DateOnly(2024, 1, 1), new DateOnly(2027, 12, 31), "Mapping of the Academy, May 2026"));
        said.CountsAs.CareCertificate!.Standards.ShouldBe([5, 13]);
        said.CountsAs.Name.ShouldBe("Care Certificate of 2025, standards 5, 13");
    }

    [Fact]
    public async Task It_ends_from_a_day_once_and_everybody_can_read_what_counted_when()
    {
        var provider = await app.AProvider("Ridge Training");
        var id = await Decide(new { trainingCategoryCode = AssistingAndMoving, trainingProviderId = provider }, new { trainingCategoryCode = 45 });

        await (await End(id, "2023-12-31")).ShouldBeRefused(422, "from 2024-01-01 on");
        (await End(id, "2026-07-01")).EnsureSuccessStatusCode();
        await (await End(id, "2026-08-01")).ShouldBeRefused(422, "ended from 2026-07-01");

        (await app.Said<EquivalenceDecided>()).Where(said => said.EquivalenceId == id).Select(said => (said.Version, said.Ended?.From))
            .ShouldBe([(1, null), (2, new DateOnly(2026, 7, 1))]);
        (await app.Get($"/equivalences/{id}")).GetProperty("ended").GetProperty("from").GetString().ShouldBe("2026-07-01");
        (await Listed(id, "2026-06-30")).ShouldBeTrue();
        (await Listed(id, "2026-07-01")).ShouldBeFalse();
        (await Listed(id, "2023-12-31")).ShouldBeFalse();
    }

    [Fact]
    public async Task What_makes_no_sense_is_refused_and_only_the_kitemark_lead_decides()
    {
        var provider = await app.AProvider();
        var empty = await app.ACourse(provider);

        await Refused(new { courseId = empty }, new { trainingCategoryCode = 45 }, 422, "no version yet");
        await Refused(new { trainingCategoryCode = 45 }, new { trainingCategoryCode = 45 }, 422, "counts as training in it already");
        await Refused(new { trainingCategoryCode = 45, qualificationCode = 158 }, new { trainingCategoryCode = 15 }, 422, "Say what is held");
        await Refused(new { qualificationCode = 158 }, new { }, 422, "Say what it counts as");
        await Refused(new { qualificationCode = 9999 }, new { trainingCategoryCode = 15 }, 422, "ASC-WDS qualification");
        await Refused(new { courseId = Guid.CreateVersion7() }, new { trainingCategoryCode = 15 }, 404, "");
        await (await app.Reviewer().PostNew($"{Api}/equivalences", Body(new { qualificationCode = 158 }, new { trainingCategoryCode = 15 }))).ShouldBeRefused(404);
    }

    private Task<Guid> Decide(object held, object countsAs, string? until = null)
        => app.Lead().Create($"{Api}/equivalences", Body(held, countsAs, until: until), "equivalenceId");

    private Task<HttpResponseMessage> End(Guid id, string from)
        => app.Lead().PostNew($"{Api}/equivalences/{id}/end", new { from, reason = "The course was changed." });

    private async Task Refused(object held, object countsAs, int status, string sentence)
        => await (await app.Lead().PostNew($"{Api}/equivalences", Body(held, countsAs))).ShouldBeRefused(status, sentence);

    private async Task<bool> Listed(Guid id, string on)
    {
        for (var next = $"/equivalences?limit=1&on={on}"; next is not null;)
        {
            var page = await app.Get(next.Replace(Api, "", StringComparison.Ordinal));
            if (page.GetProperty("items").EnumerateArray().Any(item => item.GetProperty("equivalenceId").GetGuid() == id))
            {
                return true;
            }

            next = page.GetProperty("next").GetString();
        }

        return false;
    }
}
