using Academy.Launcher.Commands;
using Academy.Launcher.Running;
using Academy.Launcher.Tools;

namespace Academy.Launcher.Tests;

public sealed class DoctorTests
{
    [Theory]
    [InlineData("postgres (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)", "✓ PostgreSQL 15.14")]
    [InlineData("postgres (PostgreSQL) 13.9", "✗ PostgreSQL 13.9 is too old: 14.0 or later is needed. Type: fix it")]
    [InlineData(null, "✗ PostgreSQL is missing: 14.0 or later is needed. Type: fix it")]
    public void A_tool_is_here_or_the_line_that_brings_it_is_said(string? version, string line)
        => Requirements.Judge("PostgreSQL", "14.0", version, "", "fix it").Line.ShouldBe(line);

    [Fact]
    public void A_taken_port_comes_with_the_line_that_takes_another()
        => Doctor.Lines([], running: null, port: 5000, portIsFree: false, home: "/x")
            .ShouldBe(["– nothing is up on /x. Type: ./academy up", "✗ port 5000 is taken. Type: ACADEMY_PORT=5100 ./academy up"]);

    [Fact]
    public void A_running_platform_is_told_with_its_address_and_processes()
    {
        var running = new RunningPlatform(new Uri("http://localhost:5000"), 7, new Dictionary<string, int> { ["Learner"] = 8 }, "/x/secrets");

        Doctor.Lines([], running, port: 5000, portIsFree: false, home: "/x")
            .ShouldBe(["✓ up at http://localhost:5000/ (process 7, state in /x)", "  Learner      process 8"]);
    }
}
