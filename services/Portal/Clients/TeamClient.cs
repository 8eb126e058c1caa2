using System.Globalization;
using System.Text.Json.Serialization;
using Academy.Pages;

namespace Academy.Portal.Clients;

internal sealed record MatrixPage(IReadOnlyList<MatrixRow> Learners, string? Next);

/// <param name="Workplaces">Where they work, by the employer's references.</param>
internal sealed record MatrixRow(Guid LearnerId, string Name, int? JobRoleCode, IReadOnlyList<MatrixCell> Cells, IReadOnlyList<string>? Workplaces = null);

/// <param name="Name">The subject or the composite, in the sector's own words; it is never translated.</param>
/// <param name="Status">Met, Expired, Missing or NotYet.</param>
/// <param name="Reasons">Why it is not met, part by part.</param>
/// <param name="NeededFrom">The day from which it is asked for, where that is to come.</param>
internal sealed record MatrixCell(string? Composite, string Name, string Status, DateOnly? Until, IReadOnlyList<string> Reasons, DateOnly? NeededFrom = null)
{
    /// <summary>The subject's code; none for a composite.</summary>
    public int? TrainingCategoryCode { get; init; }
}

internal sealed record TeamRequirements(long Version, IReadOnlyList<RequiredSubject> Subjects);

/// <summary>Training an employer asks for: a subject by its code, or a composite of several.</summary>
/// <param name="JobRoleCodes">Whom it is asked of; none means everybody.</param>
/// <param name="Combination">Which of the employer's and a national interval counts: Shortest or Longest.</param>
/// <param name="AskedFrom">The first day it is asked of anybody; none means always.</param>
/// <param name="GraceDays">How many days somebody who starts has for it.</param>
internal sealed record RequiredSubject(
    int? TrainingCategoryCode, IReadOnlyList<int>? JobRoleCodes, int? RefreshMonths, string? Composite, string? Combination, DateOnly? AskedFrom = null, int? GraceDays = null)
{
    /// <summary>Its code, as it stands in addresses.</summary>
    [JsonIgnore]
    public string Code => Composite ?? TrainingCategoryCode!.Value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Whether both ask the same of the same people.</summary>
    public bool IsSame(RequiredSubject other)
        => (other with { JobRoleCodes = null }) == (this with { JobRoleCodes = null }) && (other.JobRoleCodes ?? []).Order().SequenceEqual((JobRoleCodes ?? []).Order());
}

/// <summary>What a change would do today, in people whose passports the employer sees.</summary>
internal sealed record RequirementsEffect(int People, int BecomeMissing, int BecomeExpired, int Relieved);

internal sealed record NationalRules(IReadOnlyList<Composite> Composites);

/// <summary>Training of several parts, all of which somebody must hold.</summary>
internal sealed record Composite(string Code, string Name);

/// <summary>What an employer asks of its team, and who of those who share their passport holds it.</summary>
internal sealed class TeamClient(HttpClient http)
{
    public Task<MatrixPage> Matrix(Guid employer, Guid? after, CancellationToken cancellationToken)
        => http.Get<MatrixPage>($"api/passport/v1/employers/{employer}/matrix{(after is null ? "" : $"?after={after}")}", cancellationToken);

    public Task<TeamRequirements> Requirements(Guid employer, CancellationToken cancellationToken)
        => http.Get<TeamRequirements>($"api/passport/v1/employers/{employer}/requirements", cancellationToken);

    /// <summary>Everything that is asked for, in the place of what was there; refused where somebody else changed it since.</summary>
    public Task<TeamRequirements> SetRequirements(Guid employer, long version, IReadOnlyList<RequiredSubject> subjects, CancellationToken cancellationToken)
        => http.Replace<TeamRequirements>($"api/passport/v1/employers/{employer}/requirements", new { subjects }, version, cancellationToken);

    /// <summary>What that would do, without doing it.</summary>
    public Task<RequirementsEffect> Preview(Guid employer, IReadOnlyList<RequiredSubject> subjects, CancellationToken cancellationToken)
        => http.Ask<RequirementsEffect>(
            new HttpRequestMessage(HttpMethod.Post, $"api/passport/v1/employers/{employer}/requirements/preview") { Content = JsonContent.Create(new { subjects }) },
            cancellationToken);

    public Task<NationalRules> NationalRules(CancellationToken cancellationToken) => http.Get<NationalRules>("api/passport/v1/refresh-rules", cancellationToken);

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

/// <param name="CqcProviderId">As the Care Quality Commission knows the employer.</param>
internal sealed record EmployerDetails(string Name, string? CqcProviderId, IReadOnlyList<EmployersWorkplace> Workplaces);

/// <param name="Reference">The employer's own (LOCALESTID).</param>
/// <param name="PredecessorLocationIds">Under which the Care Quality Commission knew it before.</param>
internal sealed record EmployersWorkplace(string Reference, string Name, string Postcode, string? CqcLocationId, IReadOnlyList<string> PredecessorLocationIds, DateOnly? ClosedOn);

/// <summary>An employer and the people it employs today.</summary>
internal sealed class StaffClient(HttpClient http)
{
    public Task<EmployerDetails> Employer(Guid employer, CancellationToken cancellationToken)
        => http.Get<EmployerDetails>($"api/learner/v1/employers/{employer}", cancellationToken);

    public Task<StaffPage> Staff(Guid employer, Guid? after, CancellationToken cancellationToken)
        => http.Get<StaffPage>($"api/learner/v1/employers/{employer}/learners?limit=50{(after is null ? "" : $"&after={after}")}", cancellationToken);
}
