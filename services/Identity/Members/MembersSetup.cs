using Academy.Identity.Records;
using Academy.People;

namespace Academy.Identity.Members;

internal static class MembersSetup
{
    /// <summary>Who may act for which organisation, and whose record is whose.</summary>
    public static void AddMembers(this IServiceCollection services)
    {
        services.AddScoped<Invitations>();
        services.AddScoped<StaffInvitations>();
        services.AddScoped<RecordFinder>();
        services.AddScoped<RecordSearch>();
        services.AddScoped<ClosedRecordAnswers>();
    }
}
