namespace Academy.Passport.Domain;

/// <summary>What a learner reads in the activity of the passport.</summary>
internal static class ActivityKind
{
    public const string PassportSeen = "PassportSeen";
    public const string EvidenceSeen = "EvidenceSeen";
    public const string CredentialSeen = "CredentialSeen";
    public const string PassportChecked = "PassportChecked";
    public const string ReceiptSeen = "ReceiptSeen";
    public const string RelianceDecided = "RelianceDecided";
    public const string RelianceReceiptSeen = "RelianceReceiptSeen";

    /// <summary>What taking back a decision on a kitemark would change was worked out.</summary>
    public const string EffectsForetold = "EffectsForetold";
    public const string ShareMade = "ShareMade";
    public const string ShareStopped = "ShareStopped";
    public const string ShareStoppedByWrongTries = "ShareStoppedByWrongTries";
    public const string EmployerMaySee = "EmployerMaySee";
    public const string EmployerMayNoLongerSee = "EmployerMayNoLongerSee";
}
