using System.Collections.Concurrent;
using Academy.Contracts.Learner;
using MassTransit;

namespace Academy.ServiceDefaults.Tests;

/// <summary>What a test wants done with an event, and what has come of it.</summary>
internal sealed class Handler<TEvent>(Func<TEvent, NoteDb, Task>? handle = null)
{
    private int _attempts;

    public ConcurrentQueue<TEvent> Handled { get; } = [];

    public int Attempts => _attempts;

    public async Task Handle(TEvent @event, NoteDb db)
    {
        Interlocked.Increment(ref _attempts);
        await (handle?.Invoke(@event, db) ?? Task.CompletedTask);
        Handled.Enqueue(@event);
    }
}

internal sealed class EmployerRegisteredConsumer(NoteDb db, Handler<EmployerRegistered> handler) : IConsumer<EmployerRegistered>
{
    public Task Consume(ConsumeContext<EmployerRegistered> context) => handler.Handle(context.Message, db);
}

internal sealed class LearnerRegisteredConsumer(NoteDb db, Handler<LearnerRegistered> handler) : IConsumer<LearnerRegistered>
{
    public Task Consume(ConsumeContext<LearnerRegistered> context) => handler.Handle(context.Message, db);
}

/// <summary>What a test wants done with events that came together, and the turns there were.</summary>
internal sealed class ManyHandler(Func<IReadOnlyList<LearnerRegistered>, NoteDb, Task> handle)
{
    public ConcurrentQueue<IReadOnlyList<LearnerRegistered>> Turns { get; } = [];

    public Task Handle(IReadOnlyList<LearnerRegistered> told, NoteDb db)
    {
        Turns.Enqueue(told);
        return handle(told, db);
    }
}

internal sealed class ManyRegisteredConsumer(NoteDb db, ManyHandler handler) : IHearMany<LearnerRegistered>
{
    public Task Hear(IReadOnlyList<Told<LearnerRegistered>> told, CancellationToken cancellationToken)
        => handler.Handle([.. told.Select(one => one.Event)], db);
}
