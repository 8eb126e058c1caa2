using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Academy.Kitemark.Data;
using Academy.Kitemark.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Kitemark.Features;

/// <param name="Next">Where to go on. A page may hold fewer than asked for, and there be more.</param>
public sealed record ListAuthorisationsResponse(IReadOnlyList<AuthorisationResponse> Items, string? Next);

/// <summary>Trainers' authorisations, the first to end first: of all training providers for the Academy, a training provider's own for itself.</summary>
internal static class ListAuthorisations
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/authorisations", List).RequireScope("kitemark.write").WithName(nameof(ListAuthorisations));
        app.MapGet("/authorisations/{id:guid}", One).RequireScope("kitemark.write").WithName("GetAuthorisation");
    }

    /// <param name="due">Only those that can be renewed, or have lapsed lately.</param>
    private static async Task<Ok<ListAuthorisationsResponse>> List(
        bool? due,
        Guid? provider,
        Guid? after,
        [Range(1, 100)] int? limit,
        Caller caller,
        KitemarkDb db,
        TimeProvider time,
        HttpRequest request,
        CancellationToken cancellationToken)
    {
        if (!caller.IsAcademy)
        {
            provider ??= caller.OrganisationId;
            caller.RequireProvider(provider ?? throw new NotThere());
        }

        var (today, size) = (time.Today(), limit ?? 25);
        var terms = (await db.CriteriaOn(MarkScheme.Kitemark, today, cancellationToken)).Terms;
        var (earliest, opens) = (today.AddDays(-ListRenewals.DaysAfterLapse), today.AddDays(terms.RenewalDays));
        var found = await db.AuthorisationsWithNames().Where(row =>
            (provider == null || row.Authorisation.TrainingProviderId == provider)
            && (due != true || (row.Authorisation.Until >= earliest && row.Authorisation.Until <= opens
                && !db.Authorisations.Any(next => next.TrainerId == row.Authorisation.TrainerId
                    && next.TrainingCategoryCode == row.Authorisation.TrainingCategoryCode && next.From > row.Authorisation.From)))
            && (after == null || db.Authorisations.Any(last => last.Id == after
                && (last.Until < row.Authorisation.Until || (last.Until == row.Authorisation.Until && last.Id < row.Authorisation.Id)))))
            .OrderBy(row => row.Authorisation.Until).ThenBy(row => row.Authorisation.Id).Take(size + 1).ToListAsync(cancellationToken);
        var page = found.Take(size).ToList();
        var judge = await db.JudgeOf(caller, time, cancellationToken);
        var items = page.Where(row => due != true || row.Authorisation.EndsByItself).Select(row => AuthorisationResponse.Of(row, judge, terms, today)).ToList();
        return TypedResults.Ok(new ListAuthorisationsResponse(items, found.Count > size ? Next(request, due, provider, page[^1].Authorisation.Id, size) : null));
    }

    private static async Task<Ok<AuthorisationResponse>> One(
        Guid id, Caller caller, KitemarkDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var providerId = await db.Authorisations.Where(a => a.Id == id).Select(a => (Guid?)a.TrainingProviderId).SingleOrDefaultAsync(cancellationToken);
        caller.RequireProviderOrAcademy(providerId ?? throw new NotThere());
        return TypedResults.Ok(await AuthorisationResponse.For(id, caller, db, time, cancellationToken));
    }

    private static string Next(HttpRequest request, bool? due, Guid? provider, Guid after, int size)
    {
        var query = new QueryBuilder { { "after", after.ToString() }, { "limit", size.ToString(CultureInfo.InvariantCulture) } };
        if (due is true)
        {
            query.Add("due", "true");
        }

        if (provider is { } id)
        {
            query.Add("provider", id.ToString());
        }

        return $"{request.Path}{query}";
    }
}
