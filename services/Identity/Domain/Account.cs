using Microsoft.AspNetCore.Identity;

namespace Academy.Identity.Domain;

/// <summary>A person who signs in. It exists only once its e-mail address has been confirmed; what the person may do is kept elsewhere.</summary>
internal sealed class Account : IdentityUser<Guid>
{
    public const int LongestName = 100;

    /// <summary>Passport tells of training that expires these many days before.</summary>
    public static readonly IReadOnlyList<int> PossibleReminderDays = [90, 60, 30];

    // ASP.NET Core Identity makes users by their parameterless constructor.
    public Account()
    {
    }

    public Account(string fullName, DateOnly? dateOfBirth, string email, DateTimeOffset now)
    {
        Id = Guid.CreateVersion7(now);
        UserName = Id.ToString();
        (FullName, DateOfBirth, Email, EmailConfirmed, CreatedAt) = (fullName.Trim(), dateOfBirth, email, true, now);
    }

    public string FullName { get; private set; } = "";

    public DateOnly? DateOfBirth { get; private set; }

    /// <summary>The learner this person is, once their record has been found.</summary>
    public Guid? LearnerId { get; private set; }

    /// <summary>The record this account was connected to until that was merged into one with an account of its own.</summary>
    public Guid? FormerLearnerId { get; private set; }

    /// <summary>The language the person reads, as a tag of BCP 47.</summary>
    public string Language { get; private set; } = "en";

    /// <summary>How many days before training expires the person is reminded by email; none who wants no reminders.</summary>
    public int[] ReminderDays { get; private set; } = [.. PossibleReminderDays];

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>The secret shared with the person's authenticator app, sealed with the service's data-protection keys.</summary>
    public string? AuthenticatorKey { get; private set; }

    /// <summary>The time step of the last code that was taken, so that no code is taken twice.</summary>
    public long LastCodeStep { get; private set; }

    public void Rename(string fullName) => FullName = fullName.Trim();

    public void LinkTo(Guid learnerId) => ChangeLink(learnerId);

    /// <summary>The record is another account's now.</summary>
    public void Unlink() => ChangeLink(null);

    /// <summary>The record was merged into one that has an account already. It is remembered, so that erasing the person erases this account too.</summary>
    public void UnlinkFromMerged()
    {
        FormerLearnerId = LearnerId;
        Unlink();
    }

    public void UseAuthenticator(string sealedKey, long step)
        => (AuthenticatorKey, LastCodeStep, TwoFactorEnabled) = (sealedKey, step, true);

    public void RemoveAuthenticator() => (AuthenticatorKey, TwoFactorEnabled) = (null, false);

    public void TakeCode(long step) => LastCodeStep = step;

    // With a new stamp, whoever read the account before and writes it whole loses the race instead of undoing the link.
    private void ChangeLink(Guid? learnerId) => (LearnerId, ConcurrencyStamp) = (learnerId, Guid.NewGuid().ToString());
}
