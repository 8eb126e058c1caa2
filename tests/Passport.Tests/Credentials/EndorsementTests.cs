using System.Net;
using System.Text.Json;
using Academy.Contracts.Kitemark;
using Academy.Contracts.Learner;

namespace Academy.Passport.Tests.Credentials;

public sealed class EndorsementTests(PassportApp app)
{
    [Fact]
    public async Task Provider_course_version_and_trainer_are_endorsed_under_the_ids_that_badges_name_them_by()
    {
        var course = await app.ACourse();

        var (provider, version, trainer) = (await Claims(course.Marks[0]), await Claims(course.Marks[1]), await Claims(course.Marks[2]));

        provider.GetProperty("type").EnumerateArray().Select(type => type.GetString()).ShouldBe(["VerifiableCredential", "EndorsementCredential"]);
        Subject(provider).GetProperty("id").GetString().ShouldBe($"urn:uuid:{course.ProviderId}");
        Subject(provider).GetProperty("type")[0].GetString().ShouldBe("EndorsementSubject");
        Subject(version).GetProperty("endorsementComment").GetString().ShouldBe("Kitemark of the course Moving people safely, version 2026.");
        Subject(version).GetProperty("id").GetString().ShouldBe($"urn:uuid:{course.VersionId}");
        Subject(trainer).GetProperty("endorsementComment").GetString().ShouldBe("May teach Assisting and moving people for Northgate Care Training.");
        var mark = Subject(trainer).GetProperty("kitemark");
        (mark.GetProperty("kind").GetString(), mark.GetProperty("name").GetString(), mark.GetProperty("from").GetString(), mark.GetProperty("until").GetString())
            .ShouldBe(("Trainer", "Dev Patel", "2025-01-01", "2028-12-31"));
        (provider.GetProperty("validFrom").GetString(), provider.GetProperty("validUntil").GetString()).ShouldBe(("2025-01-01T00:00:00Z", "2028-12-31T23:59:59Z"));
    }

    [Fact]
    public async Task An_agency_is_endorsed_and_no_entry_is_judged_by_its_mark()
    {
        var (agency, mark, now) = (Guid.CreateVersion7(), Guid.CreateVersion7(), app.Clock.GetUtcNow());
        var granted = new KitemarkGranted(mark, 1, KitemarkSubject.Agency, agency, new(new(2026, 1, 1), new(2027, 12, 31), now, []), now);
        await app.Deliver(granted);
        (await app.AskForEndorsement(mark)).StatusCode.ShouldBe(HttpStatusCode.NotFound, "its name was not heard yet");
        await app.Deliver(new EmployerRegistered(agency, 1, "Bluebell Staffing", EmployerKind.Agency, null, now));

        var found = await app.Verify(await app.EndorsementOf(mark));

        Questions(found).ShouldBe("Passed Passed Passed Passed Passed Passed");
        found.GetProperty("credential").GetProperty("credentialSubject").GetProperty("endorsementComment").GetString().ShouldBe("Safer Staffing mark of the agency.");
        (await app.InDatabase(async db => db.Reassessments.Any(work => work.MarkId == mark))).ShouldBeFalse();
    }

    [Fact]
    public async Task Its_status_follows_suspension_reinstatement_and_withdrawal()
    {
        var (course, now) = (await app.ACourse(), app.Clock.GetUtcNow());
        var first = await app.EndorsementOf(course.Marks[1]);
        (await app.EndorsementOf(course.Marks[1])).ShouldBe(first);

        var suspended = course.CourseSuspended(now, app.Today, now.AddMinutes(1));
        await app.Deliver(suspended);
        (await app.IsListed(first, "suspension"), await app.IsListed(first)).ShouldBe((true, false));
        Questions(await app.Verify(first)).ShouldBe("Passed Passed Passed Passed Failed Passed");

        await app.Deliver(course.CourseReinstated(2, suspended.Period, now.AddMinutes(2)));
        await app.Deliver(suspended);
        (await app.IsListed(first, "suspension")).ShouldBeFalse();

        var withdrawn = course.CourseWithdrawn(now, app.Today, now.AddMinutes(3)) with { Version = 4 };
        await app.Deliver(withdrawn);
        (await app.IsListed(first)).ShouldBeTrue();
        Questions(await app.Verify(first)).ShouldBe("Passed Passed Passed Failed Passed Passed");
        (await app.AskForEndorsement(course.Marks[1])).StatusCode.ShouldBe(HttpStatusCode.Conflict);

        await app.Deliver(course.CourseReinstated(withdrawn, now.AddMinutes(4)));
        var second = await app.EndorsementOf(course.Marks[1]);
        second.ShouldNotBe(first);
        (await app.IsListed(first), await app.IsListed(second)).ShouldBe((true, false));
        await app.Reassess();
    }

    [Fact]
    public async Task A_withdrawal_for_a_day_to_come_revokes_the_endorsement_from_that_day_and_not_before()
    {
        await using var own = new PassportApp();
        var (course, now) = (await own.ACourse(), own.Clock.GetUtcNow());
        var first = await own.EndorsementOf(course.Marks[1]);
        var withdrawn = course.CourseWithdrawn(now, own.Today.AddDays(30), now.AddMinutes(1));

        await own.Deliver(withdrawn);

        own.Clock.Advance(TimeSpan.FromDays(29));
        (await own.IsListed(first)).ShouldBeFalse("the mark is in force still");
        Questions(await own.Verify(first)).ShouldBe("Passed Passed Passed Passed Passed Passed");
        (await own.EndorsementOf(course.Marks[1])).ShouldBe(first);
        own.Clock.Advance(TimeSpan.FromDays(1));
        (await own.IsListed(first)).ShouldBeTrue("nothing was heard meanwhile: the day alone has come");
        Questions(await own.Verify(first)).ShouldBe("Passed Passed Passed Failed Passed Passed");
        (await own.AskForEndorsement(course.Marks[1])).StatusCode.ShouldBe(HttpStatusCode.Conflict);

        await own.Deliver(course.CourseReinstated(withdrawn, own.Clock.GetUtcNow()));
        var second = await own.EndorsementOf(course.Marks[1]);
        (await own.IsListed(first), await own.IsListed(second)).ShouldBe((true, false), "what was revoked once stays so");
    }

    [Fact]
    public async Task A_withdrawal_that_was_announced_and_taken_back_before_its_day_has_revoked_nothing()
    {
        await using var own = new PassportApp();
        var (course, now) = (await own.ACourse(), own.Clock.GetUtcNow());
        var endorsement = await own.EndorsementOf(course.Marks[1]);
        var withdrawn = course.CourseWithdrawn(now, own.Today.AddDays(30), now.AddMinutes(1));
        await own.Deliver(withdrawn);
        await own.Deliver(course.CourseReinstated(withdrawn, now.AddMinutes(2)));

        own.Clock.Advance(TimeSpan.FromDays(31));

        (await own.IsListed(endorsement)).ShouldBeFalse();
        (await own.EndorsementOf(course.Marks[1])).ShouldBe(endorsement);
    }

    [Fact]
    public async Task A_suspension_for_a_day_to_come_suspends_the_endorsement_from_that_day_and_not_before()
    {
        await using var own = new PassportApp();
        var (course, now) = (await own.ACourse(), own.Clock.GetUtcNow());
        var endorsement = await own.EndorsementOf(course.Marks[1]);

        await own.Deliver(course.CourseSuspended(now, own.Today.AddDays(30), now.AddMinutes(1)));

        (await own.IsListed(endorsement), await own.IsListed(endorsement, "suspension")).ShouldBe((false, false));
        own.Clock.Advance(TimeSpan.FromDays(30));
        (await own.IsListed(endorsement), await own.IsListed(endorsement, "suspension")).ShouldBe((false, true));
        Questions(await own.Verify(endorsement)).ShouldBe("Passed Passed Passed Passed Failed Passed");
    }

    [Fact]
    public async Task Asked_for_many_times_at_once_there_is_one_of_a_mark_and_of_no_mark_none()
    {
        var course = await app.ACourse();

        var given = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => app.EndorsementOf(course.Marks[0])));

        given.Distinct().Count().ShouldBe(1);
        (await app.AskForEndorsement(Guid.CreateVersion7())).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static string Questions(JsonElement found) => string.Join(
        ' ', new[] { "signature", "issuerTrusted", "dates", "revocation", "suspension", "kitemarkedOnTheDay" }.Select(question => found.Outcome(question)));

    private static JsonElement Subject(JsonElement claims) => claims.GetProperty("credentialSubject");

    private async Task<JsonElement> Claims(Guid mark) => Credentialing.Claims(await app.EndorsementOf(mark));
}
