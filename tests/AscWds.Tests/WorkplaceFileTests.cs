using Academy.AscWds.Codes;

namespace Academy.AscWds.Tests;

public sealed class WorkplaceFileTests
{
    [Fact]
    public void A_workplace_is_read_from_files_of_both_generations()
    {
        foreach (var header in new[] { Csv.Workplace, Csv.OldWorkplace })
        {
            var row = Csv.Place(header, Csv.Row(header, ("PROVNUM", "1-101655678"), ("LOCATIONID", "1-1210055678"))).ShouldHaveSingleItem();

            row.Problems.ShouldBeEmpty();
            row.Value.ShouldBe(new WorkplaceRow("Oak House", RowStatus.New, "Oak House", "SG1 2AB", EmployerType.PrivateSector, "1-101655678", "1-1210055678", 8));
        }
    }

    [Theory]
    [InlineData("LOCALESTID", "", 3010)]
    [InlineData("STATUS", "", 3020)]
    [InlineData("ESTNAME", "", 3030)]
    [InlineData("POSTCODE", "nowhere", 3040)]
    [InlineData("ESTTYPE", "2", 3050)]
    [InlineData("PROVNUM", "1-1", 3070)]
    [InlineData("LOCATIONID", "01/02/1903", 3080)]
    public void A_value_against_the_rules_is_an_error_of_its_column(string column, string value, int code)
    {
        var row = Csv.OneWorkplace((column, value));

        row.Value.ShouldBeNull();
        row.Problems.ShouldHaveSingleItem().ShouldSatisfyAllConditions(p => p.Column.ShouldBe(column), p => p.Code.ShouldBe(code));
    }

    [Fact]
    public void A_hospital_site_has_a_location_of_another_form() =>
        Csv.OneWorkplace(("LOCATIONID", "RX34L")).Value!.CqcLocationId.ShouldBe("RX34L");

    [Fact]
    public void A_registered_workplace_without_location_is_a_warning() =>
        Csv.OneWorkplace(("REGTYPE", "2")).Problems.ShouldHaveSingleItem().Code.ShouldBe(3580);

    [Fact]
    public void The_same_workplace_twice_is_refused_on_the_later_row()
    {
        var rows = Csv.Place(Csv.Workplace, Csv.Row(Csv.Workplace), Csv.Row(Csv.Workplace));

        rows[0].Value.ShouldNotBeNull();
        rows[1].Value.ShouldBeNull();
        rows[1].Problems.ShouldHaveSingleItem().ShouldSatisfyAllConditions(p => p.Code.ShouldBe(3900), p => p.Message.ShouldContain("row 2"));
    }
}
