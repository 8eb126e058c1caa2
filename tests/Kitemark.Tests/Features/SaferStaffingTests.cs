using Academy.Contracts.Kitemark;
using Academy.Contracts.Learner;
using Academy.Testing;
using static Academy.Kitemark.Tests.KitemarkApp;

namespace Academy.Kitemark.Tests.Features;

public sealed class SaferStaffingTests(KitemarkApp app)
{
    [Fact]
    public async Task An_agency_is_marked_as_an_organisation_by_criteria_of_its_own_and_answers_for_a_day()
    {
        var agency = await app.AnAgency("Bluebell 24/7 Staffing");

        var mark = await app.AMarkedAgency(agency, "2026-02-01", "2027-01-31");

        var said = (await app.Said<KitemarkGranted>()).Single(said => said.KitemarkId == mark);
        (said.Subject, said.SubjectId).ShouldBe((KitemarkSubject.Agency, agency));
        var standing = await app.Get($"/agencies/{agency}/standing?on=2026-02-01");
        standing.GetProperty("name").GetString().ShouldBe("Bluebell 24/7 Staffing");
        standing.GetProperty("standing").GetProperty("isMarked").GetBoolean().ShouldBeTrue();
        (await IsMarked(agency, "2026-01-31")).ShouldBeFalse();
        var listed = (await app.Get("/register?kind=Agency&q=bluebell 24/7&on=2026-06-01")).GetProperty("items").EnumerateArray().Single();
        (listed.GetProperty("agencyId").GetGuid(), listed.GetProperty("trainingProviderId").ValueKind).ShouldBe((agency, System.Text.Json.JsonValueKind.Null));
        (await app.Get("/register?kind=TrainingProvider&q=bluebell 24/7&on=2026-06-01")).GetProperty("items").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Its_criteria_are_dated_and_published_apart_from_those_of_kitemarks()
    {
        await using var own = new KitemarkApp();
        (await own.Get("/criteria?scheme=SaferStaffing")).GetProperty("criteria")[0].GetProperty("code").GetString().ShouldBe("S1");
        object Next(string prefix) => new
        {
            from = "2027-04-01",
            scheme = "SaferStaffing",
            criteria = Enumerable.Range(1, 10).Select(i => new { code = $"{prefix}{i}", title = "Title", question = "Question?" }),
        };

        await (await own.Lead().PostNew($"{Api}/criteria", Next("C"))).ShouldBeRefused(422, "S1 to S10");
        (await own.Lead().PostNew($"{Api}/criteria", Next("S"))).EnsureSuccessStatusCode();

        (await own.Get("/criteria?scheme=SaferStaffing&on=2027-04-01")).GetProperty("criteria")[0].GetProperty("title").GetString().ShouldBe("Title");
        (await own.Get("/criteria?on=2027-04-01")).GetProperty("criteria")[0].GetProperty("title").GetString().ShouldBe("Learning outcomes");
    }

    [Fact]
    public async Task It_is_suspended_reinstated_and_withdrawn_by_the_rules_of_every_mark()
    {
        var agency = await app.AnAgency();
        var mark = await app.AMarkedAgency(agency);
        var suspension = new { from = "2026-05-01", consequence = "NeedsReview", reason = "A safeguarding concern." };

        (await app.Lead().PostNew($"{Api}/kitemarks/{mark}/suspend", suspension)).EnsureSuccessStatusCode();
        (await IsMarked(agency, "2026-05-01")).ShouldBeFalse();
        await (await app.Lead().PostNew($"{Api}/kitemarks/{mark}/suspend", suspension)).ShouldBeRefused(422, "suspended from 2026-05-01 already");
        (await app.Lead().PostNew($"{Api}/kitemarks/{mark}/reinstate", new { reason = "It was another agency." })).EnsureSuccessStatusCode();
        (await IsMarked(agency, "2026-05-01")).ShouldBeTrue();
        (await app.Withdraw(mark, new { from = "2026-06-01", consequence = "Stands", reason = "Closed." })).EnsureSuccessStatusCode();
        (await IsMarked(agency, "2026-06-01")).ShouldBeFalse();
        (await app.Said<KitemarkWithdrawn>()).Single(said => said.KitemarkId == mark).Subject.ShouldBe(KitemarkSubject.Agency);
    }

    [Fact]
    public async Task Only_an_agency_applies_and_only_for_itself()
    {
        var (agency, other) = (await app.AnAgency(), await app.AnAgency());
        var home = await app.AnAgency("Oak House", EmployerKind.Private);

        await (await app.Employer(other).PostNew($"{Api}/applications", new { subject = "Agency", subjectId = agency })).ShouldBeRefused(404);
        await (await app.Employer(home).PostNew($"{Api}/applications", new { subject = "Agency", subjectId = home })).ShouldBeRefused(404);
        await (await app.Provider(agency).PostNew($"{Api}/applications", new { subject = "Agency", subjectId = agency })).ShouldBeRefused(404);
        var application = await app.ADraft(agency, "Agency", agency);
        await (await app.Employer(other).GetAsync($"{Api}/applications/{application}")).ShouldBeRefused(404);
        var read = await (await app.Employer(agency).GetAsync($"{Api}/applications/{application}")).Json();
        read.GetProperty("agency").GetProperty("name").GetString().ShouldBe("Bluebell Staffing");
        read.GetProperty("steps").EnumerateArray().Select(step => step.GetString()).ShouldBe(["AssessOneself", "Submit", "Close"]);
        (await (await app.Employer(agency).GetAsync($"{Api}/applications")).Json()).GetProperty("items").GetArrayLength().ShouldBe(1);
        await (await app.Employer(home).GetAsync($"{Api}/applications")).ShouldBeRefused(404);
        await (await app.CreateClient().GetAsync($"{Api}/agencies/{home}/standing")).ShouldBeRefused(404);
    }

    [Fact]
    public async Task The_latest_that_was_heard_of_an_employer_counts_in_whatever_order_it_comes()
    {
        var id = Guid.CreateVersion7();
        var first = new EmployerRegistered(id, 1, "Was thought an agency", EmployerKind.Agency, null, app.Clock.GetUtcNow());
        await app.Deliver(first with { Version = 2, Kind = EmployerKind.Private });
        await app.Deliver(first);

        await (await app.CreateClient().GetAsync($"{Api}/agencies/{id}/standing")).ShouldBeRefused(404);

        await app.Deliver(first with { Version = 3, Name = "An agency after all" });
        (await app.Get($"/agencies/{id}/standing")).GetProperty("name").GetString().ShouldBe("An agency after all");
    }

    private async Task<bool> IsMarked(Guid agency, string on)
        => (await app.Get($"/agencies/{agency}/standing?on={on}")).GetProperty("standing").GetProperty("isMarked").GetBoolean();
}
