using Npgsql;

namespace Academy.Launcher.Running;

/// <summary>A PostgreSQL server we may make databases on: our own or one named by ACADEMY_POSTGRES.</summary>
public sealed class PostgresServer(string adminConnectionString)
{
    public string AdminConnectionString { get; } = adminConnectionString;

    /// <summary>One role that owns one database and can enter no other; both are made when they are not there yet.</summary>
    public async Task<string> CreateDatabase(string name, string password, CancellationToken cancel = default)
    {
        if (!name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_') || !password.All(char.IsAsciiLetterOrDigit))
            throw new ArgumentException("A database is named by small letters, digits and _, and its password by letters and digits.", nameof(name));
        await using var connection = new NpgsqlConnection(AdminConnectionString);
        await connection.OpenAsync(cancel);
        var verb = await Exists("SELECT 1 FROM pg_roles WHERE rolname = $1") ? "ALTER" : "CREATE";
        await Run($"{verb} ROLE {name} LOGIN PASSWORD '{password}'");
        if (!await Exists("SELECT 1 FROM pg_database WHERE datname = $1"))
        {
            await Run($"GRANT {name} TO CURRENT_USER");
            await Run($"CREATE DATABASE {name} OWNER {name}");
            await Run($"REVOKE ALL ON DATABASE {name} FROM PUBLIC");
        }

        return new NpgsqlConnectionStringBuilder(AdminConnectionString)
        {
            Database = name,
            Username = name,
            Password = password,
            Pooling = true,
            // Six services share the server's 200 connections, and a pool larger than the cores can use only queues inside the server.
            MaxPoolSize = 24,
        }.ConnectionString;

        async Task<bool> Exists(string question)
        {
            await using var command = new NpgsqlCommand(question, connection) { Parameters = { new() { Value = name } } };
            return await command.ExecuteScalarAsync(cancel) is not null;
        }

        async Task Run(string statement)
        {
#pragma warning disable CA2100 // The words put in are checked above; these statements take no parameters.
            await using var command = new NpgsqlCommand(statement, connection);
#pragma warning restore CA2100
            await command.ExecuteNonQueryAsync(cancel);
        }
    }

    internal async Task<bool> Answers(CancellationToken cancel)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(AdminConnectionString) { Pooling = false, Timeout = 3 }.ConnectionString);
        await connection.OpenAsync(cancel);
        return true;
    }
}
