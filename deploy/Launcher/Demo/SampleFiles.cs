using System.Globalization;

namespace Academy.Launcher.Demo;

/// <summary>
/// The sample files in the public ASC-WDS format. Each telling of the story has employers of its own, so that it can be
/// told again: the numbers of the fictional registrations in the files count up with it.
/// </summary>
internal sealed class SampleFiles(int telling)
{
    private const string ProviderNumbers = "1-90000000";

    public string ProviderNumber(int employer) => string.Create(CultureInfo.InvariantCulture, $"1-9{telling:00000}00{employer}");

    public string Read(string name)
        => File.ReadAllText(Path.Combine(Repository.Root, "deploy", "samples", name))
            .Replace(ProviderNumbers, string.Create(CultureInfo.InvariantCulture, $"1-9{telling:00000}00"), StringComparison.Ordinal);
}
