using System.Text.Json;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Academy.Portal.Pages.Passport.Add;

/// <summary>Training a learner is adding, on its way from question to question.</summary>
/// <param name="Subject">Its training category of ASC-WDS.</param>
/// <param name="FileId">What was sent as evidence, if anything was.</param>
/// <param name="IsAnother">That it is not the one of the same subject and day that is in the passport.</param>
/// <param name="IsChecked">All questions were answered once: whoever changes an answer goes back to the check.</param>
/// <param name="Key">One training, however often it is sent.</param>
internal sealed record NewTraining(
    string Title, int Subject, DateOnly? CompletedOn, DateOnly? ValidUntil, string? TaughtBy, Guid? FileId, bool IsAnother, bool IsChecked, string Key)
{
    private const string Note = "new training";

    public static NewTraining? Of(ITempDataDictionary notes) => notes.Peek(Note) is string kept ? JsonSerializer.Deserialize<NewTraining>(kept) : null;

    public static void Forget(ITempDataDictionary notes) => notes.Remove(Note);

    public void Keep(ITempDataDictionary notes) => notes[Note] = JsonSerializer.Serialize(this);
}
