using System.Text.Json;
using Academy.Contracts.Kitemark;
using Academy.Contracts.Passport;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Tests.Consumers;

/// <summary>Facts arrive in any order and more than once; the passport is the same.</summary>
public sealed class AnyOrderTests(PassportApp app)
{
    [Fact]
    public async Task Every_order_of_a_courses_facts_each_told_twice_leaves_the_same_passport()
    {
        var day = new DateOnly(2026, 9, 1);
        var decided = app.Clock.GetUtcNow();
        var expected = (string?)null;
        foreach (var order in Permutations([0, 1, 2, 3]))
        {
            var learner = await app.ALearner();
            var course = await app.ACourse(isMarked: false);
            await app.Record(course, day, learner.Id);
            var facts = new Func<Guid, Task>[]
            {
                id => app.Deliver(course.ProviderGranted(decided), id),
                id => app.Deliver(course.CourseGranted(decided), id),
                id => app.Deliver(course.TrainerAuthorised(decided), id),
                id => app.Deliver(course.CourseWithdrawn(decided, day.AddDays(10), decided.AddMinutes(5)), id),
            };

            foreach (var fact in order)
            {
                var messageId = Guid.CreateVersion7();
                await facts[fact](messageId);
                await facts[fact](messageId);
                if (fact % 2 == 0)
                {
                    await app.Reassess();
                }
            }

            await app.Reassess();
            var seen = Neutral((await app.PassportOf(learner.Id)).GetProperty("entries")[0], course);
            (expected ??= seen).ShouldBe(seen, $"order {string.Join(',', order)}");
        }

        expected.ShouldNotBeNull().ShouldContain("Kitemarked when completed; mark since withdrawn");
    }

    [Fact]
    public async Task A_message_that_was_handled_is_not_handled_again()
    {
        var course = await app.ACourse();
        var (message, id) = (course.CourseGranted(app.Clock.GetUtcNow()), Guid.CreateVersion7());

        (await app.Deliver(message, id)).ShouldBeTrue();
        (await app.Deliver(message, id)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_withdrawal_that_voids_takes_back_the_entries_from_its_day_and_tells_of_each_once()
    {
        var (before, after) = (await app.ALearner(), await app.ALearner());
        var course = await app.ACourse();
        await app.Record(course, new DateOnly(2026, 9, 1), before.Id);
        await app.Record(course, new DateOnly(2026, 9, 15), after.Id);
        var now = app.Clock.GetUtcNow();

        await app.Deliver(course.CourseWithdrawn(now, new DateOnly(2026, 10, 1), now.AddMinutes(1), Consequence.VoidFrom, new DateOnly(2026, 9, 10)));
        await app.Reassess();

        (await Statement(before.Id)).ShouldBe("Kitemarked when completed; mark since withdrawn");
        (await Statement(after.Id)).ShouldBe("Kitemarked when completed; taken back since");
        var told = (await app.Said<PassportEntryChanged>()).Where(e => e.LearnerId == before.Id || e.LearnerId == after.Id).ToList();
        told.ShouldHaveSingleItem().Entry.Assurance.ShouldBe(Assurance.Recorded);
    }

    [Fact]
    public async Task A_withdrawal_that_is_taken_back_gives_the_entries_back_and_the_ledger_keeps_both()
    {
        var learner = await app.ALearner();
        var course = await app.ACourse();
        await app.Record(course, new DateOnly(2026, 9, 15), learner.Id);
        var now = app.Clock.GetUtcNow();
        var withdrawn = course.CourseWithdrawn(now, new DateOnly(2026, 9, 1), now.AddMinutes(1), Consequence.VoidFrom, new DateOnly(2026, 9, 1));
        await app.Deliver(withdrawn);
        await app.Reassess();
        (await Statement(learner.Id)).ShouldBe("Kitemarked when completed; taken back since");

        await app.Deliver(course.CourseReinstated(withdrawn, now.AddMinutes(2)));
        await app.Deliver(withdrawn);
        await app.Reassess();

        (await Statement(learner.Id)).ShouldBe("Kitemarked when completed");
        (await app.InDatabase(db => db.Ledger.CountAsync(line => line.LearnerId == learner.Id))).ShouldBe(3);
        var told = (await app.Said<PassportEntryChanged>()).Where(e => e.LearnerId == learner.Id).OrderBy(e => e.Version).ToList();
        told.Select(e => e.Entry.Assurance).ShouldBe([Assurance.Recorded, Assurance.Kitemarked]);
    }

    [Fact]
    public async Task The_ledger_keeps_every_line_and_shows_a_changed_one()
    {
        var learner = await app.ALearner();
        var course = await app.ACourse();
        await app.Record(course, new DateOnly(2026, 9, 1), learner.Id);
        var now = app.Clock.GetUtcNow();
        await app.Deliver(course.TrainerEnded(now, new DateOnly(2026, 10, 1), now.AddMinutes(1)));
        await app.Reassess();

        (await IsIntact(learner.Id)).ShouldBeTrue();
        await app.InDatabase(db => db.Database.ExecuteSqlAsync(
            $"UPDATE ledger SET entry = replace(entry, '2026-09-01', '2026-09-02') WHERE learner_id = {learner.Id} AND number = 1"));
        (await IsIntact(learner.Id)).ShouldBeFalse();
    }

    private async Task<bool> IsIntact(Guid learner)
    {
        var lines = await app.InDatabase(db => db.Ledger.AsNoTracking().Where(l => l.LearnerId == learner).OrderBy(l => l.Number).ToListAsync());
        lines.Count.ShouldBe(2);
        var previous = Array.Empty<byte>();
        return lines.TrueForAll(line =>
        {
            var isIntact = line.IsIntact(previous);
            previous = line.Hash;
            return isIntact;
        });
    }

    private async Task<string> Statement(Guid learner)
        => (await app.PassportOf(learner)).GetProperty("entries")[0].GetProperty("kitemark").GetProperty("statement").GetString()!;

    /// <summary>The entry without what is new in each round: ids and the moment of recording.</summary>
    private static string Neutral(JsonElement entry, ACourse course)
    {
        var text = entry.GetProperty("kitemark").GetRawText() + entry.GetProperty("assurance").GetRawText() + entry.GetProperty("recordedBy").GetRawText();
        var marks = entry.GetProperty("kitemark").GetProperty("links").EnumerateArray()
            .Select(link => link.GetProperty("markId")).Where(id => id.ValueKind == JsonValueKind.String).Select(id => id.GetString()!);
        string[] ids = [course.VersionId.ToString(), course.ProviderId.ToString(), course.TrainerId.ToString(), .. marks];
        return ids.Aggregate(text, (t, id) => t.Replace(id, "id", StringComparison.Ordinal));
    }

    private static IEnumerable<int[]> Permutations(int[] items)
        => items.Length <= 1 ? [items] : items.SelectMany(item => Permutations([.. items.Where(i => i != item)]).Select(rest => (int[])[item, .. rest]));
}
