using System.Text.Json.Nodes;
using Academy.Contracts.Kitemark;
using Academy.Passport.Data;
using Academy.Passport.Domain;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Credentials;

/// <summary>
/// A mark as an Open Badges 3.0 endorsement: the Academy says of a training provider, a course version, a trainer or an agency, by the id
/// badges name it by, that it carries the mark for a period. Of a person it names no more than the trainer.
/// </summary>
internal sealed record Endorsement(Mark Mark, string Kind, string Name, string Comment)
{
    /// <summary>Nothing while it is not heard yet what the mark is about.</summary>
    public static async Task<Endorsement?> Of(Mark mark, PassportDb db, CancellationToken cancellationToken)
    {
        async Task<string?> OrganisationName(Guid? id)
            => await db.Organisations.Where(o => o.Id == id).Select(o => o.Name).SingleOrDefaultAsync(cancellationToken);

        switch (mark.Link)
        {
            case LinkKind.CourseVersion:
                var course = await db.CourseVersions.Where(c => c.Id == mark.SubjectId).Select(c => new { c.Title, c.VersionLabel }).SingleOrDefaultAsync(cancellationToken);
                return course is null ? null : new(mark, nameof(KitemarkSubject.CourseVersion), course.Title, $"Kitemark of the course {course.Title}, version {course.VersionLabel}.");
            case LinkKind.Trainer:
                return await OrganisationName(mark.TrainingProviderId) is { } provider
                    ? new(mark, nameof(LinkKind.Trainer), mark.TrainerName!, $"May teach {Subjects.Name(mark.TrainingCategoryCode!.Value)} for {provider}.")
                    : null;
            case LinkKind.TrainingProvider:
                return await OrganisationName(mark.SubjectId) is { } name ? new(mark, nameof(KitemarkSubject.TrainingProvider), name, "Kitemark of the training provider.") : null;
            default:
                return await OrganisationName(mark.SubjectId) is { } agency ? new(mark, nameof(KitemarkSubject.Agency), agency, "Safer Staffing mark of the agency.") : null;
        }
    }

    /// <summary>For all days it was granted for: that it is withdrawn, now or from a day to come, is told by status.</summary>
    public JsonObject Claims(Guid id, long number, CredentialIssuer issuer)
    {
        var until = Mark.Period.Until;
        var kitemark = new JsonObject
        {
            ["mark"] = OpenBadge.Urn(Mark.Id),
            ["kind"] = Kind,
            ["name"] = Name,
            ["from"] = OpenBadge.Show(Mark.Period.From),
            ["until"] = OpenBadge.Show(until),
        };
        if (Mark is { TrainingProviderId: { } provider, TrainingCategoryCode: { } subject })
        {
            (kitemark["trainingProvider"], kitemark["subject"], kitemark["trainingCategory"]) = (OpenBadge.Urn(provider), Subjects.Name(subject), subject);
        }

        var endorsed = new JsonObject
        {
            ["id"] = OpenBadge.Urn(Mark.SubjectId),
            ["type"] = new JsonArray("EndorsementSubject"),
            ["endorsementComment"] = Comment,
            ["kitemark"] = kitemark,
        };
        return new CredentialFrame(CredentialFrame.Endorsement, Name, Mark.Period.From, until, Mark.Period.GrantedAt).Around(endorsed, id, number, issuer);
    }
}
