using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.People;

namespace Academy.Passport.Features;

/// <summary>Everything the Passport service does for somebody.</summary>
internal static class PassportFeatures
{
    private static readonly Dictionary<string, string> WithoutOrganisation = new(StringComparer.Ordinal)
    {
        [ActivityKind.PassportChecked] = "Somebody with your share code",
        [ActivityKind.ReceiptSeen] = "Somebody with your share code",
        [ActivityKind.ShareStoppedByWrongTries] = "Somebody with your share code",
    };

    public static void MapPassportFeatures(this IEndpointRouteBuilder app)
    {
        var passport = app.MapGroup("/api/passport/v1");

        RecordCompletion.Map(passport);
        ListTeaching.Map(passport);
        ListEntries.Map(passport);
        BeginClassDraft.Map(passport);
        ListClassDrafts.Map(passport);
        GetClassDraft.Map(passport);
        KeepClassDraft.Map(passport);
        DeleteClassDraft.Map(passport);
        CorrectEntry.Map(passport);
        WithdrawEntry.Map(passport);
        RecordQualification.Map(passport);
        WithdrawQualification.Map(passport);
        RecordObservation.Map(passport);
        EndObservation.Map(passport);
        ListCompetences.Map(passport);
        RecordStandards.Map(passport);
        WithdrawStandard.Map(passport);
        AwardCareCertificate.Map(passport);
        GetCareCertificate.Map(passport);
        SendEvidence.Map(passport);
        GetEvidence.Map(passport);
        DeclareEntry.Map(passport);
        AttachEvidence.Map(passport);
        ListEvidenceChecks.Map(passport);
        GetEvidenceCheck.Map(passport);
        DecideEvidence.Map(passport);
        OpenDispute.Map(passport);
        AskAcademy.Map(passport);
        ListDisputes.Map(passport);
        GetDispute.Map(passport);
        AnswerDispute.Map(passport);
        ImportTraining.Map(passport);
        ImportCompletions.Map(passport);
        GiveCourseCode.Map(passport);
        TakeStatements.Map(passport);
        GetImport.Map(passport);

        GetPassport.Map(passport);
        passport.MapLooks<PassportDb>("passport.looks");
        passport.MapActivity<PassportDb>(
            "passport.read", db => db.Organisations.Select(o => new OrganisationName { Id = o.Id, Name = o.Name }), WithoutOrganisation);
        passport.MapPersonalData("passport", "passport.read", HeldData.Tables);
        MakeShare.Map(passport);
        StopShare.Map(passport);
        ListShares.Map(passport);

        CheckPassport.Map(passport);
        GetCheck.Map(passport);
        ListChecks.Map(passport);

        DecideReliance.Map(passport);
        ListReceipts.Map(passport);
        VerifyReceipt.Map(passport);
        GetRepeatsAvoided.Map(passport);

        GetDid.Map(app);
        GetCredential.Map(passport);
        GetQualificationCredential.Map(passport);
        GetEndorsement.Map(passport);
        GetPresentation.Map(passport);
        GetStatusList.Map(passport);
        VerifyCredential.Map(passport);

        GetRefreshRules.Map(passport);
        SetRequirements.Map(passport);
        PreviewRequirements.Map(passport);
        GetRequirements.Map(passport);
        GetStarter.Map(passport);
        GetMatrix.Map(passport);
        ExportTraining.Map(passport);

        SubscribeWebhook.Map(passport);
        ListDeliveries.Map(passport);

        ListNotices.Map(passport);
        GetFigures.Map(passport);
        GetKitemarkEffects.Map(passport);
        ListReassessments.Map(passport);
    }
}
