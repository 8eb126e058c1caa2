using Academy.Learner.Data;
using Academy.Learner.Features;
using Academy.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults<LearnerDb>("learner");
builder.Services.AddValidation();

var app = builder.Build();
app.UseServiceDefaults();
app.MapFeatures();
return await app.RunService<LearnerDb>(args);
