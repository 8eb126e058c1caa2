using System.Net;
using System.Text.Json;
using Academy.Contracts.Learner;
using Academy.Passport.Domain;
using Academy.ServiceDefaults;
using Academy.Testing;

namespace Academy.Passport.Tests.Features;

public sealed class ClassDraftTests(PassportApp app)
{
    private static readonly Uri List = new("/api/passport/v1/class-drafts", UriKind.Relative);

    [Fact]
    public async Task A_class_is_kept_as_typed_with_what_would_become_of_it()
    {
        var (learner, course) = (await app.ALearner("Łukasz Wójcik"), await app.ACourse());

        using var kept = await Begin(app.AsProvider(course.ProviderId), course, [Person(learner.AcademyNumber, "wojcik lukasz", result: "Passed")]);

        kept.StatusCode.ShouldBe(HttpStatusCode.Created);
        var draft = await Id(kept);
        kept.Headers.ETag!.Tag.ShouldBe("\"1\"");
        var read = await Read(app.AsProvider(course.ProviderId), draft);
        read.GetProperty("title").GetString().ShouldBe("Moving people safely");
        read.GetProperty("trainerName").GetString().ShouldBe("Dev Patel");
        read.GetProperty("assurance").GetString().ShouldBe("Kitemarked");
        read.GetProperty("whyNot").GetArrayLength().ShouldBe(0);
        var person = read.GetProperty("people")[0];
        person.GetProperty("academyNumber").GetString().ShouldBe($"CPA-{Codes.Show(learner.AcademyNumber)}");
        person.GetProperty("fullName").GetString().ShouldBe("wojcik lukasz", "what was typed, never what the record says");
        person.GetProperty("state").GetString().ShouldBe("Matched");
        person.GetProperty("result").GetString().ShouldBe("Passed");
        var listed = (await (await app.AsProvider(course.ProviderId).GetAsync(List)).Json()).GetProperty("drafts")[0];
        listed.GetProperty("draftId").GetGuid().ShouldBe(draft);
        listed.GetProperty("people").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task A_class_of_a_course_that_is_called_the_Care_Certificate_warns_before_it_is_recorded()
    {
        var course = await app.ACourse(title: "Care Certificate");
        using var kept = await Begin(app.AsProvider(course.ProviderId), course, []);

        var warning = (await Read(app.AsProvider(course.ProviderId), await Id(kept))).GetProperty("warnings").EnumerateArray().ShouldHaveSingleItem();

        warning.GetProperty("code").GetString().ShouldBe("care-certificate-is-awarded-by-an-employer");
        warning.GetProperty("detail").GetString()!.ShouldContain("awarded by an employer");
    }

    [Fact]
    public async Task Of_a_record_it_says_only_whether_what_was_typed_is_so()
    {
        var (learner, course) = (await app.ALearner("Grace Mensah", new DateOnly(1979, 6, 21)), await app.ACourse());
        await app.ALearner("Amara Okafor");
        var number = learner.AcademyNumber;
        var provider = app.AsProvider(course.ProviderId);

        async Task<string?> State(object person)
        {
            using var kept = await Begin(provider, course, [person]);
            var text = await kept.Content.ReadAsStringAsync();
            text.ShouldNotContain(learner.Id.ToString());
            return (await kept.Json()).GetProperty("people")[0].GetProperty("state").GetString();
        }

        (await State(Person(number))).ShouldBe("NumberOnly", "a number alone reveals nothing, not even whether it is anybody's");
        (await State(Person(Codes.New()))).ShouldBe("NumberOnly");
        (await State(Person(number, "Grace Mensah"))).ShouldBe("Matched");
        (await State(Person(number, born: "1979-06-21"))).ShouldBe("Matched");
        (await State(Person(number, "Grace Owusu", "1979-06-21"))).ShouldBe("Matched", "names change, birthdays do not");
        (await State(Person(number, "Amara Okafor"))).ShouldBe("NotMatched");
        (await State(Person(number, "Grace"))).ShouldBe("NotMatched", "one word of two is a guess");
        (await State(Person(number, "Grace Mensah", "1979-06-22"))).ShouldBe("NotMatched");
        (await State(Person(Codes.New(), "Grace Mensah"))).ShouldBe("NotMatched");
        (await State(Person("1234", "Grace Mensah"))).ShouldBe("Unreadable");
    }

    [Fact]
    public async Task A_number_is_answered_once_in_a_list()
    {
        var (learner, course) = (await app.ALearner(), await app.ACourse());

        using var kept = await Begin(app.AsProvider(course.ProviderId), course,
            [Person(learner.AcademyNumber, "Somebody Else"), Person($"cpa {learner.AcademyNumber.ToLowerInvariant()}", learner.Name)]);

        (await kept.Json()).GetProperty("people").EnumerateArray().Select(person => person.GetProperty("state").GetString()).ShouldBe(["NotMatched", "Repeated"]);
    }

    [Fact]
    public async Task It_says_that_a_class_would_not_be_kitemarked_and_why()
    {
        var course = await app.ACourse(isMarked: false);

        using var kept = await Begin(app.AsProvider(course.ProviderId), course, []);

        var answer = await kept.Json();
        answer.GetProperty("assurance").GetString().ShouldBe("Recorded");
        answer.GetProperty("whyNot").GetArrayLength().ShouldBe(3);
        answer.GetProperty("trainerName").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task A_change_is_based_on_the_version_that_was_read()
    {
        var course = await app.ACourse();
        var provider = app.AsProvider(course.ProviderId);
        using var first = await Begin(provider, course, []);
        var draft = await Id(first);

        using var blind = await Keep(provider, draft, course, []);
        using var stale = await Keep(provider, draft, course, [], "\"7\"");
        using var changed = await Keep(provider, draft, course, [Person("x")], "\"1\"");

        ((int)blind.StatusCode).ShouldBe(428);
        stale.StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        changed.StatusCode.ShouldBe(HttpStatusCode.OK);
        changed.Headers.ETag!.Tag.ShouldBe("\"2\"");
    }

    [Fact]
    public async Task To_anybody_else_it_is_not_there()
    {
        var (course, others) = (await app.ACourse(), await app.ACourse());
        using var kept = await Begin(app.AsProvider(course.ProviderId), course, []);
        var draft = await Id(kept);

        foreach (var caller in new[] { app.AsProvider(others.ProviderId), app.As("completions.write", OrganisationKind.Employer, course.ProviderId), app.As("completions.write", learner: course.ProviderId) })
        {
            (await caller.GetAsync(Address(draft))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await caller.DeleteAsync(Address(draft))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await Keep(caller, draft, others, [], "\"1\"")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await Keep(caller, Guid.CreateVersion7(), others, [], "\"1\"")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }

        (await (await app.AsProvider(others.ProviderId).GetAsync(List)).Json()).GetProperty("drafts").GetArrayLength().ShouldBe(0);
        (await app.AsProvider(course.ProviderId).DeleteAsync(Address(draft))).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await app.AsProvider(course.ProviderId).GetAsync(Address(draft))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Numbers_and_sizes_are_bounded()
    {
        var course = await app.ACourse();
        var provider = app.AsProvider(course.ProviderId);

        using var many = await Begin(provider, course, [.. Enumerable.Range(0, ClassDraft.MostPeople + 1).Select(_ => Person("x"))]);
        using var wide = await Begin(provider, course, [Person("x", new string('n', 101))]);
        using var odd = await Begin(provider, course, [Person("x", "a\u0000b")]);
        using var ahead = await Begin(provider, course, [], on: app.Today.AddDays(1));
        using var foreign = await Begin(provider, await app.ACourse(), []);
        many.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        wide.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        odd.StatusCode.ShouldBeOneOf(HttpStatusCode.UnprocessableEntity, HttpStatusCode.BadRequest);
        ahead.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        foreign.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        for (var number = 0; number < ClassDraft.MostOfProvider; number++)
        {
            (await Begin(provider, course, [])).StatusCode.ShouldBe(HttpStatusCode.Created);
        }

        using var oneMore = await Begin(provider, course, []);

        oneMore.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await oneMore.Json()).GetProperty("detail").GetString()!.ShouldContain("Record or delete one of them first");
    }

    [Fact]
    public async Task Somebody_erased_leaves_the_drafts_and_the_others_stay()
    {
        var (erased, stays, course) = (await app.ALearner(), await app.ALearner("Grace Mensah"), await app.ACourse());
        var provider = app.AsProvider(course.ProviderId);
        using var kept = await Begin(provider, course, [Person(erased.AcademyNumber, erased.Name), Person(stays.AcademyNumber, stays.Name)]);

        await app.Deliver(new LearnerErased(erased.Id, 9, app.Clock.GetUtcNow()));

        var read = await Read(provider, await Id(kept));
        read.GetProperty("people").EnumerateArray().Select(person => person.GetProperty("fullName").GetString()).ShouldBe(["Grace Mensah"]);
        read.GetProperty("version").GetInt64().ShouldBe(2);
    }

    [Fact]
    public async Task Nobody_is_recorded_with_details_that_are_not_theirs()
    {
        var (learner, course) = (await app.ALearner("Grace Mensah", new DateOnly(1979, 6, 21)), await app.ACourse());

        var answer = await app.AsProvider(course.ProviderId).PostNew("/api/passport/v1/completions", new
        {
            courseVersionId = course.VersionId,
            trainerId = course.TrainerId,
            completedOn = "2026-09-01",
            learners = new[] { Person(learner.AcademyNumber, "Amara Okafor"), Person(learner.AcademyNumber, born: "1979-06-22"), Person(learner.AcademyNumber, "Mensah, Grace") },
        });

        (await answer.Json()).GetProperty("completions").EnumerateArray().Select(result => result.GetProperty("outcome").GetString())
            .ShouldBe(["NotFound", "NotFound", "Recorded"]);
    }

    [Fact]
    public async Task A_provider_learns_what_it_can_record_and_with_whom()
    {
        var (course, other) = (await app.ACourse(), await app.ACourse(isMarked: false));
        var address = new Uri("/api/passport/v1/teaching", UriKind.Relative);

        var own = await (await app.AsProvider(course.ProviderId).GetAsync(address)).Json();

        own.GetProperty("courses").GetArrayLength().ShouldBe(1);
        own.GetProperty("courses")[0].GetProperty("isKitemarked").GetBoolean().ShouldBeTrue();
        own.GetProperty("trainers")[0].GetProperty("name").GetString().ShouldBe("Dev Patel");
        var unmarked = await (await app.AsProvider(other.ProviderId).GetAsync(address)).Json();
        unmarked.GetProperty("courses")[0].GetProperty("isKitemarked").GetBoolean().ShouldBeFalse();
        unmarked.GetProperty("trainers").GetArrayLength().ShouldBe(0);
    }

    private static object Person(string number, string? name = null, string? born = null, string? result = null)
        => new { academyNumber = number, fullName = name, dateOfBirth = born, result };

    private static Uri Address(Guid draft) => new($"/api/passport/v1/class-drafts/{draft}", UriKind.Relative);

    private static async Task<JsonElement> Read(HttpClient caller, Guid draft) => await (await caller.GetAsync(Address(draft))).Json();

    private static async Task<Guid> Id(HttpResponseMessage kept) => (await kept.Json()).GetProperty("draftId").GetGuid();

    private static Task<HttpResponseMessage> Begin(HttpClient caller, ACourse course, object[] people, DateOnly? on = null)
        => caller.PostNew(List.OriginalString, Class(course, people, on));

    private static async Task<HttpResponseMessage> Keep(HttpClient caller, Guid draft, ACourse course, object[] people, string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, Address(draft)) { Content = JsonContent.Create(Class(course, people, on: null)) };
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        return await caller.SendAsync(request);
    }

    private static object Class(ACourse course, object[] people, DateOnly? on)
        => new { courseVersionId = course.VersionId, trainerId = course.TrainerId, completedOn = on ?? new DateOnly(2026, 9, 1), people };
}
