using System.Text.Json;
using System.Text.Json.Serialization;
using Academy.AscWds.Codes;

namespace Academy.Passport.Domain;

/// <summary>How often a guide wants training refreshed, from a day on.</summary>
/// <param name="IsRestartedByQualification">
/// "At least every three years if the worker has not achieved a recognised adult social care qualification in that time":
/// an award within the interval starts it anew.
/// </param>
public sealed record RefreshSet(string Name, string Version, DateOnly From, bool IsRestartedByQualification, IReadOnlyList<RefreshInterval> Intervals)
{
    internal int? MonthsFor(int trainingCategoryCode)
        => Intervals.FirstOrDefault(interval => interval.TrainingCategoryCodes.Contains(trainingCategoryCode))?.Months;
}

public sealed record RefreshInterval(int Months, IReadOnlyList<int> TrainingCategoryCodes);

/// <summary>Something that is held only when all its parts are.</summary>
/// <param name="Code">How employers name it in their requirements.</param>
public sealed record CompositeRule(string Code, string Name, string Version, string Source, IReadOnlyList<CompositePart> Parts);

/// <param name="AnyOf">ASC-WDS training categories, any of which will do.</param>
/// <param name="IsCareCertificate">Met by the award of a Care Certificate, of whichever version, and by no training.</param>
public sealed record CompositePart(string Name, IReadOnlyList<int> AnyOf, AskedOf AskedOf, bool IsCareCertificate = false)
{
    /// <summary>Whoever gives care in one of several job roles gives care.</summary>
    internal bool IsAskedOf(IReadOnlyCollection<int?> jobRoleCodes) => AskedOf switch
    {
        AskedOf.CareProviders => jobRoleCodes.Any(MayGiveCare),
        AskedOf.Others => !jobRoleCodes.Any(MayGiveCare),
        _ => true,
    };

    internal string? WhyNot(Held? held, IReadOnlyCollection<int?> jobRoleCodes, DateOnly today)
    {
        var name = AskedOf == AskedOf.Everybody ? Name
            : jobRoleCodes.First(role => AskedOf != AskedOf.CareProviders || MayGiveCare(role)) is { } code && JobRoles.TryGet(code, out var role) ? $"{Name} for the job role {role.Name}"
            : $"{Name} for a job role that is not known";
        return held is null ? $"Missing: {name}" : held.Until < today ? $"Expired on {held.Until:yyyy-MM-dd}: {name}" : null;
    }

    private static bool MayGiveCare(int? jobRoleCode)
        => jobRoleCode is not { } code || !JobRoles.TryGet(code, out var role) || role.IsCareProviding;
}

public enum AskedOf
{
    Everybody,

    /// <summary>Job roles that ASC-WDS flags as giving care, and those whose job role is not known.</summary>
    CareProviders,
    Others,
}

/// <summary>
/// The national rules, dated, as data: refresh-rules.json. Sources: Skills for Care, Core and mandatory training (2021) and
/// Statutory and mandatory training (September 2024); the code of practice on Oliver McGowan's training (2025). Which
/// qualifications are recognised no source lists: those in adult care from level 2, with apprenticeships and NVQs of before.
/// </summary>
public sealed record RefreshRules(
    IReadOnlyList<RefreshSet> RefreshSets, IReadOnlyList<int> RecognisedQualificationCodes, IReadOnlyList<CompositeRule> Composites)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        Converters = { new JsonStringEnumConverter() },
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    internal static RefreshRules Current { get; } = Read();

    /// <summary>The set in force on a day; nothing before the first.</summary>
    internal RefreshSet? On(DateOnly day) => RefreshSets.Where(set => set.From <= day).MaxBy(set => set.From);

    internal CompositeRule? Composite(string? code) => Composites.FirstOrDefault(rule => rule.Code == code);

    internal bool Recognises(int qualificationCode) => RecognisedQualificationCodes.Contains(qualificationCode);

    private static RefreshRules Read()
    {
        using var stream = typeof(RefreshRules).Assembly.GetManifestResourceStream("refresh-rules.json")!;
        return JsonSerializer.Deserialize<RefreshRules>(stream, Json)!;
    }
}
