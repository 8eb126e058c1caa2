using Academy.Kitemark.Data;
using Academy.Kitemark.Features;
using Academy.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults<KitemarkDb>("kitemark");
builder.Services.AddValidation();

var app = builder.Build();
app.UseServiceDefaults();
app.MapKitemark();
return await app.RunService<KitemarkDb>(args);
