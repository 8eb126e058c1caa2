namespace Academy.Launcher.Running;

/// <summary>Where a service's project is and what its build makes.</summary>
public sealed record ServiceDefinition(string Name, string Project, string Configuration, bool HasDatabase)
{
    public static IReadOnlyList<string> All { get; } = ["Identity", "Learner", "Kitemark", "Passport", "Pathway", "Benefits"];

    /// <summary>The service as configuration and addresses name it.</summary>
    public string Key => Name.ToLowerInvariant();

    public string Assembly { get; init; } = Path.Combine(Path.GetDirectoryName(Project)!, "bin", Configuration, "net10.0", $"Academy.{Path.GetFileNameWithoutExtension(Project)}.dll");

    public static ServiceDefinition Service(string root, string name, string configuration)
        => new(name, Path.Combine(root, "services", name, $"{name}.csproj"), configuration, HasDatabase: true);

    public static ServiceDefinition Portal(string root, string configuration)
        => new("Portal", Path.Combine(root, "services", "Portal", "Portal.csproj"), configuration, HasDatabase: false);

    public static ServiceDefinition Gateway(string root, string configuration)
        => new("Gateway", Path.Combine(root, "gateway", "Gateway.csproj"), configuration, HasDatabase: false);
}
