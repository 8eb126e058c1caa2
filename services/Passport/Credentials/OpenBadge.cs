using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Academy.AscWds.Codes;
using Academy.Passport.Domain;

namespace Academy.Passport.Credentials;

/// <summary>
/// An entry as an Open Badges 3.0 credential. With it goes the kitemark of the day, link by
/// link with the period each mark was granted for, so that it proves the day without asking anybody.
/// </summary>
internal static class OpenBadge
{
    public const string VerifiableCredentials = "https://www.w3.org/ns/credentials/v2";
    public const string OpenBadges = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json";

    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    public static JsonObject Of(Entry entry, string academyNumber, Guid id, long number, CredentialIssuer issuer)
    {
        var frame = new CredentialFrame(CredentialFrame.Achievement, entry.Title, entry.CompletedOn, entry.ValidUntil, StartOf(entry.CompletedOn));
        return frame.Around(Subject(entry, academyNumber), id, number, issuer);
    }

    public static string Urn(Guid id) => $"urn:uuid:{id}";

    /// <summary>The id a URN names; none where it is not one of ours.</summary>
    public static Guid? IdOf(string? urn)
        => urn is ['u', 'r', 'n', ':', 'u', 'u', 'i', 'd', ':', .. var text] && Guid.TryParseExact(text, "D", out var id) ? id : null;

    public static string Show(DateTimeOffset at) => at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The day of an instant in Europe/London.</summary>
    public static string DayOf(DateTimeOffset at) => Show(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, London).DateTime));

    private static JsonObject Subject(Entry entry, string academyNumber)
    {
        var subject = new JsonObject
        {
            ["type"] = new JsonArray("AchievementSubject"),
            ["identifier"] = new JsonArray(Hashed(academyNumber)),
            ["achievement"] = Achievement(entry),
            ["activityEndDate"] = Show(StartOf(entry.CompletedOn)),
            ["kitemark"] = Kitemark(entry),
        };
        if ((entry.TrainingProviderId ?? entry.EmployerId) is { } source)
        {
            subject["source"] = Profile(source, entry.ProviderName ?? entry.EmployerName ?? "");
        }

        return subject;
    }

    /// <summary>
    /// Whoever is told the academy number finds it confirmed; the credential does not name the learner. The salt only keeps hashes of different
    /// credentials apart: it is in the credential, so whoever holds that can try numbers out.
    /// </summary>
    public static JsonObject Hashed(string academyNumber)
    {
        var salt = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        return new JsonObject
        {
            ["type"] = "IdentityObject",
            ["hashed"] = true,
            ["identityHash"] = $"sha256${Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(academyNumber + salt)))}",
            ["identityType"] = "systemId",
            ["salt"] = salt,
        };
    }

    private static JsonObject Achievement(Entry entry)
    {
        var subject = Subjects.Name(entry.TrainingCategoryCode);
        var achievement = new JsonObject
        {
            ["id"] = Urn(entry.CourseVersionId ?? entry.Id),
            ["type"] = new JsonArray("Achievement"),
            ["achievementType"] = "CertificateOfCompletion",
            ["name"] = entry.Title,
            ["description"] = $"Training in {subject}.",
            ["criteria"] = new JsonObject { ["narrative"] = $"The {(entry.EmployerId is null ? "training provider" : "employer")} recorded that it was completed." },
            ["fieldOfStudy"] = subject,
            ["tag"] = new JsonArray(subject, $"ASC-WDS training category {entry.TrainingCategoryCode}"),
        };
        if (entry.CareCertificateVersion is { } certificate)
        {
            var standards = CareCertificateStandards.Of(certificate).Count;
            (achievement["achievementType"], achievement["version"]) = ("Certificate", $"{certificate}");
            (achievement["description"], achievement["fieldOfStudy"]) = ($"The Care Certificate in the version of {certificate}: {standards} standards.", "Care Certificate");
            achievement["criteria"] = new JsonObject { ["narrative"] = $"An employer assessed all {standards} standards at work and awarded it." };
            achievement["tag"] = new JsonArray("Care Certificate");
        }

        if (entry.VersionLabel is { } version)
        {
            achievement["version"] = version;
        }

        return achievement;
    }

    private static JsonObject Kitemark(Entry entry) => new()
    {
        ["day"] = Show(entry.CompletedOn),
        ["assurance"] = entry.Assurance.ToString(),
        ["links"] = new JsonArray([.. entry.Links.Select(Link)]),
    };

    private static JsonObject Link(Link link)
    {
        var shown = new JsonObject
        {
            ["link"] = link.Kind.ToString(),
            ["subject"] = Urn(link.SubjectId),
            ["name"] = link.Name,
            ["inForce"] = link.State == LinkState.InForce,
        };
        if (link is { MarkId: { } mark, From: { } from, Until: { } until })
        {
            (shown["mark"], shown["from"], shown["until"]) = (Urn(mark), Show(from), Show(until));
        }

        if (link.Why is { } why)
        {
            shown["whyNot"] = why;
        }

        return shown;
    }

    public static JsonObject Profile(Guid id, string name) => new() { ["id"] = Urn(id), ["type"] = new JsonArray("Profile"), ["name"] = name };

    public static DateTimeOffset StartOf(DateOnly day) => new(TimeZoneInfo.ConvertTimeToUtc(day.ToDateTime(TimeOnly.MinValue), London));

    public static DateTimeOffset EndOf(DateOnly day) => StartOf(day.AddDays(1)).AddSeconds(-1);

    public static string Show(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
