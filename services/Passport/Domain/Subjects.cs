using Academy.AscWds.Codes;

namespace Academy.Passport.Domain;

/// <summary>The subjects of training: the categories of ASC-WDS by their bulk-upload code.</summary>
internal static class Subjects
{
    /// <summary>What has no category of its own.</summary>
    public const int Other = 21;

    public static string Name(int code) => TrainingCategories.TryGet(code, out var category) ? category.Name : $"Category {code}";

    /// <summary>The code of a name that is shown here; that of other subjects where there is none of this name.</summary>
    public static int Code(string name) => TrainingCategories.All.FirstOrDefault(category => category.Name == name)?.Code ?? Other;

    public static bool Exists(int code) => TrainingCategories.TryGet(code, out _);
}
