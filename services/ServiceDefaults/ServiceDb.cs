using System.Data.Common;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

namespace Academy.ServiceDefaults;

/// <summary>A service's own database: its tables in snake case, and the outbox, inbox, failed messages and idempotency keys beside them.</summary>
public abstract partial class ServiceDb(DbContextOptions options) : DbContext(options)
{
    /// <summary>Says an event: it is stored with the changes it tells of, and published once they are committed.</summary>
    public void Say(object @event) => Add(OutboxMessage.Of(@event));

    /// <summary>Says many events at once, in the transaction that is open.</summary>
    public async Task<IReadOnlyList<OutboxMessage>> Say(IEnumerable<object> events, CancellationToken cancellationToken)
    {
        List<OutboxMessage> messages = [.. events.Select(OutboxMessage.Of)];
        await this.Copy(messages, cancellationToken);
        return messages;
    }

    /// <summary>The tables of the service itself.</summary>
    protected abstract void Describe(ModelBuilder model);

    protected sealed override void OnModelCreating(ModelBuilder modelBuilder)
    {
        Describe(modelBuilder);
        modelBuilder.Entity<OutboxMessage>(message =>
        {
            message.ToTable("outbox");
            message.HasKey(m => m.Id);
            message.Property(m => m.Id).UseIdentityAlwaysColumn();
        });
        modelBuilder.Entity<InboxMessage>(message =>
        {
            message.ToTable("inbox");
            message.HasKey(m => new { m.MessageId, m.Consumer });
            message.HasIndex(m => m.HeardAt);
        });
        modelBuilder.Entity<IdempotencyKey>(key =>
        {
            key.ToTable("idempotency_keys");
            key.HasKey(k => new { k.Owner, k.Key });
            key.HasIndex(k => k.CreatedAt);
        });
        modelBuilder.Entity<EndedAccess>(ended =>
        {
            ended.ToTable("ended_access");
            ended.HasKey(e => new { e.Subject, e.OrganisationId });
        });
        modelBuilder.Entity<ClosedRecord>(record =>
        {
            record.ToTable("closed_records");
            record.HasKey(r => r.LearnerId);
            record.Property(r => r.LearnerId).ValueGeneratedNever();
            record.HasIndex(r => r.MergedInto).HasFilter("merged_into IS NOT NULL");
        });
        FailedMessage.Describe(modelBuilder);
        UseSnakeCase(modelBuilder);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
        => configurationBuilder.Properties<Enum>().HaveConversion<string>();

    private static void UseSnakeCase(ModelBuilder model)
    {
        // What is kept as JSON inside a column has neither table nor columns of its own.
        foreach (var entity in model.Model.GetEntityTypes().Where(entity => !entity.IsMappedToJson()))
        {
            entity.SetTableName(SnakeCase(entity.GetTableName()!));
            foreach (var property in entity.GetProperties())
            {
                property.SetColumnName(SnakeCase(property.GetColumnName()));
            }

            foreach (var key in entity.GetKeys())
            {
                key.SetName(SnakeCase(key.GetName()!));
            }

            foreach (var index in entity.GetIndexes())
            {
                index.SetDatabaseName(SnakeCase(index.GetDatabaseName()!));
            }
        }
    }

    private static string SnakeCase(string name) => WordStart().Replace(name, "_${capital}").ToLowerInvariant();

    [GeneratedRegex("(?<=[a-z0-9])(?<capital>[A-Z])", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WordStart();
}

/// <summary>Many new rows of one table by binary COPY, in the transaction that is open; the columns are those of the model, and nothing is tracked.</summary>
public static class BulkCopy
{
    public static async Task Copy<T>(this DbContext db, IEnumerable<T> rows, CancellationToken cancellationToken)
        where T : class
    {
        var columns = Columns<T>(db);
        var names = string.Join(", ", columns.Select(column => $"\"{column.Name}\""));
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        await using var writer = await connection.BeginBinaryImportAsync(
            $"COPY {db.Model.FindEntityType(typeof(T))!.GetTableName()} ({names}) FROM STDIN (FORMAT BINARY)", cancellationToken);
        foreach (var row in rows)
        {
            await writer.StartRowAsync(cancellationToken);
            foreach (var column in columns)
            {
                await column.Write(writer, row, cancellationToken);
            }
        }

        await writer.CompleteAsync(cancellationToken);
    }

    /// <summary>All columns but those the database fills in.</summary>
    private static List<Column> Columns<T>(DbContext db)
        => [.. db.Model.FindEntityType(typeof(T))!.GetProperties()
            .Where(property => property.GetValueGenerationStrategy() == NpgsqlValueGenerationStrategy.None)
            .Select(property => new Column(property))];

    private sealed class Column(IProperty property)
    {
        private readonly Func<object, object?> _read = property.PropertyInfo!.GetValue;
        private readonly Func<object?, object?>? _convert = property.GetTypeMapping().Converter?.ConvertToProvider;

        public string Name { get; } = property.GetColumnName();

        private readonly string _type = ((RelationalTypeMapping)property.GetTypeMapping()).StoreTypeNameBase;

        /// <summary>By the value's own type: for an object Npgsql would look for the type each time.</summary>
        public Task Write(NpgsqlBinaryImporter writer, object row, CancellationToken cancellationToken) => Read(row) switch
        {
            null => writer.WriteNullAsync(cancellationToken),
            string text => writer.WriteAsync(text, _type, cancellationToken),
            Guid id => writer.WriteAsync(id, _type, cancellationToken),
            int number => writer.WriteAsync(number, _type, cancellationToken),
            bool yes => writer.WriteAsync(yes, _type, cancellationToken),
            DateOnly day => writer.WriteAsync(day, _type, cancellationToken),
            DateTimeOffset at => writer.WriteAsync(at, _type, cancellationToken),
            byte[] bytes => writer.WriteAsync(bytes, _type, cancellationToken),
            var other => writer.WriteAsync(other, _type, cancellationToken),
        };

        private object? Read(object row) => _read(row) is not { } value ? null : _convert is null ? value : _convert(value);
    }
}

/// <summary>Wakes the dispatcher in process as soon as a change is committed; NOTIFY would serialise the commits.</summary>
internal sealed class OutboxWaker(OutboxSignal signal) : DbTransactionInterceptor, ISaveChangesInterceptor
{
    public override void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData)
        => signal.Wake();

    public override Task TransactionCommittedAsync(
        DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        signal.Wake();
        return Task.CompletedTask;
    }

    public ValueTask<int> SavedChangesAsync(
        SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context?.Database.CurrentTransaction is null)
        {
            signal.Wake();
        }

        return ValueTask.FromResult(result);
    }
}

internal static class LostRace
{
    /// <summary>Whether somebody else's change at the same moment was in the way.</summary>
    public static bool Caused(Exception exception)
        => exception is DbUpdateConcurrencyException
            or PostgresException
        {
            SqlState: PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure
        }
            || (exception.InnerException is { } inner && Caused(inner));
}

internal static class Outage
{
    /// <summary>Whether the database is away for a while, rather than unwilling to do what was asked.</summary>
    public static bool Caused(Exception exception)
        => exception is NpgsqlException { IsTransient: true } or PostgresException { SqlState: ['5', '7', 'P', ..] }
            || (exception.InnerException is { } inner && Caused(inner));
}
