using Academy.People;

namespace Academy.ServiceDefaults.Tests;

/// <summary>Whom somebody who acts for an employer reaches: the rule, and that the query says the same.</summary>
public sealed class ReachTests
{
    private static readonly Guid Rosewood = Guid.CreateVersion7();

    private static readonly List<Person> People =
    [
        new(Rosewood, "HOME1"), new(Rosewood, "HOME2"), new(Rosewood, "home1"), new(Rosewood, null), new(Guid.CreateVersion7(), "HOME1"), new(Guid.Empty, "HOME1"),
    ];

    [Fact]
    public void Whoever_acts_for_the_whole_employer_reaches_everybody_there_and_nobody_elsewhere()
        => ReachedBy(At(null)).ShouldBe(People.Where(person => person.EmployerId == Rosewood));

    [Fact]
    public void Whoever_is_limited_to_workplaces_reaches_those_who_work_at_one_of_them_and_nobody_without_a_workplace()
    {
        ReachedBy(At("HOME1")).ShouldBe([new(Rosewood, "HOME1")]);
        ReachedBy(At("HOME2", "HOME1", "HOME9")).ShouldBe([new(Rosewood, "HOME1"), new(Rosewood, "HOME2")]);
        ReachedBy(At("")).ShouldBeEmpty();
    }

    [Fact]
    public void Nobody_but_an_employer_reaches_people_as_one()
    {
        foreach (var kind in Enum.GetValues<OrganisationKind>().Where(kind => kind != OrganisationKind.Employer).Cast<OrganisationKind?>().Append(null))
        {
            ReachedBy(At(null) with { Kind = kind }).ShouldBeEmpty();
        }

        ReachedBy(At(null) with { OrganisationId = null }).ShouldBeEmpty();
    }

    [Fact]
    public void Whoever_is_limited_to_workplaces_acts_for_the_employer_and_does_not_speak_for_it()
    {
        (At(null).ActsFor(Rosewood), At(null).Is(OrganisationKind.Employer, Rosewood)).ShouldBe((true, true));
        (At("HOME1").ActsFor(Rosewood), At("HOME1").Is(OrganisationKind.Employer, Rosewood)).ShouldBe((true, false));
        At("HOME1").ActsFor(Guid.CreateVersion7()).ShouldBeFalse();
    }

    private static List<Person> ReachedBy(Caller caller)
    {
        var reached = People.FindAll(person => caller.Reaches(person.EmployerId, person.WorkplaceReference));
        People.AsQueryable().ReachedBy(caller).ShouldBe(reached);
        return reached;
    }

    private static Caller At(params string[]? workplaces)
        => new("somebody", "test", OrganisationKind.Employer, Rosewood, LearnerId: null, ["manager"], workplaces);

    private sealed record Person(Guid EmployerId, string? WorkplaceReference) : IEmployed;
}
