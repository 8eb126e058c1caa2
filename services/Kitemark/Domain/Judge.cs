using Academy.ServiceDefaults;

namespace Academy.Kitemark.Domain;

/// <summary>
/// Whoever reviews or decides for the Academy, and what keeps them from it. Their token speaks for the Academy alone: where else they have
/// a role is what was heard from Identity.
/// </summary>
/// <param name="Organisations">Where they hold a role, or held one within the last <see cref="HeldRole.YearsKept"/> years.</param>
/// <param name="Interests">What they declared an interest in, by what carries the mark, and when.</param>
internal sealed record Judge(Caller Caller, IReadOnlySet<Guid> Organisations, IReadOnlyDictionary<Guid, DateTimeOffset> Interests)
{
    public string Subject => Caller.Subject;

    public bool IsImpartial(Guid organisationId, Guid? subjectId = null) => WhyNot(organisationId, subjectId) is null;

    /// <summary>An interest in an organisation is one in all it has; in a course version it is one in that alone.</summary>
    /// <param name="subjectId">The course version, where it is about one.</param>
    public void RequireImpartial(Guid organisationId, Guid? subjectId = null)
    {
        if (WhyNot(organisationId, subjectId) is { } why)
        {
            throw new RuleBroken(why, "conflict-of-interest");
        }
    }

    private string? WhyNot(Guid organisationId, Guid? subjectId)
    {
        if (Organisations.Contains(organisationId))
        {
            return $"You belong to the organisation this is about, or did within the last {HeldRole.YearsKept} years, so somebody else must do this.";
        }

        return Interests.TryGetValue(subjectId ?? organisationId, out var declaredAt) || Interests.TryGetValue(organisationId, out declaredAt)
            ? $"You declared an interest on {declaredAt:yyyy-MM-dd}, so somebody else must do this."
            : null;
    }
}
