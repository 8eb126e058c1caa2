using System.ComponentModel.DataAnnotations;
using Academy.Passport.Data;
using Academy.Passport.Domain;
using Academy.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Features;

/// <summary>All of a class as far as it was typed; it replaces what was kept before.</summary>
public sealed record ClassDraftRequest(
    Guid CourseVersionId, Guid TrainerId, DateOnly CompletedOn, [Required, MaxLength(ClassDraft.MostPeople)] IReadOnlyList<ClassPerson> People);

/// <summary>Somebody on the list. Name and date of birth are the trainer's own words; nothing of a record is ever added to them.</summary>
public sealed record ClassPerson(
    [Required(AllowEmptyStrings = true), StringLength(40)] string AcademyNumber, [StringLength(100)] string? FullName, DateOnly? DateOfBirth, ClassResult? Result);

/// <summary>Begins a class that is not recorded yet.</summary>
internal static class BeginClassDraft
{
    public static void Map(IEndpointRouteBuilder app)
        => app.MapPost("/class-drafts", Handle).RequireScope("completions.write").Idempotent();

    private static async Task<Created<ClassDraftResponse>> Handle(
        ClassDraftRequest request, Caller caller, PassportDb db, TimeProvider time, HttpContext http, CancellationToken cancellationToken)
    {
        var (provider, now) = (caller.Provider(), time.GetUtcNow());
        await db.ClassDrafts.Where(d => d.ChangedAt < now - ClassDraft.Kept).ExecuteDeleteAsync(cancellationToken);
        if (await db.ClassDrafts.CountAsync(d => d.TrainingProviderId == provider, cancellationToken) >= ClassDraft.MostOfProvider)
        {
            throw new RuleBroken($"There are {ClassDraft.MostOfProvider} classes begun and not recorded. Record or delete one of them first.", "too-many-drafts");
        }

        var draft = ClassDraft.Of(Guid.CreateVersion7(now), provider);
        db.Add(draft);
        var shown = await KeepClassDraft.Keep(draft, request, db, time, http, cancellationToken);
        return TypedResults.Created($"/api/passport/v1/class-drafts/{draft.Id}", shown);
    }
}
