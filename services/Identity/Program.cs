using Academy.Identity;
using Academy.Identity.Accounts;
using Academy.Identity.Connect;
using Academy.Identity.Data;
using Academy.Identity.Domain;
using Academy.Identity.Features;
#if PERSONAS
using Academy.Identity.Personas;
#endif
using Academy.Pages;
using Academy.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults<IdentityDb>("identity");
builder.Services.AddValidation();
builder.Services.AddConnect();
builder.AddAccounts();
builder.AddPages<Words>();
#if PERSONAS
builder.AddPersonas();
#endif

var app = builder.Build();
app.UsePublicAddress();
app.UseServiceDefaults();
app.MapIdentity();
app.UsePages();
#if PERSONAS
app.MapPersonas();
#endif
return await app.RunService<IdentityDb>(args, (db, time) => DemoClient.Ensure(db, time, app.Configuration));
