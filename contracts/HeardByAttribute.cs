namespace Academy.Contracts;

/// <summary>
/// Names the services that hear an event. Whoever says it declares their queues first, so that nothing is lost when a
/// hearer has never been started yet; the catalogue in README.md is checked against it.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class HeardByAttribute(params string[] services) : Attribute
{
    public IReadOnlyList<string> Services { get; } = services;
}
