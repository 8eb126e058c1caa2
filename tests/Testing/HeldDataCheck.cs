using Academy.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Academy.Testing;

/// <summary>What a service says it holds of people, beside the tables it has.</summary>
public static class HeldDataCheck
{
    private static readonly string[] OfSomebody = ["learner_id", "account_id", "user_id"];

    /// <summary>Tables that are neither given to the person nor said to hold nothing of people, or whose columns say otherwise; and columns named that there are not.</summary>
    /// <param name="except">Tables that name a person and are gone in a moment, or only in development.</param>
    public static IReadOnlyList<string> NotDecided(IModel model, PersonalData held, params string[] except)
    {
        var given = held.Tables.Append(PersonalData.Closed).ToDictionary(table => table.Name);
        var wrong = new List<string>();
        foreach (var table in model.GetEntityTypes().Where(type => !type.IsMappedToJson()).GroupBy(type => type.GetTableName()!))
        {
            var columns = table.SelectMany(type => type.GetProperties()).Select(property => property.GetColumnName()).ToHashSet(StringComparer.Ordinal);
            if (given.ContainsKey(table.Key) == held.NotOfPeople.Contains(table.Key))
            {
                wrong.Add($"{table.Key} is in neither list, or in both");
            }

            if (!given.ContainsKey(table.Key) && columns.Overlaps(OfSomebody) && !except.Contains(table.Key))
            {
                wrong.Add($"{table.Key} names a person and is not given to them");
            }

            if (given.TryGetValue(table.Key, out var shown))
            {
                wrong.AddRange(shown.Without.Concat(shown.Only ?? []).Where(column => !columns.Contains(column)).Select(column => $"{table.Key} has no column {column}"));
            }
        }

        return wrong;
    }
}
