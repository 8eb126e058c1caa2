using System.Diagnostics;
using System.Text.RegularExpressions;
using Academy.Testing;

namespace Academy.Architecture.Tests;

/// <summary>No secret and no real person's data is kept in the repository.</summary>
public sealed partial class SecretsTests
{
    private static readonly string[] FilesOfKeys = [".pem", ".pfx", ".p12", ".key", ".jks", ".snk", ".env"];

    [Fact]
    public void No_tracked_file_holds_a_key_a_token_or_a_password()
    {
        var files = Tracked();
        files.Count.ShouldBeGreaterThan(300);

        files.Where(file => FilesOfKeys.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase)).ShouldBeEmpty();
        files.Where(file => !file.EndsWith("/SecretsTests.cs", StringComparison.Ordinal))
            .Where(file => Secret().IsMatch(File.ReadAllText(Repository.File(file)))).ShouldBeEmpty();
    }

    [Fact]
    public void The_people_of_the_samples_have_national_insurance_numbers_that_are_never_given_out()
    {
        var samples = Tracked().Where(file => file.EndsWith(".csv", StringComparison.Ordinal) || file.EndsWith(".tsv", StringComparison.Ordinal)).ToList();

        samples.Count.ShouldBeGreaterThan(5);
        samples.SelectMany(file => NationalInsurance().Matches(File.ReadAllText(Repository.File(file))).Select(match => match.Value))
            .Where(number => !number.StartsWith("QQ", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("-----BEGIN EC PRIVATE KEY-----\nMHcCAQEEIKjqRXyZ2k4mVq1wd0GZ7P")]
    [InlineData("-----BEGIN PRIVATE KEY-----\r\nMIGHAgEAMBMGByqGSM49AgEGCCqGSM49")]
    [InlineData("Authorization: Bearer eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln")]
    [InlineData("Host=db;Username=academy;Password=3f9a0c17d2")]
    [InlineData("amqp://academy:3f9a0c17d2@broker:5672")]
    [InlineData("\"d\":\"870MB6gfuTJ4HtUnUvYMyJpr5eUZNP4Bk43bVdj3eAE\"")]
    [InlineData("AKIAIOSFODNN7EXAMPLE")]
    [InlineData("ghp_0123456789abcdefghijABCDEFGHIJ012345")]
    public void The_search_finds_what_it_is_there_to_find(string secret) => Secret().IsMatch(secret).ShouldBeTrue();

    private static List<string> Tracked()
    {
        using var git = Process.Start(new ProcessStartInfo("git", ["ls-files", "-z"]) { WorkingDirectory = Repository.Root, RedirectStandardOutput = true, UseShellExecute = false })!;
        var files = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        git.ExitCode.ShouldBe(0, "git says which files are part of the repository");
        return [.. files.Split('\0', StringSplitOptions.RemoveEmptyEntries).Where(file => File.Exists(Repository.File(file)))];
    }

    [GeneratedRegex(
        """
        -----BEGIN\ ([A-Z]+\ )*PRIVATE\ KEY-----(\s|\\[nr])+[A-Za-z0-9+/=]{20}
        | eyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{5,}\.
        | Password=[A-Za-z0-9+/]{8,}
        | [a-z]+://[A-Za-z0-9_-]+:[A-Za-z0-9_-]{8,}@
        | "d"\s*:\s*"[A-Za-z0-9_-]{43}"
        | \bAKIA[0-9A-Z]{16}\b
        | \bgh[pousr]_[A-Za-z0-9]{30,}
        """,
        RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Secret();

    [GeneratedRegex(@"\b[A-Z]{2}[0-9]{6}[A-D]\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex NationalInsurance();
}
