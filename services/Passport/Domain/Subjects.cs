using Academy.AscWds.Codes;

namespace Academy.Passport.Domain;

/// <summary>The subjects of training: the categories of ASC-WDS by their bulk-upload code.</summary>
internal static class Subjects
{
    public static string Name(int code) => TrainingCategories.TryGet(code, out var category) ? category.Name : $"Category {code}";

    public static bool Exists(int code) => TrainingCategories.TryGet(code, out _);
}
