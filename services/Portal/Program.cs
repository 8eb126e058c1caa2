using Academy.Pages;
using Academy.Portal;
using Academy.Portal.Clients;
using Academy.Portal.Pages.Check;
using Academy.Portal.Pages.Developers;
using Academy.Portal.Pages.Employer;
using Academy.Portal.Sessions;
using Academy.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddWebDefaults("portal", audience: "portal");
builder.AddPages<Words>();
builder.AddSignIn();
builder.AddServiceClients();
builder.Services.AddSingleton<WrongTries>();
builder.Services.AddSingleton<CheckTickets>();
builder.Services.AddTransient<BulkChecks>();

var app = builder.Build();
app.UseWebDefaults();
app.UseSignedOutMeanwhile();
app.UseMenus();
app.UsePages();
MatrixFile.Map(app);
EventDescription.Map(app);
return await app.RunWeb();
