namespace Academy.AscWds.Codes;

/// <summary>ESTTYPE, with the numbers of the bulk-upload file (SopraSteria-SFC, establishment type mapping).</summary>
public enum EmployerType
{
    LocalAuthorityAdultServices = 1,
    LocalAuthorityOther = 3,
    PrivateSector = 6,
    Voluntary = 7,
    Other = 8,
}

/// <summary>
/// EMPLSTATUS. 1 to 4 and 7 are in the contract type mapping of SopraSteria-SFC; the meaning of 5 and 6, which the data
/// set counts under Other, is from memory.
/// </summary>
public enum EmploymentStatus
{
    Permanent = 1,
    Temporary = 2,
    BankOrPool = 3,
    Agency = 4,
    Student = 5,
    Volunteer = 6,
    Other = 7,
}

/// <summary>CWPCATEGORY: the DHSC role categories. A personal assistant has no code in the data set.</summary>
public enum RoleCategory
{
    NewToCare = 1,
    CareOrSupportWorker = 2,
    EnhancedCareWorker = 3,
    SupervisorOrLeader = 4,
    PracticeLeader = 5,
    DeputyManager = 6,
    RegisteredManager = 7,
    NoneOfThese = 998,
    NotKnown = 999,
}

/// <summary>DHAACTIVITIES: healthcare activities that a regulated professional may delegate to care staff.</summary>
public enum DelegatedActivity
{
    VitalSignsMonitoring = 1,
    SpecialisedMedicationAdministration = 2,
    ComplexPostureAndMobility = 3,
    SkinIntegrityAndWoundCare = 4,
    AirwaysAndBreathing = 5,
    FeedingAndDigestive = 6,
    BladderAndBowel = 7,
    Other = 8,
}

/// <summary>STATUS of a workplace or worker row: what the sender wants done with it.</summary>
public enum RowStatus
{
    New,
    Update,
    NoChange,
    Unchecked,
    Delete,
}

/// <summary>Where a person is with the Care Certificate, or with the Level 2 Adult Social Care Certificate.</summary>
public enum CertificateProgress
{
    NotStarted,
    Started,
    Completed,
}

/// <summary>ACCREDITED in the training file.</summary>
public enum Accreditation
{
    No = 0,
    Yes = 1,
    NotKnown = 999,
}

/// <summary>WHODELIVERED in the training file.</summary>
public enum TrainingDeliverer
{
    InHouseStaff = 1,
    ExternalProvider = 2,
}

/// <summary>HOWDELIVERED in the training file; there is no code for a mixture.</summary>
public enum TrainingDelivery
{
    FaceToFace = 1,
    ELearning = 2,
}
