using Academy.Contracts.Kitemark;
using Academy.Passport.Domain;
using Academy.ServiceDefaults;
using FsCheck;
using FsCheck.Fluent;

namespace Academy.Passport.Tests.Domain;

/// <summary>
/// The same facts in any order, any number of times, give the same passport; and what is so on a day stays so when decisions without a
/// consequence come later. The facts are all that is heard of a person and of the marks their entries rest on.
/// </summary>
public sealed class AnyOrderProperties
{
    private static readonly DateOnly Start = new(2026, 1, 1);
    private static readonly DateTimeOffset Recorded = new(2026, 6, 1, 9, 0, 0, TimeSpan.Zero);
    private static readonly TaughtCourse Course = new(Guid.NewGuid(), "Moving people safely", 15, Guid.NewGuid(), "Northgate Care Training", Guid.NewGuid(), "Dev Patel");
    private static readonly Guid[] MarkIds = [Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid()];
    private static readonly Guid[] EquivalenceIds = [Guid.NewGuid(), Guid.NewGuid()];

    private static readonly Gen<MarkDecision> ADecision =
        from kind in Gen.Elements(MarkDecisionKind.Suspended, MarkDecisionKind.Withdrawn)
        from day in Gen.Choose(0, 364)
        from consequence in Gen.Elements(Consequence.Stands, Consequence.NeedsReview, Consequence.VoidFrom)
        from decided in Gen.Choose(-100, 100)
        from isReversed in Gen.Frequency((3, Gen.Constant(false)), (1, Gen.Constant(true)))
        select new MarkDecision(
            kind, Start.AddDays(day), consequence, consequence == Consequence.VoidFrom ? Start.AddDays(day / 2) : null, "A reason.", Recorded.AddDays(decided),
            isReversed ? new MarkReversal("A mistake.", Recorded.AddDays(101)) : null);

    /// <summary>The versions of a mark, each with all decisions until then.</summary>
    private static readonly Gen<Fact[]> OfAMark =
        from link in Gen.Elements(LinkKind.CourseVersion, LinkKind.TrainingProvider, LinkKind.Trainer)
        from granted in Gen.Choose(-200, 2)
        from last in Gen.Choose(90, 364)
        from decisions in ADecision.ArrayOf(2)
        select Enumerable.Range(0, decisions.Length + 1)
            .Select(version => new Fact(null, AMark(link, version, new MarkPeriod(Start, Start.AddDays(last), Recorded.AddDays(granted), decisions[..version])))).ToArray();

    private static readonly Gen<Fact> OfThePerson = from version in Gen.Choose(1, 4) select new Fact((version, $"Amara {version}"), null);

    /// <summary>An equivalence as it was decided, and perhaps as it was ended.</summary>
    private static readonly Gen<Fact[]> OfAnEquivalence =
        from id in Gen.Elements(EquivalenceIds)
        from begins in Gen.Choose(0, 100)
        from ended in Gen.Choose(0, 300)
        from versions in Gen.Choose(1, 2)
        select Enumerable.Range(1, versions).Select(version => new Fact(null, null, new EquivalenceDecided(
            id, version, new PriorLearning(Course.Title, null, 15, null, null), new Recognition("Some standards", null, new(2025, id == EquivalenceIds[0] ? [5, 13] : [5])), Start.AddDays(begins), null,
            "The outcomes are the same.", "Mapping of the Academy", version == 1 ? null : new EquivalenceEnding(Start.AddDays(begins + ended), "It was replaced.", Recorded), Recorded))).ToArray();

    private static readonly Gen<(Fact[] Facts, int[] Days, int Seed)> Told =
        from marks in OfAMark.ArrayOf(3)
        from names in OfThePerson.ArrayOf(3)
        from equivalences in OfAnEquivalence.ArrayOf(2)
        from days in Gen.Choose(0, 150).ArrayOf(3)
        from seed in Gen.Choose(0, int.MaxValue)
        select (OfOneMarkEach(marks).Concat(names).Concat(equivalences.DistinctBy(versions => versions[0].Equivalence!.EquivalenceId).SelectMany(versions => versions)).ToArray(), days.Distinct().ToArray(), seed);

    [Fact]
    public void Any_order_and_repetition_of_the_same_facts_gives_the_same_passport()
        => Prop.ForAll(Told.ToArbitrary(), told =>
        {
            var shuffled = told.Facts.Concat(told.Facts).ToArray();
            new Random(told.Seed).Shuffle(shuffled);
            return Passport(told.Facts, told.Days) == Passport(shuffled, told.Days);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void What_is_so_as_at_a_day_never_changes_when_decisions_without_a_consequence_come_later()
        => Prop.ForAll(
            (from marks in OfAMark.ArrayOf(3) from later in ADecision.ArrayOf(4) from day in Gen.Choose(0, 150) select (marks, later, day)).ToArbitrary(),
            given =>
            {
                var marks = OfOneMarkEach(given.marks).Select(fact => fact.Mark!).GroupBy(mark => mark.Id).Select(versions => versions.MaxBy(mark => mark.Version)!).ToList();
                var without = given.later.Select(one => one with { Consequence = Consequence.Stands, VoidFrom = null, DecidedAt = Recorded.AddDays(200), Reversed = null }).ToList();
                var after = marks.ConvertAll(mark => AMark(mark.Link!.Value, mark.Version + 1, mark.Period with { Decisions = [.. mark.Period.Decisions, .. without] }));
                var (before, then) = (Assess(marks), Assess(after));
                return (before.Assurance, before.UnderReview) == (then.Assurance, then.UnderReview)
                    && before.Links.Select(link => (link.State, link.MarkId, link.From, link.Until, link.Why)).SequenceEqual(then.Links.Select(link => (link.State, link.MarkId, link.From, link.Until, link.Why)));

                Assessment Assess(IReadOnlyCollection<Mark> known) => Assessor.Assess(Course, Start.AddDays(given.day), Recorded, known);
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    /// <summary>Of each link one mark, so that its versions tell one story.</summary>
    private static IEnumerable<Fact> OfOneMarkEach(Fact[][] marks) => marks.DistinctBy(versions => versions[0].Mark!.Link).SelectMany(versions => versions);

    /// <summary>What the passport shows once everything was heard, without what counts how often it was written.</summary>
    private static string Passport(Fact[] facts, int[] days)
    {
        var (passport, marks, equivalences) = (TrainingPassport.Of(Guid.Empty, Codes.New()), new Dictionary<Guid, Mark>(), new Dictionary<Guid, Equivalence>());
        var version = CourseVersion.Of(Course.CourseVersionId);
        version.Take(new CoursePublished(version.Id, 1, Guid.Empty, Course.TrainingProviderId, Course.Title, "1", 15, 6, 85, 12, CourseMode.FaceToFace, Recorded));
        foreach (var day in days.Select(day => Start.AddDays(day)))
        {
            passport.Record(Entry.OfCompletion(Guid.Empty, version, Course, day, Recorded, Assessor.Assess(Course, day, Recorded, [])), "northgate");
        }

        foreach (var fact in facts)
        {
            Hear(fact, passport, marks, equivalences);
        }

        var recognised = RecognisedStandard.Of(passport.Entries, [], equivalences.Values, Start.AddDays(364)).Select(one => $"{one.Number} {one.By.EquivalenceId} {one.By.Sentence}");

        return string.Join('\n', passport.Entries.OrderBy(entry => entry.CompletedOn)
            .Select(entry => $"{entry.CompletedOn} {entry.Assurance} {entry.UnderReview} {entry.TrainerName} {string.Join(';', entry.Links)}").Prepend(passport.FullName).Concat(recognised));
    }

    /// <summary>As the consumers do it: what is older than what is known is ignored; after a mark, what rests on it is judged again.</summary>
    private static void Hear(Fact fact, TrainingPassport passport, Dictionary<Guid, Mark> marks, Dictionary<Guid, Equivalence> equivalences)
    {
        if (fact.Equivalence is { } decided)
        {
            if (equivalences.TryGetValue(decided.EquivalenceId, out var heard))
            {
                heard.Take(decided);
            }
            else
            {
                equivalences[decided.EquivalenceId] = Equivalence.Of(decided);
            }

            return;
        }

        if (fact.Person is { } person)
        {
            passport.Know(person.Version, person.Name, new DateOnly(1990, 5, 14), Recorded);
            return;
        }

        var mark = fact.Mark!;
        if (!marks.TryGetValue(mark.Id, out var known))
        {
            marks[mark.Id] = AMark(mark.Link!.Value, mark.Version, mark.Period);
        }
        else if (mark.Version >= known.Version)
        {
            known.Update(mark);
        }

        foreach (var entry in passport.Entries)
        {
            passport.Reassess(entry, marks.Values.ToLookup(one => one.SubjectId), Recorded);
        }
    }

    private static Mark AMark(LinkKind link, long version, MarkPeriod period) => link switch
    {
        LinkKind.CourseVersion => Mark.OfKitemark(MarkIds[0], version, KitemarkSubject.CourseVersion, Course.CourseVersionId, period),
        LinkKind.TrainingProvider => Mark.OfKitemark(MarkIds[1], version, KitemarkSubject.TrainingProvider, Course.TrainingProviderId, period),
        _ => Mark.OfTrainer(MarkIds[2], version, Course.TrainerId, "Dev Patel", Course.TrainingProviderId, 15, period),
    };

    /// <summary>Something heard: who the person is, a mark, or what counts as what.</summary>
    private sealed record Fact((long Version, string Name)? Person, Mark? Mark, EquivalenceDecided? Equivalence = null);
}
