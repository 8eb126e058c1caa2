using System.Net;
using System.Text;
using System.Text.Json;
using Academy.Learner.Features;
using Academy.Testing;

namespace Academy.Learner.Tests.Features;

public sealed class ImportFileTests(LearnerApp app)
{
    private static readonly byte[] Workers = Encoding.UTF8.GetBytes(Csv.Workers(Csv.WorkerRow(("DOB", "1/1/90"))));

    [Fact]
    public async Task A_report_can_be_read_again_by_whose_it_is()
    {
        var employer = await app.AnEmployer();
        var sent = await app.Import(app.Employer(employer), Encoding.UTF8.GetString(Workers), "?name=workers.csv");
        var path = $"/api/learner/v1/imports/{sent.GetProperty("importId").GetGuid()}";

        var read = await app.Employer(employer).GetFromJsonAsync<JsonElement>(path);

        read.ToString().ShouldBe(sent.ToString());
        read.GetProperty("name").GetString().ShouldBe("workers.csv");
        (await app.Officer.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await app.Employer(Guid.CreateVersion7()).GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await app.Provider().GetAsync($"{path}/problems.csv")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_problems_are_a_list_for_a_spreadsheet()
    {
        var employer = await app.AnEmployer();
        var sent = await app.Import(app.Employer(employer), Encoding.UTF8.GetString(Workers));

        var answer = await app.Employer(employer).GetAsync($"/api/learner/v1/imports/{sent.GetProperty("importId").GetGuid()}/problems.csv");

        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/csv");
        var lines = (await answer.Content.ReadAsStringAsync()).TrimStart('\uFEFF').Split("\r\n");
        lines[0].ShouldBe("Row,Column,Code,Kind,What to fix");
        lines[1].ShouldStartWith("2,\"DOB\",4070,error,\"DOB is not written as DD/MM/YYYY.");
    }

    [Theory]
    [InlineData("=1+1", "\"'=1+1\"")]
    [InlineData("+44", "\"'+44\"")]
    [InlineData("-1", "\"'-1\"")]
    [InlineData(" @SUM", "\"' @SUM\"")]
    [InlineData("say \"no\"", "\"say \"\"no\"\"\"")]
    public void A_cell_is_never_a_formula(string text, string cell) => GetImportProblems.Cell(text).ShouldBe(cell);

    [Fact]
    public async Task Nobody_imports_for_another_employer_and_the_academy_says_for_whom()
    {
        var employer = await app.AnEmployer();

        (await LearnerApp.Send(app.Employer(Guid.CreateVersion7()), Workers)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await LearnerApp.Send(app.Employer(employer), Workers, $"?employerId={await app.AnEmployer()}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await LearnerApp.Send(app.Provider(), Workers)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await (await LearnerApp.Send(app.Officer, Workers)).Detail()).ShouldContain("?employerId=");
        (await LearnerApp.Send(app.Officer, Workers, $"?employerId={employer}")).StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("LOCALESTID,UNIQUEWORKERID,CATEGORY,DESCRIPTION,DATECOMPLETED,EXPIRYDATE,ACCREDITED,NOTES", "training file")]
    [InlineData("name,age\nAnn,3", "not the header")]
    [InlineData("", "empty")]
    public async Task A_file_that_is_neither_is_refused(string csv, string sentence)
    {
        var answer = await LearnerApp.Send(app.Employer(await app.AnEmployer()), Encoding.UTF8.GetBytes(csv));

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await answer.Detail()).ShouldContain(sentence);
    }

    [Fact]
    public async Task Other_content_and_larger_files_are_refused()
    {
        var sender = app.Employer(await app.AnEmployer());

        (await LearnerApp.Send(sender, Workers, type: "application/json")).StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        (await (await LearnerApp.Send(sender, new byte[(10 * 1024 * 1024) + 1])).Detail()).ShouldContain("larger than 10 MB");
    }

    [Fact]
    public async Task The_sample_files_go_in_but_for_their_two_bad_rows()
    {
        var workplaces = await LearnerApp.Send(app.Officer, Sample("workplace.csv"));
        var older = await LearnerApp.Send(app.Officer, Sample("workplace-older.csv"));
        var rosewood = await LearnerApp.Send(app.Officer, Sample("worker-rosewood.csv"), $"?employerId={await Employer("Rosewood Care Ltd")}");
        var hilltop = await LearnerApp.Send(app.Officer, Sample("worker-hilltop-older.csv"), $"?employerId={await Employer("Hilltop Homecare")}");

        foreach (var (answer, created, errors) in new[] { (workplaces, 3, 0), (older, 1, 0), (rosewood, 14, 2), (hilltop, 4, 0) })
        {
            var report = await answer.Json();
            report.Number("created").ShouldBe(created, report.ToString());
            report.Codes("errors").Count.ShouldBe(errors);
            report.Codes("warnings").ShouldBeEmpty(report.ToString());
        }
    }

    private async Task<Guid> Employer(string name)
        => (await app.Said<Contracts.Learner.EmployerRegistered>()).Single(e => e.Name == name).EmployerId;

    private static byte[] Sample(string name)
        => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "samples", name));
}
