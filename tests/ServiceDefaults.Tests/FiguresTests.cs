using Academy.People;
using Academy.Testing;

namespace Academy.ServiceDefaults.Tests;

public sealed class FiguresTests
{
    private readonly TestClock _clock = new();

    [Theory]
    [InlineData(0, null, "fewer than 5")]
    [InlineData(4, null, "fewer than 5")]
    [InlineData(5, 5, "5")]
    [InlineData(7, 5, "5")]
    [InlineData(8, 10, "10")]
    [InlineData(12, 10, "10")]
    [InlineData(1233, 1235, "1235")]
    public void Below_five_is_not_told_and_the_rest_is_rounded_to_the_nearest_five(int count, int? told, string shown)
        => Figure.Of(count).ShouldBe(new Figure(told, shown));

    [Theory]
    [InlineData(4, null, "fewer than 5")]
    [InlineData(5, 5, "5")]
    [InlineData(8, 8, "8")]
    public void What_an_organisation_did_itself_is_not_rounded_for_it(int count, int? told, string shown)
        => Figure.Unrounded(count).ShouldBe(new Figure(told, shown));

    [Fact]
    public void Every_figure_fits_at_least_three_counts_that_follow_each_other_so_no_difference_of_two_singles_anybody_out()
    {
        var counts = Enumerable.Range(0, 10_003).ToLookup(Figure.Of);

        counts.Count.ShouldBe(2_001);
        foreach (var fitting in counts.Select(figure => figure.ToList()))
        {
            fitting.Count.ShouldBeGreaterThanOrEqualTo(3);
            fitting.ShouldBe(Enumerable.Range(fitting[0], fitting.Count));
        }
    }

    [Fact]
    public async Task Figures_are_worked_out_once_an_hour_however_many_ask()
    {
        using var figures = new Figures<string>(_clock);
        var times = 0;
        async Task<string> WorkOut()
        {
            await Task.Yield();
            return $"{Interlocked.Increment(ref times)}";
        }

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => figures.For(Of(OrganisationKind.Commissioner), WorkOut, CancellationToken.None))));
        _clock.Advance(TimeSpan.FromMinutes(59));
        var sameHour = await figures.For(Of(OrganisationKind.Academy), WorkOut, CancellationToken.None);
        _clock.Advance(TimeSpan.FromMinutes(1));
        var nextHour = await figures.For(Of(OrganisationKind.Academy), WorkOut, CancellationToken.None);

        answers.Append(sameHour).Distinct().ShouldBe(["1"]);
        nextHour.ShouldBe("2");
    }

    [Fact]
    public async Task What_could_not_be_worked_out_is_tried_again_by_the_next_who_asks()
    {
        using var figures = new Figures<string>(_clock);

        await Should.ThrowAsync<TimeoutException>(figures.For(Of(OrganisationKind.Academy), () => throw new TimeoutException(), CancellationToken.None));

        (await figures.For(Of(OrganisationKind.Academy), () => Task.FromResult("here"), CancellationToken.None)).ShouldBe("here");
    }

    [Fact]
    public async Task Nobody_but_commissioners_and_the_Academy_gets_them_even_where_they_are_known()
    {
        using var figures = new Figures<string>(_clock);
        await figures.For(Of(OrganisationKind.Commissioner), () => Task.FromResult("here"), CancellationToken.None);

        foreach (var kind in new OrganisationKind?[] { null, OrganisationKind.Employer, OrganisationKind.TrainingProvider, OrganisationKind.Partner })
        {
            await Should.ThrowAsync<NotThere>(figures.For(Of(kind), () => Task.FromResult("here"), CancellationToken.None));
        }
    }

    private static Caller Of(OrganisationKind? kind) => new("somebody", "a client", kind, Guid.Empty, LearnerId: null, Roles: []);
}
