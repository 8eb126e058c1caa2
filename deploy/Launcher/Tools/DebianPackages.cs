using Academy.Launcher.Running;

namespace Academy.Launcher.Tools;

/// <summary>Installs what is missing where that is ours to do: as root on Debian and its kin.</summary>
internal static class DebianPackages
{
    private const string ServicePolicy = "/usr/sbin/policy-rc.d";

    public static bool CanInstall => Signals.IsRoot && OnPath.Find("apt-get") is not null;

    /// <summary>Makes sure every requirement is met, or says the exact line for each that is not.</summary>
    public static async Task Ensure(Func<Task<IReadOnlyList<Requirement>>> check, CancellationToken cancel)
    {
        var missing = (await check()).Where(requirement => !requirement.IsMet).ToList();
        if (missing.Count > 0 && CanInstall && missing.TrueForAll(requirement => requirement.DebianPackage.Length > 0))
        {
            var packages = missing.Select(requirement => requirement.DebianPackage).ToArray();
            await Progress.Step($"install {string.Join(' ', packages)}", () => Install(packages, cancel));
            missing = [.. (await check()).Where(requirement => !requirement.IsMet)];
        }

        if (missing.Count > 0)
            throw new AdviceException($"This machine lacks something:{Environment.NewLine}{string.Join(Environment.NewLine, missing.Select(requirement => "  " + requirement.Line))}");
    }

    public static async Task Install(string[] packages, CancellationToken cancel)
    {
        // The packages would start system services that take the usual ports; this file is Debian's way to say no.
        var policyIsOurs = !File.Exists(ServicePolicy);
        if (policyIsOurs)
        {
            await File.WriteAllTextAsync(ServicePolicy, "#!/bin/sh\nexit 101\n", cancel);
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(ServicePolicy, (UnixFileMode)0b111_101_101);
        }

        try
        {
            await Apt(["update", "-q"], cancel);
            await Apt(["install", "-y", "-q", "--no-install-recommends", .. packages], cancel);
        }
        finally
        {
            if (policyIsOurs)
                File.Delete(ServicePolicy);
            OnPath.ForgetAll();
        }
    }

    private static async Task Apt(string[] arguments, CancellationToken cancel)
    {
        var (exitCode, output) = await Shell.Run("apt-get", arguments, environment: new Dictionary<string, string> { ["DEBIAN_FRONTEND"] = "noninteractive" }, cancel: cancel);
        if (exitCode != 0)
            throw new AdviceException($"apt-get {string.Join(' ', arguments)} ended with {exitCode}. Run it by hand and then try again. It said:{Environment.NewLine}{output}");
    }
}
