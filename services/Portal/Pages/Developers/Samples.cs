namespace Academy.Portal.Pages.Developers;

/// <summary>The programs of <c>deploy/samples/developers</c>, as the tests run them.</summary>
internal static class Samples
{
    public static string Read(string name)
    {
        using var stream = typeof(Samples).Assembly.GetManifestResourceStream($"samples/{name}") ?? throw new InvalidOperationException($"There is no sample {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
