using System.ComponentModel.DataAnnotations;

namespace Academy.Kitemark.Features;

/// <summary>Why; it is kept in the history.</summary>
public sealed record ReasonRequest([Required, StringLength(1000, MinimumLength = 1)] string Reason);
