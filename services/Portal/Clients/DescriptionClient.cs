using System.Text.Json;
using Academy.Pages;

namespace Academy.Portal.Clients;

/// <summary>What can be asked of a service, from its own OpenAPI document.</summary>
internal sealed record ServiceDescription(string Service, IReadOnlyList<DescribedOperation> Operations);

/// <param name="Scope">The scope its token needs; none where anybody may ask.</param>
/// <param name="Body">The members of the JSON that is sent; the first level of it.</param>
internal sealed record DescribedOperation(
    string Method, string Path, string? Scope, IReadOnlyList<DescribedMember> Parameters, IReadOnlyList<DescribedMember> Body, IReadOnlyList<string> Statuses)
{
    /// <summary>An address within the page.</summary>
    public string Anchor => $"{Method}{Path}".ToLowerInvariant().Replace('/', '-').Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal);
}

/// <param name="Place">query, path or header; empty in a body.</param>
internal sealed record DescribedMember(string Name, string Type, bool IsRequired, string Place);

/// <summary>Reads the OpenAPI documents of the services.</summary>
internal sealed class DescriptionClient(IHttpClientFactory http)
{
    /// <summary>Of the parts of the Academy those with an API of their own, as they are written in addresses.</summary>
    public static IReadOnlyList<string> Services { get; } = [.. ServiceClients.All.Select(service => service.ToLowerInvariant())];

    /// <summary>None when the service does not answer.</summary>
    /// <param name="service">One of <see cref="Services"/>.</param>
    public async Task<ServiceDescription?> Of(string service, CancellationToken cancellationToken)
    {
        using var client = http.CreateClient(ServiceClients.All.Single(name => name.Equals(service, StringComparison.OrdinalIgnoreCase)));
        try
        {
            return Read(service, await client.Get<JsonElement>("openapi/v1.json", cancellationToken));
        }
        catch (ServiceDown)
        {
            return null;
        }
    }

    private static ServiceDescription Read(string service, JsonElement document) => new(
        service,
        [.. document.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Where(operation => operation.Value.ValueKind == JsonValueKind.Object)
                .Select(operation => Operation(document, path.Name, operation.Name.ToUpperInvariant(), operation.Value)))]);

    private static DescribedOperation Operation(JsonElement document, string path, string method, JsonElement operation) => new(
        method,
        path,
        operation.TryGetProperty("security", out var security)
            ? security.EnumerateArray().SelectMany(scheme => scheme.EnumerateObject()).SelectMany(scheme => scheme.Value.EnumerateArray()).FirstOrDefault().ToString()
            : null,
        operation.TryGetProperty("parameters", out var parameters)
            ? [.. parameters.EnumerateArray().Select(p => new DescribedMember(Text(p, "name"), TypeOf(document, p), p.TryGetProperty("required", out var needed) && needed.GetBoolean(), Text(p, "in")))]
            : [],
        operation.TryGetProperty("requestBody", out var body) ? Body(document, body) : [],
        operation.TryGetProperty("responses", out var responses) ? [.. responses.EnumerateObject().Select(response => response.Name)] : []);

    private static List<DescribedMember> Body(JsonElement document, JsonElement body)
    {
        var content = body.GetProperty("content").EnumerateObject().First();
        if (!content.Name.EndsWith("json", StringComparison.Ordinal) || !content.Value.TryGetProperty("schema", out var schema))
        {
            return [new DescribedMember(content.Name, "file", true, "")];
        }

        schema = Resolved(document, schema);
        var required = schema.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(name => name.GetString()).ToHashSet() : [];
        return schema.TryGetProperty("properties", out var properties)
            ? [.. properties.EnumerateObject().Select(p => new DescribedMember(p.Name, Type(document, p.Value), required.Contains(p.Name), ""))]
            : [];
    }

    private static string TypeOf(JsonElement document, JsonElement parameter) => parameter.TryGetProperty("schema", out var schema) ? Type(document, schema) : "";

    private static string Type(JsonElement document, JsonElement schema)
    {
        schema = Resolved(document, schema);
        if (schema.TryGetProperty("enum", out var values))
        {
            return string.Join(" | ", values.EnumerateArray().Where(value => value.ValueKind == JsonValueKind.String).Select(value => value.GetString()));
        }

        var type = schema.TryGetProperty("type", out var named)
            ? named.ValueKind == JsonValueKind.Array ? named.EnumerateArray().Select(name => name.GetString()).FirstOrDefault(name => name != "null" && name != "string") ?? "string" : named.GetString()!
            : "object";
        return type == "array" && schema.TryGetProperty("items", out var items) ? $"[{Type(document, items)}]"
            : schema.TryGetProperty("format", out var format) && type == "string" ? format.GetString()! : type;
    }

    private static JsonElement Resolved(JsonElement document, JsonElement schema)
        => schema.TryGetProperty("$ref", out var named) && document.TryGetProperty("components", out var components)
            && components.GetProperty("schemas").TryGetProperty(named.GetString()!.Split('/')[^1], out var found) ? found : schema;

    private static string Text(JsonElement element, string name) => element.TryGetProperty(name, out var text) ? text.GetString() ?? "" : "";
}
