using System.Text.Json.Nodes;
using Academy.Passport.Domain;

namespace Academy.Passport.Credentials;

/// <summary>A qualification as an Open Badges 3.0 credential: what was awarded, and who recorded it. It claims no kitemark and does not expire.</summary>
internal static class QualificationBadge
{
    public static JsonObject Of(Qualification qualification, string academyNumber, Guid id, long number, CredentialIssuer issuer)
    {
        var frame = new CredentialFrame(
            CredentialFrame.Achievement, qualification.Title, qualification.AwardedOn, Until: null, OpenBadge.StartOf(qualification.AwardedOn));
        return frame.Around(Subject(qualification, academyNumber), id, number, issuer);
    }

    private static JsonObject Subject(Qualification qualification, string academyNumber)
    {
        var by = qualification.RecordedBy;
        var subject = new JsonObject
        {
            ["type"] = new JsonArray("AchievementSubject"),
            ["identifier"] = new JsonArray(OpenBadge.Hashed(academyNumber)),
            ["achievement"] = Achievement(qualification),
            ["activityEndDate"] = OpenBadge.Show(OpenBadge.StartOf(qualification.AwardedOn)),
        };
        if ((by.TrainingProviderId ?? by.EmployerId) is { } source)
        {
            subject["source"] = OpenBadge.Profile(source, by.TrainingProvider ?? by.Employer ?? "");
        }

        return subject;
    }

    private static JsonObject Achievement(Qualification qualification)
    {
        var recorded = qualification.RecordedBy.EmployerId is null ? "training provider" : "employer";
        return new JsonObject
        {
            ["id"] = OpenBadge.Urn(qualification.Id),
            ["type"] = new JsonArray("Achievement"),
            ["achievementType"] = "Certificate",
            ["name"] = qualification.Title,
            ["description"] = qualification.Level is { } level ? $"A qualification of level {level} (RQF)." : "A qualification.",
            ["criteria"] = new JsonObject { ["narrative"] = $"The {recorded} recorded that {qualification.AwardingBody ?? "an awarding body"} awarded it." },
            ["tag"] = new JsonArray("Qualification", $"ASC-WDS qualification {qualification.Code}"),
        };
    }
}
