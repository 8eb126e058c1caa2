using System.Net;
using Academy.Contracts.Passport;
using Academy.ServiceDefaults;
using Academy.Testing;
using Microsoft.EntityFrameworkCore;

namespace Academy.Pathway.Tests.Features;

/// <summary>By the starting rules a kitemarked entry is worth more than a merely recorded one.</summary>
public sealed class EffectsTests
{
    private static readonly DateOnly May = new(2026, 5, 1);

    [Fact]
    public async Task The_tiers_that_would_be_lost_are_those_that_are_lost_once_Passport_says_what_changed()
    {
        await using var own = new PathwayApp();
        await own.InitializeAsync();
        var (mark, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var falling = await Holding(own, (1, mark, May), (2, mark, May), (3, mark, May.AddDays(9)), (4, mark, May));
        var early = await Holding(own, (1, mark, May.AddDays(-1)), (2, mark, May.AddDays(-1)), (3, mark, May.AddDays(-1)), (4, mark, May.AddDays(-1)));
        var elsewhere = await Holding(own, (1, other, May), (2, other, May), (3, other, May), (4, other, May));
        var before = await Tier(own, falling);
        before.ShouldBeGreaterThan(0);

        var effects = await (await Get(own, mark, "2026-05-01")).Json();

        effects.GetProperty("learners").GetInt32().ShouldBe(1);
        var person = effects.GetProperty("people").EnumerateArray().Single();
        person.GetProperty("learnerId").GetGuid().ShouldBe(falling);
        var after = person.GetProperty("tier").GetInt32();
        var fall = effects.GetProperty("falls").EnumerateArray().Single();
        (fall.GetProperty("from").GetInt32(), fall.GetProperty("to").GetInt32(), fall.GetProperty("learners").GetInt32()).ShouldBe((before, after, 1));
        foreach (var (entry, version) in Entries[falling].Select((entry, i) => (entry, i + 10)))
        {
            await own.Deliver(new PassportEntryChanged(falling, version, entry with { Assurance = Assurance.Recorded }, "A decision.", own.Clock.GetUtcNow(), []));
        }

        (await Tier(own, falling)).ShouldBe(after);
        (await Tier(own, early)).ShouldBe(before);
        (await Tier(own, elsewhere)).ShouldBe(before);
        (await (await Get(own, mark, "2026-05-01")).Json()).GetProperty("learners").GetInt32().ShouldBe(0, "it has happened");
    }

    [Fact]
    public async Task What_was_heard_of_before_it_was_told_what_it_rests_on_is_counted_apart()
    {
        await using var own = new PathwayApp();
        await own.InitializeAsync();
        await own.ALearnerWith(PathwayApp.AnEntry());

        (await (await Get(own, Guid.CreateVersion7(), "2026-01-01")).Json()).GetProperty("unknown").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task What_rests_on_a_mark_is_found_by_an_index_among_the_entries_of_a_county()
    {
        await using var own = new PathwayApp();
        await own.InitializeAsync();
        var mark = Guid.CreateVersion7();
        await own.InDatabase(db => db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO entries (learner_id, entry_id, passport_version, training_category_code, completed_on, assurance, under_review, withdrawn, mark_ids)
            SELECT gen_random_uuid(), gen_random_uuid(), 1, 15, '2026-06-01', CASE WHEN n % 4 = 0 THEN 'Kitemarked' ELSE 'EmployerAttested' END, false, false,
                CASE WHEN n % 4 = 0 THEN ARRAY[CASE WHEN n % 40 = 0 THEN {mark} ELSE gen_random_uuid() END, gen_random_uuid()] ELSE ARRAY[]::uuid[] END
            FROM generate_series(1, 40000) AS n
            """));
        await own.InDatabase(db => db.Database.ExecuteSqlAsync($"VACUUM ANALYZE entries"));

        (await Plan(db => db.RestingOn(mark, May))).ShouldContain("ix_entries_marks");
        (await Plan(db => db.RestingOnUnknown)).ShouldContain("ix_entries_unknown_marks");
        (await own.InDatabase(db => db.RestingOn(mark, May).CountAsync())).ShouldBe(1000);

        Task<string> Plan(Func<Data.PathwayDb, IQueryable<object>> query) => own.InDatabase(async db =>
        {
            await db.Database.OpenConnectionAsync();
            await using var command = query(db).CreateDbCommand();
            command.CommandText = $"EXPLAIN {command.CommandText}";
            await using var lines = await command.ExecuteReaderAsync();
            var plan = new List<string>();
            while (await lines.ReadAsync())
            {
                plan.Add(lines.GetString(0));
            }

            return string.Join('\n', plan);
        });
    }

    [Fact]
    public async Task Taken_back_those_rise_who_rise_once_Passport_says_that_their_entries_are_kitemarked_again()
    {
        await using var own = new PathwayApp();
        await own.InitializeAsync();
        var rising = await own.ALearnerWith([.. Enumerable.Range(1, 4).Select(subject => PathwayApp.AnEntry(subject, Assurance.Recorded))]);
        var entries = await own.InDatabase(db => db.Entries.AsNoTracking().Where(e => e.LearnerId == rising).ToListAsync());
        var staying = await own.ALearnerWith(PathwayApp.AnEntry(1, Assurance.SelfDeclared));
        var (before, lead) = (await Tier(own, rising), own.As("pathway.effects", OrganisationKind.Academy, Guid.NewGuid(), roles: ["kitemark-lead"]));

        var effects = await (await lead.PostAsJsonAsync("/api/pathway/v1/effects", new
        {
            learners = new object[]
            {
                new { learnerId = rising, entryIds = entries.Select(e => e.EntryId) },
                new { learnerId = staying, entryIds = await own.InDatabase(db => db.Entries.Where(e => e.LearnerId == staying).Select(e => e.EntryId).ToListAsync()) },
                new { learnerId = Guid.NewGuid(), entryIds = new[] { Guid.NewGuid() } },
            },
        })).Json();

        var person = effects.GetProperty("people").EnumerateArray().Single();
        person.GetProperty("learnerId").GetGuid().ShouldBe(rising);
        var after = person.GetProperty("tier").GetInt32();
        after.ShouldBeGreaterThan(before);
        var rise = effects.GetProperty("rises").EnumerateArray().Single();
        (rise.GetProperty("from").GetInt32(), rise.GetProperty("to").GetInt32(), rise.GetProperty("learners").GetInt32()).ShouldBe((before, after, 1));
        (await Tier(own, rising)).ShouldBe(before, "to ask changes nothing");
        foreach (var (entry, version) in entries.Select((entry, i) => (entry, i + 10)))
        {
            await own.Deliver(new PassportEntryChanged(rising, version, entry.Facts with { Assurance = Assurance.Kitemarked }, "A decision.", own.Clock.GetUtcNow(), []));
        }

        (await Tier(own, rising)).ShouldBe(after);
        (await own.As("pathway.effects", OrganisationKind.Academy, Guid.NewGuid(), roles: ["administrator"])
            .PostAsJsonAsync("/api/pathway/v1/effects", new { learners = Array.Empty<object>() })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Only_a_kitemark_lead_of_the_Academy_asks()
    {
        await using var own = new PathwayApp();
        await own.InitializeAsync();

        (await PathwayApp.Get(own.As("pathway.effects", OrganisationKind.Academy, Guid.NewGuid(), roles: ["administrator"]), Path(Guid.NewGuid(), "2026-01-01"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await PathwayApp.Get(own.AsAdministrator(), Path(Guid.NewGuid(), "2026-01-01"))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await Get(own, Guid.NewGuid(), "May")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private static readonly Dictionary<Guid, List<EntryFacts>> Entries = [];

    private static string Path(Guid mark, string voidFrom) => $"/api/pathway/v1/effects?kitemarkId={mark}&voidFrom={voidFrom}";

    private static Task<HttpResponseMessage> Get(PathwayApp own, Guid mark, string voidFrom)
        => PathwayApp.Get(own.As("pathway.effects", OrganisationKind.Academy, Guid.NewGuid(), roles: ["kitemark-lead"]), Path(mark, voidFrom));

    private static async Task<int> Tier(PathwayApp own, Guid learner) => (await own.TierOf(learner)).GetProperty("tier").GetInt32();

    private static async Task<Guid> Holding(PathwayApp own, params (int Subject, Guid Mark, DateOnly Day)[] entries)
    {
        var learner = Guid.CreateVersion7();
        Entries[learner] = [];
        foreach (var (subject, mark, day) in entries)
        {
            Entries[learner].Add(PathwayApp.AnEntry(subject, completedOn: day));
            await own.Deliver(new CompletionRecorded(learner, Entries[learner].Count, Entries[learner][^1], own.Clock.GetUtcNow(), [mark, Guid.CreateVersion7()]));
        }

        return learner;
    }
}
