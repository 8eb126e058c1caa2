using Academy.Contracts.Identity;
using Academy.Contracts.Kitemark;
using Academy.Contracts.Learner;
using Academy.Passport;
using Academy.Passport.Consumers;
using Academy.Passport.Data;
using Academy.Passport.Features;
using Academy.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults<PassportDb>("passport", hear => hear
    .Hear<LearnerRegisteredConsumer, LearnerRegistered>()
    .Hear<LearnerDetailsChangedConsumer, LearnerDetailsChanged>()
    .Hear<LearnersMergedConsumer, LearnersMerged>()
    .Hear<LearnerErasedConsumer, LearnerErased>()
    .Hear<EmployerRegisteredConsumer, EmployerRegistered>()
    .Hear<EmploymentStartedConsumer, EmploymentStarted>()
    .Hear<EmploymentEndedConsumer, EmploymentEnded>()
    .Hear<EmploymentConsentChangedConsumer, EmploymentConsentChanged>()
    .Hear<TrainingProviderRegisteredConsumer, TrainingProviderRegistered>()
    .Hear<CoursePublishedConsumer, CoursePublished>()
    .Hear<EquivalenceDecidedConsumer, EquivalenceDecided>()
    .Hear<KitemarkGrantedConsumer, KitemarkGranted>()
    .Hear<KitemarkSuspendedConsumer, KitemarkSuspended>()
    .Hear<KitemarkWithdrawnConsumer, KitemarkWithdrawn>()
    .Hear<KitemarkReinstatedConsumer, KitemarkReinstated>()
    .Hear<TrainerAuthorisedConsumer, TrainerAuthorised>()
    .Hear<TrainerAuthorisationEndedConsumer, TrainerAuthorisationEnded>()
    .Hear<OrganisationRoleChangedConsumer, OrganisationRoleChanged>());
builder.Services.AddPassport(builder.Configuration);
builder.Services.AddValidation();

var app = builder.Build();
app.UseServiceDefaults();
app.MapPassportFeatures();
return await app.RunService<PassportDb>(args);
