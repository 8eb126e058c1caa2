using Academy.AscWds.Codes;

namespace Academy.AscWds.Tests;

public sealed class CodeListTests
{
    [Fact]
    public void The_lists_are_complete() =>
        (TrainingCategories.All.Count, JobRoles.All.Count, TrainingProviders.All.Count, Qualifications.All.Count).ShouldBe((48, 39, 89, 145));

    [Fact]
    public void Codes_are_found_and_unused_ones_are_not()
    {
        TrainingCategories.TryGet(42, out var oliver).ShouldBeTrue();
        oliver!.Name.ShouldBe("Oliver McGowan Mandatory Training (Tier 1)");
        TrainingCategories.TryGet(24, out _).ShouldBeFalse();
        TrainingProviders.TryGet(29, out var hcpa).ShouldBeTrue();
        hcpa!.Name.ShouldBe("HCPA in partnership with CPA");
        Qualifications.TryGet(34, out var basic).ShouldBeTrue();
        basic!.Level.ShouldBe(0);
        Qualifications.TryGet(39, out var other).ShouldBeTrue();
        other!.Level.ShouldBeNull();
    }

    [Fact]
    public void Eight_roles_provide_care() =>
        JobRoles.All.Where(role => role.IsCareProviding).Select(role => role.Code).ShouldBe([4, 5, 7, 8, 9, 23, 45, 52]);

    [Fact]
    public void The_Care_Certificate_has_15_standards_of_2015_and_16_of_2025_under_their_own_names()
    {
        CareCertificateStandards.Versions.Select(version => CareCertificateStandards.Of(version).Count).ShouldBe([15, 16]);
        CareCertificateStandards.Of(2015).Select(standard => standard.Number).ShouldBe(Enumerable.Range(1, 15));
        CareCertificateStandards.TryGet(2015, 4, out var old).ShouldBeTrue();
        old!.Name.ShouldBe("Equality and diversity");
        CareCertificateStandards.TryGet(2025, 4, out var renamed).ShouldBeTrue();
        renamed!.Name.ShouldBe("Equality, diversity, inclusion and human rights");
        CareCertificateStandards.TryGet(2025, 16, out var added).ShouldBeTrue();
        added!.Name.ShouldBe("Awareness of learning disability and autism");
        CareCertificateStandards.TryGet(2015, 16, out _).ShouldBeFalse();
        CareCertificateStandards.Of(2020).ShouldBeEmpty();
    }
}
