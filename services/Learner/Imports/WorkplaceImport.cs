using Academy.AscWds;
using Academy.AscWds.Codes;
using Academy.Contracts.Learner;
using Academy.Learner.Data;
using Academy.Learner.Domain;
using Academy.ServiceDefaults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Learner.Imports;

/// <summary>
/// Takes in a workplace file. For one employer its rows are that employer's workplaces; without one (an Academy officer
/// sends it) each row's employer is found by PROVNUM, else by the name and postcode of the workplace, or registered.
/// </summary>
internal sealed class WorkplaceImport(LearnerDb db, Employer? employer, ImportReport report, TimeProvider time)
{
    private readonly DateOnly _today = time.Today();
    private List<Employer> _employers = [];
    private HashSet<string?> _staffed = [];

    public async Task Take(BulkUploadFile file, CancellationToken cancellationToken)
    {
        await db.WaitForTurn("imports/workplaces", cancellationToken);
        foreach (var chunk in Chunks.Of(WorkplaceFile.Read(file), report))
        {
            await LookUp([.. chunk.Select(row => row.Value).OfType<WorkplaceRow>()], cancellationToken);
            foreach (var row in chunk)
            {
                report.Add(row.Problems);
                report.Count(row.Value is null ? Outcome.Refused : Take(row.Row, row.Value));
            }

            await db.SaveChangesAsync(cancellationToken);
            db.ChangeTracker.Clear();
        }
    }

    private async Task LookUp(IReadOnlyList<WorkplaceRow> rows, CancellationToken cancellationToken)
    {
        var providers = rows.Select(row => row.CqcProviderId).OfType<string>().ToHashSet();
        var names = rows.Where(row => row.CqcProviderId is null).Select(row => row.Name).OfType<string>().ToHashSet();
        _employers = await db.Employers.Include(e => e.Workplaces)
            .Where(e => employer != null
                ? e.Id == employer.Id
                : providers.Contains(e.CqcProviderId!) || e.Workplaces.Any(w => names.Contains(w.Name)))
            .ToListAsync(cancellationToken);
        if (employer is not null && rows.Any(row => row.Status == RowStatus.Delete))
        {
            _staffed = [.. await db.Employments.Where(e => e.EmployerId == employer.Id && e.EndedOn == null)
                .Select(e => e.WorkplaceReference).Distinct().ToListAsync(cancellationToken)];
        }
    }

    private Outcome Take(int at, WorkplaceRow row) => row.Status switch
    {
        _ when $"{row.LocalEstablishmentId}{row.Name}".Any(char.IsControl)
            => Refuse(at, "ESTNAME", 5140, "LOCALESTID or ESTNAME runs over several lines or has a tab in it. Write it on one line."),
        RowStatus.NoChange => Outcome.Unchanged,
        RowStatus.Delete => Close(at, row.LocalEstablishmentId),
        _ => Correct(at, row),
    };

    private Outcome Close(int at, string reference)
    {
        if (employer is null)
        {
            return Refuse(at, "STATUS", 5110, "A row to delete does not say whose workplace it is. Send it for one employer, with ?employerId= in the address.");
        }

        if (_staffed.Contains(reference))
        {
            return Refuse(at, "STATUS", 5120, "People work at this workplace. Send the worker file that moves or ends them first.");
        }

        return _employers[0].WorkplaceOf(reference)?.Close(_today) is true ? Outcome.Changed : Outcome.Unchanged;
    }

    private Outcome Correct(int at, WorkplaceRow row)
    {
        var owner = employer is null ? Find(row) ?? Register(row) : _employers[0];
        if (employer is not null && row.CqcProviderId is not null && row.CqcProviderId != owner.CqcProviderId)
        {
            report.Warn(at, "PROVNUM", 5130, "PROVNUM is not the one the Academy has for this employer and was left out. Ask the Academy to change it, or correct the file.");
        }

        var facts = new WorkplaceFacts(row.Name!, row.Postcode!, row.CqcLocationId, row.MainServiceCode);
        if (owner.WorkplaceOf(row.LocalEstablishmentId) is { } known)
        {
            return known.Correct(facts) ? Outcome.Changed : Outcome.Unchanged;
        }

        owner.Open(row.LocalEstablishmentId, facts);
        return Outcome.Created;
    }

    private Employer? Find(WorkplaceRow row) => row.CqcProviderId is { } provider
        ? _employers.Find(e => e.CqcProviderId == provider)
        : _employers.Find(e => e.Workplaces.Exists(w => w.Name == row.Name && w.Postcode == row.Postcode));

    private Employer Register(WorkplaceRow row)
    {
        var kind = row.EmployerType switch
        {
            EmployerType.LocalAuthorityAdultServices or EmployerType.LocalAuthorityOther => EmployerKind.LocalAuthority,
            EmployerType.PrivateSector => EmployerKind.Private,
            EmployerType.Voluntary => EmployerKind.Voluntary,
            _ => EmployerKind.Other,
        };
        var found = Employer.Register(row.Name!, kind, row.CqcProviderId, time.GetUtcNow());
        _employers.Add(found);
        db.Add(found);
        db.Say(found.Registered());
        return found;
    }

    private Outcome Refuse(int at, string column, int code, string message)
    {
        report.Error(at, column, code, message);
        return Outcome.Refused;
    }
}
