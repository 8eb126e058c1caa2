using System.Text.Json;

namespace Academy.Launcher.Demo;

/// <summary>Chapters b and c: a kitemark is granted, and a class is recorded under it.</summary>
internal sealed partial class Story
{
    private Guid _providerMarkId;
    private Guid _trainerId;
    private Course _moving = null!;
    private ApiClient _northgate = null!;

    private sealed record Course(Guid Id, Guid VersionId, Guid MarkId, string Title);

    private async Task AKitemarkIsGranted(CancellationToken cancel)
    {
        narrator.Chapter("b. A training provider, its trainer and its courses get a kitemark for a period");
        var providerId = Id(await Academy.Post("api/kitemark/v1/providers", new { name = "Northgate Care Training" }, cancel), "trainingProviderId");
        _northgate = await cast.WithKey("Northgate Care Training", "TrainingProvider", providerId, ["kitemark.write", "completions.write", "passport.read"], cancel);
        _trainerId = Id(await _northgate.Post($"api/kitemark/v1/providers/{providerId}/trainers", new { name = "Dev Patel" }, cancel), "trainerId");
        _providerMarkId = await Grant("TrainingProvider", providerId, cancel);
        _moving = await Published(providerId, "Moving and assisting people", 15, hours: 6, pounds: 85, months: 12, cancel);
        _courses = [_moving, await Published(providerId, "Safeguarding adults, level 2", 20, 3, 45, 36, cancel), await Published(providerId, "Fire safety in care homes", 6, 2.5m, 30, 12, cancel)];
        var standing = await cast.Anybody.Get($"api/kitemark/v1/courses/{_moving.Id}/standing?on={Day(-60)}&trainerId={_trainerId}", cancel);
        narrator.Shows(
            standing.GetProperty("provider").GetProperty("standing").GetProperty("isMarked").GetBoolean()
            && standing.GetProperty("versions")[0].GetProperty("standing").GetProperty("isMarked").GetBoolean()
            && standing.GetProperty("trainer").GetProperty("standing").GetProperty("isAuthorised").GetBoolean(),
            $"the public register says for {Day(-60)}: provider marked, course version marked, trainer authorised");
    }

    private Course[] _courses = [];

    private async Task AClassIsRecorded(CancellationToken cancel)
    {
        narrator.Chapter("c. The trainer records a class; each passport shows it with the three links it rests on");
        foreach (var course in _courses)
        {
            await narrator.Becomes($"the class \"{course.Title}\" of {Day(-60)} is recorded", ct => Recorded(course, Day(-60), ct, _amara, _grace), cancel);
        }

        foreach (var person in (Person[])[_amara, _grace])
        {
            await narrator.Becomes($"{person.Name}'s passport says Kitemarked, by course version, training provider and trainer", async ct =>
                Entry(await person.Client.SendQuietly(HttpMethod.Get, Passport(person), null, ct), _moving.Title, Day(-60)) is { } entry
                && entry.GetProperty("assurance").GetString() == "Kitemarked"
                && entry.GetProperty("kitemark").GetProperty("links").EnumerateArray().Count(link => link.GetProperty("inForce").GetBoolean()) == 3, cancel);
        }
    }

    private async Task<bool> Recorded(Course course, string day, CancellationToken cancel, params Person[] people)
    {
        try
        {
            var recorded = await _northgate.SendQuietly(HttpMethod.Post, "api/passport/v1/completions", new
            {
                courseVersionId = course.VersionId,
                trainerId = _trainerId,
                completedOn = day,
                learners = people.Select(person => new { academyNumber = person.AcademyNumber }),
            }, cancel);
            return recorded.GetProperty("notFound").GetInt32() == 0;
        }
        catch (StoryBroken broken) when (broken.Message.Contains("-unknown", StringComparison.Ordinal))
        {
            // The course was published a moment ago and is not known to the Passport service yet.
            return false;
        }
    }

    private async Task<Course> Published(Guid providerId, string title, int category, decimal hours, decimal pounds, int months, CancellationToken cancel)
    {
        await Academy.Post($"api/kitemark/v1/trainers/{_trainerId}/authorisations", new { trainingCategoryCode = category, from = Day(-400), until = Day(400) }, cancel);
        var courseId = Id(await _northgate.Post("api/kitemark/v1/courses", new { trainingProviderId = providerId, title, trainingCategoryCode = category }, cancel), "courseId");
        var version = await _northgate.Post($"api/kitemark/v1/courses/{courseId}/versions", new
        {
            versionLabel = "2026",
            durationHours = hours,
            pricePounds = pounds,
            validityMonths = months,
            mode = "FaceToFace",
        }, cancel);
        var versionId = Id(version, "courseVersionId");
        return new Course(courseId, versionId, await Grant("CourseVersion", versionId, cancel), title);
    }

    private Task<Guid> Grant(string subject, Guid subjectId, CancellationToken cancel)
        => Applying.For(subject, subjectId, Day(-400), Day(400), _northgate, Academy, cancel);

    private static JsonElement? Entry(JsonElement passport, string title, string completedOn)
        => passport.GetProperty("entries").EnumerateArray()
            .Where(entry => entry.GetProperty("title").GetString() == title && entry.GetProperty("completedOn").GetString() == completedOn)
            .Select(entry => (JsonElement?)entry).FirstOrDefault();

    private static Guid Id(JsonElement answer, string property) => answer.GetProperty(property).GetGuid();

    private string Day(int fromToday) => today.AddDays(fromToday).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
