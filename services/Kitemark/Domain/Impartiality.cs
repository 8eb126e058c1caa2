using Academy.ServiceDefaults;

namespace Academy.Kitemark.Domain;

internal static class Impartiality
{
    /// <summary>Nobody decides on their own organisation, whatever role they have at the Academy.</summary>
    public static void Require(Caller decider, Guid? organisationId)
    {
        if (organisationId is not null && decider.OrganisationId == organisationId)
        {
            throw new RuleBroken("You belong to the organisation this is about, so somebody else must decide it.", "conflict-of-interest");
        }
    }
}
