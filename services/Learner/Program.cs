using Academy.Contracts.Identity;
using Academy.Learner.Consumers;
using Academy.Learner.Data;
using Academy.Learner.Features;
using Academy.People;
using Academy.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults<LearnerDb>("learner", hear => hear
    .Hear<AccountLinkedConsumer, AccountLinked>()
    .Hear<StaffInvitationAcceptedConsumer, StaffInvitationAccepted>()
    .Hear<OrganisationRoleChangedConsumer, OrganisationRoleChanged>());
builder.Services.AddPeople();
builder.Services.AddValidation();

var app = builder.Build();
app.UseServiceDefaults();
app.MapFeatures();
return await app.RunService<LearnerDb>(args);
