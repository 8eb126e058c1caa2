using Academy.Identity.Domain;
using Academy.Testing;

namespace Academy.Identity.Tests.Members;

public sealed class AccessRulesTests
{
    private const string Scope = """{ "Name": "notes.read", "Service": "notes", "Description": "See notes" }""";

    [Fact]
    public void The_file_of_the_program_is_the_one_in_the_repository()
        => AccessRules.Read(File.ReadAllText(Repository.File("services", "Identity", "access.json"))).Roles.ShouldBe(AccessRules.Current.Roles);

    [Fact]
    public void Every_scope_that_a_service_asks_for_is_in_the_file()
    {
        var known = AccessRules.Current.Scopes.Concat(AccessRules.Current.ScopesOfPeople).Select(scope => scope.Name).ToList();

        var asked = Repository.Sources("services").Select(File.ReadAllText)
            .SelectMany(source => source.Split("RequireScope(\"").Skip(1)).Select(rest => rest[..rest.IndexOf('"', StringComparison.Ordinal)]).Distinct().ToList();

        asked.Count.ShouldBeGreaterThan(20);
        asked.Except(known).ShouldBeEmpty();
    }

    [Theory]
    [InlineData($$"""{ "Scopes": [{{Scope}}], "ScopesOfPeople": [], "Learners": "notes.write", "Roles": [] }""", "Learners has the scope 'notes.write', which is not among the Scopes")]
    [InlineData($$"""{ "Scopes": [{{Scope}}], "ScopesOfPeople": [], "Learners": "notes.read", "Roles": [{ "Kind": "Partner", "Name": "checker", "Scopes": "notes.read  " }] }""", "Partner checker has the scope ''")]
    [InlineData($$"""{ "Scopes": [{{Scope}}, {{Scope}}], "ScopesOfPeople": [], "Learners": "notes.read", "Roles": [] }""", "the scope 'notes.read' is there more than once")]
    [InlineData($$"""{ "Scopes": [{{Scope}}], "ScopesOfPeople": [], "Learners": "notes.read", "Roles": [{ "Kind": "Bank", "Name": "teller", "Scopes": "notes.read" }] }""", "cannot be read")]
    [InlineData($$"""{ "Scopes": [{{Scope}}], "ScopesOfPeople": [], "Learners": "notes.read" }""", "cannot be read")]
    [InlineData($$"""{ "Scopes": [{{Scope}}], "ScopesOfPeople": [], "Learners": "notes.read", "Roles": [], "Rolls": [] }""", "cannot be read")]
    [InlineData("null", "access.json is empty")]
    public void A_file_that_is_not_as_it_should_be_is_refused_with_what_to_mend(string text, string told)
        => Should.Throw<InvalidOperationException>(() => AccessRules.Read(text)).Message.ShouldContain(told);
}
