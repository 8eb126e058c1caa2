using Academy.Passport.Domain;

namespace Academy.Passport.Tests.Domain;

public sealed class CareCertificateClaimTests
{
    [Theory]
    [InlineData("Care Certificate")]
    [InlineData("  the CARE   certificate (2025)")]
    [InlineData("CareCertificate")]
    [InlineData("Care-Certificate: full programme")]
    [InlineData("care certficate")]
    [InlineData("Care Certificates")]
    [InlineData("Care cert")]
    public void A_course_that_is_called_so_claims_to_be_it(string title) => CareCertificateClaim.IsIn(title).ShouldBeTrue();

    [Theory]
    [InlineData("Level 2 Adult Social Care Certificate")]
    [InlineData("Care Certificate standard 5: person-centred work")]
    [InlineData("Care Certificate Standards 1-3")]
    [InlineData("Moving people safely")]
    [InlineData("End of life care")]
    [InlineData("Care centre induction")]
    [InlineData("Certificate in dementia care")]
    [InlineData("")]
    public void Another_course_does_not(string title) => CareCertificateClaim.IsIn(title).ShouldBeFalse();
}
