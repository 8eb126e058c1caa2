using Academy.AscWds;
using Academy.AscWds.Codes;
using Academy.Contracts.Learner;
using Academy.Learner.Domain;

namespace Academy.Learner.Imports;

/// <summary>What a worker row says in the words of the Academy.</summary>
internal static class WorkerRows
{
    public static Job Job(this WorkerRow row, string workplace, DateOnly startedOn)
        => new(workplace, row.NewUniqueWorkerId ?? row.UniqueWorkerId, row.MainJobRole?.Code, row.Kind(), startedOn, row.Certificates());

    private static StatedCertificates? Certificates(this WorkerRow row)
        => row is { CareCertificate: null, Level2CareCertificate: null } ? null
            : new(Stated(row.CareCertificate), Stated(row.Level2CareCertificate), row.Level2CareCertificateYear);

    private static StatedProgress? Stated(CertificateProgress? progress) => progress switch
    {
        CertificateProgress.NotStarted => StatedProgress.NotStarted,
        CertificateProgress.Started => StatedProgress.Started,
        CertificateProgress.Completed => StatedProgress.Completed,
        _ => null,
    };

    // The data set has no code for a personal assistant, and counts students among the employees.
    private static EmploymentKind Kind(this WorkerRow row) => row switch
    {
        { IsApprentice: true } => EmploymentKind.Apprentice,
        { EmploymentStatus: EmploymentStatus.BankOrPool } => EmploymentKind.Bank,
        { EmploymentStatus: EmploymentStatus.Agency } => EmploymentKind.Agency,
        { EmploymentStatus: EmploymentStatus.Volunteer } => EmploymentKind.Volunteer,
        _ => EmploymentKind.Employee,
    };
}
