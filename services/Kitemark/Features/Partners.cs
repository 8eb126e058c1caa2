using Academy.Kitemark.Data;
using Academy.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Kitemark.Features;

/// <summary>The partners of the Academy are the training providers and the agencies.</summary>
internal static class Partners
{
    public static IQueryable<Partner> Of(KitemarkDb db)
        => db.Providers.Select(p => new Partner { Id = p.Id, Name = p.Name })
            .Concat(db.Agencies.Where(a => a.IsAgency).Select(a => new Partner { Id = a.Id, Name = a.Name }));

    public static async Task Require(IReadOnlyCollection<Guid> ids, KitemarkDb db, CancellationToken cancellationToken)
    {
        var known = await Of(db).Where(partner => ids.Contains(partner.Id)).Select(partner => partner.Id).ToListAsync(cancellationToken);
        if (ids.Except(known).ToList() is { Count: > 0 } unknown)
        {
            throw new RuleBroken($"{string.Join(", ", unknown)} is neither a training provider nor an agency. Register it first.", "partner-unknown");
        }
    }

    public static async Task<Dictionary<Guid, string>> Names(IEnumerable<Guid> ids, KitemarkDb db, CancellationToken cancellationToken)
        => await Of(db).Where(partner => ids.Contains(partner.Id)).ToDictionaryAsync(partner => partner.Id, partner => partner.Name, cancellationToken);

    public static DateOnly PastDay(DateOnly day, TimeProvider time)
        => day <= time.Today() ? day : throw new RuleBroken("That is a day to come. Record it once it has taken place.", "day-in-future");

    /// <summary>The organisation whose part of the log somebody sees; the Academy sees all of it.</summary>
    public static async Task<Guid?> Seen(Caller caller, KitemarkDb db, CancellationToken cancellationToken)
    {
        if (caller.IsAcademy)
        {
            return null;
        }

        var isPartner = caller.Workplaces is null && caller.Kind is OrganisationKind.TrainingProvider or OrganisationKind.Employer
            && await Of(db).AnyAsync(partner => partner.Id == caller.OrganisationId, cancellationToken);
        return isPartner ? caller.OrganisationId : throw new NotThere();
    }

    internal sealed class Partner
    {
        public required Guid Id { get; init; }

        public required string Name { get; init; }
    }
}
