using System.Reflection;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Academy.ServiceDefaults;

/// <summary>What every service's OpenAPI document says of a route besides its shape: the scope it takes, and the headers that are not parameters of its handler.</summary>
public static class Description
{
    private const string Scheme = "academy";
    private static readonly string Tag = $"\"{Assembly.GetEntryAssembly()!.ManifestModule.ModuleVersionId:N}\"";

    public static void Describe(this OpenApiOptions options)
        => options.AddOperationTransformer(Operation).AddDocumentTransformer(Document);

    /// <summary>Pages of every origin may read what is described at an address; whoever has it already is told so, for it changes with the program only.</summary>
    public static void UseDescriptions(this IApplicationBuilder app, string path) => app.Use((http, next) =>
    {
        if (!http.Request.Path.StartsWithSegments(path, StringComparison.Ordinal))
        {
            return next(http);
        }

        http.Response.Headers.AccessControlAllowOrigin = "*";
        http.Response.Headers.ETag = Tag;
        if (http.Request.Headers.IfNoneMatch.Contains(Tag))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        return next(http);
    });

    private static Task Operation(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<RequiredScope>().FirstOrDefault() is { } needed)
        {
            operation.Security = [new() { [new OpenApiSecuritySchemeReference(Scheme, context.Document)] = [needed.Scope] }];
        }

        if (metadata.OfType<IdempotentEndpoint>().Any())
        {
            Header(operation, Idempotency.Header, "New for each new request, a UUID for example. The same key and body get the same answer, another body 422.");
        }

        if (metadata.OfType<VersionedEndpoint>().Any())
        {
            Header(operation, "If-Match", "The ETag of the version the change is based on. 412 where somebody else changed it since, 428 without one.");
        }

        return Task.CompletedTask;
    }

    private static Task Document(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        var scopes = document.Paths.Values.SelectMany(path => path.Operations?.Values.AsEnumerable() ?? []).SelectMany(operation => operation.Security ?? [])
            .SelectMany(security => security.Values.SelectMany(names => names)).Distinct().Order(StringComparer.Ordinal);
        document.Components ??= new();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes[Scheme] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.OAuth2,
            Description = "An access token of /connect/token that names the scope of the route. Limits are told as RateLimit and RateLimit-Policy.",
            Flows = new()
            {
                ClientCredentials = new()
                {
                    TokenUrl = new Uri("/connect/token", UriKind.Relative),
                    Scopes = scopes.ToDictionary(scope => scope, scope => scope, StringComparer.Ordinal),
                },
            },
        };
        return Task.CompletedTask;
    }

    private static void Header(OpenApiOperation operation, string name, string description)
    {
        operation.Parameters ??= [];
        operation.Parameters.Add(new OpenApiParameter
        {
            Name = name,
            In = ParameterLocation.Header,
            Required = true,
            Description = description,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        });
    }
}
