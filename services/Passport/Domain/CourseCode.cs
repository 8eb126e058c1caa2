namespace Academy.Passport.Domain;

/// <summary>What a training provider's own systems call a course version: a code, or the address of an activity.</summary>
internal sealed class CourseCode
{
    private CourseCode()
    {
    }

    public Guid Id { get; private set; }

    public Guid TrainingProviderId { get; private set; }

    public string Code { get; private set; } = "";

    public Guid CourseVersionId { get; private set; }

    public static CourseCode Of(Guid trainingProviderId, string code)
        => new() { Id = Guid.CreateVersion7(), TrainingProviderId = trainingProviderId, Code = code };

    public void Mean(Guid courseVersionId) => CourseVersionId = courseVersionId;
}
