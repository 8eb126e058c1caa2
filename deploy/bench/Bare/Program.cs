// What the bench holds the platform against: the smallest programs that do the same input and output and nothing else.
using Academy.Bare;

var builder = WebApplication.CreateBuilder(args);
builder.Logging.ClearProviders();
var app = builder.Configuration["Bare:Target"] is { } target ? Proxy.Build(builder, target) : Rows.Build(builder);
await app.RunAsync();
