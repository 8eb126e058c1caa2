using System.ComponentModel.DataAnnotations;

namespace Academy.Benefits.Features;

/// <summary>An id or a day that was left out arrives as an empty one; both are asked for again.</summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
internal sealed class GivenAttribute() : ValidationAttribute("Give {0}.")
{
    public override bool IsValid(object? value)
        => value is not null && !Equals(value, Guid.Empty) && !Equals(value, default(DateOnly));
}
