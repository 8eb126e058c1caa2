using System.Text.RegularExpressions;
using System.Xml.Linq;
using Academy.Testing;

namespace Academy.Architecture.Tests;

/// <summary>The shape of the code base, as far as a test can hold it.</summary>
public sealed partial class ShapeTests
{
    private static readonly string[] Services = ["Benefits", "Identity", "Kitemark", "Learner", "Passport", "Pathway", "Portal"];
    private static readonly string[] SharedByServices = ["AscWds", "Pages", "People", "ServiceDefaults"];

    [Fact]
    public void Every_folder_of_services_is_a_service_or_what_services_share()
        => Directory.GetDirectories(Repository.File("services")).Select(Path.GetFileName).Order()
            .ShouldBe(Services.Concat(SharedByServices).Order());

    [Fact]
    public void No_service_knows_another()
    {
        foreach (var service in Services)
        {
            References(Repository.File("services", service, $"{service}.csproj")).Except(["Contracts", .. SharedByServices])
                .ShouldBeEmpty($"{service} may know the contracts and what services share, and nothing else");
        }
    }

    [Fact]
    public void The_contracts_need_no_package_and_no_project()
    {
        var project = XDocument.Load(Repository.File("contracts", "Contracts.csproj"));

        project.Descendants("PackageReference").ShouldBeEmpty();
        project.Descendants("ProjectReference").ShouldBeEmpty();
    }

    [Fact]
    public void ServiceDefaults_stays_small_and_knows_no_domain()
    {
        var files = Repository.Sources("services/ServiceDefaults").ToList();

        files.Count.ShouldBeInRange(5, 13);
        foreach (var file in files)
        {
            DomainWord().IsMatch(File.ReadAllText(file)).ShouldBeFalse($"{Path.GetFileName(file)} names a thing of one service");
        }
    }

    [Fact]
    public void Every_program_is_a_page_at_most()
    {
        foreach (var program in Services.Select(service => Repository.File("services", service, "Program.cs")).Append(Repository.File("gateway", "Program.cs")))
        {
            File.ReadLines(program).Count(line => !string.IsNullOrWhiteSpace(line)).ShouldBeLessThanOrEqualTo(40, program);
        }
    }

    [Fact]
    public void Consumers_leave_saving_to_the_inbox()
    {
        var consumers = Repository.Sources("services").Where(path => path.EndsWith("Consumer.cs", StringComparison.Ordinal)).ToList();

        consumers.Count.ShouldBeGreaterThan(10);
        consumers.Where(path => File.ReadAllText(path).Contains("SaveChanges", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void Time_comes_from_the_time_provider_alone()
        => Services.SelectMany(service => Repository.Sources($"services/{service}"))
            .Where(path => ClockOnTheWall().IsMatch(File.ReadAllText(path))).ShouldBeEmpty();

    [Fact]
    public void Every_scope_a_route_asks_for_is_one_that_Identity_gives()
    {
        var known = File.ReadAllText(Repository.File("services", "Identity", "access.json"));
        var asked = Repository.Sources("services").SelectMany(path => Scope().Matches(File.ReadAllText(path))).Select(match => match.Groups["scope"].Value).Distinct().ToList();

        asked.Count.ShouldBeGreaterThan(10);
        asked.Where(scope => !known.Contains($"\"Name\": \"{scope}\"", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    private static IEnumerable<string> References(string project)
        => XDocument.Load(project).Descendants("ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value));

    [GeneratedRegex(@"\b(Learner(Record|Db)|TrainingPassport|Kitemark(Granted|Db)|Tier|Benefit|Course|Employment|Learners?(Registered|Merged|Erased))\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex DomainWord();

    [GeneratedRegex(@"DateTime(Offset)?\.(UtcNow|Now|Today)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ClockOnTheWall();

    [GeneratedRegex(@"RequireScope\(""(?<scope>[a-z.]+)""\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Scope();
}
