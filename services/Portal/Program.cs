using Academy.Pages;
using Academy.Portal;
using Academy.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddWebDefaults("portal", audience: "portal");
builder.AddPages<Words>();

var app = builder.Build();
app.UseWebDefaults();
app.UsePages();
return await app.RunWeb();
