using System.Globalization;
using System.Net;

namespace Academy.Launcher.Demo;

/// <summary>What the personas have learnt at Northgate, some of it expired, one that expires in 11 days; and what Silverdale waits for.</summary>
internal sealed class PersonaTraining(Cast cast, DateOnly today)
{
    private static readonly (string Title, int Category, decimal Hours, decimal Pounds, int Months, bool IsKitemarked)[] Courses =
    [
        ("Moving and assisting people", 15, 6, 85, 12, true),
        ("Safeguarding adults, level 2", 20, 3, 45, 36, true),
        ("Fire safety in care homes", 6, 2.5m, 30, 12, true),
        ("Infection prevention and control", 10, 3, 40, 12, true),
        ("Basic life support", 7, 4, 60, 12, true),
        ("Food hygiene", 8, 3, 35, 36, true),
        ("Giving medicines safely", 13, 6, 90, 12, true),
        ("Dementia care", 2, 6, 80, 36, true),
        ("Mental capacity", 14, 3, 45, 36, true),
        ("Care at the end of life", 17, 6, 85, 36, true),
        ("Equality and diversity", 23, 2, 20, 36, false),
        ("Duty of care", 34, 2, 20, 36, false),
        ("Communication at work", 28, 2, 25, 36, false),
        ("Keeping data safe", 26, 1.5m, 15, 12, false),
    ];

    /// <summary>As ASC-WDS numbers it.</summary>
    public const int SeniorCareWorker = 7;

    private readonly Dictionary<int, Guid> _versions = [];
    private Guid _trainer;

    /// <summary>The training provider's own system.</summary>
    public ApiClient Northgate { get; private set; } = null!;

    public async Task Publish(Guid northgate, CancellationToken cancel)
    {
        Northgate = await cast.WithKey("Northgate Care Training", "TrainingProvider", northgate, ["kitemark.write", "completions.write", "disputes.answer"], cancel);
        _trainer = (await Northgate.Post($"api/kitemark/v1/providers/{northgate}/trainers", new { name = "Dev Patel" }, cancel)).GetProperty("trainerId").GetGuid();
        await Grant(Northgate, "TrainingProvider", northgate, cancel);
        foreach (var (title, category, hours, pounds, months, isKitemarked) in Courses)
        {
            await cast.Academy.Post($"api/kitemark/v1/trainers/{_trainer}/authorisations", new { trainingCategoryCode = category, from = Day(-800), until = Day(400) }, cancel);
            _versions[category] = await Version(Northgate, northgate, title, category, hours, pounds, months, cancel);
            if (isKitemarked)
                await Grant(Northgate, "CourseVersion", _versions[category], cancel);
        }
    }

    /// <summary>A provider with a kitemark, a course of which the mark is suspended, one of which it ends in 20 days, and an application in which one criterion is not met.</summary>
    public async Task Apply(Guid silverdale, CancellationToken cancel)
    {
        var provider = await cast.WithKey("Silverdale College", "TrainingProvider", silverdale, ["kitemark.write"], cancel);
        await Grant(provider, "TrainingProvider", silverdale, cancel);
        var suspended = await Grant(provider, "CourseVersion", await Version(provider, silverdale, "Positive behaviour support", 19, 6, 95, 24, cancel), cancel);
        await cast.Academy.Post(
            $"api/kitemark/v1/kitemarks/{suspended}/suspend",
            new { from = Day(-14), consequence = "Stands", reason = "The trainer left, and nobody else is authorised to teach it." },
            cancel);
        var ending = await Version(provider, silverdale, "Supporting people with autism", 32, 3, 40, 24, cancel);
        await Applying.For("CourseVersion", ending, Day(-345), Day(20), provider, cast.Academy, cancel);
        var waiting = await Version(provider, silverdale, "Learning disability awareness", 12, 3, 40, 36, cancel);
        await Applying.Reviewed("CourseVersion", waiting, provider, cast.Academy, Applying.ScoresWithout("C2"), cancel);
    }

    /// <summary>Records courses for somebody, by category and how many days ago.</summary>
    public async Task Record(Guid learner, CancellationToken cancel, params (int Category, int DaysAgo)[] completed)
    {
        foreach (var (category, daysAgo) in completed)
            await RecordClass([learner], category, daysAgo, cancel);
    }

    /// <summary>A class as far as it was typed.</summary>
    public object Class(int category, int daysAgo, IEnumerable<(string Number, string Name, DateOnly Born)> people) => new
    {
        courseVersionId = _versions[category],
        trainerId = _trainer,
        completedOn = Day(-daysAgo),
        people = people.Select(person => new { academyNumber = person.Number, fullName = person.Name, dateOfBirth = person.Born }),
    };

    /// <summary>Records a course for several people, once the Passport service has heard of them and of it.</summary>
    public async Task RecordClass(IEnumerable<Guid> learners, int category, int daysAgo, CancellationToken cancel)
    {
        var isRecorded = await Running.Wait.Until(async ct =>
        {
            try
            {
                var recorded = await Northgate.SendQuietly(
                    HttpMethod.Post,
                    "api/passport/v1/completions",
                    new { courseVersionId = _versions[category], trainerId = _trainer, completedOn = Day(-daysAgo), learners = learners.Select(learner => new { learnerId = learner }) },
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

    /// <summary>The employer asks its whole team for three subjects, senior staff for one more, and all for another from a day to come.</summary>
    public Task Ask(ApiClient client, Guid employer, CancellationToken cancel) => client.SendQuietly(
        HttpMethod.Put,
        $"api/passport/v1/employers/{employer}/requirements",
        new
        {
            subjects = new object[]
            {
                new { trainingCategoryCode = 15, graceDays = 30 },
                new { trainingCategoryCode = 20 },
                new { trainingCategoryCode = 6 },
                new { trainingCategoryCode = 13, jobRoleCodes = new[] { SeniorCareWorker } },
                new { trainingCategoryCode = 2, askedFrom = today.AddDays(60) },
            },
        },
        cancel,
        HttpStatusCode.OK);

    private static async Task<Guid> Version(
        ApiClient provider, Guid providerId, string title, int category, decimal hours, decimal pounds, int months, CancellationToken cancel)
    {
        var course = (await provider.Post("api/kitemark/v1/courses", new { trainingProviderId = providerId, title, trainingCategoryCode = category }, cancel)).GetProperty("courseId").GetGuid();
        var version = await provider.Post(
            $"api/kitemark/v1/courses/{course}/versions",
            new { versionLabel = "2026", durationHours = hours, pricePounds = pounds, validityMonths = months, mode = "FaceToFace" },
            cancel);
        return version.GetProperty("courseVersionId").GetGuid();
    }

    private Task<Guid> Grant(ApiClient provider, string subject, Guid subjectId, CancellationToken cancel)
        => Applying.For(subject, subjectId, Day(-800), Day(400), provider, cast.Academy, cancel);

    private string Day(int fromToday) => today.AddDays(fromToday).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
