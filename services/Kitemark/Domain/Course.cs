namespace Academy.Kitemark.Domain;

internal sealed class Course
{
    private Course()
    {
    }

    public Course(Guid trainingProviderId, string title, int trainingCategoryCode, DateTimeOffset now)
        => (Id, TrainingProviderId, Title, TrainingCategoryCode) = (Guid.CreateVersion7(now), trainingProviderId, title, trainingCategoryCode);

    public Guid Id { get; private set; }

    public Guid TrainingProviderId { get; private set; }

    public string Title { get; private set; } = "";

    public int TrainingCategoryCode { get; private set; }
}
