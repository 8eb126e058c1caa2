using Academy.Contracts.Identity;
using Academy.Contracts.Learner;
using Academy.Contracts.Passport;
using Academy.Pathway;
using Academy.Pathway.Consumers;
using Academy.Pathway.Data;
using Academy.Pathway.Domain;
using Academy.Pathway.Features;
using Academy.People;
using Academy.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults<PathwayDb>("pathway", hear => hear
    .HearMany<CompletionRecordedConsumer, CompletionRecorded>()
    .HearMany<PassportEntryChangedConsumer, PassportEntryChanged>()
    .Hear<LearnersMergedConsumer, LearnersMerged>()
    .Hear<LearnerErasedConsumer, LearnerErased>()
    .Hear<OrganisationRoleChangedConsumer, OrganisationRoleChanged>());
builder.Services.AddPeople();
builder.Services.AddValidation();
builder.Services.AddSingleton<TierReview>();
builder.Services.AddHostedService(provider => provider.GetRequiredService<TierReview>());

var app = builder.Build();
app.UseServiceDefaults();
app.MapFeatures();
return await app.RunService<PathwayDb>(args, DefaultRules.Seed);
