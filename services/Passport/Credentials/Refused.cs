namespace Academy.Passport.Credentials;

/// <summary>A signed text that is not taken, with the sentence that says why.</summary>
internal sealed class Refused(string reason) : Exception(reason);
