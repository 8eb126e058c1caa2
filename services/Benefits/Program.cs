using Academy.Benefits.Consumers;
using Academy.Benefits.Data;
using Academy.Benefits.Features;
using Academy.Contracts.Identity;
using Academy.Contracts.Learner;
using Academy.Contracts.Pathway;
using Academy.People;
using Academy.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults<BenefitsDb>("benefits", hear => hear
    .Hear<TierReachedConsumer, TierReached>()
    .Hear<TierLapsedConsumer, TierLapsed>()
    .Hear<LearnersMergedConsumer, LearnersMerged>()
    .Hear<LearnerErasedConsumer, LearnerErased>()
    .Hear<EmployerRegisteredConsumer, EmployerRegistered>()
    .Hear<EmployerStandingChangedConsumer, EmployerStandingChanged>()
    .Hear<EmploymentStartedConsumer, EmploymentStarted>()
    .Hear<EmploymentEndedConsumer, EmploymentEnded>()
    .Hear<OrganisationRoleChangedConsumer, OrganisationRoleChanged>());
builder.Services.AddPeople();
builder.Services.AddValidation();
builder.Services.AddSingleton<CodeHasher>();

var app = builder.Build();
app.UseServiceDefaults();
app.MapFeatures();
return await app.RunService<BenefitsDb>(args);
