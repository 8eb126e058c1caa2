using Academy.Contracts.Kitemark;
using Academy.Contracts.Learner;
using Academy.Contracts.Passport;
using Academy.Identity;
using Academy.Identity.Accounts;
using Academy.Identity.Connect;
using Academy.Identity.Consumers;
using Academy.Identity.Data;
using Academy.Identity.Domain;
using Academy.Identity.Features;
using Academy.Identity.Members;
using Academy.Identity.Messages;
using Academy.Identity.Pages;
using Academy.Pages;
using Academy.ServiceDefaults;

_ = AccessRules.Current; // A file of roles that is not as it should be stops the service before anything else.

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults<IdentityDb>("identity", hear => hear
    .Hear<LearnerRegisteredConsumer, LearnerRegistered>()
    .Hear<LearnerDetailsChangedConsumer, LearnerDetailsChanged>()
    .Hear<LearnersMergedConsumer, LearnersMerged>()
    .Hear<LearnerErasedConsumer, LearnerErased>()
    .Hear<EmployerRegisteredConsumer, EmployerRegistered>()
    .Hear<EmploymentStartedConsumer, EmploymentStarted>()
    .HearMany<CompletionRecordedConsumer, CompletionRecorded>()
    .HearMany<PassportEntryChangedConsumer, PassportEntryChanged>()
    .Hear<EntryExpiresSoonConsumer, EntryExpiresSoon>()
    .Hear<KitemarkRenewalDueConsumer, KitemarkRenewalDue>().Hear<KitemarkConditionOverdueConsumer, KitemarkConditionOverdue>()
    .Hear<TrainerAuthorisationRenewalDueConsumer, TrainerAuthorisationRenewalDue>());
builder.Services.AddValidation().AddConnect().AddMembers();
builder.AddPages<Words>();
builder.AddAccounts();
builder.AddMessages();
builder.KeepDevelopmentPagesInDevelopment();

var app = builder.Build();
app.UsePublicAddress();
app.UseServiceDefaults();
app.MapIdentity();
app.UsePages();
return await app.RunService<IdentityDb>(args, (db, time) => FirstClients.Ensure(db, time, app.Configuration));
