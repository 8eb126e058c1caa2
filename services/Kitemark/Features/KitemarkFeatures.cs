namespace Academy.Kitemark.Features;

internal static class KitemarkFeatures
{
    public static void MapKitemark(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/kitemark/v1");
        RegisterProvider.Map(api);
        GetProvider.Map(api);
        RegisterTrainer.Map(api);
        AuthoriseTrainer.Map(api);
        DecideAuthorisation.Map(api);
        ListAuthorisations.Map(api);
        RegisterCourse.Map(api);
        PublishCourseVersion.Map(api);
        PublishCriteria.Map(api);
        StartApplication.Map(api);
        AssessOneself.Map(api);
        SubmitApplication.Map(api);
        CloseApplication.Map(api);
        GetApplication.Map(api);
        ListApplications.Map(api);
        ReviewApplication.Map(api);
        ApplicationConditions.Map(api);
        DecideApplication.Map(api);
        AppealRefusal.Map(api);
        SuspendKitemark.Map(api);
        WithdrawKitemark.Map(api);
        ReinstateKitemark.Map(api);
        DecideEquivalence.Map(api);
        RecordInduction.Map(api);
        RecordStandardisation.Map(api);
        ListPartnerLog.Map(api);
        PlanVisit.Map(api);
        RecordVisit.Map(api);
        CancelVisit.Map(api);
        GetKitemark.Map(api);
        ListKitemarks.Map(api);
        ListRenewals.Map(api);

        SearchRegister.Map(api);
        SearchTrainers.Map(api);
        ListEquivalences.Map(api);
        GetCourse.Map(api);
        GetCourseStanding.Map(api);
        GetProviderStanding.Map(api);
        GetTrainerStanding.Map(api);
        GetAgencyStanding.Map(api);
    }
}
