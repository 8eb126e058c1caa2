namespace Academy.Launcher.Demo;

/// <summary>How something gets its kitemark: the training provider assesses itself and applies, the Academy reviews and decides.</summary>
internal static class Applying
{
    /// <summary>All ten criteria, as a training provider that meets them says.</summary>
    public static readonly IReadOnlyList<object> SelfAssessment =
        EachCriterion(criterion => new { criterion, isMet = true, statement = "See chapter 3 of our handbook." });

    /// <summary>All ten criteria, as a reviewer finds them met.</summary>
    public static readonly IReadOnlyList<object> Scores = EachCriterion(criterion => new { criterion, points = 2, note = "Seen in the papers." });

    public static async Task<Guid> For(
        string subject, Guid subjectId, string from, string until, ApiClient provider, ApiClient academy, CancellationToken cancel)
    {
        var started = await provider.Post("api/kitemark/v1/applications", new { subject, subjectId }, cancel);
        var application = $"api/kitemark/v1/applications/{started.GetProperty("applicationId").GetGuid()}";
        await provider.Change(application, "self-assessment", new { criteria = SelfAssessment }, cancel);
        await provider.Post($"{application}/submit", new { }, cancel);
        await academy.Post($"{application}/review", new { }, cancel);
        await academy.Change(application, "review", new { scores = Scores }, cancel);
        var decided = await academy.Post($"{application}/decision", new { approve = true, from, until, reason = "All ten criteria are met." }, cancel);
        return decided.GetProperty("kitemarkId").GetGuid();
    }

    private static List<object> EachCriterion(Func<string, object> said) => [.. Enumerable.Range(1, 10).Select(number => said($"C{number}"))];
}
