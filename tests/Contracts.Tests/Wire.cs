using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Academy.Contracts.Tests;

/// <summary>JSON as events travel: camel case, enumerations by name.</summary>
internal static class Wire
{
    public static readonly JsonSerializerOptions Plain = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static readonly JsonSerializerOptions Indented = new(Plain) { WriteIndented = true, NewLine = "\n" };
}
