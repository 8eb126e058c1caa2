using Academy.People;

namespace Academy.Identity.Data;

/// <summary>
/// What is held of a person here. Of each table only the columns named are shown: what proves who somebody is (hashes, keys, stamps) leaves the
/// service for nobody.
/// </summary>
internal static class HeldData
{
    private const string Accounts = "(SELECT id FROM accounts WHERE learner_id = ANY(@ids))";
    private const string Addresses = "(SELECT normalized_email FROM accounts WHERE learner_id = ANY(@ids))";
    private const string OfAccount = $"t.account_id IN {Accounts}";
    private const string OfUser = $"t.user_id IN {Accounts}";

    public static PersonalData Tables { get; } = new(
        [
            new("accounts")
            {
                Only =
                [
                    "id", "full_name", "date_of_birth", "email", "email_confirmed", "language", "phone_number", "phone_number_confirmed", "two_factor_enabled",
                    "created_at", "learner_id", "former_learner_id", "reminder_days", "lockout_end", "access_failed_count",
                ],
            },
            new("passkeys", OfUser) { Only = ["user_id"] },
            new("account_claims", OfUser) { Only = ["id", "claim_type", "claim_value"] },
            new("account_logins", OfUser) { Only = ["login_provider", "provider_display_name"] },
            new("account_tokens", OfUser) { Only = ["login_provider", "name"] },
            new("recovery_codes", OfAccount) { Only = ["account_id"] },
            new("sessions", OfAccount) { Only = ["id", "device", "amr", "created_at", "last_seen_at", "ended_at"] },
            new("email_links", $"{OfAccount} OR t.normalized_address IN {Addresses}") { Only = ["id", "address", "purpose", "created_at", "used_at", "ended_at"] },
            new("messages", $"upper(t.address) IN {Addresses}") { Only = ["id", "address", "purpose", "subject", "created_at", "sent_at", "given_up_at"] },
            new("name_changes", OfAccount) { Only = ["id", "reference", "new_name", "reason", "state", "asked_at", "decided_at", "decision_note"] },
            new("consents", OfAccount) { Only = ["client_id", "scopes", "given_at"] },
            new("grants", OfAccount) { Only = ["id", "client_id", "scopes", "organisation_kind", "organisation_id", "created_at", "expires_at", "ended_at"] },
            new("refresh_tokens", $"t.grant_id IN (SELECT id FROM grants WHERE account_id IN {Accounts})") { Only = ["grant_id", "issued_at", "used_at"] },
            new("memberships", OfAccount) { Only = ["id", "organisation_kind", "organisation_id", "organisation_name", "role", "workplaces", "since", "why", "ended_at", "ended_why"] },
            new("invitations", $"t.normalized_address IN {Addresses}") { Only = ["id", "address", "organisation_id", "role", "workplaces", "invited_at", "why", "withdrawn_at"] },
            new("staff_invitations", $"{OfAccount} OR t.normalized_address IN {Addresses}") { Only = ["id", "address", "organisation_id", "workplace_reference", "invited_at", "accepted_at"] },
            new("record_requests", OfAccount)
            {
                Only = ["id", "reference", "full_name", "date_of_birth", "academy_number", "employer", "last_course", "state", "asked_at", "decided_at", "reason", "learner_id"],
            },
            new("staff_looks", OfAccount) { Only = ["id", "at", "purpose"] },
            new("known_learners", "t.id = ANY(@ids)") { Only = ["id", "academy_number", "names", "date_of_birth"] },
            new("known_employments") { Only = ["employer_id"] },
            new("known_completions") { Only = ["entry_id", "title", "completed_on"] },
        ],
        [
            // Feedback says nothing of who gave it. Clients may speak for a learner in development only; a sign-in under way is over in minutes.
            "clients", "pending_authorizations", "throttles", "protection_keys", "used_assertions", "signing_keys", "organisations", "known_employers", "feedback", .. PersonalData.Passing,
        ]);
}
