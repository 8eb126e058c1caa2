using Academy.Contracts.Learner;

namespace Academy.Kitemark.Domain;

/// <summary>
/// An employer as last heard, and whether it is an agency. Only of agencies is the name kept: a direct-payment holder is a person.
/// </summary>
internal sealed class Agency
{
    private Agency()
    {
    }

    /// <summary>The employer's id.</summary>
    public Guid Id { get; private set; }

    public long Version { get; private set; }

    public string Name { get; private set; } = "";

    /// <summary>Whether it is one; the kind of an employer can be put right.</summary>
    public bool IsAgency { get; private set; }

    public static Agency Of(Guid id) => new() { Id = id, Version = -1 };

    public void Take(EmployerRegistered employer)
    {
        if (employer.Version >= Version)
        {
            (Version, IsAgency) = (employer.Version, employer.Kind == EmployerKind.Agency);
            Name = IsAgency ? employer.Name : Name;
        }
    }
}
