using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Academy.Contracts.Kitemark;
using Academy.Contracts.Learner;
using Academy.Contracts.Passport;
using Academy.Passport.Domain;
using Academy.Passport.EvidenceFiles;
using Academy.ServiceDefaults;
using Academy.Testing;
using Microsoft.EntityFrameworkCore;

namespace Academy.Passport.Tests.Features;

public sealed class EvidenceTests(PassportApp app)
{
    private const string Base = "/api/passport/v1";

    [Fact]
    public async Task Training_a_learner_adds_is_in_the_passport_as_what_they_say()
    {
        var learner = await app.ALearner();
        var entry = await Declare(learner, taughtBy: " St John ");

        var shown = (await app.PassportOf(learner.Id)).GetProperty("entries")[0];
        shown.GetProperty("entryId").GetGuid().ShouldBe(entry);
        shown.GetProperty("title").GetString().ShouldBe("First aid at work");
        shown.GetProperty("assurance").GetString().ShouldBe("SelfDeclared");
        shown.GetProperty("kitemark").GetProperty("statement").GetString().ShouldBe("No kitemark is claimed");
        shown.GetProperty("recordedBy").GetProperty("trainingProvider").ValueKind.ShouldBe(JsonValueKind.Null);
        shown.GetProperty("declared").GetProperty("taughtBy").GetString().ShouldBe("St John");
        shown.GetProperty("declared").GetProperty("evidence").GetString().ShouldBe("None");
        var said = (await app.Said<CompletionRecorded>()).Single(e => e.LearnerId == learner.Id);
        (said.Entry.EntryId, said.Entry.Assurance).ShouldBe((entry, Assurance.SelfDeclared));
    }

    [Fact]
    public async Task The_same_request_twice_adds_it_once()
    {
        var (learner, key) = (await app.ALearner(), Guid.NewGuid().ToString());

        var first = await app.AsLearner(learner.Id).PostNew($"{Base}/learners/{learner.Id}/entries", Training(), key);
        var second = await app.AsLearner(learner.Id).PostNew($"{Base}/learners/{learner.Id}/entries", Training(), key);

        (await second.Content.ReadAsStringAsync()).ShouldBe(await first.Content.ReadAsStringAsync());
        (await app.PassportOf(learner.Id)).GetProperty("entries").GetArrayLength().ShouldBe(1);
    }

    [Theory]
    [InlineData("completed-in-future", 1, 15, null)]
    [InlineData("training-category-unknown", -10, 999, null)]
    [InlineData("completed-too-young", -9000, 15, null)]
    [InlineData("valid-until", -10, 15, -11)]
    [InlineData("valid-until", -10, 15, 4000)]
    public async Task What_cannot_be_is_refused_with_what_to_put_right(string slug, int days, int category, int? until)
    {
        var learner = await app.ALearner(dateOfBirth: new(1990, 5, 14));

        var refused = await app.AsLearner(learner.Id).PostNew(
            $"{Base}/learners/{learner.Id}/entries",
            Training(on: app.Today.AddDays(days), category: category, until: until is { } u ? app.Today.AddDays(u) : null));

        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await refused.Json()).GetProperty("type").GetString().ShouldEndWith(slug);
        (await app.PassportOf(learner.Id)).GetProperty("entries").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Training_of_the_same_subject_and_day_is_added_again_only_when_the_learner_says_that_it_is_another()
    {
        var (learner, course) = (await app.ALearner(), await app.ACourse());
        await app.Record(course, app.Today.AddDays(-10), learner.Id);
        var client = app.AsLearner(learner.Id);

        var refused = await client.PostNew($"{Base}/learners/{learner.Id}/entries", Training(category: course.Category));
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await refused.Json()).GetProperty("detail").GetString()!.ShouldContain("Moving people safely");

        (await client.PostNew($"{Base}/learners/{learner.Id}/entries", Training(category: course.Category, isAnother: true))).StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Nobody_adds_training_or_evidence_for_somebody_else()
    {
        var (learner, other) = (await app.ALearner(), await app.ALearner("Łukasz Wójcik"));
        var (entry, file) = (await Declare(learner), await Send(learner, Pdf()));
        HttpClient[] strangers = [app.AsLearner(other.Id), app.AsEmployer(await app.AnEmployer()), app.AsProvider((await app.ACourse()).ProviderId), Officer()];

        foreach (var stranger in strangers)
        {
            HttpStatusCode[] refusals = [HttpStatusCode.NotFound, HttpStatusCode.Forbidden];
            refusals.ShouldContain((await stranger.PostNew($"{Base}/learners/{learner.Id}/entries", Training())).StatusCode);
            refusals.ShouldContain((await stranger.PostNew($"{Base}/entries/{entry}/evidence", new { evidenceIds = new[] { file } })).StatusCode);
            refusals.ShouldContain((await stranger.PostNew($"{Base}/entries/{entry}/withdraw", new { reason = "Not theirs." })).StatusCode);
            refusals.ShouldContain((await Put(stranger, learner.Id, Guid.NewGuid(), Pdf())).StatusCode);
        }

        (await app.AsLearner(other.Id).GetAsync(new Uri($"{Base}/learners/{learner.Id}/evidence/{file}", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await app.AsLearner(other.Id).GetAsync(new Uri($"{Base}/learners/{other.Id}/evidence/{file}", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await app.AsLearner(other.Id).PostNew($"{Base}/learners/{other.Id}/entries", Training(files: [file]))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task A_file_is_taken_for_what_its_bytes_are_and_comes_back_as_it_was_sent()
    {
        var (learner, content) = (await app.ALearner(), Pdf());
        var client = app.AsLearner(learner.Id);
        var id = Guid.CreateVersion7();

        var sent = await Put(client, learner.Id, id, content, "image/png");
        sent.StatusCode.ShouldBe(HttpStatusCode.OK);
        var answer = await sent.Json();
        (answer.GetProperty("kind").GetString(), answer.GetProperty("isScanned").GetBoolean()).ShouldBe(("Pdf", false));

        var back = await client.GetAsync(new Uri($"{Base}/learners/{learner.Id}/evidence/{id}", UriKind.Relative));
        (await back.Content.ReadAsByteArrayAsync()).ShouldBe(content);
        back.Content.Headers.ContentType!.MediaType.ShouldBe("application/pdf");
        back.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        back.Headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("sandbox");
        back.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Fact]
    public async Task The_same_file_under_the_same_id_changes_nothing_and_another_file_is_refused()
    {
        var (learner, id, content) = (await app.ALearner(), Guid.CreateVersion7(), Pdf());
        var client = app.AsLearner(learner.Id);

        (await Put(client, learner.Id, id, content)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Put(client, learner.Id, id, content)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Put(client, learner.Id, id, Pdf())).StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Theory]
    [InlineData("<html><script>alert(1)</script>", "evidence-type")]
    [InlineData("PK\u0003\u0004 a word file", "evidence-type")]
    [InlineData("", "evidence-empty")]
    public async Task Other_files_are_refused_with_what_to_send_instead(string content, string slug)
    {
        var learner = await app.ALearner();
        var refused = await Put(app.AsLearner(learner.Id), learner.Id, Guid.NewGuid(), Encoding.Latin1.GetBytes(content));
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await refused.Json()).GetProperty("type").GetString().ShouldEndWith(slug);
    }

    [Fact]
    public async Task A_file_may_have_five_mebibytes_and_not_a_byte_more()
    {
        var learner = await app.ALearner();
        var client = app.AsLearner(learner.Id);

        (await Put(client, learner.Id, Guid.NewGuid(), Pdf(Evidence.MostBytes))).StatusCode.ShouldBe(HttpStatusCode.OK);
        var refused = await Put(client, learner.Id, Guid.NewGuid(), Pdf(Evidence.MostBytes + 1));
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await refused.Json()).GetProperty("detail").GetString()!.ShouldContain("larger than 5 MB");
    }

    [Theory]
    [InlineData(20, false)]
    [InlineData(200, true)]
    public async Task Nobody_fills_the_disk(int files, bool areAttached)
    {
        var learner = await app.ALearner();
        DateTimeOffset? attachedAt = areAttached ? app.Clock.GetUtcNow() : null;
        await app.InDatabase(db => db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO evidence (id, learner_id, kind, length, sha256, sent_at, stored_at, attached_at)
            SELECT gen_random_uuid(), {learner.Id}, 'Pdf', 1, sha256(i::text::bytea), {app.Clock.GetUtcNow()}, {app.Clock.GetUtcNow()}, {attachedAt}
            FROM generate_series(2, {files}) AS i
            """));

        await Send(learner, Pdf());
        if (areAttached)
        {
            await app.InDatabase(db => db.Evidence.Where(e => e.LearnerId == learner.Id).ExecuteUpdateAsync(e => e.SetProperty(x => x.AttachedAt, attachedAt)));
        }

        var refused = await Put(app.AsLearner(learner.Id), learner.Id, Guid.NewGuid(), Pdf());
        (await refused.Json()).GetProperty("type").GetString().ShouldEndWith("too-much-evidence");
    }

    [Fact]
    public async Task What_lies_on_the_disk_says_nothing()
    {
        var learner = await app.ALearner();
        var id = await Send(learner, Pdf());

        var stored = await File.ReadAllBytesAsync(Path.Combine(app.EvidenceFolder, id.ToString("N")));
        Encoding.Latin1.GetString(stored).ShouldNotContain("%PDF");
    }

    [Fact]
    public async Task Evidence_waits_for_Academy_staff_who_say_why_they_look_and_the_learner_sees_it()
    {
        var learner = await app.ALearner("Nguyễn Thị Hà");
        var file = await Send(learner, Pdf());
        var entry = await Declare(learner, files: [file]);

        var waiting = await Waiting(entry);
        waiting.GetProperty("files").GetInt32().ShouldBe(1);
        waiting.TryGetProperty("name", out _).ShouldBeFalse();

        (await app.As("evidence.check", OrganisationKind.Academy, Guid.NewGuid()).GetAsync(new Uri($"{Base}/evidence-checks/{entry}", UriKind.Relative)))
            .StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var check = await Check(entry);
        check.GetProperty("name").GetString().ShouldBe("Nguyễn Thị Hà");
        check.GetProperty("dateOfBirth").GetString().ShouldBe("1990-05-14");
        check.GetProperty("evidence")[0].GetProperty("evidenceId").GetGuid().ShouldBe(file);
        check.GetProperty("signals").GetArrayLength().ShouldBe(0);
        (await Officer().GetAsync(new Uri($"{Base}/learners/{learner.Id}/evidence/{file}", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);

        var activity = await (await app.AsLearner(learner.Id).GetAsync(new Uri($"{Base}/learners/{learner.Id}/activity", UriKind.Relative))).Json();
        var lines = activity.GetProperty("activity").EnumerateArray().Where(line => line.GetProperty("what").GetString() == "EvidenceSeen").ToList();
        lines.Count.ShouldBe(2);
        lines[0].GetProperty("purpose").GetString().ShouldBe("Evidence to check");
    }

    [Fact]
    public async Task Accepted_evidence_makes_the_entry_checked_and_the_learner_reads_it()
    {
        var learner = await app.ALearner();
        var file = await Send(learner, Pdf());
        var entry = await Declare(learner, files: [file]);
        (await app.AsLearner(learner.Id).GetAsync(new Uri($"{Base}/entries/{entry}/credential", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);

        var decided = await Decide(entry, [file]);
        decided.StatusCode.ShouldBe(HttpStatusCode.OK, await decided.Content.ReadAsStringAsync());

        var shown = (await app.PassportOf(learner.Id)).GetProperty("entries")[0];
        shown.GetProperty("assurance").GetString().ShouldBe("EvidenceChecked");
        shown.GetProperty("declared").GetProperty("evidence").GetString().ShouldBe("Accepted");
        var said = (await app.Said<PassportEntryChanged>()).Single(e => e.LearnerId == learner.Id);
        said.Entry.Assurance.ShouldBe(Assurance.EvidenceChecked);
        var notice = await Notice(learner);
        notice.GetProperty("kind").GetString().ShouldBe("EvidenceAccepted");
        notice.GetProperty("entryIds")[0].GetGuid().ShouldBe(entry);
        (await app.AsLearner(learner.Id).GetAsync(new Uri($"{Base}/entries/{entry}/credential", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await Decide(entry, [file])).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await Attach(learner, entry, file)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Refused_evidence_leaves_the_entry_as_it_was_tells_the_learner_why_and_better_evidence_may_follow()
    {
        var learner = await app.ALearner();
        var file = await Send(learner, Pdf());
        var entry = await Declare(learner, files: [file]);

        (await Decide(entry, [file], "Unreadable", "The lower half is dark.")).StatusCode.ShouldBe(HttpStatusCode.OK);

        var shown = (await app.PassportOf(learner.Id)).GetProperty("entries")[0];
        (shown.GetProperty("assurance").GetString(), shown.GetProperty("declared").GetProperty("evidence").GetString()).ShouldBe(("SelfDeclared", "None"));
        shown.GetRawText().ShouldNotContain("dark");
        var notice = await Notice(learner);
        notice.GetProperty("kind").GetString().ShouldBe("EvidenceRefused");
        notice.GetProperty("reason").GetString().ShouldBe("The file cannot be read. Send a sharper picture, or a scan. The lower half is dark.");
        (await app.Said<PassportEntryChanged>()).ShouldNotContain(e => e.LearnerId == learner.Id);

        var better = await Send(learner, Pdf());
        (await Attach(learner, entry, better)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Check(entry)).GetProperty("refusals").GetInt32().ShouldBe(1);
        (await Decide(entry, [better])).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Unreadable")]
    public async Task Nobody_of_the_staff_decides_about_their_own_evidence(string? refusal)
    {
        var learner = await app.ALearner();
        var file = await Send(learner, Pdf());
        var entry = await Declare(learner, files: [file]);

        // The account that sent it, signed in for the Academy; and a system that acts for the learner as well.
        foreach (var officer in new[]
        {
            app.As("evidence.check", OrganisationKind.Academy, Guid.NewGuid(), subject: learner.Id.ToString()),
            app.As("evidence.check", OrganisationKind.Academy, Guid.NewGuid(), learner: learner.Id, subject: Guid.NewGuid().ToString()),
        })
        {
            var refused = await officer.PostNew($"{Base}/evidence-checks/{entry}/decision", new { seenEvidenceIds = new[] { file }, refusal });
            refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            (await refused.Json()).GetProperty("type").GetString().ShouldBe("/problems/own-evidence");
        }

        var shown = (await app.PassportOf(learner.Id)).GetProperty("entries")[0].GetProperty("declared");
        shown.GetProperty("evidence").GetString().ShouldBe("Waiting");
        (await Decide(entry, [file], refusal)).StatusCode.ShouldBe(HttpStatusCode.OK, "another of them does");
    }

    [Fact]
    public async Task A_decision_about_files_that_were_replaced_meanwhile_is_not_taken()
    {
        var learner = await app.ALearner();
        var (seen, newer) = (await Send(learner, Pdf()), await Send(learner, Pdf()));
        var entry = await Declare(learner, files: [seen]);
        await Attach(learner, entry, newer);

        var refused = await Decide(entry, [seen]);
        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await refused.Json()).GetProperty("type").GetString().ShouldEndWith("evidence-changed");
        (await Decide(entry, [newer])).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Only_Academy_staff_with_the_scope_see_the_queue_and_decide()
    {
        var learner = await app.ALearner();
        var file = await Send(learner, Pdf());
        var entry = await Declare(learner, files: [file]);
        HttpClient[] others = [app.AsLearner(learner.Id), app.AsEmployer(await app.AnEmployer()), app.As("passport.read entries.write", OrganisationKind.Academy, Guid.NewGuid())];
        foreach (var other in others)
        {
            (await other.GetAsync(new Uri($"{Base}/evidence-checks", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
            (await other.PostNew($"{Base}/evidence-checks/{entry}/decision", new { seenEvidenceIds = new[] { file } })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        }

        var partner = app.As("evidence.check", OrganisationKind.Employer, Guid.NewGuid());
        (await partner.GetAsync(new Uri($"{Base}/evidence-checks", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await partner.PostNew($"{Base}/evidence-checks/{entry}/decision", new { seenEvidenceIds = new[] { file } })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Signs_of_fraud_are_told_to_whoever_checks()
    {
        var (learner, other, content) = (await app.ALearner(), await app.ALearner("Ma"), Pdf());
        var provider = Guid.CreateVersion7();
        var name = $"Fenland_Training {provider:N}";
        await app.Deliver(new TrainingProviderRegistered(provider, 1, name, null, app.Clock.GetUtcNow()));
        await app.Deliver(new ACourse(Guid.CreateVersion7(), provider, Guid.CreateVersion7(), 15).ProviderGranted(app.Clock.GetUtcNow()));
        await Declare(other, files: [await Send(other, content)]);

        var file = await Send(learner, content);
        var before = PassportApp.LongAgo.AddDays(-100);
        var entries = new List<Guid>();
        foreach (var category in new[] { 1, 2, 8, 15 })
        {
            entries.Add(await Declare(learner, on: before, category: category, taughtBy: name.ToUpperInvariant(), files: [file]));
        }

        (await Check(entries[0])).GetProperty("signals").EnumerateArray().Select(s => s.GetString())
            .ShouldBe(["SameFileForSomebodyElse", "ProviderNotMarkedThen", "ManyOnOneDay"]);
    }

    [Fact]
    public async Task A_provider_nobody_knows_stands_out_and_how_a_file_was_scanned_is_kept_with_it()
    {
        var learner = await app.ALearner();
        var file = await Send(learner, Pdf());
        var (unknown, known) = (
            await Declare(learner, on: app.Today.AddDays(-20), taughtBy: $"College {Guid.NewGuid()}", files: [file]),
            await Declare(learner, on: app.Today.AddDays(-30), taughtBy: await AProvider(), files: [file]));

        var check = await Check(unknown);

        check.GetProperty("signals").EnumerateArray().Select(signal => signal.GetString()).ShouldBe(["ProviderNotKnown"]);
        check.GetProperty("evidence")[0].GetProperty("scan").GetString().ShouldBe("NotScanned", "no scanner is set up here");
        (await app.InDatabase(db => db.Evidence.Where(e => e.Id == file).Select(e => e.Scan).SingleAsync())).ShouldBe(ScanResult.NotScanned);
        (await Check(known)).GetProperty("signals").GetArrayLength().ShouldBe(0);

        async Task<string> AProvider()
        {
            var name = $"Northgate {Guid.NewGuid()}";
            await app.Deliver(new TrainingProviderRegistered(Guid.CreateVersion7(), 1, name, null, app.Clock.GetUtcNow()));
            return name;
        }
    }

    [Fact]
    public async Task A_learner_takes_back_what_they_added_and_it_waits_no_more()
    {
        var learner = await app.ALearner();
        var file = await Send(learner, Pdf());
        var entry = await Declare(learner, files: [file]);

        (await app.AsLearner(learner.Id).PostNew($"{Base}/entries/{entry}/withdraw", new { reason = "I made a mistake." })).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await Officer().GetAsync(new Uri($"{Base}/evidence-checks/{entry}", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Decide(entry, [file])).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await app.PassportOf(learner.Id)).GetProperty("entries")[0].GetProperty("withdrawal").GetProperty("reason").GetString().ShouldBe("I made a mistake.");
    }

    [Fact]
    public async Task A_learner_neither_corrects_nor_takes_back_what_others_recorded()
    {
        var (learner, course) = (await app.ALearner(), await app.ACourse());
        await app.Record(course, app.Today.AddDays(-3), learner.Id);
        var entry = (await app.PassportOf(learner.Id)).GetProperty("entries")[0].GetProperty("entryId").GetGuid();

        (await app.AsLearner(learner.Id).PostNew($"{Base}/entries/{entry}/withdraw", new { reason = "I do not like it." })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await app.AsLearner(learner.Id).PostNew($"{Base}/entries/{entry}/correct", new { completedOn = app.Today, reason = "Later." })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Attach(learner, entry, await Send(learner, Pdf()))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var own = await Declare(learner, category: 1);
        (await app.AsLearner(learner.Id).PostNew($"{Base}/entries/{own}/correct", new { completedOn = app.Today, reason = "Later." })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Files_nobody_uses_and_those_of_erased_persons_are_removed_and_those_in_use_stay()
    {
        var (learner, erased) = (await app.ALearner(), await app.ALearner());
        var (used, unused, gone) = (await Send(learner, Pdf()), await Send(learner, Pdf()), await Send(erased, Pdf()));
        await Declare(learner, files: [used]);
        await Declare(erased, files: [gone]);
        await app.InDatabase(db => db.Evidence.Where(e => e.Id == unused).ExecuteUpdateAsync(e => e.SetProperty(x => x.SentAt, x => x.SentAt.AddDays(-2))));
        await app.Deliver(new LearnerErased(erased.Id, 2, app.Clock.GetUtcNow()));

        await app.Services.GetRequiredService<EvidenceSweeper>().Sweep(CancellationToken.None);

        File.Exists(Path.Combine(app.EvidenceFolder, used.ToString("N"))).ShouldBeTrue();
        File.Exists(Path.Combine(app.EvidenceFolder, unused.ToString("N"))).ShouldBeFalse();
        File.Exists(Path.Combine(app.EvidenceFolder, gone.ToString("N"))).ShouldBeFalse();
        (await app.InDatabase(db => db.Evidence.CountAsync(e => e.Id == unused || e.Id == gone))).ShouldBe(0);
    }

    [Fact]
    public async Task The_files_of_a_merged_record_are_the_kept_ones()
    {
        var (kept, merged) = (await app.ALearner(), await app.ALearner());
        var file = await Send(merged, Pdf());
        var entry = await Declare(merged, files: [file]);

        await app.Deliver(new LearnersMerged(merged.Id, 3, kept.Id, app.Clock.GetUtcNow()));

        (await Check(entry)).GetProperty("learnerId").GetGuid().ShouldBe(kept.Id);
        (await app.AsLearner(kept.Id).GetAsync(new Uri($"{Base}/learners/{kept.Id}/evidence/{file}", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Decide(entry, [file])).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static byte[] Pdf(int length = 2_000)
    {
        var content = RandomNumberGenerator.GetBytes(length);
        "%PDF-1.7\n"u8.CopyTo(content);
        return content;
    }

    private static async Task<HttpResponseMessage> Put(HttpClient client, Guid learner, Guid id, byte[] content, string type = "application/octet-stream")
        => await client.PutAsync(
            new Uri($"{Base}/learners/{learner}/evidence/{id}", UriKind.Relative),
            new ByteArrayContent(content) { Headers = { ContentType = new MediaTypeHeaderValue(type) } });

    private object Training(DateOnly? on = null, int category = 15, DateOnly? until = null, string? taughtBy = null, Guid[]? files = null, bool isAnother = false) => new
    {
        title = " First aid at work ",
        trainingCategoryCode = category,
        completedOn = on ?? app.Today.AddDays(-10),
        validUntil = until,
        taughtBy,
        evidenceIds = files,
        isAnother,
    };

    private HttpClient Officer()
    {
        var officer = app.As("evidence.check passport.read entries.write", OrganisationKind.Academy, Guid.NewGuid());
        officer.DefaultRequestHeaders.Add("X-Purpose", "Evidence to check");
        return officer;
    }

    private async Task<Guid> Declare(
        ALearner learner, DateOnly? on = null, int category = 15, string? taughtBy = null, Guid[]? files = null)
    {
        var answer = await app.AsLearner(learner.Id).PostNew($"{Base}/learners/{learner.Id}/entries", Training(on, category, null, taughtBy, files));
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return (await answer.Json()).GetProperty("entryId").GetGuid();
    }

    private async Task<Guid> Send(ALearner learner, byte[] content)
    {
        var id = Guid.CreateVersion7();
        (await Put(app.AsLearner(learner.Id), learner.Id, id, content)).StatusCode.ShouldBe(HttpStatusCode.OK);
        return id;
    }

    private Task<HttpResponseMessage> Attach(ALearner learner, Guid entry, Guid file)
        => app.AsLearner(learner.Id).PostNew($"{Base}/entries/{entry}/evidence", new { evidenceIds = new[] { file } });

    private Task<HttpResponseMessage> Decide(Guid entry, Guid[] seen, string? refusal = null, string? note = null)
        => Officer().PostNew($"{Base}/evidence-checks/{entry}/decision", new { seenEvidenceIds = seen, refusal, note });

    private async Task<JsonElement> Check(Guid entry)
    {
        var answer = await Officer().GetAsync(new Uri($"{Base}/evidence-checks/{entry}", UriKind.Relative));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return await answer.Json();
    }

    /// <summary>The entry's line in the queue; other tests add theirs meanwhile.</summary>
    private async Task<JsonElement> Waiting(Guid entry)
    {
        var at = $"{Base}/evidence-checks";
        while (true)
        {
            var page = await (await Officer().GetAsync(new Uri(at, UriKind.Relative))).Json();
            if (page.GetProperty("checks").EnumerateArray().FirstOrDefault(check => check.GetProperty("entryId").GetGuid() == entry) is { ValueKind: JsonValueKind.Object } found)
            {
                page.GetProperty("waiting").GetInt32().ShouldBeGreaterThan(0);
                return found;
            }

            at = page.GetProperty("next").GetString().ShouldNotBeNull("The entry is not in the queue.");
        }
    }

    private async Task<JsonElement> Notice(ALearner learner)
        => (await (await app.AsLearner(learner.Id).GetAsync(new Uri($"{Base}/learners/{learner.Id}/notices", UriKind.Relative))).Json()).GetProperty("notices")[0];
}
