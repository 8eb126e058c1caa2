using Academy.Launcher.Commands;

namespace Academy.Launcher.Tests;

public sealed class TestTallyTests
{
    /// <summary>In two parts, as no file of the repository holds a token.</summary>
    private const string Token = "eyJhbGciOiJFUzI1NiIsImtpZCI6." + "eyJpc3MiOiJodHRwczovL2FjYWRlbXkifQ.c2lnbmF0dXJl";
    private const string Key = "-----BEGIN EC PRIVATE KEY-----";
    private const string Own = "=== TEST EXECUTION SUMMARY ===\n   Academy.Learner.Tests  Total: 12, Errors: 0, Failed: 2, Skipped: 1, Not Run: 1, Time: 3.1s\n";
    private const string OwnAllPassed = "   Academy.Learner.Tests  Total: 12, Errors: 0, Failed: 0, Skipped: 0, Not Run: 0, Time: 3.1s\n";
    private const string Platform = "Test run summary: Failed! - /x/Academy.Learner.Tests.dll (net10.0|x64)\n  total: 7\n  failed: 1\n  succeeded: 4\n  skipped: 2\n  duration: 1s 2ms\n";

    [Fact]
    public void Both_kinds_of_summary_are_read()
    {
        TestTally.Of(1, Own).ShouldBe(new TestTally(8, 2, 1));
        TestTally.Of(2, Platform).ShouldBe(new TestTally(4, 1, 2));
    }

    [Fact]
    public void A_program_that_crashed_is_a_failure() => TestTally.Of(134, "Unhandled exception.").ShouldBe(TestTally.OneFailure);

    [Fact]
    public void A_program_that_ran_no_test_is_a_failure()
        => TestTally.Of(0, "   X  Total: 0, Errors: 0, Failed: 0, Skipped: 0, Not Run: 0, Time: 0s").ShouldBe(TestTally.OneFailure);

    [Fact]
    public void A_program_that_crashed_after_its_tests_passed_is_a_failure()
        => TestTally.Of(139, OwnAllPassed).ShouldBe(new TestTally(12, 1, 0));

    [Fact]
    public void An_error_outside_a_test_is_a_failure()
        => TestTally.Of(1, OwnAllPassed.Replace("Errors: 0", "Errors: 1", StringComparison.Ordinal)).ShouldBe(new TestTally(12, 1, 0));

    [Fact]
    public void The_last_line_is_the_sum_and_names_skipped_tests_only_when_there_are_some()
    {
        (TestTally.Of(0, OwnAllPassed) + TestTally.OneFailure).ToString().ShouldBe("12 passed, 1 failed");
        (TestTally.Of(1, Own) + TestTally.Of(2, Platform)).ToString().ShouldBe("12 passed, 3 failed, 3 skipped");
    }

    [Fact]
    public void A_project_that_was_not_done_in_time_tells_which_test_never_ended()
        => Commands.Test.WithoutWhatFinished(["  A [STARTING]", "  B [STARTING]", "  A [FINISHED] Time: 1.2s", "It was ended."]).ShouldBe(["  B [STARTING]", "It was ended."]);

    [Theory]
    [InlineData("info: asked with " + Token, true)]
    [InlineData(Key, true)]
    [InlineData("  A.Test(text: \"" + Key + "\") [STARTING]", false)]
    [InlineData("  A.Test(text: \"" + Key + "\") [FINISHED] Time: 0.1s", false)]
    [InlineData("info: a token was issued to academy-demo", false)]
    public void Output_that_holds_a_token_or_a_private_key_is_found_and_the_names_of_tests_are_not(string line, bool isFound)
        => Commands.Test.TellsASecret(["Starting", line]).ShouldBe(isFound);

    [Fact]
    public void What_failed_is_named_with_the_first_lines_of_why()
        => Commands.Test.BeginningsOfFailures(["  A [STARTING]", "  A [FAIL]", "    3 should be 4", "    Stack Trace:", "      A.cs(3)", "  B [FINISHED] Time: 1.2s"])
            .ShouldBe(["  A [FAIL]", "    3 should be 4"]);

    [Fact]
    public void The_longest_projects_begin_and_the_others_follow_in_their_order()
        => Commands.Test.LongestFirst(["a/Gateway.Tests.csproj", "a/Portal.Tests.csproj", "a/Pages.Tests.csproj", "a/EndToEnd.Tests.csproj"])
            .ShouldBe(["a/EndToEnd.Tests.csproj", "a/Portal.Tests.csproj", "a/Gateway.Tests.csproj", "a/Pages.Tests.csproj"]);
}
