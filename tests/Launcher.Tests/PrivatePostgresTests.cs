using Academy.Launcher.Running;
using Npgsql;

namespace Academy.Launcher.Tests;

public sealed class PrivatePostgresTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_committed_survives_a_kill()
    {
        using var folder = new TemporaryFolder();
        await using var postgres = await PrivatePostgres.Start(folder["postgres"], Cancel);
        var database = await postgres.Server.CreateDatabase("academy_learner", "secret", Cancel);
        await Run(database, "CREATE TABLE learner (name text); INSERT INTO learner VALUES ('Amara')");

        await postgres.Kill();
        await postgres.StartAgain(Cancel);

        NpgsqlConnection.ClearAllPools();
        (await Run(database, "SELECT name FROM learner")).ShouldBe("Amara");
        (await Run(postgres.Server.AdminConnectionString, "SHOW fsync")).ShouldBe("on");
    }

    [Fact]
    public async Task It_takes_up_its_data_again_under_a_new_owner()
    {
        using var folder = new TemporaryFolder();
        await using (var first = await PrivatePostgres.Start(folder["postgres"], Cancel))
            await Run(await first.Server.CreateDatabase("academy_learner", "one", Cancel), "CREATE TABLE learner AS SELECT 'Amara' AS name");

        await using var second = await PrivatePostgres.Start(folder["postgres"], Cancel);

        (await Run(await second.Server.CreateDatabase("academy_learner", "two", Cancel), "SELECT name FROM learner")).ShouldBe("Amara");
    }

    [Fact]
    public async Task Two_run_side_by_side()
    {
        using var folder = new TemporaryFolder();

        await using var one = await PrivatePostgres.Start(folder["one"], Cancel);
        await using var two = await PrivatePostgres.Start(folder["two"], Cancel);

        one.Port.ShouldNotBe(two.Port);
        (await Run(one.Server.AdminConnectionString, "SHOW data_directory")).ShouldBe(Path.Combine(folder["one"], "data"));
        (await Run(two.Server.AdminConnectionString, "SHOW data_directory")).ShouldBe(Path.Combine(folder["two"], "data"));
    }

    [Fact]
    public async Task A_service_cannot_enter_the_database_of_another()
    {
        using var folder = new TemporaryFolder();
        await using var postgres = await PrivatePostgres.Start(folder["postgres"], Cancel);
        var learner = await postgres.Server.CreateDatabase("academy_learner", "secret", Cancel);
        await postgres.Server.CreateDatabase("academy_passport", "other", Cancel);

        var elsewhere = new NpgsqlConnectionStringBuilder(learner) { Database = "academy_passport" }.ConnectionString;

        (await Should.ThrowAsync<PostgresException>(() => Run(elsewhere, "SELECT 1"))).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    private static async Task<object?> Run(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(Cancel);
#pragma warning disable CA2100 // Every statement is written in this file.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        return await command.ExecuteScalarAsync(Cancel);
    }
}
