using System.Text.Json;
using Academy.Pages;

namespace Academy.Portal.Sessions;

/// <summary>
/// What somebody typed into a form whose session had ended, until they have signed in again. A form that wants its answers kept says whose
/// they are, in a field named <see cref="Owner"/>; nobody else gets them.
/// </summary>
internal sealed class Drafts(SealedFiles files, IConfiguration configuration, TimeProvider time)
{
    public const string Owner = "DraftOf";

    private const int Longest = 200_000;
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);
    private readonly bool _isSecure = HostCookie.IsSecure(configuration);
    private readonly string _cookie = HostCookie.Name("academy-draft", HostCookie.IsSecure(configuration));

    public async Task Keep(HttpContext http)
    {
        if (http.Request.Method != HttpMethods.Post || !http.Request.HasFormContentType || http.Request.ContentLength is null or > Longest)
        {
            return;
        }

        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        if (!form.ContainsKey(Owner))
        {
            return;
        }

        var key = SealedFiles.NewKey();
        var typed = form.Where(field => field.Key[0] != '_').ToDictionary(field => field.Key, field => field.Value.OfType<string>().ToArray());
        var draft = JsonSerializer.SerializeToUtf8Bytes(new Draft(http.Request.Path, time.GetUtcNow() + Lifetime, typed));
        if (draft.Length > 2 * Longest)
        {
            return;
        }

        await files.Write(key, draft);
        http.Response.Cookies.Append(_cookie, key, Options());
    }

    /// <summary>What this person had typed on this page, field by field, once.</summary>
    public async Task<IReadOnlyDictionary<string, string[]>?> Take(HttpContext http)
    {
        if (http.Request.Cookies[_cookie] is not { Length: > 0 } key
            || await files.Read(key) is not { } kept
            || JsonSerializer.Deserialize<Draft>(kept) is not { } draft
            || draft.Path != http.Request.Path.Value)
        {
            return null;
        }

        files.Delete(key);
        http.Response.Cookies.Delete(_cookie, Options());
        return draft.Until > time.GetUtcNow() && draft.Typed[Owner] is [{ } owner] && owner == Who.Of(http.User)?.Subject ? draft.Typed : null;
    }

    private CookieOptions Options() => new()
    {
        HttpOnly = true,
        IsEssential = true,
        SameSite = SameSiteMode.Lax,
        Secure = _isSecure,
        Path = "/",
        MaxAge = Lifetime,
    };

    private sealed record Draft(string Path, DateTimeOffset Until, Dictionary<string, string[]> Typed);
}
