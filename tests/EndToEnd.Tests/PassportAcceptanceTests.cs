
namespace Academy.EndToEnd.Tests;

/// <summary>N10 the day something is due and its rule, N11 composites with reasons, N12 the two keys of a competence.</summary>
[Collection(nameof(TracedPlatform))]
public sealed class PassportAcceptanceTests(TracedPlatform platform) : AcceptanceTests(platform)
{
    [Fact]
    public async Task N10_gaining_a_qualification_moves_the_day_something_is_due_and_the_rule_and_its_version_are_named()
    {
        var (school, person, employer) = (await ASchool(category: 20), await APerson(), await AnEmployer());
        await Record(school, person, "2024-01-10");
        await Employ(employer, person);
        await Require(employer, new { trainingCategoryCode = 20 });

        await Stands(employer, person, "Met", "2027-01-09", "36 months from 2024-01-10.");
        await employer.Client.Post(
            "api/passport/v1/qualifications", new { learnerId = person.Id, qualificationCode = 158, awardedOn = "2026-03-02" }, TestContext.Current.CancellationToken);

        var rule = (await Stands(
            employer, person, "Met", "2029-03-01", "36 months from 2026-03-02. On that day Level 2 Adult Social Care Certificate was awarded.")).GetProperty("rule");
        rule.GetProperty("name").GetString().ShouldBe("Skills for Care statutory and mandatory training");
        rule.GetProperty("version").GetString().ShouldBe("2024-09");
    }

    [Fact]
    public async Task N11_a_composite_that_is_not_met_says_which_part_is_missing_for_which_job_role()
    {
        var (person, employer) = (await APerson(), await AnEmployer());
        await Employ(employer, person);
        await Require(employer, new { composite = "OMMT" });
        await Record(await ASchool(category: 41), person, "2026-01-05");
        await Record(await ASchool(category: 42), person, "2026-01-06");

        (await Stands(employer, person, "Missing", null, null)).GetProperty("reasons").EnumerateArray().Select(reason => reason.GetString())
            .ShouldBe(["Missing: Tier 2 for the job role Care worker"]);
    }

    [Fact]
    public async Task N12_a_competence_is_in_force_with_both_keys_and_ends_with_its_delegation_of_which_the_manager_is_told()
    {
        var (school, person, employer) = (await ASchool(category: 13), await APerson(), await AnEmployer());
        await Employ(employer, person);
        var observation = await Observe(employer, person, category: 13, "N Shah");
        (await Competence(person)).ShouldBe("TrainingMissing");

        await Record(school, person, "2026-03-10");
        await Becomes(person, ("2026-03-10", "Yes", "Kitemarked when completed"));
        (await Competence(person)).ShouldBe("InForce");

        await employer.Client.Post($"api/passport/v1/observations/{observation}/end", new { reason = "The nurse no longer delegates." }, TestContext.Current.CancellationToken);

        (await Competence(person)).ShouldBe("Ended");
        (await NoticeOf(employer.Client, $"employers/{employer.Id}", "CompetenceEnded")).GetProperty("reason").GetString().ShouldBe("The nurse no longer delegates.");
    }
}
