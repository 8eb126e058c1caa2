using Academy.ServiceDefaults;

namespace Academy.Identity.Personas;

/// <summary>Somebody a developer can be with one click.</summary>
/// <param name="Shows">What there is to see as this person.</param>
/// <param name="Go">The page to begin with.</param>
internal sealed record Persona(
    string Key, string Name, DateOnly BornOn, string Who, string Shows, string Go, OrganisationKind? Kind = null, string[]? Roles = null)
{
    public static readonly IReadOnlyList<Persona> All =
    [
        new("amara", "Amara Okafor", new(1994, 3, 8), "Care worker, on a phone, English is her second language", "Six trainings that are up to date, one that expires in 11 days, and tier 2", At("/passport")),
        new("lukasz", "Łukasz Wójcik", new(1998, 11, 2), "New starter", "Four trainings that he added himself, one certificate that waits, one that was not accepted; an employer that waits for a yes or no", At("/passport")),
        new("grace", "Grace Mensah", new(1979, 6, 21), "Senior carer who moves to another employer", "A code that works, an employer that looked twice, and tier 4", At("/passport")),
        new("ma", "Ma", new(1988, 1, 30), "Has one name only", "A single name, wherever a name is shown, and a second record of the same person", At("/passport")),
        new("tom", "Tom Reilly", new(1985, 9, 14), "Bank worker", "Three employers: two see his passport, for one he stopped it", At("/passport")),
        new("priya", "Priya Nair", new(1991, 12, 5), "Personal assistant, paid by direct payment", "No employer that the Care Quality Commission knows, and benefits that are not hers yet", At("/passport")),
        new("dev", "Dev Patel", new(1975, 4, 17), "Trainer", "A class of 14 at Northgate Care Training that is not recorded yet, and a file in .academy/demo with three wrong rows", At("/trainer"), OrganisationKind.TrainingProvider, ["trainer"]),
        new("helen", "Helen Marsh", new(1968, 8, 25), "Training manager", "A provider with a suspended course, one whose kitemark ends in 20 days, and one that waits for its kitemark", At("/trainer"), OrganisationKind.TrainingProvider, ["administrator"]),
        new("ruth", "Ruth Ellis", new(1971, 2, 11), "Registered manager", "A team of 62 at Rosewood Care, 15 of whom share their passport, with training in every state", At("/employer"), OrganisationKind.Employer, ["administrator"]),
        new("sunil", "Sunil Rao", new(1983, 7, 19), "Manager at the same employer", "What a manager sees, and a file in .academy/demo of share codes to check at once, two of which find nobody", At("/employer"), OrganisationKind.Employer, ["manager"]),
        new("joanne", "Joanne Pike", new(1990, 10, 3), "Benefits partner", "Codes to check, in .academy/demo: used, expired, of another partner, and a good one", At("/partner"), OrganisationKind.Partner, ["checker"]),
        new("sam", "Sam Carter", new(1987, 5, 28), "Academy officer", "Two records of one person to merge, a certificate to check, and a record that somebody says is wrong", At("/home"), OrganisationKind.Academy, ["officer"]),
        new("aisha", "Aisha Khan", new(1980, 3, 16), "Academy kitemark lead", "An application with one criterion that is not met", At("/academy"), OrganisationKind.Academy, ["kitemark-lead"]),
        new("olu", "Oluwaṣeun Adébáyọ̀", new(1992, 2, 6), "Team leader at the same employer", "What a viewer sees", At("/employer"), OrganisationKind.Employer, ["viewer"]),
        new("bronwen", "Bronwen Hughes", new(1966, 9, 9), "Owner of a partner", "Offers and who may check codes", At("/partner"), OrganisationKind.Partner, ["administrator"]),
        new("peter", "Peter Novak", new(1970, 7, 7), "Academy auditor", "Records, with a purpose stated, and figures", At("/home"), OrganisationKind.Academy, ["auditor"]),
        new("mary", "Mary Boateng", new(1964, 12, 1), "Academy administrator", "Members, systems and rules", At("/home"), OrganisationKind.Academy, ["administrator"]),
        new("frances", "Frances Doyle", new(1973, 5, 15), "Commissioner of the county", "Figures, and nothing about anybody", At("/home"), OrganisationKind.Commissioner, ["viewer"]),
    ];

    /// <summary>A page of the portal, with signing in to it on the way.</summary>
    private static string At(string page) => $"/session/start?returnUrl={Uri.EscapeDataString(page)}";

    public string Email => $"{Key}@personas.example";

    /// <summary>No person but a system of an employer; one click gives it what it signs in with.</summary>
    public static readonly SystemPersona Robin = new(
        "robin", "Robin", "System of an integrator, for Rosewood Care", "A client id, a new secret, a token to ask for, and a webhook that fails and can be replayed",
        OrganisationKind.Employer, ["employers.read", "learners.read", "passport.read", "webhooks.write"]);

    public static Persona? Find(string? key) => All.FirstOrDefault(persona => persona.Key == key);
}

/// <summary>A system a developer can be: it has no account, only a client.</summary>
/// <param name="Scopes">What it may ask for.</param>
internal sealed record SystemPersona(string Key, string Name, string Who, string Shows, OrganisationKind Kind, string[] Scopes);
