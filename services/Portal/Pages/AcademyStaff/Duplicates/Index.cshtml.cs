using Academy.Portal.Clients;
using Academy.Portal.Sessions;
using Microsoft.AspNetCore.Authorization;

namespace Academy.Portal.Pages.AcademyStaff.Duplicates;

/// <summary>Pairs of records to compare, and people who could not find theirs.</summary>
[Authorize(For.RecordKeepers)]
internal sealed class QueueModel(PeopleClient people, RecordRequestClient requests, TimeProvider time) : AcademyPage(time)
{
    public const string Decided = "records decided";

    /// <summary>None when the service does not answer.</summary>
    public DuplicateQueue? Duplicates { get; private set; }

    /// <summary>None when the service does not answer.</summary>
    public RecordRequestQueue? Requests { get; private set; }

    /// <summary>What was just decided.</summary>
    public string? JustNow { get; private set; }

    public async Task OnGet(Guid? after, CancellationToken cancellationToken)
    {
        Duplicates = await people.Duplicates(cancellationToken).OrDown();
        Requests = await requests.Queue(after, cancellationToken).OrDown();
        JustNow = TempData[Decided] as string;
    }
}
