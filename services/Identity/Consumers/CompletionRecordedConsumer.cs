using Academy.Contracts.Passport;
using Academy.Identity.Data;
using Academy.ServiceDefaults;

namespace Academy.Identity.Consumers;

internal sealed class CompletionRecordedConsumer(IdentityDb db) : IHearMany<CompletionRecorded>
{
    public Task Hear(IReadOnlyList<Told<CompletionRecorded>> told, CancellationToken cancellationToken)
        => KnownCompletions.Know(db, told.Select(one => (one.Event.LearnerId, one.Event.Version, one.Event.Entry)), cancellationToken);
}
