using System.Net;
using System.Net.Mail;
using Academy.ServiceDefaults;

namespace Academy.Identity.Messages;

/// <summary>Sends by a mail server: <c>Notify:Smtp:Host</c>, <c>Port</c>, <c>From</c>, and <c>User</c> and <c>Password</c> where it asks for them.</summary>
internal sealed class SmtpNotifier(IConfiguration configuration) : INotifier
{
    private readonly string _host = configuration.GetRequired("Notify:Smtp:Host");
    private readonly int _port = configuration.GetValue("Notify:Smtp:Port", 587);
    private readonly bool _encrypts = configuration.GetValue("Notify:Smtp:Encrypt", true);
    private readonly MailAddress _from = new(configuration.GetRequired("Notify:Smtp:From"));
    private readonly NetworkCredential? _credentials = configuration["Notify:Smtp:User"] is { Length: > 0 } user
        ? new NetworkCredential(user, configuration.GetRequired("Notify:Smtp:Password"))
        : null;

    public bool KeepsBodies => false;

    public async Task Send(Guid id, Notification notification, CancellationToken cancellationToken)
    {
        using var mail = new MailMessage(_from, new MailAddress(notification.Address))
        {
            Subject = notification.Subject,
            Body = notification.Body,
        };
        mail.Headers.Add("Message-ID", $"<{id:N}@{_from.Host}>");
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        using var server = new SmtpClient(_host, _port) { EnableSsl = _encrypts, Credentials = _credentials, Timeout = 30_000 };
        await server.SendMailAsync(mail, cancellationToken);
    }
}
