using System.Net;
using System.Net.Http.Headers;
using Academy.Testing;
using Microsoft.EntityFrameworkCore;

namespace Academy.ServiceDefaults.Tests;

/// <summary>What is repeated to whom under the key of a request.</summary>
public sealed class IdempotencyTests : IAsyncLifetime
{
    private string _database = "";
    private TestService _service = null!;
    private bool _isClosed;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateFor<NoteDb>();
        _service = await TestService.Start(new("notes", _database)
        {
            Map = app =>
            {
                app.MapPost("/own", () => Results.Text($"{Guid.NewGuid()}", statusCode: 201)).RequireScope("notes.write").Idempotent();
                app.MapPost("/open", (HttpContext http) =>
                {
                    http.Response.Headers.CacheControl = "no-store";
                    http.Response.Headers.ETag = "\"7\"";
                    http.Response.Headers.Location = "/notes/7";
                    return Results.Text($"{Guid.NewGuid()}", statusCode: 201);
                }).AllowAnonymous().Idempotent(Look);
            },
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        await TestDatabase.Drop(_database);
    }

    [Fact]
    public async Task A_repeated_answer_is_the_same_to_the_header_and_nobody_in_between_keeps_it()
    {
        var (first, second) = (await Post("/open", token: null), await Post("/open", token: null));

        (await second.Content.ReadAsStringAsync()).ShouldBe(await first.Content.ReadAsStringAsync());
        second.StatusCode.ShouldBe(HttpStatusCode.Created);
        second.Headers.CacheControl.ShouldNotBeNull().NoStore.ShouldBeTrue();
        (second.Headers.ETag?.Tag, second.Headers.Location?.OriginalString).ShouldBe(("\"7\"", "/notes/7"));
    }

    [Fact]
    public async Task The_same_account_for_another_organisation_or_for_itself_as_a_learner_gets_an_answer_of_its_own()
    {
        var account = Guid.NewGuid().ToString();
        string[] tokens =
        [
            TestTokens.Of("notes", "notes.write", OrganisationKind.Employer, Guid.NewGuid(), subject: account),
            TestTokens.Of("notes", "notes.write", OrganisationKind.Employer, Guid.NewGuid(), subject: account),
            TestTokens.Of("notes", "notes.write", learner: Guid.NewGuid(), subject: account),
            TestTokens.Of("notes", "notes.write", subject: account),
        ];

        var answers = new List<string>();
        foreach (var token in tokens)
        {
            answers.Add(await (await Post("/own", token)).Content.ReadAsStringAsync());
            (await (await Post("/own", token)).Content.ReadAsStringAsync()).ShouldBe(answers[^1], "to the same caller it is repeated");
        }

        answers.Distinct().Count().ShouldBe(tokens.Length);
    }

    [Fact]
    public async Task A_route_is_asked_before_its_answer_is_repeated_and_what_it_notes_stays()
    {
        await Post("/open", token: null);
        (await _service.Notes()).ShouldBe(0);

        await Post("/open", token: null);
        (await _service.InDatabase(db => db.Notes.Select(note => note.Text.Length).SingleAsync())).ShouldBe(36, "the answer that is repeated");

        _isClosed = true;
        var refused = await Post("/open", token: null);
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await _service.Notes()).ShouldBe(1);
    }

    private async Task Look(HttpContext http, ReadOnlyMemory<byte> body)
    {
        var db = http.RequestServices.GetRequiredService<ServiceDb>();
        db.Add(new Note { Text = System.Text.Encoding.UTF8.GetString(body.Span) });
        await db.SaveChangesAsync(http.RequestAborted);
        if (_isClosed)
        {
            throw new RuleBroken("This is not shown any more.", "closed");
        }
    }

    private async Task<HttpResponseMessage> Post(string path, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Headers = { { "Idempotency-Key", "one-key" } } };
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return await _service.Http.SendAsync(request);
    }
}
