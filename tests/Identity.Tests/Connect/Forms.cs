using System.Text.RegularExpressions;

namespace Academy.Identity.Tests.Connect;

internal static partial class Forms
{
    /// <summary>Sends the form of a page as a browser would: with the token and the hidden fields it came with.</summary>
    public static async Task<HttpResponseMessage> Post(this Person person, string page, params (string Name, string Value)[] fields)
    {
        var html = await person.Http.GetStringAsync(page);
        var form = HiddenField().Matches(html).Select(field => KeyValuePair.Create(
            System.Net.WebUtility.HtmlDecode(field.Groups["name"].Value), System.Net.WebUtility.HtmlDecode(field.Groups["value"].Value)));
        var action = Action().Match(html) is { Success: true } found ? System.Net.WebUtility.HtmlDecode(found.Groups["action"].Value) : page;
        return await person.Http.PostAsync(
            action, new FormUrlEncodedContent([.. form, .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value))]));
    }

    [GeneratedRegex("<input (?=[^>]*type=\"hidden\")(?=[^>]*name=\"(?<name>[^\"]*)\")(?=[^>]*value=\"(?<value>[^\"]*)\")[^>]*>", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex HiddenField();

    [GeneratedRegex("<form [^>]*action=\"(?<action>/[^\"]*)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Action();
}
