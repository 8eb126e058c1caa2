using Academy.ServiceDefaults;

namespace Academy.People;

/// <summary>What every service that knows people does for them the same way.</summary>
public static class PeopleSetup
{
    public static IServiceCollection AddPeople(this IServiceCollection services)
    {
        services.AddScoped<Looks>();
        services.AddScoped<ClosedRecordAnswers>();
        services.AddSingleton(typeof(Figures<>));

        // Who looked at somebody in the moment they were erased.
        return services.AddSingleton(new Sweep(
            """
            DO $$ BEGIN IF to_regclass('activity') IS NOT NULL THEN
                DELETE FROM activity USING closed_records
                WHERE activity.learner_id = closed_records.learner_id AND closed_records.merged_into IS NULL;
            END IF; END $$
            """));
    }
}
