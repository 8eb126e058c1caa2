using Academy.Contracts.Kitemark;

namespace Academy.Kitemark.Domain;

/// <summary>A mark the Academy grants by criteria of its own.</summary>
public enum MarkScheme
{
    /// <summary>For training providers and course versions.</summary>
    Kitemark,

    /// <summary>For agencies as organisations, not for courses.</summary>
    SaferStaffing,
}

internal static class MarkSchemes
{
    public static MarkScheme Scheme(this KitemarkSubject subject)
        => subject == KitemarkSubject.Agency ? MarkScheme.SaferStaffing : MarkScheme.Kitemark;

    /// <summary>Criteria are numbered behind it: C1, S1.</summary>
    public static string Prefix(this MarkScheme scheme) => scheme == MarkScheme.SaferStaffing ? "S" : "C";
}
