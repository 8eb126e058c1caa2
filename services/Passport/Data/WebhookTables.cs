using Academy.Passport.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Academy.Passport.Data;

/// <summary>The tables of webhooks and of what was and is to be sent to them.</summary>
internal static class WebhookTables
{
    public static void Describe(EntityTypeBuilder<Webhook> webhook)
    {
        webhook.ToTable("webhooks");
        webhook.Property(w => w.Id).ValueGeneratedNever();
        webhook.Property(w => w.EventTypes).IsJson();
        webhook.HasIndex(w => w.OrganisationId);
    }

    public static void Describe(EntityTypeBuilder<WebhookDelivery> delivery)
    {
        delivery.ToTable("webhook_deliveries");
        delivery.Property(d => d.Id).UseIdentityAlwaysColumn();
        delivery.HasIndex(d => new { d.WebhookId, d.Id });
        delivery.HasIndex(d => new { d.WebhookId, d.NextAttemptAt }).HasFilter("state = 'Waiting'");
        delivery.HasIndex(d => d.LearnerId).HasFilter("learner_id IS NOT NULL");
        delivery.HasIndex(d => d.OccurredAt);
        delivery.HasOne<Webhook>().WithMany().HasForeignKey(d => d.WebhookId);
    }
}
