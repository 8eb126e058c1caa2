using System.Text.Json;
using System.Text.Unicode;

namespace Academy.Passport.Credentials;

/// <summary>
/// JSON that everybody reads alike: UTF-8, one object, no member twice, nothing before or after it. What two readers could take
/// differently is not read at all.
/// </summary>
internal static class StrictJson
{
    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false, MaxDepth = 32 };

    public static JsonElement Read(ReadOnlyMemory<byte> utf8, string what)
    {
        try
        {
            using var document = Utf8.IsValid(utf8.Span) ? JsonDocument.Parse(utf8, Options) : throw new Refused($"The {what} is not UTF-8.");
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw new Refused($"The {what} is not a JSON object.");
            }

            ReadTexts(document.RootElement);
            return document.RootElement.Clone();
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            throw new Refused($"The {what} is not JSON that everybody reads alike.");
        }
    }

    /// <summary>The text of a member; nothing where there is none, or something else than a text.</summary>
    public static string? Text(this JsonElement element, string name)
        => element.Member(name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    public static JsonElement? Member(this JsonElement element, string name)
        => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : null;

    /// <summary>Several values, or the one that stands alone; JSON-LD allows both.</summary>
    public static IReadOnlyList<JsonElement> Several(this JsonElement element, string name) => element.Member(name) switch
    {
        null => [],
        { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray()],
        { } one => [one],
    };

    public static bool Names(this JsonElement element, string name, string value)
        => element.Several(name).Any(one => one.ValueKind == JsonValueKind.String && one.ValueEquals(value));

    /// <summary>Half a surrogate pair is found only when a text is read.</summary>
    private static void ReadTexts(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                _ = element.GetString();
                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                {
                    ReadTexts(item);
                }

                break;
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject())
                {
                    _ = member.Name;
                    ReadTexts(member.Value);
                }

                break;
        }
    }
}
