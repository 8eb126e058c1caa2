using System.Xml.Linq;
using Academy.Launcher.Bench;
using Academy.Launcher.Commands;

namespace Academy.Launcher.Tests;

public sealed class BenchTests
{
    [Fact]
    public void The_middle_of_an_even_number_of_rounds_lies_between_the_two_middle_ones()
    {
        Spread.Of([4, 1, 3, 2]).ShouldBe(new Spread(2.5, 1, 4));
        Spread.Of([5, 1, 3]).ShouldBe(new Spread(3, 1, 5));
    }

    [Fact]
    public void What_was_measured_once_is_less_than_something_else_when_it_is_more_than_a_tenth_off()
    {
        Spread.Of([1.0]).IsBelow(Spread.Of([1.15])).ShouldBeFalse();
        Spread.Of([1.0]).IsBelow(Spread.Of([1.3])).ShouldBeTrue();
        Spread.Of([1.3]).IsBelow(Spread.Of([1.0])).ShouldBeFalse();
        Spread.Of([0.8, 1.0, 1.4]).IsBelow(Spread.Of([1.3, 1.5, 1.9])).ShouldBeFalse("they overlap");
    }

    [Fact]
    public void A_target_is_met_by_the_middle_ratio_of_its_rounds()
    {
        Line("P1", Target.AtLeast(0.6), (10, 20), (14, 20), (12, 20)).IsMet.ShouldBeTrue();
        Line("P1", Target.AtLeast(0.61), (10, 20), (14, 20), (12, 20)).IsMet.ShouldBeFalse();
        Line("P5", Target.AtMost(0.6), (10, 20), (14, 20), (12, 20)).IsMet.ShouldBeTrue();
        Line("P5", Target.AtMost(0.59), (10, 20), (14, 20), (12, 20)).IsMet.ShouldBeFalse();
    }

    [Fact]
    public void Of_two_hundred_figures_a_hundredth_is_above_the_ninety_ninth_percentile()
    {
        var figures = Enumerable.Range(1, 200).Select(figure => (double)figure).ToList();

        Spread.Percentile(figures, 99).ShouldBe(199);
        Spread.Percentile(figures, 50).ShouldBe(101);
    }

    [Fact]
    public void Scenarios_and_figures_are_read_in_any_order()
    {
        var (chosen, people, rounds, seconds, _) = Measure.Read(["p3", "--people", "500", "P14", "--seconds", "2"]);

        chosen.ShouldBe(["p3", "P14"]);
        (people, rounds, seconds).ShouldBe((500, 5, 2));
    }

    [Fact]
    public void A_size_is_a_county_or_as_much_of_England_as_disk_and_time_have_room_for()
    {
        Measure.Read(["--size", "county"]).People.ShouldBe(30_000);
        Measure.PeopleOf("england", freeBytes: long.MaxValue, minutes: 10_000).ShouldBe(1_600_000);
        Measure.PeopleOf("england", freeBytes: 100_000_000_000, minutes: 10_000).ShouldBeInRange(100_000, 1_000_000);
        Measure.PeopleOf("england", freeBytes: long.MaxValue, minutes: 30).ShouldBe(240_000);
    }

    [Theory]
    [InlineData("--people")]
    [InlineData("--people", "many")]
    [InlineData("--rounds", "0")]
    [InlineData("--size", "4")]
    [InlineData("--size")]
    public void What_is_not_understood_is_refused_with_an_example(params string[] args)
        => Should.Throw<AdviceException>(() => Measure.Read(args)).Message.ShouldContain("./academy bench P1 P3");

    [Fact]
    public void What_a_process_of_ours_works_is_ours_and_not_other_work()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux counts like this.");
        var before = Machine.Read();
        var worked = Environment.CpuUsage.TotalTime;
        while (Environment.CpuUsage.TotalTime - worked < TimeSpan.FromMilliseconds(200))
        {
            // Works, however long a busy machine takes to let it, so that there is something to count.
        }

        var used = Machine.Read().Since(before);

        used.Ours.ShouldBeGreaterThan(TimeSpan.FromMilliseconds(50));
        used.All.ShouldBeGreaterThan(used.Ours);
        used.Foreign.ShouldBeInRange(0, 1);
    }

    [Fact]
    public void A_report_shows_the_ratio_beside_its_target_and_the_one_before()
    {
        var report = Report(Line("P1", Target.AtLeast(0.6), (10, 20)), Line("P10", Target.AtMost(3), (40, 20)));

        var text = report.Text(new Earlier(new Dictionary<(string, string), Spread> { [("P1", "something")] = new(0.7, 0.6, 0.8) }));

        text.ShouldContain("| P1 | something | 10.0 /s | something bare | 20.0 /s | **0.50** (0.50–0.50) | ≥ 0.60 | missed | 0.70 |");
        text.ShouldContain("| P10 | something | 40.0 /s | something bare | 20.0 /s | **2.00** (2.00–2.00) | ≤ 3.00 | met | – |");
        text.ShouldContain("| P16 | memory of all processes after the start | 800 MiB | ≤ 900 MiB | met |");
        text.ShouldContain("**4 met, 1 missed.**");
        text.ShouldContain("Of 1 rows that were there in the run before, 0 agree with it within their spreads, or within a tenth where these are less; not these: something.");
        report.Text(Earlier.None).ShouldContain("There was no run before to compare with.");
    }

    [Fact]
    public void A_scenario_that_failed_is_a_row_that_says_so()
        => (Report() with { Facts = [new Fact("P7", "an import", "failed: no answer", "to be measured", IsMet: false)] })
            .Text(Earlier.None).ShouldContain("| P7 | an import | failed: no answer | to be measured | missed |");

    [Fact]
    public void The_picture_has_a_bar_for_each_scenario_and_none_leaves_it()
    {
        var picture = XDocument.Parse(Chart.Of([Line("P1", Target.AtLeast(0.6), (10, 20)), Line("P3", Target.AtLeast(0.5), (100, 20)), Line("P10", Target.AtMost(3), (1, 20))]));

        var bars = picture.Descendants().Where(element => element.Name.LocalName == "rect").Skip(1).ToList();
        bars.Count.ShouldBe(3);
        bars.ShouldAllBe(bar => (int)bar.Attribute("x")! + (int)bar.Attribute("width")! <= 860);
    }

    [Fact]
    public async Task A_report_that_was_written_is_the_earlier_one_of_the_next_run()
    {
        var folder = Directory.CreateTempSubdirectory("academy-bench-").FullName;
        var report = Report(Line("P1", Target.AtLeast(0.6), (10, 20)));
        (await Earlier.Read(folder, CancellationToken.None)).Ratio(report.Lines[0]).ShouldBeNull();

        await report.Write(folder, Earlier.None, CancellationToken.None);

        (await Earlier.Read(folder, CancellationToken.None)).Ratio(report.Lines[0]).ShouldBe(new Spread(0.5, 0.5, 0.5));
        Directory.Delete(folder, recursive: true);
    }

    private static Report Report(params Line[] lines)
        => new(new DateTimeOffset(2026, 11, 23, 9, 30, 0, TimeSpan.Zero), "2 processors", 30_000, 600_000, 5, 10, 12, 800, 1_200, lines, []);

    private static Line Line(string id, Target target, params (double Ours, double Bare)[] rounds)
        => new(id, "something", "/s", "something bare", target, [.. rounds.Select(round => new Round(round.Ours, round.Bare))]);
}
