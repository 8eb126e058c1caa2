using Npgsql;

namespace Academy.Bare;

/// <summary>A row by its primary key, the same out of memory, and a row added and committed, on Kestrel and Npgsql alone.</summary>
internal static class Rows
{
    public static WebApplication Build(WebApplicationBuilder builder)
    {
        var rows = NpgsqlDataSource.Create(builder.Configuration["ConnectionStrings:Database"]!);
        var broker = new Uri(builder.Configuration["ConnectionStrings:Broker"]!);
        Hops.Add(builder, broker);
        var app = builder.Build();
        Hops.Map(app);
        Outbox.Map(app, rows, broker);
        var kept = new Dictionary<Guid, string>();
        app.MapGet("/rows/{id:guid}", async (Guid id) =>
        {
            await using var command = rows.CreateCommand("SELECT document FROM rows WHERE id = $1");
            command.Parameters.Add(new() { Value = id });
            return await command.ExecuteScalarAsync() is string document ? Results.Text(document, "application/json") : Results.NotFound();
        });
        app.MapPost("/kept/{id:guid}", async (Guid id, Stream body) =>
        {
            using var reader = new StreamReader(body);
            kept[id] = await reader.ReadToEndAsync();
        });
        app.MapGet("/kept/{id:guid}", (Guid id, HttpRequest request, HttpResponse response) =>
        {
            response.Headers.ETag = "\"1\"";
            return request.Headers.IfNoneMatch == "\"1\"" ? Results.StatusCode(StatusCodes.Status304NotModified)
                : kept.TryGetValue(id, out var document) ? Results.Text(document, "application/json") : Results.NotFound();
        });
        app.MapPost("/rows", async (Stream body) =>
        {
            using var reader = new StreamReader(body);
            await using var command = rows.CreateCommand("INSERT INTO added (id, body) VALUES ($1, $2)");
            command.Parameters.Add(new() { Value = Guid.CreateVersion7() });
            command.Parameters.Add(new() { Value = await reader.ReadToEndAsync() });
            await command.ExecuteNonQueryAsync();
            return Results.StatusCode(StatusCodes.Status201Created);
        });
        return app;
    }
}
