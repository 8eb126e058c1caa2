using Academy.Contracts.Learner;
using Academy.Kitemark.Data;
using Academy.Kitemark.Domain;
using MassTransit;

namespace Academy.Kitemark.Consumers;

internal sealed class EmployerRegisteredConsumer(KitemarkDb db) : IConsumer<EmployerRegistered>
{
    public async Task Consume(ConsumeContext<EmployerRegistered> context)
    {
        var agency = await db.Agencies.FindAsync([context.Message.EmployerId], context.CancellationToken);
        if (agency is null)
        {
            agency = Agency.Of(context.Message.EmployerId);
            db.Add(agency);
        }

        agency.Take(context.Message);
    }
}
