using Academy.AscWds.Codes;

namespace Academy.AscWds.Tests;

public sealed class WorkerFileTests
{
    [Fact]
    public void A_worker_of_the_newest_file_is_read()
    {
        var row = Csv.OneWorker(("CHGUNIQUEWRKID", "W9"), ("TRANSFERSTAFFRECORD", "Elm"), ("CWPCATEGORY", "3"), ("QUALACH01", "130;2021"));

        row.Problems.ShouldBeEmpty();
        row.Value!.ShouldSatisfyAllConditions(
            w => w.UniqueWorkerId.ShouldBe("W1"), w => w.NewUniqueWorkerId.ShouldBe("W9"), w => w.MovesToEstablishmentId.ShouldBe("Elm"),
            w => w.DisplayId.ShouldBe("Ma"), w => w.DateOfBirth.ShouldBe(new DateOnly(1990, 2, 3)), w => w.StartedOn.ShouldBe(new DateOnly(2024, 9, 1)),
            w => w.EmploymentStatus.ShouldBe(EmploymentStatus.Permanent), w => w.MainJobRole!.IsCareProviding.ShouldBeTrue(),
            w => w.RoleCategory.ShouldBe(RoleCategory.EnhancedCareWorker), w => w.Qualifications.ShouldHaveSingleItem().Year.ShouldBe(2021));
    }

    [Fact]
    public void A_worker_of_an_older_file_is_read()
    {
        var row = Csv.Work(Csv.OldWorker, Csv.Row(Csv.OldWorker, ("CARECERT", "1"), ("FLUVAC", "1"))).ShouldHaveSingleItem();

        row.Problems.ShouldBeEmpty();
        row.Value!.CareCertificate.ShouldBe(CertificateProgress.Completed);
        row.Value.Level2CareCertificate.ShouldBeNull();
    }

    [Theory]
    [InlineData("1", CertificateProgress.Completed)]
    [InlineData("2", CertificateProgress.NotStarted)]
    [InlineData("3", CertificateProgress.Started)]
    public void In_the_care_certificate_two_is_no(string code, CertificateProgress progress) =>
        Csv.OneWorker(("CARECERT", code)).Value!.CareCertificate.ShouldBe(progress);

    [Theory]
    [InlineData("1", CertificateProgress.Completed, null, 0)]
    [InlineData("1;", CertificateProgress.Completed, null, 0)]
    [InlineData("1;2024", CertificateProgress.Completed, 2024, 0)]
    [InlineData("1;2023", CertificateProgress.Completed, null, 4620)]
    [InlineData("1;2027", CertificateProgress.Completed, null, 4620)]
    [InlineData("2", CertificateProgress.Started, null, 0)]
    [InlineData("2;2025", CertificateProgress.Started, null, 4620)]
    [InlineData("3", CertificateProgress.NotStarted, null, 0)]
    public void In_the_level_2_certificate_two_is_started(string value, CertificateProgress progress, int? year, int warning)
    {
        var row = Csv.OneWorker(("L2CARECERT", value));

        (row.Value!.Level2CareCertificate, row.Value.Level2CareCertificateYear).ShouldBe((progress, year));
        row.Problems.Select(p => p.Code).ShouldBe(warning == 0 ? [] : [warning]);
    }

    [Theory]
    [InlineData("STATUS", "CHANGED", 4050)]
    [InlineData("DISPLAYID", "", 4060)]
    [InlineData("DOB", "1990-02-03", 4070)]
    [InlineData("DOB", "03/02/2015", 4070)]
    [InlineData("STARTDATE", "1/9/24", 4080)]
    [InlineData("EMPLSTATUS", "8", 4090)]
    [InlineData("MAINJOBROLE", "12", 4100)]
    [InlineData("CARECERT", "4", 4110)]
    [InlineData("L2CARECERT", "4;2025", 4120)]
    public void A_value_against_the_rules_is_an_error_of_its_column(string column, string value, int code)
    {
        var row = Csv.OneWorker((column, value));

        row.Value.ShouldBeNull();
        row.Problems.ShouldHaveSingleItem().ShouldSatisfyAllConditions(p => p.Column.ShouldBe(column), p => p.Code.ShouldBe(code));
    }

    [Theory]
    [InlineData("DOB", "", 4570)]
    [InlineData("STARTDATE", "", 4580)]
    [InlineData("STARTDATE", "21/11/2026", 4580)]
    [InlineData("STARTDATE", "02/02/2004", 4580)]
    [InlineData("APPRENTICE", "3", 4630)]
    [InlineData("CWPCATEGORY", "8", 4640)]
    [InlineData("QUALACH02", "7777;2020", 4650)]
    [InlineData("QUALACH02", "130;", 4660)]
    public void What_can_be_left_out_is_a_warning(string column, string value, int code)
    {
        var row = Csv.OneWorker((column, value));

        row.Value.ShouldNotBeNull();
        row.Problems.ShouldHaveSingleItem().ShouldSatisfyAllConditions(p => p.Column.ShouldBe(column), p => p.Code.ShouldBe(code), p => p.Severity.ShouldBe(Severity.Warning));
    }

    [Fact]
    public void A_row_to_delete_needs_only_its_identifiers()
    {
        var row = Csv.OneWorker(("STATUS", "delete"), ("DISPLAYID", ""), ("EMPLSTATUS", ""), ("MAINJOBROLE", ""), ("DOB", ""));

        row.Problems.ShouldBeEmpty();
        row.Value!.Status.ShouldBe(RowStatus.Delete);
    }

    [Fact]
    public void The_same_person_twice_is_refused_on_the_later_row_and_white_space_does_not_hide_it()
    {
        var rows = Csv.Work(Csv.Worker, Csv.Row(Csv.Worker, ("UNIQUEWORKERID", "W 1")), Csv.Row(Csv.Worker),
            Csv.Row(Csv.Worker, ("UNIQUEWORKERID", "W2"), ("CHGUNIQUEWRKID", "W1")), Csv.Row(Csv.Worker, ("LOCALESTID", "Elm")));

        rows.Select(r => r.Value is not null).ShouldBe([true, false, false, true]);
        rows[1].Problems.ShouldHaveSingleItem().Message.ShouldContain("Row 2");
        rows[2].Problems.ShouldHaveSingleItem().Column.ShouldBe("CHGUNIQUEWRKID");
    }

    [Fact]
    public void A_reference_changed_to_itself_is_no_repeat() => Csv.OneWorker(("CHGUNIQUEWRKID", "W1")).Problems.ShouldBeEmpty();

    [Theory]
    [InlineData("Oluwaṣeun Adébáyọ̀")]
    [InlineData("Siân O'Brien-Jones")]
    [InlineData("محمد الأحمد")]
    [InlineData("Ma")]
    [InlineData("Smith, \"Bob\" Jr")]
    [InlineData("O\"Brien")]
    public void A_name_comes_out_as_it_went_in(string name) => Csv.OneWorker(("DISPLAYID", name)).Value!.DisplayId.ShouldBe(name);
}
