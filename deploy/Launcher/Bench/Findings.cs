using System.Globalization;

namespace Academy.Launcher.Bench;

/// <summary>What was found, said as it is found, so that what a scenario found before it failed is there.</summary>
internal sealed class Findings
{
    private readonly List<Line> lines = [];
    private readonly List<Fact> facts = [];

    public IReadOnlyList<Line> Lines => lines;

    public IReadOnlyList<Fact> Facts => facts;

    public void Add(Line line)
    {
        lines.Add(line);
        Progress.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"    {(line.IsMet ? "✓" : "✗")} {line.What}: {line.Of(round => round.Ours).Median:N2} {line.Unit} against {line.Of(round => round.Bare).Median:N2} = {line.Ratio.Median:0.00} ({line.Ratio.Least:0.00} to {line.Ratio.Most:0.00}), target {line.Target}"));
    }

    public void Add(Fact fact)
    {
        facts.Add(fact);
        Progress.Say($"    {(fact.IsMet ? "✓" : "✗")} {fact.What}: {fact.Measured}{(fact.Target.Length == 0 ? "" : $", target {fact.Target}")}");
    }

    public void Told(string id, string what, FormattableString measured) => Add(new Fact(id, what, FormattableString.Invariant(measured), "", IsMet: true));

    public void Shows(string id, string what, FormattableString measured, string target, bool isMet)
        => Add(new Fact(id, what, FormattableString.Invariant(measured), target, isMet));
}
