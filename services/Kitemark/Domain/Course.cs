namespace Academy.Kitemark.Domain;

internal sealed class Course
{
    private Course()
    {
    }

    public Course(Guid trainingProviderId, string title, int trainingCategoryCode, int? qualificationCode, DateTimeOffset now)
    {
        Id = Guid.CreateVersion7(now);
        (TrainingProviderId, Title, TrainingCategoryCode, QualificationCode) = (trainingProviderId, title, trainingCategoryCode, qualificationCode);
    }

    public Guid Id { get; private set; }

    public Guid TrainingProviderId { get; private set; }

    public string Title { get; private set; } = "";

    public int TrainingCategoryCode { get; private set; }

    /// <summary>The ASC-WDS qualification it leads to, if it leads to one.</summary>
    public int? QualificationCode { get; private set; }
}
