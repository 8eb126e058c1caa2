using System.Text.RegularExpressions;
using Academy.Testing;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing.Template;

namespace Academy.Portal.Tests;

/// <summary>A view of the portal as its source says it, with the parts it names and the routes it answers.</summary>
/// <param name="Path">Below the project, as the route table knows it.</param>
/// <param name="Sources">The text of its own file and of every part it names, by the file.</param>
/// <param name="Routes">The routes, as templates.</param>
internal sealed partial record PageView(string Path, IReadOnlyDictionary<string, string> Sources, IReadOnlyList<string> Routes)
{
    /// <summary>How its files mark what they say in the place of a list that is empty.</summary>
    public IEnumerable<(string File, string Mark)> WordsForEmpty
        => Sources.SelectMany(source => EmptyMark().Matches(source.Value).Select(mark => (source.Key, mark.Groups["mark"].Value))).Distinct();

    public bool HoldsAForm => Sources.Values.Any(source => source.Contains("<form", StringComparison.Ordinal));

    /// <summary>Something that is typed or chosen there can be refused.</summary>
    public bool SaysErrors => Sources.Values.Any(source => source.Contains("<govuk-error-summary", StringComparison.Ordinal));

    public bool HoldsAList => Sources.Values.Any(source => ListMark().IsMatch(source));

    public static IReadOnlyList<PageView> All(PortalApp app)
    {
        var views = app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not null)
            .GroupBy(endpoint => endpoint.Metadata.GetMetadata<PageActionDescriptor>()!.RelativePath, StringComparer.Ordinal)
            .Select(view => new PageView(view.Key, WithParts(File(view.Key), new(StringComparer.Ordinal)), [.. view.Select(route => route.RoutePattern.RawText!)])).ToList();
        views.Count.ShouldBeGreaterThan(50);
        return views;
    }

    /// <summary>The view that answers an address: of those whose template fits, the one that says most of it.</summary>
    public static PageView? Of(IEnumerable<PageView> views, string address)
    {
        var path = address.Split('?')[0];
        return views.SelectMany(view => view.Routes.Select(route => (View: view, Template: TemplateParser.Parse(route))))
            .Where(one => new TemplateMatcher(one.Template, new()).TryMatch(path, new()))
            .OrderByDescending(one => one.Template.Segments.Count(segment => segment.Parts.All(part => part.IsLiteral)))
            .Select(one => one.View).FirstOrDefault();
    }

    private static string File(string view) => Repository.File(["services", "Portal", .. view.Split('/', StringSplitOptions.RemoveEmptyEntries)]);

    private static Dictionary<string, string> WithParts(string file, Dictionary<string, string> read)
    {
        if (read.TryAdd(file, System.IO.File.ReadAllText(file)))
        {
            var folders = new[] { System.IO.Path.GetDirectoryName(file)!, Repository.File("services", "Portal", "Pages", "Shared") };
            foreach (var part in PartMark().Matches(read[file]).Select(part => part.Groups["part"].Value))
            {
                if (folders.Select(folder => System.IO.Path.Combine(folder, $"{part}.cshtml")).FirstOrDefault(System.IO.File.Exists) is { } found)
                {
                    WithParts(found, read);
                }
            }
        }

        return read;
    }

    [GeneratedRegex("""data-testid="(?<mark>(empty|none|nobody|nothing|no|all-right)(-[a-z-]+)?)(?=")""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex EmptyMark();

    [GeneratedRegex("""<tbody|class="govuk-task-list"|academy-timeline""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ListMark();

    [GeneratedRegex("""<partial name="(?<part>_\w+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PartMark();
}
