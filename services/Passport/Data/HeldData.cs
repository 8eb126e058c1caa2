using Academy.People;

namespace Academy.Passport.Data;

/// <summary>What is held of a person here.</summary>
internal static class HeldData
{
    private const string OfEntries = "IN (SELECT id FROM entries WHERE learner_id = ANY(@ids))";

    private const string OfQualifications = "IN (SELECT (held ->> 'id')::uuid FROM passports AS p, jsonb_array_elements(p.qualifications) AS held WHERE p.learner_id = ANY(@ids))";

    public static PersonalData Tables { get; } = new(
        [
            // The document is what entries, qualifications and standards say, once more.
            new("passports") { Without = ["document"] },
            new("entries"),
            new("ledger"),
            new("evidence"),
            new("disputes"),
            new("observations"),
            new("expiry_reminders", $"t.entry_id {OfEntries}"),
            new("delegation_reminders", "t.observation_id IN (SELECT id FROM observations WHERE learner_id = ANY(@ids))"),
            new("notices", "t.recipient_id = ANY(@ids) OR t.learner_id = ANY(@ids)"),
            new("employments"),
            new("shares"),
            new("checks"),
            new("reliance_receipts"),
            new("credentials", $"t.entry_id {OfEntries} OR t.qualification_id {OfQualifications}"),

            // What the other system answered is not about the person.
            new("webhook_deliveries") { Without = ["answer", "problem"] },
            new("taken_statements", $"t.entry_id {OfEntries}"),

            // What was typed beside the number may be somebody else's, and the others of the class are.
            new("class_drafts", "person ->> 'academyNumber' IN (SELECT academy_number FROM passports WHERE learner_id = ANY(@ids))")
            {
                With = "CROSS JOIN LATERAL jsonb_array_elements(t.people) AS person",
                Row = "jsonb_build_object('id', t.id, 'training_provider_id', t.training_provider_id, 'course_version_id', t.course_version_id, 'completed_on', t.completed_on, 'result', person -> 'result')",
            },

            // Who of an organisation looked is somebody else's data; which organisation it was is there.
            new("activity") { Without = ["subject"] },
        ],
        // Rows of a file wait only until they are taken in.
        ["course_codes", "import_findings", "import_rows", "webhooks", "marks", "reassessments", "course_versions", "organisations", "equivalences", "requirement_profiles", "imports", "credential_keys", .. PersonalData.Passing]);
}
