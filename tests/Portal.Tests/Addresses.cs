using Academy.Testing;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Academy.Portal.Tests;

/// <summary>Every page the portal serves, as its own route table says, with an address to ask for. A new route without one fails.</summary>
internal static class Addresses
{
    private static readonly Dictionary<string, string> Examples = new(StringComparer.Ordinal)
    {
        ["/check/result/{id:guid}"] = $"/check/result/{StandIns.MovingId}",
        ["/courses/{id:guid}"] = $"/courses/{StandIns.MovingId}",
        ["/providers/{id:guid}"] = $"/providers/{StandIns.ProviderId}",
        ["/agencies/{id:guid}"] = $"/agencies/{StandIns.AgencyId}",
        ["/v/{number}"] = $"/v/{StandIns.Code}",
        ["/passport/items/{id:guid}"] = $"/passport/items/{TeamStandIn.KitemarkedId}",
        ["/passport/items/{id:guid}/evidence"] = $"/passport/items/{EvidenceStandIn.DeclaredId}/evidence",
        ["/passport/items/{id:guid}/remove"] = $"/passport/items/{EvidenceStandIn.DeclaredId}/remove",
        ["/passport/problem/{id:guid}"] = $"/passport/problem/{TeamStandIn.KitemarkedId}",
        ["/passport/add/done/{id:guid}"] = $"/passport/add/done/{EvidenceStandIn.DeclaredId}",
        ["/passport/share/{id:guid}"] = $"/passport/share/{TeamStandIn.OldShareId}",
        ["/passport/shares/{id:guid}/stop"] = $"/passport/shares/{TeamStandIn.OldShareId}/stop",
        ["/passport/employers/{id:guid}"] = $"/passport/employers/{OwnStandIn.UnansweredWorkId}",
        ["/benefits/{id:guid}/code"] = $"/benefits/{OwnStandIn.OfferId}/code",
        ["/academy/people/{id:guid}"] = $"/academy/people/{AcademyStandIn.OneId}",
        ["/academy/duplicates/{one:guid}/{other:guid}"] = $"/academy/duplicates/{AcademyStandIn.OneId}/{AcademyStandIn.OtherId}",
        ["/academy/requests/{id:guid}"] = $"/academy/requests/{AcademyStandIn.RequestId}",
        ["/academy/evidence/{id:guid}"] = $"/academy/evidence/{EvidenceStandIn.WaitingId}",
        ["/trainer/classes/{id:guid}/course"] = $"/trainer/classes/{ClassStandIn.MixedId}/course",
        ["/trainer/classes/{id:guid}/people"] = $"/trainer/classes/{ClassStandIn.MixedId}/people",
        ["/trainer/classes/{id:guid}/results"] = $"/trainer/classes/{ClassStandIn.ReadyId}/results",
        ["/trainer/classes/{id:guid}/check"] = $"/trainer/classes/{ClassStandIn.ReadyId}/check",
        ["/trainer/classes/{id:guid}/done"] = $"/trainer/classes/{ClassStandIn.ReadyId}/done",
        ["/trainer/classes/{id:guid}/delete"] = $"/trainer/classes/{ClassStandIn.ReadyId}/delete",
        ["/kitemark/{id:guid}"] = $"/kitemark/{ApplicationStandIn.AnsweredId}",
        ["/kitemark/{id:guid}/criteria"] = $"/kitemark/{ApplicationStandIn.DraftId}/criteria",
        ["/kitemark/{id:guid}/{step:regex(^(close|interest|condition|answer|decision|appeal|appeal-decision)$)}"] = $"/kitemark/{ApplicationStandIn.DraftId}/close",
        ["/academy/kitemarks/{id:guid}"] = $"/academy/kitemarks/{MarkStandIn.InForceId}",
        ["/academy/kitemarks/{id:guid}/{step:regex(^(suspend|withdraw|reinstate)$)}"] = $"/academy/kitemarks/{MarkStandIn.InForceId}/withdraw",
        ["/academy/equivalences/{id:guid}/end"] = $"/academy/equivalences/{RecognitionStandIn.OpenId}/end",
        ["/academy/visits/{about:regex(^(application|kitemark)$)}/{id:guid}/{visit:guid?}"] = $"/academy/visits/kitemark/{MarkStandIn.InForceId}",
        ["/disputes/{id:guid}"] = $"/disputes/{DisputeStandIn.WaitingId}",
        ["/trainer/upload/{id:guid}"] = $"/trainer/upload/{UploadStandIn.MixedId}",
        ["/trainer/records/{id:guid}/correct"] = $"/trainer/records/{RecordStandIn.StandingId}/correct",
        ["/trainer/records/{id:guid}/withdraw"] = $"/trainer/records/{RecordStandIn.StandingId}/withdraw",
        ["/trainer/records/{id:guid}/withdraw/check"] = $"/trainer/records/{RecordStandIn.StandingId}/withdraw/check",
        ["/trainer/records/{id:guid}/withdraw/done"] = $"/trainer/records/{RecordStandIn.WithdrawnId}/withdraw/done",
        ["/developers/webhooks/{id:guid}"] = $"/developers/webhooks/{WebhookStandIn.FailingId}",
        ["/employer/check/{id:guid}"] = $"/employer/check/{SavedCheckStandIn.OldId}",
        ["/employer/check/{id:guid}/decide"] = $"/employer/check/{SavedCheckStandIn.OldId}/decide",
        ["/employer/staff/{id:guid}"] = $"/employer/staff/{StarterStandIn.StarterId}",
        ["/employer/staff/{id:guid}/care-certificate"] = $"/employer/staff/{StarterStandIn.StarterId}/care-certificate",
        ["/employer/staff/{id:guid}/receipts"] = $"/employer/staff/{StarterStandIn.StarterId}/receipts",
        ["/employer/people/{id:guid}"] = $"/employer/people/{MemberStandIn.ZahraId}",
        ["/employer/requirements/{code}"] = "/employer/requirements/new",
        ["/employer/requirements/{code}/check"] = "/employer/requirements/6/check",
        ["/employer/{kind:regex(^(expired|missing|expiring)$)}"] = "/employer/expired",
    };

    public static IReadOnlyList<(string Route, string Address)> Of(PortalApp app)
    {
        var routes = app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not null)
            .Select(endpoint => $"/{endpoint.RoutePattern.RawText!.Trim('/')}").Where(route => route != "/Index").Distinct(StringComparer.Ordinal).ToList();
        routes.Count.ShouldBeGreaterThan(10);
        return [.. routes.Select(route => (route, Examples.TryGetValue(route, out var example) ? example : Plain(route)))];
    }

    /// <summary>Who has to be signed in to see it; nobody for a page that is open to everybody.</summary>
    public static Somebody? ReaderOf(string address) => address switch
    {
        _ when address.StartsWith("/passport", StringComparison.Ordinal) || address is "/tier" or "/pathway" or "/notifications" or "/session/end" => Somebody.Amara,
        _ when address.StartsWith("/benefits", StringComparison.Ordinal) => Somebody.Amara,
        _ when address.StartsWith("/employer", StringComparison.Ordinal) || address.StartsWith("/developers/webhooks", StringComparison.Ordinal) => Somebody.Ruth,
        _ when address.StartsWith("/trainer", StringComparison.Ordinal) || address.StartsWith("/disputes", StringComparison.Ordinal)
            || address.StartsWith("/kitemark", StringComparison.Ordinal) => Somebody.Dev,
        _ when address.StartsWith("/partner", StringComparison.Ordinal) => Somebody.Joanne,
        _ when address.StartsWith("/academy", StringComparison.Ordinal) => Somebody.Sam,
        "/figures" => Somebody.Frances,
        "/home" => Somebody.Newcomer,
        _ => null,
    };

    public static bool IsRead(string address, Somebody by)
        => ReaderOf(address) == by || (address == "/figures" && by == Somebody.Sam) || (address.StartsWith("/disputes", StringComparison.Ordinal) && (by == Somebody.Ruth || by == Somebody.Sam))
            || (address.StartsWith("/kitemark", StringComparison.Ordinal) && (by == Somebody.Sam || by == Somebody.Ruth))
            || (address.StartsWith("/developers/webhooks", StringComparison.Ordinal) && by == Somebody.Dev);

    /// <summary>A page that only leads somewhere else.</summary>
    public static bool OnlyLeadsOn(string route) => route is "/check/result/{id:guid}" or "/session/start" or "/partner/result" or "/trainer/classes/{id:guid}/done"
        or "/employer/requirements/{code}/check" or "/employer/check/bulk/result"
        or "/trainer/records/{id:guid}/withdraw/check" or "/passport/add/when" or "/passport/add/same" or "/passport/add/who" or "/passport/add/evidence" or "/passport/add/check";

    private static string Plain(string route)
        => route.Contains('{') ? throw new ShouldAssertException($"Give {route} an example in {nameof(Addresses)}.") : route;
}
