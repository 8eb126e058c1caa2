using System.Net;
using System.Text.Json;
using Academy.Contracts.Learner;
using Academy.Passport.Webhooks;
using Academy.Testing;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Tests.Webhooks;

public sealed class WebhookTests(WebhookApp app) : IClassFixture<WebhookApp>
{
    private static readonly DateOnly Day = new(2026, 3, 1);

    [Fact]
    public async Task A_training_provider_hears_of_what_it_recorded_as_a_signed_cloud_event_without_names()
    {
        await using var receiver = await Receiver.Start();
        var (course, learner) = (await app.ACourse(), await app.ALearner());
        await app.Subscribe(app.ForProvider(course.ProviderId), receiver);

        await app.Record(course, Day, learner.Id);
        await app.Send();

        var received = await receiver.Next();
        var (said, data) = (received.Event, received.Event.GetProperty("data"));
        (said.GetProperty("specversion").GetString(), said.GetProperty("type").GetString()).ShouldBe(("1.0", "academy.passport.entry-recorded.v1"));
        (data.GetProperty("learnerId").GetGuid(), data.GetProperty("completedOn").GetString(), data.GetProperty("assurance").GetString())
            .ShouldBe((learner.Id, "2026-03-01", "Kitemarked"));
        said.GetProperty("subject").GetString().ShouldBe($"entries/{data.GetProperty("entryId").GetGuid()}");
        received.Headers["Content-Type"].ShouldBe("application/cloudevents+json");
        said.ToString().ShouldNotContain("Amara");
        said.ToString().ShouldNotContain("1990");
        Verifier.Verifies(received, await Did()).ShouldBeTrue();
    }

    [Fact]
    public async Task A_qualification_is_told_once_when_it_is_recorded_and_when_it_is_taken_back_to_its_issuer_and_to_whoever_sees_the_passport()
    {
        await using var school = await Receiver.Start();
        await using var home = await Receiver.Start();
        await using var stranger = await Receiver.Start();
        var (course, employer, learner) = (await app.ACourse(), await app.AnEmployer(), await app.ALearner());
        await app.AnEmployment(learner.Id, employer);
        await app.Subscribe(app.ForProvider(course.ProviderId), school);
        await app.Subscribe(app.ForEmployer(employer), home);
        await app.Subscribe(app.ForProvider((await app.ACourse()).ProviderId), stranger);
        var provider = app.AsProvider(course.ProviderId);
        var award = new { learnerId = learner.Id, qualificationCode = 158, awardedOn = "2026-03-02" };

        var id = (await (await provider.PostNew("/api/passport/v1/qualifications", award)).Json()).GetProperty("qualificationId").GetGuid();
        await provider.PostNew("/api/passport/v1/qualifications", award);
        await provider.PostNew($"/api/passport/v1/qualifications/{id}/withdraw", new { reason = "Amara had another name." });
        await provider.PostNew($"/api/passport/v1/qualifications/{id}/withdraw", new { reason = "Again." });
        await app.Send();

        foreach (var heard in new[] { school, home })
        {
            heard.All.Select(received => received.Event.GetProperty("type").GetString())
                .ShouldBe(["academy.passport.qualification-recorded.v1", "academy.passport.qualification-withdrawn.v1"]);
            heard.All.ShouldAllBe(received => received.Event.GetProperty("subject").GetString() == $"qualifications/{id}");
            var data = heard.All[0].Event.GetProperty("data");
            (data.GetProperty("qualificationCode").GetInt32(), data.GetProperty("awardedOn").GetString(), data.GetProperty("withdrawn").GetBoolean()).ShouldBe((158, "2026-03-02", false));
            heard.All[1].Event.GetProperty("data").GetProperty("withdrawn").GetBoolean().ShouldBeTrue();
            heard.All[1].Event.ToString().ShouldNotContain("Amara");
            Verifier.Verifies(heard.All[0], await Did()).ShouldBeTrue();
        }

        stranger.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_changed_on_the_way_or_is_sent_elsewhere_does_not_verify()
    {
        await using var receiver = await Receiver.Start();
        var (course, learner) = (await app.ACourse(), await app.ALearner());
        await app.Subscribe(app.ForProvider(course.ProviderId), receiver);
        await app.Record(course, Day, learner.Id);
        await app.Send();
        var received = await receiver.Next();
        var did = await Did();

        var forged = System.Text.Encoding.UTF8.GetBytes(received.Event.ToString().Replace("Kitemarked", "SelfDeclared", StringComparison.Ordinal));
        Verifier.Verifies(received with { Body = forged }, did).ShouldBeFalse();
        Verifier.Verifies(
            received with { Body = forged, Headers = With(received, "Content-Digest", HttpSignature.Digest(forged)) }, did).ShouldBeFalse();
        Verifier.Verifies(received with { Uri = received.Uri.Replace("events", "others", StringComparison.Ordinal) }, did).ShouldBeFalse();
        Verifier.Verifies(received with { Headers = With(received, "Content-Type", "application/json") }, did).ShouldBeFalse();
    }

    [Fact]
    public async Task An_event_that_is_not_taken_comes_again_with_the_same_id_and_the_same_body()
    {
        await using var receiver = await Receiver.Start();
        receiver.Answers = () => Task.FromResult((503, "Down for the night."));
        var (course, learner) = (await app.ACourse(), await app.ALearner());
        await app.Subscribe(app.ForProvider(course.ProviderId), receiver);
        await app.Record(course, Day, learner.Id);
        await app.Send();
        await app.Send();
        receiver.All.Count.ShouldBe(1);

        receiver.Answers = () => Task.FromResult((200, "ok"));
        app.Clock.Advance(RetrySchedule.First);
        await app.Send();
        app.Clock.Advance(TimeSpan.FromDays(1));
        await app.Send();

        receiver.All.Count.ShouldBe(2);
        receiver.All[1].Body.ShouldBe(receiver.All[0].Body);
    }

    [Fact]
    public async Task Whoever_dies_while_sending_leaves_the_event_to_be_sent_again()
    {
        await using var receiver = await Receiver.Start();
        var (course, learner) = (await app.ACourse(), await app.ALearner());
        var webhook = await app.Subscribe(app.ForProvider(course.ProviderId), receiver);
        await app.Record(course, Day, learner.Id);
        var held = await app.InDatabase(db => app.Sender.Claim(webhook, db, CancellationToken.None));
        await app.Send();
        receiver.All.ShouldBeEmpty();

        app.Clock.Advance(WebhookSender.Lease);
        await app.Send();

        (await receiver.Next()).Id.ShouldBe($"{held!.EventId}");
    }

    [Fact]
    public async Task An_employer_hears_of_staff_who_let_it_see_their_passport_and_of_nobody_else()
    {
        await using var receiver = await Receiver.Start();
        var (course, employer) = (await app.ACourse(), await app.AnEmployer());
        var (open, closed, stranger) = (await app.ALearner(), await app.ALearner(), await app.ALearner());
        await app.AnEmployment(open.Id, employer);
        await app.AnEmployment(closed.Id, employer, shares: false);
        await app.Subscribe(app.ForEmployer(employer), receiver);

        await app.Record(course, Day, open.Id, closed.Id, stranger.Id);
        await app.Send();

        receiver.All.Select(received => received.Event.GetProperty("data").GetProperty("learnerId").GetGuid()).ShouldBe([open.Id]);
    }

    [Fact]
    public async Task Consent_that_ended_before_the_event_was_sent_keeps_it_from_being_sent()
    {
        await using var receiver = await Receiver.Start();
        var (course, employer, learner) = (await app.ACourse(), await app.AnEmployer(), await app.ALearner());
        var employment = await app.AnEmployment(learner.Id, employer);
        var webhook = await app.Subscribe(app.ForEmployer(employer), receiver);
        await app.Record(course, Day, learner.Id);

        await app.AnEmployment(learner.Id, employer, shares: false, id: employment, version: 3);
        await app.Send();

        receiver.All.ShouldBeEmpty();
        (await app.Log(app.ForEmployer(employer), webhook)).GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_webhook_that_hangs_delays_no_other()
    {
        await using var hanging = await Receiver.Start();
        await using var healthy = await Receiver.Start();
        var release = new TaskCompletionSource<(int, string)>();
        hanging.Answers = () => release.Task;
        var (course, learner) = (await app.ACourse(), await app.ALearner());
        await app.Subscribe(app.ForProvider(course.ProviderId), hanging);
        await app.Subscribe(app.ForProvider(course.ProviderId), healthy);

        await app.Record(course, Day, learner.Id);
        var sending = app.Send();
        await hanging.Next();
        await healthy.Next();

        sending.IsCompleted.ShouldBeFalse();
        release.SetResult((200, ""));
        await sending;
    }

    [Fact]
    public async Task The_log_shows_status_and_the_first_kilobyte_of_the_answer_and_one_event_or_all_that_failed_can_be_replayed()
    {
        await using var receiver = await Receiver.Start();
        receiver.Answers = () => Task.FromResult((500, new string('x', 100_000)));
        var (course, learner) = (await app.ACourse(), await app.ALearner());
        var client = app.ForProvider(course.ProviderId);
        var webhook = await app.Subscribe(client, receiver);
        await app.Record(course, Day, learner.Id);
        await app.Record(course, Day.AddDays(1), learner.Id);
        await app.Send();
        var failed = (await app.Log(client, webhook))[0];

        receiver.Answers = () => Task.FromResult((200, "ok"));
        (await client.PostNew($"/api/passport/v1/webhook-deliveries/{failed.GetProperty("deliveryId").GetInt64()}/replay", null)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        await app.Send();
        var oneReplayed = await app.Log(client, webhook);
        var all = await (await client.PostNew($"/api/passport/v1/webhooks/{webhook}/replay", new { since = app.Clock.GetUtcNow().AddDays(-1) })).Json();
        await app.Send();

        (failed.GetProperty("state").GetString(), failed.GetProperty("status").GetInt32(), failed.GetProperty("answer").GetString()!.Length).ShouldBe(("Waiting", 500, 1024));
        oneReplayed.EnumerateArray().Select(d => d.GetProperty("state").GetString()).ShouldBe(["Delivered", "Waiting"]);
        all.GetProperty("replayed").GetInt32().ShouldBe(1);
        (await app.Log(client, webhook)).EnumerateArray().ShouldAllBe(d => d.GetProperty("state").GetString() == "Delivered");
        receiver.All.Select(received => received.Id).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public async Task What_is_never_taken_is_given_up_in_the_end_and_the_log_says_so()
    {
        var (course, learner) = (await app.ACourse(), await app.ALearner());
        var client = app.ForProvider(course.ProviderId);
        var receiver = await Receiver.Start();
        var webhook = await app.Subscribe(client, receiver);
        await receiver.DisposeAsync();
        await app.Record(course, Day, learner.Id);

        for (var attempt = 0; attempt < RetrySchedule.MostAttempts; attempt++)
        {
            await app.Send();
            app.Clock.Advance(RetrySchedule.Longest);
        }

        var delivery = (await app.Log(client, webhook))[0];
        (delivery.GetProperty("state").GetString(), delivery.GetProperty("attempts").GetInt32()).ShouldBe(("GivenUp", RetrySchedule.MostAttempts));
        delivery.GetProperty("problem").GetString().ShouldBe("Nothing takes connections at the address.");
    }

    [Fact]
    public async Task A_redirect_is_an_answer_that_is_not_followed()
    {
        await using var receiver = await Receiver.Start();
        await using var elsewhere = await Receiver.Start();
        receiver.RedirectsTo = elsewhere.Address;
        var client = app.ForProvider((await app.ACourse()).ProviderId);
        var webhook = await app.Subscribe(client, receiver);

        (await client.PostNew($"/api/passport/v1/webhooks/{webhook}/ping", null)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        await app.Send();

        (await receiver.Next()).Event.GetProperty("type").GetString().ShouldBe("academy.passport.ping.v1");
        elsewhere.All.ShouldBeEmpty();
        (await app.Log(client, webhook))[0].GetProperty("status").GetInt32().ShouldBe(302);
    }

    [Fact]
    public async Task Somebody_erased_is_gone_from_what_is_to_be_sent_and_from_what_was()
    {
        await using var receiver = await Receiver.Start();
        var (course, learner) = (await app.ACourse(), await app.ALearner());
        var client = app.ForProvider(course.ProviderId);
        var webhook = await app.Subscribe(client, receiver);
        await app.Record(course, Day, learner.Id);
        await app.Send();
        await app.Record(course, Day.AddDays(1), learner.Id);

        await app.Deliver(new LearnerErased(learner.Id, 9, app.Clock.GetUtcNow()));
        await app.Send();

        receiver.All.Count.ShouldBe(1);
        (await app.InDatabase(db => db.WebhookDeliveries.CountAsync(d => d.WebhookId == webhook))).ShouldBe(0);
    }

    [Fact]
    public async Task Others_do_not_find_a_webhook_and_addresses_of_ours_are_refused()
    {
        await using var receiver = await Receiver.Start();
        var (own, other) = (app.ForProvider((await app.ACourse()).ProviderId), app.ForProvider((await app.ACourse()).ProviderId));
        var webhook = await app.Subscribe(own, receiver);

        (await other.GetAsync(new Uri($"/api/passport/v1/webhooks/{webhook}/deliveries", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await other.DeleteAsync(new Uri($"/api/passport/v1/webhooks/{webhook}", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await own.PostNew("/api/passport/v1/webhooks", new { address = "https://10.0.0.7/events", eventTypes = WebhookEvents.All })).StatusCode
            .ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await own.DeleteAsync(new Uri($"/api/passport/v1/webhooks/{webhook}", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    private static Dictionary<string, string> With(Received received, string header, string value)
        => new(received.Headers, StringComparer.OrdinalIgnoreCase) { [header] = value };

    private async Task<JsonElement> Did() => await (await app.CreateClient().GetAsync(new Uri("/.well-known/did.json", UriKind.Relative))).Json();
}
