namespace Academy.Passport.Domain;

/// <summary>The regulators on whose registers the professionals are who delegate healthcare activities.</summary>
public enum RegistrationBody
{
    /// <summary>NMC: nurses, midwives and nursing associates.</summary>
    NursingAndMidwiferyCouncil,

    /// <summary>HCPC: for example occupational therapists, physiotherapists, dietitians and paramedics.</summary>
    HealthAndCareProfessionsCouncil,

    /// <summary>GMC: doctors.</summary>
    GeneralMedicalCouncil,

    /// <summary>GPhC: pharmacists and pharmacy technicians.</summary>
    GeneralPharmaceuticalCouncil,
}

/// <summary>How the registers write their numbers. Whether somebody is registered, only the register itself says.</summary>
internal static class Registrations
{
    /// <summary>The number as it is kept, without spaces and in capitals; none where this register has no such numbers.</summary>
    public static string? Read(RegistrationBody body, string typed)
    {
        var number = string.Concat(typed.Where(symbol => !char.IsWhiteSpace(symbol))).ToUpperInvariant();
        return Array.Exists(Forms(body), form => Has(number, form)) ? number : null;
    }

    public static string Example(RegistrationBody body) => body switch
    {
        RegistrationBody.NursingAndMidwiferyCouncil => "12A3456B",
        RegistrationBody.HealthAndCareProfessionsCouncil => "OT12345",
        _ => "1234567",
    };

    /// <summary>9 stands for a digit, A for a letter.</summary>
    private static string[] Forms(RegistrationBody body) => body switch
    {
        RegistrationBody.NursingAndMidwiferyCouncil => ["99A9999A"],
        RegistrationBody.HealthAndCareProfessionsCouncil => ["AA99999", "AA999999"],
        _ => ["9999999"],
    };

    private static bool Has(string number, string form)
        => number.Length == form.Length && number.Zip(form).All(pair => pair.Second == '9' ? char.IsAsciiDigit(pair.First) : char.IsAsciiLetterUpper(pair.First));
}
