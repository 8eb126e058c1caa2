using System.Net;
using Academy.Launcher.Running;

namespace Academy.Launcher.Tests;

public sealed class ServiceProcessTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task It_is_ready_when_it_says_so_and_comes_back_on_its_port_after_a_kill()
    {
        using var folder = new TemporaryFolder();
        await using var service = Fixture.Service(folder, ("FIXTURE_READY_AFTER", "500"));
        await service.Start();
        await service.WaitUntilReady(Patience, Cancel);
        var first = service.ProcessId;

        await service.Kill();
        service.IsRunning.ShouldBeFalse();
        await service.Start();
        await service.WaitUntilReady(Patience, Cancel);

        service.ProcessId.ShouldNotBe(first);
    }

    [Fact]
    public async Task A_service_that_does_not_get_ready_is_told_of_with_its_last_log_lines()
    {
        using var folder = new TemporaryFolder();
        await using var service = Fixture.Service(folder, ("FIXTURE_READY_AFTER", "60000"));
        await service.Start();
        using var http = new HttpClient();
        (await Wait.Until(
            async cancel =>
            {
                using var answer = await http.GetAsync(new Uri(service.Address, "/health/ready"), cancel);
                return answer.StatusCode == HttpStatusCode.ServiceUnavailable;
            },
            Patience, () => !service.IsRunning, Cancel)).ShouldBeTrue("it listens, however busy the machine is");

        var failure = await Should.ThrowAsync<AdviceException>(() => service.WaitUntilReady(TimeSpan.FromSeconds(4), Cancel));

        failure.Message.ShouldContain("Fixture was not ready");
        failure.Message.ShouldContain("503");
        failure.Message.ShouldContain("Request finished HTTP/1.1 GET");
    }

    [Fact]
    public async Task A_step_that_fails_is_told_of_with_what_it_said()
    {
        using var folder = new TemporaryFolder();
        await using var service = Fixture.Service(folder);

        var failure = await Should.ThrowAsync<AdviceException>(() => service.RunStep("fail", Patience, Cancel));

        failure.Message.ShouldContain("ended with 3");
        failure.Message.ShouldContain("the fixture was asked to fail");
    }

    [Fact]
    public async Task A_paused_service_answers_nobody_until_it_goes_on()
    {
        using var folder = new TemporaryFolder();
        await using var service = Fixture.Service(folder);
        await service.Start();
        await service.WaitUntilReady(Patience, Cancel);

        service.Pause();
        await Should.ThrowAsync<AdviceException>(() => service.WaitUntilReady(TimeSpan.FromSeconds(1), Cancel));
        service.Continue();

        await service.WaitUntilReady(Patience, Cancel);
    }
}
