using System.Text.Json;
using System.Text.RegularExpressions;
using Academy.Contracts.Kitemark;
using Academy.Contracts.Learner;
using Academy.Passport.Domain;
using Academy.Testing;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Tests.Consumers;

/// <summary>Everything Passport hears of a person, through the consumers and PostgreSQL, in generated orders with repetitions.</summary>
public sealed partial class AnyOrderOfAllFactsTests(PassportApp app)
{
    private static readonly DateOnly Day = new(2026, 9, 1);

    private static readonly Gen<(Consequence Consequence, int EndsAfter, int Seed)> Case =
        from consequence in Gen.Elements(Consequence.Stands, Consequence.NeedsReview, Consequence.VoidFrom)
        from endsAfter in Gen.Choose(-20, 20)
        from seed in Gen.Choose(0, int.MaxValue)
        select (consequence, endsAfter, seed);

    [Fact]
    public async Task All_facts_in_any_order_and_repeated_leave_the_same_passport_for_the_same_people_to_see()
    {
        foreach (var one in Case.Sample(8))
        {
            var inOrder = await Tell(one.Consequence, one.EndsAfter, shuffle: null);
            (await Tell(one.Consequence, one.EndsAfter, new Random(one.Seed))).ShouldBe(inOrder, $"{one}");
        }
    }

    private async Task<string> Tell(Consequence consequence, int endsAfter, Random? shuffle)
    {
        var (learner, employer, course, at) = (await app.ALearner(), await app.AnEmployer(), await app.ACourse(isMarked: false), app.Clock.GetUtcNow());
        await app.Record(course, Day, learner.Id);
        await app.Record(course, Day.AddDays(-30), learner.Id);
        var award = (await (await app.AsProvider(course.ProviderId).PostNew(
            "/api/passport/v1/qualifications", new { learnerId = learner.Id, qualificationCode = 158, awardedOn = Day })).Json()).GetProperty("qualificationId").GetGuid();
        var facts = Facts(learner, employer, course, at, consequence, endsAfter);
        if (shuffle is not null)
        {
            facts = [.. facts, .. facts];
            shuffle.Shuffle(facts);
        }

        foreach (var fact in facts)
        {
            await fact();
            if (shuffle?.Next(4) == 0)
            {
                await app.Reassess();
            }
        }

        await app.Reassess();
        var seen = await app.AsEmployer(employer).GetAsync(new Uri($"/api/passport/v1/learners/{learner.Id}/passport", UriKind.Relative));
        return $"{(int)seen.StatusCode} {Neutral((await app.PassportOf(learner.Id)))} {await Recognised(course, award)}";
    }

    private Func<Task>[] Facts(ALearner learner, Guid employer, ACourse course, DateTimeOffset at, Consequence consequence, int endsAfter)
    {
        var withdrawn = course.CourseWithdrawn(at, Day.AddDays(endsAfter), at.AddMinutes(5), consequence, consequence == Consequence.VoidFrom ? Day.AddDays(endsAfter - 5) : null);
        var reinstated = course.CourseReinstated(withdrawn, at.AddMinutes(6));
        var again = withdrawn with { Version = 4, Period = withdrawn.Period with { Decisions = [.. reinstated.Period.Decisions, withdrawn.Period.Decisions[0] with { DecidedAt = at.AddMinutes(7) }] } };
        var decided = new EquivalenceDecided(
            Guid.CreateVersion7(), 1, new PriorLearning("Moving people safely", [course.VersionId], null, null, null), new Recognition("two standards", null, new(2025, [5, 13])),
            Day.AddDays(-60), null, "The outcomes are the same.", "Mapping of the Academy", null, at);
        var job = new EmploymentFacts(Guid.CreateVersion7(), employer, null, null, 8, EmploymentKind.Employee, PassportApp.LongAgo, null, SharesPassport: false);
        return
        [
            .. new object[]
            {
                new LearnerRegistered(learner.Id, 1, learner.AcademyNumber, learner.Name, learner.DateOfBirth, at),
                new LearnerDetailsChanged(learner.Id, 3, learner.AcademyNumber, "Amara Okafor-Bello", [learner.Name], learner.DateOfBirth, at),
                new EmployerRegistered(employer, 2, "Rosewood Care Group", EmployerKind.Private, null, at),
                new EmploymentStarted(learner.Id, 2, job, at),
                new EmploymentConsentChanged(learner.Id, 4, job with { SharesPassport = true }, at),
                new EmploymentEnded(learner.Id, 5, job with { SharesPassport = true, EndedOn = app.Today.AddDays(endsAfter) }, at),
                new TrainingProviderRegistered(course.ProviderId, 2, "Northgate Training Ltd", null, at),
                new CoursePublished(course.VersionId, 2, Guid.CreateVersion7(), course.ProviderId, "Moving people", "2026", 15, 6, 90, 24, CourseMode.Blended, at),
                course.ProviderGranted(at),
                course.CourseGranted(at),
                withdrawn,
                reinstated,
                again,
                decided,
                decided with { Version = 2, Ended = new(Day.AddDays(endsAfter), "It was replaced.", at.AddMinutes(4)) },
                course.TrainerAuthorised(at),
                course.TrainerEnded(at, Day.AddDays(endsAfter), at.AddMinutes(3)),
            }.Select(fact => (Func<Task>)(() => Deliver(fact))),
        ];
    }

    /// <summary>Which standards of the Care Certificate the person's prior learning counts for, by the decisions of this round.</summary>
    private Task<string> Recognised(ACourse course, Guid award) => app.InDatabase(async db =>
    {
        var passport = await db.Passports.AsNoTracking().Include(p => p.Entries).SingleAsync(p => p.Entries.Any(e => e.CourseVersionId == course.VersionId));
        passport.Qualifications.ShouldContain(one => one.Id == award);
        var decisions = (await db.Equivalences.AsNoTracking().ToListAsync()).Where(one => one.Held.CourseVersionIds?.Contains(course.VersionId) == true);
        return string.Join(';', RecognisedStandard.Of(passport.Entries, passport.Qualifications, decisions, app.Today).Select(one => $"{one.Version} {one.Number} {one.By.Sentence}"));
    });

    private Task Deliver(object fact)
        => (Task)typeof(PassportApp).GetMethod(nameof(app.Deliver))!.MakeGenericMethod(fact.GetType()).Invoke(app, [fact, null])!;

    /// <summary>Without what is new in each round: ids, moments, and how often it was written.</summary>
    private static string Neutral(JsonElement passport) => Instants().Replace(
        Ids().Replace($"{passport.GetProperty("name")} {passport.GetProperty("entries")}", "id"), "then");

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", RegexOptions.None, 1000)]
    private static partial Regex Ids();

    [GeneratedRegex(@"\d{4}-\d{2}-\d{2}T[\d:.+Z]+", RegexOptions.None, 1000)]
    private static partial Regex Instants();
}
