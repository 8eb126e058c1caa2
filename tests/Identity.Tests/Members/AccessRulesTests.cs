using Academy.Identity.Domain;
using Academy.Testing;

namespace Academy.Identity.Tests.Members;

public sealed class AccessRulesTests
{
    private const string Scope = """{ "Name": "notes.read", "Service": "notes", "Description": "See notes" }""";

    [Fact]
    public void The_file_of_the_program_is_the_one_in_the_repository()
        => AccessRules.Read(File.ReadAllText(Repository.File("services", "Identity", "access.json"))).Roles.ShouldBe(AccessRules.Current.Roles);

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
