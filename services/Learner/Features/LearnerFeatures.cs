using Academy.Learner.Data;
using Academy.People;

namespace Academy.Learner.Features;

internal static class LearnerFeatures
{
    // The kinds of look there are here.
    public const string RecordSeen = "RecordSeen";
    public const string RecordsMerged = "RecordsMerged";

    public static void MapFeatures(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/learner/v1");
        RegisterEmployer.Map(api);
        GetEmployer.Map(api);
        ListEmployers.Map(api);
        SetEmployerStanding.Map(api);
        ListEmployerLearners.Map(api);
        RegisterLearner.Map(api);
        SearchLearners.Map(api);
        GetLearner.Map(api);
        ListDuplicates.Map(api);
        GetDuplicate.Map(api);
        TellApart.Map(api);
        MergeLearners.Map(api);
        EraseLearner.Map(api);
        api.MapLooks<LearnerDb>("learner.looks", db => db.Employers.Select(e => new OrganisationName { Id = e.Id, Name = e.Name }));
        api.MapActivity<LearnerDb>("learners.read", db => db.Employers.Select(e => new OrganisationName { Id = e.Id, Name = e.Name }));
        api.MapPersonalData("learner", "learners.read", HeldData.Tables);
        ListOwnEmployments.Map(api);
        StartEmployment.Map(api);
        ChangeConsent.Map(api);
        EndEmployment.Map(api);
        ImportFile.Map(api);
        GetImport.Map(api);
        GetImportProblems.Map(api);
        GetFigures.Map(api);
    }
}
