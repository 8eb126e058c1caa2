using System.Globalization;
using System.Net;
using System.Text.Json;
using Academy.Identity.Domain;
using Academy.Launcher.Demo;
using Academy.Launcher.Running;
using Academy.ServiceDefaults;

namespace Academy.EndToEnd.Tests.Access;

/// <summary>
/// Everybody the access table speaks of, and what is theirs: Amara, who works at Rosewood and lets it see her passport,
/// works at Hilltop, which may not, and has left Meadow; Northgate, which recorded her training; Riverside, a partner.
/// Beside them strangers, whose things are nobody's of the callers.
/// </summary>
internal sealed class AccessCast(Platform platform, HttpClient http)
{
    public const string Born = "1990-05-14";
    public static readonly Guid AcademyId = new("acade317-0000-8000-8000-000000000001");

    private readonly Dictionary<string, List<Guid>> _strangers = [];
    private List<string> _scopes = [];
    private int _disputes;
    private ApiClient _northgate = null!;

    public ApiClient Academy { get; private set; } = null!;

    public AccessTokens Tokens { get; private set; } = null!;

    public List<AccessCaller> Callers { get; } = [];

    public Guid Amara { get; private set; }

    public string AmarasNumber { get; private set; } = "";

    /// <summary>Has nothing to do with any of the organisations.</summary>
    public Guid Zofia { get; private set; }

    /// <summary>A record that was merged into Amara's.</summary>
    public Guid Merged { get; private set; }

    public Guid Erased { get; private set; }

    public Guid Duplicate { get; private set; }

    public Guid AmarasEmployment { get; private set; }

    public Guid Rosewood { get; private set; }

    public Guid Northgate { get; private set; }

    public Guid Trainer { get; private set; }

    public Guid Authorisation { get; private set; }

    public Guid Course { get; private set; }

    public Guid Version { get; private set; }

    public Guid Application { get; private set; }

    public Guid Kitemark { get; private set; }

    public Guid Agency { get; private set; }

    public Guid Equivalence { get; private set; }

    /// <summary>A visit that is planned to Northgate.</summary>
    public Guid Visit { get; private set; }

    public Guid Riverside { get; private set; }

    public Guid Offer { get; private set; }

    public Guid Entry { get; private set; }

    /// <summary>An entry of Amara's from before she worked for Rosewood.</summary>
    public Guid Brought { get; private set; }

    /// <summary>Training Amara added herself, whose evidence waits; the file has her own id.</summary>
    public Guid Declared { get; private set; }

    /// <summary>What Amara says is wrong with something that Northgate recorded.</summary>
    public Guid Dispute { get; private set; }

    /// <summary>Another one, that Northgate has answered.</summary>
    public Guid AnsweredDispute { get; private set; }

    public Guid Qualification { get; private set; }

    public Guid Observation { get; private set; }

    public Guid Share { get; private set; }

    public string ShareCode { get; private set; } = "";

    public string UsedCode { get; private set; } = "";

    public Guid Check { get; private set; }

    public Guid LearnerImport { get; private set; }

    public Guid PassportImport { get; private set; }

    public Guid Rules { get; private set; }

    public (string Id, string Secret) SpareClient { get; private set; }

    /// <summary>Things of people and organisations that none of the callers has to do with, by kind.</summary>
    public IReadOnlyList<Guid> Strangers(string kind) => _strangers.GetValueOrDefault(kind) ?? [];

    public AccessCaller this[string name] => Callers.Single(caller => caller.Name == name);

    public async Task Prepare(IReadOnlyDictionary<string, string?> scopeOfRoute)
    {
        Academy = new Cast(http, new Narrator(_ => { }), Tell.Secret(platform.SecretsFolder)).Academy;
        var discovery = await http.GetFromJsonAsync<JsonElement>(new Uri("/.well-known/openid-configuration", UriKind.Relative));
        // A system that speaks for itself is no person: openid and account.connect are not for it.
        _scopes = [.. scopeOfRoute.Values.OfType<string>().Distinct().Except(["openid", "profile", "account.connect"])];
        _scopes.ShouldBeSubsetOf(discovery.GetProperty("scopes_supported").EnumerateArray().Select(scope => scope.GetString()!));
        var tokens = Tokens = new AccessTokens(
            discovery.GetProperty("issuer").GetString()!,
            await File.ReadAllTextAsync(Path.Combine(platform.SecretsFolder, PlatformSecrets.SigningKey)), AcademyId, _scopes);

        Rosewood = await NewEmployer("Rosewood Care Ltd");
        var (hilltop, meadow, faraway) = (await NewEmployer("Hilltop Homecare"), await NewEmployer("Meadow House"), await NewEmployer("Faraway Care"));
        (Amara, AmarasNumber) = await NewLearner();
        Zofia = (await NewLearner()).Id;
        Northgate = await NewProvider("Northgate Care Training");
        Riverside = await Post("api/benefits/v1/partners", new { name = "Riverside Leisure" }, "partnerId");

        Callers.Add(new("nobody", token: null));
        Callers.Add(new("expired", line => Task.FromResult(tokens.Expired(line)), statesPurpose: true));
        Callers.Add(new("otherkey", line => Task.FromResult(tokens.OfAnotherKey(line)), statesPurpose: true));
        Callers.Add(new("audience", line => Task.FromResult(tokens.ForAnotherAudience(line)), statesPurpose: true));
        Callers.Add(new("scope", line => Task.FromResult(tokens.Without(scopeOfRoute[line.Key], line)), statesPurpose: true));
        Callers.Add(await Client("self", new { name = "Amara", scopes = _scopes, learnerId = Amara }));
        Callers.Add(await Client("learner", new { name = "Zofia", scopes = _scopes, learnerId = Zofia }));
        Callers.Add(await Organisation("employer", "Employer", Rosewood));
        Callers.Add(await Organisation("unconsented", "Employer", hilltop));
        Callers.Add(await Organisation("former", "Employer", meadow));
        Callers.Add(await Organisation("employer2", "Employer", await NewEmployer("Otherwise Care")));
        Callers.Add(await Organisation("provider", "TrainingProvider", Northgate));
        Callers.Add(await Organisation("provider2", "TrainingProvider", await NewProvider("Southgate Training")));
        Callers.Add(await Organisation("partner", "Partner", Riverside));
        Callers.Add(await Organisation("commissioner", "Commissioner", Guid.CreateVersion7()));
        Callers.Add(new("elsewhere", line => Task.FromResult(tokens.AtAWorkplace(line, Rosewood, "Elm House")), employer: Rosewood));
        Callers.Add(await Organisation("partner2", "Partner", await Post("api/benefits/v1/partners", new { name = "Hillside Gym" }, "partnerId")));
        foreach (var (name, role) in new[] { ("officer", "officer"), ("lead", "kitemark-lead"), ("auditor", "auditor"), ("admin", "administrator") })
        {
            Callers.Add(await Organisation(name, "Academy", AcademyId, role));
            Callers.Add(await Organisation($"{name}+", "Academy", AcademyId, role));
        }

        AddRoles(tokens);
        AmarasEmployment = await Employ(Amara, Rosewood);
        await As("self", "POST", $"api/learner/v1/employments/{AmarasEmployment}/consent", new { sharesPassport = true });
        await Employ(Amara, hilltop);
        var left = await Employ(Amara, meadow);
        await As("self", "POST", $"api/learner/v1/employments/{left}/consent", new { sharesPassport = true });
        await Academy.SendQuietly(HttpMethod.Post, $"api/learner/v1/employments/{left}/end", new { endedOn = "2025-12-31" }, CancellationToken.None);

        await CloseRecords(tokens);
        await As("admin", "POST", "api/identity/v1/organisations", OrganisationOf(Rosewood));
        await PrepareTraining();
        await PrepareSharesAndBenefits();
        await PrepareStrangers(faraway);
    }

    /// <summary>The kind of organisation a role is of, by the name of its column.</summary>
    public static OrganisationKind KindOf(string role) => role.Split(':')[0] switch
    {
        "employer" => OrganisationKind.Employer,
        "provider" => OrganisationKind.TrainingProvider,
        "partner" => OrganisationKind.Partner,
        "academy" => OrganisationKind.Academy,
        _ => OrganisationKind.Commissioner,
    };

    public async Task<(Guid Id, string Number)> NewLearner()
    {
        var learner = await Academy.SendQuietly(HttpMethod.Post, "api/learner/v1/learners", new { fullName = "Somebody Else", dateOfBirth = Born }, CancellationToken.None);
        return (learner.GetProperty("learnerId").GetGuid(), learner.GetProperty("academyNumber").GetString()!);
    }

    /// <summary>A record to merge another into; which one is <see cref="Duplicate"/>.</summary>
    public async Task<Guid> NewTwin()
    {
        Duplicate = (await NewLearner()).Id;
        return (await NewLearner()).Id;
    }

    public Task<Guid> NewTrainer() => Post($"api/kitemark/v1/providers/{Northgate}/trainers", new { name = "Dev Patel" }, "trainerId");

    public async Task<Guid> NewAuthorisation(Guid? trainer = null) => await Post(
        $"api/kitemark/v1/trainers/{trainer ?? await NewTrainer()}/authorisations",
        new { trainingCategoryCode = 15, from = "2020-01-01", until = "2030-12-31" }, "authorisationId");

    public async Task<Guid> NewSuspendedAuthorisation()
    {
        var authorisation = await NewAuthorisation();
        await Academy.Post($"api/kitemark/v1/authorisations/{authorisation}/suspend", AccessRequests.Withdrawal, CancellationToken.None);
        return authorisation;
    }

    public Task<Guid> NewVersion(Guid course) => Post(
        $"api/kitemark/v1/courses/{course}/versions",
        new { versionLabel = Guid.NewGuid().ToString(), durationHours = 6, pricePounds = 85, mode = "FaceToFace" }, "courseVersionId");

    /// <summary>An application that was reviewed and can be decided.</summary>
    public async Task<Guid> NewApplication()
    {
        var application = await NewSubmission();
        await Step(Academy, application, "review", new { });
        await Academy.Change(Of(application), "review", new { scores = Applying.Scores }, CancellationToken.None);
        return application;
    }

    /// <summary>A class that Northgate has begun.</summary>
    public Guid ClassDraft { get; private set; }

    public object Class => new { courseVersionId = Version, trainerId = Trainer, completedOn = "2026-05-14", people = new[] { new { academyNumber = "4F7-KQ2-M9F", fullName = "Amara Okafor", result = "Passed" } } };

    public async Task<Guid> NewClassDraft()
        => (await _northgate.Post("api/passport/v1/class-drafts", Class, CancellationToken.None)).GetProperty("draftId").GetGuid();

    /// <summary>An address of Rosewood's.</summary>
    public Guid Webhook { get; private set; }

    /// <summary>An event for it.</summary>
    public long Delivery { get; private set; }

    public async Task<Guid> NewWebhook() => (await As("employer", "POST", "api/passport/v1/webhooks", AccessRequests.Webhook)).GetProperty("webhookId").GetGuid();

    /// <summary>A file of completions that Northgate sent.</summary>
    public Guid CompletionImport { get; private set; }

    /// <summary>What Northgate's own system calls its course.</summary>
    public Guid CourseCode { get; private set; }

    public async Task<Guid> NewCourseCode()
        => (await _northgate.Post("api/passport/v1/course-codes", AccessRequests.CourseCode(this), CancellationToken.None)).GetProperty("id").GetGuid();

    /// <summary>An entry that Northgate recorded for somebody new.</summary>
    public async Task<Guid> NewEntry() => await Recorded(_northgate, AccessRequests.Completion(Version, Trainer, (await NewLearner()).Id));

    /// <summary>Training Amara adds herself, with evidence to check.</summary>
    public async Task<Guid> NewDeclared()
        => (await As("self", "POST", $"api/passport/v1/learners/{Amara}/entries", AccessRequests.Declaration(Amara))).GetProperty("entryId").GetGuid();

    /// <summary>Amara says that something Northgate recorded is wrong.</summary>
    public async Task<Guid> NewDispute()
    {
        var day = new DateOnly(2021, 1, 1).AddDays(Interlocked.Increment(ref _disputes)).ToString("O", CultureInfo.InvariantCulture);
        var entry = await Recorded(_northgate, AccessRequests.Completion(Version, Trainer, Amara, day));
        return (await As("self", "POST", $"api/passport/v1/entries/{entry}/dispute", AccessRequests.Dispute)).GetProperty("disputeId").GetGuid();
    }

    public async Task<Guid> NewAnsweredDispute()
    {
        var dispute = await NewDispute();
        await As("provider", "POST", $"api/passport/v1/disputes/{dispute}/answer", AccessRequests.Answer(1));
        return dispute;
    }

    /// <summary>Northgate says that the record is right, and Amara asks the Academy.</summary>
    public async Task<Guid> NewAskedDispute()
    {
        var dispute = await NewAnsweredDispute();
        await As("self", "POST", $"api/passport/v1/disputes/{dispute}/ask-academy", new { words = "I was on leave." });
        return dispute;
    }

    /// <summary>A qualification that Northgate recorded for somebody new.</summary>
    public async Task<Guid> NewQualification() => await Awarded(_northgate, (await NewLearner()).Id);

    public async Task<Guid> NewDraft()
        => (await _northgate.Post(
            "api/kitemark/v1/applications", new { subject = "CourseVersion", subjectId = await NewVersion(Course) }, CancellationToken.None))
            .GetProperty("applicationId").GetGuid();

    public async Task<Guid> NewAssessment()
    {
        var application = await NewDraft();
        await _northgate.Change(Of(application), "self-assessment", new { criteria = Applying.SelfAssessment }, CancellationToken.None);
        return application;
    }

    public async Task<Guid> NewSubmission() => await Step(_northgate, await NewAssessment(), "submit", new { });

    /// <summary>An application that a caller reviews.</summary>
    public async Task<Guid> NewReview(AccessCaller reviewer) => await Step(reviewer, await NewSubmission(), "review", new { });

    public async Task<Guid> NewCondition() => await Step(Academy, await NewApplication(), "conditions", AccessRequests.Conditions);

    /// <summary>An application whose condition the training provider has answered, and the caller reviews.</summary>
    public async Task<Guid> NewAnswer(AccessCaller reviewer)
        => await Step(_northgate, await Step(reviewer, await NewReview(reviewer), "conditions", AccessRequests.Conditions), "conditions/1/answer", new { answer = "Done." });

    public async Task<Guid> NewRefusal() => await Step(Academy, await NewApplication(), "decision", new { approve = false, reason = "Not every criterion is met." });

    public async Task<Guid> NewAppeal() => await Step(_northgate, await NewRefusal(), "appeal", new { grounds = "The visit saw another course." });

    public async Task<Guid> NewKitemark() => await Kitemarked("CourseVersion", await NewVersion(Course), _northgate);

    public Task<Guid> NewEquivalence() => Post("api/kitemark/v1/equivalences", AccessRequests.Equivalence, "equivalenceId");

    public async Task<Guid> NewVisit()
        => (await Academy.Post($"api/kitemark/v1/kitemarks/{await NewKitemark()}/visits", AccessRequests.Visit, CancellationToken.None))
            .GetProperty("visits")[0].GetProperty("visitId").GetGuid();

    public async Task<Guid> NewWithdrawal()
    {
        var kitemark = await NewKitemark();
        await Academy.Post($"api/kitemark/v1/kitemarks/{kitemark}/withdraw", AccessRequests.Withdrawal, CancellationToken.None);
        return kitemark;
    }

    /// <summary>An organisation as Identity starts one, with somebody invited to administer it.</summary>
    public static object OrganisationOf(Guid id) => new { kind = "Employer", organisationId = id, name = "Rosewood Care Ltd", email = "ruth@post.example", reason = "They asked for it." };

    /// <summary>What a system sends that does not say who it is.</summary>
    public static FormUrlEncodedContent OfNobody() => new(new Dictionary<string, string> { ["token"] = "nothing" });

    public Task<Guid> NewOffer(Guid? partner = null) => Post("api/benefits/v1/offers", OfferOf(partner ?? Riverside), "offerId");

    public async Task<string> NewClient()
        => (await Academy.SendQuietly(HttpMethod.Post, "api/identity/v1/clients", new { name = "A system", scopes = new[] { "learners.read" } }, CancellationToken.None))
            .GetProperty("clientId").GetString()!;

    public static object OfferOf(Guid partner) => new
    {
        partnerId = partner,
        name = "Half-price swimming",
        description = "Half price at every pool.",
        validFrom = "2026-01-01",
        validUntil = "2099-12-31",
        rule = new { minimumTier = 0 },
    };

    /// <summary>A person in each role there is, at the organisations Amara has to do with; staff of the Academy state a purpose.</summary>
    private void AddRoles(AccessTokens tokens)
    {
        foreach (var (name, kind, organisation) in new[]
        {
            ("employer", OrganisationKind.Employer, Rosewood),
            ("provider", OrganisationKind.TrainingProvider, Northgate),
            ("partner", OrganisationKind.Partner, Riverside),
            ("academy", OrganisationKind.Academy, AcademyId),
            ("commissioner", OrganisationKind.Commissioner, Guid.CreateVersion7()),
        })
        {
            foreach (var role in RoleScopes.RolesOf(kind))
            {
                Callers.Add(new(
                    $"{name}:{role}",
                    line => Task.FromResult(tokens.OfARole(line, kind, organisation, role)),
                    statesPurpose: kind == OrganisationKind.Academy,
                    employer: kind == OrganisationKind.Employer ? organisation : null));
            }
        }
    }

    /// <summary>Somebody who holds a token from before, and whose record is merged into Amara's; and somebody who is erased.</summary>
    private async Task CloseRecords(AccessTokens tokens)
    {
        (Merged, Erased) = ((await NewLearner()).Id, (await NewLearner()).Id);
        var before = DateTime.UtcNow.AddSeconds(-1);
        Callers.Add(new("closed", line => Task.FromResult(tokens.OfALearner(line, Merged, before))));
        await As("officer+", "POST", $"api/learner/v1/learners/{Amara}/merge", new { duplicateLearnerId = Merged, reason = "They are one person." });
        await As("admin", "POST", $"api/learner/v1/learners/{Erased}/erase", new { reason = "AskedFor" });
        foreach (var service in new[] { "learner", "passport", "pathway", "benefits" })
        {
            await Is("closed", $"api/{service}/v1/learners/{Merged}/activity", HttpStatusCode.Unauthorized);
        }

        await Is("officer+", $"api/passport/v1/learners/{Erased}/passport", HttpStatusCode.Gone);
        await Is("officer+", $"api/pathway/v1/learners/{Erased}/tier", HttpStatusCode.Gone);
    }

    private async Task PrepareTraining()
    {
        _northgate = await new Cast(http, new Narrator(_ => { }), Tell.Secret(platform.SecretsFolder))
            .WithKey("Northgate", "TrainingProvider", Northgate, ["kitemark.write", "completions.write", "qualifications.write"], CancellationToken.None);
        Trainer = await NewTrainer();
        await Kitemarked("TrainingProvider", Northgate, _northgate);
        Authorisation = await NewAuthorisation(Trainer);
        Course = await Post("api/kitemark/v1/courses", new { trainingProviderId = Northgate, title = "Moving people", trainingCategoryCode = 15 }, "courseId");
        Version = await NewVersion(Course);
        Application = await NewApplication();
        Kitemark = await NewKitemark();
        Equivalence = await NewEquivalence();
        Agency = await Post("api/learner/v1/employers", new { name = "Bluebell Staffing", kind = "Agency" }, "employerId");
        await Is("lead", $"api/kitemark/v1/agencies/{Agency}/standing", HttpStatusCode.OK);
        await Is("lead", $"api/passport/v1/kitemarks/{Kitemark}/endorsement", HttpStatusCode.OK);
        Visit = await NewVisit();
        Entry = await Recorded(_northgate, AccessRequests.Completion(Version, Trainer, Amara));
        Brought = await Recorded(_northgate, AccessRequests.Completion(Version, Trainer, Amara, "2023-05-15"));
        Qualification = await Awarded(_northgate, Amara);
        await As("self", "PUT", $"api/passport/v1/learners/{Amara}/evidence/{Amara}", AccessRequests.Certificate);
        Declared = await NewDeclared();
        (Dispute, AnsweredDispute) = (await NewDispute(), await NewAnsweredDispute());
        ClassDraft = await NewClassDraft();
        CourseCode = await NewCourseCode();
        CompletionImport = (await _northgate.Post("api/passport/v1/completion-imports", AccessRequests.CompletionFile(this), CancellationToken.None))
            .GetProperty("importId").GetGuid();
        Observation = (await As("employer", "POST", "api/passport/v1/observations", AccessRequests.Observation(Amara))).GetProperty("observationId").GetGuid();
        await Is("employer", $"api/passport/v1/learners/{Amara}/passport", HttpStatusCode.OK);
        await Is("provider", $"api/passport/v1/learners/{Amara}/passport", HttpStatusCode.OK);
        await Is("former", $"api/passport/v1/learners/{Amara}/passport", HttpStatusCode.NotFound);
        await Is("officer+", $"api/pathway/v1/learners/{Amara}/tier", HttpStatusCode.OK);
    }

    private async Task PrepareSharesAndBenefits()
    {
        var share = await As("self", "POST", $"api/passport/v1/learners/{Amara}/shares", new { days = 7 });
        (Share, ShareCode) = (share.GetProperty("shareId").GetGuid(), share.GetProperty("code").GetString()!);
        Check = (await As("employer", "POST", "api/passport/v1/checks", new { code = ShareCode, dateOfBirth = Born })).GetProperty("checkId").GetGuid();
        LearnerImport = (await As("employer", "POST", "api/learner/v1/imports", AccessRequests.WorkerFile)).GetProperty("importId").GetGuid();
        PassportImport = (await As("employer", "POST", "api/passport/v1/imports", AccessRequests.TrainingFile)).GetProperty("importId").GetGuid();
        Webhook = await NewWebhook();
        Delivery = (await As("employer", "POST", $"api/passport/v1/webhooks/{Webhook}/ping", null)).GetProperty("deliveryId").GetInt64();
        Offer = await NewOffer();
        UsedCode = (await As("self", "POST", $"api/benefits/v1/learners/{Amara}/codes", new { offerId = Offer })).GetProperty("code").GetString()!;
        (await As("partner", "POST", "api/benefits/v1/checks", new { code = UsedCode })).GetProperty("eligible").GetBoolean().ShouldBeTrue();
        Rules = (await As("admin", "GET", "api/pathway/v1/rules", null)).GetProperty("ruleSets")[0].GetProperty("id").GetGuid();
        var client = await NewClient();
        var renewed = await Academy.SendQuietly(HttpMethod.Post, $"api/identity/v1/clients/{client}/secret", new { }, CancellationToken.None);
        SpareClient = (client, renewed.GetProperty("clientSecret").GetString()!);
    }

    private async Task PrepareStrangers(Guid faraway)
    {
        var stranger = await Organisation("faraway", "Employer", faraway);
        for (var i = 0; i < 20; i++)
        {
            var (id, _) = await NewLearner();
            Stranger("learner", id);
            Stranger("employment", await Employ(id, faraway));
            Stranger("employer", await NewEmployer($"Stranger {i}"));
            Stranger("offer", await NewOffer(await NewPartner()));
        }

        Stranger("employer", faraway);
        for (var i = 0; i < 5; i++)
        {
            var person = Strangers("learner")[i];
            var phone = await Client("stranger", new { name = "A stranger", scopes = _scopes, learnerId = person });
            await APlatform.Until("Passport knows the stranger", async () =>
                (await Ask(phone, "GET", $"api/passport/v1/learners/{person}/passport", null)).Status == HttpStatusCode.OK);
            var share = (await Ask(phone, "POST", $"api/passport/v1/learners/{person}/shares", new { days = 7 })).Body;
            Stranger("share", share.GetProperty("shareId").GetGuid());
            var check = await Ask(stranger, "POST", "api/passport/v1/checks", new { code = share.GetProperty("code").GetString(), dateOfBirth = Born });
            var observed = await Ask(stranger, "POST", "api/passport/v1/observations", AccessRequests.Observation(person));
            Stranger("observation", observed.Body.GetProperty("observationId").GetGuid());
            Stranger("check", check.Body.GetProperty("checkId").GetGuid());
            var provider = await NewProvider($"Stranger {i}");
            Stranger("provider", provider);
            var trainer = await Post($"api/kitemark/v1/providers/{provider}/trainers", new { name = "Somebody" }, "trainerId");
            Stranger("trainer", trainer);
            Stranger("course", await Post("api/kitemark/v1/courses", new { trainingProviderId = provider, title = "A course", trainingCategoryCode = 15 }, "courseId"));
            var school = await new Cast(http, new Narrator(_ => { }), Tell.Secret(platform.SecretsFolder))
                .WithKey("school", "TrainingProvider", provider, ["kitemark.write", "completions.write", "qualifications.write"], CancellationToken.None);
            var course = Strangers("course")[^1];
            Stranger("entry", await Recorded(school, AccessRequests.Completion(await NewVersion(course), trainer, person)));
            Stranger("qualification", await Awarded(school, person));
            Stranger("kitemark", await Kitemarked("TrainingProvider", provider, school));
            Stranger("authorisation", await NewAuthorisation(trainer));
            var applied = await school.Post("api/kitemark/v1/applications", new { subject = "CourseVersion", subjectId = await NewVersion(course) }, CancellationToken.None);
            Stranger("application", applied.GetProperty("applicationId").GetGuid());
            Stranger("client", Guid.Parse(await NewClient()));
        }

        Stranger("learner import", (await Ask(stranger, "POST", "api/learner/v1/imports", AccessRequests.WorkerFile)).Body.GetProperty("importId").GetGuid());
        Stranger("passport import", (await Ask(stranger, "POST", "api/passport/v1/imports", AccessRequests.TrainingFile)).Body.GetProperty("importId").GetGuid());
    }

    private async Task<Guid> NewPartner()
    {
        var partner = await Post("api/benefits/v1/partners", new { name = "Stranger" }, "partnerId");
        Stranger("partner", partner);
        return partner;
    }

    private void Stranger(string kind, Guid id)
    {
        _strangers.TryAdd(kind, []);
        _strangers[kind].Add(id);
    }

    private Task<Guid> NewEmployer(string name) => Post("api/learner/v1/employers", new { name, kind = "Private" }, "employerId");

    private Task<Guid> NewProvider(string name) => Post("api/kitemark/v1/providers", new { name }, "trainingProviderId");

    private Task<Guid> Employ(Guid learner, Guid employer) => Post(
        $"api/learner/v1/learners/{learner}/employments",
        new { employerId = employer, dateOfBirth = Born, startedOn = "2024-01-01", jobRoleCode = 8, kind = "Employee" }, "employmentId");

    private Task<Guid> Kitemarked(string subject, Guid subjectId, ApiClient provider)
        => Applying.For(subject, subjectId, "2020-01-01", "2030-12-31", provider, Academy, CancellationToken.None);

    private static string Of(Guid application) => $"api/kitemark/v1/applications/{application}";

    private static async Task<Guid> Step(ApiClient who, Guid application, string step, object body)
    {
        await who.Post($"{Of(application)}/{step}", body, CancellationToken.None);
        return application;
    }

    private async Task<Guid> Step(AccessCaller who, Guid application, string step, object body)
    {
        var (status, answered) = await Ask(who, "POST", $"{Of(application)}/{step}", body);
        status.ShouldBe(HttpStatusCode.OK, $"{who.Name} takes {step}: {answered}");
        return application;
    }

    /// <summary>The entry of one learner's completion, once the Passport service knows of everybody and everything in it.</summary>
    private static async Task<Guid> Recorded(ApiClient provider, object completion)
    {
        Guid? entry = null;
        await APlatform.Until("a completion is recorded", async () =>
        {
            var recorded = await provider.SendQuietly(HttpMethod.Post, "api/passport/v1/completions", completion, CancellationToken.None);
            entry = recorded.GetProperty("completions")[0].GetProperty("entryId").Deserialize<Guid?>();
            return entry is not null;
        });
        return entry!.Value;
    }

    private static async Task<Guid> Awarded(ApiClient provider, Guid learner)
    {
        JsonElement awarded = default;
        await APlatform.Until("a qualification is recorded", async () =>
        {
            awarded = await provider.SendQuietly(HttpMethod.Post, "api/passport/v1/qualifications", AccessRequests.Qualification(learner), CancellationToken.None);
            return true;
        });
        return awarded.GetProperty("qualificationId").GetGuid();
    }

    private Task<AccessCaller> Organisation(string name, string kind, Guid id, params string[] roles)
        => Client(name, new { name, scopes = _scopes, organisation = new { kind, id }, roles }, kind == "Employer" ? id : null);

    /// <summary>A caller with every scope there is, so that what the table shows is decided by who it is.</summary>
    private async Task<AccessCaller> Client(string name, object registration, Guid? employer = null)
    {
        var registered = await Academy.SendQuietly(HttpMethod.Post, "api/identity/v1/clients", registration, CancellationToken.None);
        var id = registered.GetProperty("clientId").GetString()!;
        var secret = (await Academy.SendQuietly(HttpMethod.Post, $"api/identity/v1/clients/{id}/secret", new { }, CancellationToken.None)).GetProperty("clientSecret").GetString()!;
        var (token, until) = ("", DateTimeOffset.MinValue);
        return new AccessCaller(name, async _ =>
        {
            if (until < DateTimeOffset.UtcNow)
            {
                (token, until) = (await Token(id, secret), DateTimeOffset.UtcNow.AddMinutes(4));
            }

            return token;
        }, statesPurpose: name.EndsWith('+'), employer);
    }

    private async Task<string> Token(string id, string secret)
    {
        using var form = TokenForm(id, secret);
        using var answer = await http.PostAsync(new Uri("/connect/token", UriKind.Relative), form);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
    }

    public static FormUrlEncodedContent TokenForm(string id, string secret)
        => new(new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_id"] = id, ["client_secret"] = secret });

    private async Task<Guid> Post(string path, object body, string id)
        => (await Academy.SendQuietly(HttpMethod.Post, path, body, CancellationToken.None)).GetProperty(id).GetGuid();

    public async Task<JsonElement> As(string caller, string method, string path, object? body)
    {
        JsonElement answered = default;
        await APlatform.Until($"{caller} is answered at {path}", async () =>
        {
            (var status, answered) = await Ask(this[caller], method, path, body);
            return (int)status is >= 200 and < 300;
        });
        return answered;
    }

    private Task Is(string caller, string path, HttpStatusCode status)
        => APlatform.Until($"{caller} gets {status} from {path}", async () => (await Ask(this[caller], "GET", path, null)).Status == status);

    private async Task<(HttpStatusCode Status, JsonElement Body)> Ask(AccessCaller caller, string method, string path, object? body)
    {
        using var answer = await caller.Ask(http, new Line(method, $"/{path}", Line.Own, new Dictionary<string, int>()), $"/{path}", body);
        var text = await answer.Content.ReadAsStringAsync();
        return (answer.StatusCode, text.StartsWith('{') ? JsonSerializer.Deserialize<JsonElement>(text) : default);
    }
}
