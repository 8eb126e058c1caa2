using Academy.Benefits.Data;
using Academy.Contracts.Learner;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Academy.Benefits.Consumers;

internal sealed class EmployerRegisteredConsumer(BenefitsDb db) : IConsumer<EmployerRegistered>
{
    public Task Consume(ConsumeContext<EmployerRegistered> context)
    {
        var employer = context.Message;
        return db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO employers AS known (employer_id, name_version, name, standings_version, standings)
            VALUES ({employer.EmployerId}, {employer.Version}, {employer.Name}, 0, '[]')
            ON CONFLICT (employer_id) DO UPDATE SET name_version = EXCLUDED.name_version, name = EXCLUDED.name
            WHERE known.name_version <= EXCLUDED.name_version
            """,
            context.CancellationToken);
    }
}
