namespace Academy.Passport.Features;

/// <summary>Everything the Passport service does for somebody.</summary>
internal static class PassportFeatures
{
    public static void MapPassportFeatures(this IEndpointRouteBuilder app)
    {
        var passport = app.MapGroup("/api/passport/v1");

        RecordCompletion.Map(passport);
        ImportTraining.Map(passport);
        GetImport.Map(passport);

        GetPassport.Map(passport);
        GetActivity.Map(passport);
        MakeShare.Map(passport);
        StopShare.Map(passport);
        ListShares.Map(passport);

        CheckPassport.Map(passport);
        GetCheck.Map(passport);

        SetRequirements.Map(passport);
        GetRequirements.Map(passport);
        GetStarter.Map(passport);
        GetMatrix.Map(passport);
    }
}
