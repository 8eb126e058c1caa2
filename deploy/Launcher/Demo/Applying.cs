namespace Academy.Launcher.Demo;

/// <summary>How something gets its kitemark: the training provider assesses itself and applies, the Academy reviews and decides.</summary>
internal static class Applying
{
    /// <summary>All ten criteria, as a training provider that meets them says.</summary>
    public static readonly IReadOnlyList<object> SelfAssessment =
        EachCriterion(criterion => new { criterion, isMet = true, statement = "See chapter 3 of our handbook." });

    /// <summary>All ten criteria, as a reviewer finds them met.</summary>
    public static readonly IReadOnlyList<object> Scores = ScoresWithout("");

    /// <summary>All but one, as a reviewer finds them met.</summary>
    public static IReadOnlyList<object> ScoresWithout(string unmet) => EachCriterion(criterion => criterion == unmet
        ? new { criterion, points = 0, note = "Nothing in the papers says so." }
        : new { criterion, points = 2, note = "Seen in the papers." });

    public static async Task<Guid> For(
        string subject, Guid subjectId, string from, string until, ApiClient provider, ApiClient academy, CancellationToken cancel)
    {
        var application = await Reviewed(subject, subjectId, provider, academy, Scores, cancel);
        var decided = await academy.Post($"{application}/decision", new { approve = true, from, until, reason = "All ten criteria are met." }, cancel);
        return decided.GetProperty("kitemarkId").GetGuid();
    }

    /// <summary>An application that waits for its decision.</summary>
    public static async Task<string> Reviewed(string subject, Guid subjectId, ApiClient provider, ApiClient academy, IReadOnlyList<object> scores, CancellationToken cancel)
    {
        var started = await provider.Post("api/kitemark/v1/applications", new { subject, subjectId }, cancel);
        var application = $"api/kitemark/v1/applications/{started.GetProperty("applicationId").GetGuid()}";
        await provider.Change(application, "self-assessment", new { criteria = SelfAssessment }, cancel);
        await provider.Post($"{application}/submit", new { }, cancel);
        await academy.Post($"{application}/review", new { }, cancel);
        await academy.Change(application, "review", new { scores }, cancel);
        return application;
    }

    private static List<object> EachCriterion(Func<string, object> said) => [.. Enumerable.Range(1, 10).Select(number => said($"C{number}"))];
}
