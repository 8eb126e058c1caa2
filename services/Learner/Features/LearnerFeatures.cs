namespace Academy.Learner.Features;

internal static class LearnerFeatures
{
    public static void MapFeatures(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/learner/v1");
        RegisterEmployer.Map(api);
        GetEmployer.Map(api);
        ListEmployers.Map(api);
        SetEmployerStanding.Map(api);
        ListEmployerLearners.Map(api);
        RegisterLearner.Map(api);
        GetLearner.Map(api);
        StartEmployment.Map(api);
        ChangeConsent.Map(api);
        EndEmployment.Map(api);
        ImportFile.Map(api);
        GetImport.Map(api);
        GetImportProblems.Map(api);
    }
}
