using Academy.AscWds.Codes;

namespace Academy.AscWds.Tests;

public sealed class TrainingFileTests
{
    [Fact]
    public void The_twelve_columns_become_one_row()
    {
        var row = Csv.OneTraining(("TRAININGNAME", "Fire, \"live\" drill"), ("ACCREDITED", "1"), ("WHODELIVERED", "2"),
            ("PROVIDERNAME", "29"), ("HOWDELIVERED", "1"), ("VALIDITY", "12"), ("NOTES", "one\r\ntwo"));

        row.Problems.ShouldBeEmpty();
        TrainingCategories.TryGet(6, out var fire).ShouldBeTrue();
        row.Value.ShouldBe(new TrainingRow("Oak House", "W1", fire, "Fire, \"live\" drill", Accreditation.Yes,
            TrainingDeliverer.ExternalProvider, 29, TrainingDelivery.FaceToFace, 12, false, new(2026, 5, 14), new(2027, 5, 13), "one\r\ntwo"));
    }

    [Fact]
    public void The_eight_columns_become_the_same_model()
    {
        var row = Csv.Train(Csv.Training8, "Oak House,W1,6,Fire drill,14/05/2026,13/05/2027,0,").ShouldHaveSingleItem();

        row.Problems.ShouldBeEmpty();
        row.Value!.Title.ShouldBe("Fire drill");
        row.Value.ExpiresOn.ShouldBe(new DateOnly(2027, 5, 13));
        row.Value.Accredited.ShouldBe(Accreditation.No);
        row.Value.ValidityMonths.ShouldBeNull();
    }

    [Theory]
    [InlineData("31/01/2025", 1, "27/02/2025")]
    [InlineData("31/01/2024", 1, "28/02/2024")]
    [InlineData("29/02/2024", 12, "27/02/2025")]
    [InlineData("28/02/2025", 12, "27/02/2026")]
    [InlineData("01/03/2025", 12, "28/02/2026")]
    [InlineData("31/08/2025", 6, "27/02/2026")]
    [InlineData("01/01/2026", 1, "31/01/2026")]
    public void The_expiry_is_the_completion_and_the_months_less_a_day(string completed, int months, string expires)
    {
        var row = Csv.OneTraining(("DATECOMPLETED", completed), ("VALIDITY", $"{months}"));

        row.Value!.ExpiresOn!.Value.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture).ShouldBe(expires);
    }

    [Fact]
    public void A_supplied_expiry_wins_over_the_validity_with_a_warning()
    {
        var row = Csv.OneTraining(("VALIDITY", "12"), ("EXPIRYDATE", "14/05/2027"));

        row.Value!.ExpiresOn.ShouldBe(new DateOnly(2027, 5, 14));
        row.Problems.ShouldHaveSingleItem().ShouldSatisfyAllConditions(p => p.Code.ShouldBe(2030), p => p.Severity.ShouldBe(Severity.Warning));
        Csv.OneTraining(("VALIDITY", "12"), ("EXPIRYDATE", "13/05/2027")).Problems.ShouldBeEmpty();
    }

    [Fact]
    public void None_means_it_does_not_expire_unless_a_date_says_otherwise()
    {
        Csv.OneTraining(("VALIDITY", "None")).Value!.DoesNotExpire.ShouldBeTrue();

        var dated = Csv.OneTraining(("VALIDITY", "none"), ("EXPIRYDATE", "14/05/2027"));
        dated.Value!.DoesNotExpire.ShouldBeFalse();
        dated.Problems.ShouldHaveSingleItem().Code.ShouldBe(2030);
    }

    [Theory]
    [InlineData("LOCALESTID", "", 1000)]
    [InlineData("UNIQUEWORKERID", "", 1010)]
    [InlineData("UNIQUEWORKERID", "1.23E+11", 1010)]
    [InlineData("DATECOMPLETED", "", 1020)]
    [InlineData("DATECOMPLETED", "2026-05-14", 1020)]
    [InlineData("DATECOMPLETED", "4/5/26", 1020)]
    [InlineData("DATECOMPLETED", "4/5/2026", 1020)]
    [InlineData("DATECOMPLETED", "46156", 1020)]
    [InlineData("DATECOMPLETED", "31/02/2026", 1020)]
    [InlineData("DATECOMPLETED", "05/14/2026", 1020)]
    [InlineData("DATECOMPLETED", "21/11/2026", 1020)]
    [InlineData("EXPIRYDATE", "14/05/2026", 1030)]
    [InlineData("EXPIRYDATE", "soon", 1030)]
    [InlineData("CATEGORY", "", 1050)]
    [InlineData("CATEGORY", "24", 1050)]
    [InlineData("CATEGORY", "6.0", 1050)]
    [InlineData("CATEGORY", "-6", 1050)]
    [InlineData("ACCREDITED", "2", 1060)]
    [InlineData("WHODELIVERED", "3", 1080)]
    [InlineData("HOWDELIVERED", "3", 1100)]
    [InlineData("VALIDITY", "0", 1110)]
    [InlineData("VALIDITY", "1000", 1110)]
    [InlineData("VALIDITY", "12 months", 1110)]
    public void A_value_against_the_rules_is_an_error_of_its_column(string column, string value, int code)
    {
        var row = Csv.OneTraining((column, value));

        row.Value.ShouldBeNull();
        row.Problems.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            p => p.Row.ShouldBe(2), p => p.Column.ShouldBe(column), p => p.Code.ShouldBe(code), p => p.Severity.ShouldBe(Severity.Error));
    }

    [Fact]
    public void A_completion_on_the_last_day_of_the_calendar_is_in_the_future_like_any_other()
        => Csv.OneTraining(("DATECOMPLETED", "31/12/9999"), ("VALIDITY", "12"), ("EXPIRYDATE", "")).Problems.ShouldHaveSingleItem().Code.ShouldBe(1020);

    [Theory]
    [InlineData("LOCALESTID", 50, 1000)]
    [InlineData("UNIQUEWORKERID", 50, 1010)]
    [InlineData("TRAININGNAME", 120, 1040)]
    [InlineData("NOTES", 1000, 1070)]
    public void A_text_may_be_just_as_long_as_the_data_set_lets_it(string column, int longest, int code)
    {
        Csv.OneTraining((column, new string('x', longest))).Problems.ShouldBeEmpty();
        Csv.OneTraining((column, new string('x', longest + 1))).Problems.ShouldHaveSingleItem().Code.ShouldBe(code);
    }

    [Fact]
    public void A_provider_counts_only_with_training_delivered_by_one()
    {
        Csv.OneTraining(("WHODELIVERED", "2"), ("PROVIDERNAME", "999")).Value!.ProviderCode.ShouldBe(TrainingProviders.Other);
        Csv.OneTraining(("WHODELIVERED", "2"), ("PROVIDERNAME", "89")).Problems.ShouldHaveSingleItem().Code.ShouldBe(1090);

        var inHouse = Csv.OneTraining(("WHODELIVERED", "1"), ("PROVIDERNAME", "29"));
        inHouse.Value!.ProviderCode.ShouldBeNull();
        inHouse.Problems.ShouldHaveSingleItem().ShouldSatisfyAllConditions(p => p.Code.ShouldBe(2090), p => p.Severity.ShouldBe(Severity.Warning));
    }

    [Fact]
    public void The_same_training_twice_is_refused_on_the_later_row()
    {
        var row = Csv.Row(Csv.Training12, ("TRAININGNAME", "Drill"));

        var rows = Csv.Train(Csv.Training12, row, Csv.Row(Csv.Training12, ("TRAININGNAME", "Another")), row);

        rows.Select(r => r.Value is not null).ShouldBe([true, true, false]);
        rows[2].Problems.ShouldHaveSingleItem().ShouldSatisfyAllConditions(p => p.Code.ShouldBe(1900), p => p.Message.ShouldContain("row 2"));
    }
}
