using System.Net;
using Academy.AscWds;
using Academy.Testing;

namespace Academy.Passport.Tests.Features;

/// <summary>What an employer takes to the national data set.</summary>
public sealed class ExportTrainingTests(PassportApp app)
{
    [Fact]
    public async Task The_training_of_staff_who_let_the_employer_see_it_comes_out_as_bulk_upload_takes_it()
    {
        var employer = await app.AnEmployer();
        var course = await app.ACourse(category: 15);
        var (shares, hides, gone, unnamed) = (await app.ALearner(), await app.ALearner(), await app.ALearner(), await app.ALearner());
        await app.AnEmployment(shares.Id, employer, workplace: "Oak, House", worker: "W1");
        await app.AnEmployment(hides.Id, employer, shares: false, workplace: "Oak, House", worker: "W2");
        await app.AnEmployment(gone.Id, employer, until: app.Today.AddDays(-1), workplace: "Oak, House", worker: "W3");
        await app.AnEmployment(unnamed.Id, employer);
        await app.Record(course, app.Today.AddDays(-40), shares.Id, hides.Id, gone.Id, unnamed.Id);
        await app.AsLearner(shares.Id).PostNew(
            $"/api/passport/v1/learners/{shares.Id}/entries", new { title = "Only said", trainingCategoryCode = 6, completedOn = app.Today.AddDays(-3) });

        var answer = await Get(app.AsEmployer(employer), employer);

        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/csv; charset=utf-8");
        answer.Content.Headers.ContentDisposition!.FileName!.Trim('"').ShouldBe($"training-{app.Today:yyyy-MM-dd}.csv");
        answer.Headers.GetValues("X-Left-Out").ShouldBe(["1"]);
        var rows = TrainingFile.Read(await answer.Content.ReadAsStreamAsync(), app.Today).ToList();
        rows.SelectMany(row => row.Problems).ShouldBeEmpty();
        var row = rows.ShouldHaveSingleItem().Value!;
        (row.LocalEstablishmentId, row.UniqueWorkerId, row.Category.Code, row.Title).ShouldBe(("Oak, House", "W1", 15, "Moving people safely"));
        (row.CompletedOn, row.ExpiresOn, row.ProviderCode).ShouldBe((app.Today.AddDays(-40), app.Today.AddDays(-40).AddMonths(12).AddDays(-1), 999));
        row.Notes.ShouldBe("Kitemarked when completed (Care Professional Academy)");

        var activity = await (await app.AsLearner(shares.Id).GetAsync(new Uri($"/api/passport/v1/learners/{shares.Id}/activity", UriKind.Relative))).Json();
        activity.GetProperty("activity")[0].GetProperty("what").GetString().ShouldBe("PassportSeen");
    }

    [Fact]
    public async Task What_was_sent_in_comes_out_again_and_goes_in_without_a_change()
    {
        var (employer, learner) = (await app.AnEmployer(), await app.ALearner());
        await app.AnEmployment(learner.Id, employer, workplace: "HT-1", worker: "101");
        const string file = "LOCALESTID,UNIQUEWORKERID,CATEGORY,DESCRIPTION,DATECOMPLETED,EXPIRYDATE,ACCREDITED,NOTES\r\nHT-1,101,20,Safeguarding adults,10/02/2026,09/02/2029,1,\r\nHT-1,101,6,Fire,10/02/2026,,,\r\n";
        var client = app.AsEmployer(employer);
        (await Import(client, file)).GetProperty("created").GetInt32().ShouldBe(2);

        var exported = await (await Get(client, employer)).Content.ReadAsStringAsync();

        var again = await Import(client, exported);
        (again.GetProperty("rows").GetInt32(), again.GetProperty("unchanged").GetInt32()).ShouldBe((2, 2));
    }

    [Fact]
    public async Task A_manager_of_one_workplace_gets_its_staff_and_another_employer_nothing()
    {
        var (employer, here, there) = (await app.AnEmployer(), await app.ALearner(), await app.ALearner());
        var course = await app.ACourse();
        await app.AnEmployment(here.Id, employer, workplace: "Elm", worker: "1");
        await app.AnEmployment(there.Id, employer, workplace: "Oak", worker: "2");
        await app.Record(course, app.Today.AddDays(-4), here.Id, there.Id);

        var rows = (await (await Get(app.At(employer, "Elm"), employer)).Content.ReadAsStringAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

        rows.Length.ShouldBe(2);
        rows[1].ShouldStartWith("Elm,1,");
        (await Get(app.AsEmployer(await app.AnEmployer()), employer)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Get(app.AsProvider(course.ProviderId), employer)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static Task<HttpResponseMessage> Get(HttpClient client, Guid employer)
        => client.GetAsync(new Uri($"/api/passport/v1/employers/{employer}/training.csv", UriKind.Relative));

    private static async Task<System.Text.Json.JsonElement> Import(HttpClient client, string file)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/passport/v1/imports") { Content = new StringContent(file, System.Text.Encoding.UTF8, "text/csv") };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        var answer = await client.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return await answer.Json();
    }
}
