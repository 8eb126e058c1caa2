using Academy.Contracts.Learner;
using Academy.Identity.Data;
using Academy.Identity.Domain;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Academy.Identity.Consumers;

internal sealed class EmployerRegisteredConsumer(IdentityDb db) : IConsumer<EmployerRegistered>
{
    public Task Consume(ConsumeContext<EmployerRegistered> context)
    {
        var (employer, name) = (context.Message, MatchKey.OfEmployer(context.Message.Name));
        return db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO known_employers AS known (id, version, name) VALUES ({employer.EmployerId}, {employer.Version}, {name})
            ON CONFLICT (id) DO UPDATE SET version = EXCLUDED.version, name = EXCLUDED.name
            WHERE known.version <= EXCLUDED.version
            """,
            context.CancellationToken);
    }
}
