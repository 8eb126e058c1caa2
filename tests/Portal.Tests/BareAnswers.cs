using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Academy.Portal.Tests;

/// <summary>
/// Between the portal and what stands in for its services: where it is told so, every list in an answer is empty, or every change is
/// refused. So the pages can be seen in these states without anybody having to think of them page by page.
/// </summary>
internal sealed class BareAnswers(StandIns behind) : DelegatingHandler
{
    /// <summary>Lists that are a part of what they belong to: there is always something in them.</summary>
    private static readonly string[] NeverEmpty = ["criteria", "tierThresholds", "counts", "months", "tiers", "composites"];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var isApi = request.RequestUri!.AbsolutePath.Contains("/api/", StringComparison.Ordinal);
        if (isApi && behind.Refuses is { } slug && request.Method != HttpMethod.Get)
        {
            return new HttpResponseMessage(HttpStatusCode.UnprocessableEntity)
            {
                RequestMessage = request,
                Content = JsonContent.Create(new { type = $"/problems/{slug}", title = "Refused", status = 422, detail = "It is refused." }),
            };
        }

        var answer = await base.SendAsync(request, cancellationToken);
        var isAsked = request.Method == HttpMethod.Get || request.RequestUri.AbsolutePath.EndsWith("/search", StringComparison.Ordinal);
        if (isApi && behind.HasNothing && isAsked && answer.IsSuccessStatusCode && answer.Content.Headers.ContentType?.MediaType == "application/json"
            && JsonNode.Parse(await answer.Content.ReadAsStringAsync(cancellationToken)) is JsonObject told)
        {
            // A course may have no version yet; the Care Certificate has two.
            var always = request.RequestUri.AbsolutePath.EndsWith("/care-certificate", StringComparison.Ordinal) ? NeverEmpty.Append("versions") : NeverEmpty;
            foreach (var name in told.Where(part => part.Value is JsonArray && !always.Contains(part.Key)).Select(part => part.Key).ToList())
            {
                told[name] = new JsonArray();
            }

            told.Remove("next");
            answer.Content = new StringContent(told.ToJsonString(), Encoding.UTF8, "application/json");
        }

        return answer;
    }
}
