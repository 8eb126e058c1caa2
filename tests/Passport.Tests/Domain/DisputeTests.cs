using Academy.Passport.Domain;

namespace Academy.Passport.Tests.Domain;

public sealed class DisputeTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 2, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_academy_is_asked_after_an_answer_or_when_none_came_in_fourteen_days()
    {
        var dispute = New();

        dispute.MayAskAcademy(Now + Dispute.AnswerWithin - TimeSpan.FromSeconds(1)).ShouldBeFalse();
        dispute.MayAskAcademy(Now + Dispute.AnswerWithin).ShouldBeTrue();
        dispute.Answer("The register shows you.", Now.AddDays(1));
        dispute.MayAskAcademy(Now.AddDays(1)).ShouldBeTrue();
        dispute.AnswerBy.ShouldBeNull();
    }

    [Fact]
    public void What_the_learner_adds_gives_nobody_more_time()
    {
        var dispute = New();

        dispute.Add(DisputeClaim.NotMine, "I was on leave.", Now.AddDays(10)).ShouldBeTrue();

        (dispute.Claim, dispute.Since, dispute.Lines.Count).ShouldBe((DisputeClaim.NotMine, Now, 2));
    }

    [Fact]
    public void Ten_times_the_learner_may_speak_before_somebody_answers()
    {
        var dispute = New();
        for (var said = 1; said < Dispute.MostWords; said++)
        {
            dispute.Add(DisputeClaim.WrongDay, $"And {said}.", Now).ShouldBeTrue();
        }

        dispute.Add(DisputeClaim.WrongDay, "Once more.", Now).ShouldBeFalse();
        dispute.Answer("The register shows you.", Now);
        dispute.Add(DisputeClaim.WrongDay, "Once more.", Now).ShouldBeTrue();
    }

    [Theory]
    [InlineData(true, DisputeState.Settled, DisputeOutcome.Stands)]
    [InlineData(false, DisputeState.Upheld, null)]
    public void The_academy_settles_it_or_gives_it_back_to_whoever_recorded_the_entry(bool isRight, DisputeState state, DisputeOutcome? outcome)
    {
        var dispute = New();
        dispute.Answer("The register shows you.", Now);
        dispute.AskAcademy("I was on leave.", Now);

        dispute.Decide(isRight, "We asked both.", Now);

        (dispute.State, dispute.Outcome).ShouldBe((state, outcome));
        dispute.Lines.Select(line => line.By).ShouldBe([DisputeVoice.Learner, DisputeVoice.Issuer, DisputeVoice.Learner, DisputeVoice.Academy]);
    }

    private static Dispute New()
        => Dispute.Of(
            Entry.OfEmployer(Guid.NewGuid(), Guid.NewGuid(), "Rosewood Care Ltd", "Fire safety", 15, new DateOnly(2026, 9, 1), null, Now),
            DisputeClaim.WrongDay, "It was in August.", Now);
}
