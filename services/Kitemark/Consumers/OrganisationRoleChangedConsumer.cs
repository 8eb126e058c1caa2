using Academy.Contracts.Identity;
using Academy.Kitemark.Data;
using Academy.Kitemark.Domain;
using Academy.ServiceDefaults;
using MassTransit;

namespace Academy.Kitemark.Consumers;

/// <summary>Access that ended is refused; a role where a mark may be asked for is kept, so that nobody decides on their own organisation.</summary>
internal sealed class OrganisationRoleChangedConsumer(KitemarkDb db) : IConsumer<OrganisationRoleChanged>
{
    public async Task Consume(ConsumeContext<OrganisationRoleChanged> context)
    {
        var said = context.Message;
        await EndedAccess.Hear(db, said, context.CancellationToken);
        if (said.OrganisationKind is not (nameof(OrganisationKind.TrainingProvider) or nameof(OrganisationKind.Employer)))
        {
            return;
        }

        if (await db.HeldRoles.FindAsync([said.MembershipId], context.CancellationToken) is { } known)
        {
            known.Take(said);
        }
        else
        {
            db.Add(new HeldRole(said));
        }
    }
}
