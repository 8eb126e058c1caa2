using System.Net.Http.Headers;
using System.Text.Json;

namespace Academy.EndToEnd.Tests.Access;

/// <summary>A column of the access table: somebody with a token of one kind, or with none; and at pages, those who are signed in there with their browser.</summary>
internal sealed class AccessCaller(string name, Func<Line, Task<string>>? token, bool statesPurpose = false, Guid? employer = null)
{
    public string Name => name;

    /// <summary>The employer the caller speaks for.</summary>
    public Guid? Employer => employer;

    /// <summary>What the caller asks for pages with; nothing where only a token is held, which pages do not know.</summary>
    public Func<Task<Browser>>? AtPages { get; set; }

    /// <summary>Somebody who holds one role, and what it allows; the others hold every scope there is.</summary>
    public bool IsARole => name.Contains(':', StringComparison.Ordinal);

    public bool IsAcademy => name.StartsWith("academy:", StringComparison.Ordinal) || name.StartsWith("officer", StringComparison.Ordinal) || name.StartsWith("lead", StringComparison.Ordinal)
        || name.StartsWith("auditor", StringComparison.Ordinal) || name.StartsWith("admin", StringComparison.Ordinal);

    /// <summary>Officers and kitemark leads review applications.</summary>
    public bool IsReviewer => IsLead || name == "academy:officer" || name.StartsWith("officer", StringComparison.Ordinal);

    public bool IsLead => name == "academy:kitemark-lead" || name.StartsWith("lead", StringComparison.Ordinal);

    /// <summary>Speaks for the training provider that recorded Amara's training.</summary>
    public bool IsHerProvider => name == "provider" || name.StartsWith("provider:", StringComparison.Ordinal);

    /// <summary>Speaks for Amara's employer as a whole.</summary>
    public bool IsHerEmployer => name is "employer" or "employer:administrator";

    public async Task<HttpResponseMessage> Ask(HttpClient http, Line line, string path, object? body)
    {
        if (line.Method == Line.Page && AtPages is not null)
        {
            return await (await AtPages()).Ask(path);
        }

        using var request = new HttpRequestMessage(new HttpMethod(line.Method == Line.Page ? "GET" : line.Method), new Uri(path, UriKind.Relative));
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await token(line));
        }

        if (statesPurpose)
        {
            request.Headers.Add("X-Purpose", "The access table is walked");
        }

        if (line.Method == "POST")
        {
            request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        }

        request.Content = body switch
        {
            null => null,
            string csv => new StringContent(csv, System.Text.Encoding.UTF8, "text/csv"),
            HttpContent content => content,
            _ => JsonContent.Create(body, options: JsonSerializerOptions.Web),
        };
        return await http.SendAsync(request);
    }
}
