using Academy.Contracts.Passport;
using Academy.Pathway.Data;
using Academy.ServiceDefaults;

namespace Academy.Pathway.Consumers;

internal sealed class CompletionRecordedConsumer(PathwayDb db, TimeProvider time) : IHearMany<CompletionRecorded>
{
    public Task Hear(IReadOnlyList<Told<CompletionRecorded>> told, CancellationToken cancellationToken)
        => EntryHeard.TakeIn(
            db, time, [.. told.Select(one => new EntryNews(one.Event.LearnerId, one.Event.Version, one.Event.Entry, one.Event.MarkIds, one.Cause))], cancellationToken);
}
