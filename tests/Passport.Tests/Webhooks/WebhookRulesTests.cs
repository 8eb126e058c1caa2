using System.Net;
using Academy.Passport.Webhooks;

namespace Academy.Passport.Tests.Webhooks;

public sealed class WebhookRulesTests
{
    [Fact]
    public void Pauses_grow_from_5_seconds_to_24_hours_and_then_it_is_given_up()
    {
        RetrySchedule.PauseAfter(1, jitter: 0).ShouldBe(TimeSpan.FromSeconds(5));
        RetrySchedule.PauseAfter(2, jitter: 0).ShouldBe(TimeSpan.FromSeconds(30));
        RetrySchedule.PauseAfter(7, jitter: 0).ShouldBe(TimeSpan.FromHours(24));
        RetrySchedule.PauseAfter(9, jitter: 0).ShouldBe(TimeSpan.FromHours(24));
        RetrySchedule.PauseAfter(10, jitter: 0).ShouldBeNull();
    }

    [Fact]
    public void However_the_jitter_falls_no_pause_is_shorter_than_the_one_before_or_outside_the_bounds()
    {
        var pauses = Enumerable.Range(1, RetrySchedule.MostAttempts - 1)
            .Select(attempts => Enumerable.Range(0, 101).Select(jitter => RetrySchedule.PauseAfter(attempts, jitter / 100.0)!.Value).ToList()).ToList();

        pauses.SelectMany(of => of).ShouldAllBe(pause => pause >= RetrySchedule.First && pause <= RetrySchedule.Longest);
        pauses.Take(6).Zip(pauses.Skip(1)).ShouldAllBe(pair => pair.First.Max() < pair.Second.Min());
    }

    [Theory]
    [InlineData("https://lms.example/events", null)]
    [InlineData("https://1.1.1.1:8443/events", null)]
    [InlineData("http://lms.example/events", "https")]
    [InlineData("ftp://lms.example/events", "https")]
    [InlineData("/events", "https")]
    [InlineData("https://user:secret@lms.example/", "password")]
    [InlineData("https://localhost/", "public")]
    [InlineData("https://127.0.0.1/", "public")]
    [InlineData("https://[::1]/", "public")]
    [InlineData("https://[::ffff:10.0.0.1]/", "public")]
    [InlineData("https://192.168.1.1/", "public")]
    [InlineData("https://169.254.169.254/latest/meta-data", "public")]
    [InlineData("https://postgres/", "public")]
    public void Events_are_sent_to_public_https_addresses_only(string address, string? why)
    {
        var refusal = new WebhookAddress(allowsLoopback: false).WhyNot(address);

        (refusal is null).ShouldBe(why is null, refusal);
        (refusal ?? "").ShouldContain(why ?? "");
    }

    [Fact]
    public void Where_it_is_not_development_no_connection_leads_to_this_machine()
    {
        new WebhookAddress(allowsLoopback: false).MayConnectTo(IPAddress.Loopback).ShouldBeFalse();
        new WebhookAddress(allowsLoopback: true).MayConnectTo(IPAddress.Parse("10.1.2.3")).ShouldBeFalse();
    }
}
