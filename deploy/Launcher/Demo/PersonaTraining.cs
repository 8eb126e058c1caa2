using System.Globalization;
using System.Net;

namespace Academy.Launcher.Demo;

/// <summary>What the personas have learnt: three kitemarked courses of Northgate, some of them expired, one that expires in 11 days.</summary>
internal sealed class PersonaTraining(Cast cast, DateOnly today)
{
    private static readonly (string Title, int Category, decimal Hours, decimal Pounds, int Months)[] Courses =
    [
        ("Moving and assisting people", 15, 6, 85, 12),
        ("Safeguarding adults, level 2", 20, 3, 45, 36),
        ("Fire safety in care homes", 6, 2.5m, 30, 12),
    ];

    private readonly Dictionary<int, Guid> _versions = [];
    private Guid _trainer;
    private ApiClient _northgate = null!;

    public async Task Publish(Guid northgate, CancellationToken cancel)
    {
        _northgate = await cast.WithKey("Northgate Care Training", "TrainingProvider", northgate, ["kitemark.write", "completions.write"], cancel);
        _trainer = (await _northgate.Post($"api/kitemark/v1/providers/{northgate}/trainers", new { name = "Dev Patel" }, cancel)).GetProperty("trainerId").GetGuid();
        await Grant("TrainingProvider", northgate, cancel);
        foreach (var (title, category, hours, pounds, months) in Courses)
        {
            await cast.Academy.Post($"api/kitemark/v1/trainers/{_trainer}/authorisations", new { trainingCategoryCode = category, from = Day(-800), until = Day(400) }, cancel);
            var course = (await _northgate.Post("api/kitemark/v1/courses", new { trainingProviderId = northgate, title, trainingCategoryCode = category }, cancel)).GetProperty("courseId").GetGuid();
            var version = await _northgate.Post(
                $"api/kitemark/v1/courses/{course}/versions",
                new { versionLabel = "2026", durationHours = hours, pricePounds = pounds, validityMonths = months, mode = "FaceToFace" },
                cancel);
            _versions[category] = version.GetProperty("courseVersionId").GetGuid();
            await Grant("CourseVersion", _versions[category], cancel);
        }
    }

    /// <summary>Records a course for somebody, once the Passport service has heard of both.</summary>
    public async Task Record(Guid learner, int category, int daysAgo, CancellationToken cancel)
    {
        var isRecorded = await Running.Wait.Until(async ct =>
        {
            try
            {
                var recorded = await _northgate.SendQuietly(
                    HttpMethod.Post,
                    "api/passport/v1/completions",
                    new { courseVersionId = _versions[category], trainerId = _trainer, completedOn = Day(-daysAgo), learners = new[] { new { learnerId = learner } } },
                    ct);
                return recorded.GetProperty("notFound").GetInt32() == 0;
            }
            catch (StoryBroken broken) when (broken.Message.Contains("-unknown", StringComparison.Ordinal))
            {
                return false;
            }
        }, TimeSpan.FromSeconds(60), () => false, cancel);
        if (!isRecorded)
            throw new StoryBroken("After 60 s the Passport service has not heard of the personas and their courses. ./academy doctor says what is running.");
    }

    /// <summary>The employer asks its whole team for the three subjects, and these people let it see their passports.</summary>
    public async Task Ask(Guid employer, IEnumerable<(Guid Learner, Guid Employment)> sharing, CancellationToken cancel)
    {
        var rosewood = await cast.Organisation("Rosewood Care", "Employer", employer, ["requirements.write"], cancel);
        await rosewood.SendQuietly(
            HttpMethod.Put,
            $"api/passport/v1/employers/{employer}/requirements",
            new { subjects = Courses.Select(course => new { trainingCategoryCode = course.Category }) },
            cancel,
            HttpStatusCode.OK);
        foreach (var (learner, employment) in sharing)
        {
            var person = await cast.Learner("A persona", learner, cancel);
            await person.Post($"api/learner/v1/employments/{employment}/consent", new { sharesPassport = true }, cancel);
        }
    }

    private Task<Guid> Grant(string subject, Guid subjectId, CancellationToken cancel)
        => Applying.For(subject, subjectId, Day(-800), Day(400), _northgate, cast.Academy, cancel);

    private string Day(int fromToday) => today.AddDays(fromToday).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
