using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Text;
using System.Text.Json;
using Academy.Testing;
using Microsoft.EntityFrameworkCore;

namespace Academy.ServiceDefaults.Tests;

public sealed record NoteRequest([Required, StringLength(10)] string Text);

public sealed class ProblemsTests : IAsyncLifetime
{
    private string _database = "";
    private TestService _service = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateFor<NoteDb>();
        _service = await TestService.Start(new("notes", _database) { Map = Map });
    }

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        await TestDatabase.Drop(_database);
    }

    [Theory]
    [InlineData("GET", "/nowhere", 404)]
    [InlineData("GET", "/not-there", 404)]
    [InlineData("PUT", "/not-there", 405)]
    [InlineData("GET", "/rule", 422)]
    [InlineData("GET", "/first", 409)]
    [InlineData("GET", "/stale", 428)]
    [InlineData("GET", "/secret", 401)]
    [InlineData("GET", "/broken", 500)]
    [InlineData("GET", "/numbers/one", 400)]
    [InlineData("POST", "/once", 400)]
    public async Task Every_refusal_is_a_problem_that_says_what_to_do(string method, string path, int status)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
        using var answer = await _service.Http.SendAsync(request);

        ((int)answer.StatusCode).ShouldBe(status);
        await ShouldBeAProblem(answer);
    }

    [Theory]
    [InlineData("""{"text":""", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("""{"text":7}""", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("text", "text/plain", HttpStatusCode.UnsupportedMediaType)]
    public async Task A_body_that_cannot_be_read_is_a_problem(string body, string type, HttpStatusCode status)
    {
        using var content = new StringContent(body, Encoding.UTF8, type);
        using var answer = await _service.Http.PostAsync(new Uri("/notes", UriKind.Relative), content);

        answer.StatusCode.ShouldBe(status);
        await ShouldBeAProblem(answer);
    }

    [Fact]
    public async Task What_went_wrong_inside_stays_inside()
    {
        using var answer = await _service.Http.GetAsync(new Uri("/broken", UriKind.Relative));

        (await answer.Content.ReadAsStringAsync()).ShouldNotContain("inside");
    }

    [Fact]
    public async Task A_change_somebody_else_was_faster_with_is_a_conflict()
    {
        var note = await ANote();

        using var answer = await Post($"/notes/{note.Id}/late");

        answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        await ShouldBeAProblem(answer, "/problems/changed-meanwhile");
    }

    [Fact]
    public async Task One_of_two_that_take_the_same_name_gets_a_conflict()
    {
        var slug = $"{Guid.NewGuid():N}";

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Post($"/slugs/{slug}")));

        answers.Count(answer => answer.StatusCode == HttpStatusCode.OK).ShouldBe(1);
        answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict).ShouldBe(7);
    }

    [Fact]
    public async Task One_of_two_that_wait_for_each_other_gets_a_conflict()
    {
        var (one, other) = (await ANote(), await ANote());

        var answers = await Task.WhenAll(Post($"/both/{one.Id}/{other.Id}"), Post($"/both/{other.Id}/{one.Id}"));

        answers.Select(answer => answer.StatusCode).Order().ShouldBe([HttpStatusCode.OK, HttpStatusCode.Conflict]);
        await ShouldBeAProblem(answers.Single(answer => !answer.IsSuccessStatusCode), "/problems/changed-meanwhile");
    }

    [Fact]
    public async Task The_same_request_at_the_same_time_is_told_to_wait_and_later_gets_the_same_answer()
    {
        var key = $"{Guid.NewGuid()}";

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Post("/once", key)));

        answers.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.OK || answer.StatusCode == HttpStatusCode.Conflict);
        var made = (await Task.WhenAll(answers.Where(answer => answer.IsSuccessStatusCode).Select(answer => answer.Content.ReadAsStringAsync()))).Distinct().ShouldHaveSingleItem();
        (await (await Post("/once", key)).Content.ReadAsStringAsync()).ShouldBe(made);
        (await _service.InDatabase(db => db.Notes.CountAsync(note => note.Text == "once"))).ShouldBe(1);
    }

    internal static async Task ShouldBeAProblem(HttpResponseMessage answer, string? type = null)
    {
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync());
        problem.GetProperty("status").GetInt32().ShouldBe((int)answer.StatusCode);
        problem.GetProperty("type").GetString()!.ShouldStartWith(type ?? "/problems/");
        problem.GetProperty("title").GetString().ShouldNotBeNullOrWhiteSpace();
        problem.GetProperty("detail").GetString().ShouldNotBeNullOrWhiteSpace();
        problem.GetProperty("traceId").GetString()!.Length.ShouldBe(32);
    }

    private static void Map(WebApplication app)
    {
        var open = app.MapGroup("").AllowAnonymous();
        open.MapGet("/not-there", string () => throw new NotThere());
        open.MapGet("/rule", string () => throw new RuleBroken("Do it the other way round."));
        open.MapGet("/first", string () => throw new Conflict("first", "Somebody was first. Try again."));
        open.MapGet("/stale", (HttpRequest request) => EntityTag.Require(request, 1));
        open.MapGet("/broken", string () => throw new InvalidOperationException("what went wrong inside"));
        open.MapGet("/numbers/{number}", (int number) => number);
        open.MapPost("/notes", (NoteRequest note) => note.Text);
        open.MapPost("/slugs/{slug}", (string slug, NoteDb db) => Save(db, new Note { Slug = slug }));
        open.MapPost("/once", (NoteDb db) => Save(db, new Note { Text = "once" })).Idempotent();
        open.MapPost("/notes/{id:guid}/late", ChangeLate);
        open.MapPost("/both/{one:guid}/{other:guid}", ChangeBoth);
        app.MapGet("/secret", () => "secret").RequireScope("notes.read");
    }

    private static async Task<Guid> Save(NoteDb db, Note note)
    {
        db.Add(note);
        await db.SaveChangesAsync();
        return note.Id;
    }

    private static async Task ChangeLate(Guid id, NoteDb db)
    {
        var note = await db.Notes.SingleAsync(n => n.Id == id);
        await db.Database.ExecuteSqlAsync($"UPDATE notes SET version = version + 1 WHERE id = {id}");
        note.Text = "late";
        note.Version++;
        await db.SaveChangesAsync();
    }

    private static readonly Barrier Meeting = new(2);

    private static async Task ChangeBoth(Guid one, Guid other, NoteDb db)
    {
        await using var transaction = await db.Database.BeginTransactionAsync();
        await db.Database.ExecuteSqlAsync($"UPDATE notes SET text = 'both' WHERE id = {one}");
        await Task.Run(() => Meeting.SignalAndWait(TimeSpan.FromSeconds(90)).ShouldBeTrue());
        await db.Database.ExecuteSqlAsync($"UPDATE notes SET text = 'both' WHERE id = {other}");
        await transaction.CommitAsync();
    }

    private async Task<Note> ANote()
    {
        var note = new Note();
        await _service.InDatabase(db => Save(db, note));
        return note;
    }

    private async Task<HttpResponseMessage> Post(string path, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative));
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return await _service.Http.SendAsync(request);
    }
}
