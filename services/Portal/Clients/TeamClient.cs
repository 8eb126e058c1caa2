using Academy.Pages;

namespace Academy.Portal.Clients;

internal sealed record MatrixPage(IReadOnlyList<MatrixRow> Learners, string? Next);

internal sealed record MatrixRow(Guid LearnerId, string Name, int? JobRoleCode, IReadOnlyList<MatrixCell> Cells);

/// <param name="Name">The subject or the composite, in the sector's own words; it is never translated.</param>
/// <param name="Status">Met, Expired or Missing.</param>
/// <param name="Reasons">Why it is not met, part by part.</param>
internal sealed record MatrixCell(string? Composite, string Name, string Status, DateOnly? Until, IReadOnlyList<string> Reasons);

internal sealed record TeamRequirements(IReadOnlyList<RequiredSubject> Subjects);

internal sealed record RequiredSubject(int? TrainingCategoryCode, string? Composite);

/// <summary>What an employer asks of its team, and who of those who share their passport holds it.</summary>
internal sealed class TeamClient(HttpClient http)
{
    public Task<MatrixPage> Matrix(Guid employer, Guid? after, CancellationToken cancellationToken)
        => http.Get<MatrixPage>($"api/passport/v1/employers/{employer}/matrix{(after is null ? "" : $"?after={after}")}", cancellationToken);

    public Task<TeamRequirements> Requirements(Guid employer, CancellationToken cancellationToken)
        => http.Get<TeamRequirements>($"api/passport/v1/employers/{employer}/requirements", cancellationToken);

    public Task<NoticeList> Notices(Guid employer, CancellationToken cancellationToken)
        => http.Get<NoticeList>($"api/passport/v1/employers/{employer}/notices", cancellationToken);

    /// <summary>The whole team's training as ASC-WDS takes it.</summary>
    public async Task<byte[]> TrainingFile(Guid employer, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri($"api/passport/v1/employers/{employer}/training.csv", UriKind.Relative), cancellationToken);
            return answer.IsSuccessStatusCode ? await answer.Content.ReadAsByteArrayAsync(cancellationToken) : throw new ServiceDown();
        }
        catch (Exception failure) when (failure is HttpRequestException || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new ServiceDown();
        }
    }

    /// <summary>The rows of all pages, up to this many pages of 50.</summary>
    public async Task<(IReadOnlyList<MatrixRow> Rows, bool IsWhole)> Whole(Guid employer, int pages, CancellationToken cancellationToken)
    {
        var rows = new List<MatrixRow>();
        Guid? after = null;
        for (var read = 0; read < pages; read++)
        {
            var page = await Matrix(employer, after, cancellationToken);
            rows.AddRange(page.Learners);
            if (After(page.Next) is not { } next)
            {
                return (rows, true);
            }

            after = next;
        }

        return (rows, false);
    }

    /// <summary>The id that the address of the next page begins after.</summary>
    public static Guid? After(string? next) => IdIn(next, "after");

    public static Guid? IdIn(string? next, string name)
        => next is not null && Guid.TryParse(next.Split($"{name}=")[^1].Split('&')[0], out var id) ? id : null;
}

internal sealed record StaffPage(IReadOnlyList<StaffMember> Learners, string? Next);

internal sealed record StaffMember(
    Guid LearnerId, string AcademyNumber, string FullName, string? WorkplaceReference, string? WorkerReference, int? JobRoleCode, DateOnly StartedOn, bool SharesPassport);

/// <summary>The people an employer employs today.</summary>
internal sealed class StaffClient(HttpClient http)
{
    public Task<StaffPage> Staff(Guid employer, Guid? after, CancellationToken cancellationToken)
        => http.Get<StaffPage>($"api/learner/v1/employers/{employer}/learners?limit=50{(after is null ? "" : $"&after={after}")}", cancellationToken);
}
