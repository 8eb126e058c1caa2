using Academy.Contracts.Kitemark;
using Academy.Kitemark.Domain;
using Academy.ServiceDefaults;
using FsCheck;
using FsCheck.Fluent;

namespace Academy.Kitemark.Tests.Domain;

/// <summary>A mark's life: any order of suspending, withdrawing and taking back.</summary>
public sealed class MarkStepsProperties
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);
    private static readonly Period Year = new(new(2026, 1, 1), new(2026, 12, 31), Now, []);
    private static readonly MarkStep[] Decisive = [MarkStep.Suspend, MarkStep.Withdraw, MarkStep.Reinstate];

    [Fact]
    public void Whatever_was_decided_before_a_step_is_taken_exactly_when_it_is_named_as_possible_and_else_says_why()
        => Check.QuickThrowOnFailure(Prop.ForAll(Gen.Elements(Decisive).ListOf().ToArbitrary(), steps =>
        {
            var period = Year;
            foreach (var step in steps)
            {
                var isPossible = MarkSteps.PossibleIn(period).Contains(step);
                try
                {
                    period = Take(period, step);
                    if (!isPossible)
                    {
                        return false;
                    }
                }
                catch (RuleBroken refused)
                {
                    if (isPossible || refused.Message.Length < 40)
                    {
                        return false;
                    }
                }
            }

            return true;
        }));

    [Fact]
    public void History_only_ever_grows()
        => Check.QuickThrowOnFailure(Prop.ForAll(Gen.Elements(Decisive).ListOf().ToArbitrary(), steps =>
        {
            var period = Year;
            foreach (var step in steps.Where(step => MarkSteps.PossibleIn(period).Contains(step)))
            {
                var before = period;
                period = Take(period, step);
                if (!before.Decisions.Select(d => d with { Reversed = null }).SequenceEqual(period.Decisions.Take(before.Decisions.Count).Select(d => d with { Reversed = null }))
                    || before.Decisions.Where(d => d.Reversed is not null).Except(period.Decisions).Any())
                {
                    return false;
                }
            }

            return true;
        }));

    private static Period Take(Period period, MarkStep step) => step == MarkStep.Reinstate
        ? period.Reinstate(new Reversal("A mistake.", Now, "lead"), [])
        : period.Decide(new Decision(
            step == MarkStep.Suspend ? MarkDecisionKind.Suspended : MarkDecisionKind.Withdrawn, new(2026, 6, 1), Consequence.Stands, null, "Because.", Now, "lead"));
}
