namespace Academy.Passport.Domain;

/// <summary>What a learner says of training that nobody recorded, and how far the evidence for it has come.</summary>
/// <param name="TaughtBy">Who taught it, in the learner's words.</param>
/// <param name="EvidenceIds">The files that are to show it; those that were not accepted are in the ledger only.</param>
public sealed record Declaration(string? TaughtBy, IReadOnlyList<Guid> EvidenceIds, EvidenceStanding Evidence);

/// <summary>How far the evidence for an entry has come that a learner added.</summary>
public enum EvidenceStanding
{
    /// <summary>There is none, or none that was accepted.</summary>
    None,

    /// <summary>Academy staff have still to look at it.</summary>
    Waiting,

    /// <summary>Academy staff saw it and accepted it.</summary>
    Accepted,
}

/// <summary>Why Academy staff do not accept evidence.</summary>
public enum EvidenceRefusal
{
    Unreadable,
    NamesSomebodyElse,
    ShowsSomethingElse,
    NoProof,
}

internal static class EvidenceRefusals
{
    /// <summary>What the learner reads, and what to do.</summary>
    public static string InWords(this EvidenceRefusal refusal) => refusal switch
    {
        EvidenceRefusal.Unreadable => "The file cannot be read. Send a sharper picture, or a scan.",
        EvidenceRefusal.NamesSomebodyElse => "The certificate is in another name. Send your own, or ask whoever made it to put the name right.",
        EvidenceRefusal.ShowsSomethingElse => "The certificate is about other training, or another day, than you wrote. Remove this training and add it again as the certificate says.",
        _ => "The file does not show that you completed the training. Send the certificate, or ask the trainer to record it.",
    };
}
