namespace Academy.Identity.Messages;

internal static class MessagesSetup
{
    /// <summary>
    /// Messages leave the way <c>Notify:Through</c> names: outbox, smtp or govuk. In Development it is the outbox by default;
    /// elsewhere messages wait until a way is configured.
    /// </summary>
    public static void AddMessages(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddScoped<Post>();
        switch (builder.Configuration["Notify:Through"] ?? (builder.Environment.IsDevelopment() ? "outbox" : null))
        {
            case "outbox" when builder.Environment.IsDevelopment():
                services.AddSingleton<INotifier, DevelopmentOutbox>();
                break;
            case "smtp":
                services.AddSingleton<INotifier, SmtpNotifier>();
                break;
            case "govuk":
                services.AddHttpClient<INotifier, GovUkNotifier>(http => http.Timeout = TimeSpan.FromSeconds(30));
                break;
            case null:
                return;
            case var other:
                throw new InvalidOperationException($"Notify:Through is '{other}'. Set it to smtp or govuk; the outbox is there in Development only.");
        }

        services.AddSingleton<MessageSender>();
        services.AddHostedService(provider => provider.GetRequiredService<MessageSender>());
    }
}
