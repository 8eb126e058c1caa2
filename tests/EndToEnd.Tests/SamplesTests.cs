using System.Diagnostics;
using Academy.Testing;

namespace Academy.EndToEnd.Tests;

/// <summary>The programs that the page for developers shows, run as they are against a whole platform. They need bash, curl and Python.</summary>
[Collection(nameof(TracedPlatform))]
public sealed class SamplesTests(TracedPlatform platform) : AcceptanceTests(platform)
{
    private readonly TracedPlatform _platform = platform;

    [Fact]
    public async Task The_samples_in_curl_Python_and_csharp_do_what_they_say()
    {
        var (school, person) = (await ASchool(), await APerson());
        await Record(school, person, "2026-03-01");
        var (id, secret) = await AClient("TrainingProvider", school.ProviderId, "completions.write", "passport.read", "webhooks.write");
        var settings = new Dictionary<string, string>
        {
            ["ACADEMY"] = _platform.Running.GatewayAddress.ToString().TrimEnd('/'),
            ["CLIENT_ID"] = id,
            ["CLIENT_SECRET"] = secret,
            ["LEARNER"] = person.AcademyNumber,
            ["COURSE"] = $"{school.Version}",
            ["TRAINER"] = $"{school.Trainer}",
        };

        var curl = await Run("bash", "quickstart.sh", new(settings) { ["DAY"] = "2026-03-02" });
        var python = await Run("python3", "quickstart.py", new(settings) { ["DAY"] = "2026-03-03" });
        var csharp = await Run("dotnet", "Webhook.cs", new(settings) { ["PORT"] = $"{FreePort.Next()}" });

        foreach (var said in new[] { curl, python })
        {
            said.ShouldContain("recorded: Recorded");
            said.ShouldContain($"passport: CPA-");
            said.ShouldContain("\"Passed\"");
        }

        csharp.ShouldContain("event: academy.passport.ping.v1");
        csharp.ShouldContain("signature: verified");
    }

    /// <summary>In a folder of its own: whoever copies a sample has none of the settings of this repository around it.</summary>
    private static async Task<string> Run(string program, string sample, Dictionary<string, string> settings)
    {
        var folder = Directory.CreateTempSubdirectory("academy-sample-");
        try
        {
            File.Copy(Repository.File("deploy", "samples", "developers", sample), Path.Combine(folder.FullName, sample));
            var start = new ProcessStartInfo(program, program == "dotnet" ? ["run", sample] : [sample])
            {
                WorkingDirectory = folder.FullName,
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            foreach (var (name, value) in settings)
            {
                start.Environment[name] = value;
            }

            using var process = Process.Start(start)!;
            var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
            await process.WaitForExitAsync(limit.Token);
            process.ExitCode.ShouldBe(0, $"{sample} said: {await output}{await error}");
            return await output;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
