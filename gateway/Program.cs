using Academy.Gateway;
using Academy.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddWebDefaults("gateway", audience: null);
builder.Services.AddReverseProxy().LoadFromConfig(builder.Configuration.GetSection("ReverseProxy"));
builder.Services.AddAuthorizationBuilder().AddPolicy("signed-in", policy => policy.RequireAuthenticatedUser());
builder.Services.AddRequestTimeouts();
builder.Services.AddRateLimits(builder.Configuration);
builder.Services.AddSecurityHeaders(builder.Configuration);
builder.Services.AddHttpClient<ServicesReady>(http => http.Timeout = TimeSpan.FromSeconds(3));
builder.Services.AddHealthChecks().AddCheck<ServicesReady>("services", tags: ["ready"]);

var app = builder.Build();
app.UseSecurityHeaders();
app.UseWebDefaults();
app.UseShareCodes();
app.UseRateLimits();
app.UseRouteTimes();
app.MapReverseProxy();
return await app.RunWeb();
