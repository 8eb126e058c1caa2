using System.Text.Json;
using Academy.Benefits.Data;
using Academy.Contracts.Learner;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Academy.Benefits.Consumers;

internal sealed class EmployerStandingChangedConsumer(BenefitsDb db) : IConsumer<EmployerStandingChanged>
{
    public Task Consume(ConsumeContext<EmployerStandingChanged> context)
    {
        var (employer, standings) = (context.Message, JsonSerializer.Serialize(context.Message.Standings, BenefitsDb.Json));
        return db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO employers AS known (employer_id, name_version, standings_version, standings)
            VALUES ({employer.EmployerId}, 0, {employer.Version}, {standings}::jsonb)
            ON CONFLICT (employer_id) DO UPDATE SET standings_version = EXCLUDED.standings_version, standings = EXCLUDED.standings
            WHERE known.standings_version <= EXCLUDED.standings_version
            """,
            context.CancellationToken);
    }
}
