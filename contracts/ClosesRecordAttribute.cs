namespace Academy.Contracts;

/// <summary>
/// Marks an event that ends the record it is about, by merging or by erasing it. A hearer takes in nothing else of that record at the
/// same moment, so that nothing of it is left behind.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ClosesRecordAttribute : Attribute;
