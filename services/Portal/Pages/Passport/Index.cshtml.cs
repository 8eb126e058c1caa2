using Academy.Portal.Clients;
using Academy.Portal.Pages.Employer;
using Academy.Portal.Sessions;
using Academy.ServiceDefaults;

namespace Academy.Portal.Pages.Passport;

internal sealed class PassportModel(
    OwnPassportClient passports, TierClient tiers, WorkClient work, SeenNews seen, IConfiguration configuration, TimeProvider time) : LearnerPage(time)
{
    private const int MostToDo = 3;

    /// <summary>None when the service does not answer.</summary>
    public OwnPassport? Passport { get; private set; }

    /// <summary>The record was made a moment ago and its passport is not there yet.</summary>
    public bool IsBeingMade { get; private set; }

    public OwnTier? Tier { get; private set; }

    /// <summary>What was decided about this training; none when the service does not answer.</summary>
    public IReadOnlyList<Notice>? Notices { get; private set; }

    /// <summary>None when the service does not answer.</summary>
    public IReadOnlyList<Work>? Work { get; private set; }

    /// <summary>How much of it this browser has not shown yet.</summary>
    public int NewsToRead => (Notices ?? []).Count(notice => seen.IsNew(HttpContext, Learner, notice.At));

    /// <summary>What they work as today, in the sector's own words; none when it is not known.</summary>
    public IReadOnlyList<string>? Roles
        => Work is null ? null : [.. Work.Where(job => job.StartedOn <= Today && job.GoesOn(Today)).Select(job => EmployerPage.Role(job.JobRoleCode)).OfType<string>().Distinct()];

    /// <summary>What is on the card, to be scanned.</summary>
    public QrCode Code => QrCode.Of(CardModel.AddressOf(configuration, Passport!.AcademyNumber));

    /// <summary>The employers that wait for a yes or a no.</summary>
    public IReadOnlyList<Work> Unanswered => [.. (Work ?? []).Where(job => job.IsUnanswered && job.GoesOn(Today)).Take(MostToDo)];

    public IEnumerable<OwnEntry> Standing => Passport!.Entries.Where(entry => entry.Withdrawal is null);

    /// <summary>What expires next, or has expired and was not done again; the soonest first.</summary>
    public IReadOnlyList<OwnEntry> DoNext =>
    [
        .. Standing.Where(entry => EntryStatus.Of(entry, Today).Text is "Expired" or "Expires soon")
            .Where(entry => !Standing.Any(other => other.TrainingCategory == entry.TrainingCategory && (other.ValidUntil ?? DateOnly.MaxValue) > entry.ValidUntil))
            .OrderBy(entry => entry.ValidUntil).Take(MostToDo - Unanswered.Count),
    ];

    public decimal Hours => Standing.Sum(entry => entry.DurationHours ?? 0);

    public int Count(string status) => Standing.Count(entry => EntryStatus.Of(entry, Today).Text == status);

    public async Task OnGet(CancellationToken cancellationToken)
    {
        var tier = tiers.Tier(Learner, cancellationToken).OrDown();
        var employers = work.Of(Learner, cancellationToken).OrDown();
        try
        {
            Passport = await passports.Passport(Learner, cancellationToken).OrDown();
            Notices = Passport is null ? null : (await passports.Notices(Learner, cancellationToken).OrDown())?.Notices;
        }
        catch (NotThere)
        {
            IsBeingMade = true;
        }

        (Tier, Work) = (await tier, (await employers)?.Employments);
    }
}
