using Academy.AscWds.Codes;
using Academy.ServiceDefaults;

namespace Academy.Kitemark.Domain;

/// <summary>The subjects of training are the training categories of the ASC-WDS.</summary>
internal static class Subjects
{
    public static int Require(int? code)
        => code is { } known && TrainingCategories.TryGet(known, out _)
            ? known
            : throw new RuleBroken($"{code} is not the bulk-upload code of an ASC-WDS training category, for example 15 for assisting and moving people.", "training-category-unknown");

    public static string NameOf(int code) => TrainingCategories.TryGet(code, out var category) ? category.Name : "";
}
