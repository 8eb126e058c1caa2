using Academy.Contracts.Learner;
using Academy.Identity.Data;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Academy.Identity.Consumers;

internal sealed class EmploymentStartedConsumer(IdentityDb db) : IConsumer<EmploymentStarted>
{
    // Former employers count as well, so an employment that has begun is never forgotten.
    public Task Consume(ConsumeContext<EmploymentStarted> context)
        => db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO known_employments (learner_id, employer_id) VALUES ({context.Message.LearnerId}, {context.Message.Employment.EmployerId})
            ON CONFLICT DO NOTHING
            """,
            context.CancellationToken);
}
