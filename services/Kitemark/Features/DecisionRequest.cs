using System.ComponentModel.DataAnnotations;
using Academy.Contracts.Kitemark;
using Academy.Kitemark.Domain;
using Academy.ServiceDefaults;

namespace Academy.Kitemark.Features;

/// <summary>From which day a mark or an authorisation is no longer in force, and what that means for what was recorded.</summary>
public sealed record DecisionRequest(
    [Required] DateOnly? From,
    [Required, EnumDataType(typeof(Consequence))] Consequence? Consequence,
    DateOnly? VoidFrom,
    [Required, StringLength(1000, MinimumLength = 1)] string Reason)
{
    internal Decision As(MarkDecisionKind kind, Caller caller, TimeProvider time)
        => new(kind, From!.Value, Consequence!.Value, VoidFrom, Reason.Trim(), time.GetUtcNow(), caller.Subject);
}
