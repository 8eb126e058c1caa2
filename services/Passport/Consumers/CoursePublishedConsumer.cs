using Academy.Contracts.Kitemark;
using Academy.Passport.Data;
using Academy.Passport.Domain;
using MassTransit;

namespace Academy.Passport.Consumers;

internal sealed class CoursePublishedConsumer(PassportDb db) : IConsumer<CoursePublished>
{
    public async Task Consume(ConsumeContext<CoursePublished> context)
    {
        var course = await db.CourseVersions.FindAsync([context.Message.CourseVersionId], context.CancellationToken);
        if (course is null)
        {
            course = CourseVersion.Of(context.Message.CourseVersionId);
            db.Add(course);
        }

        course.Take(context.Message);
    }
}
