using System.Text;
using Academy.Contracts.Kitemark;
using Academy.Passport.Domain;

namespace Academy.Passport.Tests.Domain;

public sealed class EvidenceSignalsTests
{
    private static readonly DateOnly Day = new(2025, 6, 10);
    private static readonly DateOnly Born = new(1990, 5, 14);

    [Fact]
    public void Nothing_stands_out_of_ordinary_training()
        => EvidenceSignals.Of(Day, Born, false, [], 1).ShouldBeEmpty();

    [Fact]
    public void The_file_of_somebody_else_stands_out()
        => EvidenceSignals.Of(Day, Born, true, [], 1).ShouldBe([EvidenceSignal.SameFileForSomebodyElse]);

    [Theory]
    [InlineData(2009, 6, 10, false)]
    [InlineData(2009, 6, 11, true)]
    public void Training_before_the_sixteenth_birthday_stands_out(int year, int month, int day, bool standsOut)
        => EvidenceSignals.Of(Day, new(year, month, day), false, [], 1).Contains(EvidenceSignal.NotYetSixteen).ShouldBe(standsOut);

    [Theory]
    [InlineData(3, false)]
    [InlineData(4, true)]
    public void Many_courses_on_one_day_stand_out(int thatDay, bool standsOut)
        => EvidenceSignals.Of(Day, Born, false, [], thatDay).Contains(EvidenceSignal.ManyOnOneDay).ShouldBe(standsOut);

    [Fact]
    public void A_provider_that_is_known_and_had_no_kitemark_on_the_day_stands_out()
    {
        EvidenceSignals.Of(Day, Born, false, [Period(Day.AddDays(1), Day.AddYears(1))], 1).ShouldBe([EvidenceSignal.ProviderNotMarkedThen]);
        EvidenceSignals.Of(Day, Born, false, [Period(Day.AddYears(-1), Day.AddDays(-1)), Period(Day, Day)], 1).ShouldBeEmpty();
    }

    [Fact]
    public void A_provider_that_nobody_knows_stands_out()
        => EvidenceSignals.Of(Day, Born, false, [], 1, isKnown: false).ShouldBe([EvidenceSignal.ProviderNotKnown]);

    [Fact]
    public void A_mark_that_was_withdrawn_before_the_day_does_not_count_unless_that_was_taken_back()
    {
        var period = Period(Day.AddYears(-1), Day.AddYears(1));
        var withdrawn = new MarkDecision(MarkDecisionKind.Withdrawn, Day, Consequence.Stands, null, "Found wanting.", DateTimeOffset.UnixEpoch);

        EvidenceSignals.Of(Day, Born, false, [period with { Decisions = [withdrawn] }], 1).ShouldBe([EvidenceSignal.ProviderNotMarkedThen]);
        EvidenceSignals.Of(Day.AddDays(-1), Born, false, [period with { Decisions = [withdrawn] }], 1).ShouldBeEmpty();
        var reversed = withdrawn with { Reversed = new MarkReversal("A mistake.", DateTimeOffset.UnixEpoch) };
        EvidenceSignals.Of(Day, Born, false, [period with { Decisions = [reversed] }], 1).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("%PDF-1.7", EvidenceKind.Pdf)]
    [InlineData("\u0089PNG\r\n\u001a\n0000", EvidenceKind.Png)]
    [InlineData("\u00FF\u00D8\u00FF\u00E0", EvidenceKind.Jpeg)]
    [InlineData("<html>", null)]
    [InlineData(" %PDF-1.7", null)]
    [InlineData("PK\u0003\u0004", null)]
    [InlineData("\u00FF\u00D8", null)]
    [InlineData("", null)]
    public void What_a_file_is_its_first_bytes_say(string beginning, EvidenceKind? kind)
        => Evidence.KindOf(Encoding.Latin1.GetBytes(beginning)).ShouldBe(kind);

    private static MarkPeriod Period(DateOnly from, DateOnly until) => new(from, until, DateTimeOffset.UnixEpoch, []);
}
