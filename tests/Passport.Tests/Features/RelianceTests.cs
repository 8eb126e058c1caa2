using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Academy.Contracts.Kitemark;
using Academy.Contracts.Learner;
using Academy.Passport.Tests.Credentials;
using Academy.Testing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Tests.Features;

/// <summary>What an employer makes of training somebody brings along: receipts, and the repeats they avoid.</summary>
public sealed class RelianceTests(PassportApp app)
{
    private const string Reason = "Our lifting equipment is another one.";

    [Fact]
    public async Task Every_decision_is_a_receipt_that_the_person_reads()
    {
        var (employer, learner, entries) = await AStarter(2);

        var receipts = await Decide(employer, learner, (entries[0], "Accepted", null), (entries[1], "Repeat", Reason));

        receipts.Select(r => (r.GetProperty("entryId").GetGuid(), r.GetProperty("decision").GetString())).ShouldBe([(entries[0], "Accepted"), (entries[1], "Repeat")]);
        (receipts[0].GetProperty("hours").GetDecimal(), receipts[0].GetProperty("pounds").GetDecimal()).ShouldBe((6, 85));
        receipts[1].TryGetProperty("hours", out _).ShouldBeFalse("what is repeated spares nothing");
        var read = await List(app.AsLearner(learner), $"learners/{learner}");
        read.Select(r => r.GetProperty("receiptId").GetGuid()).ShouldBe(receipts.Select(r => r.GetProperty("receiptId").GetGuid()), ignoreOrder: true);
        read.Single(r => r.GetProperty("entryId").GetGuid() == entries[1]).GetProperty("reason").GetString().ShouldBe(Reason);
        (await Activity(learner)).ShouldContain(("RelianceDecided", "Rosewood Care Ltd"));
    }

    [Fact]
    public async Task A_starter_is_shown_with_what_they_bring_along_and_what_was_decided_about_it()
    {
        var (employer, learner, entries) = await AStarter(2);
        await Entry(await app.ACourse(category: 20), 0, learner);
        await Decide(employer, learner, (entries[1], "Repeat", Reason));

        var starter = await app.AsEmployer(employer).GetFromJsonAsync<JsonElement>($"/api/passport/v1/employers/{employer}/starters/{learner}");

        var brought = starter.GetProperty("brought").EnumerateArray().ToList();
        brought.Select(b => b.GetProperty("entry").GetProperty("entryId").GetGuid()).ShouldBe(entries, "the newest first, and nothing since the person works here");
        brought.Select(b => b.TryGetProperty("decision", out var decision) ? decision.GetProperty("decision").GetString() : null).ShouldBe([null, "Repeat"]);
    }

    [Fact]
    public async Task The_same_decision_again_is_the_same_receipt_and_another_one_replaces_it()
    {
        var (employer, learner, entries) = await AStarter(1);
        var first = await Decide(employer, learner, (entries[0], "Accepted", null));
        (await Decide(employer, learner, (entries[0], "Accepted", "  "))).Single().GetProperty("receiptId").GetGuid().ShouldBe(first[0].GetProperty("receiptId").GetGuid());

        await Decide(employer, learner, (entries[0], "Rejected", Reason));

        var listed = await List(app.AsEmployer(employer), $"employers/{employer}");
        listed.Select(r => (r.GetProperty("decision").GetString(), r.TryGetProperty("replacedAt", out _))).ShouldBe([("Rejected", false), ("Accepted", true)], ignoreOrder: true);
        (await Verify(Jws(first[0]))).GetProperty("current").GetProperty("outcome").GetString().ShouldBe("Failed");
        (await Verify(Jws(listed.Single(r => r.GetProperty("decision").GetString() == "Rejected")))).GetProperty("current").GetProperty("outcome").GetString().ShouldBe("Passed");
    }

    [Fact]
    public async Task What_is_avoided_is_always_the_sum_of_the_accepting_receipts()
    {
        var (employer, learner, entries) = await AStarter(3);
        await Decide(employer, learner, (entries[0], "Accepted", null), (entries[1], "Accepted", null), (entries[2], "Repeat", Reason));
        await ShouldAvoid(employer, receipts: 2, hours: 12, pounds: 170);

        await Decide(employer, learner, (entries[1], "Rejected", Reason));
        await ShouldAvoid(employer, receipts: 1, hours: 6, pounds: 85);

        await Decide(employer, learner, (entries[1], "Accepted", null), (entries[2], "Accepted", null));
        await ShouldAvoid(employer, receipts: 3, hours: 18, pounds: 255);
    }

    [Fact]
    public async Task A_receipt_verifies_with_the_published_key_and_nothing_else_after_the_person_has_left()
    {
        var (employer, learner, entries) = await AStarter(1);
        var number = (await app.PassportOf(learner)).GetProperty("academyNumber").GetString()!;
        var signed = Jws((await Decide(employer, learner, (entries[0], "Accepted", null)))[0]);
        await Leaves(learner, employer);

        var parts = signed.Split('.');
        var header = JsonDocument.Parse(WebEncoders.Base64UrlDecode(parts[0])).RootElement;
        header.GetProperty("typ").GetString().ShouldBe("reliance-receipt+jwt");
        var did = await app.CreateClient().GetFromJsonAsync<JsonElement>("/.well-known/did.json");
        var jwk = did.GetProperty("verificationMethod").EnumerateArray().Single(m => m.GetProperty("id").GetString() == header.GetProperty("kid").GetString()).GetProperty("publicKeyJwk");
        using var key = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = { X = WebEncoders.Base64UrlDecode(jwk.GetProperty("x").GetString()!), Y = WebEncoders.Base64UrlDecode(jwk.GetProperty("y").GetString()!) },
        });
        key.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), WebEncoders.Base64UrlDecode(parts[2]), HashAlgorithmName.SHA256).ShouldBeTrue();

        var findings = await Verify(signed);
        findings.GetProperty("signature").GetProperty("outcome").GetString().ShouldBe("Passed");
        var receipt = findings.GetProperty("receipt");
        receipt.GetProperty("decision").GetString().ShouldBe("Accepted");
        receipt.GetProperty("employer").GetProperty("name").GetString().ShouldBe("Rosewood Care Ltd");
        receipt.ToString().ShouldNotContain("Amara", Case.Insensitive, "a receipt does not name the person");
        receipt.ToString().ShouldNotContain(number, Case.Insensitive, "with number and birthday an employer could say that somebody works there");
        var identity = receipt.GetProperty("learner");
        identity.GetProperty("identityHash").GetString().ShouldBe(
            $"sha256${Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(number + identity.GetProperty("salt").GetString())))}", "who knows the number finds it confirmed");
        (await List(app.AsEmployer(employer), $"employers/{employer}")).Count.ShouldBe(1, "its receipts stay an employer's evidence");
    }

    [Fact]
    public async Task A_receipt_that_was_changed_is_refused_and_a_credential_is_none()
    {
        var (employer, learner, entries) = await AStarter(1);
        var signed = Jws((await Decide(employer, learner, (entries[0], "Repeat", Reason)))[0]);
        var parts = signed.Split('.');
        var forged = Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(parts[1])).Replace("Repeat", "Accepted", StringComparison.Ordinal);
        var credential = await (await app.AsLearner(learner).GetAsync(new Uri($"/api/passport/v1/learners/{learner}/entries/{entries[0]}/credential", UriKind.Relative)))
            .Content.ReadAsStringAsync();

        foreach (var bad in new[] { $"{parts[0]}.{WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(forged))}.{parts[2]}", credential, "x", $"{parts[0]}.{parts[1]}." })
        {
            var findings = await Verify(bad);
            findings.GetProperty("signature").GetProperty("outcome").GetString().ShouldBe("Failed");
            findings.TryGetProperty("receipt", out _).ShouldBeFalse();
        }
    }

    [Fact]
    public async Task Whoever_had_accepted_an_entry_gets_notice_when_it_is_withdrawn_and_so_does_the_person()
    {
        var (employer, learner, course, entry) = await AStarterOf(await app.ACourse());
        var other = await app.AnEmployer("Elm House Ltd");
        await app.AnEmployment(learner, other, shares: false);
        await Decide(employer, learner, (entry, "Accepted", null));

        (await app.AsProvider(course.ProviderId).PostNew($"/api/passport/v1/entries/{entry}/withdraw", new { reason = "Was not in the class." })).StatusCode.ShouldBe(HttpStatusCode.OK);

        var notice = (await Notices(app.AsEmployer(employer), $"employers/{employer}")).ShouldHaveSingleItem();
        (notice.GetProperty("kind").GetString(), notice.GetProperty("learnerId").GetGuid()).ShouldBe(("EntryWithdrawn", learner));
        notice.GetProperty("reason").GetString().ShouldBe("Was not in the class.");
        (await Notices(app.AsLearner(learner), $"learners/{learner}")).ShouldHaveSingleItem().GetProperty("kind").GetString().ShouldBe("EntryWithdrawn");
        (await Notices(app.AsEmployer(other), $"employers/{other}")).ShouldBeEmpty("it had not relied on it");
        var avoided = await Avoided(employer);
        (avoided.GetProperty("receipts").GetInt32(), avoided.GetProperty("decideAgain").GetInt32()).ShouldBe((1, 1));
        (await List(app.AsEmployer(employer), $"employers/{employer}")).Single().GetProperty("entryWithdrawn").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task Whoever_relied_on_a_kitemark_gets_notice_of_its_withdrawal_also_once_the_person_has_left()
    {
        var (employer, learner, course, entry) = await AStarterOf(await app.ACourse());
        await Decide(employer, learner, (entry, "Accepted", null));
        await Leaves(learner, employer);

        var now = app.Clock.GetUtcNow();
        await app.Deliver(course.CourseWithdrawn(now, app.Today.AddDays(-40), now, Consequence.NeedsReview));
        await app.Reassess();

        var notice = (await Notices(app.AsEmployer(employer), $"employers/{employer}")).ShouldHaveSingleItem();
        (notice.GetProperty("kind").GetString(), notice.GetProperty("people").GetInt32()).ShouldBe(("Withdrawn", 1));
    }

    [Fact]
    public async Task An_employer_decides_by_its_own_check_before_the_person_starts_and_about_what_was_shared_only()
    {
        var (learner, employer) = (await app.ALearner(), await app.AnEmployer());
        var shared = await Entry(await app.ACourse(), -30, learner.Id);
        var kept = await Entry(await app.ACourse(category: 20), -31, learner.Id);
        var share = await (await app.AsLearner(learner.Id).PostNew($"/api/passport/v1/learners/{learner.Id}/shares", new { days = 1, entryIds = new[] { shared } })).Json();
        var check = (await (await app.AsEmployer(employer).PostNew(
            "/api/passport/v1/checks", new { code = share.GetProperty("code").GetString(), dateOfBirth = learner.DateOfBirth })).Json()).GetProperty("checkId").GetGuid();

        var decided = await Post(app.AsEmployer(employer), employer, new { checkId = check, decisions = Decisions((shared, "Accepted", null)) });
        decided.StatusCode.ShouldBe(HttpStatusCode.Created, await decided.Content.ReadAsStringAsync());
        (await decided.Content.ReadAsStringAsync()).ShouldNotContain($"{learner.Id}", Case.Insensitive, "with id and birthday an employer could say that somebody works there");
        (await List(app.AsEmployer(employer), $"employers/{employer}")).ShouldHaveSingleItem().TryGetProperty("learnerId", out _).ShouldBeFalse();

        await ShouldRefuse(employer, new { checkId = check, decisions = Decisions((kept, "Accepted", null)) }, "entry-unknown");
        (await Post(app.AsEmployer(await app.AnEmployer()), employer, new { checkId = check, decisions = Decisions((shared, "Accepted", null)) })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var another = await app.AnEmployer();
        (await Post(app.AsEmployer(another), another, new { checkId = check, decisions = Decisions((shared, "Accepted", null)) })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Nothing_is_decided_about_somebody_who_does_not_let_the_employer_see_the_passport()
    {
        var (learner, employer) = ((await app.ALearner()).Id, await app.AnEmployer());
        var entry = await Entry(await app.ACourse(), -30, learner);
        await app.AnEmployment(learner, employer, shares: false, from: app.Today);

        foreach (var who in new[] { learner, Guid.NewGuid() })
        {
            (await Post(app.AsEmployer(employer), employer, new { learnerId = who, decisions = Decisions((entry, "Accepted", null)) })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }
    }

    [Fact]
    public async Task A_manager_of_another_workplace_neither_decides_nor_reads()
    {
        var (learner, employer) = ((await app.ALearner()).Id, await app.AnEmployer());
        var entry = await Entry(await app.ACourse(), -30, learner);
        await app.AnEmployment(learner, employer, from: app.Today, workplace: "Rose House");
        var body = new { learnerId = learner, decisions = Decisions((entry, "Accepted", null)) };

        (await Post(app.At(employer, "Elm House"), employer, body)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Post(app.At(employer, "Rose House"), employer, body)).StatusCode.ShouldBe(HttpStatusCode.Created);

        (await List(app.At(employer, "Elm House"), $"employers/{employer}")).ShouldBeEmpty();
        (await List(app.At(employer, "Rose House"), $"employers/{employer}")).Count.ShouldBe(1);
        (await app.At(employer, "Rose House").GetAsync(new Uri($"/api/passport/v1/employers/{employer}/repeats-avoided", UriKind.Relative))).StatusCode
            .ShouldBe(HttpStatusCode.NotFound, "the ledger is the whole employer's");
    }

    [Fact]
    public async Task What_cannot_be_decided_is_refused_with_a_sentence_and_nothing_of_the_request_is_kept()
    {
        var (employer, learner, entries) = await AStarter(1);
        var since = await Entry(await app.ACourse(category: 20), 0, learner);
        var expired = await Entry(await app.ACourse(validityMonths: 1, category: 21), -60, learner);

        await ShouldRefuse(employer, new { learnerId = learner, decisions = Decisions((entries[0], "Accepted", null), (since, "Accepted", null)) }, "not-prior");
        await ShouldRefuse(employer, new { learnerId = learner, decisions = Decisions((expired, "Accepted", null)) }, "not-in-force");
        await ShouldRefuse(employer, new { learnerId = learner, decisions = Decisions((entries[0], "Rejected", " ")) }, "reason-needed");
        await ShouldRefuse(employer, new { learnerId = learner, decisions = Decisions((Guid.NewGuid(), "Accepted", null)) }, "entry-unknown");
        await ShouldRefuse(employer, new { learnerId = learner, decisions = Decisions((entries[0], "Accepted", null), (entries[0], "Repeat", Reason)) }, "decided-twice");
        await ShouldRefuse(employer, new { decisions = Decisions((entries[0], "Accepted", null)) }, "whose-training");
        (await Post(app.AsEmployer(employer), employer, new { learnerId = learner, decisions = Decisions((entries[0], "Perhaps", null)) })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        (await List(app.AsEmployer(employer), $"employers/{employer}")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_managers_who_decide_at_once_leave_one_decision_that_counts()
    {
        var (employer, learner, entries) = await AStarter(1);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Post(
            app.AsEmployer(employer), employer, new { learnerId = learner, decisions = Decisions((entries[0], n % 2 == 0 ? "Accepted" : "Repeat", $"Decided by manager {n}.")) })));

        (await app.InDatabase(db => db.Receipts.CountAsync(r => r.EntryId == entries[0] && r.ReplacedAt == null))).ShouldBe(1);
    }

    [Fact]
    public async Task Receipts_go_with_a_record_that_is_erased_and_along_with_one_that_is_merged()
    {
        var (employer, learner, entries) = await AStarter(1);
        var signed = Jws((await Decide(employer, learner, (entries[0], "Accepted", null)))[0]);
        var kept = await app.ALearner();

        await app.Deliver(new LearnersMerged(learner, 10, kept.Id, app.Clock.GetUtcNow()));
        (await List(app.AsLearner(kept.Id), $"learners/{kept.Id}")).Count.ShouldBe(1);

        await app.Deliver(new LearnerErased(kept.Id, 11, app.Clock.GetUtcNow()));
        (await List(app.AsEmployer(employer), $"employers/{employer}")).ShouldBeEmpty();
        var findings = await Verify(signed);
        findings.GetProperty("signature").GetProperty("outcome").GetString().ShouldBe("Passed");
        findings.GetProperty("current").GetProperty("outcome").GetString().ShouldBe("CouldNotCheck");
    }

    [Fact]
    public async Task A_qualification_somebody_brings_along_is_decided_about_like_a_completion()
    {
        var (employer, learner, course, _) = await AStarterOf(await app.ACourse());
        var qualification = await app.AQualification(course.ProviderId, learner);
        await ShouldRefuse(employer, new { learnerId = learner, decisions = Decisions((qualification, "Repeat", null)) }, "reason-needed");

        var receipt = (await Decide(employer, learner, (qualification, "Accepted", null))).ShouldHaveSingleItem();

        (receipt.GetProperty("kind").GetString(), receipt.GetProperty("title").GetString(), receipt.GetProperty("completedOn").GetString())
            .ShouldBe(("Qualification", "Level 2 Adult Social Care Certificate", "2026-03-02"));
        var record = (await Verify(Jws(receipt))).GetProperty("receipt").GetProperty("record");
        (record.GetProperty("kind").GetString(), record.GetProperty("recordedBy").GetString()).ShouldBe(("Qualification", "Northgate Care Training"));
        record.TryGetProperty("trainingCategory", out _).ShouldBeFalse();
        var starter = await app.AsEmployer(employer).GetFromJsonAsync<JsonElement>($"/api/passport/v1/employers/{employer}/starters/{learner}");
        starter.GetProperty("broughtQualifications").EnumerateArray().ShouldHaveSingleItem().GetProperty("decision").GetProperty("decision").GetString().ShouldBe("Accepted");

        (await app.AsProvider(course.ProviderId).PostNew($"/api/passport/v1/qualifications/{qualification}/withdraw", new { reason = "Another person's." })).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await Notices(app.AsEmployer(employer), $"employers/{employer}")).ShouldHaveSingleItem().GetProperty("about").GetString().ShouldBe("Level 2 Adult Social Care Certificate");
        (await List(app.AsLearner(learner), $"learners/{learner}")).ShouldHaveSingleItem().GetProperty("entryWithdrawn").GetBoolean().ShouldBeTrue();
        await ShouldRefuse(employer, new { learnerId = learner, decisions = Decisions((qualification, "Accepted", "Still.")) }, "not-in-force");
    }

    [Fact]
    public async Task What_another_employer_observed_is_decided_about_and_a_delegation_is_not_taken_over()
    {
        var (learner, former, employer) = ((await app.ALearner()).Id, await app.AnEmployer("Elm House Ltd"), await app.AnEmployer());
        await app.AnEmployment(learner, former);
        var (seen, delegated) = (await Observe(null), await Observe(new
        {
            activity = "FeedingAndDigestive",
            delegatedBy = "N Shah",
            profession = "Registered nurse",
            registeredWith = "NursingAndMidwiferyCouncil",
            registrationNumber = "12A3456B",
            until = app.Today.AddDays(30),
        }));
        await app.AnEmployment(learner, employer, from: app.Today);

        var receipt = (await Decide(employer, learner, (seen, "Accepted", null))).ShouldHaveSingleItem();
        (receipt.GetProperty("kind").GetString(), receipt.TryGetProperty("hours", out _)).ShouldBe(("Observation", false));
        (await Verify(Jws(receipt))).GetProperty("receipt").GetProperty("record").GetProperty("recordedBy").GetString().ShouldBe("Elm House Ltd");
        await ShouldRefuse(employer, new { learnerId = learner, decisions = Decisions((delegated, "Accepted", null)) }, "delegated-elsewhere");
        await Decide(employer, learner, (delegated, "Repeat", "Our nurse delegates it anew."));
        await ShouldRefuse(former, new { learnerId = learner, decisions = Decisions((seen, "Accepted", null)) }, "not-prior");
        var starter = await app.AsEmployer(employer).GetFromJsonAsync<JsonElement>($"/api/passport/v1/employers/{employer}/starters/{learner}");
        starter.GetProperty("broughtObservations").EnumerateArray()
            .ToDictionary(one => one.GetProperty("observation").GetProperty("observationId").GetGuid(), one => one.GetProperty("decision").GetProperty("decision").GetString())
            .ShouldBe(new Dictionary<Guid, string?> { [seen] = "Accepted", [delegated] = "Repeat" }, ignoreOrder: true);

        (await app.AsEmployer(former).PostNew($"/api/passport/v1/observations/{seen}/end", new { reason = "It was another worker." })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Notices(app.AsEmployer(employer), $"employers/{employer}")).ShouldHaveSingleItem().GetProperty("kind").GetString().ShouldBe("CompetenceEnded");
        (await Avoided(employer)).GetProperty("decideAgain").GetInt32().ShouldBe(1);

        async Task<Guid> Observe(object? delegation)
        {
            var answer = await app.AsEmployer(former).PostNew(
                "/api/passport/v1/observations", new { learnerId = learner, trainingCategoryCode = 13, observedOn = app.Today.AddDays(-5), observer = "Ruth Ellis", delegation });
            answer.StatusCode.ShouldBe(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
            return (await answer.Json()).GetProperty("observationId").GetGuid();
        }
    }

    [Fact]
    public async Task By_a_check_an_employer_decides_about_the_qualifications_that_were_shared()
    {
        var (learner, employer, provider) = (await app.ALearner(), await app.AnEmployer(), (await app.ACourse()).ProviderId);
        var (shared, kept) = (await app.AQualification(provider, learner.Id), await app.AQualification((await app.ACourse()).ProviderId, learner.Id));
        var share = await (await app.AsLearner(learner.Id).PostNew($"/api/passport/v1/learners/{learner.Id}/shares", new { days = 1, entryIds = new[] { shared } })).Json();
        var check = (await (await app.AsEmployer(employer).PostNew(
            "/api/passport/v1/checks", new { code = share.GetProperty("code").GetString(), dateOfBirth = learner.DateOfBirth })).Json()).GetProperty("checkId").GetGuid();

        (await Post(app.AsEmployer(employer), employer, new { checkId = check, decisions = Decisions((shared, "Accepted", null)) })).StatusCode.ShouldBe(HttpStatusCode.Created);
        await ShouldRefuse(employer, new { checkId = check, decisions = Decisions((kept, "Accepted", null)) }, "entry-unknown");

        var read = await app.AsEmployer(employer).GetFromJsonAsync<JsonElement>($"/api/passport/v1/checks/{check}");
        var brought = read.GetProperty("broughtQualifications").EnumerateArray().ShouldHaveSingleItem();
        (brought.GetProperty("qualification").GetProperty("qualificationId").GetGuid(), brought.GetProperty("decision").GetProperty("decision").GetString()).ShouldBe((shared, "Accepted"));
    }

    private static object[] Decisions(params (Guid Entry, string Decision, string? Reason)[] decisions)
        => [.. decisions.Select(d => new { entryId = d.Entry, decision = d.Decision, reason = d.Reason })];

    private static Task<HttpResponseMessage> Post(HttpClient client, Guid employer, object body) => client.PostNew($"/api/passport/v1/employers/{employer}/reliance-receipts", body);

    private static string Jws(JsonElement receipt) => receipt.GetProperty("jws").GetString()!;

    private static async Task<List<JsonElement>> List(HttpClient client, string who)
        => [.. (await client.GetFromJsonAsync<JsonElement>($"/api/passport/v1/{who}/reliance-receipts")).GetProperty("receipts").EnumerateArray()];

    private static async Task<List<JsonElement>> Notices(HttpClient client, string who)
        => [.. (await client.GetFromJsonAsync<JsonElement>($"/api/passport/v1/{who}/notices")).GetProperty("notices").EnumerateArray()];

    /// <summary>Somebody who starts today and lets the employer see the passport, with entries of different courses from before.</summary>
    private async Task<(Guid Employer, Guid Learner, Guid[] Entries)> AStarter(int entries)
    {
        var (learner, employer) = ((await app.ALearner()).Id, await app.AnEmployer());
        var brought = new List<Guid>();
        for (var n = 0; n < entries; n++)
        {
            brought.Add(await Entry(await app.ACourse(), -30 - n, learner));
        }

        await app.AnEmployment(learner, employer, from: app.Today);
        return (employer, learner, [.. brought]);
    }

    private async Task<(Guid Employer, Guid Learner, ACourse Course, Guid Entry)> AStarterOf(ACourse course)
    {
        var (learner, employer) = ((await app.ALearner()).Id, await app.AnEmployer());
        var entry = await Entry(course, -30, learner);
        await app.AnEmployment(learner, employer, from: app.Today);
        return (employer, learner, course, entry);
    }

    private async Task Leaves(Guid learner, Guid employer)
    {
        var employment = await app.InDatabase(db => db.Employments.Where(e => e.LearnerId == learner && e.EmployerId == employer).Select(e => e.Id).SingleAsync());
        await app.AnEmployment(learner, employer, from: app.Today.AddDays(-1), until: app.Today.AddDays(-1), id: employment, version: 9);
        (await app.AsEmployer(employer).GetAsync(new Uri($"/api/passport/v1/learners/{learner}/passport", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task<Guid> Entry(ACourse course, int days, Guid learner)
        => (await app.Record(course, app.Today.AddDays(days), learner)).GetProperty("completions")[0].GetProperty("entryId").GetGuid();

    private async Task<List<JsonElement>> Decide(Guid employer, Guid learner, params (Guid Entry, string Decision, string? Reason)[] decisions)
    {
        var answer = await Post(app.AsEmployer(employer), employer, new { learnerId = learner, decisions = Decisions(decisions) });
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return [.. (await answer.Json()).GetProperty("receipts").EnumerateArray()];
    }

    private async Task ShouldRefuse(Guid employer, object body, string problem)
    {
        var answer = await Post(app.AsEmployer(employer), employer, body);
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await answer.Json()).GetProperty("type").GetString().ShouldBe($"/problems/{problem}");
    }

    private async Task<JsonElement> Verify(string receipt)
        => await (await app.CreateClient().PostAsJsonAsync("/api/passport/v1/reliance-receipts/verify", new { receipt })).Json();

    private Task<JsonElement> Avoided(Guid employer)
        => app.AsEmployer(employer).GetFromJsonAsync<JsonElement>($"/api/passport/v1/employers/{employer}/repeats-avoided");

    /// <summary>By the ledger, and by the receipts that are listed.</summary>
    private async Task ShouldAvoid(Guid employer, int receipts, decimal hours, decimal pounds)
    {
        var avoided = await Avoided(employer);
        (avoided.GetProperty("receipts").GetInt32(), avoided.GetProperty("hours").GetDecimal(), avoided.GetProperty("pounds").GetDecimal()).ShouldBe((receipts, hours, pounds));
        var accepting = (await List(app.AsEmployer(employer), $"employers/{employer}"))
            .Where(r => r.GetProperty("decision").GetString() == "Accepted" && !r.TryGetProperty("replacedAt", out _)).ToList();
        (accepting.Count, accepting.Sum(r => r.GetProperty("hours").GetDecimal()), accepting.Sum(r => r.GetProperty("pounds").GetDecimal())).ShouldBe((receipts, hours, pounds));
    }

    private async Task<List<(string?, string?)>> Activity(Guid learner)
        => [.. (await app.AsLearner(learner).GetFromJsonAsync<JsonElement>($"/api/passport/v1/learners/{learner}/activity")).GetProperty("activity").EnumerateArray()
            .Select(line => (line.GetProperty("what").GetString(), line.GetProperty("who").GetString()))];
}
