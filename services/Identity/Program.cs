using Academy.Identity;
using Academy.Identity.Accounts;
using Academy.Identity.Connect;
using Academy.Identity.Data;
using Academy.Identity.Domain;
using Academy.Identity.Features;
using Academy.Pages;
using Academy.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults<IdentityDb>("identity");
builder.Services.AddValidation();
builder.Services.AddConnect();
builder.AddAccounts();
builder.AddPages<Words>();

var app = builder.Build();
app.UsePublicAddress();
app.UseServiceDefaults();
app.MapIdentity();
app.UsePages();
return await app.RunService<IdentityDb>(args, (db, time) => DemoClient.Ensure(db, time, app.Configuration));
