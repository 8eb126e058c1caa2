using System.Text.RegularExpressions;
using Academy.Launcher.Running;

namespace Academy.Launcher.Tools;

/// <summary>A program the platform needs: which version is here, and the line to type when it is not enough.</summary>
internal sealed record Requirement(string Name, Version AtLeast, Version? Found, string DebianPackage, string Fix)
{
    public bool IsMet => Found >= AtLeast;

    public string Line => IsMet
        ? $"✓ {Name} {Found}"
        : $"✗ {Name} {(Found is null ? "is missing" : $"{Found} is too old")}: {AtLeast} or later is needed. Type: {Fix}";
}

internal static partial class Requirements
{
    public static async Task<IReadOnlyList<Requirement>> Check(bool postgres = true, bool rabbitMq = true, bool browser = false)
    {
        var all = new List<Requirement> { await DotnetSdk(), await Node(), await Npm() };
        if (postgres)
            all.Add(await Postgres());
        if (rabbitMq)
            all.Add(await RabbitMq());
        if (browser)
            all.AddRange([await Chromium(), await Curl(), await Python()]);
        return all;
    }

    public static Requirement Judge(string name, string atLeast, string? versionText, string debianPackage, string fix)
        => new(name, Version.Parse(atLeast), VersionIn(versionText), debianPackage, fix);

    private static async Task<Requirement> DotnetSdk()
        => Judge(".NET SDK", "10.0", await Output("dotnet", "--version"), "", "curl -sSL https://dot.net/v1/dotnet-install.sh | bash -s -- --channel 10.0");

    // The portal's styles and script are built with them; nothing of them runs afterwards.
    private static async Task<Requirement> Node()
        => Judge("Node.js", "18.0", await Output("node", "--version"), "nodejs", HowToInstall("nodejs", "node", "OpenJS.NodeJS.LTS"));

    private static async Task<Requirement> Npm()
        => Judge("npm", "9.0", await Output(OnPath.Find("npm") ?? "npm", "--version"), "npm", HowToInstall("npm", "node", "OpenJS.NodeJS.LTS"));

    private static async Task<Requirement> Postgres()
    {
        var postgres = PostgresTools.Find("postgres");
        var text = postgres is null ? null : await Output(postgres, "--version");
        return Judge("PostgreSQL", "14.0", text, "postgresql", HowToInstall("postgresql", "postgresql@17", "PostgreSQL.PostgreSQL.17"));
    }

    // rabbitmqctl takes two seconds to say its version; the folder it is in says it at once.
    private static async Task<Requirement> RabbitMq()
    {
        var server = RabbitMqTools.Find("rabbitmq-server");
        var real = server is null ? null : File.ResolveLinkTarget(server, returnFinalTarget: true)?.FullName ?? server;
        var text = real is not null && ServerFolder().Match(real) is { Success: true } folder ? folder.Groups["version"].Value : null;
        if (real is not null && text is null)
            text = await Output(RabbitMqTools.Find("rabbitmqctl") ?? "rabbitmqctl", "version");
        return Judge("RabbitMQ", "3.10", text, "rabbitmq-server", HowToInstall("rabbitmq-server", "rabbitmq", "Erlang.ErlangOTP and RabbitMQ's own installer"));
    }

    // Only the tests open pages in a browser.
    private static async Task<Requirement> Chromium()
        => Judge("Chromium", "120.0", await Output(Environment.GetEnvironmentVariable("ACADEMY_CHROMIUM") ?? "/usr/bin/chromium", "--version"), "chromium", HowToInstall("chromium", "chromium", "Hibbiki.Chromium"));

    // Only the tests run the samples for developers.
    private static async Task<Requirement> Curl()
        => Judge("curl", "7.76", await Output("curl", "--version"), "curl", HowToInstall("curl", "curl", "cURL.cURL"));

    private static async Task<Requirement> Python()
        => Judge("Python", "3.9", await Output("python3", "--version"), "python3", HowToInstall("python3", "python", "Python.Python.3.13"));

    // Only the bench sends a load. Asked for its version, wrk says it and ends as if that were wrong.
    public static async Task<Requirement> Wrk()
        => Judge("wrk", "4.0", OnPath.Find("wrk") is null ? null : (await Shell.Run("wrk", ["-v"])).Output, "wrk", HowToInstall("wrk", "wrk", "wrk"));

    private static string HowToInstall(string debian, string homebrew, string windows)
    {
        if (OperatingSystem.IsWindows())
            return $"winget install {windows}";
        if (OperatingSystem.IsMacOS())
            return $"brew install {homebrew}";
        return $"{(Signals.IsRoot ? "" : "sudo ")}apt-get install -y {debian}";
    }

    private static async Task<string?> Output(string program, string argument)
    {
        try
        {
            var (exitCode, output) = await Shell.Run(program, [argument]);
            return exitCode == 0 ? output : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static Version? VersionIn(string? text)
        => text is not null && VersionNumber().Match(text) is { Success: true } found ? Version.Parse(found.Value) : null;

    [GeneratedRegex(@"\d+\.\d+(\.\d+)?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex VersionNumber();

    [GeneratedRegex(@"rabbitmq_server-(?<version>\d+\.\d+\.\d+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ServerFolder();
}
