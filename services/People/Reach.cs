using Academy.ServiceDefaults;

namespace Academy.People;

/// <summary>Somebody whom an employer employs, at one of its workplaces where it is known which.</summary>
public interface IEmployed
{
    Guid EmployerId { get; }

    string? WorkplaceReference { get; }
}

public static class Reach
{
    /// <summary><see cref="Caller.Reaches"/> as a condition of a query.</summary>
    public static IQueryable<T> ReachedBy<T>(this IQueryable<T> employed, Caller caller)
        where T : class, IEmployed
    {
        var employer = caller.Kind == OrganisationKind.Employer ? caller.OrganisationId : null;
        var own = employed.Where(e => e.EmployerId == employer);
        return caller.Workplaces is { } workplaces
            ? own.Where(e => e.WorkplaceReference != null && workplaces.Contains(e.WorkplaceReference))
            : own;
    }
}
