using System.Net;
using System.Text;
using System.Text.Json;
using Academy.Identity.Domain;
using Academy.Identity.Messages;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Academy.Identity.Tests.Messages;

public sealed class MessagesTests
{
    [Fact]
    public async Task A_message_is_sent_once_by_the_mail_server_and_its_words_are_gone_afterwards()
    {
        using var server = new SmtpSink();
        await using var app = BySmtp(server);
        var account = await app.NewAccount();
        await app.OpenBrowser().Http.Fill("/sign-in", ("Email", account.Email!));

        var sent = await Settled(app, account.Email!, message => message.SentAt is not null);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Sender(app.Services).SendDue(CancellationToken.None)));

        sent.Body.ShouldBeNull();
        var mail = server.Received.ShouldHaveSingleItem();
        mail.ShouldContain($"To: {account.Email}");
        mail.ShouldContain("From: academy@academy.test");
        mail.ShouldContain($"<{sent.Id:N}@academy.test>", Case.Insensitive);
        Decoded(mail).ShouldContain("https://academy.test/sign-in/link/");
    }

    [Fact]
    public async Task A_message_that_was_refused_waits_and_is_sent_later()
    {
        using var server = new SmtpSink(refusals: 1);
        await using var app = BySmtp(server);
        var account = await app.NewAccount();
        await app.OpenBrowser().Http.Fill("/sign-in", ("Email", account.Email!));

        var waiting = await Settled(app, account.Email!, message => message.Tries == 1);
        waiting.SentAt.ShouldBeNull();
        waiting.Body.ShouldNotBeNull();
        (waiting.NextTryAt - app.Clock.GetUtcNow()).ShouldBeInRange(TimeSpan.FromSeconds(119), TimeSpan.FromSeconds(121));
        app.Clock.Advance(TimeSpan.FromMinutes(3));

        (await Settled(app, account.Email!, message => message.SentAt is not null)).Tries.ShouldBe(2);
        server.Received.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Several_instances_send_each_message_once()
    {
        using var server = new SmtpSink();
        await using var app = BySmtp(server);
        await using var other = app.WithWebHostBuilder(_ => { });
        var addresses = Enumerable.Range(0, 30).Select(_ => People.NewAddress()).ToList();
        await app.InDatabase(async db =>
        {
            await using var scope = app.Services.CreateAsyncScope();
            var post = ActivatorUtilities.CreateInstance<Post>(scope.ServiceProvider, db);
            addresses.ForEach(address => post.Add(new Notification("sign-in", address, "Sign in", ["One", "Two"])));
            return await db.SaveChangesAsync();
        });

        await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Sender(i % 2 == 0 ? app.Services : other.Services).SendDue(CancellationToken.None)));
        foreach (var address in addresses)
        {
            await Settled(app, address, message => message.SentAt is not null);
        }

        server.Received.Count.ShouldBe(30);
    }

    [Fact]
    public async Task What_waits_in_the_database_cannot_be_read_there()
    {
        await using var app = new IdentityApp(settings: [("environment", "Production")]);
        var account = await app.NewAccount();
        await app.OpenBrowser().Http.Fill("/sign-in", ("Email", account.Email!));

        var waiting = await Settled(app, account.Email!, _ => true);

        waiting.Body.ShouldNotBeNull();
        waiting.Body.ShouldNotContain("sign-in/link");
        (await app.LinkTo(account.Email!)).ShouldStartWith("/sign-in/link/");
    }

    [Fact]
    public async Task The_outbox_is_a_page_in_development_and_nowhere_else()
    {
        await using var development = new IdentityApp(settings: [("environment", "Development")]);
        await using var production = new IdentityApp(settings: [("environment", "Production")]);
        var account = await development.NewAccount();
        await development.OpenBrowser().Http.Fill("/sign-in", ("Email", account.Email!));

        (await development.OpenBrowser().Http.Open("/dev/outbox")).Links.ShouldContain(link => link.StartsWith("https://academy.test/sign-in/link/", StringComparison.Ordinal));
        (await production.OpenBrowser().Http.Open("/dev/outbox")).Status.ShouldBe(HttpStatusCode.NotFound);
        Should.Throw<InvalidOperationException>(() => new IdentityApp(settings: [("environment", "Production"), ("Notify:Through", "outbox")]))
            .Message.ShouldContain("Notify:Through");
    }

    [Fact]
    public async Task GOV_UK_Notify_gets_the_template_the_fields_and_a_token_signed_with_the_key()
    {
        const string service = "26785a09-ab16-4eb0-8407-a37497a57506";
        const string secret = "3d844edf-8d35-48ac-975b-e847b4f122b0";
        var heard = new TaskCompletionSource<(string Token, JsonElement Body)>(TaskCreationOptions.RunContinuationsAsynchronously);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var notify = builder.Build();
        notify.MapPost("/v2/notifications/email", async (HttpRequest request) =>
        {
            heard.TrySetResult((request.Headers.Authorization.ToString(), await JsonSerializer.DeserializeAsync<JsonElement>(request.Body)));
            return Results.Created();
        });
        await notify.StartAsync();
        await using var app = new IdentityApp(settings:
        [
            ("Notify:Through", "govuk"),
            ("Notify:GovUk:Address", $"{notify.Urls.Single()}/"),
            ("Notify:GovUk:ApiKey", $"academy-{service}-{secret}"),
            ("Notify:GovUk:Templates:default", "f33517ff-2a88-4f6e-b855-c550268ce08a"),
        ]);
        var account = await app.NewAccount();

        await app.OpenBrowser().Http.Fill("/sign-in", ("Email", account.Email!));

        var (bearer, body) = await heard.Task.WaitAsync(TimeSpan.FromMinutes(3));
        var token = await new JsonWebTokenHandler().ValidateTokenAsync(bearer["Bearer ".Length..], new TokenValidationParameters
        {
            ValidIssuer = service,
            ValidateAudience = false,
            RequireExpirationTime = false,
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            IssuerSigningKey = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(secret)),
        });
        token.IsValid.ShouldBeTrue(token.Exception?.Message);
        token.Claims["iat"].ShouldBe(app.Clock.GetUtcNow().ToUnixTimeSeconds());
        body.GetProperty("email_address").GetString().ShouldBe(account.Email);
        body.GetProperty("template_id").GetString().ShouldBe("f33517ff-2a88-4f6e-b855-c550268ce08a");
        body.GetProperty("personalisation").GetProperty("body").GetString()!.ShouldContain("/sign-in/link/");
        Guid.TryParse(body.GetProperty("reference").GetString(), out _).ShouldBeTrue();
    }

    private static IdentityApp BySmtp(SmtpSink server)
        => new(settings:
        [
            ("Notify:Through", "smtp"),
            ("Notify:Smtp:Host", "127.0.0.1"),
            ("Notify:Smtp:Port", server.Port.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            ("Notify:Smtp:Encrypt", "false"),
            ("Notify:Smtp:From", "academy@academy.test"),
        ]);

    private static MessageSender Sender(IServiceProvider instance) => instance.GetRequiredService<MessageSender>();

    private static string Decoded(string mail)
    {
        var parts = mail.Split("\n\n", 2);
        return parts[0].Contains("base64", StringComparison.OrdinalIgnoreCase)
            ? Encoding.UTF8.GetString(Convert.FromBase64String(parts[1].Replace("\n", "", StringComparison.Ordinal)))
            : parts[1].Replace("=\n", "", StringComparison.Ordinal);
    }

    /// <summary>The newest message to an address, as soon as it is as it should become.</summary>
    private static async Task<Message> Settled(IdentityApp app, string address, Func<Message, bool> isSettled)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        while (true)
        {
            var message = await app.InDatabase(db => db.Messages.AsNoTracking().Where(m => m.Address == address)
                .OrderByDescending(m => m.Id).FirstAsync(limit.Token));
            if (isSettled(message))
            {
                return message;
            }

            await Task.Delay(50, limit.Token);
        }
    }
}
