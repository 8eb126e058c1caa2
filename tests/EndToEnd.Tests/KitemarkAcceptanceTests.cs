using Academy.Launcher.Demo;

namespace Academy.EndToEnd.Tests;

/// <summary>N1 the kitemark on the day, N2 what follows from a withdrawal, N13 the chain whose broken link is named.</summary>
[Collection(nameof(TracedPlatform))]
public sealed class KitemarkAcceptanceTests(TracedPlatform platform) : AcceptanceTests(platform)
{
    [Fact]
    public async Task N1_every_entry_says_whether_it_was_kitemarked_on_the_day_whatever_became_of_the_mark_since()
    {
        var (school, person) = (await ASchool(), await APerson());
        await Record(school, person, "2026-03-10");
        await Withdraw($"api/kitemark/v1/kitemarks/{school.VersionMark}/withdraw", "2026-03-20");
        await Record(school, person, "2026-03-25");

        await Becomes(person, ("2026-03-10", "Yes", "Kitemarked when completed; mark since withdrawn"), ("2026-03-25", "No", "Not kitemarked"));
    }

    [Fact]
    public async Task N2_one_decision_touches_everybody_it_concerns_gives_each_one_notice_and_can_be_taken_back_with_its_history()
    {
        var (school, employer) = (await ASchool(), await AnEmployer());
        Person[] people = [await APerson(), await APerson()];
        foreach (var person in people)
        {
            await Employ(employer, person);
            await Record(school, person, "2026-03-10");
            await Record(school, person, "2026-03-11");
            await Becomes(person, ("2026-03-10", "Yes", "Kitemarked when completed"), ("2026-03-11", "Yes", "Kitemarked when completed"));
        }

        await Withdraw($"api/kitemark/v1/kitemarks/{school.VersionMark}/withdraw", "2026-03-20", "NeedsReview");

        var told = await NoticeOf(employer.Client, $"employers/{employer.Id}", "Withdrawn");
        told.GetProperty("people").GetInt32().ShouldBe(2);
        foreach (var person in people)
        {
            (await NoticeOf(person.Client, $"learners/{person.Id}", "Withdrawn")).GetProperty("entryIds").GetArrayLength().ShouldBe(2);
            (await UnderReview(person)).ShouldBe([true, true]);
            (await NoticesOf(person.Client, $"learners/{person.Id}", "Withdrawn")).ShouldBe(1, "two records, one notice");
        }

        (await NoticesOf(employer.Client, $"employers/{employer.Id}", "Withdrawn")).ShouldBe(1, "two people, one notice");
        await Reinstate(school.VersionMark);

        await NoticeOf(employer.Client, $"employers/{employer.Id}", "Reinstated");
        foreach (var person in people)
        {
            await NoticeOf(person.Client, $"learners/{person.Id}", "Reinstated");
            (await NoticesOf(person.Client, $"learners/{person.Id}", "Withdrawn")).ShouldBe(1, "what was told stays");
            (await UnderReview(person)).ShouldBe([false, false]);
            await Becomes(person, ("2026-03-10", "Yes", "Kitemarked when completed"), ("2026-03-11", "Yes", "Kitemarked when completed"));
        }

        var decision = (await MarkOf(school)).GetProperty("period").GetProperty("decisions").EnumerateArray().Single();
        (decision.GetProperty("kind").GetString(), decision.GetProperty("consequence").GetString(), decision.GetProperty("reversed").GetProperty("reason").GetString())
            .ShouldBe(("Withdrawn", "NeedsReview", "The assessments were observed after all."));
    }

    [Fact]
    public async Task N2_what_a_decision_would_change_is_told_before_it_is_taken_and_is_what_it_then_changes()
    {
        var (school, employer, offer) = (await ASchool(), await AnEmployer(), await AnOffer(minimumTier: 1));
        Person[] people = [await APerson(), await APerson(), await APerson()];
        foreach (var (person, day) in people.Zip(["2026-03-10", "2026-03-12", "2026-02-01"]))
        {
            await Employ(employer, person);
            await Record(school, person, day);
            await Holds(person, tier: 1, offer, isEligible: true);
        }

        var foretold = (Records: 2, Learners: 2, Employers: 1, Fallen: 2, Losing: 2);
        await APlatform.Until($"the effects are {foretold}", async () => await Effects(school.VersionMark, "2026-03-20", "2026-03-01") == foretold);

        await Withdraw($"api/kitemark/v1/kitemarks/{school.VersionMark}/withdraw", "2026-03-20", "VoidFrom", "2026-03-01");

        (await NoticeOf(employer.Client, $"employers/{employer.Id}", "Withdrawn")).GetProperty("people").GetInt32().ShouldBe(foretold.Learners);
        foreach (var person in people[..foretold.Learners])
        {
            (await NoticeOf(person.Client, $"learners/{person.Id}", "Withdrawn")).GetProperty("entryIds").GetArrayLength().ShouldBe(1);
            await Holds(person, tier: 0, offer, isEligible: false);
        }

        await Holds(people[2], tier: 1, offer, isEligible: true);
        var work = await Progress(school.VersionMark);
        (work.GetProperty("learners").GetInt32(), work.GetProperty("done").GetInt32(), work.GetProperty("finishedAt").ValueKind).ShouldBe((3, 3, System.Text.Json.JsonValueKind.String));
        (await Should.ThrowAsync<StoryBroken>(() => Effects(school.VersionMark, "2026-03-20", "2026-03-01"))).Message.ShouldContain("already-withdrawn");

        await Reinstate(school.VersionMark);
        foreach (var person in people)
        {
            await Holds(person, tier: 1, offer, isEligible: true);
        }
    }

    [Fact]
    public async Task N13_a_check_walks_from_course_to_provider_to_trainer_and_names_the_link_that_was_broken()
    {
        foreach (var (path, link) in new (Func<School, string> Path, string Link)[]
        {
            (school => $"api/kitemark/v1/kitemarks/{school.VersionMark}/suspend", "CourseVersion"),
            (school => $"api/kitemark/v1/kitemarks/{school.ProviderMark}/withdraw", "TrainingProvider"),
            (school => $"api/kitemark/v1/authorisations/{school.Authorisation}/withdraw", "Trainer"),
            (school => $"api/kitemark/v1/authorisations/{school.Authorisation}/suspend", "Trainer"),
        })
        {
            var (school, person) = (await ASchool(), await APerson());
            await Withdraw(path(school), "2026-03-20");
            await Record(school, person, "2026-03-25");

            var entry = (await Becomes(person, ("2026-03-25", "No", "Not kitemarked"))).Single();
            var links = entry.GetProperty("kitemark").GetProperty("links").EnumerateArray().ToList();
            links.Count.ShouldBe(3);
            var broken = links.Single(l => !l.GetProperty("inForce").GetBoolean());
            broken.GetProperty("link").GetString().ShouldBe(link);
            broken.GetProperty("whyNot").GetString()!.ShouldContain("from 20 March 2026");
        }
    }
}
