using Academy.Contracts.Identity;
using Academy.Contracts.Learner;
using Academy.Kitemark;
using Academy.Kitemark.Consumers;
using Academy.Kitemark.Data;
using Academy.Kitemark.Features;
using Academy.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults<KitemarkDb>("kitemark", hear => hear
    .Hear<EmployerRegisteredConsumer, EmployerRegistered>()
    .Hear<OrganisationRoleChangedConsumer, OrganisationRoleChanged>());
builder.Services.AddValidation();
builder.Services.AddSingleton<RenewalReminders>();
builder.Services.AddHostedService(provider => provider.GetRequiredService<RenewalReminders>());

var app = builder.Build();
app.UseServiceDefaults();
app.MapKitemark();
return await app.RunService<KitemarkDb>(args);
