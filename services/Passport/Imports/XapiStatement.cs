using System.Text.Json;
using System.Text.Json.Serialization;
using Academy.Passport.Features;
using Academy.ServiceDefaults;

namespace Academy.Passport.Imports;

/// <summary>What of an xAPI 1.0.3 statement makes a completion: who (an account named by the academy number), that it was completed, of what, with whom, when.</summary>
public sealed record XapiStatement(
    Guid? Id, XapiAgent? Actor, XapiVerb? Verb, [property: JsonPropertyName("object")] XapiActivity? Activity, XapiResult? Result, XapiContext? Context, DateTimeOffset? Timestamp)
{
    private const string Verbs = "http://adlnet.gov/expapi/verbs/";

    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { PropertyNameCaseInsensitive = false };

    /// <summary>The completion it tells of; or why it cannot be taken.</summary>
    /// <param name="today">The day it is in Europe/London: nothing is completed later.</param>
    internal (TaughtCompletion? Completion, string? Refusal) Read(DateOnly today)
    {
        if (Id is null)
        {
            return Refused("Give the statement an id (a UUID), so that sending it again changes nothing.");
        }

        if (Verb?.Id is not (Verbs + "completed" or Verbs + "passed"))
        {
            return Refused($"Only the verbs {Verbs}completed and {Verbs}passed are taken here.");
        }

        if (Result is { Success: false } or { Completion: false })
        {
            return Refused("The result says that it was not completed, or not passed.");
        }

        if (Actor is not { ObjectType: null or "Agent" } || !Codes.TryRead(Actor.Account?.Name, out var number))
        {
            return Refused("The actor must be an agent with an account whose name is an academy number, for example CPA-7K3M-9QX2.");
        }

        if (Activity is not { ObjectType: null or "Activity", Id.Length: > 0 and <= 500 })
        {
            return Refused("The object must be an activity whose id is a course version of yours, or an address you gave one (POST /api/passport/v1/course-codes).");
        }

        if (Trainer is not { Length: > 0 and <= 500 } trainer)
        {
            return Refused("Name the trainer in context.instructor: an account whose name is the trainer's id, or the name as it was authorised.");
        }

        return Timestamp is not { } at ? Refused("Give the statement a timestamp: the moment of completion.")
            : RecordCompletion.WhyNotOn(at.DayInLondon(), today) is { } why ? Refused(why)
            : (new TaughtCompletion(number, LearnerId: null, DateOfBirth: null, Activity.Id, trainer, at.DayInLondon()), null);
    }

    private string? Trainer => Context?.Instructor is { } instructor ? instructor.Account?.Name ?? instructor.Name : null;

    private static (TaughtCompletion?, string?) Refused(string why) => (null, why);
}

public sealed record XapiAgent(string? ObjectType, string? Name, XapiAccount? Account);

public sealed record XapiAccount(string? HomePage, string? Name);

public sealed record XapiVerb(string? Id);

public sealed record XapiActivity(string? ObjectType, string? Id);

public sealed record XapiResult(bool? Success, bool? Completion);

public sealed record XapiContext(XapiAgent? Instructor);
