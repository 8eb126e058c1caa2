using Academy.Contracts.Kitemark;
using Academy.Contracts.Passport;
using Academy.Passport.Domain;
using Academy.ServiceDefaults;
using FsCheck.Fluent;

namespace Academy.Passport.Tests.Domain;

public sealed class AssessorTests
{
    private static readonly DateOnly Start = new(2026, 1, 1);
    private static readonly DateOnly End = new(2026, 12, 31);
    private static readonly DateTimeOffset Decided = new(2026, 1, 1, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Recorded = new(2026, 6, 1, 9, 0, 0, TimeSpan.Zero);

    private static readonly TaughtCourse Course = new(
        Guid.NewGuid(), "Moving people safely", 15, Guid.NewGuid(), "Northgate Care Training", Guid.NewGuid(), "Dev Patel");

    [Fact]
    public void All_three_links_in_force_on_the_day_make_it_kitemarked()
    {
        var assessment = Assess(new DateOnly(2026, 5, 14), AllMarks());

        assessment.Assurance.ShouldBe(Assurance.Kitemarked);
        assessment.Links.Count.ShouldBe(3);
        assessment.Links.ShouldAllBe(link => link.State == LinkState.InForce && link.MarkId != null);
    }

    [Theory]
    [InlineData("2025-12-31", false)]
    [InlineData("2026-01-01", true)]
    [InlineData("2026-12-31", true)]
    [InlineData("2027-01-01", false)]
    public void A_mark_holds_from_its_first_day_to_its_last(string day, bool isKitemarked)
        => (Assess(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), AllMarks()).Assurance == Assurance.Kitemarked).ShouldBe(isKitemarked);

    [Fact]
    public void The_broken_link_is_named()
    {
        var marks = AllMarks().Where(mark => mark.Link != LinkKind.Trainer).Append(Trainer(category: 20)).ToList();

        var assessment = Assess(new DateOnly(2026, 5, 14), marks);

        assessment.Assurance.ShouldBe(Assurance.Recorded);
        var broken = assessment.Links.Single(link => link.State == LinkState.NotInForce);
        broken.Kind.ShouldBe(LinkKind.Trainer);
        broken.Why.ShouldBe("The trainer was not authorised for this subject.");
    }

    [Fact]
    public void A_withdrawal_known_when_it_is_recorded_counts_from_its_first_day()
    {
        var withdrawn = Withdraw(new DateOnly(2026, 5, 14), Recorded.AddDays(-1), Consequence.Stands);

        Assess(new DateOnly(2026, 5, 13), withdrawn).Assurance.ShouldBe(Assurance.Kitemarked);
        var after = Assess(new DateOnly(2026, 5, 14), withdrawn);
        after.Assurance.ShouldBe(Assurance.Recorded);
        after.Links[0].Why.ShouldBe("The course version was not kitemarked on that day: withdrawn from 14 May 2026.");
    }

    [Fact]
    public void What_was_completed_before_a_withdrawal_says_that_the_mark_ended_since()
    {
        var link = Assess(new DateOnly(2026, 5, 13), Withdraw(new DateOnly(2026, 5, 20), Recorded.AddDays(30), Consequence.Stands)).Links[0];

        link.State.ShouldBe(LinkState.InForce);
        link.EndedBy.ShouldBe(MarkDecisionKind.Withdrawn);
        link.EndedFrom.ShouldBe(new DateOnly(2026, 5, 20));
    }

    [Fact]
    public void A_later_decision_that_voids_takes_back_only_from_its_day()
    {
        var withdrawn = Withdraw(new DateOnly(2026, 5, 1), Recorded.AddDays(1), Consequence.VoidFrom, new DateOnly(2026, 5, 10));

        Assess(new DateOnly(2026, 5, 9), withdrawn).Assurance.ShouldBe(Assurance.Kitemarked);
        var voided = Assess(new DateOnly(2026, 5, 10), withdrawn);
        voided.Assurance.ShouldBe(Assurance.Recorded);
        voided.Links[0].State.ShouldBe(LinkState.Void);
    }

    [Fact]
    public void A_later_decision_that_asks_for_review_keeps_the_assurance()
    {
        var assessment = Assess(new DateOnly(2026, 5, 14), Withdraw(new DateOnly(2026, 5, 20), Recorded.AddDays(1), Consequence.NeedsReview));

        assessment.Assurance.ShouldBe(Assurance.Kitemarked);
        assessment.UnderReview.ShouldBeTrue();
    }

    [Fact]
    public void A_mark_granted_after_the_entry_was_recorded_does_not_raise_it()
        => Assess(new DateOnly(2026, 5, 14), [.. AllMarks(grantedAt: Recorded.AddSeconds(1))]).Assurance.ShouldBe(Assurance.Recorded);

    [Fact]
    public void A_completion_recorded_late_is_judged_by_its_day()
    {
        var withdrawnSince = Withdraw(new DateOnly(2026, 5, 20), Recorded.AddDays(-5), Consequence.Stands);

        Assess(new DateOnly(2026, 5, 14), withdrawnSince).Assurance.ShouldBe(Assurance.Kitemarked);
    }

    [Fact]
    public void Recording_late_does_not_escape_the_consequence_of_a_withdrawal()
    {
        var voided = Withdraw(new DateOnly(2026, 5, 20), Recorded.AddDays(-5), Consequence.VoidFrom, new DateOnly(2026, 5, 10));

        Assess(new DateOnly(2026, 5, 14), voided).Links[0].State.ShouldBe(LinkState.Void);
        Assess(new DateOnly(2026, 5, 9), voided).Assurance.ShouldBe(Assurance.Kitemarked);
        Assess(new DateOnly(2026, 5, 14), Withdraw(new DateOnly(2026, 5, 20), Recorded.AddDays(-5), Consequence.NeedsReview)).UnderReview.ShouldBeTrue();
    }

    [Fact]
    public void The_order_and_repetition_of_marks_do_not_matter()
        => FsCheck.Check.QuickThrowOnFailure(Prop.ForAll(
            ArbMap.Default.ArbFor<(int Day, int From, int Decided, int Seed)>(),
            input =>
            {
                var day = Start.AddDays(Math.Abs(input.Day % 365));
                var marks = Withdraw(Start.AddDays(Math.Abs(input.From % 365)), Recorded.AddDays(input.Decided % 100), Consequence.VoidFrom, Start.AddDays(30));
                var shuffled = marks.Concat(marks).ToArray();
                new Random(input.Seed).Shuffle(shuffled);

                var (one, other) = (Assess(day, marks), Assess(day, shuffled));
                return one.Assurance == other.Assurance && one.UnderReview == other.UnderReview && one.Links.SequenceEqual(other.Links);
            }));

    [Fact]
    public void Later_decisions_without_a_consequence_never_change_the_assurance()
        => FsCheck.Check.QuickThrowOnFailure(Prop.ForAll(
            ArbMap.Default.ArbFor<(int Day, int From, int Later)>(),
            input =>
            {
                var day = Start.AddDays(Math.Abs(input.Day % 500) - 60);
                var later = Recorded.AddMinutes(1 + Math.Abs(input.Later % 1_000_000));
                var withdrawn = Withdraw(Start.AddDays(Math.Abs(input.From % 365)), later, Consequence.Stands);

                return Assess(day, withdrawn).Assurance == Assess(day, AllMarks()).Assurance;
            }));

    [Fact]
    public void A_corrected_day_is_judged_by_what_is_decided_when_it_is_corrected()
    {
        var version = CourseVersion.Of(Course.CourseVersionId);
        version.Take(new CoursePublished(
            version.Id, 1, Guid.NewGuid(), Course.TrainingProviderId, Course.Title, "1", 15, 6, 85, 12, CourseMode.FaceToFace, Decided));
        var passport = TrainingPassport.Of(Guid.NewGuid(), Codes.New());
        var entry = Entry.OfCompletion(passport.LearnerId, version, Course, new DateOnly(2026, 5, 14), Recorded, Assess(new DateOnly(2026, 5, 14), AllMarks()));
        passport.Record(entry, "northgate");
        var withdrawn = Withdraw(new DateOnly(2026, 5, 10), Recorded.AddDays(1), Consequence.Stands);
        passport.Reassess(entry, withdrawn.ToLookup(mark => mark.SubjectId), Recorded.AddDays(1));
        entry.Assurance.ShouldBe(Assurance.Kitemarked);

        passport.CorrectCompletion(
            entry, new Correction(entry.Taught(), version, new DateOnly(2026, 5, 13), entry.DurationHours, entry.Mode), withdrawn, "northgate", "The wrong day was typed.", Recorded.AddDays(2));

        (entry.Assurance, entry.ValidUntil).ShouldBe((Assurance.Recorded, new DateOnly(2027, 5, 12)));
        passport.Ledger.Select(line => line.Event).ShouldBe([LedgerEvent.Recorded, LedgerEvent.Reassessed, LedgerEvent.Corrected]);
    }

    private static Assessment Assess(DateOnly completedOn, IReadOnlyCollection<Mark> marks)
        => Assessor.Assess(Course, completedOn, Recorded, marks);

    private static List<Mark> AllMarks(DateTimeOffset? grantedAt = null) => [CourseMark(grantedAt), ProviderMark(grantedAt), Trainer(15, grantedAt)];

    private static List<Mark> Withdraw(DateOnly from, DateTimeOffset decidedAt, Consequence consequence, DateOnly? voidFrom = null)
        => [CourseMark(null, new MarkDecision(MarkDecisionKind.Withdrawn, from, consequence, voidFrom, "A reason.", decidedAt)), ProviderMark(), Trainer(15)];

    private static Mark CourseMark(DateTimeOffset? grantedAt = null, params MarkDecision[] decisions)
        => Mark.OfKitemark(new Guid(1, 0, 0, new byte[8]), 1, KitemarkSubject.CourseVersion, Course.CourseVersionId, new MarkPeriod(Start, End, grantedAt ?? Decided, decisions));

    private static Mark ProviderMark(DateTimeOffset? grantedAt = null)
        => Mark.OfKitemark(new Guid(2, 0, 0, new byte[8]), 1, KitemarkSubject.TrainingProvider, Course.TrainingProviderId, new MarkPeriod(Start, End, grantedAt ?? Decided, []));

    private static Mark Trainer(int category, DateTimeOffset? grantedAt = null) => Mark.OfTrainer(
        new Guid(3, 0, 0, new byte[8]), 1, Course.TrainerId, "Dev Patel", Course.TrainingProviderId, category, new MarkPeriod(Start, End, grantedAt ?? Decided, []));
}
