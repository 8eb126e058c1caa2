using System.ComponentModel.DataAnnotations;
using Academy.AscWds.Codes;
using Academy.Contracts.Kitemark;
using Academy.Kitemark.Data;
using Academy.Kitemark.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Kitemark.Features;

public sealed record RegisterProviderRequest(
    [Required, StringLength(200, MinimumLength = 1)] string Name,
    int? AscWdsCode,
    [StringLength(200)] string? Contact);

public sealed record RegisterProviderResponse(Guid TrainingProviderId);

internal static class RegisterProvider
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapPost("/providers", Handle).RequireScope("kitemark.write").Idempotent().WithName(nameof(RegisterProvider));

    private static async Task<Created<RegisterProviderResponse>> Handle(
        RegisterProviderRequest request, Caller caller, KitemarkDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        caller.RequireAcademy();
        if (request.AscWdsCode is { } code)
        {
            await RequireFree(db, code, cancellationToken);
        }

        var provider = new TrainingProvider(
            request.Name.Trim(), request.AscWdsCode, request.Contact?.Trim(), time.GetUtcNow());
        db.Add(provider);
        db.Say(new TrainingProviderRegistered(provider.Id, provider.Version, provider.Name, provider.AscWdsCode, provider.RegisteredAt));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created($"/api/kitemark/v1/providers/{provider.Id}", new RegisterProviderResponse(provider.Id));
    }

    private static async Task RequireFree(KitemarkDb db, int code, CancellationToken cancellationToken)
    {
        if (code == TrainingProviders.Other || !TrainingProviders.TryGet(code, out _))
        {
            throw new RuleBroken($"{code} names no training provider in the ASC-WDS list. Leave the code out if the provider is not in the list.", "asc-wds-code-unknown");
        }

        if (await db.Providers.AnyAsync(provider => provider.AscWdsCode == code, cancellationToken))
        {
            throw new RuleBroken($"Another training provider is registered with the ASC-WDS code {code}.", "asc-wds-code-taken");
        }
    }
}
