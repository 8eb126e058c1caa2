namespace Academy.Pages;

internal static class Attribute
{
    /// <summary>Razor hands a null that was written into an attribute of a tag on as an empty text.</summary>
    public static string? Given(string? value) => value is "" ? null : value;
}
