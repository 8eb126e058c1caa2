using System.Text.Json;
using Academy.Contracts.Learner;

namespace Academy.Learner.Tests.Imports;

public sealed class WorkplaceImportTests(LearnerApp app)
{
    [Fact]
    public async Task The_academy_finds_employers_by_provider_id_or_registers_them()
    {
        var rows = Csv.Workplaces(
            Csv.WorkplaceRow(("LOCALESTID", "P1"), ("ESTNAME", "Provider One"), ("PROVNUM", "1-700000001"), ("LOCATIONID", "1-7000000011"), ("ESTTYPE", "7")),
            Csv.WorkplaceRow(("LOCALESTID", "P2"), ("ESTNAME", "Provider One, annexe"), ("PROVNUM", "1-700000001"), ("LOCATIONID", "1-7000000012")),
            Csv.WorkplaceRow(("LOCALESTID", "P3"), ("ESTNAME", "No Number Club"), ("POSTCODE", "AL1 1AA")));

        var first = await app.Import(app.Officer, rows);
        var second = await app.Import(app.Officer, rows);

        (first.Number("created"), second.Number("unchanged")).ShouldBe((3, 3));
        var said = await app.Said<EmployerRegistered>();
        var one = said.Single(e => e.CqcProviderId == "1-700000001");
        (one.Name, one.Kind).ShouldBe(("Provider One", EmployerKind.Voluntary));
        said.Count(e => e.Name == "No Number Club").ShouldBe(1);
        (await Read(one.EmployerId)).GetProperty("workplaces").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task The_columns_of_before_2023_are_read_as_well()
    {
        var header = Csv.Workplace.Replace(",DHA,DHAACTIVITIES", "", StringComparison.Ordinal).Replace(",PERMLA,", ",PERMLA,SHARELA,", StringComparison.Ordinal);

        var report = await app.Import(app.Officer, $"{header}\n{Csv.Row(header, ("ESTNAME", "Older Columns Care"), ("POSTCODE", "AL2 2BB"))}");

        (report.Number("created"), report.GetProperty("file").GetString()).ShouldBe((1, "workplace"));
    }

    [Fact]
    public async Task An_employers_own_file_changes_its_workplaces_and_keeps_former_location_ids()
    {
        var employer = await app.AnEmployer();
        var sender = app.Employer(employer);
        await app.Import(sender, Csv.Workplaces(Csv.WorkplaceRow(("LOCATIONID", "1-8000000011"))));

        var report = await app.Import(sender, Csv.Workplaces(Csv.WorkplaceRow(("LOCATIONID", "1-8000000099"), ("PROVNUM", "1-700000001"))));

        (report.Number("changed"), report.Codes("warnings").ShouldHaveSingleItem()).ShouldBe((1, 5130));
        var workplace = (await Read(employer)).GetProperty("workplaces").EnumerateArray().Single(w => w.GetProperty("reference").GetString() == "Oak House");
        workplace.GetProperty("cqcLocationId").GetString().ShouldBe("1-8000000099");
        workplace.GetProperty("predecessorLocationIds")[0].GetString().ShouldBe("1-8000000011");
    }

    [Fact]
    public async Task A_workplace_closes_when_nobody_works_there_any_more()
    {
        var employer = await app.AnEmployer();
        var sender = app.Employer(employer);
        await app.Import(sender, Csv.Workers(Csv.WorkerRow()));
        var delete = Csv.Workplaces(Csv.WorkplaceRow(("STATUS", "DELETE")));

        var staffed = await app.Import(sender, delete);
        await app.Import(sender, Csv.Workers(Csv.WorkerRow(("STATUS", "DELETE"))));
        var empty = await app.Import(sender, delete);

        (staffed.Codes("errors").ShouldHaveSingleItem(), empty.Number("changed")).ShouldBe((5120, 1));
    }

    [Fact]
    public async Task The_academy_says_whose_workplace_a_deleted_row_is()
    {
        var report = await app.Import(app.Officer, Csv.Workplaces(Csv.WorkplaceRow(("STATUS", "DELETE"))));

        report.Codes("errors").ShouldBe([5110]);
    }

    private Task<JsonElement> Read(Guid employer) => app.Officer.GetFromJsonAsync<JsonElement>($"/api/learner/v1/employers/{employer}");
}
