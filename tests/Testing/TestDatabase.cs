using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Academy.Testing;

/// <summary>A migrated, empty database for one test class, copied from a template that is migrated once a run.</summary>
public static class TestDatabase
{
    private static readonly ConcurrentDictionary<Type, Lazy<Task<string>>> Templates = new();

    public static async Task<string> CreateFor<TDb>()
        where TDb : DbContext
    {
        var template = await Templates.GetOrAdd(typeof(TDb), _ => new Lazy<Task<string>>(Migrate<TDb>)).Value;
        var name = $"test_{Guid.CreateVersion7():N}";
        await Execute($"CREATE DATABASE {name} TEMPLATE {template}");
        return ConnectionString(name);
    }

    public static async Task Drop(string connectionString)
    {
        NpgsqlConnection.ClearAllPools();
        await Execute($"DROP DATABASE IF EXISTS {new NpgsqlConnectionStringBuilder(connectionString).Database} WITH (FORCE)");
    }

    /// <summary>Ends every session of a database, as an operator or a failing server would.</summary>
    public static Task EndSessions(string connectionString)
        => Execute($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{new NpgsqlConnectionStringBuilder(connectionString).Database}'");

    private static string Server => Environment.GetEnvironmentVariable("ACADEMY_POSTGRES")
        ?? throw new InvalidOperationException("Run ./academy test, or set ACADEMY_POSTGRES to a PostgreSQL the tests may use.");

    private static async Task<string> Migrate<TDb>()
        where TDb : DbContext
    {
        var name = $"template_{Guid.CreateVersion7():N}";
        await Execute($"CREATE DATABASE {name}");
        var options = new DbContextOptionsBuilder<TDb>().UseNpgsql($"{ConnectionString(name)};Pooling=false").Options;
        await using var db = (TDb)Activator.CreateInstance(typeof(TDb), options)!;
        if (db.Database.GetMigrations().Any())
        {
            await db.Database.MigrateAsync();
        }
        else
        {
            // The tests of what all services share have a database that no service runs on.
            await db.Database.EnsureCreatedAsync();
        }

        return name;
    }

    private static string ConnectionString(string database)
        => new NpgsqlConnectionStringBuilder(Server)
        {
            Database = database,
            MaxPoolSize = 10,
            // A server that is away says so at once; one on a machine that runs browsers beside it may be slow.
            Timeout = 60,
            CommandTimeout = 120,
        }.ConnectionString;

    private static async Task Execute(string sql)
    {
        await using var connection = new NpgsqlConnection($"{Server};Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 120 };
        await command.ExecuteNonQueryAsync();
    }
}
