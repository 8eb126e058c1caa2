using Academy.Passport.Data;
using Academy.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults<PassportDb>("passport");
builder.Services.AddValidation();

var app = builder.Build();
app.UseServiceDefaults();
return await app.RunService<PassportDb>(args);
