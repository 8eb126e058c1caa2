using Academy.Identity.Accounts;
using Academy.Identity.Data;
using Academy.Identity.Domain;
using Academy.Identity.Features;
using Academy.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults<IdentityDb>("identity");
builder.Services.AddValidation();
builder.Services.AddSingleton<Issuer>();
builder.Services.AddSingleton<SigningKeys>();
builder.Services.AddSingleton<AccessTokens>();
builder.Services.AddScoped<ClientAuthentication>();
builder.Services.TrustOwnKeys();
builder.AddAccounts();

var app = builder.Build();
app.UsePublicAddress();
app.UseServiceDefaults();
app.MapIdentity();
return await app.RunService<IdentityDb>(args, (db, time) => DemoClient.Ensure(db, time, app.Configuration));
