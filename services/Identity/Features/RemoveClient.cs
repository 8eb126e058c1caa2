using Academy.Identity.Data;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Identity.Features;

internal static class RemoveClient
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapDelete("/clients/{id}", Handle).RequireScope("clients.write").WithName(nameof(RemoveClient));

    private static async Task<NoContent> Handle(string id, Caller caller, IdentityDb db, CancellationToken cancellationToken)
    {
        Administrators.Only(caller);
        return await db.Clients.Where(client => client.Id == id).ExecuteDeleteAsync(cancellationToken) == 1
            ? TypedResults.NoContent()
            : throw new NotThere();
    }
}
