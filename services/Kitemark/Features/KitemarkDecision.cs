using Academy.Contracts.Kitemark;
using Academy.Kitemark.Data;
using Academy.Kitemark.Domain;
using Academy.ServiceDefaults;

namespace Academy.Kitemark.Features;

public sealed record KitemarkResponse(Guid KitemarkId, KitemarkSubject Subject, Guid SubjectId, MarkPeriod Period)
{
    internal static KitemarkResponse Of(Mark mark) => new(mark.Id, mark.Subject, mark.SubjectId, mark.Period.Said());
}

/// <summary>What suspending and withdrawing have in common: who may, and that the rules are checked under the lock.</summary>
internal static class KitemarkDecision
{
    public static async Task<Mark> Take(Guid id, Decision decision, Caller caller, KitemarkDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var mark = await OfMark(id, caller, db, time, cancellationToken);
        mark.Decide(decision);
        return mark;
    }

    public static async Task<Mark> OfMark(Guid id, Caller caller, KitemarkDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        caller.RequireKitemarkLead();
        var mark = await db.LockMark(id, cancellationToken);
        (await db.JudgeOf(caller, time, cancellationToken)).RequireImpartial(mark.OrganisationId, mark.SubjectId);
        return mark;
    }
}
