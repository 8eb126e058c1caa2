using Academy.Identity.Domain;
using Academy.ServiceDefaults;

namespace Academy.Identity.Tests.Members;

/// <summary>What somebody's memberships of one employer come to when they are put into one token.</summary>
public sealed class ActsForTests
{
    private const string Elsewhere = "HOME3";

    private static readonly string[] Homes = ["HOME1", "HOME2", Elsewhere];

    /// <summary>Every role there is, at every choice of places.</summary>
    private static readonly List<Membership> Memberships =
    [
        .. from role in RoleScopes.RolesOf(OrganisationKind.Employer)
           from workplaces in new string[]?[] { null, ["HOME1"], ["HOME2"], ["HOME1", "HOME2"] }
           select Held(role, workplaces),
    ];

    [Fact]
    public void Whatever_somebody_holds_no_token_lets_do_at_a_workplace_what_none_of_the_roles_lets_do_there()
    {
        var choices = from one in Memberships from two in Memberships from three in Memberships select new[] { one, two, three };
        foreach (var held in choices)
        {
            var together = ActsFor.Of(held);
            var more = from home in Homes
                       where together.Workplaces?.Contains(home) != false
                       from scope in RoleScopes.Of(together.Kind, together.Roles)
                       where !held.Any(one => Allows(one, scope, home))
                       select $"{scope} at {home}";
            more.ShouldBeEmpty(string.Join("; ", held.Select(one => $"{one.Role} at {string.Join(',', one.Workplaces ?? ["all"])}")));
        }
    }

    [Fact]
    public void A_manager_of_one_workplace_who_sees_all_of_the_employer_does_not_manage_all_of_it()
    {
        var together = ActsFor.Of([Held("viewer", null), Held("manager", ["HOME1"])]);

        together.Roles.ShouldBe(["viewer"]);
        together.Workplaces.ShouldBeNull();
    }

    [Fact]
    public void A_manager_of_one_workplace_who_sees_another_does_not_manage_both()
    {
        var together = ActsFor.Of([Held("manager", ["HOME1"]), Held("viewer", ["HOME2"])]);

        together.Roles.ShouldBe(["viewer"]);
        together.Workplaces.ShouldBe(["HOME2"]);
    }

    [Fact]
    public void Roles_of_the_whole_employer_add_up()
    {
        var together = ActsFor.Of([Held("viewer", null), Held("administrator", null), Held("viewer", null)]);

        together.Roles.ShouldBe(["viewer", "administrator"]);
        together.Workplaces.ShouldBeNull();
    }

    private static bool Allows(Membership held, string scope, string home)
        => held.Workplaces?.Contains(home) != false && RoleScopes.Of(held.OrganisationKind, [held.Role]).Contains(scope);

    private static Membership Held(string role, string[]? workplaces)
        => new(Guid.Empty, OrganisationKind.Employer, Guid.Empty, "Oak Care", role, workplaces, DateTimeOffset.UnixEpoch);
}
